package opencompact.rtm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BooleanSupplier;
import opencompact.catalogue.Fault;
import opencompact.catalogue.Limit;
import opencompact.quantity.Amperes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each part of the RTM is asked in every step, and what it says is followed. */
class RtmPartsTest {
  private static final long MS = Board.MS;

  private static void clear(Board board, boolean remotely) {
    board.rtm.hear(new RtmCommand.FaultsCleared(remotely), board.now);
  }

  private static Board leaked(Board board) {
    board.signals.residualAcMilliamperes = 200;
    board.run(100);
    board.signals.residualAcMilliamperes = 0;
    return board.run(2000);
  }

  // ---------------------------------------------------------------- clearing

  @Test
  void a_residual_current_is_cleared_from_afar_where_surely_no_car_is_and_only_when_asked_FLT_02() {
    Board board = leaked(Board.tethered());
    assertThat(board.rtm.faultWord()).as("nobody has asked").isEqualTo(Fault.RCD.bit());
    clear(board, true);
    board.run(10);
    assertThat(board.rtm.faultWord()).isZero();
  }

  @Test
  void a_pilot_between_two_windows_may_hide_a_car_FLT_02() {
    Board board = leaked(Board.tethered());
    board.carVolts = 11;
    board.run(100);
    assertThat(board.rtm.report().plugged()).isFalse();
    clear(board, true);
    board.run(10);
    assertThat(board.has(Fault.RCD)).isTrue();
  }

  @Test
  void an_rtm_that_has_just_started_does_not_know_yet_whether_a_car_is_there_FLT_02() {
    Board board = leaked(Board.charging(false, 16));
    board.restart();
    board.carVolts = 12;
    clear(board, true);
    board.run(10);
    assertThat(board.rtm.settled()).isFalse();
    assertThat(board.rtm.faultWord() & Fault.RCD.bit()).isNotZero();
    board.run(1000);
    clear(board, true);
    board.run(10);
    assertThat(board.has(Fault.RCD)).isFalse();
  }

  // ---------------------------------------------------------------- pilot, plug, lock

  @ParameterizedTest
  @ValueSource(doubles = {0.5, -12})
  void a_short_relapse_of_a_pilot_begins_the_calm_anew_FLT_01_PRT_7(double volts) {
    Board board = Board.tethered();
    board.carVolts = volts;
    board.untilFault(Fault.CP_STATE, 3000);
    board.carVolts = 12;
    board.run(20_000);
    board.carVolts = volts;
    board.run(200);
    board.carVolts = 12;
    board.run(29_000);
    assertThat(board.has(Fault.CP_STATE)).isTrue();
    board.run(3000);
    assertThat(board.has(Fault.CP_STATE)).isFalse();
  }

  @Test
  void a_plug_is_seen_by_its_cable_alone_at_a_socket_PP_04() {
    Board board = Board.socketed();
    assertThat(board.rtm.report().plugged()).isFalse();
    board.plug(220, 12).run(1000);
    assertThat(board.rtm.report().plugged()).isTrue();
  }

  @Test
  void a_pin_that_leaves_its_place_opens_in_the_same_step_LK_03() {
    Board board = Board.charging(true, 16);
    assertThat(board.rtm.faultWord()).isZero();
    board.signals.lockedFeedback = false;
    board.run(10);
    assertThat(board.closed()).isFalse();
    assertThat(board.rtm.faultWord()).isEqualTo(Fault.LOCK.bit());
  }

  @Test
  void a_jammed_lock_is_tried_anew_once_the_fault_is_cleared_PRT_6() {
    Board board = Board.socketed();
    board.lockWorks = false;
    board.plug(220, 9).grant(16);
    board.untilFault(Fault.LOCK, 20_000);
    assertThat(board.drive.lockMotor).isEqualTo(Drive.LockMotor.REST);
    clear(board, false);
    board.run(20);
    assertThat(board.has(Fault.LOCK)).isFalse();
    assertThat(board.drive.lockMotor).isEqualTo(Drive.LockMotor.LOCK);
  }

