package opencompact.run;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The newest of something that one thread writes again and again and another one reads: three
 * reused slots, of which one is being written, one is being read and one lies between. Neither side
 * ever waits for the other or allocates; what nobody took in time is overwritten.
 */
final class Newest<T> {
  private static final int FRESH = 4;
  private static final int SLOT = 3;

  private final List<T> slots;
  private final AtomicInteger between = new AtomicInteger(1);
  private int writing;
  private int reading = 2;

  Newest(Supplier<T> empty) {
    slots = List.of(empty.get(), empty.get(), empty.get());
  }

  /** The slot to fill, for the writer. */
  T slot() {
    return slots.get(writing);
  }

  /** Makes what the slot holds the newest. */
  void publish() {
    writing = between.getAndSet(writing | FRESH) & SLOT;
  }

  /** The newest, if it has not been taken yet; it stays as it is until the next one is taken. */
  @Nullable T take() {
    if ((between.get() & FRESH) == 0) {
      return null;
    }
    reading = between.getAndSet(reading) & SLOT;
    return slots.get(reading);
  }
}
