package opencompact.run;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import opencompact.host.Event;
import opencompact.rtm.RtmReport;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the host, bounded: events in the order in which they came, and the RTM's newest
 * report, which replaces an older one that nobody has read (house rules for queues: the one who
 * offers decides). The host's thread is its only reader. There is no lock, so that no writer, least
 * of all the RTM, ever waits for another one or for the host.
 */
final class Inbox {
  private static final int MOST = 1024;

  private final Queue<Event> events = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicReference<@Nullable RtmReport> newest = new AtomicReference<>();
  private volatile boolean nudged;
  private volatile boolean waiting;
  private volatile @Nullable Thread reader;
  private volatile @Nullable Thread patient;

  /** Puts an event at the end; false when the inbox is full. */
  boolean offer(Event event) {
    if (size.incrementAndGet() > MOST) {
      size.decrementAndGet();
      return false;
    }
    events.add(event);
    LockSupport.unpark(reader);
    return true;
  }

  void report(RtmReport report) {
    newest.set(report);
    LockSupport.unpark(reader);
  }

  /** Makes the reader look again at the world around it. */
  void nudge() {
    nudged = true;
    LockSupport.unpark(reader);
  }

  /** The next event, or null when none came within that real time or the reader was nudged. */
  @Nullable Event take(long nanos) throws InterruptedException {
    reader = Thread.currentThread();
    long until = System.nanoTime() + nanos;
    while (true) {
      Event event = events.poll();
      if (event != null) {
        size.decrementAndGet();
        nudged = false;
        return event;
      }
      RtmReport report = newest.getAndSet(null);
      if (report != null) {
        nudged = false;
        return new Event.RtmReported(report);
      }
      long left = until - System.nanoTime();
      if (nudged || left <= 0) {
        nudged = false;
        return null;
      }
      waiting = true;
      if (isEmpty()) {
        LockSupport.unpark(patient);
        LockSupport.parkNanos(this, left);
      }
      // Before anything is taken out, so that whoever finds the inbox empty finds this, too.
      waiting = false;
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  private boolean isEmpty() {
    return events.isEmpty() && newest.get() == null && !nudged;
  }

  /** Forgets everything: the power went. */
  void clear() {
    forgetEvents();
    newest.set(null);
  }

  /** Forgets the events, which were for a reader that is gone; the RTM's picture is still right. */
  void forgetEvents() {
    while (events.poll() != null) {
      size.decrementAndGet();
    }
  }

  /** Waits until the reader has dealt with everything and waits itself; false when it does not. */
  boolean awaitRest(long nanos) throws InterruptedException {
    patient = Thread.currentThread();
    long until = System.nanoTime() + nanos;
    try {
      while (!(isEmpty() && waiting)) {
        long left = until - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        LockSupport.parkNanos(this, left);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
      return true;
    } finally {
      patient = null;
    }
  }

  int size() {
    return size.get();
  }
}
