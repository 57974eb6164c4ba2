package opencompact.rtm;

import static opencompact.rtm.Span.MILLISECOND;

/**
 * The control pilot as read by the station: plateau voltages become one of the states A to F (IEC
 * 61851-1 Table A.4, CHG-1), debounced by direction (a state that closes contacts must last long,
 * one that opens them must not), and the negative half-wave proves the car's diode (IEC-CP-03).
 */
final class ControlPilot {
  // Table A.4: what states A to D may read, least and greatest, in this order.
  private static final double[] LEAST_VOLTS = {11.4, 8.36, 5.48, 2.62};
  private static final double[] MOST_VOLTS = {12.6, 9.56, 6.53, 3.25};
  private static final double HYSTERESIS_VOLTS = 0.2;
  private static final double GREATEST_VOLTS = 13.5;
  private static final double DIODE_VOLTS = -10;

  private static final long ENTER_CHARGE = 500 * MILLISECOND;
  private static final long LEAVE_CHARGE = 60 * MILLISECOND;
  // IEC-CP-04: some cars show state B for a moment after a change of duty or the bounce of
  // contacts.
  // They are given a little longer, but a real C to B still opens within 100 ms (IEC-T-09).
  private static final long LEAVE_CHARGE_AFTER_CHANGE = 70 * MILLISECOND;
  private static final long AFTER_DUTY = 600 * MILLISECOND;
  private static final long AFTER_SWITCHING = 200 * MILLISECOND;
  private static final long LEAVE_CHARGE_AT_LAST = 80 * MILLISECOND;
  private static final long UNPLUG = 30 * MILLISECOND;
  private static final long DISTURB = 75 * MILLISECOND;
  private static final long END_DISTURBANCE = 500 * MILLISECOND;
  private static final long REPORT_DISTURBANCE = 500 * MILLISECOND;
  private static final long PWM_SETTLES = 50 * MILLISECOND;
  private static final long F_LETS_GO = 5000 * MILLISECOND;
  private static final long DIODE_PROVEN = 30 * MILLISECOND;
  private static final long DIODE_MISSED = 500 * MILLISECOND;

  private Pilot state = Pilot.A;
  private Pilot raw = Pilot.A;
  private Pilot candidate = Pilot.A;
  private long candidateSince;
  private final Span leaving = new Span();
  private final Span disturbance = new Span();
  private final Span calm = new Span();
  private boolean disturbed;
  private boolean unloaded;
  private final Span diodeGood = new Span();
  private final Span diodeBad = new Span();
  private boolean diodeSeen;
  private boolean diodeMissing;
  private boolean simplified;
  private final Span unavailable = new Span();
  private boolean letsGo;

  /** The debounced state. */
  Pilot state() {
    return state;
  }

  /**
   * Whether the pilot has been outside every state of a car for 500 ms, be it E, F, a voltage that
   * cannot be or one between two windows of Table A.4, and not been back for 500 ms (IEC-CP-02,
   * PRT-7).
   */
  boolean disturbed() {
    return disturbed;
  }

  /** Whether the pilot stands where only an empty connector leaves it (Table A.4). */
  boolean unloaded() {
    return state == Pilot.A && unloaded;
  }

  /** Whether the present PWM's negative half-wave has shown the car's diode (IEC-CP-03). */
  boolean diodeSeen() {
    return diodeSeen;
  }

  /** Whether the negative half-wave has been missing under PWM for 500 ms (PRT-8). */
  boolean diodeMissing() {
    return diodeMissing;
  }

  /** Since when the pilot has been disturbed; NEVER while it is not. */
  long disturbedSince() {
    return disturbance.since();
  }

  /** Since when the diode has been missed; NEVER while it is not. */
  long diodeMissedSince() {
    return diodeBad.since();
  }

  /** Whether the car has gone from A to C without ever showing B: it has no S2 (IEC-CP-06). */
  boolean simplified() {
    return simplified;
  }

  /**
   * Whether the pilot is so broken that the plug is not to be held on its account: in state E at
   * once, in state F after five seconds (IEC-T-17).
   */
  boolean letsGo() {
    return letsGo;
  }

