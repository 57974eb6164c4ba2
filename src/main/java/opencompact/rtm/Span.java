package opencompact.rtm;

import opencompact.quantity.Moment;

/**
 * How long a condition has held without a break. It counts uptime, never samples, so that every
 * debounce and trip time is the same at any step rate.
 */
final class Span {
  static final long MILLISECOND = 1_000_000;
  static final long SECOND = 1_000_000_000;

  /** A moment before all others, far enough that differences to it do not overflow. */
  static final long LONG_AGO = Long.MIN_VALUE / 4;

  private long since = Moment.NEVER;

  /** Whether the condition, true or false now, has been true for at least so long. */
  boolean lasts(boolean condition, long needNanos, long now, Pace pace) {
    if (!condition) {
      since = Moment.NEVER;
      return false;
    }
    if (since == Moment.NEVER) {
      since = now;
    }
    if (now - since >= needNanos) {
      return true;
    }
    pace.by(since + needNanos);
    pace.moving();
    return false;
  }

  /** Whether so much time has passed since the first asking; a wait in which nothing moves. */
  boolean over(long needNanos, long now, Pace pace) {
    if (since == Moment.NEVER) {
      since = now;
    }
    if (now - since >= needNanos) {
      return true;
    }
    pace.by(since + needNanos);
    return false;
  }

  /** Since when the condition has been true; NEVER while it is not. */
  long since() {
    return since;
  }

  void restart() {
    since = Moment.NEVER;
  }
}
