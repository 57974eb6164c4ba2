package opencompact.rtm;

import static org.assertj.core.api.Assertions.assertThat;

import opencompact.quantity.Moment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the limit falls and rises with the temperature inside (LIM-2, TMP-01 to TMP-03, PRT-11). */
class DeratingTest {
  private static final long MS = 1_000_000;

  private final Derating derating = new Derating();
  private final Pace pace = new Pace();

  private int at(long nanos, double celsius) {
    pace.begin();
    derating.read(celsius, nanos, pace);
    return derating.tenths();
  }

  @ParameterizedTest
  @CsvSource({"79, false", "79.1, true", "NaN, true", "-50.1, true", "-50, false", "-1e9, true"})
  void above_79_degrees_for_two_seconds_is_too_hot_and_not_a_nanosecond_less_TMP_02(
      double celsius, boolean hot) {
    at(MS, celsius);
    assertThat(derating.hotSince()).isEqualTo(hot ? MS : Moment.NEVER);
    at(2001 * MS - 1, celsius);
    assertThat(derating.tooHot()).isFalse();
    at(2001 * MS, celsius);
    assertThat(derating.tooHot()).isEqualTo(hot);
  }

  @ParameterizedTest
  @CsvSource({"68.9, true", "69, false", "NaN, false", "-50.1, false", "-50, true"})
  void a_temperature_fault_may_be_cleared_below_69_degrees_only_PRT_11(double c, boolean cool) {
    at(0, c);
    assertThat(derating.cool()).isEqualTo(cool);
  }

  @Test
  void the_limit_falls_at_once_and_rises_by_1_A_in_five_seconds_TMP_01() {
    assertThat(at(0, 30)).isEqualTo(320);
    assertThat(at(MS, 75)).isEqualTo(240);
    assertThat(at(2 * MS, 30)).isEqualTo(240);
    assertThat(pace.deadline()).isEqualTo(5001 * MS);
    assertThat(at(5001 * MS - 1, 30)).isEqualTo(240);
    assertThat(at(5001 * MS, 30)).isEqualTo(250);
    assertThat(at(6000 * MS, 30)).isEqualTo(250);
    assertThat(pace.deadline()).isEqualTo(10_001 * MS);
    assertThat(at(10_001 * MS, 30)).isEqualTo(260);
  }

  @Test
  void it_rises_no_further_than_half_a_degree_later_allows_TMP_01() {
    at(0, 75);
    assertThat(at(6000 * MS, 74.5)).as("75 degrees are half a degree away").isEqualTo(240);
    assertThat(pace.deadline()).as("nothing to wait for").isEqualTo(Moment.NEVER);
    assertThat(at(7000 * MS, 74.4)).as("five seconds are long over").isEqualTo(243);
  }

  @Test
  void a_temperature_that_stands_still_does_not_put_off_the_rise_TMP_01() {
    at(0, 75);
    assertThat(at(4000 * MS, 75)).isEqualTo(240);
    assertThat(at(5000 * MS, 30)).isEqualTo(250);
    assertThat(at(9000 * MS, 74.5)).as("no step down for the way back").isEqualTo(250);
  }

  @Test
  void full_current_is_reached_again_and_then_nothing_is_waited_for_TMP_01() {
    at(0, 72);
    assertThat(derating.tenths()).isEqualTo(318);
    assertThat(at(5000 * MS, 30)).isEqualTo(320);
    at(6000 * MS, 30);
    assertThat(pace.deadline()).isEqualTo(Moment.NEVER);
    assertThat(at(7000 * MS, 71.9)).isEqualTo(320);
  }
}
