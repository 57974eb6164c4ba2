package opencompact.storm;

import java.util.List;
import opencompact.rtm.Drive;
import opencompact.rtm.RtmReport;
import opencompact.rtm.Signals;
import opencompact.sim.Yard;

/**
 * What must hold on every bad day, checked after every appointment and against the bench's own
 * truth, not against what the station believes (CHG-4, CHG-6, LIM-1).
 */
final class Laws {
  private static final long MILLISECOND = 1_000_000;

  /** Leaving C must open within 100 ms (IEC-T-03, IEC-T-09); one step of slack for looking. */
  private static final long PILOT_GRACE = 110 * MILLISECOND;

  /** The contacts may outlive the transaction while the car ramps down (IEC-T-11). */
  private static final long STOP_GRACE = 6_300 * MILLISECOND;

  /** A voltage out of the window may last three seconds (VOL-01). */
  private static final long VOLTAGE_GRACE = 3_300 * MILLISECOND;

  /** A change of the cable's class opens within 100 ms to 3 s (PP-02); ours is quick. */
  private static final long CABLE_GRACE = 300 * MILLISECOND;

  private final boolean socketed;
  private final int phases;
  private long pilotLeft = -1;
  private long unauthorised = -1;
  private long voltageOut = -1;
  private long faulty = -1;

  Laws(boolean socketed, int phases) {
    this.socketed = socketed;
    this.phases = phases;
  }

  void check(Yard yard) {
    if (!yard.powered()) {
      pilotLeft = -1;
      unauthorised = -1;
      voltageOut = -1;
      faulty = -1;
      return;
    }
    long now = yard.now();
    Signals s = yard.signals();
    Drive d = yard.drive();
    boolean closed = d.contactorClosed;

    // The pin itself, for its switch may lie.
    boolean held = s.lockedFeedback && yard.bench().pinInPlace();
    require(!closed || !socketed || held, "contacts closed on an unlocked plug", yard);
    require(
        !closed || d.lockMotor != Drive.LockMotor.UNLOCK, "unlocking while contacts closed", yard);

    pilotLeft = lasting(pilotLeft, closed && !asksForEnergy(s, d), now);
    require(!older(pilotLeft, PILOT_GRACE, now), "contacts closed outside of state C", yard);

    boolean authorised =
        yard.granted() != null
            && yard.granted().grant().energise()
            && now - yard.granted().worldNanos() <= 5_000 * MILLISECOND;
    unauthorised = lasting(unauthorised, closed && !authorised, now);
    require(!older(unauthorised, STOP_GRACE, now), "current without a fresh grant", yard);

    voltageOut = lasting(voltageOut, closed && !voltageRight(s), now);
    require(!older(voltageOut, VOLTAGE_GRACE, now), "current at a wrong voltage", yard);

    RtmReport report = yard.report();
    faulty = lasting(faulty, closed && report != null && report.stopped(), now);
    require(!older(faulty, STOP_GRACE, now), "contacts closed with a stopping fault", yard);

    offers(yard, s, d);
    remembers(yard);
  }

  /**
   * The offer is at most every limit in force at that step, the bench's cable and heat included.
   */
  private void offers(Yard yard, Signals s, Drive d) {
    if (d.dutyPercent <= 8 || d.dutyPercent >= 100) {
      return;
    }
    double offered = d.dutyPercent * 0.6;
    double most = 32;
    if (socketed) {
      most = Math.min(most, cableInForce(cable(s.proximityOhms), yard.now()));
    }
    double heat = Math.max(s.celsius[0], s.celsius[1]);
    if (heat >= 72) {
      most = Math.min(most, Math.max(6, Math.sqrt(144.1 * Math.max(0, 79 - heat))));
    }
    if (yard.granted() != null) {
      most = Math.min(most, grantInForce(yard));
    }
    require(
        offered <= most + 0.06, "offers " + offered + " A where " + most + " A is allowed", yard);
  }

  private double previousGrant = 32;
  private double newestGrant = 32;
  private long newestAt;

  private double cableSeen;
  private double cableBefore;
  private long cableAt;

  /** What is read of a plug counts once it has lasted (PP-02). */
  private double cableInForce(double value, long now) {
    if (value != cableSeen) {
      cableBefore = Math.max(value, now - cableAt > CABLE_GRACE ? cableSeen : cableBefore);
      cableSeen = value;
      cableAt = now;
    }
    return now - cableAt > CABLE_GRACE ? cableSeen : Math.max(cableBefore, cableSeen);
  }

  /** A lowered grant must reach the pilot within one RTM step (CHG-7). */
  private double grantInForce(Yard yard) {
    double value = yard.granted().grant().limit().value();
    if (value != newestGrant) {
      previousGrant = newestGrant;
      newestGrant = value;
      newestAt = yard.now();
    }
    return yard.now() - newestAt <= 11 * MILLISECOND
        ? Math.max(previousGrant, newestGrant)
        : newestGrant;
  }

  /** Nothing flows that the journal does not know (OCPP-TX-04). */
  private void remembers(Yard yard) {
    boolean energise = yard.granted() != null && yard.granted().grant().energise();
    require(
        !energise || yard.open() != null,
        "energy is granted without a remembered transaction",
        yard);
  }

  private boolean asksForEnergy(Signals s, Drive d) {
    // C is nominally 6 V, D 3 V; the bands are those in which a station may decide either way.
    return s.pilotHighVolts < 7.8 && s.pilotHighVolts > 1.2;
  }

  private boolean voltageRight(Signals s) {
    for (int k = 0; k < phases; k++) {
      if (s.supplyVolts[k] < 206 || s.supplyVolts[k] > 254) {
        return false;
      }
    }
    return true;
  }

  private static double cable(double ohms) {
    if (ohms > 4500 || ohms < 70) {
      return 0;
    }
    return ohms > 1000 ? 20 : 32;
  }

  private static long lasting(long since, boolean wrong, long now) {
    return !wrong ? -1 : since < 0 ? now : since;
  }

  private static boolean older(long since, long grace, long now) {
    return since >= 0 && now - since > grace;
  }

  private static void require(boolean holds, String law, Yard yard) {
    if (!holds) {
      throw new AssertionError(
          "LAW BROKEN at "
              + yard.now() / 1e9
              + " s: "
              + law
              + "; "
              + yard.view().sentence()
              + List.of(yard.view().faults()));
    }
  }
}
