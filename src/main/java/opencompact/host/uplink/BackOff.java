package opencompact.host.uplink;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: exponential with full jitter, so that a street of
 * stations does not return as one (OCPP-TR-40).
 */
final class BackOff {
  static final Duration BASE = Duration.ofSeconds(2);
  static final Duration CAP = Duration.ofMinutes(2);

  private BackOff() {}

  /**
   * A random wait of at most base times two to the power of the failures, at most the cap.
   *
   * @param failures how many attempts have failed before this one did, from 0
   */
  static long waitNanos(int failures, Duration cap, RandomGenerator chance) {
    long most = BASE.toNanos();
    for (int i = 0; i < failures && most < cap.toNanos(); i++) {
      most *= 2;
    }
    return upTo(Duration.ofNanos(Math.min(most, cap.toNanos())), chance);
  }

  /** A random wait of at most so much. */
  static long upTo(Duration most, RandomGenerator chance) {
    return chance.nextLong(most.toNanos() + 1);
  }
}
