package opencompact.host.uplink;

import java.time.Duration;
import opencompact.quantity.Moment;

/**
 * Whether the other side is still there: pings, and when it was last heard (OCPP-TR-38). Anything
 * heard after a ping proves as much as its pong.
 */
final class Pulse {
  private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(30);

  /** A call was not answered: the ping that follows is given less time (OCPP-TR-20). */
  private static final Duration SHORT_PATIENCE = Duration.ofSeconds(10);

  private long lastHeardNanos = -1;
  private long lastPingNanos;
  private long answerDueNanos = Moment.NEVER;
  private long nextPingNanos = Moment.NEVER;

  /** A connection has been opened. */
  void begins(Moment now) {
    lastHeardNanos = now.uptimeNanos();
    lastPingNanos = now.uptimeNanos();
    answerDueNanos = Moment.NEVER;
  }

  void heard(Moment now) {
    lastHeardNanos = now.uptimeNanos();
    answerDueNanos = Moment.NEVER;
  }

  /** Plans by the interval in force; 0 plans nothing (OCPP-TR-38, OCPP-TR-39). */
  void plan(int intervalSeconds) {
    nextPingNanos =
        intervalSeconds == 0
            ? Moment.NEVER
            : lastPingNanos + Duration.ofSeconds(intervalSeconds).toNanos();
  }

  /** Whether the time for a ping has come; while one is unanswered there is no second. */
  boolean due(Moment now) {
    return answerDueNanos == Moment.NEVER && now.reached(nextPingNanos);
  }

  void pinged(int intervalSeconds, Moment now) {
    Duration interval = Duration.ofSeconds(intervalSeconds);
    ping(interval.compareTo(LONGEST_PATIENCE) < 0 ? interval : LONGEST_PATIENCE, now);
  }

  /** A call of ours has timed out: is anybody there (OCPP-TR-20)? */
  void doubted(Moment now) {
    long already = answerDueNanos;
    ping(SHORT_PATIENCE, now);
    answerDueNanos = Math.min(answerDueNanos, already);
  }

  private void ping(Duration patience, Moment now) {
    lastPingNanos = now.uptimeNanos();
    answerDueNanos = now.in(patience);
  }

  /** Whether the other side is dead as far as anybody can tell. */
  boolean dead(Moment now) {
    return now.reached(answerDueNanos);
  }

  /** Whether a ping waits for its answer. */
  boolean waiting() {
    return answerDueNanos != Moment.NEVER;
  }

  /** The uptime at which anything was last heard, -1 if never. */
  long lastHeardNanos() {
    return lastHeardNanos;
  }

  long deadline() {
    return waiting() ? answerDueNanos : nextPingNanos;
  }
}
