package opencompact.rtm;

import static org.assertj.core.api.Assertions.assertThat;

import opencompact.catalogue.Fault;
import opencompact.quantity.Amperes;
import org.junit.jupiter.api.Test;

/** How faults arise at contactor, lock and supply, and what ends them. */
class FaultsTest {

  private static void clear(Board board, boolean remotely) {
    board.rtm.hear(new RtmCommand.FaultsCleared(remotely), board.now);
    board.run(50);
  }

  @Test
  void a_residual_current_fault_ends_by_hand_but_not_remotely_while_plugged_PRT_1() {
    Board board = Board.charging(false, 16);
    board.signals.residualAcMilliamperes = 40;
    assertThat(board.untilOpen(1000)).isLessThan(300);
    clear(board, false);
    assertThat(board.has(Fault.RCD)).as("its cause stands").isTrue();
    board.signals.residualAcMilliamperes = 0;
    board.run(600_000);
    assertThat(board.has(Fault.RCD)).as("never by itself").isTrue();
    clear(board, true);
    assertThat(board.has(Fault.RCD)).as("not remotely while plugged").isTrue();
    board.carVolts = 12;
    board.run(1000);
    assertThat(board.has(Fault.RCD)).as("not by unplugging alone").isTrue();
    clear(board, true);
    assertThat(board.has(Fault.RCD)).isFalse();
  }

  @Test
  void twenty_milliamperes_never_trip_and_dc_is_ignored_when_switched_off_RCD_04() {
    Board board =
        new Board(new RtmSettings(false, 3, Amperes.of(32), false, false, 0, true))
            .run(6000)
            .charge(16);
    board.signals.residualDcMilliamperes = 50;
    board.signals.residualAcMilliamperes = 20;
    board.run(60_000);
    assertThat(board.closed()).isTrue();
  }

  @Test
  void voltage_recovers_after_30_then_60_then_300_s_and_stops_after_six_FLT_01() {
    Board board = Board.tethered();
    long[] waits = {30, 60, 300, 300, 300, 300};
    for (long wait : waits) {
      board.signals.supplyVolts[2] = 260;
      board.run(3100);
      assertThat(board.has(Fault.OVERVOLTAGE)).isTrue();
      assertThat(board.has(Fault.AUTO_RECOVERY)).isTrue();
      board.signals.supplyVolts[2] = 251;
      board.run(60_000);
      assertThat(board.has(Fault.OVERVOLTAGE)).as("hysteresis, VOL-02").isTrue();
      board.signals.supplyVolts[2] = 230;
      board.run(wait * 1000 - 50);
      assertThat(board.has(Fault.OVERVOLTAGE)).as(wait + " s").isTrue();
      board.run(100);
      assertThat(board.has(Fault.OVERVOLTAGE)).as(wait + " s").isFalse();
    }
    board.signals.supplyVolts[2] = 260;
    board.run(3100);
    board.signals.supplyVolts[2] = 230;
    board.run(3_600_000);
    assertThat(board.has(Fault.OVERVOLTAGE)).isTrue();
    assertThat(board.has(Fault.AUTO_RECOVERY)).isFalse();
  }

  private static void overvoltage(Board board, long waitSeconds) {
    board.signals.supplyVolts[2] = 260;
    board.run(3100);
    board.signals.supplyVolts[2] = 230;
    board.run(waitSeconds * 1000 + 100);
  }

  @Test
  void the_ladder_of_recoveries_forgets_after_an_hour_and_the_cap_after_a_day_FLT_01() {
    Board board = Board.tethered();
    for (int round = 0; round < 20; round++) {
      // Every five hours: always the first in its hour, never six in a day.
      overvoltage(board, 30);
      assertThat(board.has(Fault.OVERVOLTAGE)).as("round " + round).isFalse();
      board.stepMs = 0;
      board.run(5 * 3_600_000L);
      board.stepMs = 10;
    }
    for (int round = 0; round < 2; round++) {
      overvoltage(board, 60);
      board.run(1_800_000);
    }
    assertThat(board.has(Fault.OVERVOLTAGE)).isFalse();
  }

