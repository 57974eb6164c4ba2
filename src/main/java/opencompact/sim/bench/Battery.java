package opencompact.sim.bench;

/**
 * A traction battery on a charger of constant power that tapers (charging-standards 9.1): full
 * power up to 80 %, then the power it takes falls in proportion to what is missing. With less power
 * on offer the knee moves up by itself, because the lesser of offer and cap rules.
 */
final class Battery {
  static final double KNEE = 0.8;

  /** Below this the car calls it a day. */
  static final double LEAST_WATTS = 500;

  private final double joules;
  private final double efficiency;
  private final double mostWatts;
  private double soc;

  /** A battery whose charger takes at most the given power from the mains. */
  Battery(Car.Pack pack, double mostWatts) {
    this.joules = pack.kilowattHours() * 3.6e6;
    this.efficiency = pack.efficiency();
    this.soc = pack.soc();
    this.mostWatts = mostWatts;
  }

  double soc() {
    return soc;
  }

  /** The most it takes from the mains now. */
  double capWatts() {
    return capWatts(soc);
  }

  private double capWatts(double at) {
    return at <= KNEE ? mostWatts : mostWatts * (1 - at) / (1 - KNEE);
  }

  /** The most it will take after so much time at the given power. */
  double capWattsAfter(double watts, double seconds) {
    return capWatts(Math.min(1, soc + watts * seconds * efficiency / joules));
  }

  /** Where the taper has come down to the power at which a car ends its charge. */
  double lastSoc() {
    return mostWatts <= LEAST_WATTS ? 1 : 1 - (1 - KNEE) * LEAST_WATTS / mostWatts;
  }

  void store(double mainsJoules) {
    soc = Math.min(1, soc + mainsJoules * efficiency / joules);
  }

  void drain(double share) {
    soc = Math.max(0, soc - share);
  }

  /** How long it takes at least to come to the given state of charge at the given power. */
  double secondsTo(double goal, double watts) {
    return watts <= 0
        ? Double.POSITIVE_INFINITY
        : Math.max(0, goal - soc) * joules / (watts * efficiency);
  }
}
