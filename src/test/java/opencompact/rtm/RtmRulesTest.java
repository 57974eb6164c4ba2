package opencompact.rtm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Consumer;
import opencompact.catalogue.Fault;
import opencompact.catalogue.Limit;
import opencompact.quantity.Amperes;
import org.junit.jupiter.api.Test;

/** What the RTM as a whole decides: when it tells, whom it believes, and which limit rules. */
class RtmRulesTest {
  private static final long MS = Board.MS;

  private static boolean due(Board board, long afterMs) {
    board.now += afterMs * MS;
    return board.rtm.step(board.signals, board.now, board.drive);
  }

  /** An idle board that has just told everything. */
  private static Board told(Board board) {
    board.hostAlive = false;
    board.rtm.hear(new RtmCommand.HostGrants(Grant.NOTHING), board.now);
    due(board, 1000);
    return board;
  }

  @Test
  void a_report_is_due_each_second_and_not_a_nanosecond_sooner() {
    Board board = told(Board.tethered());
    assertThat(due(board, 999)).isFalse();
    assertThat(board.rtm.deadline()).isEqualTo(board.now + MS);
    board.now += MS - 2;
    assertThat(due(board, 0)).isFalse();
    board.now += 2;
    assertThat(due(board, 0)).isTrue();
    assertThat(due(board, 1)).as("told once").isFalse();
  }

  private static void changes(String what, Board board, Consumer<Board> change) {
    told(board);
    assertThat(due(board, 1)).as("before " + what).isFalse();
    change.accept(board);
    assertThat(due(board, 1)).as(what).isTrue();
    assertThat(due(board, 1)).as("only once: " + what).isFalse();
  }

  @Test
  void whatever_is_discrete_is_told_at_once() {
    changes("a cover", Board.tethered(), b -> b.signals.mainCoverOpen = true);
    changes("the pin", Board.socketed(), b -> b.signals.lockedFeedback = true);
    changes("a closed pole", Board.tethered(), b -> b.signals.neutralLive = true);
    changes("the temperature's limit", Board.tethered(), b -> b.signals.celsius[0] = 75);
    changes(
        "another limit",
        Board.tethered(),
        b ->
            b.rtm.hear(
                new RtmCommand.HostGrants(new Grant(true, Amperes.of(20), Limit.GRID, false)),
                b.now));
    changes(
        "the same limit of another source",
        Board.tethered(),
        b ->
            b.rtm.hear(
                new RtmCommand.Configured(
                    new RtmSettings(false, 3, Amperes.of(33), false, true, 0, true)),
                b.now));
  }

  @Test
  void a_fresh_rtm_tells_nothing_before_it_has_found_out_where_it_stands_RST_3() {
    Board board = new Board(Board.tetheredSettings());
    board.signals.residualAcMilliamperes = 10;
    assertThat(due(board, 10)).as("the contacts are watched yet").isFalse();
    long start = board.now;
    while (!board.rtm.settled()) {
      boolean told = due(board, 10);
      boolean found = board.rtm.settled() || board.now - start >= 1000 * MS;
      assertThat(told).isEqualTo(found);
      if (told) {
        break;
      }
      assertThat(board.rtm.deadline()).isLessThanOrEqualTo(start + 1000 * MS);
    }
  }

  @Test
  void a_host_is_silent_after_five_seconds_and_not_after_4999_ms_PRT_10() {
    Board board = told(Board.tethered());
    long heard = board.now - 1000 * MS;
    board.now = heard + 4999 * MS;
    due(board, 0);
    assertThat(board.has(Fault.MISSING_HOST)).isFalse();
    assertThat(board.rtm.ruleDeadline()).isEqualTo(heard + 5000 * MS);
    due(board, 1);
    assertThat(board.has(Fault.MISSING_HOST)).isTrue();
    RtmReport.FaultRecord record = board.rtm.report().faults().getFirst();
    assertThat(record.measured()).isEqualTo(5);
    assertThat(record.threshold()).isEqualTo(5);
    assertThat(record.detection().toMillis()).isEqualTo(5000);
    assertThat(record.sentence())
        .isEqualTo("The main controller was silent for 5 s; 5 s are permitted.");
    assertThat(board.rtm.faultWord()).isEqualTo(Fault.MISSING_HOST.bit());
    board.rtm.hear(new RtmCommand.HostGrants(Grant.NOTHING), board.now);
    due(board, 1);
    assertThat(board.rtm.faultWord()).isZero();
  }

