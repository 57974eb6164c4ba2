package opencompact.torture;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the station's clock must show, known from what it was told over the wire and from when it
 * was without power; and so what true instant a stamp means (OCPP-BT-13 to BT-15).
 */
final class StationClock {
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
  private static final Duration TOLERANCE = Duration.ofSeconds(1);
  private static final long STAMP_NANOS = 2_000_000;

  /** The clock went like this from then on; no difference where it was never set in its boot. */
  private record Going(long from, @Nullable Duration ahead) {}

  private final Instant began;
  private final List<Going> goings = new ArrayList<>();

  /**
   * A clock that is right.
   *
   * @param began the true time of day at the beginning
   */
  StationClock(Instant began) {
    this.began = began;
    goings.add(new Going(0, Duration.ZERO));
  }

  /** It goes on without knowing the time. */
  void forgets(long now) {
    goings.add(new Going(now, null));
  }

  /** Another life of the program begins, which knows the time only if the one before did. */
  void anotherLife(long now) {
    if (goings.getLast().ahead() == null) {
      forgets(now);
    }
  }

  /** The back office has told it the time; whether it was believed and set. */
  void told(Instant time, long now) {
    if (time.isBefore(EARLIEST) || !time.isBefore(LATEST)) {
      return;
    }
    Duration ahead = Duration.between(began.plusNanos(now), time);
    Duration before = goings.getLast().ahead();
    if (before == null) {
      // What happened in this boot is dated backwards from here.
      goings.set(goings.size() - 1, new Going(goings.getLast().from(), ahead));
    } else if (ahead.minus(before).abs().compareTo(TOLERANCE) >= 0) {
      goings.add(new Going(now, ahead));
    }
  }

  /** The true instants at which the clock would have stamped so, oldest first. */
  List<Long> whens(Instant stamp) {
    List<Long> found = new ArrayList<>();
    for (int i = 0; i < goings.size(); i++) {
      Going going = goings.get(i);
      Duration ahead = going.ahead();
      if (ahead == null) {
        continue;
      }
      long then = Duration.between(began, stamp.minus(ahead)).toNanos();
      long to = i + 1 < goings.size() ? goings.get(i + 1).from() : Long.MAX_VALUE - STAMP_NANOS;
      // What a life without the time left behind is dated up to the start of the next one.
      boolean afterLost = i > 0 && goings.get(i - 1).ahead() == null;
      long from = afterLost ? going.from() + STAMP_NANOS : going.from() - STAMP_NANOS;
      if (then >= from && then <= to + STAMP_NANOS) {
        found.add(then);
      }
    }
    return found;
  }

  /** Whether the clock never knew the time at some instant from then on. */
  boolean everLostSince(long then) {
    for (int i = 0; i < goings.size(); i++) {
      long to = i + 1 < goings.size() ? goings.get(i + 1).from() : Long.MAX_VALUE;
      if (goings.get(i).ahead() == null && to > then) {
        return true;
      }
    }
    return false;
  }
}
