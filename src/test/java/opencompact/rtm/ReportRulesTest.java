package opencompact.rtm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import opencompact.catalogue.Fault;
import opencompact.quantity.Amperes;
import opencompact.quantity.WattHours;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the RTM tells the host, and what it may be told of the station's construction. */
class ReportRulesTest {

  private static void measure(Board board) {
    Signals now = board.signals;
    for (int phase = 0; phase < 3; phase++) {
      now.supplyVolts[phase] = 230 + phase;
      now.importedMilliwattHours[phase] = 1000 * (phase + 1);
      now.exportedMilliwattHours[phase] = 10 * (phase + 1);
      now.watts[phase] = 100 * (phase + 1);
      now.amperes[phase] = 0.1 * (phase + 1);
    }
    now.neutralToEarthVolts = 2.5;
    now.residualAcMilliamperes = 3.5;
    now.residualDcMilliamperes = 1.5;
    now.celsius[0] = 31;
    now.celsius[1] = 32;
  }

  @Test
  void a_report_gives_every_reading_of_every_phase_MET_1() {
    Board board = Board.tethered();
    measure(board);
    board.run(10);
    RtmReport report = board.rtm.report();
    RtmReport.Readings readings = report.readings();
    assertThat(readings.volts()).containsExactly(230.0, 231.0, 232.0);
    assertThat(readings.amperes()).containsExactly(0.1, 0.2, 0.1 * 3);
    assertThat(readings.watts()).containsExactly(100.0, 200.0, 300.0);
    assertThat(readings.totalWatts()).isEqualTo(600);
    assertThat(readings.importedWh())
        .containsExactly(WattHours.of(1), WattHours.of(2), WattHours.of(3));
    assertThat(readings.exportedWh())
        .containsExactly(WattHours.ofMilli(10), WattHours.ofMilli(20), WattHours.ofMilli(30));
    assertThat(readings.celsius()).containsExactly(31.0, 32.0);
    assertThat(readings.neutralVolts()).isEqualTo(2.5);
    assertThat(readings.residualAcMilliamperes()).isEqualTo(3.5);
    assertThat(readings.residualDcMilliamperes()).isEqualTo(1.5);
    assertThat(readings.pilotHighVolts()).isEqualTo(12);
    assertThat(readings.pilotLowVolts()).isEqualTo(12);
    assertThat(readings.dutyPercent()).isEqualTo(100);
    assertThat(report.register()).isEqualTo(WattHours.of(6));
  }

  @Test
  void a_single_phase_station_reports_one_phase_and_its_register_MOD_2() {
    Board board = Board.socketed();
    board.signals.importedMilliwattHours[0] = 5000;
    board.signals.importedMilliwattHours[1] = 700;
    board.run(10);
    assertThat(board.rtm.report().readings().volts()).containsExactly(230.0);
    assertThat(board.rtm.report().readings().importedWh()).containsExactly(WattHours.of(5));
    assertThat(board.rtm.report().register()).isEqualTo(WattHours.of(5));
  }

  @Test
  void a_car_is_weary_from_its_eighth_pause_IEC_W_02() {
    assertThat(pauses(7).weary()).isFalse();
    assertThat(pauses(8).weary()).isTrue();
  }

  private static RtmReport.PlugIn pauses(int count) {
    return new RtmReport.PlugIn(false, count, 0, false, false, RtmReport.Delay.NONE, 0);
  }

  @Test
  void a_record_keeps_all_but_its_time_when_the_clock_is_another_DIA_2() {
    RtmReport.FaultRecord record =
        new RtmReport.FaultRecord(
            Fault.RCD, 100, 42, 30, "L1", Duration.ofMillis(7), Duration.ofMillis(9), "So.");
    assertThat(record.shifted(11))
        .isEqualTo(
            new RtmReport.FaultRecord(
                Fault.RCD, 111, 42, 30, "L1", Duration.ofMillis(7), Duration.ofMillis(9), "So."));
    assertThat(record.shifted(-11).sinceNanos()).isEqualTo(89);
  }

  @Test
  void a_station_is_stopped_by_a_fault_but_not_by_a_warning_PRT_16() {
    Board board = Board.tethered();
    assertThat(board.rtm.report().stopped()).isFalse();
    board.signals.mainCoverOpen = true;
    board.run(10);
    assertThat(board.rtm.report().stopped()).as("a cover is a warning").isFalse();
    board.signals.residualAcMilliamperes = 200;
    board.run(100);
    assertThat(board.rtm.report().stopped()).isTrue();
    assertThat(board.rtm.report().has(Fault.RCD)).isTrue();
    assertThat(board.rtm.report().has(Fault.RCD_DC)).isFalse();
  }

  private static RtmSettings settings(int phases, int offset, int stateF) {
    return new RtmSettings(
        true, phases, Amperes.of(32), false, true, offset, true, true, false, stateF);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void a_station_has_one_phase_or_three_MOD_2(int phases) {
    assertThat(settings(phases, 0, 300).phases()).isEqualTo(phases);
    for (int wrong : List.of(0, 2, 4)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> settings(wrong, 0, 300))
          .withMessage("a station has 1 or 3 phases, not " + wrong);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 23})
  void the_voltage_window_is_widened_by_23_V_at_most_PRT_12(int offset) {
    assertThat(settings(1, offset, 300).voltageOffset()).isEqualTo(offset);
    for (int wrong : List.of(-1, 24)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> settings(1, wrong, 300))
          .withMessage("a voltage offset of 0 to 23 V, not " + wrong);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 300, 3000})
  void state_F_lasts_300_to_3000_ms_or_never_comes_IEC_T_21(int millis) {
    assertThat(settings(1, 0, millis).faultStateFMillis()).isEqualTo(millis);
    for (int wrong : List.of(-1, 1, 299, 3001)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> settings(1, 0, wrong))
          .withMessage("state F for 300 to 3000 ms, or 0 for never, not " + wrong);
    }
  }

  @Test
  void as_delivered_the_plug_comes_free_without_power_and_state_F_is_shown_LK_04() {
    RtmSettings delivered = Board.socketedSettings();
    assertThat(delivered.unlocksWithoutPower()).isTrue();
    assertThat(delivered.simplifiedPilotCapped()).isFalse();
    assertThat(delivered.faultStateFMillis()).isEqualTo(300);
  }
}
