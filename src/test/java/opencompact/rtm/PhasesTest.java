package opencompact.rtm;

import static org.assertj.core.api.Assertions.assertThat;

import opencompact.quantity.Moment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the supply may be wired, at its thresholds and to the nanosecond (PRT-19, MOD-2, VOL-03). */
class PhasesTest {
  private static final long MS = 1_000_000;
  private static final int L1 = 1;
  private static final int L2 = 2;
  private static final int L3 = 4;

  private final Phases phases = new Phases();
  private final Signals signals = new Signals();
  private final Pace pace = new Pace();
  private final Evidence evidence = new Evidence();
  private int configured = 3;
  private boolean neutralSwapped;

  @BeforeEach
  void supplied() {
    volts(230, 230, 230);
    for (int line = 0; line < 3; line++) {
      signals.lineToEarthVolts[line] = 230;
    }
    signals.neutralToEarthVolts = 1;
  }

  private void volts(double l1, double l2, double l3) {
    signals.supplyVolts[0] = l1;
    signals.supplyVolts[1] = l2;
    signals.supplyVolts[2] = l3;
  }

  private Phases at(long nanos) {
    pace.begin();
    phases.read(signals, configured, neutralSwapped, nanos, pace);
    return phases;
  }

  private void found(Finding finding, int places, long since) {
    phases.evidence(evidence.plain());
    assertThat(evidence.finding).isEqualTo(finding);
    assertThat(evidence.places).isEqualTo(places);
    assertThat(evidence.seenAt).isEqualTo(since);
  }

  @Test
  void three_lines_in_order_and_one_line_alone_are_right_MOD_2() {
    at(0);
    assertThat(at(60_000 * MS).trips()).isFalse();
    assertThat(phases.wrong()).isFalse();
    assertThat(pace.deadline()).isEqualTo(Moment.NEVER);
    Phases single = new Phases();
    volts(230, 0, 0);
    signals.phaseOrderRight = false;
    single.read(signals, 1, false, 0, pace);
    single.read(signals, 1, false, 60_000 * MS, pace);
    assertThat(single.trips()).isFalse();
    assertThat(single.wrong()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"49.9, true", "50, false"})
  void a_line_below_50_V_is_missing_after_three_seconds_VOL_03(double volts, boolean missing) {
    volts(230, volts, 230);
    assertThat(at(MS).wrong()).isEqualTo(missing);
    assertThat(at(3001 * MS - 1).trips()).isFalse();
    assertThat(at(3001 * MS).trips()).isEqualTo(missing);
    if (missing) {
      found(Finding.LINE_MISSING, L2, MS);
      assertThat(evidence.measured).isEqualTo(volts);
      assertThat(evidence.threshold).isEqualTo(50);
    }
  }

  @ParameterizedTest
  @CsvSource({"115, false", "115.1, true"})
  void without_any_line_above_115_V_the_supply_is_off_and_none_is_missing_VOL_03(
      double volts, boolean missing) {
    volts(0, volts, 0);
    at(0);
    assertThat(at(3000 * MS).trips()).isEqualTo(missing);
    assertThat(phases.wrong()).isEqualTo(missing);
    if (missing) {
      found(Finding.LINE_MISSING, L1 | L3, 0);
    }
  }

  @ParameterizedTest
  @CsvSource({"115, false", "115.1, true"})
  void a_line_too_many_on_one_phase_is_strange_after_one_second_MOD_2(
      double volts, boolean strange) {
    configured = 1;
    volts(230, 0, volts);
    assertThat(at(MS).wrong()).isEqualTo(strange);
    assertThat(at(1001 * MS - 1).trips()).isFalse();
    assertThat(at(1001 * MS).trips()).isEqualTo(strange);
    assertThat(phases.misconnected()).isEqualTo(strange);
    if (strange) {
      found(Finding.LINE_TOO_MANY, L3, MS);
      assertThat(evidence.measured).isEqualTo(volts);
      assertThat(evidence.threshold).isEqualTo(115);
    }
  }

