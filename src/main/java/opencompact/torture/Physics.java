package opencompact.torture;

import java.util.ArrayList;
import java.util.List;
import opencompact.sim.Yard;
import opencompact.sim.bench.Bench;
import org.jspecify.annotations.Nullable;

/**
 * What truly happened at the connector, seen from outside of the station: when a car was at the
 * cable, when contacts were closed, what the meter counted, and when a life of the program ended.
 */
final class Physics {
  static final long NOT_YET = Long.MAX_VALUE;
  private static final long WATT_HOUR_MILLI = 1_000;

  /** What waits for the disk is on it by then after it is sound again. */
  private static final long RETRY_NANOS = 1_100_000_000L;

  /** From one instant to another; {@link #NOT_YET} while it lasts. */
  record Span(long from, long to) {
    boolean holds(long then, long slackNanos) {
      return from - slackNanos <= then && then <= (to == NOT_YET ? to : to + slackNanos);
    }
  }

  /**
   * A life of the program ended.
   *
   * @param power whether because the mains went; otherwise it crashed or restarted
   */
  record Death(long at, boolean power) {}

  private final Curve curve = new Curve();
  private final List<Span> flows = new ArrayList<>();
  private final List<Span> stays = new ArrayList<>();
  private final List<Span> ills = new ArrayList<>();
  private final List<Death> deaths = new ArrayList<>();
  private boolean closed;
  private boolean plugged;
  private boolean ill;
  private boolean mains = true;
  private int life;
  private long seenAt;
  private long milli;

  /** Called after every appointment. */
  void check(Yard yard) {
    long now = yard.now();
    Bench bench = yard.bench();
    long shown = bench.importedMilliwattHours();
    if (shown != milli) {
      curve.add(seenAt, milli);
      curve.add(now, shown);
      milli = shown;
    }
    seenAt = now;
    closed = follow(flows, closed, bench.closed(), now);
    plugged = follow(stays, plugged, bench.carPlugged(), now);
    ill = follow(ills, ill, !yard.disk().sound(), now);
    boolean powered = bench.powered();
    if (yard.lives() != life || powered != mains) {
      if (!powered && mains) {
        deaths.add(new Death(now, true));
      } else if (powered && mains) {
        deaths.add(new Death(now, false));
      }
      life = yard.lives();
      mains = powered;
    }
  }

  private static boolean follow(List<Span> spans, boolean before, boolean after, long now) {
    if (after && !before) {
      spans.add(new Span(now, NOT_YET));
    } else if (before && !after) {
      spans.set(spans.size() - 1, new Span(spans.getLast().from(), now));
    }
    return after;
  }

  /** From when on what had happened by then may not have been on disk, because it was ill. */
  long recordedUntil(long then) {
    long until = then;
    for (Span span : ills.reversed()) {
      if (span.holds(until, RETRY_NANOS)) {
        until = Math.min(until, span.from());
      }
    }
    return until;
  }

  /** What the meter showed then, in milliwatt hours. */
  long milliAt(long then) {
    return curve.milliAt(then);
  }

  /** Whether the meter showed that between two instants, to the watt hour. */
  boolean shows(long toldMilli, long from, long to) {
    long slack = WATT_HOUR_MILLI + Curve.SLACK_MILLI;
    return toldMilli >= milliAt(from) - slack && toldMilli <= milliAt(to) + slack;
  }

  /** When the meter first showed that much. */
  long reached(long shownMilli) {
    return curve.reached(shownMilli);
  }

  /** When contacts were closed. */
  List<Span> flows() {
    return flows;
  }

  /** Whether a car was plugged in then, give or take. */
  boolean plugged(long then, long slackNanos) {
    return stays.stream().anyMatch(stay -> stay.holds(then, slackNanos));
  }

  /** Whether a plug was pulled at the car or the station in that time. */
  boolean unplugged(long from, long to) {
    return stays.stream().anyMatch(stay -> stay.to() >= from && stay.to() <= to);
  }

  /** The end of the life in which that instant lies, be it at once; null if that life goes on. */
  @Nullable Death deathAfter(long then) {
    for (Death death : deaths) {
      if (death.at() >= then) {
        return death;
      }
    }
    return null;
  }

  /** The last end of a life in that time at which the meter showed that; null if there is none. */
  @Nullable Death lastDeath(long from, long to, long shownMilli) {
    Death found = null;
    for (Death death : deaths) {
      boolean then = death.at() >= from && death.at() <= to;
      if (then && shows(shownMilli, death.at(), death.at())) {
        found = death;
      }
    }
    return found;
  }

  /** Whether a life ended in that time, or there was no power. */
  boolean died(long from, long to) {
    return !mains || deaths.stream().anyMatch(d -> d.at() >= from && d.at() <= to);
  }

  /** Whether a life ended in that time, by the mains or otherwise. */
  boolean died(long from, long to, boolean power) {
    return deaths.stream().anyMatch(d -> d.at() >= from && d.at() <= to && d.power() == power);
  }
}
