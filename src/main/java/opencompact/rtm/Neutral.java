package opencompact.rtm;

import static opencompact.rtm.Span.MILLISECOND;
import static opencompact.rtm.Span.SECOND;

/**
 * The neutral's voltage to earth (PRT-2, PEN-01 to PEN-04): more than 70 V for four seconds, or 110
 * V for half a second, tell a broken PEN or a bad earth; a neutral that carries the line's voltage
 * while L1 has none tells swapped conductors at once.
 */
final class Neutral {
  static final double TRIP_VOLTS = 70;
  private static final double HIGH_VOLTS = 110;
  private static final double CLEAR_VOLTS = 60;
  private static final double DEAD_LINE_VOLTS = 50;
  private static final long HOLD = 4 * SECOND;
  private static final long HIGH_HOLD = 500 * MILLISECOND;
  private static final long SWAPPED_HOLD = 100 * MILLISECOND;

  private final Span raised = new Span();
  private final Span high = new Span();
  private final Span exchanged = new Span();
  private boolean swapped;
  private boolean trips;
  private boolean clear;

  boolean trips() {
    return trips;
  }

  boolean swapped() {
    return swapped;
  }

  /** Since when what trips has been seen. */
  long since() {
    return Math.min(exchanged.since(), Math.min(raised.since(), high.since()));
  }

  /** Whether the neutral is so near to earth that recovery may count (PEN-03). */
  boolean clear() {
    return clear;
  }

  void read(double neutralVolts, double lineToEarthVolts, long now, Pace pace) {
    boolean far = !(neutralVolts <= HIGH_VOLTS);
    swapped = exchanged.lasts(far && lineToEarthVolts < DEAD_LINE_VOLTS, SWAPPED_HOLD, now, pace);
    boolean longRaised = raised.lasts(!(neutralVolts <= TRIP_VOLTS), HOLD, now, pace);
    boolean longHigh = high.lasts(far, HIGH_HOLD, now, pace);
    trips = swapped || longRaised || longHigh;
    clear = neutralVolts < CLEAR_VOLTS;
  }
}
