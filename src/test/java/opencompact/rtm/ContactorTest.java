package opencompact.rtm;

import static org.assertj.core.api.Assertions.assertThat;

import opencompact.quantity.Moment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The watch over the contactor's poles and its rest, to the nanosecond (CHG-5, CT-03 to CT-05). */
class ContactorTest {
  private static final long MS = 1_000_000;
  private static final long START = 7 * MS;
  private static final int L1 = 1;
  private static final int L2 = 2;
  private static final int N = 8;

  private final Contactor contactor = new Contactor();
  private final Signals signals = new Signals();
  private final Pace pace = new Pace();

  @BeforeEach
  void supplied() {
    for (int line = 0; line < 3; line++) {
      signals.supplyVolts[line] = 230;
    }
  }

  private void poles(boolean closed) {
    signals.lineLive[0] = closed;
    signals.lineLive[1] = closed;
    signals.lineLive[2] = closed;
    signals.neutralLive = closed;
  }

  private void watch(long nanos) {
    pace.begin();
    contactor.watch(signals, 3, nanos, pace);
  }

  private void follow(boolean close, double amperes, long nanos) {
    pace.begin();
    contactor.follow(close, amperes, nanos, pace);
  }

  /** Closed at {@link #START}, and the poles with it. */
  private void closed() {
    watch(0);
    follow(true, 0, START);
    poles(true);
  }

