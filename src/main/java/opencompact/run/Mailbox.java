package opencompact.run;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue between one thread that puts and one that takes, in order. Neither ever waits for
 * the other, nor allocates; a full one refuses.
 */
final class Mailbox<T> {
  static final int MOST = 64;

  private final AtomicReferenceArray<@Nullable T> places = new AtomicReferenceArray<>(MOST);
  private final AtomicLong put = new AtomicLong();
  private final AtomicLong taken = new AtomicLong();

  /** Puts something at the end; false when the mailbox is full. */
  boolean offer(T what) {
    long at = put.get();
    if (at - taken.get() >= MOST) {
      return false;
    }
    places.set((int) (at % MOST), what);
    put.set(at + 1);
    return true;
  }

  /** Takes the oldest, or null when there is nothing. */
  @Nullable T poll() {
    long at = taken.get();
    if (at == put.get()) {
      return null;
    }
    int place = (int) (at % MOST);
    T what = places.get(place);
    places.set(place, null);
    taken.set(at + 1);
    return what;
  }

  void clear() {
    while (poll() != null) {
      // Dropped on purpose: it was for a reader that is gone.
    }
  }
}
