package opencompact.rtm;

import static org.assertj.core.api.Assertions.assertThat;

import opencompact.quantity.Moment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The window of the supply at its very edges (PRT-12, VOL-01 to VOL-03). */
class VoltageWindowTest {
  private static final long MS = 1_000_000;
  private static final int L1 = 1;
  private static final int L3 = 4;

  private final VoltageWindow window = new VoltageWindow();
  private final Pace pace = new Pace();
  private int offset;

  /** All three lines stand at these volts at this uptime. */
  private VoltageWindow at(long nanos, double l1, double l2, double l3) {
    pace.begin();
    window.read(new double[] {l1, l2, l3}, 3, offset, nanos, pace);
    return window;
  }

  private VoltageWindow at(long nanos, double volts) {
    return at(nanos, volts, volts, volts);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 206.9, false", "0, 207.0, true", "0, 253.0, true", "0, 253.1, false",
    "23, 183.9, false", "23, 184.0, true", "23, 276.0, true", "23, 276.1, false",
    "0, NaN, false"
  })
  void the_window_reaches_from_207_to_253_V_and_its_edges_belong_to_it_VOL_01(
      int widened, double volts, boolean inside) {
    offset = widened;
    assertThat(at(0, volts).inside()).isEqualTo(inside);
    assertThat(window.leastAllowed()).isEqualTo(207 - widened);
    assertThat(window.greatestAllowed()).isEqualTo(253 + widened);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 209.9, false", "0, 210.0, true", "0, 250.0, true", "0, 250.1, false",
    "10, 199.9, false", "10, 200.0, true", "10, 260.0, true", "10, 260.1, false"
  })
  void the_way_back_leads_three_volts_inside_the_window_VOL_01(
      int widened, double volts, boolean wellInside) {
    offset = widened;
    assertThat(at(0, volts).wellInside()).isEqualTo(wellInside);
  }

  @Test
  void every_line_must_be_well_inside_and_one_that_is_not_is_enough_VOL_03() {
    assertThat(at(0, 230, 209, 230).wellInside()).isFalse();
    assertThat(at(0, 230, 230, 251).wellInside()).isFalse();
    assertThat(at(0, 230, 230, 253.1).inside()).isFalse();
    assertThat(at(0, 206.9, 230, 230).inside()).isFalse();
  }

  @Test
  void three_seconds_below_the_window_are_undervoltage_and_not_a_nanosecond_less_VOL_02() {
    at(MS, 206.9);
    assertThat(pace.deadline()).as("asked again").isEqualTo(3001 * MS);
    assertThat(window.underSince()).isEqualTo(MS);
    assertThat(at(3001 * MS - 1, 206.9).tripsUnder()).isFalse();
    assertThat(at(3001 * MS, 206.9).tripsUnder()).isTrue();
    assertThat(window.tripsOver()).as("the other fault").isFalse();
    assertThat(at(3002 * MS, 207).tripsUnder()).isFalse();
    assertThat(window.underSince()).isEqualTo(Moment.NEVER);
  }

  @Test
  void three_seconds_above_the_window_are_overvoltage_and_not_a_nanosecond_less_VOL_02() {
    at(MS, 253.1);
    assertThat(pace.deadline()).as("asked again").isEqualTo(3001 * MS);
    assertThat(window.overSince()).isEqualTo(MS);
    assertThat(at(3001 * MS - 1, 253.1).tripsOver()).isFalse();
    assertThat(at(3001 * MS, 253.1).tripsOver()).isTrue();
    assertThat(window.tripsUnder()).as("the other fault").isFalse();
    assertThat(at(3002 * MS, 253).tripsOver()).isFalse();
    assertThat(window.overSince()).isEqualTo(Moment.NEVER);
  }

  @Test
  void a_supply_at_either_edge_of_the_window_never_trips_VOL_02() {
    for (long second = 0; second < 10; second++) {
      at(second * 1000 * MS, 207, 253, 230);
      assertThat(window.tripsUnder() || window.tripsOver()).isFalse();
      assertThat(pace.deadline()).isEqualTo(Moment.NEVER);
    }
  }

  @ParameterizedTest
  @CsvSource({"115, false", "114.9, true", "0, true", "NaN, true"})
  void below_115_V_the_supply_has_broken_down_and_trips_at_once_VOL_02(double v, boolean trips) {
    at(0, v);
    assertThat(at(50 * MS - 1, v).tripsUnder()).isFalse();
    assertThat(at(50 * MS, v).tripsUnder()).isEqualTo(trips);
    assertThat(window.tripsOver()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"300, false", "300.1, true", "400, true"})
  void above_300_V_the_supply_trips_at_once_VOL_02(double volts, boolean trips) {
    at(0, volts);
    assertThat(at(50 * MS - 1, volts).tripsOver()).isFalse();
    assertThat(at(50 * MS, volts).tripsOver()).isEqualTo(trips);
    assertThat(window.tripsUnder()).isFalse();
  }

  @Test
  void a_supply_that_swings_is_outside_all_the_while_and_trips_on_the_side_it_stands_VOL_02() {
    at(0, 200);
    at(2000 * MS, 260);
    assertThat(window.tripsUnder() || window.tripsOver()).isFalse();
    assertThat(at(3000 * MS, 260).tripsOver()).isTrue();
    assertThat(window.tripsUnder()).isFalse();

    at(10_000 * MS, 230);
    at(11_000 * MS, 260);
    at(13_000 * MS, 200);
    assertThat(at(14_000 * MS, 200).tripsUnder()).isTrue();
    assertThat(window.tripsOver()).isFalse();
  }

  @Test
  void a_line_at_the_upper_edge_is_no_overvoltage_while_another_is_too_low_VOL_03() {
    at(0, 200, 253, 230);
    at(3000 * MS, 200, 253, 230);
    assertThat(window.tripsUnder()).isTrue();
    assertThat(window.tripsOver()).isFalse();
  }

  @Test
  void the_fault_names_the_lines_and_the_worst_voltage_VOL_03() {
    at(0, 206.9, 207, 253.1);
    assertThat(window.underPlaces()).isEqualTo(L1);
    assertThat(window.overPlaces()).isEqualTo(L3);
    assertThat(window.leastVolts()).isEqualTo(206.9);
    assertThat(window.greatestVolts()).isEqualTo(253.1);
    at(MS, 253, 230, 200);
    assertThat(window.underPlaces()).isEqualTo(L3);
    assertThat(window.overPlaces()).isZero();
    assertThat(window.leastVolts()).isEqualTo(200);
    assertThat(window.greatestVolts()).isEqualTo(253);
  }

  @Test
  void on_one_phase_only_L1_counts_MOD_2() {
    pace.begin();
    window.read(new double[] {230, 0, 400}, 1, 0, 0, pace);
    assertThat(window.wellInside()).isTrue();
    assertThat(window.underPlaces() | window.overPlaces()).isZero();
    assertThat(pace.settled()).isTrue();
  }
}
