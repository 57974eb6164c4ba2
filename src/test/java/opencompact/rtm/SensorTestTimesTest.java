package opencompact.rtm;

import static org.assertj.core.api.Assertions.assertThat;

import opencompact.quantity.Moment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The self-test of the residual current sensor, step by step and to the nanosecond (RCD-03). */
class SensorTestTimesTest {
  private static final long MS = 1_000_000;
  private static final long DAY = 24 * 3_600_000 * MS;

  private final SensorTest test = new SensorTest();
  private final Signals signals = new Signals();
  private final Pace pace = new Pace();
  private boolean dcActive = true;
  private Pilot pilot = Pilot.A;
  private boolean open = true;
  private boolean faultStands;

  private SensorTest at(long nanos, double ac, double dc) {
    signals.residualAcMilliamperes = ac;
    signals.residualDcMilliamperes = dc;
    pace.begin();
    test.read(signals, dcActive, pilot, open, faultStands, nanos, pace);
    return test;
  }

  /** A test that has passed at 2 ms. */
  private void pass() {
    at(0, 0, 0);
    at(MS, 33, 6.5);
    at(2 * MS, 0, 0);
    assertThat(test.passed()).isTrue();
  }

  @Test
  void at_power_up_the_winding_is_fed_until_the_sensor_shows_it_and_then_no_more_RCD_03() {
    assertThat(test.running()).isFalse();
    assertThat(at(MS, 0, 0).fed()).isTrue();
    assertThat(test.running()).isTrue();
    assertThat(test.startedAt()).isEqualTo(MS);
    assertThat(pace.deadline()).isEqualTo(751 * MS);
    assertThat(pace.settled()).isFalse();
    assertThat(at(300 * MS, 33, 6.5).fed()).isFalse();
    assertThat(test.running()).as("until the sensor shows nothing").isTrue();
    assertThat(test.passed()).isFalse();
    assertThat(pace.deadline()).isEqualTo(1050 * MS);
    assertThat(pace.settled()).isFalse();
    assertThat(at(400 * MS, 29.9, -5.9).passed()).isTrue();
    assertThat(test.running()).isFalse();
    assertThat(test.failing()).isFalse();
    assertThat(pace.deadline()).isEqualTo(400 * MS + DAY);
    assertThat(pace.settled()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"30, 6, true", "29.9, 6, false", "30, 5.9, false", "0, 0, false", "33, -6.5, false"})
  void it_must_show_30_mA_ac_and_6_mA_dc_within_three_quarters_of_a_second_RCD_03(
      double ac, double dc, boolean shown) {
    at(MS, 0, 0);
    at(751 * MS - 1, 0, 0);
    assertThat(test.failing()).isFalse();
    at(751 * MS, ac, dc);
    assertThat(test.failing()).isEqualTo(!shown);
    assertThat(test.running()).isEqualTo(shown);
    if (!shown) {
      assertThat(test.finding()).isEqualTo(Finding.TEST_NOT_SEEN);
      assertThat(test.startedAt()).isEqualTo(MS);
      assertThat(test.passed()).isFalse();
      assertThat(pace.deadline()).isEqualTo(Moment.NEVER);
      assertThat(at(752 * MS, 0, 0).failing()).as("it fails once").isFalse();
    }
  }

  @Test
  void the_report_of_a_failed_test_says_the_most_that_was_shown_RCD_03() {
    at(0, 0, 0);
    at(MS, 20, 5);
    at(2 * MS, 12, 3);
    at(750 * MS, 10, 2);
    assertThat(test.failing()).isTrue();
    assertThat(test.ac()).isEqualTo(20);
    assertThat(test.dc()).isEqualTo(5);
    faultStands = true;
    at(751 * MS, 0, 0);
    faultStands = false;
    at(800 * MS, 0, 0);
    assertThat(test.fed()).as("taken again").isTrue();
    assertThat(test.ac()).as("of this test").isZero();
    assertThat(test.dc()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"29.9, 5.9, true", "30, 0, false", "0, 6, false", "0, -6, false"})
  void it_must_show_nothing_of_it_three_quarters_of_a_second_after_RCD_03(
      double ac, double dc, boolean quiet) {
    at(0, 0, 0);
    at(MS, 33, 6.5);
    at(751 * MS - 1, 32, 6.4);
    assertThat(test.failing()).isFalse();
    at(751 * MS, ac, dc);
    assertThat(test.passed()).isEqualTo(quiet);
    assertThat(test.failing()).isEqualTo(!quiet);
    assertThat(test.running()).isFalse();
    if (!quiet) {
      assertThat(test.finding()).isEqualTo(Finding.TEST_NOT_ENDED);
      assertThat(test.ac()).as("what it still showed").isEqualTo(ac);
      assertThat(test.dc()).isEqualTo(dc);
    }
  }

