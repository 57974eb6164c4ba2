package opencompact.host.uplink;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Settings;
import opencompact.host.Turn;
import opencompact.host.uplink.Outstanding.Purpose;
import opencompact.host.uplink.Outstanding.Receipt;
import opencompact.memory.Fact;
import opencompact.memory.Fact.SecurityEventHappened;
import opencompact.memory.Memory;
import opencompact.ocpp.SecurityEventNotification;
import opencompact.quantity.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Tells the back office of security events, the oldest first, each until it is answered, beside the
 * queue of transactions: neither waits for the other's failures (OCPP-MS-12, OCPP-SE-40). A back
 * office that does not know the message hears no more of it until the next boot (OCPP-SE-41).
 */
final class SecurityNews {
  private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private boolean muted;

  /** What has happened may not be on disk yet; nobody hears of it before it is. */
  private boolean resting;

  private boolean underWay;
  private int failures;
  private long retryNanos;
  private long answered;
  private boolean failed;

  /** A new connection may do what the last one did not. */
  void connected() {
    failures = 0;
    retryNanos = 0;
  }

  /** Draws the conclusions from what became of the last message. */
  void settle(Settings settings, Turn turn) {
    resting = !turn.records();
    if (answered > 0) {
      turn.remember(new Fact.SecurityEventTold(answered));
      answered = 0;
      failures = 0;
    }
    if (failed) {
      failed = false;
      long wait = FIRST_WAIT.toNanos() << Math.min(failures, 10);
      retryNanos = turn.now().in(Duration.ofNanos(Math.min(wait, LONGEST_WAIT.toNanos())));
      failures++;
    }
    if (!settings.value(Keys.SECURITY_MESSAGES)) {
      // The security log has it; nobody else wants it.
      SecurityEventHappened oldest = turn.memory().oldestSecurityEvent();
      while (oldest != null) {
        turn.remember(new Fact.SecurityEventTold(oldest.sequence()));
        oldest = turn.memory().oldestSecurityEvent();
      }
    }
  }

  /**
   * The place in the common order of what is to be told now; {@link Long#MAX_VALUE} for nothing.
   */
  long due(Turn turn) {
    SecurityEventHappened oldest = tellable(turn.memory());
    return oldest != null && turn.now().reached(retryNanos) ? oldest.sequence() : Long.MAX_VALUE;
  }

  /** What is to be told now; null for nothing. */
  @Nullable Purpose next(Turn turn) {
    SecurityEventHappened oldest = tellable(turn.memory());
    if (oldest == null || !turn.now().reached(retryNanos)) {
      return null;
    }
    underWay = true;
    Instant when = Instant.ofEpochMilli(turn.memory().wallMillis(oldest.at()));
    return new Purpose.Asked(
        new SecurityEventNotification.Request(
            oldest.type(), when, oldest.info().isEmpty() ? null : oldest.info()),
        new Outcome(oldest.sequence()));
  }

  private @Nullable SecurityEventHappened tellable(Memory memory) {
    SecurityEventHappened oldest = memory.oldestSecurityEvent();
    return oldest == null || muted || resting || underWay || memory.wallMillis(oldest.at()) < 0
        ? null
        : oldest;
  }

  /** When the next event may be told, if it waits for nothing but time. */
  long deadline(Memory memory) {
    return tellable(memory) == null ? Moment.NEVER : retryNanos;
  }

  /** What became of one message. */
  private final class Outcome implements Receipt {
    private final long sequence;

    Outcome(long sequence) {
      this.sequence = sequence;
    }

    @Override
    public void refused(String code) {
      // Nothing else is said in these words, so any spelling of a later version is understood.
      muted = Objects.equals(code, "NotImplemented") || Objects.equals(code, "NotSupported");
    }

    @Override
    public void settled(boolean said) {
      underWay = false;
      if (said) {
        answered = sequence;
      } else {
        failed = true;
      }
    }
  }
}
