package opencompact.rtm;

import static opencompact.rtm.Span.MILLISECOND;
import static opencompact.rtm.Span.SECOND;

/**
 * A car that draws more than it is offered (PRT-3, OC-01 to OC-04): more than 110 % for six
 * seconds, where a lowered offer counts only once the car has had five seconds to follow; or more
 * than 1.2 times the station's maximum at once.
 */
final class Overcurrent {
  private static final long HOLD = 6 * SECOND;
  private static final long GRACE = 5 * SECOND;
  private static final long AT_ONCE = 30 * MILLISECOND;
  private static final double SOFT_RATIO = 1.10;
  private static final double HARD_RATIO = 1.2;

  private final Span soft = new Span();
  private final Span hard = new Span();

  // The greatest offer of the last five seconds, as a queue of offers that were lowered: later
  // entries are lower. So a limit that creeps down does not put the protection off, as a timer
  // that restarts with each decrease would.
  private final int[] loweredFrom = new int[512];
  private final long[] forgetAt = new long[512];
  private int first;
  private int count;
  private int offered;
  private double threshold;
  private boolean trips;
  private boolean tripsHard;

  boolean trips() {
    return trips || tripsHard;
  }

  /** What the current had to pass to trip. */
  double thresholdAmperes() {
    return threshold;
  }

  /** Since when more has flowed than may. */
  long since() {
    return tripsHard ? hard.since() : soft.since();
  }

  void read(double greatestAmperes, int offeredTenths, int deviceTenths, long now, Pace pace) {
    remember(offeredTenths, now);
    int allowed = greatestRecent(now, pace);
    // Without an offer the end of the charge has its own six seconds (OC-03).
    boolean over = offeredTenths > 0 && !(greatestAmperes <= softAmperes(allowed));
    trips = soft.lasts(over, HOLD, now, pace);
    boolean far = !(greatestAmperes <= hardAmperes(deviceTenths));
    tripsHard = hard.lasts(far, AT_ONCE, now, pace);
    threshold = tripsHard ? hardAmperes(deviceTenths) : softAmperes(allowed);
  }

  /** The most that may flow for long under an offer. */
  static double softAmperes(int offeredTenths) {
    return offeredTenths * (SOFT_RATIO / 10) + 1e-9;
  }

  /** The most that may flow at all. */
  static double hardAmperes(int deviceTenths) {
    return deviceTenths * (HARD_RATIO / 10) + 1e-9;
  }

  private void remember(int tenths, long now) {
    if (tenths < offered) {
      while (count > 0 && loweredFrom[last()] <= offered) {
        count--;
      }
      count++;
      loweredFrom[last()] = offered;
      forgetAt[last()] = now + GRACE;
    }
    offered = tenths;
  }

  private int greatestRecent(long now, Pace pace) {
    while (count > 0 && now >= forgetAt[first]) {
      first = (first + 1) & 511;
      count--;
    }
    if (count == 0) {
      return offered;
    }
    pace.by(forgetAt[first]);
    return Math.max(offered, loweredFrom[first]);
  }

  private int last() {
    return (first + count - 1) & 511;
  }
}
