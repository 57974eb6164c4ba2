package opencompact.rtm;

import static org.assertj.core.api.Assertions.assertThat;

import opencompact.catalogue.Fault;
import opencompact.catalogue.Limit;
import opencompact.quantity.Amperes;
import org.junit.jupiter.api.Test;

/** Sequences of IEC 61851-1 Table A.6 and the limits, on the board. */
class ChargeTest {
  private static final Grant PAUSE = new Grant(true, Amperes.NONE, Limit.GRID, true);

  @Test
  void an_idle_socket_shows_a_cable_of_0_A_PP_04() {
    RtmReport report = Board.socketed().rtm.report();
    assertThat(report.plugged()).isFalse();
    assertThat(report.cable()).isEqualTo(Amperes.NONE);
    assertThat(report.limit()).isEqualTo(Amperes.NONE);
    assertThat(report.ruling()).isEqualTo(Limit.CABLE);
  }

  @Test
  void an_idle_tethered_station_shows_the_device_limit_PP_04() {
    RtmReport report = Board.tethered().rtm.report();
    assertThat(report.limit()).isEqualTo(Amperes.of(32));
    assertThat(report.ruling()).isEqualTo(Limit.DEVICE);
  }

  @Test
  void a_plug_is_locked_before_pwm_and_pwm_comes_before_the_contacts_LK_01() {
    Board board = Board.socketed().plug(680, 9).grant(32);
    board.run(200);
    assertThat(board.drive.lockMotor).isEqualTo(Drive.LockMotor.LOCK);
    assertThat(board.drive.dutyPercent).isEqualTo(100);
    board.run(2000);
    assertThat(board.rtm.report().locked()).isTrue();
    assertThat(board.rtm.report().offered()).isEqualTo(Amperes.of(20));
    assertThat(board.rtm.report().ruling()).isEqualTo(Limit.CABLE);
    assertThat(board.closed()).isFalse();
  }

  @Test
  void a_car_without_S2_goes_from_A_to_C_and_charges_IEC_T_01() {
    Board board = Board.tethered().grant(16);
    board.carVolts = 6;
    assertThat(board.untilClosed(5000)).isBetween(500L, 3000L);
  }

  @Test
  void a_toggle_B_C_B_does_not_close_IEC_T_14() {
    Board board = Board.tethered().grant(16);
    board.carVolts = 9;
    board.run(3000);
    board.carVolts = 6;
    board.run(400);
    board.carVolts = 9;
    board.run(2000);
    assertThat(board.closedAt).isEqualTo(-1);
  }

  @Test
  void a_pilot_that_bounces_between_A_and_B_opens_within_100_ms_IEC_T_03() {
    Board board = Board.charging(false, 16);
    long from = board.ms();
    while (board.closed()) {
      board.carVolts = board.carVolts == 9 ? 12 : 9;
      board.signals.pilotHighVolts = board.carVolts;
      board.run(10);
    }
    assertThat(board.ms() - from).isLessThanOrEqualTo(100);
  }

  @Test
  void a_pause_ends_pwm_and_opens_once_the_car_draws_nothing_CT_03() {
    Board board = Board.charging(true, 16);
    board.grant(PAUSE).run(1000);
    assertThat(board.rtm.report().pwm()).isFalse();
    assertThat(board.closed()).isTrue();
    board.current(0.5);
    assertThat(board.untilOpen(1000)).isLessThanOrEqualTo(20);
    assertThat(board.rtm.report().maybeOpenedUnderLoad()).isFalse();
  }

  @Test
  void pwm_returns_no_sooner_than_three_seconds_after_its_end_IEC_T_13() {
    Board board = Board.charging(true, 16);
    board.duties.clear();
    board.grant(PAUSE).run(100).grant(16).run(10_000);
    assertThat(board.duties).hasSize(2);
    assertThat(board.duties.get(1).atMs() - board.duties.get(0).atMs()).isEqualTo(3000);
  }

  @Test
  void a_car_that_stays_in_C_while_pwm_pauses_keeps_its_contacts_IEC_T_22() {
    Board board = Board.charging(true, 16);
    board.openedAt = -1;
    board.grant(PAUSE).run(1000).grant(16).run(10_000);
    assertThat(board.openedAt).isEqualTo(-1);
    assertThat(board.rtm.report().pwm()).isTrue();
  }

  @Test
  void contacts_rest_five_seconds_before_they_close_again_CT_05() {
    Board board = Board.charging(false, 16);
    board.carVolts = 9;
    board.untilOpen(1000);
    board.carVolts = 6;
    assertThat(board.untilClosed(20_000)).isBetween(4990L, 5100L);
  }

  @Test
  void ventilation_is_refused_unless_allowed_CHG_3() {
    Board board = Board.charging(false, 16);
    board.carVolts = 3;
    board.signals.pilotHighVolts = 3;
    assertThat(board.untilOpen(1000)).isLessThan(100);
    board.run(30_000);
    assertThat(board.drive.dutyPercent).isEqualTo(100);
    assertThat(board.rtm.report().faultWord()).isZero();

    Board allowed =
        new Board(new RtmSettings(false, 3, Amperes.of(32), true, true, 0, true)).run(6000);
    allowed.grant(16);
    allowed.carVolts = 3;
    assertThat(allowed.untilClosed(5000)).isLessThan(3000);
  }

