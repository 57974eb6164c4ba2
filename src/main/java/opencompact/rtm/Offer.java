package opencompact.rtm;

import static opencompact.rtm.Span.LONG_AGO;
import static opencompact.rtm.Span.MILLISECOND;
import static opencompact.rtm.Span.SECOND;

/**
 * The current told to the car by the pilot's duty (IEC 61851-1 Table A.7, IEC-CP-05), and the pace
 * at which it may change: an end and every decrease at once (CHG-7, IEC-T-19), an increase no
 * sooner than five seconds after the last change (IEC-T-07), PWM again after at least three seconds
 * without (IEC-T-13). A fault during a charge is told by a moment of state F (IEC-T-21), which
 * never lasts less than 300 ms (IEC-T-16). A car that sleeps is shown state F or an open wire
 * instead of the offer (IEC-W-01).
 */
final class Offer {
  private static final long LEAST_INTERVAL = 5 * SECOND;
  private static final long LEAST_X1 = 3 * SECOND;
  private static final long LEAST_STATE_F = 300 * MILLISECOND;
  private static final long STOP_GRACE = 6 * SECOND;
  private static final long LEAST_WIND_DOWN = 100 * MILLISECOND;
  private static final double NO_LOAD_AMPERES = 1;
  private static final int GREATEST_TENTHS = 510;

  private int tenths;
  private long changedAt = LONG_AGO;
  private long pwmSince = LONG_AGO;
  private long x1Since = LONG_AGO;
  private long stateFUntil = LONG_AGO;
  private boolean stateF;
  private boolean connected = true;

  boolean pwm() {
    return tenths > 0;
  }

  /** The offered current in tenths of an ampere; 0 in x1. */
  int tenths() {
    return tenths;
  }

  long changedAt() {
    return changedAt;
  }

  long pwmSince() {
    return pwmSince;
  }

  /** Whether what we drive hides the car: the plateau is ours alone. */
  boolean blind() {
    return stateF || !connected;
  }

  /** Whether the pilot wire is whole; it is opened only to wake a car (IEC-W-01). */
  boolean pilotConnected() {
    return connected;
  }

  double dutyPercent() {
    return stateF ? 0 : dutyPercent(tenths);
  }

  /**
   * The duty that says this current, rounded down to hundredths of a percent, so that the car is
   * never told more than the limit (IEC-CP-05); 100 (no PWM) below 6 A.
   */
  static double dutyPercent(int tenths) {
    if (tenths < Interlocks.LEAST_OFFER_TENTHS) {
      return 100;
    }
    int hundredths = Math.min(tenths, GREATEST_TENTHS) * 50 / 3;
    return hundredths / 100.0;
  }

  /**
   * Whether the car may still be ramping down after the end of PWM: until it draws less than 1 A,
   * and at most 6 s (IEC-T-10, IEC-T-11, CT-03).
   */
  boolean windingDown(double greatestAmperes, long now, Pace pace) {
    if (tenths > 0) {
      return false;
    }
    long waited = now - x1Since;
    if (waited >= STOP_GRACE) {
      return false;
    }
    if (waited < LEAST_WIND_DOWN) {
      pace.by(x1Since + LEAST_WIND_DOWN);
      return true;
    }
    pace.by(x1Since + STOP_GRACE);
    return !(greatestAmperes < NO_LOAD_AMPERES);
  }

  /** The car is to be told of a fault that has just ended its charge (IEC-T-21). */
  void tellFault(long stateFNanos, long now) {
    if (stateFNanos > 0) {
      beginStateF(now, now + stateFNanos);
    }
  }

  /**
   * Follows the interlocks.
   *
   * @param signal what a sleeping car is shown instead
   */
  void follow(boolean offered, int limitTenths, WakeUp.Signal signal, long now, Pace pace) {
    show(signal, now, pace);
    if (!offered || stateF || signal != WakeUp.Signal.NONE) {
      end(now);
    } else if (tenths == 0) {
      begin(limitTenths, now, pace);
    } else if (limitTenths < tenths) {
      change(limitTenths, now);
    } else if (limitTenths > tenths) {
      if (now - changedAt >= LEAST_INTERVAL) {
        change(limitTenths, now);
      } else {
        pace.by(changedAt + LEAST_INTERVAL);
      }
    }
  }

  private void show(WakeUp.Signal signal, long now, Pace pace) {
    if (signal == WakeUp.Signal.STATE_F) {
      if (!stateF) {
        beginStateF(now, now + LEAST_STATE_F);
      }
    } else if (stateF && now >= stateFUntil) {
      stateF = false;
      changedAt = now;
    }
    if (stateF && now < stateFUntil) {
      pace.by(stateFUntil);
      pace.moving();
    }
    boolean whole = signal != WakeUp.Signal.INTERRUPTION;
    if (whole != connected) {
      connected = whole;
      changedAt = now;
    }
  }

  private void beginStateF(long now, long until) {
    stateF = true;
    stateFUntil = until;
    changedAt = now;
  }

  private void end(long now) {
    if (tenths > 0) {
      x1Since = now;
      change(0, now);
    }
  }

  private void begin(int limitTenths, long now, Pace pace) {
    if (now - x1Since >= LEAST_X1) {
      pwmSince = now;
      change(limitTenths, now);
    } else {
      pace.by(x1Since + LEAST_X1);
    }
  }

  private void change(int toTenths, long now) {
    tenths = toTenths;
    changedAt = now;
  }
}
