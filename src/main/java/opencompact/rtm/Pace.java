package opencompact.rtm;

import opencompact.quantity.Moment;

/**
 * When the next step is due. Live it is not needed, for the loop turns every 10 ms; in virtual time
 * each rule says here by when it must be asked again, and whether something is moving meanwhile.
 */
final class Pace {
  private long deadline = Moment.NEVER;
  private long rule = Moment.NEVER;
  private boolean settled;

  /** A new step begins: nothing is known to be waiting. */
  void begin() {
    deadline = Moment.NEVER;
    rule = Moment.NEVER;
    settled = true;
  }

  /** A rule waits until then. */
  void by(long uptimeNanos) {
    rule = Math.min(rule, uptimeNanos);
    renewedBy(uptimeNanos);
  }

  /** What host and RTM say to each other again and again is to be said again by then. */
  void renewedBy(long uptimeNanos) {
    deadline = Math.min(deadline, uptimeNanos);
  }

  /** A debounce, an actuator or a transient runs, so that the signals want to be seen often. */
  void moving() {
    settled = false;
  }

  long deadline() {
    return deadline;
  }

  /** The deadline of all but the renewals. */
  long rule() {
    return rule;
  }

  boolean settled() {
    return settled;
  }
}
