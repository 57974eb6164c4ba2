package opencompact.rtm;

/**
 * The safety interlocks, as one ladder of conditions: the whole decision about when current may
 * flow (CHG-4, CHG-6, CT-01, LK-01, LK-02). Pure: same situation, same answers. No sequence is
 * written anywhere; "lock, offer, close" and "end the offer, open, unlock" follow from looking at
 * what is measured.
 */
final class Interlocks {
  /** Below 6 A there is no duty to offer with (IEC-CP-05). */
  static final int LEAST_OFFER_TENTHS = 60;

  /** Whether PWM shall offer current. */
  boolean offer;

  /** Whether the plug shall be held in the socket. */
  boolean hold;

  /** Whether the plug may be let go. */
  boolean release;

  /** Whether the contactor shall be closed. */
  boolean close;

  void settle(Situation s) {
    boolean lockable = s.socketed && s.lockActive;
    boolean ready = s.pilot == Pilot.C || (s.pilot == Pilot.D && s.ventilationAllowed);
    boolean connected = s.pilot == Pilot.B || ready;
    boolean authorised = s.grantFresh && s.energise && !s.releaseWanted;
    boolean enough = s.limitTenths >= LEAST_OFFER_TENTHS;
    boolean cable = !s.socketed || s.cableSteady;
    boolean healthy = !s.stoppingFault && !s.hardwareTrip;

    // Held until every pole is measured open: pulling a plug under load draws an arc (CHG-6,
    // LK-02).
    boolean wanted = s.grantFresh && s.holdCable && !s.releaseWanted && s.plugged;
    hold = lockable && (s.contactorClosed || s.measuredClosed || wanted);

    release = lockable && !hold && s.provenOpen;

    boolean locked = !lockable || (hold && s.lockedNow && s.lockedLong);

    offer = healthy && authorised && enough && connected && cable && locked;

    boolean start =
        offer
            && s.pwm
            && ready
            && s.diodeSeen
            && s.rested
            && s.provenOpen
            && s.sensorProven
            && s.voltageInWindow;

    // Closed contacts outlive the offer while the car ramps down, but nothing that makes them
    // unsafe.
    boolean stay =
        s.contactorClosed
            && (s.pwm || s.windingDown)
            && ready
            && cable
            && locked
            && !s.emergency
            && !s.hardwareTrip;

    close = start || stay;
  }
}
