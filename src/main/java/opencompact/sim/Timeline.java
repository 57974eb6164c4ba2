package opencompact.sim;

import java.util.Comparator;
import java.util.PriorityQueue;
import opencompact.quantity.Moment;

/**
 * Virtual time: one queue of appointments for a whole world, and no threads. Ties go to whoever
 * asked first, so the same deeds give the same order.
 */
public final class Timeline {

  private record Appointment(long at, long asked, Runnable what) {}

  private final PriorityQueue<Appointment> appointments =
      new PriorityQueue<>(
          Comparator.comparingLong(Appointment::at).thenComparingLong(Appointment::asked));
  private long now;
  private long asked;

  /** Nanoseconds since the world began. */
  public long now() {
    return now;
  }

  /** Makes an appointment; one in the past is kept now. */
  public void at(long worldNanos, Runnable what) {
    appointments.add(new Appointment(Math.max(now, worldNanos), asked++, what));
  }

  /** Makes an appointment so many nanoseconds from now. */
  public void in(long nanos, Runnable what) {
    at(now + nanos, what);
  }

  /** When the next appointment is, or {@link Moment#NEVER}. */
  public long next() {
    Appointment first = appointments.peek();
    return first == null ? Moment.NEVER : first.at();
  }

  /** Moves time on, no further than the next appointment. */
  public void moveTo(long worldNanos) {
    if (worldNanos < now || worldNanos > next()) {
      throw new IllegalArgumentException(
          "time stands at "
              + now
              + ", the next appointment is at "
              + next()
              + ", so not to "
              + worldNanos);
    }
    now = worldNanos;
  }

  /** Keeps the appointments that are due now. */
  public void keepDue() {
    while (next() <= now) {
      appointments.remove().what().run();
    }
  }
}
