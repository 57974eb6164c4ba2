package opencompact.memory;

import opencompact.quantity.IdTag;
import opencompact.quantity.WattHours;
import org.jspecify.annotations.Nullable;

/**
 * One transaction as people ask for it afterwards: who charged, when, and how much (WEB-11). It is
 * kept beside the facts and outlives them.
 *
 * @param number the station's own count, from 1
 * @param startRegister the import register when it began
 * @param stopped null while it is open
 * @param energy what has flowed as far as it is on disk
 * @param reason why it ended, in OCPP's word; null while it is open
 * @param transactionId the back office's number, null while unknown
 * @param changes how many changes of its rate were recorded, whether they are kept still or not
 */
public record Session(
    int number,
    IdTag tag,
    Stamp started,
    WattHours startRegister,
    @Nullable Stamp stopped,
    WattHours energy,
    @Nullable String reason,
    @Nullable Integer transactionId,
    int changes) {

  /** The number of the session that a fact changes, or 0 where it changes none. */
  public static int changedBy(Fact fact) {
    return switch (fact) {
      case Fact.TransactionStarted f -> f.number();
      case Fact.EnergySeen f -> f.number();
      case Fact.TransactionBound f -> f.number();
      case Fact.TransactionStopped f -> f.number();
      case Fact.RateChanged f -> f.change().number();
      default -> 0;
    };
  }

  /** The session after one more fact about it; null where no session of that number began. */
  public static @Nullable Session after(@Nullable Session before, Fact fact) {
    if (fact instanceof Fact.TransactionStarted f) {
      return new Session(
          f.number(), f.tag(), f.at(), f.register(), null, WattHours.NONE, null, null, 0);
    }
    if (before == null) {
      return null;
    }
    return switch (fact) {
      case Fact.EnergySeen f -> before.with(before.stopped, f.register(), before.reason);
      case Fact.TransactionStopped f -> before.with(f.at(), f.register(), f.reason());
      case Fact.TransactionBound f -> before.numbered(f.transactionId(), before.changes);
      case Fact.RateChanged _ -> before.numbered(before.transactionId, before.changes + 1);
      default -> before;
    };
  }

  /**
   * How long it lasted; null while it is open, or where a start of the station without a clock lies
   * between.
   */
  public @Nullable Long seconds() {
    Stamp end = stopped;
    if (end == null) {
      return null;
    }
    if (end.boot() == started.boot()) {
      return (end.uptimeMillis() - started.uptimeMillis()) / 1000;
    }
    return end.wallMillis() < 0 || started.wallMillis() < 0
        ? null
        : (Long) ((end.wallMillis() - started.wallMillis()) / 1000);
  }

  /** The same session once the wall time at which a boot began is known (OCPP-BT-15). */
  public Session dated(Fact.ClockKnown clock) {
    Stamp end = stopped;
    return new Session(
        number,
        tag,
        started.dated(clock),
        startRegister,
        end == null ? null : end.dated(clock),
        energy,
        reason,
        transactionId,
        changes);
  }

  private Session numbered(@Nullable Integer id, int recorded) {
    return new Session(number, tag, started, startRegister, stopped, energy, reason, id, recorded);
  }

  private Session with(@Nullable Stamp end, WattHours register, @Nullable String why) {
    return new Session(
        number,
        tag,
        started,
        startRegister,
        end,
        register.since(startRegister),
        why,
        transactionId,
        changes);
  }
}
