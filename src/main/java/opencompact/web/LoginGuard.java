package opencompact.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes guessing the password slow (SEC-1): after the third wrong guess from one address each
 * further one has to wait twice as long as the one before, up to five minutes. A right guess
 * forgives. Addresses are forgotten oldest first, so that many of them cannot fill the memory. One
 * thread only.
 */
final class LoginGuard {
  private static final int FREE_GUESSES = 3;
  private static final long LONGEST_NANOS = Duration.ofMinutes(5).toNanos();
  private static final int MOST_ADDRESSES = 1000;

  private record Guesses(int wrong, long nextNanos) {}

  private final Map<String, Guesses> byAddress =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Guesses> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  /**
   * Whole seconds that this address has to wait before its next guess, at least 1, or 0 for none.
   */
  long waitSeconds(String address, long nowNanos) {
    Guesses guesses = byAddress.get(address);
    long waitNanos = guesses == null ? 0 : guesses.nextNanos - nowNanos;
    return waitNanos <= 0 ? 0 : (waitNanos + 999_999_999) / 1_000_000_000;
  }

  /** Notes a guess before it is checked, as if it were wrong, so that many at once gain nothing. */
  void guessed(String address, long nowNanos) {
    Guesses before = byAddress.get(address);
    int wrong = before == null ? 1 : Math.min(before.wrong + 1, 60);
    byAddress.put(address, new Guesses(wrong, nowNanos + delayNanos(wrong)));
  }

  /** Forgives an address whose guess was right. */
  void right(String address) {
    byAddress.remove(address);
  }

  private static long delayNanos(int wrong) {
    if (wrong < FREE_GUESSES) {
      return 0;
    }
    return Math.min(LONGEST_NANOS, 1_000_000_000L << Math.min(wrong - FREE_GUESSES, 20));
  }
}
