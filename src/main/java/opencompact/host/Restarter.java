package opencompact.host;

import opencompact.host.upkeep.Restarting;
import opencompact.memory.Fact;
import opencompact.ocpp.Reason;
import opencompact.quantity.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Ordered restarts: the charge is ended and told first, then the program ends (OCPP-MS-28, RST-3).
 */
final class Restarter {
  private final Host host;
  private @Nullable Restarting restarting;

  Restarter(Host host) {
    this.host = host;
  }

  boolean ordered() {
    return restarting != null;
  }

  /** Ends a charge with this reason, then restarts; the cause is read by the next boot. */
  void order(String cause, Reason reason, boolean hard, Turn turn) {
    if (host.rtm() != null) {
      host.visit().stop(reason, null, host.site(turn.now()), turn);
    }
    Restarting before = restarting;
    if (before == null || (hard && !before.hard())) {
      turn.remember(new Fact.RestartOrdered(cause));
    }
    restarting =
        before == null
            ? Restarting.ordered(hard, turn.now())
            : before.orderedAgain(hard, turn.now());
  }

  /** Restarts at the end of this turn, whoever may still be told something. */
  void orderNow(String cause, Turn turn) {
    turn.remember(new Fact.RestartOrdered(cause));
    restarting = new Restarting(false, turn.now().uptimeNanos());
  }

  /** Restarts once all is told, Finishing included (OCPP-T-016), or patience is over. */
  void settle(Turn turn) {
    Restarting ordered = restarting;
    if (ordered == null) {
      return;
    }
    boolean told =
        !host.backOffice().online()
            || (host.statuses().calm() && host.backOffice().quiet(turn.memory()));
    if (told || turn.now().reached(ordered.until())) {
      host.backOffice().hangUp("the station restarts", turn);
      turn.tell(new Command.Restart(ordered.hard()));
      restarting = null;
    }
  }

  long deadline() {
    Restarting ordered = restarting;
    return ordered == null ? Moment.NEVER : ordered.until();
  }
}
