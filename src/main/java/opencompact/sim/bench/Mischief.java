package opencompact.sim.bench;

/** What a person has talked whatever car is plugged in into doing, on top of its own quirks. */
final class Mischief {
  boolean ignoresLimit;
  boolean ignoresEndOfOffer;
  boolean needsVentilation;
  boolean bounces;

  /** The current the car draws regardless of everything, or not a number. */
  double forcedAmperes = Double.NaN;

  /** How many lines it uses; 0 leaves that to the car. */
  int lines;
}