  @Test
  void when_the_day_is_used_up_a_person_clears_and_the_count_begins_anew_FLT_01() {
    Board board = Board.tethered();
    for (int round = 0; round < 6; round++) {
      overvoltage(board, 300);
    }
    overvoltage(board, 7200);
    assertThat(board.rtm.report().faultWord()).as("no flag").isEqualTo(Fault.OVERVOLTAGE.bit());
    clear(board, false);
    assertThat(board.has(Fault.AUTO_RECOVERY)).isTrue();
    board.run(31_000);
    assertThat(board.rtm.report().faultWord()).isZero();
    overvoltage(board, 60);
    assertThat(board.rtm.report().faultWord()).isZero();
  }

  @Test
  void the_flag_of_recovery_is_not_told_beside_a_fault_that_stays_PRT_13() {
    Board board = Board.tethered();
    board.signals.supplyVolts[0] = 260;
    board.signals.residualAcMilliamperes = 40;
    board.run(3200);
    assertThat(board.rtm.report().faultWord()).isEqualTo(Fault.word(Fault.OVERVOLTAGE, Fault.RCD));
    board.signals.residualAcMilliamperes = 0;
    board.run(50);
    clear(board, false);
    assertThat(board.has(Fault.AUTO_RECOVERY)).isTrue();
  }

  @Test
  void a_neutral_fault_waits_for_30_s_below_60_V_PEN_03() {
    Board board = Board.tethered();
    board.signals.neutralToEarthVolts = 75;
    board.run(3_990);
    assertThat(board.has(Fault.NEUTRAL)).isFalse();
    board.run(50);
    assertThat(board.has(Fault.NEUTRAL)).isTrue();
    board.signals.neutralToEarthVolts = 61;
    clear(board, false);
    board.run(120_000);
    assertThat(board.has(Fault.NEUTRAL)).as("61 V are too much to come back").isTrue();
    board.signals.neutralToEarthVolts = 59;
    board.run(29_900);
    board.signals.neutralToEarthVolts = 65;
    board.run(20);
    board.signals.neutralToEarthVolts = 59;
    board.run(29_900);
    assertThat(board.has(Fault.NEUTRAL)).as("30 s without a break").isTrue();
    board.run(200);
    assertThat(board.has(Fault.NEUTRAL)).isFalse();
  }

  @Test
  void phases_are_told_after_their_time_and_a_misconnection_stays_PRT_19() {
    Board turned = Board.tethered();
    turned.signals.phaseOrderRight = false;
    turned.run(980);
    assertThat(turned.has(Fault.PHASES)).isFalse();
    turned.run(40);
    assertThat(turned.has(Fault.PHASES)).isTrue();
    turned.signals.phaseOrderRight = true;
    clear(turned, false);
    turned.run(600_000);
    assertThat(turned.rtm.report().faultWord()).isEqualTo(Fault.PHASES.bit());

    Board lost = Board.tethered();
    lost.signals.supplyVolts[2] = 0;
    assertThat(lost.untilFault(Fault.UNDERVOLTAGE, 5_000)).isLessThan(100);
    assertThat(lost.untilFault(Fault.PHASES, 5_000)).isBetween(2_900L, 3_000L);
    lost.signals.supplyVolts[2] = 230;
    lost.run(30_100);
    assertThat(lost.rtm.report().faultWord()).as("it was there before").isZero();

    Board extra = Board.socketed();
    extra.signals.supplyVolts[1] = 230;
    extra.run(1_020);
    assertThat(extra.rtm.report().faultWord()).isEqualTo(Fault.PHASES.bit());

    Board dark = new Board(Board.tetheredSettings());
    dark.signals.supplyVolts[0] = 0;
    dark.signals.supplyVolts[1] = 0;
    dark.signals.supplyVolts[2] = 0;
    dark.run(10_000);
    assertThat(dark.has(Fault.PHASES)).as("no supply at all is no misconnection").isFalse();
  }

  @Test
  void a_report_says_where_how_much_and_how_soon_DIA_2() {
    Board board = Board.charging(false, 16);
    board.signals.supplyVolts[1] = 199;
    board.run(3_200);
    RtmReport.FaultRecord record = board.rtm.report().faults().getFirst();
    assertThat(record.fault()).isEqualTo(Fault.UNDERVOLTAGE);
    assertThat(record.where()).isEqualTo("L2");
    assertThat(record.measured()).isEqualTo(199);
    assertThat(record.threshold()).isEqualTo(207);
    assertThat(record.detection().toMillis()).isEqualTo(3_000);
    assertThat(record.opening().toMillis()).isBetween(0L, 20L);
  }