  /**
   * Reads one sample.
   *
   * @param offer what we drive: its PWM and the moment of its last change
   * @param switchedAt when the contactor was last switched
   */
  void read(Signals signals, Offer offer, long switchedAt, long now, Pace pace) {
    if (offer.blind()) {
      // We hold the wire at -12 V or have interrupted it: the plateau says nothing about the car.
      candidate = state;
      raw = state;
      restart();
      return;
    }
    raw = decode(signals.pilotHighVolts, raw);
    unloaded = signals.pilotHighVolts >= LEAST_VOLTS[0];
    boolean recent = now - offer.changedAt() < AFTER_DUTY || now - switchedAt < AFTER_SWITCHING;
    debounce(recent, now, pace);
    boolean astray = astray(signals.pilotHighVolts);
    boolean ended = calm.lasts(disturbed && !astray, END_DISTURBANCE, now, pace);
    boolean lasts = disturbance.lasts(astray, REPORT_DISTURBANCE, now, pace);
    disturbed = lasts || (disturbed && !ended);
    judgeDiode(signals.pilotLowVolts, offer, now, pace);
    letsGo = state == Pilot.E || unavailable.lasts(state == Pilot.F, F_LETS_GO, now, pace);
  }

  private void debounce(boolean recent, long now, Pace pace) {
    // Whatever the car bounces between, contacts do not stay closed on a pilot that has left C.
    boolean left = state.ready() && !raw.ready();
    boolean leftForGood = leaving.lasts(left, LEAVE_CHARGE_AT_LAST, now, pace);
    if (raw == state) {
      candidate = state;
      return;
    }
    if (raw != candidate) {
      candidate = raw;
      candidateSince = now;
    }
    long need = need(raw, recent);
    if (leftForGood || now - candidateSince >= need) {
      simplified = raw.ready() && (simplified || state == Pilot.A);
      state = raw;
      candidate = raw;
    } else {
      pace.by(candidateSince + need);
      pace.moving();
    }
  }

  /** How long a state must last before we believe it (charging-standards 1.3). */
  private long need(Pilot to, boolean recent) {
    boolean disturbance = to == Pilot.E || to == Pilot.F;
    if ((state == Pilot.E || state == Pilot.F) && !disturbance) {
      return END_DISTURBANCE;
    }
    return switch (to) {
      case A -> UNPLUG;
      case B -> recent ? LEAVE_CHARGE_AFTER_CHANGE : LEAVE_CHARGE;
      case C -> ENTER_CHARGE;
      case D -> state == Pilot.C ? LEAVE_CHARGE : ENTER_CHARGE;
      case E, F -> DISTURB;
    };
  }

  private void judgeDiode(double lowVolts, Offer offer, long now, Pace pace) {
    if (!offer.pwm()) {
      diodeSeen = false;
      diodeMissing = false;
      diodeGood.restart();
      diodeBad.restart();
      return;
    }
    boolean visible = raw.connected() && now - offer.pwmSince() >= PWM_SETTLES;
    boolean good = lowVolts <= DIODE_VOLTS;
    if (diodeGood.lasts(visible && good, DIODE_PROVEN, now, pace)) {
      diodeSeen = true;
    } else if (visible && !good) {
      diodeSeen = false;
    }
    if (raw.connected() && !visible) {
      pace.by(offer.pwmSince() + PWM_SETTLES);
      pace.moving();
    }
    diodeMissing = diodeBad.lasts(visible && !good, DIODE_MISSED, now, pace);
  }

  private void restart() {
    leaving.restart();
    disturbance.restart();
    calm.restart();
    diodeGood.restart();
    diodeBad.restart();
    // What was seen under the PWM before says nothing about the next.
    diodeSeen = false;
    diodeMissing = false;
  }

  /**
   * The state of a plateau by the midpoints between the nominal voltages (IEC-CP-01); one read
   * before keeps its side of a midpoint until 0.2 V past it. A voltage that cannot be is E.
   */
  static Pilot decode(double volts, Pilot before) {
    if (!(Math.abs(volts) <= GREATEST_VOLTS)) {
      return Pilot.E;
    }
    boolean near =
        decode(volts + HYSTERESIS_VOLTS) == before || decode(volts - HYSTERESIS_VOLTS) == before;
    return near ? before : decode(volts);
  }

  /**
   * Whether a plateau lies in no window of Table A.4 in which a connector stands with or without a
   * car. What the midpoints make of it is still what the contacts obey until it has lasted.
   */
  static boolean astray(double volts) {
    for (int state = 0; state < LEAST_VOLTS.length; state++) {
      if (volts >= LEAST_VOLTS[state] && volts <= MOST_VOLTS[state]) {
        return false;
      }
    }
    return true;
  }

  private static Pilot decode(double volts) {
    if (volts >= 10.5) {
      return Pilot.A;
    } else if (volts >= 7.5) {
      return Pilot.B;
    } else if (volts >= 4.5) {
      return Pilot.C;
    } else if (volts > 1.5) {
      return Pilot.D;
    } else if (volts > -6) {
      return Pilot.E;
    } else {
      return Pilot.F;
    }
  }
}
