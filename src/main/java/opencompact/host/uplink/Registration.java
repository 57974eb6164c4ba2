package opencompact.host.uplink;

import java.time.Duration;
import java.util.random.RandomGenerator;
import opencompact.quantity.Moment;

/**
 * What the back office has made of us since the program started (section 2 of the checklist;
 * OCPP-BT-01 to BT-12). It belongs to the process, not to the socket: after a mere reconnect there
 * is no new BootNotification (OCPP-TR-41).
 */
final class Registration {
  private static final Duration OWN_WAIT = Duration.ofMinutes(1);
  private static final Duration OWN_JITTER = Duration.ofSeconds(10);
  private static final Duration LEAST_RETRY = Duration.ofSeconds(10);
  private static final Duration MOST_RETRY = Duration.ofMinutes(5);
  private static final int PATIENT_REJECTIONS = 3;
  private static final Duration LONG_WAIT = Duration.ofMinutes(2);

  enum State {
    /** Nobody has answered yet. */
    BOOTING,
    PENDING,
    REJECTED,
    ACCEPTED
  }

  private final RandomGenerator chance;
  private State state = State.BOOTING;
  private long nextBootNanos;
  private int failures;
  private int rejections;
  private boolean acceptedHere;

  Registration(RandomGenerator chance) {
    this.chance = chance;
  }

  State state() {
    return state;
  }

  boolean accepted() {
    return state == State.ACCEPTED;
  }

  /** Another back office, or another name of ours: it knows nothing of us. */
  void forget() {
    state = State.BOOTING;
    nextBootNanos = 0;
    failures = 0;
    rejections = 0;
    acceptedHere = false;
  }

  /** A new connection; BootNotification may be triggered again on it (OCPP-BT-08). */
  void connected() {
    acceptedHere = false;
  }

  /** Whether a BootNotification is due; it goes before everything else (OCPP-BT-01). */
  boolean due(Moment now) {
    return now.reached(nextBootNanos);
  }

  void accept() {
    state = State.ACCEPTED;
    nextBootNanos = Moment.NEVER;
    failures = 0;
    rejections = 0;
    acceptedHere = true;
  }

  /** Not yet, or not at all: again after the interval at the earliest (OCPP-BT-04, OCPP-BT-06). */
  void refuse(State next, int intervalSeconds, Moment now) {
    state = next;
    failures = 0;
    rejections = next == State.REJECTED ? rejections + 1 : 0;
    nextBootNanos =
        intervalSeconds > 0
            ? now.in(Duration.ofSeconds(intervalSeconds))
            : now.in(OWN_WAIT.toNanos() + BackOff.upTo(OWN_JITTER, chance));
  }

  /** Whether the wait is better spent without a connection (OCPP-BT-06). */
  boolean betterAlone(Moment now) {
    return state == State.REJECTED
        && rejections >= PATIENT_REJECTIONS
        && nextBootNanos - now.uptimeNanos() > LONG_WAIT.toNanos();
  }

  /** No answer, or none that can be used (OCPP-BT-07). */
  void failed(Moment now) {
    long wait = BackOff.waitNanos(failures, MOST_RETRY, chance);
    failures = Math.min(failures + 1, 30);
    nextBootNanos = now.in(Math.max(wait, LEAST_RETRY.toNanos()));
  }

  /** The back office asks for a BootNotification; false where it must not (BT-04, BT-08). */
  boolean triggered(Moment now) {
    if (acceptedHere) {
      return false;
    }
    nextBootNanos = Math.min(nextBootNanos, now.uptimeNanos());
    return true;
  }

  /** When the next BootNotification is due, NEVER where none is. */
  long nextBootNanos() {
    return nextBootNanos;
  }
}