  @Test
  void a_fault_during_a_charge_is_told_by_300_ms_of_state_F_IEC_T_21() {
    Board board = Board.charging(false, 16);
    board.duties.clear();
    board.signals.residualAcMilliamperes = 30;
    board.run(2000);
    assertThat(board.duties).extracting(Board.DutyChange::duty).containsExactly(0.0, 100.0);
    assertThat(board.duties.get(1).atMs() - board.duties.get(0).atMs()).isEqualTo(300);
  }

  @Test
  void a_silent_host_ends_the_charge_after_five_seconds_and_frees_it_when_back_CHG_8() {
    Board board = Board.charging(false, 16);
    board.hostAlive = false;
    board.run(6000);
    assertThat(board.has(Fault.MISSING_HOST)).isTrue();
    assertThat(board.drive.dutyPercent).isEqualTo(100);
    assertThat(board.untilOpen(10_000)).isLessThan(6000);
    board.hostAlive = true;
    board.run(29_000);
    assertThat(board.has(Fault.MISSING_HOST)).isFalse();
    assertThat(board.closed()).as("a fault is followed by 30 s of rest (IEC-T-20)").isFalse();
    board.run(3000);
    assertThat(board.closed()).isTrue();
  }

  @Test
  void heat_lowers_the_offer_at_once_and_gives_it_back_slowly_TMP_02() {
    Board board = Board.charging(false, 32);
    board.signals.celsius[1] = 75;
    board.run(10);
    assertThat(board.rtm.report().offered()).isEqualTo(Amperes.of(24));
    assertThat(board.rtm.report().ruling()).isEqualTo(Limit.TEMPERATURE);
    board.current(20);
    board.signals.celsius[1] = 60;
    board.run(20_100);
    assertThat(board.rtm.report().offered()).isEqualTo(Amperes.of(28));
    board.signals.celsius[1] = 79.1;
    board.run(1900);
    assertThat(board.has(Fault.TEMPERATURE)).isFalse();
    board.run(200);
    assertThat(board.has(Fault.TEMPERATURE)).isTrue();
  }

  @Test
  void a_step_from_32_to_6_A_that_is_ignored_trips_after_11_seconds_OC_02() {
    Board board = Board.charging(false, 32);
    board.grant(6).run(10_900);
    assertThat(board.has(Fault.OVERCURRENT)).isFalse();
    board.run(300);
    assertThat(board.has(Fault.OVERCURRENT)).isTrue();
  }

  @Test
  void a_limit_that_creeps_down_does_not_put_the_protection_off_OC_02() {
    Board board = Board.charging(false, 32);
    long from = board.ms();
    for (int tenths = 319; board.closed() && tenths > 60; tenths--) {
      board.grant(new Grant(true, Amperes.ofTenths(tenths), Limit.GRID, true)).run(500);
    }
    // 29 A is 32 A / 1.1; five seconds to follow and six to trip come on top.
    assertThat(board.has(Fault.OVERCURRENT)).isTrue();
    assertThat(board.ms() - from).isBetween(25_000L, 27_500L);
  }

  @Test
  void more_than_1_2_times_the_maximum_opens_within_100_ms_OC_04() {
    Board board = Board.charging(false, 32);
    board.current(38.4).run(50);
    assertThat(board.closed()).isTrue();
    board.current(38.6);
    assertThat(board.untilOpen(1000)).isLessThan(100);
  }

  @Test
  void a_missing_diode_blocks_until_the_car_leaves_PRT_8() {
    Board board = Board.tethered().grant(16);
    board.diode = false;
    board.carVolts = 9;
    board.run(2000);
    assertThat(board.has(Fault.DIODE)).isTrue();
    board.diode = true;
    board.carVolts = 6;
    board.run(10_000);
    assertThat(board.closed()).isFalse();
    board.carVolts = 12;
    board.run(1000);
    assertThat(board.has(Fault.DIODE)).isFalse();
    board.carVolts = 6;
    assertThat(board.untilClosed(10_000)).isLessThan(5000);
  }

  @Test
  void an_unreadable_cable_starts_no_session_PRT_9() {
    Board board = Board.socketed().plug(20, 9).grant(16).run(2000);
    assertThat(board.has(Fault.PP)).isTrue();
    assertThat(board.rtm.report().plugged()).isTrue();
    board.plug(Double.POSITIVE_INFINITY, 12).run(2000);
    assertThat(board.has(Fault.PP)).isFalse();
  }

  @Test
  void a_cable_that_changes_its_class_in_C_opens_and_is_measured_again_PP_02() {
    Board board = Board.charging(true, 32);
    board.signals.proximityOhms = 680;
    assertThat(board.untilOpen(3000)).isBetween(100L, 3000L);
    board.run(20_000);
    assertThat(board.closed()).isTrue();
    assertThat(board.rtm.report().offered()).isEqualTo(Amperes.of(20));
  }
}
