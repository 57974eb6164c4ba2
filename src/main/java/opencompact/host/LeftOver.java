package opencompact.host;

import java.time.Duration;
import opencompact.catalogue.ResetReason;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.memory.OpenTransaction;
import opencompact.memory.RateChange;
import opencompact.ocpp.Reason;
import opencompact.quantity.Amperes;
import opencompact.quantity.Moment;
import opencompact.quantity.WattHours;

/**
 * The transaction that an earlier start left open. It is ended once and never resumed (OCPP-TX-19,
 * RST-3).
 */
final class LeftOver {

  /** It waits so long for the meter's own register, then ends with what is on disk. */
  private static final Duration METER_PATIENCE = Duration.ofSeconds(10);

  private final Host host;
  private ResetReason cause = ResetReason.UNKNOWN;
  private long until = Moment.NEVER;

  LeftOver(Host host) {
    this.host = host;
  }

  void booted(ResetReason why, Moment now) {
    cause = why;
    until = now.in(METER_PATIENCE);
  }

  void settle(Turn turn) {
    OpenTransaction open = turn.memory().open();
    boolean waits = host.rtm() == null && !turn.now().reached(until);
    if (open == null || open.start().at().boot() == turn.memory().boot() || waits) {
      return;
    }
    Reason reason = reason(turn.memory());
    WattHours last = host.register().max(open.lastSeen());
    host.samples().ended(turn, host.settings(), null, last, open);
    turn.remember(
        new Fact.TransactionStopped(open.number(), reason.wire(), null, open.lastSeenAt(), last));
    turn.remember(
        new Fact.RateChanged(
            new RateChange(
                open.number(),
                open.lastSeenAt(),
                Amperes.NONE,
                0,
                last,
                "cut-off",
                "The station went down at most a minute after this ("
                    + reason.wire()
                    + "); how fast the car charged until then is not known, the energy is the"
                    + " meter's.",
                0)));
    host.visit().foundEnded();
    turn.note(
        "charge",
        "Charge "
            + open.number()
            + " of "
            + open.tag()
            + " was cut off and is closed with the energy last known ("
            + reason.wire()
            + ").");
  }

  private Reason reason(Memory memory) {
    String ordered = memory.previousOrder();
    if (ordered != null) {
      if (RestartWatch.hard(ordered)) {
        return Reason.HARD_RESET;
      }
      return ordered.equals("SoftReset") ? Reason.SOFT_RESET : Reason.REBOOT;
    }
    return switch (cause) {
      case POWER_ON, BROWN_OUT -> Reason.POWER_LOSS;
      default -> Reason.REBOOT;
    };
  }

  long deadline(Memory memory) {
    OpenTransaction open = memory.open();
    boolean waits = open != null && open.start().at().boot() != memory.boot() && host.rtm() == null;
    return waits ? until : Moment.NEVER;
  }
}
