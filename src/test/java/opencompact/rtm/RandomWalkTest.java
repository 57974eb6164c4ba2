package opencompact.rtm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import opencompact.catalogue.Fault;
import opencompact.catalogue.Limit;
import opencompact.quantity.Amperes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals, grants and commands walk at random for hours; the laws are checked after every step. */
class RandomWalkTest {
  private static final int STEPS = 4_000;
  private static final int POWER_CYCLES = 150;
  private static final int ORDERLY =
      Fault.MISSING_HOST.bit() | Fault.TEMPERATURE.bit() | Fault.EXTERNAL_METER.bit();
  private static final int STOPPING = stopping();

  private static int stopping() {
    int word = 0;
    for (Fault fault : Fault.values()) {
      word |= fault.stopsCharging() ? fault.bit() : 0;
    }
    return word;
  }

  @ParameterizedTest
  @CsvSource({"true, 1", "true, 2", "false, 3", "false, 4"})
  void current_flows_only_as_the_law_says_CHG_4_CHG_6_LIM_1(boolean socketed, long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    int closings = 0;
    for (int cycle = 0; cycle < POWER_CYCLES; cycle++) {
      closings += walk(socketed, chance);
    }
    assertThat(closings).as("the walk closes now and then").isGreaterThan(100);
  }

  /** From power-up to power cut, for some faults end no other way; the number of closings. */
  private static int walk(boolean socketed, SplittableRandom chance) {
    Board board = new Board(socketed ? Board.socketedSettings() : Board.tetheredSettings());
    board.plug(220, 9).grant(16);
    long readyAt = Long.MIN_VALUE / 2;
    long soundAt = Long.MIN_VALUE / 2;
    int closings = 0;
    boolean wasClosed = false;
    for (int i = 0; i < STEPS; i++) {
      disturb(board, chance, socketed);
      boolean feedback = board.signals.lockedFeedback;
      boolean seesCar = board.drive.dutyPercent != 0;
      double high = board.signals.pilotHighVolts;
      double heat = Math.max(board.signals.celsius[0], board.signals.celsius[1]);
      boolean live = board.signals.lineLive[0];
      board.run(10);
      long now = board.ms();
      if (seesCar && high > 4.3 && high < 7.7) {
        readyAt = now;
      }
      long grantedAt = board.energisedAt / Board.MS;
      require(!live || board.drive.lockMotor != Drive.LockMotor.UNLOCK, "no unlock under load", i);
      double duty = board.drive.dutyPercent;
      if (duty < 100 && duty > 0) {
        int most = Math.min(board.grant.limit().tenths(), Derating.curve(heat));
        require(duty * 6 >= 60 - 1e-9 && duty * 6 <= most + 1e-9, "the offer's bounds", i);
      }
      if (i % 10 == 0 || board.closed()) {
        RtmReport report = board.rtm.report();
        require(report.limit().atLeast(report.offered()), "the least limit rules", i);
        int stopping = report.faultWord() & STOPPING;
        soundAt = stopping == 0 ? now : soundAt;
        if (board.closed()) {
          require(!socketed || feedback, "locked", i);
          require(now - readyAt < 400, "the car asks", i);
          require(now - grantedAt < 5000 + 6100, "granted", i);
          require((stopping & ~ORDERLY) == 0, "no emergency", i);
          require(now - soundAt < 6100, "an orderly end takes six seconds", i);
          require(report.pilot() == Pilot.C, "state C", i);
          closings += wasClosed ? 0 : 1;
        }
      }
      wasClosed = board.closed();
    }
    return closings;
  }

  private static void require(boolean lawful, String law, int step) {
    if (!lawful) {
      throw new AssertionError(law + ", broken at step " + step);
    }
  }

  private static void disturb(Board board, SplittableRandom chance, boolean socketed) {
    board.duties.clear();
    if (chance.nextInt(200) != 0) {
      return;
    }
    Signals s = board.signals;
    switch (chance.nextInt(30)) {
      case 0 -> board.carVolts = 12;
      case 1, 2 -> board.carVolts = 9;
      case 3, 4, 5, 6, 7 -> board.carVolts = 6;
      case 8 -> board.carVolts = chance.nextInt(4) == 0 ? 3 : 0;
      case 9 -> s.proximityOhms = chance.nextInt(12) == 0 ? 1e9 : 680;
      case 10, 11 -> s.proximityOhms = 220;
      case 12 -> s.lockedFeedback = socketed && chance.nextInt(4) != 0;
      case 13 -> board.lockWorks = chance.nextInt(8) != 0;
      case 14 -> board.hostAlive = chance.nextInt(8) != 0;
      case 15, 16, 17 -> board.grant(6 + chance.nextInt(27));
      case 18 -> board.grant(chance.nextInt(8));
      case 19 -> board.grant(new Grant(chance.nextBoolean(), Amperes.of(16), Limit.GRID, true));
      case 20 -> s.supplyVolts[0] = chance.nextInt(6) == 0 ? 200 : 230;
      case 21 -> s.celsius[0] = chance.nextInt(6) == 0 ? 79.5 : 60 + chance.nextInt(18);
      case 22 -> board.current(chance.nextInt(board.closed() ? 20 : 1));
      case 23 -> s.residualAcMilliamperes = chance.nextInt(8) == 0 ? 40 : 2;
      case 24 -> board.diode = chance.nextInt(6) != 0;
      case 25, 26 -> board.rtm.hear(new RtmCommand.FaultsCleared(chance.nextBoolean()), board.now);
      case 27 -> board.rtm.hear(new RtmCommand.UnlockWanted(), board.now);
      case 28 -> s.hardwareTrip = chance.nextInt(12) == 0;
      default -> board.rtm.hear(new RtmCommand.ExternalMeter(chance.nextInt(6) == 0), board.now);
    }
    s.pilotHighVolts = board.drive.dutyPercent == 0 ? -12 : board.carVolts;
  }
}
