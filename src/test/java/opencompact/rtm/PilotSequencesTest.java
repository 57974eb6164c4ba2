package opencompact.rtm;

import static org.assertj.core.api.Assertions.assertThat;

import opencompact.catalogue.Fault;
import opencompact.catalogue.Limit;
import opencompact.quantity.Amperes;
import opencompact.rtm.Drive.LockMotor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The control pilot's sequences, the cable and the lock, one test for each rule of
 * charging-standards 1 and 2, on the board (CHG-1 to CHG-8).
 */
class PilotSequencesTest {
  private static final Grant STOP = new Grant(false, Amperes.NONE, Limit.FUSE, true);
  private static final Grant PAUSE = new Grant(true, Amperes.NONE, Limit.GRID, true);
  private static final Grant SITE_IS_SHORT = new Grant(true, Amperes.NONE, Limit.TRANSFORMER, true);

  private static Board charging(long stepMs) {
    Board board = Board.charging(true, 16);
    board.stepMs = stepMs;
    assertThat(board.closed()).isTrue();
    return board;
  }

  /** The pilot's plateau jumps now, not with the next step. */
  private static Board car(Board board, double volts) {
    board.carVolts = volts;
    board.signals.pilotHighVolts = board.drive.dutyPercent == 0 ? -12 : volts;
    return board;
  }

  private static Board waiting() {
    Board board = Board.socketed().plug(220, 9).grant(16).run(3000);
    assertThat(board.rtm.report().pwm()).isTrue();
    return board;
  }

  private static Board settings(boolean ventilated, boolean capped, int stateFMillis) {
    return new Board(
            new RtmSettings(
                false, 3, Amperes.of(32), ventilated, true, 0, true, true, capped, stateFMillis))
        .run(6000);
  }

  // The pilot as it is read.

  @Test
  void noise_at_a_midpoint_does_not_move_the_state_IEC_CP_01() {
    Board board = charging(10);
    for (int i = 0; i < 500; i++) {
      // Every 400 ms it is 6 V for once; a voltage that stays between B and C is a fault.
      car(board, i % 40 == 0 ? 6 : i % 2 == 0 ? 7.6 : 7.4).run(10);
      assertThat(board.closed()).isTrue();
    }
    car(board, 7.75);
    assertThat(board.untilOpen(1000)).isLessThan(100);
  }

