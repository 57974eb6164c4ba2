package opencompact.rtm;

import static org.assertj.core.api.Assertions.assertThat;

import opencompact.catalogue.Fault;
import opencompact.quantity.Amperes;
import org.junit.jupiter.api.Test;

/** When the residual current sensor is tested, and what a failed test forbids (RCD-03). */
class SensorTestTest {
  private static final long HOUR = 3_600_000;

  private static String sentence(Board board) {
    return board.rtm.report().faults().getFirst().sentence();
  }

  private static void clear(Board board) {
    board.rtm.hear(new RtmCommand.FaultsCleared(false), board.now);
  }

  @Test
  void a_sensor_that_has_died_since_is_found_before_the_session_and_nothing_closes_CT_01() {
    Board board = Board.tethered();
    board.sensorWorks = false;
    board.carVolts = 6;
    board.grant(16);
    assertThat(board.untilClosed(60_000)).isEqualTo(60_000);
    assertThat(board.rtm.report().faultWord()).isEqualTo(Fault.word(Fault.RCD, Fault.RCD_DC));
    assertThat(sentence(board)).contains("self-test failed: it showed 0.0 mA AC");
    clear(board);
    board.run(100);
    assertThat(board.rtm.report().faultWord()).as("it is tested again").isZero();
    assertThat(board.untilFault(Fault.RCD, 5_000)).isBetween(600L, 900L);
    board.sensorWorks = true;
    clear(board);
    assertThat(board.untilClosed(20_000)).isLessThan(10_000);
  }

  @Test
  void without_dc_protection_only_the_ac_half_is_tested_and_faulted_RCD_04() {
    Board board = new Board(new RtmSettings(false, 3, Amperes.of(32), false, false, 0, true));
    board.sensorWorks = false;
    board.run(3_000);
    assertThat(board.rtm.report().faultWord()).isEqualTo(Fault.RCD.bit());
  }

  @Test
  void a_test_current_that_does_not_end_is_a_failed_test_too() {
    Board board = Board.tethered();
    board.carVolts = 9;
    while (!board.drive.residualTest) {
      board.run(10);
    }
    board.sensorWorks = false;
    board.run(1_200);
    assertThat(board.has(Fault.RCD)).isTrue();
    assertThat(sentence(board)).contains("still showed 33.0 mA AC");
  }

  @Test
  void the_test_is_over_in_time_for_the_contacts_and_its_current_never_trips_IEC_T_05() {
    Board board = Board.tethered().grant(16);
    board.carVolts = 6;
    assertThat(board.untilClosed(5_000)).isLessThan(3_000);
    assertThat(board.rtm.report().faultWord()).isZero();
  }

  @Test
  void it_is_tested_once_a_day_but_never_with_closed_contacts() {
    Board board = Board.charging(false, 16);
    board.stepMs = 0;
    board.run(30 * HOUR);
    assertThat(board.closed()).isTrue();
    board.sensorWorks = false;
    board.carVolts = 9;
    board.run(2_000);
    assertThat(board.has(Fault.RCD)).as("it was due as soon as they opened").isTrue();

    Board idle = Board.tethered();
    idle.stepMs = 0;
    idle.sensorWorks = false;
    idle.run(23 * HOUR);
    assertThat(idle.has(Fault.RCD)).isFalse();
    idle.run(2 * HOUR);
    assertThat(idle.has(Fault.RCD)).isTrue();
  }

  @Test
  void a_sensor_that_gives_no_reading_trips_within_ten_seconds_N_8_3() {
    Board board = Board.charging(false, 16);
    board.signals.residualDcMilliamperes = Double.NaN;
    assertThat(board.untilOpen(20_000)).isBetween(9_000L, 10_000L);
    assertThat(sentence(board)).isEqualTo("The residual current sensor gives no reading.");
  }

  @Test
  void a_restart_asked_for_from_afar_does_not_end_a_residual_fault_while_plugged_FLT_02() {
    Board board = Board.charging(false, 16);
    board.signals.residualAcMilliamperes = 40;
    board.run(1_000);
    board.signals.residualAcMilliamperes = 0;
    board.run(100);
    Rtm next = board.rtm.restarted(Board.tetheredSettings());
    assertThat(next.report().has(Fault.RCD)).isTrue();
    board.carVolts = 12;
    board.run(1_000);
    assertThat(board.rtm.restarted(Board.tetheredSettings()).report().faultWord()).isZero();
  }
}
