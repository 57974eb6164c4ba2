package opencompact.rtm;

import static org.assertj.core.api.Assertions.assertThat;

import opencompact.quantity.Moment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** More current than offered, at the thresholds and to the nanosecond (PRT-3, OC-01 to OC-04). */
class OvercurrentTest {
  private static final long MS = 1_000_000;
  private static final int DEVICE = 320;

  private final Overcurrent overcurrent = new Overcurrent();
  private final Pace pace = new Pace();

  private boolean at(long nanos, double amperes, int offeredTenths) {
    pace.begin();
    overcurrent.read(amperes, offeredTenths, DEVICE, nanos, pace);
    return overcurrent.trips();
  }

  @ParameterizedTest
  @CsvSource({"17.6, false", "17.7, true", "NaN, true"})
  void more_than_110_percent_for_six_seconds_trips_and_not_a_nanosecond_less_OC_01(
      double amperes, boolean trips) {
    at(0, 0, 160);
    if (!Double.isNaN(amperes)) {
      at(MS, amperes, 160);
      assertThat(at(6001 * MS - 1, amperes, 160)).isFalse();
      assertThat(at(6001 * MS, amperes, 160)).isEqualTo(trips);
      assertThat(overcurrent.since()).isEqualTo(trips ? MS : Moment.NEVER);
      assertThat(overcurrent.thresholdAmperes()).isBetween(17.6, 17.61);
    } else {
      at(MS, amperes, 160);
      assertThat(at(31 * MS, amperes, 160)).as("no reading is too much").isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"38.4, false", "38.5, true", "NaN, true"})
  void more_than_1_2_times_the_maximum_trips_within_30_ms_OC_02(double amperes, boolean trips) {
    at(MS, amperes, 320);
    assertThat(at(31 * MS - 1, amperes, 320)).isFalse();
    assertThat(at(31 * MS, amperes, 320)).isEqualTo(trips);
    if (trips) {
      assertThat(overcurrent.since()).isEqualTo(MS);
      assertThat(overcurrent.thresholdAmperes()).isBetween(38.4, 38.41);
    }
  }

  @Test
  void what_trips_at_once_is_dated_from_when_it_was_so_far_OC_02() {
    at(0, 36, 320);
    at(2000 * MS, 39, 320);
    assertThat(overcurrent.since()).isZero();
    assertThat(at(2030 * MS, 39, 320)).isTrue();
    assertThat(overcurrent.since()).isEqualTo(2000 * MS);
  }

  @Test
  void without_an_offer_the_end_of_the_charge_has_its_own_time_OC_03() {
    for (long second = 0; second < 20; second++) {
      assertThat(at(second * 1000 * MS, 16, 0)).isFalse();
      assertThat(pace.settled()).isTrue();
    }
  }

  @Test
  void a_lowered_offer_counts_when_the_car_has_had_five_seconds_and_no_later_OC_04() {
    at(0, 16, 160);
    assertThat(pace.deadline()).as("a steady offer waits for nothing").isEqualTo(Moment.NEVER);
    at(1000 * MS, 16, 160);
    at(2000 * MS, 16, 100);
    assertThat(pace.deadline()).isEqualTo(7000 * MS);
    assertThat(overcurrent.since()).as("16 A were offered just now").isEqualTo(Moment.NEVER);
    at(7000 * MS - 1, 16, 100);
    assertThat(overcurrent.since()).isEqualTo(Moment.NEVER);
    at(7000 * MS, 16, 100);
    assertThat(overcurrent.since()).isEqualTo(7000 * MS);
    assertThat(at(13_000 * MS - 1, 16, 100)).isFalse();
    assertThat(at(13_000 * MS, 16, 100)).isTrue();
  }

  @Test
  void a_lowered_offer_does_not_excuse_more_than_was_offered_before_OC_04() {
    at(0, 17.7, 160);
    at(3000 * MS, 17.7, 100);
    assertThat(at(6000 * MS, 17.7, 100)).isTrue();
  }

  @Test
  void an_offer_that_is_raised_counts_at_once_OC_04() {
    at(0, 10, 100);
    at(1000 * MS, 10, 60);
    at(2000 * MS, 32, 320);
    at(4000 * MS, 32, 320);
    assertThat(overcurrent.since()).isEqualTo(Moment.NEVER);
    at(6000 * MS, 32, 320);
    assertThat(pace.deadline()).isEqualTo(Moment.NEVER);
  }

  @Test
  void the_same_offer_lowered_twice_is_excused_from_the_second_time_on_OC_04() {
    at(0, 16, 160);
    at(1000 * MS, 16, 100);
    at(2000 * MS, 16, 160);
    at(3000 * MS, 16, 120);
    assertThat(pace.deadline()).isEqualTo(8000 * MS);
    at(7000 * MS, 16, 120);
    assertThat(overcurrent.since()).isEqualTo(Moment.NEVER);
    at(8000 * MS, 16, 120);
    assertThat(overcurrent.since()).isEqualTo(8000 * MS);
  }

  @Test
  void a_greater_offer_lowered_later_outlasts_a_smaller_one_OC_04() {
    at(0, 10, 100);
    at(1000 * MS, 10, 60);
    at(2000 * MS, 10, 160);
    at(3000 * MS, 16, 60);
    at(6500 * MS, 16, 60);
    assertThat(overcurrent.since()).isEqualTo(Moment.NEVER);
    assertThat(pace.deadline()).isEqualTo(8000 * MS);
    at(8000 * MS, 16, 60);
    assertThat(overcurrent.since()).isEqualTo(8000 * MS);
  }

  @Test
  void a_limit_that_creeps_down_is_followed_five_seconds_behind_time_and_again_OC_04() {
    // Down by 0.1 A each 20 ms, four times: more steps than are remembered at once.
    long now = 0;
    for (int round = 0; round < 4; round++) {
      at(now, 32, 320);
      now += 20 * MS;
      for (int tenths = 319; tenths >= 60; tenths--) {
        // What was offered 5 s, or 250 steps, ago has been lowered until just now.
        int recent = Math.min(320, tenths + 250);
        at(now, recent * 0.11, tenths);
        assertThat(overcurrent.since()).as("%d tenths", tenths).isEqualTo(Moment.NEVER);
        assertThat(overcurrent.thresholdAmperes()).isBetween(recent * 0.11, recent * 0.11 + 0.001);
        now += 20 * MS;
      }
      now += 5000 * MS;
      at(now, 6.6, 60);
      assertThat(overcurrent.thresholdAmperes()).isBetween(6.6, 6.601);
      assertThat(pace.deadline()).as("all is forgotten").isEqualTo(Moment.NEVER);
      now += 1000 * MS;
    }
  }
}