  @Test
  void a_host_never_heard_is_silent_five_seconds_after_the_start_PRT_10() {
    Board board = new Board(Board.tetheredSettings());
    board.hostAlive = false;
    board.run(10);
    board.run(4990);
    assertThat(board.has(Fault.MISSING_HOST)).isFalse();
    board.run(10);
    assertThat(board.has(Fault.MISSING_HOST)).isTrue();
  }

  @Test
  void a_grant_that_is_five_seconds_old_is_none_CHG_8() {
    Board board = Board.charging(false, 16);
    board.hostAlive = false;
    board.rtm.hear(new RtmCommand.HostGrants(board.grant), board.now);
    board.run(4990);
    assertThat(board.rtm.report().pwm()).isTrue();
    assertThat(board.rtm.report().ruling()).isEqualTo(Limit.FUSE);
    board.run(10);
    assertThat(board.rtm.report().pwm()).isFalse();
    assertThat(board.rtm.report().ruling()).as("no host's limit").isEqualTo(Limit.DEVICE);
  }

  @Test
  void a_person_at_the_station_counts_more_than_the_back_office_in_the_same_step_FLT_02() {
    Board board = Board.charging(false, 16);
    board.signals.residualAcMilliamperes = 200;
    board.run(100);
    board.signals.residualAcMilliamperes = 0;
    board.run(100);
    board.rtm.hear(new RtmCommand.FaultsCleared(true), board.now);
    board.run(10);
    assertThat(board.has(Fault.RCD)).as("from afar, plugged").isTrue();
    board.rtm.hear(new RtmCommand.FaultsCleared(false), board.now);
    board.rtm.hear(new RtmCommand.FaultsCleared(true), board.now);
    board.run(10);
    assertThat(board.has(Fault.RCD)).isFalse();
  }

  @Test
  void a_wish_to_clear_is_used_up_by_the_step_that_hears_it_FLT_02() {
    for (boolean remotely : new boolean[] {true, false}) {
      Board board = Board.tethered();
      board.rtm.hear(new RtmCommand.FaultsCleared(remotely), board.now);
      board.run(10);
      board.signals.serviceCoverOpen = true;
      board.run(10);
      board.signals.serviceCoverOpen = false;
      board.run(100);
      assertThat(board.has(Fault.TAMPER_SERVICE)).isTrue();
    }
  }

  @Test
  void without_a_lock_in_use_a_wish_to_unlock_does_not_end_the_charge_LK_05() {
    Board tethered = Board.charging(false, 16);
    tethered.rtm.hear(new RtmCommand.UnlockWanted(), tethered.now);
    tethered.run(1000);
    assertThat(tethered.rtm.report().pwm()).isTrue();

    RtmSettings unlocked = new RtmSettings(true, 1, Amperes.of(32), false, true, 0, false);
    Board board = new Board(unlocked).run(6000).charge(16);
    board.rtm.hear(new RtmCommand.UnlockWanted(), board.now);
    board.run(1000);
    assertThat(board.rtm.report().pwm()).isTrue();
  }

  @Test
  void a_wish_to_unlock_lasts_until_the_plug_is_out_or_no_longer_to_be_held_LK_06() {
    Board board = Board.charging(true, 16);
    board.rtm.hear(new RtmCommand.UnlockWanted(), board.now);
    board.run(60_000);
    assertThat(board.rtm.report().pwm()).as("wanted still").isFalse();
    board.grant(Grant.NOTHING).run(100);
    board.grant(16).run(12_000);
    assertThat(board.rtm.report().pwm()).as("held anew").isTrue();

    board.rtm.hear(new RtmCommand.UnlockWanted(), board.now);
    board.run(10_000);
    board.plug(Double.POSITIVE_INFINITY, 12).run(3000);
    board.plug(220, 9).run(12_000);
    assertThat(board.rtm.report().pwm()).as("a new plug").isTrue();
  }

