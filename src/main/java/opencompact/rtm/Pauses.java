package opencompact.rtm;

import static opencompact.rtm.Span.LONG_AGO;
import static opencompact.rtm.Span.SECOND;

import opencompact.catalogue.Limit;

/**
 * The ends of the offer that the car has not asked for: how many it has borne in this plug-in
 * (IEC-W-02), and how soon current is offered again after one (IEC-T-20). A pause by load
 * management lasts a minute at least, one for want of current after the eighth pause ten minutes; a
 * fault that opened the contacts, and a car refused for want of ventilation, wait 30 s. Every other
 * pause, one by a charging profile above all, ends as soon as the pilot may (IEC-T-13); the
 * contacts themselves rest five seconds after any opening (CT-05).
 */
final class Pauses {
  /** After so many some cars give up on the station. */
  static final int BEARABLE = 8;

  private static final long AFTER_LOAD_MANAGEMENT = 60 * SECOND;
  private static final long AFTER_TOO_MANY = 600 * SECOND;
  private static final long AFTER_FAULT = 30 * SECOND;
  private static final long AFTER_VENTILATION = 30 * SECOND;

  private int count;
  private long since = LONG_AGO;
  private boolean ventilationRefused;
  private long againAt = LONG_AGO;
  private RtmReport.Delay reason = RtmReport.Delay.NONE;
  private boolean waiting;

  /** The pauses in this plug-in, the present one included. */
  int count() {
    return count;
  }

  /** What the offer waits for, although nothing else stands against it. */
  RtmReport.Delay reason() {
    return waiting ? reason : RtmReport.Delay.NONE;
  }

  /** When it comes, in uptime; 0 while it does not wait. */
  long offerFrom() {
    return waiting ? againAt : 0;
  }

  void unplugged() {
    count = 0;
    ventilationRefused = false;
    againAt = LONG_AGO;
    waiting = false;
  }

  /**
   * Follows what the interlocks have settled.
   *
   * @param ruling the least limit
   * @return whether current may be offered as far as pauses are concerned
   */
  boolean follow(Situation s, Interlocks i, Limit ruling, long now, Pace pace) {
    boolean faulty = s.stoppingFault || s.hardwareTrip;
    boolean refused = s.pilot == Pilot.D && !s.ventilationAllowed;
    if (s.pwm && !i.offer && s.pilot.ready() && !faulty && !refused) {
      count++;
      since = now;
    }
    boolean little = s.limitTenths < Interlocks.LEAST_OFFER_TENTHS;
    if (s.pwm && i.offer) {
      since = LONG_AGO;
    } else if (since != LONG_AGO && little && s.energise && s.grantFresh) {
      if (ruling == Limit.TRANSFORMER) {
        until(since + AFTER_LOAD_MANAGEMENT, RtmReport.Delay.AFTER_LOAD_MANAGEMENT);
      }
      if (count > BEARABLE) {
        until(since + AFTER_TOO_MANY, RtmReport.Delay.SPARING_THE_CAR);
      }
    }
    if (s.contactorClosed && !i.close && faulty) {
      until(now + AFTER_FAULT, RtmReport.Delay.AFTER_FAULT);
    }
    if (ventilationRefused && !refused) {
      until(now + AFTER_VENTILATION, RtmReport.Delay.AFTER_VENTILATION);
    }
    ventilationRefused = refused;
    waiting = i.offer && !s.pwm && now < againAt;
    if (waiting) {
      pace.by(againAt);
    }
    return !waiting;
  }

  private void until(long then, RtmReport.Delay why) {
    if (then > againAt) {
      againAt = then;
      reason = why;
    }
  }
}
