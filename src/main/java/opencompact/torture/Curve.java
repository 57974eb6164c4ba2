package opencompact.torture;

import java.util.Arrays;

/**
 * What the meter showed at every instant of a life, in milliwatt hours. It keeps the corners of the
 * curve only; between them it is right to {@link #SLACK_MILLI}.
 */
final class Curve {
  static final long SLACK_MILLI = 5;

  private long[] at = new long[64];
  private long[] milli = new long[64];
  private int size = 1;
  private long newestAt;
  private long newestMilli;
  private double leastSlope = Double.NEGATIVE_INFINITY;
  private double mostSlope = Double.POSITIVE_INFINITY;

  /** The meter shows this now; never less than before, and between two calls it goes straight. */
  void add(long now, long shown) {
    if (now > newestAt || shown != newestMilli) {
      point(now, shown);
    }
  }

  private void point(long now, long shown) {
    long since = now - at[size - 1];
    if (since > 0) {
      double slope = (double) (shown - milli[size - 1]) / since;
      if (slope < leastSlope || slope > mostSlope) {
        corner(newestAt, newestMilli);
        since = now - at[size - 1];
      }
      if (since > 0) {
        long rise = shown - milli[size - 1];
        leastSlope = Math.max(leastSlope, (double) (rise - SLACK_MILLI) / since);
        mostSlope = Math.min(mostSlope, (double) (rise + SLACK_MILLI) / since);
      }
    }
    newestAt = now;
    newestMilli = shown;
  }

  private void corner(long now, long shown) {
    if (size == at.length) {
      at = Arrays.copyOf(at, 2 * size);
      milli = Arrays.copyOf(milli, 2 * size);
    }
    at[size] = now;
    milli[size] = shown;
    size++;
    leastSlope = Double.NEGATIVE_INFINITY;
    mostSlope = Double.POSITIVE_INFINITY;
  }

  /** What the meter showed then. */
  long milliAt(long then) {
    if (then >= newestAt) {
      return newestMilli;
    }
    int found = Arrays.binarySearch(at, 0, size, then);
    if (found >= 0) {
      return milli[found];
    }
    int after = -found - 1;
    if (after == 0) {
      return milli[0];
    }
    long fromAt = at[after - 1];
    long fromMilli = milli[after - 1];
    long toAt = after == size ? newestAt : at[after];
    long toMilli = after == size ? newestMilli : milli[after];
    return fromMilli
        + Math.round((double) (toMilli - fromMilli) * (then - fromAt) / (toAt - fromAt));
  }

  /** When the meter first showed that much, or the end if it never did. */
  long reached(long shown) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (milli[middle] < shown) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == 0) {
      return at[0];
    }
    long toAt = low == size ? newestAt : at[low];
    long toMilli = low == size ? newestMilli : milli[low];
    long rise = toMilli - milli[low - 1];
    return rise <= 0 || shown > toMilli
        ? toAt
        : at[low - 1] + Math.round((double) (toAt - at[low - 1]) * (shown - milli[low - 1]) / rise);
  }
}