  @Test
  void the_pin_is_withdrawn_without_power_only_where_that_is_configured_LK_04() {
    for (boolean active : new boolean[] {true, false}) {
      for (boolean wanted : new boolean[] {true, false}) {
        Board board =
            new Board(
                new RtmSettings(
                    true, 1, Amperes.of(32), false, true, 0, active, wanted, false, 300));
        board.run(10);
        assertThat(board.drive.unlocksWithoutPower).isEqualTo(active && wanted);
      }
    }
  }

  @Test
  void overcurrent_is_told_of_the_line_that_drew_most_OC_01() {
    double[][] amperes = {{20, 10, 10}, {10, 20, 10}, {10, 10, 20}, {20, 20, 10}};
    String[] lines = {"L1", "L2", "L3", "L1"};
    for (int i = 0; i < 4; i++) {
      Board board = Board.charging(false, 16);
      System.arraycopy(amperes[i], 0, board.signals.amperes, 0, 3);
      board.untilFault(Fault.OVERCURRENT, 8000);
      RtmReport.FaultRecord record = board.rtm.report().faults().getFirst();
      assertThat(record.where()).isEqualTo(lines[i]);
      assertThat(record.measured()).isEqualTo(20);
      assertThat(record.threshold()).isCloseTo(17.6, within(0.01));
      assertThat(record.detection().toMillis()).isBetween(5_990L, 6_300L);
    }
  }

  @Test
  void the_hotter_sensor_counts_and_is_named_PRT_11() {
    for (int sensor = 0; sensor < 2; sensor++) {
      Board board = Board.tethered();
      board.signals.celsius[sensor] = 80;
      board.run(2100);
      RtmReport.FaultRecord record = board.rtm.report().faults().getFirst();
      assertThat(record.fault()).isEqualTo(Fault.TEMPERATURE);
      assertThat(record.where()).isEqualTo(sensor == 0 ? "L1-L2" : "L1-N");
      assertThat(record.measured()).isEqualTo(80);
      assertThat(record.threshold()).isEqualTo(79);
      assertThat(record.detection().toMillis()).isEqualTo(2000);
      board.signals.celsius[sensor] = 69;
      board.run(10);
      board.rtm.hear(new RtmCommand.FaultsCleared(false), board.now);
      board.run(10);
      assertThat(board.has(Fault.TEMPERATURE)).as("69 °C are not below 69 °C").isTrue();
      board.signals.celsius[sensor] = 68.9;
      board.run(10);
      board.rtm.hear(new RtmCommand.FaultsCleared(false), board.now);
      board.run(10);
      assertThat(board.has(Fault.TEMPERATURE)).isFalse();
    }
  }

  @Test
  void a_simplified_pilot_is_offered_10_A_only_where_that_is_configured_IEC_CP_06() {
    for (boolean capped : new boolean[] {true, false}) {
      RtmSettings settings =
          new RtmSettings(false, 3, Amperes.of(32), false, true, 0, true, true, capped, 300);
      Board board = new Board(settings).run(6000).grant(16);
      board.carVolts = 6;
      board.run(5000);
      assertThat(board.rtm.report().offered()).isEqualTo(Amperes.of(capped ? 10 : 16));
      board.grant(8).run(1000);
      assertThat(board.rtm.report().offered()).as("less is less").isEqualTo(Amperes.of(8));
    }
  }

