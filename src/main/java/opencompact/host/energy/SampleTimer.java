package opencompact.host.energy;

import opencompact.quantity.Moment;

/**
 * When a running transaction is sampled: at its start + n × MeterValueSampleInterval, by uptime, so
 * that no setting of the clock disturbs it (OCPP-MV-01, OCPP-MV-15).
 */
final class SampleTimer {
  private static final long NANOS = 1_000_000_000L;

  private int everySeconds;
  private long next = Moment.NEVER;

  /** A transaction began. */
  void start(long startNanos, int seconds) {
    everySeconds = seconds;
    next = seconds == 0 ? Moment.NEVER : startNanos + seconds * NANOS;
  }

  void stop() {
    everySeconds = 0;
    next = Moment.NEVER;
  }

  /** Whether a sample is to be taken now; a new interval counts from its change (OCPP-MV-03). */
  boolean due(int seconds, Moment now) {
    if (seconds != everySeconds) {
      start(now.uptimeNanos(), seconds);
      return false;
    }
    if (!now.reached(next)) {
      return false;
    }
    // A turn that comes late takes one sample, not all it has missed.
    long everyNanos = everySeconds * NANOS;
    next += (now.since(next) / everyNanos + 1) * everyNanos;
    return true;
  }

  long deadline() {
    return next;
  }
}