  @Test
  void who_asks_to_unlock_is_not_made_to_wait_for_the_next_attempt_LK_06() {
    Board board = Board.charging(true, 16);
    board.unlockWorks = false;
    board.carVolts = 9;
    board.grant(Grant.NOTHING);
    board.untilFault(Fault.UNLOCK, 30_000);
    assertThat(board.rtm.faultWord()).isEqualTo(Fault.UNLOCK.bit());
    board.run(1000);
    assertThat(board.drive.lockMotor).isEqualTo(Drive.LockMotor.REST);
    board.rtm.hear(new RtmCommand.UnlockWanted(), board.now);
    board.run(10);
    assertThat(board.drive.lockMotor).isEqualTo(Drive.LockMotor.UNLOCK);
  }

  @Test
  void a_lock_that_is_switched_off_rests_at_once_LK_05() {
    Board board = Board.socketed();
    board.lockWorks = false;
    board.plug(220, 9).grant(16).run(1000);
    assertThat(board.drive.lockMotor).isEqualTo(Drive.LockMotor.LOCK);
    RtmSettings off = new RtmSettings(true, 1, Amperes.of(32), false, true, 0, false);
    board.rtm.hear(new RtmCommand.Configured(off), board.now);
    board.run(10);
    assertThat(board.drive.lockMotor).isEqualTo(Drive.LockMotor.REST);
  }

  @Test
  void a_held_plug_is_not_let_go_before_the_host_has_spoken_or_failed_to_RST_3() {
    for (boolean speaks : new boolean[] {true, false}) {
      Board board = new Board(Board.socketedSettings());
      board.hostAlive = false;
      board.signals.lockedFeedback = true;
      board.plug(220, 9);
      while (board.ms() < 4000) {
        board.run(10);
        assertThat(board.drive.lockMotor).isEqualTo(Drive.LockMotor.REST);
      }
      if (speaks) {
        board.grant(Grant.NOTHING).run(10);
        assertThat(board.has(Fault.MISSING_HOST)).isFalse();
      } else {
        board.untilFault(Fault.MISSING_HOST, 2000);
        board.run(10);
      }
      assertThat(board.drive.lockMotor).isEqualTo(Drive.LockMotor.UNLOCK);
    }
  }

  // ---------------------------------------------------------------- faults

  @Test
  void what_the_power_stage_did_by_itself_is_explained_in_the_same_step_PRT_1() {
    Board board = Board.charging(false, 16);
    board.signals.residualAcMilliamperes = 20;
    board.signals.hardwareTrip = true;
    board.run(10);
    assertThat(board.rtm.faultWord()).isEqualTo(Fault.RCD.bit());
  }

  @Test
  void calibration_and_external_meter_are_faults_for_as_long_as_they_fail_PRT_14_PRT_18() {
    Board board = Board.tethered();
    board.signals.calibrationValid = false;
    board.run(10);
    assertThat(board.rtm.faultWord()).isEqualTo(Fault.CALIBRATION.bit());
    board.signals.calibrationValid = true;
    board.rtm.hear(new RtmCommand.ExternalMeter(true), board.now);
    board.run(10);
    assertThat(board.rtm.faultWord()).isEqualTo(Fault.EXTERNAL_METER.bit());
    board.rtm.hear(new RtmCommand.ExternalMeter(false), board.now);
    board.run(10);
    assertThat(board.rtm.faultWord()).isZero();
  }

  @Test
  void a_neutral_that_does_not_close_is_told_CT_04() {
    Board board = Board.tethered().grant(16);
    board.neutralStuck = false;
    board.carVolts = 6;
    board.untilClosed(5000);
    board.run(1100);
    assertThat(board.rtm.faultWord())
        .isEqualTo(Fault.word(Fault.NEUTRAL_STUCK_OPEN, Fault.POWER_RELAY));
  }

  @Test
  void thirty_milliamperes_ac_are_enough_of_a_test_so_the_dc_half_is_to_blame_RCD_03() {
    Board board = new Board(Board.tetheredSettings());
    board.sensorWorks = false;
    while (!board.drive.residualTest && board.ms() < 5000) {
      board.run(10);
    }
    board.signals.residualAcMilliamperes = 30;
    board.untilFault(Fault.RCD_DC, 3000);
    assertThat(board.rtm.report().faults().getFirst().sentence())
        .contains("DC of its test current");
  }

