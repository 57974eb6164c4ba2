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
 * What waits for the host, bounded: events in the order in which they came, and before them the
 * RTM's newest report and the supply's newest limit, each of which replaces an older one that
 * nobody has read (house rules for queues: the one who offers decides). The host's thread is its
 * only reader. There is no lock, so that no writer, least of all the RTM, ever waits for another
 * one or for the host.
 */
final class Inbox {
  private static final int MOST = 1024;

  private final Queue<Event> events = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicReference<@Nullable RtmReport> newest = new AtomicReference<>();
  private final AtomicReference<Event.@Nullable SupplyLimited> supply = new AtomicReference<>();
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

  /**
   * Puts an event at the end that is told only once, so that a full inbox takes it, too: the end of
   * what the host itself has begun. That bounds their number, since a host begins something only
   * when it takes something out.
   */
  void keep(Event event) {
    size.incrementAndGet();
    events.add(event);
    LockSupport.unpark(reader);
  }

  void report(RtmReport report) {
    newest.set(report);
    LockSupport.unpark(reader);
  }

  void supply(Event.SupplyLimited limit) {
    supply.set(limit);
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
      Event event = next();
      if (event != null) {
        nudged = false;
        return event;
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

  /** The newest of a kind goes before the queue, so that no flood of events makes it old. */
  private @Nullable Event next() {
    RtmReport report = newest.getAndSet(null);
    if (report != null) {
      return new Event.RtmReported(report);
    }
    Event limit = supply.getAndSet(null);
    if (limit != null) {
      return limit;
    }
    Event event = events.poll();
    if (event != null) {
      size.decrementAndGet();
    }
    return event;
  }

  private boolean isEmpty() {
    return events.isEmpty() && newest.get() == null && supply.get() == null && !nudged;
  }

  /** Forgets everything: the power went. */
  void clear() {
    forgetEvents();
    newest.set(null);
    supply.set(null);
  }

  /** Forgets the events, which were for a reader that is gone; what is newest is still right. */
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
