package opencompact.host;

import java.time.Duration;
import java.util.List;
import opencompact.memory.Reading;
import opencompact.quantity.Moment;
import opencompact.rtm.RtmReport;

/**
 * Readings that the back office asks for out of turn (OCPP-MV-07). However often it asks, they are
 * told once a second at most (OCPP-P-54).
 */
final class TriggeredValues {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Host host;
  private long notBefore;
  private boolean due;

  TriggeredValues(Host host) {
    this.host = host;
  }

  /** The back office wants them; false where there is nothing to tell. */
  boolean wanted(Turn turn) {
    if (turn.now().reached(notBefore)) {
      return tell(turn);
    }
    due = true;
    return true;
  }

  void settle(Turn turn) {
    if (due && turn.now().reached(notBefore)) {
      tell(turn);
    }
  }

  private boolean tell(Turn turn) {
    RtmReport rtm = host.rtm();
    List<Reading> readings =
        rtm == null ? List.of() : host.samples().present(host.settings(), rtm, host.register());
    due = false;
    notBefore = turn.now().in(PAUSE);
    return host.backOffice().tellValues(readings, turn);
  }

  long deadline() {
    return due ? notBefore : Moment.NEVER;
  }
}
