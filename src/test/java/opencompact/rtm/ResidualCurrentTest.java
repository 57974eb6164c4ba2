package opencompact.rtm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import opencompact.quantity.Moment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The inverse time of both residual currents (PRT-1, PRT-4, RCD-01, RCD-04). */
class ResidualCurrentTest {
  private static final long MS = 1_000_000;

  private final ResidualCurrent residual = new ResidualCurrent();
  private final Pace pace = new Pace();

  private ResidualCurrent at(long nanos, double ac, double dc) {
    pace.begin();
    residual.read(ac, dc, true, nanos, pace);
    return residual;
  }

  @ParameterizedTest
  @CsvSource({"30, 270", "60, 120", "150, 10", "1000, 10", "NaN, 270"})
  void ac_trips_when_the_time_of_IEC_61008_is_up_and_no_millisecond_earlier_RCD_01(
      double milliamperes, long ms) {
    long begin = 50 * MS;
    at(0, 0, 0);
    at(begin, milliamperes, 0);
    assertThat(residual.acSince()).isEqualTo(begin);
    assertThat(residual.dcSince()).isEqualTo(Moment.NEVER);
    assertThat(pace.deadline()).isCloseTo(begin + ms * MS, within(2L));
    assertThat(pace.settled()).isFalse();
    assertThat(at(begin + (ms - 1) * MS, milliamperes, 0).trips()).isFalse();
    assertThat(pace.deadline()).isCloseTo(begin + ms * MS, within(2L));
    assertThat(at(begin + ms * MS, milliamperes, 0).trips()).isTrue();
    assertThat(residual.tripsDc()).isFalse();
    assertThat(residual.acSince()).isEqualTo(begin);
    assertThat(pace.deadline()).as("there is nothing more to wait for").isEqualTo(Moment.NEVER);
  }

  @ParameterizedTest
  @CsvSource({"6, 9950", "-6, 9950", "60, 250", "-60, 250", "200, 50", "NaN, 9950"})
  void smooth_dc_trips_in_either_direction_when_the_time_of_IEC_62955_is_up_PRT_4(
      double milliamperes, long ms) {
    long begin = 50 * MS;
    at(0, 0, 0);
    at(begin, 0, milliamperes);
    assertThat(residual.dcSince()).isEqualTo(begin);
    assertThat(residual.acSince()).isEqualTo(Moment.NEVER);
    assertThat(pace.deadline()).isCloseTo(begin + ms * MS, within(2L));
    assertThat(pace.settled()).isFalse();
    assertThat(at(begin + (ms - 1) * MS, 0, milliamperes).tripsDc()).isFalse();
    assertThat(at(begin + ms * MS, 0, milliamperes).tripsDc()).isTrue();
    assertThat(residual.trips()).isFalse();
    assertThat(residual.dcSince()).isEqualTo(begin);
    assertThat(pace.deadline()).as("there is nothing more to wait for").isEqualTo(Moment.NEVER);
  }

  @Test
  void below_30_mA_ac_and_6_mA_dc_nothing_ever_trips_RCD_01() {
    for (int second = 0; second < 100; second++) {
      at(second * 1000 * MS, 29.999, second % 2 == 0 ? 5.999 : -5.999);
      assertThat(residual.trips() || residual.tripsDc()).isFalse();
      assertThat(residual.acSince()).isEqualTo(Moment.NEVER);
      assertThat(residual.dcSince()).isEqualTo(Moment.NEVER);
      assertThat(pace.settled()).isTrue();
    }
  }

  @Test
  void without_dc_protection_smooth_dc_does_not_trip_but_ac_does_RCD_04() {
    for (long at : new long[] {0, 20_000}) {
      pace.begin();
      residual.read(30, 200, false, at * MS, pace);
    }
    assertThat(residual.tripsDc()).isFalse();
    assertThat(residual.dcSince()).isEqualTo(Moment.NEVER);
    assertThat(residual.trips()).isTrue();
  }

  @Test
  void the_shares_of_a_leak_that_grows_are_added_up_RCD_01() {
    // Half of 0.27 s at 30 mA, then half of 0.12 s at 60 mA.
    at(0, 30, 0);
    at(135 * MS, 60, 0);
    assertThat(pace.deadline()).isCloseTo(195 * MS, within(2L));
    assertThat(at(194 * MS, 60, 0).trips()).isFalse();
    assertThat(at(195 * MS, 60, 0).trips()).isTrue();
  }

  @Test
  void the_shares_of_a_direct_current_that_grows_are_added_up_PRT_4() {
    // Half of 9.95 s at 6 mA, then half of 0.25 s at 60 mA.
    at(0, 0, 6);
    at(4975 * MS, 0, -60);
    assertThat(pace.deadline()).isCloseTo(5100 * MS, within(2L));
    assertThat(at(5099 * MS, 0, -60).tripsDc()).isFalse();
    assertThat(at(5100 * MS, 0, -60).tripsDc()).isTrue();
  }

  @Test
  void a_leak_that_has_ended_leaves_nothing_for_the_next_one_RCD_01() {
    at(0, 30, 6);
    at(269 * MS, 0, 0);
    assertThat(residual.acSince()).isEqualTo(Moment.NEVER);
    assertThat(residual.dcSince()).isEqualTo(Moment.NEVER);
    at(300 * MS, 0, 0);
    at(310 * MS, 30, 6);
    assertThat(residual.acSince()).isEqualTo(310 * MS);
    assertThat(at(579 * MS, 30, 6).trips()).isFalse();
    assertThat(at(580 * MS, 30, 6).trips()).isTrue();
    assertThat(residual.tripsDc()).isFalse();
  }
}
