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
 */
public record Session(
    int number,
    IdTag tag,
    Stamp started,
    WattHours startRegister,
    @Nullable Stamp stopped,
    WattHours energy,
    @Nullable String reason,
    @Nullable Integer transactionId) {

  /** The number of the session that a fact changes, or 0 where it changes none. */
  public static int changedBy(Fact fact) {
    return switch (fact) {
      case Fact.TransactionStarted f -> f.number();
      case Fact.EnergySeen f -> f.number();
      case Fact.TransactionBound f -> f.number();
      case Fact.TransactionStopped f -> f.number();
      default -> 0;
    };
  }

  /** The session after one more fact about it; null where no session of that number began. */
  public static @Nullable Session after(@Nullable Session before, Fact fact) {
    if (fact instanceof Fact.TransactionStarted f) {
      return new Session(
          f.number(), f.tag(), f.at(), f.register(), null, WattHours.NONE, null, null);
    }
    if (before == null) {
      return null;
    }
    return switch (fact) {
      case Fact.EnergySeen f -> before.with(before.stopped, f.register(), before.reason);
      case Fact.TransactionStopped f -> before.with(f.at(), f.register(), f.reason());
      case Fact.TransactionBound f ->
          new Session(
              before.number,
              before.tag,
              before.started,
              before.startRegister,
              before.stopped,
              before.energy,
              before.reason,
              f.transactionId());
      default -> before;
    };
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
        transactionId);
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
        transactionId);
  }
}
