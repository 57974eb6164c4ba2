package opencompact.run;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import opencompact.catalogue.ResetReason;
import org.jspecify.annotations.Nullable;

/**
 * The sign of life of one loop (RST-5). The loop beats whenever it comes round, which costs it one
 * store; the watchdog looks whether the beat goes on.
 */
final class Beat {
  private final String loop;
  private final ResetReason reason;
  private final Duration patience;
  private final @Nullable Consumer<Runnable> probe;
  private final AtomicLong beats = new AtomicLong();
  private volatile @Nullable Thread thread;
  private volatile @Nullable String doing;

  /**
   * A loop that has not begun.
   *
   * @param loop its name, as in "the host"
   * @param reason what its hanging is to the next start (RST-2)
   * @param patience so long it may take for one round
   * @param probe how to have something done on a loop that is not ours; null for one that beats by
   *     itself
   */
  Beat(String loop, ResetReason reason, Duration patience, @Nullable Consumer<Runnable> probe) {
    this.loop = loop;
    this.reason = reason;
    this.patience = patience;
    this.probe = probe;
  }

  /** A beat that nobody watches. */
  static Beat unwatched() {
    return new Beat("a loop", ResetReason.OTHER_WATCHDOG, Duration.ofDays(1), null);
  }

  // For the loop, on its own thread.

  /** The loop has come round. */
  void beats() {
    if (thread == null) {
      thread = Thread.currentThread();
    }
    beats.lazySet(beats.getPlain() + 1);
  }

  /** What the loop is about to do that may take long, in words; null when it is over. */
  void doing(@Nullable String what) {
    doing = what;
  }

  // For the watchdog.

  String loop() {
    return loop;
  }

  ResetReason reason() {
    return reason;
  }

  Duration patience() {
    return patience;
  }

  long count() {
    return beats.get();
  }

  @Nullable Thread thread() {
    return thread;
  }

  @Nullable String doing() {
    return doing;
  }

  /** Asks a loop that is not ours for a beat. */
  void ask() {
    Consumer<Runnable> asks = probe;
    if (asks != null) {
      asks.accept(this::beats);
    }
  }
}
