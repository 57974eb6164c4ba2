package opencompact.storm;

import java.util.List;
import opencompact.host.profile.Oracle;
import opencompact.memory.InstalledProfile;
import opencompact.memory.OpenTransaction;
import opencompact.rtm.Drive;
import opencompact.sim.Yard;

/**
 * The pilot never says more than the charging profiles allow, judged by brute force and on the
 * bench's own truth; a change may take a second to get there (LIM-1, OCPP-SC-09, OCPP-SC-17).
 */
final class ProfileLaw {
  private static final long GRACE_NANOS = 1_100_000_000;

  private final int phases;
  private long overSince = -1;

  private List<InstalledProfile> profiles = List.of();
  private long judged = -1;
  private int transaction;
  private int tenths = -1;
  private int ruled;

  ProfileLaw(int phases) {
    this.phases = phases;
  }

  void check(Yard yard) {
    OpenTransaction open = yard.open();
    if (!yard.powered() || open == null || yard.profiles().isEmpty()) {
      overSince = -1;
      return;
    }
    Drive drive = yard.drive();
    boolean offers = drive.dutyPercent > 8 && drive.dutyPercent < 100;
    double offered = offers ? drive.dutyPercent * 0.6 : 0;
    int most = allowed(yard, open);
    if (most < 0 || offered <= most / 10.0 + 0.06) {
      ruled += offers && most >= 0 && offered > most / 10.0 - 0.2 ? 1 : 0;
      overSince = -1;
    } else if (overSince < 0) {
      overSince = yard.now();
    } else if (yard.now() - overSince > GRACE_NANOS) {
      throw new AssertionError(
          "offers "
              + offered
              + " A where profiles allow "
              + most / 10.0
              + " A: "
              + yard.profiles());
    }
  }

  /** How often a profile was seen to rule; a storm in which none does says nothing about them. */
  int ruled() {
    return ruled;
  }

  /** What brute force says for this second; it is asked once for each. */
  private int allowed(Yard yard, OpenTransaction open) {
    long second = yard.wall().getEpochSecond();
    if (second != judged || open.number() != transaction || !yard.profiles().equals(profiles)) {
      judged = second;
      transaction = open.number();
      profiles = yard.profiles();
      long began = Math.floorDiv(open.start().at().wallMillis(), 1000L);
      tenths = new Oracle(profiles, phases).tenths(transaction, began, second);
    }
    return tenths;
  }
}
