package opencompact.rtm.proof;

/** What really is, whatever any switch or sensor says of it. */
final class Truth {
  /** The lock's pin stands in the plug. */
  boolean pinInPlace;

  /** A line pole is closed on a live line, or the neutral pole is closed. */
  boolean live;
}
