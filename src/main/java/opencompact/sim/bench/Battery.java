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

  // A power that stays is counted from where it began.
  private double steadyWatts = Double.NaN;
  private double steadySoc;
  private long steadySince;
  private long steadyUntil;

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

  /** What a piece of a ramp brings. */
  void store(double mainsJoules) {
    steadyWatts = Double.NaN;
    soc = Math.min(1, soc + mainsJoules * efficiency / joules);
  }

  /** What a power that stays the same brings, from one uptime to another. */
  void store(double mainsWatts, long from, long to) {
    if (mainsWatts != steadyWatts || from != steadyUntil) {
      steadyWatts = mainsWatts;
      steadySoc = soc;
      steadySince = from;
    }
    steadyUntil = to;
    soc = Math.min(1, steadySoc + mainsWatts * ((to - steadySince) * 1e-9) * efficiency / joules);
  }

  /** How long at least its cap stays above the given power, or where it is while below the knee. */
  double secondsUncapped(double watts) {
    double knee = watts >= mostWatts ? KNEE : 1 - (1 - KNEE) * watts / mostWatts;
    return secondsTo(knee, watts);
  }

  void drain(double share) {
    steadyWatts = Double.NaN;
    soc = Math.max(0, soc - share);
  }

  /** How long it takes at least to come to the given state of charge at the given power. */
  double secondsTo(double goal, double watts) {
    return watts <= 0
        ? Double.POSITIVE_INFINITY
        : Math.max(0, goal - soc) * joules / (watts * efficiency);
  }
}
