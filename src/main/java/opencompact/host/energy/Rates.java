package opencompact.host.energy;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import opencompact.host.Turn;
import opencompact.host.allowance.Hold;
import opencompact.memory.Fact;
import opencompact.memory.OpenTransaction;
import opencompact.memory.RateChange;
import opencompact.memory.Stamp;
import opencompact.quantity.Amperes;
import opencompact.quantity.Moment;
import opencompact.quantity.WattHours;
import opencompact.rtm.RtmReport;
import org.jspecify.annotations.Nullable;

/**
 * Records when the rate of a charge rises or falls (UK-ME-01, UK-ME-10): what the car is offered,
 * what it takes, and why. A change counts once it has lasted so long that the car can have
 * followed. Where they come too thick, several are told as one, which says so; the last is never
 * left out.
 */
public final class Rates {

  /** A car has followed a new offer after five seconds (IEC-T-07). */
  private static final Duration SETTLED = Duration.ofSeconds(6);

  /** What never settles is told all the same, as it is then. */
  private static final Duration RESTLESS = Duration.ofMinutes(1);

  /** So many may come at once, and then one in each {@link #PACE}. */
  private static final int BURST = 20;

  private static final Duration PACE = Duration.ofMinutes(1);

  /** A car takes now a little more and now a little less; that is no change of its rate. */
  private static final int NOISE_WATTS = 500;

  private static final int IDLE_WATTS = 100;

  private record Rate(Amperes offered, int watts) {
    static final Rate NONE = new Rate(Amperes.NONE, 0);

    static Rate of(RtmReport rtm) {
      double watts = rtm.contactorClosed() ? rtm.readings().totalWatts() : 0;
      return new Rate(rtm.offered(), (int) Math.round(Math.max(0, watts)));
    }

    boolean differs(Rate other) {
      int most = Math.max(watts, other.watts);
      int apart = Math.abs(watts - other.watts);
      return !offered.equals(other.offered)
          || (watts < IDLE_WATTS) != (other.watts < IDLE_WATTS)
          || (apart > NOISE_WATTS && apart > most / 10);
    }
  }

  /** A rate that is another than the one told last, and since when. */
  private record Pending(Rate rate, Stamp at, long firstNanos, long sinceNanos, int merged) {
    boolean due(Moment now) {
      return now.reached(dueNanos());
    }

    long dueNanos() {
      return Math.min(sinceNanos + SETTLED.toNanos(), firstNanos + RESTLESS.toNanos());
    }
  }

  private int number;
  private Rate told = Rate.NONE;
  private @Nullable Pending pending;

  /** The uptime at which all the allowance for bursts will be there again. */
  private long restedNanos;

  /**
   * Records what has changed, after the transaction of this turn has begun or ended.
   *
   * @param why everything that blocks or limits now, in order
   */
  public void settle(RtmReport rtm, WattHours register, Supplier<List<Hold>> why, Turn turn) {
    OpenTransaction open = turn.memory().open();
    if (open == null) {
      number = 0;
      pending = null;
      return;
    }
    if (open.number() != number) {
      number = open.number();
      told = Rate.NONE;
      pending = null;
    }
    Moment now = turn.now();
    pending = follow(pending, Rate.of(rtm), turn);
    if (pending != null && pending.due(now) && now.reached(roomNanos())) {
      tell(pending, Rate.of(rtm), register, why.get(), turn);
      pending = null;
    }
  }

  private @Nullable Pending follow(@Nullable Pending before, Rate rate, Turn turn) {
    long now = turn.now().uptimeNanos();
    if (before == null) {
      return rate.differs(told) ? new Pending(rate, turn.stamp(), now, now, 0) : null;
    }
    if (!rate.differs(before.rate())) {
      return before;
    }
    // What had settled but found no room was a change of its own.
    int merged = before.merged() + (before.due(turn.now()) ? 1 : 0);
    if (!rate.differs(told) && merged == 0) {
      return null;
    }
    return new Pending(rate, turn.stamp(), before.firstNanos(), now, merged);
  }

  private void tell(Pending change, Rate rate, WattHours register, List<Hold> why, Turn turn) {
    Hold first = why.getFirst();
    turn.remember(
        new Fact.RateChanged(
            new RateChange(
                number,
                change.at(),
                rate.offered(),
                rate.watts(),
                register,
                first.name(),
                first.sentence(),
                change.merged())));
    told = rate;
    restedNanos = Math.max(restedNanos, turn.now().uptimeNanos()) + PACE.toNanos();
  }

  /** From when on there is room for one more. */
  private long roomNanos() {
    return restedNanos - (BURST - 1) * PACE.toNanos();
  }

  /** The uptime by which a change is told. */
  public long deadline() {
    Pending waits = pending;
    return waits == null ? Moment.NEVER : Math.max(waits.dueNanos(), roomNanos());
  }
}
