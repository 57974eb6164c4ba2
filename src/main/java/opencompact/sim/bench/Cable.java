package opencompact.sim.bench;

/**
 * The charging cable as its proximity resistor tells it (charging-standards 2.1): 13, 20, 32 or 63
 * A, or 0 for one whose resistor is missing.
 */
record Cable(int amperes) {

  /** Whether a cable of this rating is sold. */
  static boolean known(int amperes) {
    return switch (amperes) {
      case 0, 13, 20, 32, 63 -> true;
      default -> false;
    };
  }

  /** The resistor between proximity pilot and earth. */
  double ohms() {
    return switch (amperes) {
      case 13 -> 1500;
      case 20 -> 680;
      case 32 -> 220;
      case 63 -> 100;
      default -> Double.POSITIVE_INFINITY;
    };
  }
}
