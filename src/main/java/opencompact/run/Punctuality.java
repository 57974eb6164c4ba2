package opencompact.run;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How punctual a loop is, counted by the loop itself and read by whoever wants to know; neither
 * waits for the other.
 */
final class Punctuality {
  private final AtomicLong steps = new AtomicLong();
  private final AtomicLong late = new AtomicLong();
  private final AtomicLong leftOut = new AtomicLong();
  private final AtomicLong worstLateNanos = new AtomicLong();
  private final AtomicLong workNanos = new AtomicLong();

  /**
   * A step was taken.
   *
   * @param lateNanos after its instant
   * @param stepNanos the distance of two instants
   * @param tookNanos from its begin to its last command
   */
  void step(long lateNanos, long stepNanos, long tookNanos) {
    add(steps, 1);
    add(workNanos, tookNanos);
    if (lateNanos >= stepNanos) {
      add(late, 1);
      add(leftOut, lateNanos / stepNanos);
      worstLateNanos.lazySet(Math.max(worstLateNanos.getPlain(), lateNanos));
    }
  }

  private static void add(AtomicLong sum, long more) {
    sum.lazySet(sum.getPlain() + more);
  }

  long steps() {
    return steps.get();
  }

  /** Steps that came so late that at least one other was left out. */
  long late() {
    return late.get();
  }

  long leftOut() {
    return leftOut.get();
  }

  long worstLateNanos() {
    return worstLateNanos.get();
  }

  long workNanos() {
    return workNanos.get();
  }
}
