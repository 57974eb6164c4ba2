package opencompact.rtm;

import static opencompact.rtm.Span.LONG_AGO;

import opencompact.quantity.Moment;

/**
 * The residual current protection (PRT-1, PRT-4, RCD-01, RCD-04): 30 mA AC and 6 mA smooth DC, each
 * with an inverse time: the share of the permitted time is added up as the leak varies, and the
 * trip comes when the sum is whole. Between the points of the standards the time runs straight over
 * the logarithm of the current. The points are early enough for the contacts still to open in time.
 *
 * <p>A leak that has begun goes on until it is well below its threshold; one that wavers around it
 * is as dangerous as one that stands there. What it had added up then drains, slowly enough that a
 * leak in pulses is found, and fast enough that none below the current at which a device must not
 * operate ever adds up: 15 mA AC, rms over the pulses, and 3 mA DC at its threshold.
 */
final class ResidualCurrent {
  static final double AC_TRIPS_MILLIAMPERES = 30;
  static final double DC_TRIPS_MILLIAMPERES = 6;

  // IEC 61008-1: 30 mA 0.3 s, 60 mA 0.15 s, 150 mA 0.04 s.
  private static final double[] AC_MILLIAMPERES = {30, 60, 150};
  private static final double[] AC_SECONDS = {0.3, 0.15, 0.04};
  private static final double AC_OPENING_SECONDS = 0.03;
  private static final double AC_ENDS_MILLIAMPERES = 25;
  private static final double AC_DRAINS_SECONDS = 0.8;
  // IEC 62955 Table 2: 6 mA 10 s, 60 mA 0.3 s, 200 mA 0.1 s.
  private static final double[] DC_MILLIAMPERES = {6, 60, 200};
  private static final double[] DC_SECONDS = {10, 0.3, 0.1};
  private static final double DC_OPENING_SECONDS = 0.05;
  private static final double DC_ENDS_MILLIAMPERES = 5;
  private static final double DC_DRAINS_SECONDS = 10;

  private double acShare;
  private double dcShare;
  private double ac;
  private double dc;
  private long readAt = LONG_AGO;
  private long acSince = Moment.NEVER;
  private long dcSince = Moment.NEVER;
  private boolean trips;
  private boolean tripsDc;

  boolean trips() {
    return trips;
  }

  boolean tripsDc() {
    return tripsDc;
  }

  /** Since when an AC leak has been seen; NEVER while there is none. */
  long acSince() {
    return acSince;
  }

  /** Since when a DC leak has been seen; NEVER while there is none. */
  long dcSince() {
    return dcSince;
  }

  /** Whether nothing adds up and nothing drains: time alone changes nothing here. */
  boolean still() {
    return acShare == (ac == 0 ? 0 : 1) && dcShare == (dc == 0 ? 0 : 1);
  }

  /**
   * Reads one sample.
   *
   * @param signedDcMilliamperes smooth DC, which leaks in either direction
   */
  void read(
      double acMilliamperes, double signedDcMilliamperes, boolean dcActive, long now, Pace pace) {
    double dcMilliamperes = Math.abs(signedDcMilliamperes);
    // What was read last has flowed since then; what is read now counts from now on. So a long step
    // that ends in a leak does not count it for the whole step. Before the first sample nothing
    // has.
    double seconds = (now - readAt) * 1e-9;
    readAt = now;
    acShare = share(acShare, seconds, ac, AC_DRAINS_SECONDS);
    dcShare = share(dcShare, seconds, dc, DC_DRAINS_SECONDS);
    // A reading that is no number is a lost sensor, which must trip like the least DC leak (N.8.3).
    double acBegins = ac == 0 ? AC_TRIPS_MILLIAMPERES : AC_ENDS_MILLIAMPERES;
    double dcBegins = dc == 0 ? DC_TRIPS_MILLIAMPERES : DC_ENDS_MILLIAMPERES;
    boolean acLeak = !(acMilliamperes < acBegins);
    boolean dcLeak = dcActive && !(dcMilliamperes < dcBegins);
    ac = acLeak ? acTripSeconds(acMilliamperes) : 0;
    dc = dcLeak ? dcTripSeconds(dcMilliamperes) : 0;
    acSince = acLeak ? Math.min(acSince, now) : Moment.NEVER;
    dcSince = dcLeak ? Math.min(dcSince, now) : Moment.NEVER;
    trips = acShare >= 1 - 1e-9;
    tripsDc = dcShare >= 1 - 1e-9;
    await(acLeak && !trips, (1 - acShare) * ac, now, pace);
    await(dcLeak && !tripsDc, (1 - dcShare) * dc, now, pace);
  }

  /** The share after this time with a leak of so many seconds' tripping, or with none. */
  private static double share(double before, double seconds, double trip, double drains) {
    return trip == 0
        ? Math.max(0, before - seconds / drains)
        : Math.min(1, before + seconds / trip);
  }

  private static void await(boolean leak, double seconds, long now, Pace pace) {
    if (leak) {
      pace.by(now + Math.max(1, (long) Math.ceil(seconds * 1e9)));
      pace.moving();
    }
  }

  static double acTripSeconds(double milliamperes) {
    return along(AC_MILLIAMPERES, AC_SECONDS, milliamperes) - AC_OPENING_SECONDS;
  }

  static double dcTripSeconds(double milliamperes) {
    return along(DC_MILLIAMPERES, DC_SECONDS, milliamperes) - DC_OPENING_SECONDS;
  }

  private static double along(double[] milliamperes, double[] seconds, double reading) {
    double time = seconds[0];
    if (Double.isNaN(reading)) {
      return time;
    }
    for (int i = 1; i < seconds.length; i++) {
      double whole = Math.log(milliamperes[i] / milliamperes[i - 1]);
      double share = Math.log(reading / milliamperes[i - 1]) / whole;
      time -= Math.clamp(share, 0.0, 1.0) * (seconds[i - 1] - seconds[i]);
    }
    return time;
  }
}