  @ParameterizedTest
  @CsvSource({
    "true, 10, 2, 10, 30",
    "true, 33, 2, 2, 6",
    "true, 10, 6.5, 10, 30",
    "false, 10, 2, 10, 30"
  })
  void a_sensor_that_shows_too_little_of_its_test_is_a_fault_of_both_kinds_RCD_03(
      boolean dcProtected, double ac, double dc, double measured, double threshold) {
    RtmSettings settings = new RtmSettings(false, 3, Amperes.of(32), false, dcProtected, 0, true);
    Board board = new Board(settings);
    board.sensorWorks = false;
    while (!board.drive.residualTest && board.ms() < 5000) {
      board.run(10);
    }
    board.signals.residualAcMilliamperes = ac;
    board.signals.residualDcMilliamperes = dc;
    board.untilFault(Fault.RCD, 3000);
    assertThat(board.rtm.faultWord())
        .isEqualTo(dcProtected ? Fault.word(Fault.RCD, Fault.RCD_DC) : Fault.RCD.bit());
    for (RtmReport.FaultRecord record : board.rtm.report().faults()) {
      assertThat(record.measured()).isEqualTo(measured);
      assertThat(record.threshold()).isEqualTo(threshold);
      assertThat(record.detection().toMillis()).isEqualTo(750);
    }
  }

  @Test
  void of_two_sensors_as_hot_as_each_other_the_first_is_named_PRT_11() {
    Board board = Board.tethered();
    board.signals.celsius[0] = 80;
    board.signals.celsius[1] = 80;
    board.untilFault(Fault.TEMPERATURE, 3000);
    assertThat(board.rtm.report().faults().getFirst().where()).isEqualTo("L1-L2");
  }

  @ParameterizedTest
  @CsvSource({"UNDERVOLTAGE, 200, 208, 207", "OVERVOLTAGE, 260, 252, 253"})
  void a_voltage_fault_says_which_line_and_ends_well_inside_the_window_PRT_12(
      Fault fault, double outside, double barely, double limit) {
    Board board = Board.tethered();
    board.signals.supplyVolts[1] = outside;
    assertThat(board.untilFault(fault, 5000)).isBetween(2990L, 3010L);
    RtmReport.FaultRecord record = board.rtm.report().faults().getFirst();
    assertThat(record.measured()).isEqualTo(outside);
    assertThat(record.threshold()).isEqualTo(limit);
    assertThat(record.where()).isEqualTo("L2");
    assertThat(record.detection().toMillis()).isEqualTo(3000);
    board.signals.supplyVolts[1] = barely;
    board.run(60_000);
    assertThat(board.has(fault)).as("not well inside").isTrue();
    board.signals.supplyVolts[1] = 230;
    board.run(29_000);
    assertThat(board.has(fault)).isTrue();
    board.run(2000);
    assertThat(board.rtm.faultWord()).isZero();
  }

  private static void sag(Board board) {
    board.signals.supplyVolts[0] = 200;
    board.run(3200);
    board.signals.supplyVolts[0] = 230;
    board.run(30_500);
  }

  @Test
  void the_second_sag_of_our_own_lowers_the_offer_until_the_car_has_gone_VOL_05() {
    Board board = Board.charging(false, 32);
    sag(board);
    board.run(35_000);
    assertThat(board.rtm.report().offered()).isEqualTo(Amperes.of(32));
    assertThat(board.closed()).isTrue();
    sag(board);
    board.run(65_000);
    assertThat(board.rtm.report().offered()).isEqualTo(Amperes.ofTenths(256));
    board.carVolts = 12;
    board.run(1000);
    board.carVolts = 9;
    board.run(10_000);
    assertThat(board.rtm.report().offered()).isEqualTo(Amperes.of(32));
  }

