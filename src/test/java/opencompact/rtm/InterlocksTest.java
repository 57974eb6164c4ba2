package opencompact.rtm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The ladder over every combination of what it looks at: a hundred million situations. */
class InterlocksTest {

  @Test
  void no_situation_closes_offers_or_releases_against_the_law_CHG_4_CHG_6_CT_01() {
    Situation s = new Situation();
    Interlocks interlocks = new Interlocks();
    long starts = 0;
    long stays = 0;
    for (Pilot pilot : Pilot.values()) {
      for (int limit = 59; limit <= 60; limit++) {
        s.pilot = pilot;
        s.limitTenths = limit;
        for (int bits = 0; bits < 1 << 23; bits++) {
          fill(s, bits);
          interlocks.settle(s);
          if (!lawful(s, interlocks)) {
            throw new AssertionError("unlawful at " + pilot + ", " + limit + ", " + bits);
          }
          starts += interlocks.close && !s.contactorClosed ? 1 : 0;
          stays += interlocks.close && s.contactorClosed ? 1 : 0;
        }
      }
    }
    assertThat(starts).as("situations that close").isPositive();
    assertThat(stays).as("situations that stay closed").isGreaterThan(starts);
  }

  private static void fill(Situation s, int bits) {
    s.socketed = (bits & 1) != 0;
    s.lockActive = (bits & 1 << 1) != 0;
    s.ventilationAllowed = (bits & 1 << 2) != 0;
    s.plugged = (bits & 1 << 3) != 0;
    s.cableSteady = (bits & 1 << 4) != 0;
    s.lockedNow = (bits & 1 << 5) != 0;
    s.lockedLong = (bits & 1 << 6) != 0;
    s.diodeSeen = (bits & 1 << 7) != 0;
    s.grantFresh = (bits & 1 << 8) != 0;
    s.energise = (bits & 1 << 9) != 0;
    s.holdCable = (bits & 1 << 10) != 0;
    s.releaseWanted = (bits & 1 << 11) != 0;
    s.stoppingFault = (bits & 1 << 12) != 0;
    s.emergency = (bits & 1 << 13) != 0;
    s.hardwareTrip = (bits & 1 << 14) != 0;
    s.voltageInWindow = (bits & 1 << 15) != 0;
    s.pwm = (bits & 1 << 16) != 0;
    s.windingDown = (bits & 1 << 17) != 0;
    s.contactorClosed = (bits & 1 << 18) != 0;
    s.measuredClosed = (bits & 1 << 19) != 0;
    s.provenOpen = (bits & 1 << 20) != 0;
    s.rested = (bits & 1 << 21) != 0;
    s.sensorProven = (bits & 1 << 22) != 0;
  }

  private static boolean lawful(Situation s, Interlocks i) {
    boolean ready = s.pilot == Pilot.C || (s.pilot == Pilot.D && s.ventilationAllowed);
    boolean granted = s.grantFresh && s.energise && !s.releaseWanted && s.limitTenths >= 60;
    boolean locked = !s.socketed || !s.lockActive || (s.lockedNow && s.lockedLong && i.hold);
    boolean cable = !s.socketed || s.cableSteady;
    boolean sound = !s.emergency && !s.hardwareTrip;
    boolean connected = s.pilot == Pilot.B || ready;

    boolean offerLawful = !i.offer || (granted && locked && cable && connected && !s.stoppingFault);
    boolean startLawful =
        granted
            && !s.stoppingFault
            && s.pwm
            && s.diodeSeen
            && s.rested
            && s.provenOpen
            && s.sensorProven
            && s.voltageInWindow;
    boolean stayLawful = s.contactorClosed && sound && (s.pwm || s.windingDown);
    boolean closeLawful =
        !i.close || (ready && locked && cable && !s.hardwareTrip && (startLawful || stayLawful));
    boolean live = s.contactorClosed || s.measuredClosed;
    boolean releaseLawful = !i.release || (!i.hold && !live && s.provenOpen);
    boolean holdLawful = i.hold || !(s.socketed && s.lockActive && live);
    return offerLawful && closeLawful && releaseLawful && holdLawful;
  }
}