  @Test
  void the_least_limit_rules_and_a_tie_is_told_under_the_lower_code_LIM_1() {
    Board board = Board.charging(true, 16);
    assertThat(board.rtm.report().ruling()).isEqualTo(Limit.FUSE);
    board.grant(new Grant(true, Amperes.of(32), Limit.GRID, true)).run(10);
    assertThat(board.rtm.report().ruling()).as("all are 32 A").isEqualTo(Limit.DEVICE);
    board.signals.celsius[0] = 75;
    board.grant(new Grant(true, Amperes.of(24), Limit.GRID, true)).run(10);
    assertThat(board.rtm.report().ruling()).as("24 A both").isEqualTo(Limit.TEMPERATURE);
    board.grant(new Grant(true, Amperes.ofTenths(239), Limit.GRID, true)).run(10);
    assertThat(board.rtm.report().ruling()).as("23.9 A").isEqualTo(Limit.GRID);
    assertThat(board.rtm.report().temperatureLimit()).isEqualTo(Amperes.of(24));
    assertThat(board.rtm.report().cable()).isEqualTo(Amperes.of(32));
  }

  @Test
  void what_is_driven_is_what_is_reported_IEC_CP_05() {
    Board board = Board.charging(true, 16);
    assertThat(board.rtm.report().contactorClosed()).isTrue();
    assertThat(board.rtm.report().locked()).isTrue();
    assertThat(board.rtm.report().offered()).isEqualTo(Amperes.of(16));
    board.signals.hardwareTrip = true;
    board.run(20);
    assertThat(board.rtm.report().contactorClosed()).isFalse();
    Board tethered = Board.tethered();
    tethered.signals.lockedFeedback = true;
    tethered.run(10);
    assertThat(tethered.rtm.report().locked()).as("a tethered station has no lock").isFalse();
    tethered.neutralStuck = true;
    tethered.run(20);
    assertThat(tethered.rtm.report().contactorClosed()).as("measured closed").isTrue();
  }

  @Test
  void an_unreadable_cable_is_told_500_ms_after_an_attempt_PRT_9() {
    Board board = Board.socketed().plug(20, 9).run(5000);
    assertThat(board.has(Fault.PP)).as("nobody wants to charge").isFalse();
    board.grant(new Grant(false, Amperes.NONE, Limit.FUSE, true));
    assertThat(board.untilFault(Fault.PP, 2000)).isEqualTo(510);
    RtmReport.FaultRecord record = board.rtm.report().faults().getFirst();
    assertThat(record.measured()).isEqualTo(20);
    assertThat(record.detection().toMillis()).isEqualTo(500);

    Board energise = Board.socketed().plug(20, 9).run(5000);
    energise.grant(new Grant(true, Amperes.of(16), Limit.FUSE, false));
    assertThat(energise.untilFault(Fault.PP, 2000)).isEqualTo(510);
  }

  @Test
  void a_missing_diode_and_a_disturbed_pilot_say_what_was_measured_PRT_8_PRT_7() {
    Board board = Board.tethered().grant(16);
    board.diode = false;
    board.carVolts = 9;
    board.untilFault(Fault.DIODE, 3000);
    RtmReport.FaultRecord diode = board.rtm.report().faults().getFirst();
    assertThat(diode.measured()).isEqualTo(-9);
    assertThat(diode.threshold()).isEqualTo(-10);

    Board disturbed = Board.tethered();
    disturbed.carVolts = 0.5;
    disturbed.untilFault(Fault.CP_STATE, 3000);
    assertThat(disturbed.rtm.report().faults().getFirst().measured()).isEqualTo(0.5);
  }

  @Test
  void a_neutral_above_earth_says_how_much_and_where_PEN_01() {
    Board board = Board.tethered();
    board.signals.neutralToEarthVolts = 75;
    board.untilFault(Fault.NEUTRAL, 6000);
    RtmReport.FaultRecord record = board.rtm.report().faults().getFirst();
    assertThat(record.measured()).isEqualTo(75);
    assertThat(record.threshold()).isEqualTo(70);
    assertThat(record.where()).isEqualTo("N");
    assertThat(record.detection().toMillis()).isEqualTo(4000);

    Board swapped = new Board(Board.tetheredSettings());
    swapped.signals.neutralToEarthVolts = 230;
    swapped.signals.lineToEarthVolts[0] = 2;
    swapped.untilFault(Fault.NEUTRAL, 1000);
    assertThat(swapped.rtm.report().faults().getFirst().sentence())
        .startsWith("L1 and N are exchanged");
  }