  @Test
  void what_sags_at_6_A_is_not_tried_again_before_the_car_has_gone_VOL_05() {
    Board board = Board.charging(false, 6);
    sag(board);
    board.run(35_000);
    assertThat(board.closed()).isTrue();
    sag(board);
    board.run(400_000);
    assertThat(board.rtm.faultWord()).isEqualTo(Fault.UNDERVOLTAGE.bit());
    board.carVolts = 12;
    board.run(400_000);
    assertThat(board.rtm.faultWord()).isZero();
  }

  @Test
  void a_neutral_that_has_come_down_again_recovers_PEN_01() {
    Board board = Board.tethered();
    board.signals.neutralToEarthVolts = 75;
    board.untilFault(Fault.NEUTRAL, 6000);
    board.signals.neutralToEarthVolts = 1;
    board.run(31_000);
    assertThat(board.rtm.faultWord()).isZero();
  }

  @Test
  void a_wrong_order_stands_until_power_off_and_a_lost_line_comes_back_PRT_19() {
    Board turned = Board.tethered();
    turned.signals.phaseOrderRight = false;
    assertThat(turned.untilFault(Fault.PHASES, 3000)).isBetween(1000L, 1020L);
    turned.signals.phaseOrderRight = true;
    turned.run(120_000);
    assertThat(turned.rtm.faultWord()).isEqualTo(Fault.PHASES.bit());

    Board lost = Board.tethered();
    lost.signals.supplyVolts[2] = 0;
    assertThat(lost.untilFault(Fault.PHASES, 5000)).isBetween(3000L, 3020L);
    lost.signals.supplyVolts[2] = 230;
    lost.run(120_000);
    assertThat(lost.rtm.faultWord()).isZero();
  }

  // ---------------------------------------------------------------- what a plug-in has seen

  @Test
  void pauses_and_calls_are_counted_for_one_plug_in_only_IEC_W_01_IEC_W_02() {
    Board paused = Board.charging(false, 16);
    paused.grant(new Grant(true, Amperes.NONE, Limit.GRID, true)).run(8000);
    assertThat(paused.rtm.report().plugIn().pauses()).isEqualTo(1);
    paused.carVolts = 12;
    paused.run(1000);
    assertThat(paused.rtm.report().plugIn().pauses()).isZero();

    Board called = Board.tethered().grant(16);
    called.carVolts = 9;
    called.run(33_000);
    assertThat(called.drive.dutyPercent).as("state F").isZero();
    assertThat(called.rtm.report().plugIn().wakeUpCalls()).isEqualTo(1);
    called.run(10_000);
    called.carVolts = 12;
    called.run(1000);
    assertThat(called.rtm.report().plugIn().wakeUpCalls()).isZero();
  }

  @Test
  void a_car_that_leaves_its_cable_in_the_socket_has_gone_all_the_same_IEC_W_02() {
    Board board = Board.charging(true, 16);
    board.grant(new Grant(true, Amperes.NONE, Limit.GRID, true)).run(8000);
    assertThat(board.rtm.report().plugIn().pauses()).isEqualTo(1);
    board.carVolts = 12;
    board.run(1000);
    assertThat(board.rtm.report().plugged()).isTrue();
    assertThat(board.rtm.report().plugIn().pauses()).isZero();
  }

  @Test
  void a_station_that_never_shows_state_F_wakes_without_it_IEC_W_01_IEC_T_21() {
    RtmSettings never =
        new RtmSettings(false, 3, Amperes.of(32), false, true, 0, true, true, false, 0);
    Board board = new Board(never).run(6000).grant(16);
    board.carVolts = 9;
    while (board.ms() < 80_000) {
      board.run(10);
      assertThat(board.drive.dutyPercent).isNotZero();
    }
    assertThat(board.rtm.report().plugIn().wakeUpCalls()).isZero();
    board.run(20_000);
    assertThat(board.rtm.report().plugIn().wakeUpCalls()).isEqualTo(1);
  }

