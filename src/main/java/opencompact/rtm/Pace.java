package opencompact.rtm;

import opencompact.quantity.Moment;

/**
 * When the next step is due. Live it is not needed, for the loop turns every 10 ms; in virtual time
 * each rule says here by when it must be asked again, and whether something is moving meanwhile.
 */
final class Pace {
  private long deadline = Moment.NEVER;
  private boolean settled;

  /** A new step begins: nothing is known to be waiting. */
  void begin() {
    deadline = Moment.NEVER;
    settled = true;
  }

  /** A rule waits until then. */
  void by(long uptimeNanos) {
    deadline = Math.min(deadline, uptimeNanos);
  }

  /** A debounce, an actuator or a transient runs, so that the signals want to be seen often. */
  void moving() {
    settled = false;
  }

  long deadline() {
    return deadline;
  }

  boolean settled() {
    return settled;
  }
}
