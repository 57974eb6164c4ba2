package opencompact.rtm;

import static opencompact.rtm.Span.LONG_AGO;
import static opencompact.rtm.Span.MILLISECOND;
import static opencompact.rtm.Span.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import opencompact.quantity.Moment;
import opencompact.rtm.WakeUp.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a plateau must last before it is believed, at the nanosecond. */
class ControlPilotTest {
  private static final long MS = MILLISECOND;
  private static final long T = 1000 * SECOND;

  private final Pace pace = new Pace();
  private final Offer offer = new Offer();
  private final ControlPilot pilot = new ControlPilot();
  private final Signals signals = new Signals();
  private long switchedAt = LONG_AGO;

  private Pilot read(double high, double low, long at) {
    signals.pilotHighVolts = high;
    signals.pilotLowVolts = low;
    pace.begin();
    pilot.read(signals, offer, switchedAt, at, pace);
    return pilot.state();
  }

  private Pilot read(double high, long at) {
    return read(high, -12, at);
  }

  private static double volts(Pilot state) {
    return switch (state) {
      case A -> 12;
      case B -> 9;
      case C -> 6;
      case D -> 3;
      case E -> 0;
      case F -> -12;
    };
  }

  /** A state that has been there for long. */
  private void begin(Pilot state) {
    read(12, T - 100 * SECOND);
    read(volts(state), T - 90 * SECOND);
    read(volts(state), T - 80 * SECOND);
    assertThat(pilot.state()).isEqualTo(state);
  }

  private void offer(long at) {
    offer.follow(true, 160, Signal.NONE, at, pace);
  }

  private void show(Signal signal, long at) {
    offer.follow(true, 160, signal, at, pace);
  }

  @ParameterizedTest
  @CsvSource({
    "A, B, 60", "A, C, 500", "A, D, 500", "A, E, 75", "A, F, 75",
    "B, A, 30", "B, C, 500", "B, D, 500", "B, E, 75", "B, F, 75",
    "C, A, 30", "C, B, 60", "C, D, 60", "C, E, 75", "C, F, 75",
    "D, A, 30", "D, B, 60", "D, C, 500", "D, E, 75", "D, F, 75",
    "E, A, 500", "E, B, 500", "E, C, 500", "E, D, 500", "E, F, 75",
    "F, A, 500", "F, B, 500", "F, C, 500", "F, D, 500", "F, E, 75",
  })
  void a_state_is_believed_once_it_has_lasted_CHG_1_IEC_T_09(Pilot from, Pilot to, long ms) {
    begin(from);
    assertThat(read(volts(to), T)).isEqualTo(from);
    assertThat(pace.deadline()).isLessThanOrEqualTo(T + ms * MS);
    assertThat(pace.settled()).isFalse();
    assertThat(read(volts(to), T + ms * MS - 1)).isEqualTo(from);
    assertThat(pace.deadline()).isEqualTo(T + ms * MS);
    assertThat(read(volts(to), T + ms * MS)).isEqualTo(to);
  }

  @Test
  void a_state_that_stays_waits_for_nothing_CHG_1() {
    begin(Pilot.C);
    read(6, T);
    assertThat(pace.settled()).isTrue();
    assertThat(pace.deadline()).isEqualTo(Moment.NEVER);
  }

  @Test
  void a_toggle_back_to_B_begins_the_time_to_C_anew_IEC_T_14() {
    begin(Pilot.B);
    read(6, T);
    read(9, T + 400 * MS);
    read(6, T + 410 * MS);
    assertThat(read(6, T + 910 * MS - 1)).isEqualTo(Pilot.B);
    assertThat(read(6, T + 910 * MS)).isEqualTo(Pilot.C);
  }

  @Test
  void a_car_that_bounces_outside_C_has_left_it_after_80_ms_IEC_T_03_IEC_T_09() {
    begin(Pilot.C);
    for (int ms = 0; ms < 80; ms += 20) {
      assertThat(read(ms % 40 == 0 ? 9 : 12, T + ms * MS)).isEqualTo(Pilot.C);
    }
    assertThat(read(9, T + 80 * MS - 1)).isEqualTo(Pilot.C);
    assertThat(read(9, T + 80 * MS)).isEqualTo(Pilot.B);
  }

  @Test
  void for_600_ms_after_a_change_of_duty_B_must_last_70_ms_IEC_CP_04() {
    begin(Pilot.C);
    offer(T);
    read(9, T + 520 * MS);
    assertThat(read(9, T + 590 * MS - 1)).isEqualTo(Pilot.C);
    assertThat(pace.deadline()).isLessThanOrEqualTo(T + 590 * MS);
    assertThat(read(9, T + 590 * MS)).isEqualTo(Pilot.B);
  }