  @Test
  void the_wrong_order_trips_after_one_second_and_has_no_voltage_PRT_19() {
    signals.phaseOrderRight = false;
    assertThat(at(MS).wrong()).isTrue();
    assertThat(at(1001 * MS - 1).trips()).isFalse();
    assertThat(at(1001 * MS).trips()).isTrue();
    assertThat(phases.misconnected()).isTrue();
    found(Finding.WRONG_ORDER, L1 | L2 | L3, MS);
    assertThat(evidence.measured).isNaN();
    assertThat(evidence.threshold).isNaN();
  }

  @Test
  void an_order_is_judged_only_while_all_three_lines_are_alive_PRT_19() {
    signals.phaseOrderRight = false;
    volts(230, 115, 230);
    at(0);
    assertThat(at(2000 * MS).trips()).isFalse();
    assertThat(phases.wrong()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "340.1, 150.1, 150.1, true",
    "340, 150.1, 150.1, false",
    "340.1, 150, 150.1, false",
    "340.1, 150.1, 150, false"
  })
  void a_neutral_that_carries_a_line_trips_after_100_ms_PRT_19(
      double toNeutral, double toEarth, double neutral, boolean crossed) {
    volts(230, toNeutral, 230);
    signals.lineToEarthVolts[1] = toEarth;
    signals.neutralToEarthVolts = neutral;
    assertThat(at(MS).wrong()).isEqualTo(crossed);
    assertThat(at(101 * MS - 1).trips()).isFalse();
    assertThat(at(101 * MS).trips()).isEqualTo(crossed);
    assertThat(phases.misconnected()).isEqualTo(crossed);
    if (crossed) {
      found(Finding.LINE_TO_LINE, L2, MS);
      assertThat(evidence.measured).isEqualTo(toNeutral);
      assertThat(evidence.threshold).isEqualTo(340);
    }
  }

  @Test
  void a_neutral_that_is_swapped_with_L1_is_the_neutral_faults_affair_PEN_04() {
    neutralSwapped = true;
    volts(400, 400, 400);
    signals.neutralToEarthVolts = 230;
    at(0);
    assertThat(at(1000 * MS).trips()).isFalse();
    assertThat(phases.wrong()).isFalse();
  }

  @Test
  void on_one_phase_a_high_voltage_counts_on_L1_only_MOD_2() {
    configured = 1;
    volts(230, 400, 0);
    signals.neutralToEarthVolts = 230;
    at(0);
    at(100 * MS);
    assertThat(phases.trips()).isFalse();
    assertThat(at(1000 * MS).trips()).isTrue();
    found(Finding.LINE_TOO_MANY, L2, 0);
  }

  @Test
  void a_high_voltage_with_a_good_neutral_is_no_wrong_wiring() {
    volts(400, 400, 400);
    at(0);
    assertThat(at(1000 * MS).wrong()).isFalse();
    assertThat(phases.trips()).isFalse();
  }

  @Test
  void a_line_lost_in_service_is_no_misconnection_but_one_never_seen_is_PRT_19() {
    at(0);
    volts(230, 230, 0);
    at(1000 * MS);
    assertThat(at(4000 * MS).trips()).isTrue();
    assertThat(phases.misconnected()).isFalse();
    found(Finding.LINE_MISSING, L3, 1000 * MS);
    volts(230, 230, 230);
    assertThat(at(5000 * MS).trips()).isFalse();
    assertThat(phases.wrong()).isFalse();

    Phases fresh = new Phases();
    volts(230, 230, 0);
    fresh.read(signals, 3, false, 0, pace);
    assertThat(fresh.misconnected()).as("not yet tripped").isFalse();
    fresh.read(signals, 3, false, 3000 * MS, pace);
    assertThat(fresh.misconnected()).isTrue();
  }

  @Test
  void a_misconnection_that_has_ended_is_none_PRT_19() {
    signals.phaseOrderRight = false;
    at(0);
    at(1000 * MS);
    signals.phaseOrderRight = true;
    assertThat(at(1001 * MS).misconnected()).isFalse();
  }
}
