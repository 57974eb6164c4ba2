package opencompact.host.uplink;

import java.time.Duration;
import opencompact.quantity.Moment;

/**
 * How long no call of ours has been answered, and so when a Heartbeat is due (OCPP-BT-17 to BT-19).
 */
final class Silence {
  private static final Duration DAY = Duration.ofDays(1);

  /** An unanswered heartbeat is not repeated at once. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private long lastAnsweredNanos;
  private long lastSentNanos;
  private long lastClockNanos;

  void answered(Moment now) {
    lastAnsweredNanos = now.uptimeNanos();
  }

  void heartbeatSent(Moment now) {
    lastSentNanos = now.uptimeNanos();
  }

  /** The back office told the time. */
  void clockTold(Moment now) {
    lastClockNanos = now.uptimeNanos();
  }

  /**
   * When a heartbeat is due: after the interval's silence, and once a day for the clock's sake.
   *
   * @param intervalSeconds 0 leaves only the daily one
   */
  long dueNanos(int intervalSeconds) {
    long daily = Math.max(lastClockNanos + DAY.toNanos(), lastSentNanos + PAUSE.toNanos());
    if (intervalSeconds == 0) {
      return daily;
    }
    long silent =
        Math.max(lastAnsweredNanos, lastSentNanos) + Duration.ofSeconds(intervalSeconds).toNanos();
    return Math.min(daily, silent);
  }
}