  @Test
  void state_F_tells_of_a_fault_whoever_asks_for_current_under_an_offer_IEC_T_21() {
    assertThat(duty(Board.charging(false, 16))).as("a charge").isZero();

    Board connected = Board.tethered().grant(16);
    connected.carVolts = 9;
    connected.run(3000);
    assertThat(connected.rtm.report().pwm()).isTrue();
    assertThat(duty(connected)).as("a car that does not ask").isEqualTo(100);

    Board waiting = Board.tethered().grant(16);
    waiting.carVolts = 9;
    waiting.run(3000);
    waiting.signals.supplyVolts[0] = 205;
    waiting.carVolts = 6;
    waiting.run(1000);
    assertThat(waiting.closed()).as("the voltage is not in its window").isFalse();
    assertThat(waiting.rtm.report().pilot()).isEqualTo(Pilot.C);
    assertThat(duty(waiting)).as("a car that asks").isZero();

    Board unoffered = Board.tethered();
    unoffered.carVolts = 6;
    unoffered.run(3000);
    assertThat(duty(unoffered)).as("a car that asks without an offer").isEqualTo(100);
  }

  private static double duty(Board board) {
    board.signals.calibrationValid = false;
    board.run(10);
    return board.drive.dutyPercent;
  }

  @ParameterizedTest
  @CsvSource({"16, 6000", "1, 6000", "0.9, 100"})
  void whoever_still_draws_has_six_seconds_and_who_does_not_a_tenth_of_one_IEC_T_11(
      double amperes, long ms) {
    Board board = Board.charging(false, 16);
    board.grant(Grant.NOTHING).current(amperes);
    assertThat(board.untilOpen(10_000)).isBetween(ms, ms + 20);
  }

  // ---------------------------------------------------------------- limits

  @Test
  void a_weak_cable_rules_PP_03() {
    Board board = Board.socketed().plug(680, 9).grant(32).run(5000);
    assertThat(board.rtm.report().offered()).isEqualTo(Amperes.of(20));
    assertThat(board.rtm.report().ruling()).isEqualTo(Limit.CABLE);
  }

  @Test
  void a_host_that_names_a_limit_of_ours_as_its_source_raises_nothing_LIM_1() {
    Board board = Board.charging(false, 16);
    board.signals.celsius[0] = 75;
    board.grant(new Grant(true, Amperes.of(32), Limit.DEVICE, true)).run(10);
    assertThat(board.rtm.report().limit()).isEqualTo(Amperes.of(24));
    assertThat(board.rtm.report().ruling()).isEqualTo(Limit.TEMPERATURE);
    board.grant(new Grant(true, Amperes.of(24), Limit.DEVICE, true)).run(10);
    assertThat(board.rtm.report().ruling()).as("a tie").isEqualTo(Limit.DEVICE);
  }

  // ---------------------------------------------------------------- when it is told

  @Test
  void a_fresh_rtm_that_stays_restless_tells_after_exactly_a_second_RST_3() {
    Board board = new Board(Board.tetheredSettings());
    board.run(10);
    long start = board.now;
    while (board.now < start + 1000 * MS) {
      assertThat(board.due).isFalse();
      assertThat(board.rtm.settled()).isFalse();
      assertThat(board.rtm.deadline()).isGreaterThan(board.now);
      assertThat(board.rtm.deadline()).isLessThanOrEqualTo(start + 1000 * MS);
      long ms = (board.now - start) / MS;
      board.carVolts = ms >= 980 || ms / 20 % 2 == 0 ? 6 : 9;
      board.run(10);
    }
    assertThat(board.due).isTrue();
  }

  @Test
  void whoever_debounces_is_not_settled_and_whoever_stands_still_is() {
    Board board = Board.tethered();
    assertThat(board.rtm.settled()).isTrue();
    board.carVolts = 9;
    board.run(20);
    assertThat(board.rtm.settled()).isFalse();
  }

  /**
   * Does something shortly after a report, runs until this has come about, in a step for which no
   * report was due anyhow, and asks whether one is.
   */
  private static void toldWhen(String what, Board board, Runnable deed, BooleanSupplier there) {
    long end = board.now + 400_000 * MS;
    do {
      board.run(10);
    } while (!board.due);
    long told = board.now;
    board.run(230);
    deed.run();
    boolean cover = false;
    while (!there.getAsBoolean()) {
      assertThat(board.now).as("never: " + what).isLessThan(end);
      if (!cover && board.now - told == 510 * MS) {
        // From here on what is due each second comes at a time of its own.
        board.signals.mainCoverOpen = true;
        cover = true;
      }
      board.run(10);
      told = board.due && !there.getAsBoolean() ? board.now : told;
    }
    assertThat(board.now - told).as("not due anyhow: " + what).isLessThan(1000 * MS);
    assertThat(board.due).as(what).isTrue();
  }

