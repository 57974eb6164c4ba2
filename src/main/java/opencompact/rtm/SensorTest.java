package opencompact.rtm;

import static opencompact.rtm.Span.LONG_AGO;
import static opencompact.rtm.Span.MILLISECOND;
import static opencompact.rtm.Span.SECOND;

/**
 * The self-test of the residual current sensor (RCD-03, CT-01): at power-up, before each session
 * and at least once a day its test winding is fed, and it must show 30 mA AC and 6 mA DC within
 * 0.75 s and nothing of that 0.75 s after. It runs only while every pole is measured open, and no
 * pole closes before it has passed since the last state A. A failed test is taken again once
 * somebody has cleared the fault that it was.
 */
final class SensorTest {
  private static final long SHOWS = 750 * MILLISECOND;
  private static final long ENDS = 750 * MILLISECOND;
  private static final long AT_LEAST_EVERY = 24 * 3600 * SECOND;

  private enum Phase {
    REST,
    FED,
    ENDING
  }

  private Phase phase = Phase.REST;
  private boolean sawNoCar;
  private boolean passed;
  private boolean failed;
  private boolean failing;
  private long phaseSince = LONG_AGO;
  private long passedAt = LONG_AGO;
  private Finding finding = Finding.TEST_NOT_SEEN;
  private double ac;
  private double dc;

  /** Whether the sensor has proven itself for the session that may begin now. */
  boolean passed() {
    return passed;
  }

  /** Whether the test winding shall be fed. */
  boolean fed() {
    return phase == Phase.FED;
  }

  /** Whether what the sensor shows is the test's doing, and no leak. */
  boolean running() {
    return phase != Phase.REST;
  }

  /** Whether the test has failed in this step. */
  boolean failing() {
    return failing;
  }

  Finding finding() {
    return finding;
  }

  /** The most that the sensor showed, milliamperes. */
  double ac() {
    return ac;
  }

  double dc() {
    return dc;
  }

  long startedAt() {
    return phaseSince;
  }

  /**
   * Looks at the sensor.
   *
   * @param dcActive whether smooth DC is protected against, and so tested
   * @param open whether every pole is measured open
   * @param faultStands whether a residual current fault stands
   */
  void read(
      Signals now,
      boolean dcActive,
      Pilot pilot,
      boolean open,
      boolean faultStands,
      long uptime,
      Pace pace) {
    failing = false;
    if (pilot == Pilot.A) {
      sawNoCar = true;
    } else if (pilot.connected() && sawNoCar) {
      sawNoCar = false;
      passed = false;
    }
    failed &= faultStands;
    boolean shows = shows(now.residualAcMilliamperes, now.residualDcMilliamperes, dcActive);
    boolean quiet = quiet(now.residualAcMilliamperes, now.residualDcMilliamperes, dcActive);
    switch (phase) {
      case REST -> {
        boolean due = !passed || uptime - passedAt >= AT_LEAST_EVERY;
        if (!due) {
          pace.by(passedAt + AT_LEAST_EVERY);
        }
        // A leak that stands already is for the protection itself.
        if (due && open && quiet && !failed && !faultStands) {
          passed = false;
          ac = 0;
          dc = 0;
          begin(Phase.FED, uptime);
        }
      }
      case FED -> {
        ac = Math.max(ac, now.residualAcMilliamperes);
        dc = Math.max(dc, now.residualDcMilliamperes);
        if (!open) {
          phase = Phase.REST;
        } else if (shows) {
          begin(Phase.ENDING, uptime);
        } else if (uptime - phaseSince >= SHOWS) {
          fail(Finding.TEST_NOT_SEEN);
        }
      }
      case ENDING -> {
        if (quiet) {
          phase = Phase.REST;
          passed = true;
          passedAt = uptime;
          pace.by(passedAt + AT_LEAST_EVERY);
        } else if (uptime - phaseSince >= ENDS) {
          ac = now.residualAcMilliamperes;
          dc = now.residualDcMilliamperes;
          fail(Finding.TEST_NOT_ENDED);
        }
      }
    }
    if (running()) {
      pace.by(phaseSince + SHOWS);
      pace.moving();
    }
  }

  private void begin(Phase next, long uptime) {
    phase = next;
    phaseSince = uptime;
  }

  private void fail(Finding why) {
    phase = Phase.REST;
    finding = why;
    failed = true;
    failing = true;
  }

  private static boolean shows(double ac, double dc, boolean dcActive) {
    return ac >= ResidualCurrent.AC_TRIPS_MILLIAMPERES
        && (!dcActive || dc >= ResidualCurrent.DC_TRIPS_MILLIAMPERES);
  }

  private static boolean quiet(double ac, double dc, boolean dcActive) {
    return ac < ResidualCurrent.AC_TRIPS_MILLIAMPERES
        && (!dcActive || Math.abs(dc) < ResidualCurrent.DC_TRIPS_MILLIAMPERES);
  }
}
