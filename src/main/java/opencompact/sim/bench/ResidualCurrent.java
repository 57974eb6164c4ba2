package opencompact.sim.bench;

/**
 * What the residual current sensor sees: leakage of the car while the output is live, currents that
 * a person feeds through the sensor, and the sensor's own test winding (charging-standards 4.2,
 * RCD-03).
 */
final class ResidualCurrent {
  private static final long TEST_SETTLES_NANOS = 50_000_000L;
  private static final double TEST_AC = 33;
  private static final double TEST_DC = 6.5;

  double injectedAc;
  double injectedDc;

  /** Leakage behind the contacts, besides the car's own. */
  double leakageAc;

  double leakageDc;
  boolean sensorDead;
  private long testedSince = Long.MAX_VALUE;
  private boolean tested;

  double ac;
  double dc;

  void test(boolean fed, long now) {
    if (fed && testedSince == Long.MAX_VALUE) {
      testedSince = now;
    } else if (!fed) {
      testedSince = Long.MAX_VALUE;
    }
  }

  long nextChange() {
    return testedSince == Long.MAX_VALUE || tested
        ? Long.MAX_VALUE
        : testedSince + TEST_SETTLES_NANOS;
  }

  /** Settles the readings; the output is live when a line contact is closed on a living line. */
  void settle(boolean live, double carMilliamperes, long now) {
    tested = testedSince != Long.MAX_VALUE && now - testedSince >= TEST_SETTLES_NANOS;
    if (sensorDead) {
      ac = 0;
      dc = 0;
      return;
    }
    ac = injectedAc + (live ? carMilliamperes + leakageAc : 0) + (tested ? TEST_AC : 0);
    dc = injectedDc + (live ? leakageDc : 0) + (tested ? TEST_DC : 0);
  }
}
