package opencompact.host.uplink;

import java.time.Duration;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Parsed;
import opencompact.catalogue.Settings;
import opencompact.host.Turn;
import opencompact.memory.Fact;
import opencompact.quantity.Moment;

/**
 * How long no call of ours has been answered, and so when a Heartbeat is due (OCPP-BT-17 to BT-19).
 */
final class Silence {
  private static final Duration DAY = Duration.ofDays(1);

  /** An unanswered heartbeat is not repeated at once. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private static final int MOST_SECONDS = 86_400;

  private long lastAnsweredNanos;
  private long lastSentNanos;
  private long lastClockNanos;

  /** The back office says how often it wants to hear of us (OCPP-BT-03). */
  static void agree(int interval, Settings settings, Turn turn) {
    int seconds = Math.min(interval, MOST_SECONDS);
    if (seconds > 0
        && seconds != settings.value(Keys.HEARTBEAT_INTERVAL)
        && Keys.HEARTBEAT_INTERVAL.parse(String.valueOf(seconds))
            instanceof Parsed.Ok<Integer>(Integer _, String text)) {
      turn.remember(new Fact.SettingChanged(Keys.HEARTBEAT_INTERVAL.name(), text, "back office"));
    }
  }

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
