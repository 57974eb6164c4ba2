package opencompact.sim.bench;

/**
 * The heat inside the housing: copper warms with the square of the current and cools towards the
 * ambient with one time constant (charging-standards 9.4). Sensor 2, "L1-N", feels 0.9 of the rise.
 */
final class Enclosure {
  static final double RISE_KELVIN = 35;
  static final double TIME_CONSTANT_SECONDS = 1800;
  private static final double SECOND_SENSOR = 0.9;

  private final int phases;
  double ambientCelsius = 20;
  double riseKelvin = RISE_KELVIN;

  /** A temperature forced upon both sensors, or not a number. */
  double forcedCelsius = Double.NaN;

  private double housingCelsius = ambientCelsius;

  Enclosure(int phases) {
    this.phases = phases;
  }

  /**
   * Lets time pass under a constant (or mean) sum of squared line currents; exact for any length.
   */
  void advance(double squaredAmperes, double seconds) {
    double goal = ambientCelsius + riseKelvin * squaredAmperes / (phases * 32.0 * 32.0);
    housingCelsius = goal + (housingCelsius - goal) * Math.exp(-seconds / TIME_CONSTANT_SECONDS);
  }

  double first() {
    return Double.isNaN(forcedCelsius) ? housingCelsius : forcedCelsius;
  }

  double second() {
    return Double.isNaN(forcedCelsius)
        ? ambientCelsius + SECOND_SENSOR * (housingCelsius - ambientCelsius)
        : forcedCelsius;
  }
}
