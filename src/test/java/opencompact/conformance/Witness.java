package opencompact.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** What a peer has seen, in order; a test may wait for the next thing of a kind. */
final class Witness<T> {
  private static final long BOUND_SECONDS = 60;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private final List<T> seen = new ArrayList<>();
  private final List<T> notYetTaken = new ArrayList<>();

  void add(T event) {
    lock.lock();
    try {
      seen.add(event);
      notYetTaken.add(event);
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The first that fits and has not been taken before; those in between stay for later. */
  T take(Predicate<? super T> fits, String what) {
    return take(_ -> false, fits, what);
  }

  /**
   * The first that fits and has not been taken before; those in between stay for later, except
   * those of the kind, which are passed over for good.
   */
  T take(Predicate<? super T> kind, Predicate<? super T> fits, String what) {
    lock.lock();
    try {
      long leftNanos = TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
      while (true) {
        for (int i = 0; i < notYetTaken.size(); i++) {
          if (fits.test(notYetTaken.get(i))) {
            T taken = notYetTaken.remove(i);
            notYetTaken.subList(0, i).removeIf(kind);
            return taken;
          }
        }
        if (leftNanos <= 0) {
          throw new AssertionError(
              "waited " + BOUND_SECONDS + " s in vain for " + what + "; seen: " + seen);
        }
        leftNanos = more.awaitNanos(leftNanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + what, e);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until more has been seen than so many, at most that long.
   *
   * @return how long it took, in nanoseconds
   */
  long more(int than, long mostNanos) {
    lock.lock();
    try {
      long leftNanos = mostNanos;
      while (seen.size() <= than && leftNanos > 0) {
        leftNanos = more.awaitNanos(leftNanos);
      }
      return mostNanos - leftNanos;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } finally {
      lock.unlock();
    }
  }

  List<T> all() {
    lock.lock();
    try {
      return List.copyOf(seen);
    } finally {
      lock.unlock();
    }
  }
}
