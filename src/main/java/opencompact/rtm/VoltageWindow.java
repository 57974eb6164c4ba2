package opencompact.rtm;

import static opencompact.rtm.Span.MILLISECOND;
import static opencompact.rtm.Span.SECOND;

/**
 * The supply must stay within 207 to 253 V on every configured phase, both widened by the
 * configured offset (PRT-12, VOL-01 to VOL-03): three seconds outside are a fault, below 115 or
 * above 300 V at once, and the way back leads 3 V inside the window.
 */
final class VoltageWindow {
  private static final double LEAST_VOLTS = 207;
  private static final double GREATEST_VOLTS = 253;
  private static final double BREAKDOWN_LOW_VOLTS = 115;
  private static final double BREAKDOWN_HIGH_VOLTS = 300;
  private static final double HYSTERESIS_VOLTS = 3;
  private static final long HOLD = 3 * SECOND;
  private static final long AT_ONCE = 50 * MILLISECOND;

  private final Span under = new Span();
  private final Span outside = new Span();
  private final Span farUnder = new Span();
  private final Span over = new Span();
  private final Span farOver = new Span();
  private boolean tripsUnder;
  private boolean tripsOver;
  private boolean inside;
  private boolean wellInside;
  private double low = LEAST_VOLTS;
  private double high = GREATEST_VOLTS;
  private int underPlaces;
  private int overPlaces;
  private double least;
  private double greatest;

  boolean tripsUnder() {
    return tripsUnder;
  }

  boolean tripsOver() {
    return tripsOver;
  }

  /** Whether every phase is within the window now. */
  boolean inside() {
    return inside;
  }

  /** Whether every phase is 3 V within the window, so that recovery may count. */
  boolean wellInside() {
    return wellInside;
  }

  double leastAllowed() {
    return low;
  }

  double greatestAllowed() {
    return high;
  }

  double leastVolts() {
    return least;
  }

  double greatestVolts() {
    return greatest;
  }

  /** The lines that stand below the window. */
  int underPlaces() {
    return underPlaces;
  }

  int overPlaces() {
    return overPlaces;
  }

  /** Since when a line has stood below; NEVER while none does. */
  long underSince() {
    return under.since();
  }

  long overSince() {
    return over.since();
  }

  void read(double[] volts, int phases, int offset, long now, Pace pace) {
    low = LEAST_VOLTS - offset;
    high = GREATEST_VOLTS + offset;
    least = volts[0];
    greatest = volts[0];
    underPlaces = 0;
    overPlaces = 0;
    for (int phase = 0; phase < phases; phase++) {
      least = Math.min(least, volts[phase]);
      greatest = Math.max(greatest, volts[phase]);
      underPlaces |= volts[phase] >= low ? 0 : Places.line(phase);
      overPlaces |= volts[phase] > high ? Places.line(phase) : 0;
    }
    boolean enough = least >= low;
    boolean notTooMuch = greatest <= high;
    inside = enough && notTooMuch;
    wellInside = least >= low + HYSTERESIS_VOLTS && greatest <= high - HYSTERESIS_VOLTS;
    // Every span is asked in every step, so that no clock stops while another runs. A reading that
    // is no number counts as too low.
    boolean low3s = under.lasts(!enough, HOLD, now, pace);
    // A supply that swings between too low and too high is outside all the while.
    boolean outside3s = outside.lasts(!inside, HOLD, now, pace);
    boolean brokenDown = farUnder.lasts(!(least >= BREAKDOWN_LOW_VOLTS), AT_ONCE, now, pace);
    tripsUnder = low3s || brokenDown || (outside3s && !enough);
    boolean high3s = over.lasts(greatest > high, HOLD, now, pace);
    boolean brokenUp = farOver.lasts(greatest > BREAKDOWN_HIGH_VOLTS, AT_ONCE, now, pace);
    tripsOver = high3s || brokenUp || (outside3s && greatest > high);
  }
}