  @Test
  void without_dc_protection_the_dc_half_is_neither_awaited_nor_in_the_way_RCD_04() {
    dcActive = false;
    assertThat(at(0, 0, 20).fed()).isTrue();
    assertThat(at(MS, 30, 0).fed()).isFalse();
    assertThat(at(2 * MS, 0, 20).passed()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"30, 0", "0, 6", "0, -6"})
  void a_leak_that_stands_already_is_not_mistaken_for_the_test_RCD_03(double ac, double dc) {
    assertThat(at(0, ac, dc).running()).isFalse();
    assertThat(pace.settled()).isTrue();
    assertThat(at(MS, 0, 0).fed()).isTrue();
  }

  @Test
  void it_runs_only_while_every_pole_is_measured_open_RCD_03() {
    open = false;
    assertThat(at(0, 0, 0).running()).isFalse();
    open = true;
    assertThat(at(MS, 0, 0).fed()).isTrue();
    open = false;
    assertThat(at(2 * MS, 33, 6.5).running()).as("given up").isFalse();
    assertThat(test.failing()).isFalse();
    assertThat(test.passed()).isFalse();
    open = true;
    assertThat(at(3 * MS, 0, 0).fed()).isTrue();
  }

  @Test
  void it_waits_while_a_residual_current_fault_stands_RCD_03() {
    faultStands = true;
    assertThat(at(0, 0, 0).running()).isFalse();
    faultStands = false;
    assertThat(at(MS, 0, 0).fed()).isTrue();
  }

  @Test
  void a_failed_test_is_taken_again_only_when_its_fault_has_been_cleared_RCD_03() {
    at(0, 0, 0);
    at(750 * MS, 0, 0);
    assertThat(test.failing()).isTrue();
    faultStands = true;
    assertThat(at(760 * MS, 0, 0).running()).isFalse();
    assertThat(at(5000 * MS, 0, 0).running()).isFalse();
    faultStands = false;
    assertThat(at(6000 * MS, 0, 0).fed()).isTrue();
  }

  @Test
  void it_is_due_again_exactly_a_day_after_it_has_passed_RCD_03() {
    pass();
    assertThat(at(10 * MS, 0, 0).running()).isFalse();
    assertThat(pace.deadline()).isEqualTo(2 * MS + DAY);
    assertThat(at(2 * MS + DAY - 1, 0, 0).running()).isFalse();
    assertThat(at(2 * MS + DAY, 0, 0).fed()).isTrue();
    assertThat(test.passed()).as("until it has passed again").isFalse();
  }

  @Test
  void while_it_is_overdue_with_closed_contacts_it_waits_for_no_time_CT_01() {
    pass();
    open = false;
    at(2 * MS + DAY, 0, 0);
    assertThat(test.passed()).isTrue();
    assertThat(pace.deadline()).isEqualTo(Moment.NEVER);
  }

  @ParameterizedTest
  @CsvSource({"B, true", "C, true", "D, true", "E, false", "F, false"})
  void each_car_that_comes_after_state_A_has_its_own_test_CT_01(Pilot next, boolean due) {
    pass();
    pilot = next;
    assertThat(at(10 * MS, 0, 0).fed()).isEqualTo(due);
    assertThat(test.passed()).isEqualTo(!due);
  }

  @Test
  void a_car_that_stays_has_no_second_test_before_state_A_CT_01() {
    pilot = Pilot.B;
    pass();
    pilot = Pilot.C;
    assertThat(at(10 * MS, 0, 0).passed()).isTrue();
    pilot = Pilot.A;
    assertThat(at(20 * MS, 0, 0).passed()).isTrue();
    pilot = Pilot.B;
    assertThat(at(30 * MS, 0, 0).fed()).isTrue();
    at(40 * MS, 33, 6.5);
    assertThat(at(50 * MS, 0, 0).passed()).isTrue();
    assertThat(at(60 * MS, 0, 0).passed()).as("the same car").isTrue();
  }
}
