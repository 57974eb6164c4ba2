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

  /** So many assumptions are tried each for itself. */
  static final int MOST_OPEN = 7;

  /** The clock went like this from then on; no difference where its life never knew the time. */
  private record Going(long from, @Nullable Duration ahead) {}

  /**
   * What it was told, in a life that may have had a transaction open; null: it forgets the time.
   */
  private record Told(long at, @Nullable Instant time, boolean charging) {}

  private final Instant began;
  private final List<Told> told = new ArrayList<>();
  private final List<Going> goings = new ArrayList<>();
  private int open;

  /**
   * A clock that is right.
   *
   * @param began the true time of day at the beginning
   */
  StationClock(Instant began) {
    this.began = began;
  }

  /** It goes on without knowing the time. */
  void forgets(long now) {
    told.add(new Told(now, null, false));
  }

  /**
   * The back office has told it the time.
   *
   * @param charging whether a transaction may be open, during which it does not go back (OFF-5)
   */
  void told(Instant time, boolean charging, long now) {
    if (!time.isBefore(EARLIEST) && time.isBefore(LATEST)) {
      told.add(new Told(now, time, charging));
    }
  }

  /** Another life of the program begins, which knows the time only if the one before did. */
  void anotherLife(long now) {
    if (!told.isEmpty() && told.getLast().time() == null) {
      forgets(now);
    }
  }

  /**
   * Assumes of each time it was told to go back in what may have been a charge whether it did; from
   * outside both looks alike. Returns how many such times there are.
   *
   * @param did a bit for each, used again where there are more than bits
   */
  int assume(int did) {
    goings.clear();
    goings.add(new Going(0, Duration.ZERO));
    open = 0;
    for (Told one : told) {
      Going last = goings.getLast();
      Instant time = one.time();
      if (time == null) {
        goings.add(new Going(one.at(), null));
        continue;
      }
      Duration ahead = Duration.between(began.plusNanos(one.at()), time);
      Duration before = last.ahead();
      if (before == null) {
        // What happened in this life is dated backwards from here.
        goings.set(goings.size() - 1, new Going(last.from(), ahead));
      } else if (ahead.minus(before).abs().compareTo(TOLERANCE) >= 0
          && goes(one, ahead, before, did)) {
        goings.add(new Going(one.at(), ahead));
      }
    }
    return open;
  }

  private boolean goes(Told one, Duration ahead, Duration before, int did) {
    if (ahead.compareTo(before) > 0 || !one.charging()) {
      return true;
    }
    return (did >> (open++ % MOST_OPEN) & 1) == 1;
  }

  /** The true instants at which the clock may have stamped so. */
  List<Long> whens(Instant stamp) {
    List<Long> found = new ArrayList<>();
    for (int i = 0; i < goings.size(); i++) {
      Going going = goings.get(i);
      Duration ahead = going.ahead();
      if (ahead == null) {
        continue;
      }
      // What a life without the time left behind is dated up to the start of the next one.
      boolean afterLost = i > 0 && goings.get(i - 1).ahead() == null;
      long from = afterLost ? going.from() + STAMP_NANOS : going.from() - STAMP_NANOS;
      long to = i + 1 < goings.size() ? goings.get(i + 1).from() : Long.MAX_VALUE - STAMP_NANOS;
      long then = Duration.between(began, stamp.minus(ahead)).toNanos();
      if (then >= from && then <= to + STAMP_NANOS) {
        found.add(then);
      }
    }
    return found;
  }

  /** Whether that lies in a life that never knew the time. */
  boolean lost(long then) {
    for (int i = goings.size() - 1; i >= 0; i--) {
      if (goings.get(i).from() <= then) {
        return goings.get(i).ahead() == null;
      }
    }
    return false;
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