  @Test
  void each_stuck_pole_is_named_and_the_relay_with_all_of_them_CT_04() {
    Board welded = Board.charging(false, 16);
    welded.lineStuck = true;
    welded.neutralStuck = true;
    welded.carVolts = 9;
    welded.untilOpen(1000);
    welded.run(1100);
    assertThat(welded.rtm.faultWord())
        .isEqualTo(
            Fault.word(Fault.LINE_STUCK_CLOSED, Fault.NEUTRAL_STUCK_CLOSED, Fault.POWER_RELAY));
    for (RtmReport.FaultRecord record : welded.rtm.report().faults()) {
      assertThat(record.where())
          .isEqualTo(
              switch (record.fault()) {
                case POWER_RELAY -> "L1, L2, L3 and N";
                case LINE_STUCK_CLOSED -> "L1, L2 and L3";
                default -> "N";
              });
      assertThat(record.detection().toMillis()).isEqualTo(750);
    }

    Board stuck = Board.tethered().grant(16);
    stuck.lineStuck = false;
    stuck.carVolts = 6;
    stuck.untilClosed(5000);
    stuck.run(1100);
    assertThat(stuck.rtm.faultWord())
        .isEqualTo(Fault.word(Fault.LINE_STUCK_OPEN, Fault.POWER_RELAY));
  }

  @Test
  void a_leak_says_how_much_and_which_kind_PRT_1_PRT_4() {
    Board ac = Board.charging(false, 16);
    ac.signals.residualAcMilliamperes = 45;
    ac.untilOpen(1000);
    assertThat(ac.rtm.faultWord()).isEqualTo(Fault.RCD.bit());
    RtmReport.FaultRecord leak = ac.rtm.report().faults().getFirst();
    assertThat(leak.sentence())
        .isEqualTo("The residual current was 45.0 mA AC; from 30 mA it trips.");
    assertThat(leak.detection().toMillis()).isPositive();

    Board dc = Board.charging(false, 16);
    dc.signals.residualDcMilliamperes = 45;
    dc.untilOpen(10_000);
    assertThat(dc.rtm.faultWord()).isEqualTo(Fault.word(Fault.RCD, Fault.RCD_DC));
    for (RtmReport.FaultRecord record : dc.rtm.report().faults()) {
      assertThat(record.sentence())
          .isEqualTo("The residual current was 45.0 mA DC; from 6 mA it trips.");
      assertThat(record.detection().toMillis()).isPositive();
    }
  }

  @Test
  void a_leak_below_its_time_keeps_its_fault_from_being_cleared_FLT_02() {
    Board board = Board.charging(false, 16);
    board.signals.residualAcMilliamperes = 200;
    board.run(100);
    board.signals.residualAcMilliamperes = 30;
    board.run(10);
    board.rtm.hear(new RtmCommand.FaultsCleared(false), board.now);
    board.run(10);
    assertThat(board.has(Fault.RCD)).isTrue();

    Board dc = Board.charging(false, 16);
    dc.signals.residualDcMilliamperes = 300;
    dc.run(100);
    dc.signals.residualDcMilliamperes = 6;
    dc.run(10);
    dc.rtm.hear(new RtmCommand.FaultsCleared(false), dc.now);
    dc.run(10);
    assertThat(dc.rtm.faultWord()).isEqualTo(Fault.word(Fault.RCD, Fault.RCD_DC));
  }

  @Test
  void a_sensor_whose_dc_half_is_dead_is_told_with_the_dc_reading_RCD_03() {
    Board board = new Board(Board.tetheredSettings());
    while (!board.drive.residualTest && board.ms() < 5000) {
      board.run(10);
    }
    board.signals.residualDcMilliamperes = 0;
    board.untilFault(Fault.RCD_DC, 3000);
    assertThat(board.rtm.report().faults().getFirst().sentence())
        .contains("DC of its test current, and 6 mA are the least");
  }
}