  @Test
  void a_breakdown_of_the_supply_opens_within_100_ms_VOL_01() {
    for (double volts : new double[] {100, 310, Double.NaN}) {
      Board board = Board.charging(false, 16);
      board.signals.supplyVolts[0] = volts;
      assertThat(board.untilOpen(1000)).isLessThan(100);
    }
  }

  @Test
  void the_configured_offset_widens_the_window_at_both_ends_PRT_12() {
    Board board = new Board(new RtmSettings(false, 3, Amperes.of(32), false, true, 23, true));
    board.signals.supplyVolts[0] = 184;
    board.signals.supplyVolts[1] = 276;
    board.grant(16).run(10_000);
    assertThat(board.rtm.report().faultWord()).isZero();
    board.signals.supplyVolts[0] = 183.9;
    board.run(3100);
    assertThat(board.has(Fault.UNDERVOLTAGE)).isTrue();
  }

  @Test
  void a_sag_of_our_own_lowers_the_offer_and_is_latched_at_6_A_VOL_05() {
    Board board = Board.charging(false, 32);
    int lastOffer = 320;
    for (int round = 0; round < 12 && board.rtm.report().offered().tenths() > 0; round++) {
      board.signals.supplyVolts[0] = 200;
      board.run(3200);
      board.signals.supplyVolts[0] = 230;
      clear(board, false);
      board.run(310_000);
      int offer = board.rtm.report().offered().tenths();
      assertThat(offer).isLessThanOrEqualTo(lastOffer);
      lastOffer = offer;
    }
    assertThat(lastOffer).isLessThan(320);
  }

  @Test
  void swapped_conductors_are_told_at_power_up_PEN_04() {
    Board board = new Board(Board.tetheredSettings());
    board.signals.neutralToEarthVolts = 230;
    board.signals.lineToEarthVolts[0] = 2;
    board.grant(16).run(200);
    assertThat(board.has(Fault.NEUTRAL)).isTrue();
  }

  @Test
  void a_welded_line_is_told_after_a_second_and_keeps_the_plug_captive_CT_04() {
    Board board = Board.charging(true, 16);
    board.lineStuck = true;
    board.carVolts = 9;
    board.untilOpen(1000);
    board.run(950);
    assertThat(board.has(Fault.LINE_STUCK_CLOSED)).isFalse();
    board.run(100);
    assertThat(board.has(Fault.LINE_STUCK_CLOSED)).isTrue();
    assertThat(board.has(Fault.POWER_RELAY)).isTrue();
    board.grant(Grant.NOTHING);
    board.rtm.hear(new RtmCommand.UnlockWanted(), board.now);
    board.run(60_000);
    assertThat(board.signals.lockedFeedback).isTrue();
    clear(board, false);
    assertThat(board.has(Fault.POWER_RELAY)).as("its cause stands").isTrue();
  }

  @Test
  void each_pole_has_its_own_fault_and_power_up_is_watched_CT_04() {
    Board open = Board.tethered().grant(16);
    open.neutralStuck = false;
    open.carVolts = 6;
    open.untilClosed(5000);
    open.run(1100);
    assertThat(open.has(Fault.NEUTRAL_STUCK_OPEN)).isTrue();
    assertThat(open.has(Fault.LINE_STUCK_OPEN)).isFalse();
    assertThat(open.closed()).isFalse();

    Board welded = new Board(Board.tetheredSettings());
    welded.neutralStuck = true;
    welded.grant(16).run(1200);
    assertThat(welded.has(Fault.NEUTRAL_STUCK_CLOSED)).isTrue();
  }

  @Test
  void a_lock_that_fails_three_times_is_a_fault_until_it_moves_LK_03() {
    Board board = Board.socketed();
    board.lockWorks = false;
    board.plug(220, 9).grant(16).run(200);
    assertThat(board.untilFault(Fault.LOCK, 20_000)).isBetween(6500L, 7500L);
    board.lockWorks = true;
    board.run(33_000);
    assertThat(board.has(Fault.LOCK)).as("the retry after 30 s").isFalse();
    assertThat(board.signals.lockedFeedback).isTrue();
  }

