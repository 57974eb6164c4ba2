package opencompact.rtm;

import static org.assertj.core.api.Assertions.assertThat;

import opencompact.catalogue.Fault;
import opencompact.quantity.Amperes;
import org.junit.jupiter.api.Test;

/** What the random walk over the bench has found, each as a plain case. */
class FoundByWalkingTest {

  @Test
  void a_switch_that_always_says_locked_does_not_replace_a_whole_drive_inwards_LK_01_SI_02() {
    Board board = Board.socketed();
    board.signals.lockedFeedback = true;
    board.run(60_000);
    board.plug(220, 9).grant(16);
    long driven = 0;
    while (!board.closed() && board.ms() < 120_000) {
      board.signals.lockedFeedback = true;
      board.carVolts = board.drive.dutyPercent < 100 ? 6 : 9;
      board.run(10);
      driven += board.drive.lockMotor == Drive.LockMotor.LOCK ? 10 : 0;
    }
    assertThat(board.closed()).isTrue();
    assertThat(driven).as("milliseconds of drive inwards").isGreaterThanOrEqualTo(1000);
  }

  @Test
  void a_direct_residual_current_trips_in_either_direction_PRT_4_SI_09() {
    Board board = Board.charging(false, 16);
    board.signals.residualDcMilliamperes = -61;
    assertThat(board.untilOpen(1000)).isLessThanOrEqualTo(300);
    assertThat(board.has(Fault.RCD_DC)).isTrue();
  }

  @Test
  void a_direct_current_behind_a_trip_of_the_hardware_is_named_in_either_direction_PRT_4() {
    Board board = Board.charging(false, 16);
    board.signals.residualDcMilliamperes = -7;
    board.run(20);
    board.signals.hardwareTrip = true;
    assertThat(board.untilOpen(100)).isLessThanOrEqualTo(10);
    assertThat(board.has(Fault.RCD_DC)).isTrue();
  }

  @Test
  void a_plug_whose_pilot_and_proximity_are_both_disturbed_is_not_gone_PRT_1_SI_17() {
    Board board = Board.charging(true, 16);
    board.signals.residualAcMilliamperes = 40;
    board.run(1000);
    board.signals.residualAcMilliamperes = 0;
    board.signals.proximityOhms = 0;
    board.carVolts = 0;
    board.run(2000);
    board.rtm.hear(new RtmCommand.FaultsCleared(true), board.now);
    board.run(100);
    assertThat(board.has(Fault.RCD)).as("not remotely while plugged").isTrue();
    board.signals.proximityOhms = Double.POSITIVE_INFINITY;
    board.carVolts = 12;
    board.run(2000);
    board.rtm.hear(new RtmCommand.FaultsCleared(true), board.now);
    board.run(100);
    assertThat(board.has(Fault.RCD)).as("remotely once unplugged").isFalse();
  }

  @Test
  void either_temperature_sensor_that_reads_no_number_counts_as_too_hot_PRT_11_SI_10() {
    for (int sensor = 0; sensor < 2; sensor++) {
      Board board = Board.charging(false, 16);
      board.signals.celsius[sensor] = Double.NaN;
      board.run(50);
      assertThat(board.drive.dutyPercent).as("6 A at once, sensor " + sensor).isEqualTo(10);
      assertThat(board.untilFault(Fault.TEMPERATURE, 3000)).isLessThanOrEqualTo(2000);
    }
  }

  @Test
  void either_temperature_sensor_that_is_colder_than_can_be_counts_as_too_hot_PRT_11_SI_10() {
    for (int sensor = 0; sensor < 2; sensor++) {
      Board board = Board.charging(false, 16);
      board.signals.celsius[sensor] = -55;
      board.run(50);
      assertThat(board.drive.dutyPercent).as("6 A at once, sensor " + sensor).isEqualTo(10);
      assertThat(board.untilFault(Fault.TEMPERATURE, 3000)).isLessThanOrEqualTo(2000);
      assertThat(board.rtm.report().faults().getFirst().sentence())
          .isEqualTo(
              "The temperature sensor %s showed -55.0 °C, which it cannot be inside: it is broken.",
              sensor == 0 ? "L1-L2" : "L1-N");
    }
  }

  @Test
  void a_supply_that_swings_between_too_low_and_too_high_is_outside_all_the_while_PRT_12_SI_07() {
    Board board = Board.charging(false, 16);
    board.signals.supplyVolts[0] = 200;
    board.run(1600);
    board.signals.supplyVolts[0] = 260;
    assertThat(board.untilOpen(3000)).isBetween(1350L, 1450L);
    assertThat(board.has(Fault.OVERVOLTAGE)).isTrue();
  }

  @Test
  void the_diode_is_looked_for_anew_after_state_F_IEC_CP_03_SI_01() {
    RtmSettings settings =
        new RtmSettings(true, 1, Amperes.of(32), false, true, 0, true, true, false, 3000);
    Board board = new Board(settings).run(6000).charge(16);
    board.signals.residualAcMilliamperes = 40;
    board.untilOpen(1000);
    board.signals.residualAcMilliamperes = 0;
    board.run(500);
    board.rtm.hear(new RtmCommand.FaultsCleared(false), board.now);
    board.diode = false;
    board.run(20_000);
    assertThat(board.closed()).isFalse();
    assertThat(board.closedAt).as("closed once, before").isLessThan(board.openedAt);
  }

  @Test
  void a_pilot_disturbed_since_the_start_may_hide_a_car_from_remote_clearing_PRT_1_SI_17() {
    for (double volts : new double[] {1.4, 10.63}) {
      Board board = Board.tethered();
      board.carVolts = volts;
      board.run(2000);
      board.signals.residualAcMilliamperes = 40;
      board.run(1000);
      board.signals.residualAcMilliamperes = 0;
      board.rtm.hear(new RtmCommand.FaultsCleared(true), board.now);
      board.run(100);
      assertThat(board.has(Fault.RCD)).as("at " + volts + " V, for who knows").isTrue();
      board.carVolts = 12;
      board.run(2000);
      board.rtm.hear(new RtmCommand.FaultsCleared(true), board.now);
      board.run(100);
      assertThat(board.has(Fault.RCD)).as("once the pilot is seen empty").isFalse();
    }
  }

  @Test
  void measurements_that_stop_coming_open_at_once_and_latch_nothing_RST_5() {
    for (boolean charging : new boolean[] {true, false}) {
      Board board = charging ? Board.charging(true, 16) : Board.socketed();
      board.run(100);
      board.signals.stale = true;
      board.run(10);
      assertThat(board.closed()).isFalse();
      board.run(2000);
      board.signals.stale = false;
      board.run(2000);
      assertThat(board.rtm.faultWord()).as("charging: " + charging).isZero();
    }
  }

  @Test
  void a_residual_fault_is_not_cleared_remotely_before_the_plug_has_been_looked_for_FLT_02() {
    Board board = Board.tethered();
    board.signals.residualAcMilliamperes = 40;
    board.carVolts = 9;
    board.run(400);
    board.signals.residualAcMilliamperes = 0;
    board.restart();
    board.rtm.hear(new RtmCommand.FaultsCleared(true), board.now);
    board.run(1000);
    assertThat(board.has(Fault.RCD)).isTrue();
  }
}
