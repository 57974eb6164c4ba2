package opencompact.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import opencompact.host.Event;
import opencompact.rtm.RtmReport;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the host, bounded: events in the order in which they came, and the RTM's newest
 * report, which replaces an older one that nobody has read (house rules for queues: the one who
 * offers decides). The host's thread is its only reader.
 */
final class Inbox {
  private static final int MOST = 1024;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Condition rested = lock.newCondition();
  private final Deque<Event> events = new ArrayDeque<>();
  private @Nullable RtmReport newest;
  private boolean nudged;
  private boolean waiting;

  /** Puts an event at the end; false when the inbox is full. */
  boolean offer(Event event) {
    lock.lock();
    try {
      if (events.size() >= MOST) {
        return false;
      }
      events.add(event);
      waiting = false;
      arrived.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  void report(RtmReport report) {
    lock.lock();
    try {
      newest = report;
      waiting = false;
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Makes the reader look again at the world around it. */
  void nudge() {
    lock.lock();
    try {
      nudged = true;
      waiting = false;
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The next event, or null when none came within that real time or the reader was nudged. */
  @Nullable Event take(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (events.isEmpty() && newest == null && !nudged && left > 0) {
        waiting = true;
        rested.signalAll();
        left = arrived.awaitNanos(left);
      }
      waiting = false;
      nudged = false;
      Event event = events.poll();
      RtmReport report = newest;
      if (event == null && report != null) {
        newest = null;
        return new Event.RtmReported(report);
      }
      return event;
    } finally {
      lock.unlock();
    }
  }

  /** Forgets everything: the power went. */
  void clear() {
    lock.lock();
    try {
      events.clear();
      newest = null;
    } finally {
      lock.unlock();
    }
  }

  /** Forgets the events, which were for a reader that is gone; the RTM's picture is still right. */
  void forgetEvents() {
    lock.lock();
    try {
      events.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the reader has dealt with everything and waits itself; false when it does not. */
  boolean awaitRest(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (!(waiting && events.isEmpty() && newest == null && !nudged)) {
        if (left <= 0) {
          return false;
        }
        left = rested.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return events.size();
    } finally {
      lock.unlock();
    }
  }
}
