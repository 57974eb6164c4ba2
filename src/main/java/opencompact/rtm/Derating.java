package opencompact.rtm;

import static opencompact.rtm.Span.LONG_AGO;
import static opencompact.rtm.Span.SECOND;

/**
 * What the temperature inside allows (LIM-2, TMP-01 to TMP-03, PRT-11): from 72 degrees the square
 * of the current falls in a straight line towards zero at 79, held at 6 A; above 79 degrees for two
 * seconds is a fault. The limit falls at once and rises by at most 1 A in five seconds, half a
 * degree later. A sensor that reads no number, or colder than it can be anywhere, is broken: it
 * counts as the hottest there is.
 */
final class Derating {
  static final int UNLIMITED_TENTHS = 320;
  private static final double BEGINS_CELSIUS = 72;
  private static final double ENDS_CELSIUS = 79;
  private static final double CLEAR_CELSIUS = 69;
  private static final double COLDEST_CELSIUS = -50;
  private static final double HYSTERESIS_KELVIN = 0.5;
  private static final int STEP_TENTHS = 10;
  private static final long STEP_INTERVAL = 5 * SECOND;
  private static final long TOO_HOT = 2 * SECOND;

  private int tenths = UNLIMITED_TENTHS;
  private long changedAt = LONG_AGO;
  private final Span hot = new Span();
  private boolean tooHot;
  private boolean cool = true;

  /** Tenths of an ampere allowed now. */
  int tenths() {
    return tenths;
  }

  boolean tooHot() {
    return tooHot;
  }

  /** Since when a sensor has been too hot. */
  long hotSince() {
    return hot.since();
  }

  /** Whether a temperature fault may be cleared. */
  boolean cool() {
    return cool;
  }

  /** How hot a sensor says it is, as far as it is to be believed. */
  static double felt(double celsius) {
    return celsius >= COLDEST_CELSIUS ? celsius : Double.POSITIVE_INFINITY;
  }

  /** Whether any temperature from one to the other would change anything here. */
  boolean heeds(double coldest, double hottest) {
    boolean resting = tenths == UNLIMITED_TENTHS && cool && !tooHot;
    return !(resting && coldest >= COLDEST_CELSIUS && hottest < CLEAR_CELSIUS);
  }

  void read(double reading, long now, Pace pace) {
    double celsius = felt(reading);
    tooHot = hot.lasts(celsius > ENDS_CELSIUS, TOO_HOT, now, pace);
    cool = celsius < CLEAR_CELSIUS;
    int allowed = curve(celsius);
    if (allowed < tenths) {
      tenths = allowed;
      changedAt = now;
    } else {
      rise(curve(celsius + HYSTERESIS_KELVIN), now, pace);
    }
  }

  private void rise(int allowed, long now, Pace pace) {
    if (allowed <= tenths) {
      return;
    }
    if (now - changedAt >= STEP_INTERVAL) {
      tenths = Math.min(allowed, tenths + STEP_TENTHS);
      changedAt = now;
    } else {
      pace.by(changedAt + STEP_INTERVAL);
    }
  }

  /** The manual's table and the curve through it, tenths of an ampere. */
  static int curve(double celsius) {
    if (celsius < BEGINS_CELSIUS) {
      return UNLIMITED_TENTHS;
    }
    // There is no root beyond the end: it is no number, which rounds to zero.
    int curve = (int) Math.round(10 * Math.sqrt(144.1 * (ENDS_CELSIUS - celsius)));
    return Math.clamp(curve, Interlocks.LEAST_OFFER_TENTHS, UNLIMITED_TENTHS);
  }
}
