package opencompact.host.energy;

import opencompact.host.Turn;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.memory.OpenTransaction;
import opencompact.memory.Stamp;
import opencompact.quantity.Moment;
import opencompact.quantity.WattHours;
import org.jspecify.annotations.Nullable;

/**
 * The import register by which transactions are billed. It is the meter's own, lifted where the
 * meter has forgotten: it never goes back (MOD-5, OCPP-TX-27). What is on disk follows it closely,
 * so that a power cut loses little (OCPP-TX-04).
 */
public final class BillingRegister {
  private static final long KEPT_EVERY_MILLI_WH = 100_000;
  private static final long KEPT_EVERY_MILLIS = 60_000;

  private final Memory memory;
  private @Nullable WattHours meter;
  private WattHours forgotten = WattHours.NONE;

  public BillingRegister(Memory memory) {
    this.memory = memory;
  }

  /** The meter says so. */
  public void read(WattHours register) {
    WattHours before = meter;
    forgotten =
        before == null ? memory.register().since(register) : forgotten.plus(before.since(register));
    meter = register;
  }

  public WattHours value() {
    WattHours read = meter;
    return read == null ? memory.register() : read.plus(forgotten);
  }

  /**
   * In a transaction the register goes to disk every 0.1 kWh and every minute (OCPP-TX-04), and
   * with each sample, so that a charge that a power cut ends does not end before what was told of
   * it (OCPP-TX-19). To be called after the samples were taken.
   */
  public void settle(Turn turn) {
    OpenTransaction open = memory.open();
    if (open == null || meter == null) {
      return;
    }
    Stamp stamp = turn.stamp();
    boolean much = value().since(open.lastSeen()).milli() >= KEPT_EVERY_MILLI_WH;
    boolean late = stamp.uptimeMillis() - open.lastSeenAt().uptimeMillis() >= KEPT_EVERY_MILLIS;
    if (much || late || sampled(turn)) {
      turn.remember(new Fact.EnergySeen(open.number(), stamp, value()));
    }
  }

  private static boolean sampled(Turn turn) {
    for (Fact fact : turn.facts()) {
      if (fact instanceof Fact.SampleTaken) {
        return true;
      }
    }
    return false;
  }

  /** The uptime by which the register goes to disk with the next report. */
  public long deadline() {
    OpenTransaction open = memory.open();
    return open == null
        ? Moment.NEVER
        : (open.lastSeenAt().uptimeMillis() + KEPT_EVERY_MILLIS) * 1_000_000;
  }

  /** The milliwatt hours after which it does. */
  public long unkept(OpenTransaction open) {
    return KEPT_EVERY_MILLI_WH - value().since(open.lastSeen()).milli();
  }
}