  @ParameterizedTest
  @ValueSource(doubles = {13, 11, 10.63, 9.7, 8.2, 7, 6.6, 5, 3.5, 2.5})
  void a_pilot_between_two_windows_is_reported_after_half_a_second_IEC_CP_02(double volts) {
    Board board = waiting();
    car(board, volts).run(450);
    assertThat(board.has(Fault.CP_STATE)).isFalse();
    board.run(100);
    assertThat(board.has(Fault.CP_STATE)).isTrue();
    assertThat(board.closed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(doubles = {12.6, 11.4, 9.56, 8.36, 6.53, 5.48, 3.25, 2.62})
  void the_edges_of_the_windows_are_inside_IEC_CP_02(double volts) {
    Board board = waiting();
    car(board, volts).run(20_000);
    assertThat(board.rtm.faultWord()).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {7, 5, 6.6})
  void a_charge_ends_half_a_second_after_the_pilot_went_between_B_and_C_or_C_and_D_IEC_T_15(
      double volts) {
    Board board = charging(10);
    car(board, volts);
    assertThat(board.untilOpen(3000)).isBetween(490L, 520L);
    assertThat(board.has(Fault.CP_STATE)).isTrue();
    assertThat(board.rtm.report().faults().getFirst().sentence())
        .startsWith("The control pilot stood at ");
    car(board, 6).run(29_000);
    assertThat(board.closed()).isFalse();
    board.run(10_000);
    assertThat(board.has(Fault.CP_STATE)).as("30 s after it was valid again").isFalse();
    assertThat(board.closed()).isTrue();
  }

  @Test
  void a_pilot_that_comes_and_goes_at_the_edge_of_a_window_is_not_valid_again_IEC_CP_02() {
    Board board = waiting();
    car(board, 9.9).run(600);
    for (int i = 0; i < 100; i++) {
      car(board, i % 2 == 0 ? 9.5 : 9.7).run(450);
    }
    assertThat(board.has(Fault.CP_STATE)).isTrue();
    car(board, 9).run(30_000);
    assertThat(board.has(Fault.CP_STATE)).isTrue();
    assertThat(board.run(1000).has(Fault.CP_STATE)).isFalse();
  }

  @Test
  void slow_edges_and_noise_are_borne_IEC_CP_02() {
    Board board = charging(10);
    for (int i = 0; i < 2000; i++) {
      // Nine samples of ten are outside, as behind a bad filter; the tenth is a car's.
      car(board, i % 10 == 0 ? 6 : 6.9).run(10);
    }
    assertThat(board.closed()).isTrue();
    for (double volts = 6; volts <= 9; volts += 0.1) {
      car(board, volts).run(10);
    }
    assertThat(board.run(20_000).rtm.faultWord()).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -12, 14, Double.NaN})
  void a_pilot_that_is_no_state_of_a_car_is_reported_after_half_a_second_IEC_CP_02(double volts) {
    Board board = waiting();
    car(board, volts).run(450);
    assertThat(board.has(Fault.CP_STATE)).isFalse();
    board.run(100);
    assertThat(board.has(Fault.CP_STATE)).isTrue();
  }

  @Test
  void without_the_negative_half_wave_nothing_closes_IEC_CP_03() {
    Board board = waiting();
    board.diode = false;
    board.signals.pilotLowVolts = -9;
    car(board, 6).run(400);
    assertThat(board.untilClosed(10_000)).isEqualTo(10_000);
    assertThat(board.has(Fault.DIODE)).isTrue();
    board.diode = true;
    board.run(10_000);
    assertThat(board.closed()).as("only unplugging ends it").isFalse();
  }

  @Test
  void a_blip_after_a_change_of_duty_is_borne_but_a_real_end_is_not_IEC_CP_04() {
    Board board = charging(10);
    board.grant(10).run(500);
    car(board, 9).run(60);
    car(board, 6).run(1000);
    assertThat(board.closed()).as("60 ms of B half a second after a change").isTrue();
    board.grant(8).run(500);
    car(board, 9);
    assertThat(board.untilOpen(1000)).isLessThan(100);
  }

  @Test
  void no_other_duty_is_ever_driven_than_those_for_6_to_51_A_IEC_CP_05() {
    for (int tenths = 0; tenths <= 900; tenths++) {
      double duty = Offer.dutyPercent(tenths);
      if (tenths < 60) {
        assertThat(duty).isEqualTo(100);
      } else {
        assertThat(duty).isBetween(10.0, 85.0);
        assertThat(duty * 6)
            .isLessThanOrEqualTo(tenths + 1e-9)
            .isGreaterThan(Math.min(tenths, 510) - 0.061);
      }
    }
  }

  @Test
  void a_car_without_S2_is_offered_10_A_at_most_where_that_is_set_IEC_CP_06() {
    Board capped = settings(false, true, 300);
    capped.grant(16);
    car(capped, 6).run(8000);
    assertThat(capped.rtm.report().plugIn().simplifiedPilot()).isTrue();
    assertThat(capped.rtm.report().offered()).isEqualTo(Amperes.of(10));
    assertThat(capped.duties).extracting(Board.DutyChange::duty).containsExactly(16.66);
    car(capped, 12).run(1000);
    car(capped, 9).run(1000);
    car(capped, 6).run(9000);
    assertThat(capped.rtm.report().offered()).as("a car that shows B").isEqualTo(Amperes.of(16));

    Board delivered = settings(false, false, 300);
    delivered.grant(16);
    car(delivered, 6).run(8000);
    assertThat(delivered.rtm.report().offered()).isEqualTo(Amperes.of(16));
  }

  // Table A.6.

  @Test
  void plugging_in_is_seen_and_the_plug_is_locked_IEC_T_01() {
    Board board = Board.socketed().plug(220, 9).grant(16).run(2000);
    assertThat(board.rtm.report().pilot()).isEqualTo(Pilot.B);
    assertThat(board.rtm.report().locked()).isTrue();
    Board simplified = Board.tethered().grant(16);
    car(simplified, 6);
    assertThat(simplified.untilClosed(5000)).isBetween(500L, 3000L);
  }

  @Test
  void unplugging_from_B_ends_the_pwm_IEC_T_02() {
    Board board = waiting();
    car(board, 12).run(50);
    assertThat(board.rtm.report().pilot()).isEqualTo(Pilot.A);
    assertThat(board.drive.dutyPercent).isEqualTo(100);
    assertThat(board.closedAt).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 10, 0})
  void unplugging_from_C_opens_within_100_ms_IEC_T_03(long stepMs) {
    Board board = charging(stepMs);
    car(board, 12);
    assertThat(board.untilOpen(1000)).isLessThan(100);
  }

