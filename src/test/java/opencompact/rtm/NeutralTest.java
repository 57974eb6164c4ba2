package opencompact.rtm;

import static org.assertj.core.api.Assertions.assertThat;

import opencompact.quantity.Moment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The neutral's voltage to earth at its thresholds (PRT-2, PEN-01 to PEN-04). */
class NeutralTest {
  private static final long MS = 1_000_000;

  private final Neutral neutral = new Neutral();
  private final Pace pace = new Pace();

  private Neutral at(long nanos, double neutralVolts, double lineVolts) {
    pace.begin();
    neutral.read(neutralVolts, lineVolts, nanos, pace);
    return neutral;
  }

  @ParameterizedTest
  @CsvSource({"70, false", "70.1, true", "110, true"})
  void more_than_70_V_for_four_seconds_trip_and_not_a_nanosecond_earlier_PEN_01(
      double volts, boolean trips) {
    at(MS, volts, 230);
    assertThat(at(4001 * MS - 1, volts, 230).trips()).isFalse();
    assertThat(at(4001 * MS, volts, 230).trips()).isEqualTo(trips);
    assertThat(neutral.swapped()).isFalse();
    assertThat(neutral.since()).isEqualTo(trips ? MS : Moment.NEVER);
    assertThat(at(4002 * MS, 70, 230).trips()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"110.1", "230", "NaN"})
  void more_than_110_V_for_half_a_second_trip_and_not_a_nanosecond_earlier_PEN_02(double volts) {
    at(0, volts, 230);
    assertThat(at(500 * MS - 1, volts, 230).trips()).isFalse();
    assertThat(at(500 * MS, volts, 230).trips()).isTrue();
    assertThat(neutral.swapped()).isFalse();
  }

  @Test
  void exactly_110_V_are_not_yet_high_PEN_02() {
    at(0, 110, 0);
    assertThat(at(3999 * MS, 110, 0).trips()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"49.9, true", "50, false", "230, false"})
  void a_far_neutral_with_a_dead_L1_is_swapped_after_100_ms_PEN_04(double line, boolean swapped) {
    at(0, 230, line);
    assertThat(at(100 * MS - 1, 230, line).swapped()).isFalse();
    assertThat(neutral.trips()).isFalse();
    assertThat(at(100 * MS, 230, line).swapped()).isEqualTo(swapped);
    assertThat(neutral.trips()).isEqualTo(swapped);
  }

  @ParameterizedTest
  @CsvSource({"59.9, true", "60, false", "NaN, false"})
  void recovery_may_count_below_60_V_only_PEN_03(double volts, boolean clear) {
    assertThat(at(0, volts, 230).clear()).isEqualTo(clear);
  }

  @Test
  void the_first_sight_counts_whichever_rule_has_tripped() {
    at(0, 80, 230);
    at(100 * MS, 120, 230);
    at(200 * MS, 120, 0);
    assertThat(neutral.since()).isZero();
    assertThat(at(300 * MS, 1, 230).since()).isEqualTo(Moment.NEVER);
  }
}
