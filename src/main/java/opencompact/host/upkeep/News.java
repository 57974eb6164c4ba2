package opencompact.host.upkeep;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import opencompact.host.Turn;
import opencompact.host.uplink.BackOffice;
import opencompact.ocpp.Request;
import opencompact.quantity.Moment;
import org.jspecify.annotations.Nullable;

/**
 * The statuses of one long job on their way to the back office: each of them in order while it
 * listens, and the latest once more until it is answered (OCPP-TR-43). What nobody could be told in
 * time is not told later.
 */
final class News {

  /** A back office that refuses a message is not asked again at once. */
  private static final Duration AFTER_REFUSAL = Duration.ofMinutes(1);

  private final List<Request.ToCentralSystem> untold = new ArrayList<>();
  private Request.@Nullable ToCentralSystem latest;
  private long notBeforeNanos;

  /** The job has come to something new. */
  void say(Request.ToCentralSystem status) {
    untold.add(status);
    latest = status;
    notBeforeNanos = 0;
  }

  /** Nothing of the job before matters any more. */
  void forget() {
    untold.clear();
    latest = null;
  }

  /** Tells what is due. */
  void settle(boolean listens, BackOffice backOffice, Turn turn) {
    if (turn.now().reached(notBeforeNanos)) {
      notBeforeNanos = 0;
    }
    if (!listens) {
      while (untold.size() > 1) {
        untold.removeFirst();
      }
    } else if (notBeforeNanos == 0) {
      untold.forEach(status -> backOffice.ask(status, turn));
      untold.clear();
    }
  }

  /** A status was answered; true if there is nothing newer. */
  boolean answered(Request.ToCentralSystem status) {
    return untold.isEmpty() && status.equals(latest);
  }

  /** A status was not answered; the latest is told again. */
  void unanswered(Request.ToCentralSystem status, boolean listens, Moment now) {
    if (answered(status)) {
      untold.add(status);
      notBeforeNanos = listens ? now.in(AFTER_REFUSAL) : 0;
    }
  }

  /** When this wants to settle again; what waits for a line does not wait for time. */
  long deadline() {
    return untold.isEmpty() || notBeforeNanos == 0 ? Moment.NEVER : notBeforeNanos;
  }
}
