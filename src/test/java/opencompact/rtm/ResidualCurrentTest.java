package opencompact.rtm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import opencompact.quantity.Moment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
  void what_a_leak_has_added_up_drains_when_it_has_ended_RCD_01() {
    at(0, 30, 6);
    at(216 * MS, 0, 0);
    assertThat(residual.acSince()).isEqualTo(Moment.NEVER);
    assertThat(residual.dcSince()).isEqualTo(Moment.NEVER);
    // Four fifths of the time; half of it drains in 0.32 s.
    at(536 * MS, 30, 0);
    assertThat(residual.acSince()).isEqualTo(536 * MS);
    assertThat(at(698 * MS - MS, 30, 0).trips()).isFalse();
    assertThat(at(698 * MS, 30, 0).trips()).isTrue();
    // A trip is no more than a whole share, however long it stands, and 0.8 s later it is gone.
    at(5000 * MS, 0, 0);
    assertThat(at(5010 * MS, 0, 0).trips()).isFalse();
    at(5800 * MS, 30, 0);
    assertThat(at(6070 * MS - MS, 30, 0).trips()).isFalse();
    assertThat(at(6070 * MS, 30, 0).trips()).isTrue();
  }

  @Test
  void what_a_direct_current_has_added_up_drains_in_ten_seconds_PRT_4() {
    at(0, 0, 6);
    at(9900 * MS, 0, 0);
    at(19_900 * MS, 0, 6);
    assertThat(at(29_850 * MS - MS, 0, 6).tripsDc()).isFalse();
    assertThat(at(29_850 * MS, 0, 6).tripsDc()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"29.9, 31", "25, 30", "28, 34"})
  void an_ac_leak_that_wavers_around_30_mA_trips_as_one_that_stands_there_RCD_01(
      double low, double high) {
    long trippedAt = 0;
    for (int sample = 0; trippedAt == 0 && sample < 100; sample++) {
      trippedAt = at(sample * 10 * MS, sample % 2 == 0 ? high : low, 0).trips() ? sample * 10 : 0;
    }
    assertThat(trippedAt).isBetween(200L, 280L);
  }

  @Test
  void a_dc_leak_that_wavers_around_6_mA_trips_within_ten_seconds_PRT_4() {
    long trippedAt = 0;
    for (int sample = 0; trippedAt == 0 && sample < 2000; sample++) {
      trippedAt = at(sample * 10 * MS, 0, sample % 3 == 0 ? 6.2 : 5.1).tripsDc() ? sample * 10 : 0;
    }
    assertThat(trippedAt).isBetween(9800L, 9960L);
  }

  @Test
  void the_band_below_the_threshold_begins_no_leak_RCD_01() {
    at(0, 30, 6);
    at(10 * MS, 24.9, 4.9);
    for (int ms = 20; ms < 60_000; ms += 10) {
      assertThat(at(ms * MS, 29.9, 5.9).acSince()).isEqualTo(Moment.NEVER);
      assertThat(residual.dcSince()).isEqualTo(Moment.NEVER);
      assertThat(residual.trips() || residual.tripsDc()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {30, 60, 100, 150})
  void a_leak_that_is_there_half_of_the_time_trips_within_a_second_RCD_01(double milliamperes) {
    long trippedAt = 0;
    for (int sample = 0; trippedAt == 0 && sample < 200; sample++) {
      trippedAt =
          at(sample * 10 * MS, sample % 2 == 0 ? milliamperes : 0, 0).trips() ? sample * 10 : 0;
    }
    assertThat(trippedAt).isBetween(10L, 1000L);
  }

  /** Pulses whose rms stays below half the rating, which is where no device may operate. */
  @ParameterizedTest
  @CsvSource({"30, 40, 10", "40, 80, 10", "60, 160, 10", "35, 600, 100", "200, 2000, 9"})
  void healthy_pulses_never_add_up_RCD_01(double milliamperes, long everyMs, long forMs) {
    assertThat(milliamperes * Math.sqrt((double) forMs / everyMs)).isLessThanOrEqualTo(15.1);
    for (long ms = 0; ms < 600_000; ms += everyMs) {
      at(ms * MS, milliamperes, 0);
      assertThat(at((ms + forMs) * MS, 2, 0).trips()).isFalse();
    }
  }

  @Test
  void healthy_noise_never_adds_up_RCD_01() {
    RandomGenerator chance = new SplittableRandom(7);
    for (int sample = 0; sample < 400_000; sample++) {
      double noise = 1 + 0.15 * chance.nextGaussian();
      at(sample * 10 * MS, 15 * noise, 3 * noise);
      assertThat(residual.trips() || residual.tripsDc()).isFalse();
    }
  }
}
