package opencompact.host.uplink;

import java.time.Duration;
import java.util.random.RandomGenerator;
import opencompact.host.Plate;
import opencompact.host.Turn;
import opencompact.ocpp.BootNotification;
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
  private int acceptances;

  Registration(RandomGenerator chance) {
    this.chance = chance;
  }

  State state() {
    return state;
  }

  boolean accepted() {
    return state == State.ACCEPTED;
  }

  /** Whether we may say more than BootNotification; while Pending only what was asked for. */
  boolean listens() {
    return accepted() || state == State.PENDING;
  }

  /** How often the back office has accepted us since the program started. */
  int acceptances() {
    return acceptances;
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

  private void accept() {
    acceptances++;
    state = State.ACCEPTED;
    nextBootNanos = Moment.NEVER;
    failures = 0;
    rejections = 0;
    acceptedHere = true;
  }

  /** Not yet, or not at all: again after the interval at the earliest (OCPP-BT-04, OCPP-BT-06). */
  private void refuse(State next, int intervalSeconds, Moment now) {
    state = next;
    failures = 0;
    rejections = next == State.REJECTED ? rejections + 1 : 0;
    nextBootNanos =
        intervalSeconds > 0
            ? now.in(Duration.ofSeconds(intervalSeconds))
            : now.in(OWN_WAIT.toNanos() + BackOff.upTo(OWN_JITTER, chance));
  }

  /** What the station says of itself (OCPP-BT-02). */
  static BootNotification.Request notification(Plate plate) {
    String firmware = plate.firmware();
    return new BootNotification.Request(
        "EV Net",
        "COMPACT " + plate.delivery().model().title(),
        plate.serial(),
        null,
        firmware.length() > 50 ? firmware.substring(0, 50) : firmware,
        null,
        null,
        null,
        null);
  }

  /**
   * The back office has decided.
   *
   * @param identity the name under which it should know us
   */
  void answered(BootNotification.Response response, String identity, Turn turn) {
    switch (response.status()) {
      case ACCEPTED -> {
        accept();
        turn.note("line", "The back office has accepted this station.");
      }
      case PENDING -> {
        refuse(State.PENDING, response.interval(), turn.now());
        turn.note("line", "The back office has put the registration off.");
      }
      case REJECTED -> {
        refuse(State.REJECTED, response.interval(), turn.now());
        turn.note(
            "line", "The back office rejects this station; it may not know " + identity + ".");
      }
    }
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