  @Test
  void an_offer_that_rises_later_than_its_limit_is_told_when_it_does_IEC_T_07() {
    Board board = Board.charging(false, 10);
    board.grant(16).run(1230);
    toldWhen(
        "the offer",
        board,
        () -> board.grant(20).run(20),
        () -> board.rtm.report().offered().equals(Amperes.of(20)));
  }

  @Test
  void a_limit_that_offers_nothing_is_told_to_the_tenth_LIM_1() {
    Board board = Board.tethered();
    for (int tenths : new int[] {160, 161, 163}) {
      board.grant(new Grant(true, Amperes.ofTenths(tenths), Limit.FUSE, false)).run(10);
      assertThat(board.due).as(tenths + " tenths").isTrue();
      board.run(10);
      assertThat(board.due).isFalse();
    }
  }

  @Test
  void a_cable_that_limits_nothing_is_told_PP_04() {
    RtmSettings weak = new RtmSettings(true, 1, Amperes.of(6), false, true, 0, true);
    Board board = new Board(weak).run(6000).plug(1500, 12).run(1770);
    assertThat(board.rtm.report().cable()).isEqualTo(Amperes.of(13));
    toldWhen(
        "a stronger cable",
        board,
        () -> board.signals.proximityOhms = 680,
        () -> board.rtm.report().cable().equals(Amperes.of(20)));
  }

  @Test
  void a_temperature_limit_that_limits_nothing_is_told_to_the_tenth_LIM_2() {
    Board board = Board.charging(false, 16);
    for (double celsius : new double[] {75.04, 75.07, 75.1}) {
      board.signals.celsius[0] = celsius;
      board.run(10);
      assertThat(board.due).as(celsius + " degrees").isTrue();
      board.run(10);
      assertThat(board.due).isFalse();
    }
  }

  @Test
  void the_advice_to_plug_in_anew_is_told_when_it_is_given_IEC_W_03() {
    Board board = Board.tethered().grant(16);
    board.carVolts = 9;
    board.run(160_370);
    toldWhen("replug", board, () -> {}, () -> board.rtm.report().plugIn().replugAdvised());
  }

  @Test
  void the_first_attempt_to_unlock_that_fails_is_told_LK_06() {
    Board board = Board.charging(true, 16);
    board.unlockWorks = false;
    board.carVolts = 9;
    board.run(1000);
    toldWhen(
        "unlocking fails",
        board,
        () -> board.grant(Grant.NOTHING),
        () -> board.rtm.report().unlockFailing());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void the_wait_after_a_silence_of_the_stage_is_told_when_it_is_known_IEC_T_20(int calls) {
    Board board = Board.tethered().grant(16);
    board.carVolts = 9;
    board.run(new int[] {3000, 40_000, 100_000, 160_000}[calls]);
    board.carVolts = 6;
    board.run(10_000);
    assertThat(board.closed()).isTrue();
    assertThat(board.rtm.report().plugIn().wakeUpCalls()).isEqualTo(calls);
    board.signals.stale = true;
    board.run(10);
    assertThat(board.closed()).isFalse();
    toldWhen(
        "the wait",
        board,
        () -> board.signals.stale = false,
        () -> board.rtm.report().plugIn().delay() == RtmReport.Delay.AFTER_FAULT);
  }

  @Test
  void a_call_that_is_broken_off_is_told_IEC_W_01() {
    Board board = Board.socketed().plug(220, 9).grant(16);
    while (board.drive.pilotConnected) {
      board.run(10);
      assertThat(board.ms()).isLessThan(200_000);
    }
    board.run(470);
    toldWhen(
        "no call any more",
        board,
        () -> board.rtm.hear(new RtmCommand.UnlockWanted(), board.now),
        () -> !board.rtm.report().plugIn().calling());
  }
}