  @Test
  void after_power_up_it_is_proven_open_250_ms_after_the_first_look_CT_04() {
    watch(START);
    assertThat(contactor.switchedAt()).isEqualTo(START);
    assertThat(pace.deadline()).isEqualTo(START + 250 * MS);
    assertThat(pace.settled()).isFalse();
    watch(START + 250 * MS - 1);
    assertThat(contactor.provenOpen()).isFalse();
    watch(START + 250 * MS);
    assertThat(contactor.provenOpen()).isTrue();
    assertThat(contactor.measuredClosed()).isFalse();
    assertThat(pace.deadline()).as("nothing more to wait for").isEqualTo(Moment.NEVER);
    assertThat(pace.settled()).isTrue();
    assertThat(contactor.switchedAt()).isEqualTo(START);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void one_pole_still_closed_1_s_after_opening_is_welded_and_none_before_CT_04(int pole) {
    closed();
    watch(START + 500 * MS);
    long opened = START + 1000 * MS;
    follow(false, 16, opened);
    poles(false);
    if (pole == 3) {
      signals.neutralLive = true;
    } else {
      signals.lineLive[pole] = true;
    }
    watch(opened + 250 * MS);
    assertThat(contactor.measuredClosed()).isTrue();
    assertThat(contactor.provenOpen()).isFalse();
    watch(opened + 1000 * MS - 1);
    assertThat(contactor.stuckClosed()).isZero();
    watch(opened + 1000 * MS);
    assertThat(contactor.stuckClosed()).isEqualTo(1 << pole);
    assertThat(contactor.stuckOpen()).isZero();
    assertThat(contactor.wrongSince(1 << pole)).isEqualTo(opened + 250 * MS);
    assertThat(contactor.wrongSince(15 & ~(1 << pole))).isEqualTo(Moment.NEVER);
    poles(false);
    watch(opened + 1001 * MS);
    assertThat(contactor.stuckClosed()).isZero();
    assertThat(contactor.provenOpen()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void one_pole_still_open_1_s_after_closing_is_stuck_and_none_before_CT_04(int pole) {
    closed();
    if (pole == 3) {
      signals.neutralLive = false;
    } else {
      signals.lineLive[pole] = false;
    }
    watch(START + 250 * MS);
    assertThat(contactor.measuredClosed()).isTrue();
    watch(START + 1000 * MS - 1);
    assertThat(contactor.stuckOpen()).isZero();
    watch(START + 1000 * MS);
    assertThat(contactor.stuckOpen()).isEqualTo(1 << pole);
    assertThat(contactor.stuckClosed()).isZero();
    assertThat(contactor.wrongSince(1 << pole)).isEqualTo(START + 250 * MS);
  }

  @Test
  void of_two_wrong_poles_the_first_one_says_since_when() {
    closed();
    signals.lineLive[1] = false;
    watch(START + 300 * MS);
    signals.neutralLive = false;
    watch(START + 400 * MS);
    assertThat(contactor.wrongSince(L2 | N)).isEqualTo(START + 300 * MS);
    assertThat(contactor.wrongSince(N)).isEqualTo(START + 400 * MS);
    assertThat(contactor.wrongSince(L1)).isEqualTo(Moment.NEVER);
    assertThat(contactor.wrongSince(0)).isEqualTo(Moment.NEVER);
  }

  @ParameterizedTest
  @CsvSource({"115, 0", "115.1, 1"})
  void a_dead_supply_says_nothing_about_a_line_contact_CT_04(double volts, int stuck) {
    closed();
    signals.supplyVolts[0] = volts;
    signals.lineLive[0] = false;
    watch(START + 250 * MS);
    watch(START + 2000 * MS);
    assertThat(contactor.stuckOpen()).isEqualTo(stuck);
  }

  @Test
  void contacts_that_the_hardware_has_opened_are_not_stuck_PRT_5() {
    closed();
    poles(false);
    signals.hardwareTrip = true;
    watch(START + 250 * MS);
    watch(START + 2000 * MS);
    assertThat(contactor.stuckOpen()).isZero();
    assertThat(contactor.provenOpen()).as("closed is still commanded").isFalse();
  }

  @Test
  void contacts_that_do_what_they_are_told_are_never_stuck() {
    closed();
    watch(START + 250 * MS);
    watch(START + 5000 * MS);
    assertThat(contactor.stuckOpen() | contactor.stuckClosed()).isZero();
    follow(false, 0, START + 6000 * MS);
    poles(false);
    watch(START + 6250 * MS);
    watch(START + 9000 * MS);
    assertThat(contactor.stuckOpen() | contactor.stuckClosed()).isZero();
  }

  @Test
  void on_one_phase_L2_and_L3_have_no_contact_to_watch_MOD_2() {
    signals.lineLive[1] = true;
    signals.lineLive[2] = true;
    for (long at : new long[] {0, 250, 2000}) {
      pace.begin();
      contactor.watch(signals, 1, at * MS, pace);
    }
    assertThat(contactor.stuckClosed()).isZero();
    assertThat(contactor.provenOpen()).isTrue();
    signals.neutralLive = true;
    contactor.watch(signals, 1, 3000 * MS, pace);
    contactor.watch(signals, 1, 3750 * MS, pace);
    assertThat(contactor.stuckClosed()).isEqualTo(N);
  }

  @Test
  void it_rests_five_seconds_after_opening_CT_05() {
    closed();
    assertThat(contactor.rested(START + 60_000 * MS, pace)).as("while closed").isFalse();
    long opened = START + 1000 * MS;
    follow(false, 0, opened);
    pace.begin();
    assertThat(contactor.rested(opened + 5000 * MS - 1, pace)).isFalse();
    assertThat(pace.deadline()).isEqualTo(opened + 5000 * MS);
    pace.begin();
    assertThat(contactor.rested(opened + 5000 * MS, pace)).isTrue();
    assertThat(pace.deadline()).isEqualTo(Moment.NEVER);
  }

  @Test
  void a_closed_contactor_is_not_waited_for_to_rest_CT_05() {
    closed();
    pace.begin();
    assertThat(contactor.rested(START + MS, pace)).isFalse();
    assertThat(pace.deadline()).isEqualTo(Moment.NEVER);
  }

  @Test
  void a_command_that_repeats_the_last_one_switches_nothing() {
    closed();
    assertThat(contactor.closed()).isTrue();
    assertThat(contactor.closedAt()).isEqualTo(START);
    assertThat(contactor.switchedAt()).isEqualTo(START);
    assertThat(pace.deadline()).isEqualTo(START + 250 * MS);
    assertThat(pace.settled()).isFalse();
    follow(true, 16, START + 1000 * MS);
    assertThat(contactor.closedAt()).isEqualTo(START);
    assertThat(contactor.switchedAt()).isEqualTo(START);
    assertThat(pace.deadline()).isEqualTo(Moment.NEVER);
    follow(false, 0, START + 2000 * MS);
    assertThat(contactor.closed()).isFalse();
    assertThat(contactor.closedAt()).as("still the last closing").isEqualTo(START);
    assertThat(contactor.switchedAt()).isEqualTo(START + 2000 * MS);
  }

  @ParameterizedTest
  @CsvSource({"0, false", "0.999, false", "1, true", "16, true", "NaN, true"})
  void opening_at_1_A_or_more_or_at_no_reading_counts_as_under_load_CT_03(
      double amperes, boolean underLoad) {
    closed();
    assertThat(contactor.openedUnderLoad()).isFalse();
    follow(false, amperes, START + 1000 * MS);
    assertThat(contactor.openedUnderLoad()).isEqualTo(underLoad);
    follow(true, 0, START + 9000 * MS);
    assertThat(contactor.openedUnderLoad()).as("until it closes again").isFalse();
  }
}