  @Test
  void an_unlock_that_fails_is_retried_each_30_s_and_when_asked_for_LK_03() {
    Board board = Board.charging(true, 16);
    board.unlockWorks = false;
    board.carVolts = 12;
    board.grant(Grant.NOTHING).run(5000);
    assertThat(board.rtm.report().unlockFailing()).isTrue();
    board.run(10_000);
    assertThat(board.has(Fault.UNLOCK)).isTrue();
    board.unlockWorks = true;
    board.rtm.hear(new RtmCommand.UnlockWanted(), board.now);
    board.run(1500);
    assertThat(board.has(Fault.UNLOCK)).isFalse();
    assertThat(board.rtm.report().unlockFailing()).isFalse();
    assertThat(board.signals.lockedFeedback).isFalse();
  }

  @Test
  void a_wish_to_unlock_during_a_charge_ends_it_first_LK_06() {
    Board board = Board.charging(true, 16);
    board.rtm.hear(new RtmCommand.UnlockWanted(), board.now);
    board.run(1500);
    assertThat(board.drive.dutyPercent).isEqualTo(100);
    assertThat(board.signals.lockedFeedback).isTrue();
    board.run(8000);
    assertThat(board.closed()).isFalse();
    assertThat(board.signals.lockedFeedback).isFalse();
  }

  @Test
  void a_plug_held_over_a_restart_stays_held_until_the_host_has_spoken_LK_04() {
    Board board = new Board(Board.socketedSettings());
    board.hostAlive = false;
    board.signals.lockedFeedback = true;
    board.plug(220, 9).run(4000);
    assertThat(board.signals.lockedFeedback).isTrue();
    board.run(3000);
    assertThat(board.signals.lockedFeedback).isFalse();
  }

  @Test
  void without_an_active_lock_its_faults_are_silent_LK_05() {
    Board board =
        new Board(new RtmSettings(true, 1, Amperes.of(32), false, true, 0, false)).run(6000);
    board.lockWorks = false;
    board.plug(220, 9).grant(16).run(5000);
    board.carVolts = 6;
    assertThat(board.untilClosed(5000)).isLessThan(3000);
    assertThat(board.rtm.report().faultWord()).isZero();
  }

  @Test
  void soft_faults_let_the_charge_go_on_and_the_service_cover_ends_by_hand_PRT_16_PRT_17() {
    Board board = Board.charging(false, 16);
    board.signals.mainCoverOpen = true;
    board.signals.serviceCoverOpen = true;
    board.run(100);
    board.signals.mainCoverOpen = false;
    board.signals.serviceCoverOpen = false;
    clear(board, false);
    assertThat(board.has(Fault.TAMPER)).isTrue();
    assertThat(board.has(Fault.TAMPER_SERVICE)).isFalse();
    assertThat(board.closed()).isTrue();
  }

  @Test
  void calibration_and_external_meter_are_as_their_cause_is_PRT_14_PRT_18() {
    Board board = Board.tethered();
    board.signals.calibrationValid = false;
    board.rtm.hear(new RtmCommand.ExternalMeter(true), board.now);
    board.run(10);
    assertThat(board.rtm.report().faultWord())
        .isEqualTo(Fault.CALIBRATION.bit() | Fault.EXTERNAL_METER.bit());
    board.signals.calibrationValid = true;
    board.rtm.hear(new RtmCommand.ExternalMeter(false), board.now);
    board.run(10);
    assertThat(board.rtm.report().faultWord()).isZero();
  }

  @Test
  void a_trip_of_the_hardware_is_told_by_what_was_measured_before_PRT_5() {
    Board board = Board.charging(false, 16);
    board.signals.residualAcMilliamperes = 25;
    board.run(10);
    board.signals.hardwareTrip = true;
    board.signals.residualAcMilliamperes = 0;
    board.run(10);
    assertThat(board.closed()).isFalse();
    assertThat(board.has(Fault.RCD)).isTrue();

    Board unexplained = Board.charging(false, 16);
    unexplained.signals.hardwareTrip = true;
    unexplained.run(200);
    assertThat(unexplained.has(Fault.POWER_RELAY)).isTrue();
    assertThat(unexplained.closed()).isFalse();
  }

  @Test
  void each_fault_says_what_was_measured() {
    Board board = Board.tethered();
    board.signals.supplyVolts[1] = 260;
    board.run(3100);
    assertThat(board.rtm.report().faults())
        .singleElement()
        .extracting(RtmReport.FaultRecord::sentence)
        .isEqualTo("L2 stood at 260.0 V; more than 253 V trips.");
  }
}