  @Test
  void six_hundred_ms_after_a_change_of_duty_60_ms_of_B_are_enough_again_IEC_CP_04() {
    begin(Pilot.C);
    offer(T);
    read(9, T + 540 * MS - 1);
    assertThat(read(9, T + 600 * MS - 1)).isEqualTo(Pilot.C);
    assertThat(read(9, T + 600 * MS)).isEqualTo(Pilot.B);
  }

  @Test
  void for_200_ms_after_the_contacts_have_moved_B_must_last_70_ms_IEC_CP_04() {
    begin(Pilot.C);
    switchedAt = T;
    read(9, T + 120 * MS);
    assertThat(read(9, T + 190 * MS - 1)).isEqualTo(Pilot.C);
    assertThat(read(9, T + 190 * MS)).isEqualTo(Pilot.B);
  }

  @Test
  void two_hundred_ms_after_the_contacts_have_moved_60_ms_of_B_are_enough_again_IEC_CP_04() {
    begin(Pilot.C);
    switchedAt = T;
    read(9, T + 140 * MS - 1);
    assertThat(read(9, T + 200 * MS - 1)).isEqualTo(Pilot.C);
    assertThat(read(9, T + 200 * MS)).isEqualTo(Pilot.B);
  }

  @Test
  void unplugging_is_never_blanked_IEC_CP_04() {
    begin(Pilot.C);
    offer(T);
    switchedAt = T;
    read(12, T + 10 * MS);
    assertThat(read(12, T + 40 * MS)).isEqualTo(Pilot.A);
  }

