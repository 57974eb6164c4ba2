package opencompact.host.uplink;

import java.time.Duration;
import java.util.random.RandomGenerator;
import opencompact.quantity.Moment;
import org.jspecify.annotations.Nullable;

/**
 * The one connection to the back office, from the decision to dial to its end. It reconnects for
 * ever, with back-off (OCPP-TR-40, OCPP-TR-45); it decides when, the link does it.
 */
final class Dialler {
  /** A connection that lasted so long has proved the way; the back-off starts anew. */
  private static final Duration STABLE = Duration.ofMinutes(1);

  private static final Duration AFTER_POWER_UP = Duration.ofSeconds(10);

  /** What a server may ask for at most; a mistyped Retry-After must not silence a station. */
  private static final Duration LONGEST_WISH = Duration.ofHours(1);

  /** The link tells of every attempt and end in less; if it does not, we go on without it. */
  private static final Duration LINK_OVERDUE = Duration.ofSeconds(90);

  private static final Duration CLOSE_OVERDUE = Duration.ofSeconds(10);

  enum State {
    /** No connection; the next attempt comes at its time. */
    WAITING,
    CONNECTING,
    UP,
    /** We have asked the link to close and wait until it has. */
    CLOSING,
    /** The program ends; nobody dials any more. */
    HUNG_UP
  }

  private final RandomGenerator chance;
  private State state = State.WAITING;
  private long sinceNanos;
  private long nextTryNanos;
  private long notBeforeNanos;
  private int failures;
  private @Nullable Endpoint endpoint;
  private @Nullable String trouble;

  Dialler(RandomGenerator chance) {
    this.chance = chance;
  }

  State state() {
    return state;
  }

  boolean up() {
    return state == State.UP;
  }

  /** The uptime at which the present state began. */
  long sinceNanos() {
    return sinceNanos;
  }

  /** The endpoint of the present or last connection. */
  @Nullable Endpoint endpoint() {
    return endpoint;
  }

  /** Why the last attempt or connection ended; null before the first end and while connected. */
  @Nullable String trouble() {
    return trouble;
  }

  long nextTryNanos() {
    return nextTryNanos;
  }

  /** The power has come back to a whole street: not all at once (OCPP-TR-40). */
  void poweredUp() {
    nextTryNanos = BackOff.upTo(AFTER_POWER_UP, chance);
  }

  /** Whether an attempt is due. */
  boolean due(Moment now) {
    return state == State.WAITING && now.reached(nextTryNanos);
  }

  void dialled(Endpoint where, Moment now) {
    enter(State.CONNECTING, now);
    endpoint = where;
  }

  /** The link says it is open; false if we are not waiting for that. */
  boolean opened(Moment now) {
    if (state != State.CONNECTING) {
      return false;
    }
    enter(State.UP, now);
    trouble = null;
    return true;
  }

  /** The link is asked to close; the next attempt waits at least until then. */
  void closing(String why, Moment now) {
    if (state == State.UP && now.since(sinceNanos) >= STABLE.toNanos()) {
      failures = 0;
    }
    enter(State.CLOSING, now);
    trouble = why;
  }

  void hungUp(Moment now) {
    enter(State.HUNG_UP, now);
    nextTryNanos = Moment.NEVER;
  }

  /** The connection or the attempt is over. */
  void ended(String why, Duration wish, Moment now) {
    switch (state) {
      case UP -> {
        if (now.since(sinceNanos) >= STABLE.toNanos()) {
          failures = 0;
        }
        trouble = why;
      }
      case CONNECTING -> trouble = why;
      case CLOSING -> {}
      case WAITING, HUNG_UP -> {
        return;
      }
    }
    long wait = BackOff.waitNanos(failures, BackOff.CAP, chance);
    long wished = Math.min(wish.toNanos(), LONGEST_WISH.toNanos());
    nextTryNanos = Math.max(now.in(Math.max(wait, wished)), notBeforeNanos);
    failures = Math.min(failures + 1, 30);
    enter(State.WAITING, now);
  }

  /** There is a new address: the failures of the old one do not count. */
  void startAnew(Moment now) {
    failures = 0;
    notBeforeNanos = 0;
    if (state == State.WAITING) {
      nextTryNanos = Math.min(nextTryNanos, now.uptimeNanos());
    }
  }

  /** Puts the attempt after this connection off until then. */
  void notBefore(long uptimeNanos) {
    notBeforeNanos = uptimeNanos;
  }

  /** Whether the link has been silent for longer than it may about an attempt or a close. */
  boolean overdue(Moment now) {
    return now.reached(overdueNanos());
  }

  private long overdueNanos() {
    return switch (state) {
      case CONNECTING -> sinceNanos + LINK_OVERDUE.toNanos();
      case CLOSING -> sinceNanos + CLOSE_OVERDUE.toNanos();
      case WAITING, UP, HUNG_UP -> Moment.NEVER;
    };
  }

  /** When this has to be looked at again, if there is an address to dial. */
  long deadline(boolean wanted) {
    return state == State.WAITING ? (wanted ? nextTryNanos : Moment.NEVER) : overdueNanos();
  }

  private void enter(State next, Moment now) {
    state = next;
    sinceNanos = now.uptimeNanos();
  }
}