  @Test
  void power_that_becomes_available_is_offered_in_B_and_in_C_IEC_T_04() {
    Board inB = Board.socketed().plug(220, 9).grant(PAUSE).run(20_000);
    assertThat(inB.drive.dutyPercent).isEqualTo(100);
    inB.grant(16).run(20);
    assertThat(inB.drive.dutyPercent).isEqualTo(26.66);
    Board inC = Board.socketed().plug(220, 6).grant(PAUSE).run(20_000);
    assertThat(inC.closed()).isFalse();
    inC.grant(16);
    assertThat(inC.untilClosed(5000)).isLessThan(3000);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 10, 0})
  void a_ready_car_is_supplied_within_three_seconds_IEC_T_05(long stepMs) {
    Board board = waiting();
    board.stepMs = stepMs;
    car(board, 6);
    assertThat(board.untilClosed(5000)).isBetween(500L, 3000L);
  }

  @Test
  void a_car_that_takes_its_time_to_draw_keeps_its_contacts_IEC_T_06() {
    Board board = waiting();
    car(board, 6).run(600_000);
    assertThat(board.closed()).isTrue();
    assertThat(board.rtm.report().faultWord()).isZero();
  }

  @Test
  void the_duty_rises_no_sooner_than_five_seconds_after_a_change_IEC_T_07() {
    Board board = charging(10);
    board.duties.clear();
    board.grant(10).run(100).grant(20).run(4800);
    assertThat(board.duties).hasSize(1);
    board.run(200);
    assertThat(board.duties).hasSize(2);
  }

  @Test
  void a_car_that_stops_by_itself_opens_without_load_IEC_T_08() {
    Board board = charging(10);
    board.current(0.4).run(500);
    car(board, 9);
    assertThat(board.untilOpen(1000)).isLessThan(100);
    assertThat(board.rtm.report().maybeOpenedUnderLoad()).isFalse();
    assertThat(board.rtm.report().pwm()).as("it may come back").isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 10, 0})
  void leaving_C_opens_within_100_ms_under_pwm_and_without_IEC_T_09(long stepMs) {
    Board inC2 = charging(stepMs);
    car(inC2, 9);
    assertThat(inC2.untilOpen(1000)).isLessThan(100);
    Board inC1 = charging(stepMs);
    inC1.grant(PAUSE).run(1000);
    assertThat(inC1.closed()).isTrue();
    car(inC1, 9);
    assertThat(inC1.untilOpen(1000)).isLessThan(100);
  }

  @Test
  void a_stop_ends_the_pwm_and_leaves_the_car_three_seconds_IEC_T_10() {
    Board board = charging(10);
    board.grant(STOP).run(20);
    assertThat(board.drive.dutyPercent).isEqualTo(100);
    board.run(3000);
    assertThat(board.closed()).as("the car may still ramp down").isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 10, 0})
  void a_car_that_ignores_the_stop_is_opened_after_six_seconds_IEC_T_11(long stepMs) {
    Board board = charging(stepMs);
    board.grant(STOP);
    assertThat(board.untilOpen(10_000)).isBetween(6000L, 6200L);
    assertThat(board.rtm.report().maybeOpenedUnderLoad()).isTrue();
  }

  @Test
  void pwm_may_end_at_any_time_before_the_car_asks_IEC_T_12() {
    Board board = waiting();
    board.grant(STOP).run(20);
    assertThat(board.drive.dutyPercent).isEqualTo(100);
    assertThat(board.rtm.report().pilot()).isEqualTo(Pilot.B);
    assertThat(board.rtm.report().faultWord()).isZero();
  }

  @Test
  void x1_is_held_for_three_seconds_IEC_T_13() {
    Board board = waiting();
    board.duties.clear();
    board.grant(PAUSE).run(20).grant(16).run(5000);
    assertThat(board.duties).hasSize(2);
    assertThat(board.duties.get(1).atMs() - board.duties.get(0).atMs()).isEqualTo(3000);
  }

  @ParameterizedTest
  @ValueSource(longs = {200, 400, 480})
  void a_toggle_between_B_and_C_never_closes_IEC_T_14(long pulseMs) {
    Board board = waiting();
    for (int i = 0; i < 4; i++) {
      car(board, 6).run(pulseMs);
      car(board, 9).run(pulseMs);
    }
    assertThat(board.closedAt).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -12, 14})
  void a_disturbed_pilot_opens_within_three_seconds_IEC_T_15(double volts) {
    Board board = charging(10);
    car(board, volts);
    assertThat(board.untilOpen(5000)).isLessThan(500);
  }

  @Test
  void state_F_is_never_shorter_than_300_ms_IEC_T_16() {
    Board called = waiting();
    while (called.drive.dutyPercent != 0) {
      called.run(10);
    }
    called.duties.clear();
    called.grant(STOP).run(1000);
    assertThat(called.drive.dutyPercent).isEqualTo(100);
    assertThat(called.duties).hasSize(1);
    assertThat(called.duties.getFirst().atMs() - called.ms()).isBetween(-720L, -690L);
  }

  @Test
  void E_lets_the_plug_go_at_once_F_after_five_seconds_and_A_as_the_host_wishes_IEC_T_17() {
    Board shorted = charging(10);
    car(shorted, 0).run(1500);
    assertThat(shorted.signals.lockedFeedback).isFalse();
    Board minus = charging(10);
    car(minus, -12).run(4900);
    assertThat(minus.signals.lockedFeedback).isTrue();
    minus.run(1000);
    assertThat(minus.signals.lockedFeedback).isFalse();
    Board gone = charging(10);
    car(gone, 12).run(5000);
    assertThat(gone.signals.lockedFeedback).as("the host holds the cable").isTrue();
    gone.grant(new Grant(false, Amperes.NONE, Limit.FUSE, false)).run(1500);
    assertThat(gone.signals.lockedFeedback).isFalse();
  }

  @Test
  void a_stop_opens_as_soon_as_the_car_has_ramped_down_IEC_T_18_CT_03() {
    Board board = charging(10);
    board.grant(STOP).run(500);
    board.current(0.9);
    assertThat(board.untilOpen(1000)).isLessThanOrEqualTo(20);
    assertThat(board.rtm.report().maybeOpenedUnderLoad()).isFalse();
  }

  @Test
  void a_decrease_and_an_end_wait_for_nothing_IEC_T_19() {
    Board board = charging(10);
    for (int amperes = 15; amperes >= 6; amperes--) {
      board.grant(amperes).run(10);
      assertThat(board.rtm.report().offered()).isEqualTo(Amperes.of(amperes));
    }
    board.grant(PAUSE).run(10);
    assertThat(board.drive.dutyPercent).isEqualTo(100);
  }

  @Test
  void an_opening_is_followed_by_5_s_a_fault_by_30_s_load_management_by_60_s_IEC_T_20() {
    Board opened = charging(10);
    car(opened, 9).run(80);
    car(opened, 6);
    assertThat(opened.untilClosed(20_000)).isBetween(4900L, 5100L);

    Board faulty = Board.charging(false, 16);
    faulty.signals.residualAcMilliamperes = 40;
    faulty.run(1000);
    faulty.signals.residualAcMilliamperes = 0;
    faulty.run(100);
    faulty.rtm.hear(new RtmCommand.FaultsCleared(false), faulty.now);
    faulty.run(1000);
    assertThat(faulty.rtm.report().faultWord()).isZero();
    assertThat(faulty.rtm.report().plugIn().delay()).isEqualTo(RtmReport.Delay.AFTER_FAULT);
    assertThat(faulty.untilClosed(60_000)).isBetween(27_000L, 30_500L);

    Board managed = charging(10);
    managed.grant(SITE_IS_SHORT).run(1000);
    car(managed, 9).run(9000).grant(16).run(49_900);
    assertThat(managed.rtm.report().pwm()).isFalse();
    assertThat(managed.rtm.report().plugIn().delay())
        .isEqualTo(RtmReport.Delay.AFTER_LOAD_MANAGEMENT);
    managed.run(200);
    assertThat(managed.rtm.report().pwm()).isTrue();

    Board byProfile = charging(10);
    byProfile.grant(PAUSE).run(1000);
    car(byProfile, 9).run(9000).grant(16).run(20);
    assertThat(byProfile.rtm.report().pwm()).as("a profile is obeyed at once").isTrue();
  }

  @Test
  void a_fault_in_C_is_told_by_state_F_and_one_in_B_is_not_IEC_T_21() {
    assertThat(stateF(Board.charging(false, 16))).isEqualTo(300);
    assertThat(stateF(settings(false, false, 1000).charge(16))).isEqualTo(1000);
    assertThat(stateF(settings(false, false, 0).charge(16))).isZero();
    Board inB = Board.tethered();
    car(inB, 9).grant(16).run(3000);
    assertThat(inB.rtm.report().pwm()).isTrue();
    assertThat(stateF(inB)).isZero();
  }

  private static long stateF(Board board) {
    board.duties.clear();
    board.signals.residualAcMilliamperes = 40;
    board.run(3000);
    assertThat(board.has(Fault.RCD)).isTrue();
    assertThat(board.closed()).isFalse();
    assertThat(board.drive.dutyPercent).isEqualTo(100);
    long from = 0;
    long lasted = 0;
    for (Board.DutyChange change : board.duties) {
      lasted += change.duty() == 100 && from > 0 ? change.atMs() - from : 0;
      from = change.duty() == 0 ? change.atMs() : 0;
    }
    return lasted;
  }

  @Test
  void a_car_that_stays_in_C_goes_on_if_pwm_returns_within_six_seconds_IEC_T_22() {
    Board board = charging(10);
    board.openedAt = -1;
    board.grant(PAUSE).run(5500).grant(16).run(10_000);
    assertThat(board.openedAt).isEqualTo(-1);
    assertThat(board.rtm.report().pwm()).isTrue();
    board.grant(PAUSE).run(6500);
    assertThat(board.closed()).isFalse();
    board.grant(16).run(6000);
    assertThat(board.closed()).as("C1 to C2 closes again").isTrue();
  }

  // Ventilation.

  @Test
  void a_car_that_wants_ventilation_gets_no_current_unless_that_is_allowed_IEC_D_01() {
    Board board = Board.charging(false, 16);
    car(board, 3);
    assertThat(board.untilOpen(1000)).isLessThan(100);
    board.run(20);
    assertThat(board.drive.dutyPercent).isEqualTo(100);
    assertThat(board.rtm.report().faultWord()).isZero();
    assertThat(board.rtm.report().plugged()).isTrue();
    car(board, 9).run(29_000);
    assertThat(board.rtm.report().plugIn().delay()).isEqualTo(RtmReport.Delay.AFTER_VENTILATION);
    board.run(2000);
    assertThat(board.rtm.report().pwm()).as("it is asked anew").isTrue();

    Board allowed = settings(true, false, 300);
    allowed.grant(16);
    car(allowed, 3);
    assertThat(allowed.untilClosed(5000)).isLessThan(3000);
  }

  // Sleeping cars and weary ones.

  @ParameterizedTest
  @ValueSource(longs = {1, 10, 0})
  void a_car_that_does_not_ask_is_called_three_times_IEC_W_01(long stepMs) {
    for (boolean socketed : new boolean[] {true, false}) {
      Board board = socketed ? Board.socketed() : Board.tethered();
      board.plug(220, 9).grant(16);
      while (!board.rtm.report().pwm()) {
        board.run(1);
      }
      board.stepMs = stepMs;
      StringBuilder story = new StringBuilder();
      String shown = "";
      for (int ms = 0; ms < 200_000; ms += 250) {
        String now =
            !board.drive.pilotConnected
                ? "open"
                : board.drive.dutyPercent == 0 ? "F" : board.drive.dutyPercent == 100 ? "x1" : "x2";
        if (!now.equals(shown)) {
          shown = now;
          story.append(ms / 1000.0).append(' ').append(now).append("; ");
        }
        RtmReport report = board.rtm.report();
        assertThat(report.plugged()).isTrue();
        assertThat(report.pilot()).isEqualTo(Pilot.B);
        assertThat(report.faultWord()).isZero();
        assertThat(report.locked()).isEqualTo(socketed);
        assertThat(board.drive.lockMotor).isEqualTo(LockMotor.REST);
        board.run(250);
      }
      assertThat(story)
          .hasToString(
              "0.0 x2; 30.0 F; 34.0 x1; 34.75 x2; 90.0 open; 94.0 x2; 124.0 open; 154.0 x2; ");
    }
  }

  @Test
  void three_calls_are_all_a_plug_in_gets_and_a_car_that_woke_gets_no_more_IEC_W_01() {
    Board board = Board.tethered();
    car(board, 9).grant(16).run(31_000);
    assertThat(board.rtm.report().plugIn().wakeUpCalls()).isEqualTo(1);
    board.grant(PAUSE).run(5000).grant(16).run(31_000);
    board.grant(PAUSE).run(5000).grant(16).run(31_000);
    assertThat(board.rtm.report().plugIn().wakeUpCalls()).isEqualTo(3);
    board.grant(PAUSE).run(5000).grant(16).run(40_000);
    assertThat(board.rtm.report().plugIn().wakeUpCalls()).isEqualTo(3);
    assertThat(board.rtm.report().plugIn().replugAdvised()).isTrue();
    car(board, 12).run(1000);
    car(board, 9).run(35_000);
    assertThat(board.rtm.report().plugIn().wakeUpCalls()).as("plugged in anew").isEqualTo(1);
  }

  @Test
  void a_car_that_has_charged_and_stopped_by_itself_is_left_alone_IEC_W_01() {
    Board full = charging(10);
    car(full, 9).run(300_000);
    assertThat(full.rtm.report().plugIn().wakeUpCalls()).isZero();
    Board paused = charging(10);
    paused.grant(PAUSE).run(1000);
    car(paused, 9).run(30_000).grant(16).run(31_000);
    assertThat(paused.rtm.report().plugIn().wakeUpCalls()).as("we had stopped it").isEqualTo(1);
  }

  @Test
  void a_station_that_never_shows_F_leaves_that_call_out_IEC_T_21_IEC_W_01() {
    Board board = settings(false, false, 0);
    car(board, 9).grant(16);
    board.duties.clear();
    board.run(200_000);
    assertThat(board.duties).extracting(Board.DutyChange::duty).doesNotContain(0.0);
    assertThat(board.rtm.report().plugIn().wakeUpCalls()).isEqualTo(2);
  }

  @Test
  void a_fault_during_a_call_ends_it_IEC_W_01() {
    Board board = Board.tethered();
    car(board, 9).grant(16).run(91_000);
    assertThat(board.drive.pilotConnected).isFalse();
    board.signals.residualAcMilliamperes = 40;
    board.run(1000);
    assertThat(board.drive.pilotConnected).isTrue();
    assertThat(board.drive.dutyPercent).isEqualTo(100);
  }

  @Test
  void after_eight_pauses_one_for_want_of_current_lasts_ten_minutes_IEC_W_02() {
    Board board = Board.charging(false, 16);
    for (int i = 1; i <= 8; i++) {
      pause(board);
      assertThat(board.rtm.report().plugIn().pauses()).isEqualTo(i);
      board.grant(16).run(10_000);
      assertThat(board.rtm.report().pwm()).as("pause " + i).isTrue();
      car(board, 6).run(6000);
      assertThat(board.closed()).isTrue();
    }
    assertThat(board.rtm.report().plugIn().weary()).isTrue();
    pause(board);
    board.grant(16).run(587_000);
    assertThat(board.rtm.report().pwm()).isFalse();
    assertThat(board.rtm.report().plugIn().delay()).isEqualTo(RtmReport.Delay.SPARING_THE_CAR);
    board.run(10_000);
    assertThat(board.rtm.report().pwm()).isTrue();
    car(board, 12).run(1000);
    assertThat(board.rtm.report().plugIn().pauses()).isZero();
  }

  private static void pause(Board board) {
    board.grant(PAUSE).run(1000);
    car(board, 9).run(6000);
  }

  @Test
  void whom_nothing_wakes_should_be_plugged_in_anew_IEC_W_03() {
    Board board = Board.tethered();
    car(board, 9).grant(16).run(183_000);
    assertThat(board.rtm.report().plugIn().replugAdvised()).isFalse();
    board.run(2000);
    assertThat(board.rtm.report().plugIn().replugAdvised()).isTrue();
    car(board, 6).run(1000);
    assertThat(board.rtm.report().plugIn().replugAdvised()).as("it woke after all").isFalse();
  }

  // The cable.

  @Test
  void the_cable_rules_only_below_32_A_PP_01() {
    for (double ohms : new double[] {1500, 680, 220, 100}) {
      RtmReport report = Board.socketed().plug(ohms, 9).grant(32).run(3000).rtm.report();
      int amperes = ohms == 1500 ? 13 : ohms == 680 ? 20 : 32;
      assertThat(report.offered()).isEqualTo(Amperes.of(amperes));
      assertThat(report.ruling()).isEqualTo(amperes < 32 ? Limit.CABLE : Limit.DEVICE);
    }
  }

  @Test
  void one_wrong_sample_of_the_cable_changes_nothing_and_a_change_opens_PP_02() {
    Board board = charging(10);
    board.plug(680, 6).run(10);
    board.plug(220, 6).run(1000);
    assertThat(board.closed()).isTrue();
    board.plug(1500, 6);
    assertThat(board.untilOpen(3000)).isBetween(100L, 3000L);
    board.run(20_000);
    assertThat(board.rtm.report().offered()).isEqualTo(Amperes.of(13));
  }

  @ParameterizedTest
  @ValueSource(doubles = {20, 6000, Double.POSITIVE_INFINITY})
  void without_a_readable_cable_there_is_no_session_PP_03(double ohms) {
    Board board = Board.socketed().plug(ohms, 9).grant(16).run(3000);
    assertThat(board.has(Fault.PP)).isTrue();
    car(board, 6).run(10_000);
    assertThat(board.closed()).isFalse();
    assertThat(board.drive.dutyPercent).isEqualTo(100);
  }

  @Test
  void a_tethered_station_measures_no_cable_PP_04() {
    Board board = Board.charging(false, 32);
    board.signals.proximityOhms = 1500;
    board.run(10_000);
    assertThat(board.rtm.report().cable()).isEqualTo(Amperes.of(32));
    assertThat(board.closed()).isTrue();
    assertThat(Board.socketed().rtm.report().cable()).isEqualTo(Amperes.NONE);
  }

  @Test
  void more_than_1_3_times_the_cable_trips_well_within_a_minute_PP_05() {
    Board board = Board.socketed().plug(680, 9).grant(32).run(3000);
    car(board, 6).run(8000);
    board.current(26.1);
    assertThat(board.untilFault(Fault.OVERCURRENT, 60_000)).isLessThan(7000);
    assertThat(board.closed()).isFalse();
  }

  // The lock.

  @Test
  void the_plug_is_locked_for_75_ms_before_any_pwm_LK_01() {
    Board board = Board.socketed().plug(220, 6).grant(16);
    board.stepMs = 1;
    while (!board.signals.lockedFeedback) {
      board.run(1);
      assertThat(board.drive.dutyPercent).isEqualTo(100);
    }
    long lockedAt = board.ms();
    while (board.drive.dutyPercent == 100) {
      board.run(1);
    }
    assertThat(board.ms() - lockedAt).isGreaterThanOrEqualTo(75);
    assertThat(board.closed()).isFalse();
  }

  @Test
  void nothing_unlocks_while_an_output_is_live_LK_02() {
    Board board = charging(10);
    board.lineStuck = true;
    board.grant(Grant.NOTHING);
    for (int i = 0; i < 6000; i++) {
      board.run(10);
      assertThat(board.drive.lockMotor).isNotEqualTo(LockMotor.UNLOCK);
    }
    assertThat(board.closed()).isFalse();
    assertThat(board.signals.lockedFeedback).isTrue();
  }

  @Test
  void three_drives_of_a_second_two_apart_then_0x20_and_a_retry_after_30_s_LK_03() {
    Board board = Board.socketed();
    board.lockWorks = false;
    board.plug(220, 9).grant(16);
    assertThat(drives(board, LockMotor.LOCK, 8000)).isEqualTo("1000 +3000 +3000 ");
    assertThat(board.has(Fault.LOCK)).isTrue();
    assertThat(drives(board, LockMotor.LOCK, 65_000)).startsWith("1000 +31000");
    board.lockWorks = true;
    board.run(31_000);
    assertThat(board.has(Fault.LOCK)).isFalse();
  }

  @Test
  void an_unlocking_that_fails_is_0x40_retried_each_30_s_and_on_a_wish_LK_03() {
    Board board = charging(10);
    board.unlockWorks = false;
    car(board, 12).grant(Grant.NOTHING);
    assertThat(drives(board, LockMotor.UNLOCK, 9000)).isEqualTo("1000 +3000 +3000 ");
    assertThat(board.has(Fault.UNLOCK)).isTrue();
    assertThat(drives(board, LockMotor.UNLOCK, 65_000)).startsWith("1000 +31000");
    board.run(5000);
    board.unlockWorks = true;
    board.rtm.hear(new RtmCommand.UnlockWanted(), board.now);
    board.run(1500);
    assertThat(board.has(Fault.UNLOCK)).isFalse();
    assertThat(board.signals.lockedFeedback).isFalse();
  }

  /** How long the first drive lasted, and how long after its predecessor each further one began. */
  private static String drives(Board board, LockMotor way, long ms) {
    StringBuilder story = new StringBuilder();
    boolean driving = false;
    long began = -1;
    for (int i = 0; i < ms / 10; i++) {
      board.run(10);
      boolean now = board.drive.lockMotor == way;
      if (now && !driving) {
        if (began >= 0) {
          story.append('+').append(board.ms() - began).append(' ');
        }
        began = board.ms();
      } else if (!now && driving && story.isEmpty()) {
        story.append(board.ms() - began).append(' ');
      }
      driving = now;
    }
    return story.toString();
  }

  @Test
  void a_lock_lost_during_a_charge_ends_it_at_once_and_is_0x20_LK_03() {
    Board board = charging(10);
    board.lockWorks = false;
    board.signals.lockedFeedback = false;
    board.run(10);
    assertThat(board.closed()).isFalse();
    assertThat(board.has(Fault.LOCK)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void the_stage_is_told_what_the_pin_does_without_power_LK_04(boolean released) {
    Board board =
        new Board(
            new RtmSettings(true, 1, Amperes.of(32), false, true, 0, true, released, false, 300));
    board.run(100);
    assertThat(board.drive.unlocksWithoutPower).isEqualTo(released);
  }

  @Test
  void a_lock_that_is_not_used_is_left_alone_LK_05() {
    Board board =
        new Board(new RtmSettings(true, 1, Amperes.of(32), false, true, 0, false)).run(6000);
    board.lockWorks = false;
    board.plug(220, 9).grant(16).run(3000);
    car(board, 6).run(5000);
    assertThat(board.closed()).isTrue();
    assertThat(board.drive.lockMotor).isEqualTo(LockMotor.REST);
    assertThat(board.rtm.report().faultWord()).isZero();
  }

  @Test
  void a_wish_to_unlock_stops_opens_and_then_unlocks_but_never_behind_a_weld_LK_06() {
    Board board = charging(10);
    board.rtm.hear(new RtmCommand.UnlockWanted(), board.now);
    board.run(20);
    assertThat(board.drive.dutyPercent).isEqualTo(100);
    board.untilOpen(7000);
    assertThat(board.signals.lockedFeedback).isTrue();
    board.run(1500);
    assertThat(board.signals.lockedFeedback).isFalse();

    Board welded = charging(10);
    welded.lineStuck = true;
    welded.rtm.hear(new RtmCommand.UnlockWanted(), welded.now);
    welded.run(30_000);
    assertThat(welded.signals.lockedFeedback).isTrue();
  }
}
