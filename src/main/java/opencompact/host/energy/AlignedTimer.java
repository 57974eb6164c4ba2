package opencompact.host.energy;

import java.time.Duration;
import java.time.Instant;
import opencompact.quantity.Moment;
import org.jspecify.annotations.Nullable;

/**
 * When the meter is read by the time of day: at each multiple of ClockAlignedDataInterval since
 * midnight in UTC, afresh every midnight (OCPP-MV-02). While nobody knows the time there is no such
 * instant.
 */
final class AlignedTimer {
  private static final long DAY_SECONDS = 86_400;

  /** A smaller difference of the two clocks is drift; a larger one, that somebody set the time. */
  static final Duration STEP = Duration.ofSeconds(1);

  private int everySeconds;
  private @Nullable Instant next;
  private @Nullable Moment last;

  /** The boundary for which the meter is to be read now, or null. */
  @Nullable Instant due(int seconds, Moment now) {
    Instant wall = now.wall();
    Instant expected = next;
    boolean afresh = seconds != everySeconds || stepped(now);
    everySeconds = seconds;
    last = now;
    if (seconds == 0 || wall == null) {
      next = null;
      return null;
    }
    if (afresh || expected == null) {
      // Boundaries that a step of the clock has skipped are not caught up (OCPP-MV-15).
      next = after(wall, seconds);
      return null;
    }
    if (wall.isBefore(expected)) {
      return null;
    }
    next = after(wall, seconds);
    return upTo(wall, seconds);
  }

  /** The uptime of the next boundary, as the clock stood when it was last seen. */
  long deadline() {
    if (next == null || last == null || last.wall() == null) {
      return Moment.NEVER;
    }
    return last.in(Duration.between(last.wall(), next));
  }

  private boolean stepped(Moment now) {
    if (last == null || last.wall() == null || now.wall() == null) {
      return false;
    }
    Duration byWall = Duration.between(last.wall(), now.wall());
    Duration byUptime = Duration.ofNanos(now.since(last.uptimeNanos()));
    return byWall.minus(byUptime).abs().compareTo(STEP) > 0;
  }

  /** The last boundary that is not after the given time. */
  static Instant upTo(Instant wall, int seconds) {
    long second = wall.getEpochSecond();
    long ofDay = Math.floorMod(second, DAY_SECONDS);
    return Instant.ofEpochSecond(second - ofDay % seconds);
  }

  /** The first boundary after the given time; midnight is one even if the interval does not fit. */
  static Instant after(Instant wall, int seconds) {
    long second = upTo(wall, seconds).getEpochSecond();
    long midnight = (Math.floorDiv(second, DAY_SECONDS) + 1) * DAY_SECONDS;
    return Instant.ofEpochSecond(Math.min(second + seconds, midnight));
  }
}
