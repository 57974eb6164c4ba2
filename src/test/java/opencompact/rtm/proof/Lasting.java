package opencompact.rtm.proof;

/** A stopwatch of the oracle: since when a condition has held in every look. */
final class Lasting {
  private static final long NEVER = Long.MIN_VALUE / 4;

  private boolean holds;
  private long since = NEVER;

  /** Whether the condition held at the last look. */
  boolean holds() {
    return holds;
  }

  /** How long the condition has held now, in nanoseconds; -1 while it does not. */
  long look(boolean condition, long now) {
    if (!condition) {
      holds = false;
      since = NEVER;
      return -1;
    }
    if (!holds) {
      holds = true;
      since = now;
    }
    return now - since;
  }
}
