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

  // Where the housing stood when its present way to its present goal began.
  private double fromCelsius = ambientCelsius;
  private double goalCelsius = ambientCelsius;
  private long fromNanos;
  private long nanos;
  private double housingCelsius = ambientCelsius;

  Enclosure(int phases) {
    this.phases = phases;
  }

  /**
   * Lets time pass under a constant (or mean) sum of squared line currents; exact for any length,
   * and the same to the last bit in however many steps.
   */
  void advance(double squaredAmperes, long toNanos) {
    double goal = ambientCelsius + riseKelvin * squaredAmperes / (phases * 32.0 * 32.0);
    if (goal != goalCelsius) {
      fromCelsius = housingCelsius;
      goalCelsius = goal;
      fromNanos = nanos;
    }
    nanos = toNanos;
    housingCelsius = housing(toNanos);
  }

  private double housing(long atNanos) {
    double gap = fromCelsius - goalCelsius;
    return gap == 0
        ? goalCelsius
        : goalCelsius + gap * Math.exp(-(atNanos - fromNanos) * 1e-9 / TIME_CONSTANT_SECONDS);
  }

  double first() {
    return first(housingCelsius);
  }

  double second() {
    return second(housingCelsius);
  }

  /** The most that a sensor shows until then, if the current stays. */
  double hottest(long atNanos) {
    // On its way to the goal the housing turns nowhere, so the ends tell all between.
    double then = housing(atNanos);
    return Math.max(Math.max(first(), second()), Math.max(first(then), second(then)));
  }

  /** The least that a sensor shows until then, if the current stays. */
  double coldest(long atNanos) {
    double then = housing(atNanos);
    return Math.min(Math.min(first(), second()), Math.min(first(then), second(then)));
  }

  private double first(double housing) {
    return Double.isNaN(forcedCelsius) ? housing : forcedCelsius;
  }

  private double second(double housing) {
    return Double.isNaN(forcedCelsius)
        ? ambientCelsius + SECOND_SENSOR * (housing - ambientCelsius)
        : forcedCelsius;
  }
}