  @Test
  void only_a_car_that_goes_from_A_to_C_has_the_simplified_pilot_IEC_CP_06() {
    begin(Pilot.C);
    assertThat(pilot.simplified()).isTrue();
    read(3, T);
    read(3, T + SECOND);
    assertThat(pilot.state()).isEqualTo(Pilot.D);
    assertThat(pilot.simplified()).as("it has not shown B in D either").isTrue();
    read(9, T + 2 * SECOND);
    read(9, T + 3 * SECOND);
    assertThat(pilot.simplified()).isFalse();
    read(6, T + 4 * SECOND);
    read(6, T + 5 * SECOND);
    assertThat(pilot.state()).isEqualTo(Pilot.C);
    assertThat(pilot.simplified()).as("it has shown B").isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0", "-12", "13.6", "-13.6", "NaN"})
  void a_disturbance_is_reported_when_it_has_lasted_500_ms_IEC_CP_02_PRT_7(double volts) {
    begin(Pilot.B);
    read(volts, T);
    assertThat(pilot.disturbedSince()).isEqualTo(T);
    read(volts, T + 500 * MS - 1);
    assertThat(pilot.disturbed()).isFalse();
    assertThat(pace.deadline()).isEqualTo(T + 500 * MS);
    read(volts, T + 500 * MS);
    assertThat(pilot.disturbed()).isTrue();
    read(9, T + 600 * MS);
    assertThat(pilot.disturbedSince()).isEqualTo(Moment.NEVER);
    assertThat(pace.deadline()).isLessThanOrEqualTo(T + 1100 * MS);
    read(9, T + 1100 * MS - 1);
    assertThat(pilot.disturbed()).isTrue();
    read(9, T + 1100 * MS);
    assertThat(pilot.disturbed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "13.5, 12.601",
    "11.399, 9.561",
    "8.359, 6.531",
    "5.479, 3.251",
    "2.619, -13.5",
    "NaN, NaN"
  })
  void between_two_windows_of_table_A_4_no_connector_stands_IEC_CP_02(double from, double to) {
    assertThat(ControlPilot.astray(from)).isTrue();
    assertThat(ControlPilot.astray((from + to) / 2)).isTrue();
    assertThat(ControlPilot.astray(to)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {12.6, 12, 11.4, 9.56, 9, 8.36, 6.53, 6, 5.48, 3.25, 3, 2.62})
  void in_a_window_of_table_A_4_it_does_IEC_CP_02(double volts) {
    assertThat(ControlPilot.astray(volts)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"13.5, A", "-13.5, F"})
  void a_plateau_of_13_5_V_can_still_be_IEC_CP_02(double volts, Pilot state) {
    assertThat(ControlPilot.decode(volts, Pilot.C)).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({
    "10.5, D, A",
    "10.49, D, B",
    "7.5, F, B",
    "7.49, F, C",
    "4.5, A, C",
    "4.49, A, D",
    "1.51, A, D",
    "1.5, A, E",
    "-5.99, A, E",
    "-6, A, F"
  })
  void a_plateau_counts_to_the_side_of_the_midpoint_on_which_it_lies_IEC_CP_01(
      double volts, Pilot before, Pilot state) {
    assertThat(ControlPilot.decode(volts, before)).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({
    "10.31, A, A", "10.29, A, B", "10.69, B, B", "10.71, B, A",
    "4.31, C, C", "4.29, C, D", "4.69, D, D", "4.71, D, C",
    "-6.19, E, E", "-6.21, E, F", "-5.81, F, F", "-5.79, F, E"
  })
  void a_state_keeps_its_side_of_a_midpoint_until_0_2_V_past_it_IEC_CP_01(
      double volts, Pilot before, Pilot state) {
    assertThat(ControlPilot.decode(volts, before)).isEqualTo(state);
  }

  @Test
  void only_from_11_4_V_on_and_in_state_A_is_the_pilot_surely_unloaded_FLT_02() {
    begin(Pilot.A);
    assertThat(pilot.unloaded()).isTrue();
    read(11.4, T);
    assertThat(pilot.unloaded()).isTrue();
    read(11.39, T + MS);
    assertThat(pilot.state()).isEqualTo(Pilot.A);
    assertThat(pilot.unloaded()).isFalse();
    begin(Pilot.B);
    read(12, T + 300 * SECOND);
    assertThat(pilot.state()).as("unplugged for no time yet").isEqualTo(Pilot.B);
    assertThat(pilot.unloaded()).isFalse();
  }

  @Test
  void the_calm_after_a_disturbance_is_counted_anew_after_a_call_IEC_CP_02_IEC_W_01() {
    begin(Pilot.B);
    read(0, T);
    read(0, T + 500 * MS);
    read(9, T + 600 * MS);
    show(Signal.INTERRUPTION, T + 700 * MS);
    read(0, 0, T + 700 * MS);
    offer(T + 5 * SECOND);
    read(9, T + 5 * SECOND);
    read(9, T + 5500 * MS - 1);
    assertThat(pilot.disturbed()).isTrue();
    read(9, T + 5500 * MS);
    assertThat(pilot.disturbed()).isFalse();
  }

  @Test
  void state_E_lets_the_plug_go_at_once_and_F_after_five_seconds_IEC_T_17() {
    begin(Pilot.B);
    read(-12, T);
    read(-12, T + 75 * MS);
    assertThat(pilot.letsGo()).isFalse();
    read(-12, T + 5075 * MS - 1);
    assertThat(pilot.letsGo()).isFalse();
    assertThat(pace.deadline()).isEqualTo(T + 5075 * MS);
    read(-12, T + 5075 * MS);
    assertThat(pilot.letsGo()).isTrue();
    read(9, T + 6 * SECOND);
    read(9, T + 7 * SECOND);
    assertThat(pilot.letsGo()).isFalse();
    read(0, T + 8 * SECOND);
    assertThat(pilot.letsGo()).isFalse();
    read(0, T + 8 * SECOND + 75 * MS);
    assertThat(pilot.letsGo()).isTrue();
  }

  @Test
  void the_diode_is_looked_for_once_the_pwm_has_settled_for_50_ms_IEC_CP_03() {
    begin(Pilot.B);
    offer(T);
    read(9, T);
    assertThat(pace.deadline()).isEqualTo(T + 50 * MS);
    assertThat(pace.settled()).isFalse();
    read(9, T + 50 * MS - 1);
    assertThat(pace.deadline()).isEqualTo(T + 50 * MS);
    read(9, T + 50 * MS);
    assertThat(pace.deadline()).isEqualTo(T + 80 * MS);
    read(9, T + 80 * MS - 1);
    assertThat(pilot.diodeSeen()).isFalse();
    read(9, T + 80 * MS);
    assertThat(pilot.diodeSeen()).isTrue();
    assertThat(pace.settled()).isTrue();
  }

  @Test
  void without_a_car_no_diode_is_waited_for_IEC_CP_03() {
    begin(Pilot.A);
    offer(T);
    read(12, T);
    assertThat(pace.deadline()).isEqualTo(Moment.NEVER);
    assertThat(pace.settled()).isTrue();
    read(12, 9, T + SECOND);
    assertThat(pilot.diodeMissedSince()).isEqualTo(Moment.NEVER);
  }

  @Test
  void minus_10_V_prove_the_diode_and_anything_above_does_not_IEC_CP_03() {
    begin(Pilot.B);
    offer(T);
    read(9, -9.99, T + SECOND);
    read(9, -9.99, T + SECOND + 400 * MS);
    assertThat(pilot.diodeSeen()).isFalse();
    read(9, -10, T + 2 * SECOND);
    read(9, -10, T + 2 * SECOND + 30 * MS);
    assertThat(pilot.diodeSeen()).isTrue();
    read(9, -9.99, T + 3 * SECOND);
    assertThat(pilot.diodeSeen()).as("one half-wave without is enough").isFalse();
  }

  @Test
  void a_diode_missed_for_500_ms_is_missing_PRT_8() {
    begin(Pilot.B);
    offer(T);
    read(9, -9, T + SECOND);
    assertThat(pilot.diodeMissedSince()).isEqualTo(T + SECOND);
    assertThat(pace.deadline()).isEqualTo(T + 1500 * MS);
    read(9, -9, T + 1500 * MS - 1);
    assertThat(pilot.diodeMissing()).isFalse();
    read(9, -9, T + 1500 * MS);
    assertThat(pilot.diodeMissing()).isTrue();
  }

  @Test
  void the_end_of_the_pwm_ends_all_that_was_known_of_the_diode_IEC_CP_03() {
    begin(Pilot.B);
    offer(T);
    read(9, T + SECOND);
    read(9, T + 2 * SECOND);
    assertThat(pilot.diodeSeen()).isTrue();
    show(Signal.CONSTANT, T + 3 * SECOND);
    read(9, 9, T + 3 * SECOND);
    assertThat(pilot.diodeSeen()).isFalse();
    offer(T + 10 * SECOND);
    // The first look comes late: what was good before the pause does not count.
    read(9, T + 11 * SECOND);
    assertThat(pilot.diodeSeen()).isFalse();
    read(9, -9, T + 12 * SECOND);
    read(9, -9, T + 13 * SECOND);
    assertThat(pilot.diodeMissing()).isTrue();
    show(Signal.CONSTANT, T + 14 * SECOND);
    read(9, 9, T + 14 * SECOND);
    assertThat(pilot.diodeMissing()).isFalse();
    assertThat(pilot.diodeMissedSince()).isEqualTo(Moment.NEVER);
  }

  @Test
  void a_call_leaves_nothing_of_what_was_known_of_the_diode_IEC_CP_03_IEC_W_01() {
    begin(Pilot.B);
    offer(T);
    read(9, T + SECOND);
    read(9, T + 2 * SECOND);
    assertThat(pilot.diodeSeen()).isTrue();
    show(Signal.INTERRUPTION, T + 3 * SECOND);
    read(0, 0, T + 3 * SECOND);
    assertThat(pilot.diodeSeen()).isFalse();
    offer(T + 7 * SECOND);
    read(9, T + 8 * SECOND);
    assertThat(pilot.diodeSeen()).as("seen for no time yet").isFalse();
    read(9, -9, T + 9 * SECOND);
    read(9, -9, T + 10 * SECOND);
    assertThat(pilot.diodeMissing()).isTrue();
    show(Signal.INTERRUPTION, T + 11 * SECOND);
    read(0, 0, T + 11 * SECOND);
    assertThat(pilot.diodeMissing()).isFalse();
    assertThat(pilot.diodeMissedSince()).isEqualTo(Moment.NEVER);
  }

  @Test
  void a_call_hides_the_car_and_the_pilot_keeps_its_state_IEC_W_01() {
    begin(Pilot.B);
    show(Signal.INTERRUPTION, T);
    assertThat(read(0, 0, T)).isEqualTo(Pilot.B);
    assertThat(read(0, 0, T + 30 * SECOND)).isEqualTo(Pilot.B);
    assertThat(pilot.disturbed()).isFalse();
    assertThat(pace.settled()).isTrue();
  }

  @Test
  void what_was_half_believed_before_a_call_is_not_believed_after_it_IEC_W_01() {
    begin(Pilot.B);
    read(6, T);
    show(Signal.INTERRUPTION, T + 400 * MS);
    read(0, 0, T + 400 * MS);
    offer(T + 5 * SECOND);
    assertThat(read(6, T + 5 * SECOND)).isEqualTo(Pilot.B);
    assertThat(read(6, T + 5500 * MS)).isEqualTo(Pilot.C);
  }

  @Test
  void a_disturbance_before_a_call_is_not_counted_on_after_it_IEC_CP_02_IEC_W_01() {
    begin(Pilot.B);
    read(0, T);
    show(Signal.INTERRUPTION, T + 70 * MS);
    read(0, 0, T + 70 * MS);
    assertThat(pilot.disturbedSince()).isEqualTo(Moment.NEVER);
    offer(T + 5 * SECOND);
    read(0, T + 5 * SECOND);
    assertThat(pilot.disturbed()).isFalse();
    assertThat(pilot.disturbedSince()).isEqualTo(T + 5 * SECOND);
  }

  @Test
  void leaving_C_is_counted_anew_after_state_F_has_been_shown_IEC_T_21() {
    begin(Pilot.C);
    read(9, T);
    offer.tellFault(300 * MS, T + 10 * MS);
    show(Signal.NONE, T + 10 * MS);
    read(-12, -12, T + 10 * MS);
    show(Signal.NONE, T + 310 * MS);
    assertThat(read(9, T + 320 * MS)).as("B may be a bounce still").isEqualTo(Pilot.C);
    assertThat(read(9, T + 390 * MS)).isEqualTo(Pilot.B);
  }
}
