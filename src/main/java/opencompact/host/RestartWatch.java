package opencompact.host;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import opencompact.catalogue.ErrorCode;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Status;
import opencompact.ocpp.Reason;
import opencompact.ocpp.StatusNotification;
import opencompact.quantity.Moment;

/**
 * Sees whether a hard restart has happened: the real-time module must be heard after it. While it
 * is not, the restart is ordered again, as often as ResetRetries says; then the back office is told
 * once that it failed (OCPP-CF-32, OCPP-MS-28, OCPP-ST-20). A soft restart is this program's alone:
 * whoever could look has been restarted.
 */
final class RestartWatch {
  /** The real-time module is heard within a second of its start. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String HARD = "HardReset";
  private static final Pattern AGAIN = Pattern.compile(HARD + "(?:, repeat (\\d+))?");

  private final Host host;
  private boolean watching;
  private long until;
  private int repeats;
  private boolean failed;

  RestartWatch(Host host) {
    this.host = host;
  }

  /** Whether that order was a hard reset, be it repeated. */
  static boolean hard(String order) {
    return AGAIN.matcher(order).matches();
  }

  /** The program has started; the fact of it is folded already. */
  void booted(Turn turn) {
    String order = turn.memory().previousOrder();
    Matcher ordered = AGAIN.matcher(order == null ? "" : order);
    watching = ordered.matches();
    if (watching) {
      String before = ordered.group(1);
      repeats = before == null ? 0 : Integer.parseInt(before);
      until = turn.now().in(PATIENCE);
    }
  }

  void settle(Turn turn) {
    // What is heard after all has been restarted: a failure nobody was told of is none any more.
    if (host.rtm() != null) {
      watching = false;
      failed = false;
    }
    if (failed && host.backOffice().online()) {
      failed = false;
      host.backOffice()
          .ask(
              new StatusNotification.Request(
                  0,
                  ErrorCode.RESET_FAILURE,
                  "The RTM is silent after a reset",
                  Status.FAULTED,
                  turn.now().wall(),
                  null,
                  null),
              turn);
    }
    if (!watching || host.restarter().ordered() || !turn.now().reached(until)) {
      return;
    }
    int most = host.settings().value(Keys.RESET_RETRIES);
    if (repeats < most) {
      int next = repeats + 1;
      turn.note(
          "station",
          "The real-time module is not heard after the hard reset, which is repeated: "
              + next
              + " of "
              + most
              + ".");
      host.restarter().order(HARD + ", repeat " + next, Reason.HARD_RESET, true, turn);
    } else {
      watching = false;
      failed = true;
      turn.note(
          "station",
          "The hard reset has failed: the real-time module is not heard, and ResetRetries is "
              + most
              + ". Switch the station off and on.");
    }
  }

  long deadline() {
    return watching && !host.restarter().ordered() ? until : Moment.NEVER;
  }
}
