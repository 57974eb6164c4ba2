package opencompact.rtm;

import static opencompact.rtm.Span.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import opencompact.catalogue.Limit;
import opencompact.quantity.Moment;
import opencompact.rtm.RtmReport.Delay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What counts as a pause, and the nanosecond at which current may be offered again. */
class PausesTest {
  private static final long T = 1000 * SECOND;

  private final Pace pace = new Pace();
  private final Situation s = charging();
  private final Interlocks i = new Interlocks();
  private final Pauses pauses = new Pauses();

  private static Situation charging() {
    Situation s = new Situation();
    s.pilot = Pilot.C;
    s.pwm = true;
    s.grantFresh = true;
    s.energise = true;
    s.limitTenths = 160;
    s.contactorClosed = true;
    return s;
  }

  private boolean follow(Limit ruling, long at) {
    pace.begin();
    return pauses.follow(s, i, ruling, at, pace);
  }

  /** A pause as this limit makes it: the offer ends, then there is no PWM. */
  private void pause(Limit ruling, int tenths, long at) {
    s.limitTenths = tenths;
    s.pwm = true;
    i.offer = false;
    follow(ruling, at);
    s.pwm = false;
    follow(ruling, at + 1);
  }

  /** There is current again: the interlocks would offer. */
  private boolean mayOffer(long at) {
    s.limitTenths = 160;
    i.offer = true;
    return follow(Limit.FUSE, at);
  }

  private void resumed(long at) {
    s.pwm = true;
    i.offer = true;
    s.limitTenths = 160;
    follow(Limit.FUSE, at);
  }

  @Test
  void a_pause_by_load_management_lasts_60_s_IEC_T_20() {
    pause(Limit.TRANSFORMER, 59, T);
    assertThat(pauses.reason()).as("there is no current anyway").isEqualTo(Delay.NONE);
    assertThat(mayOffer(T + 60 * SECOND - 1)).isFalse();
    assertThat(pauses.reason()).isEqualTo(Delay.AFTER_LOAD_MANAGEMENT);
    assertThat(pauses.offerFrom()).isEqualTo(T + 60 * SECOND);
    assertThat(pace.deadline()).isEqualTo(T + 60 * SECOND);
    assertThat(mayOffer(T + 60 * SECOND)).isTrue();
    assertThat(pauses.reason()).isEqualTo(Delay.NONE);
    assertThat(pauses.offerFrom()).isZero();
    assertThat(pace.deadline()).isEqualTo(Moment.NEVER);
  }

  @ParameterizedTest
  @EnumSource(
      value = Limit.class,
      names = {"GRID", "FUSE", "TEMPERATURE"})
  void any_other_pause_ends_as_soon_as_the_pilot_may_IEC_T_13_IEC_T_20(Limit ruling) {
    pause(ruling, 0, T);
    assertThat(mayOffer(T + 2)).isTrue();
  }

  @Test
  void a_stop_under_a_limit_of_6_A_is_no_pause_for_want_of_current_IEC_T_20() {
    pause(Limit.TRANSFORMER, 60, T);
    assertThat(mayOffer(T + 2)).isTrue();
  }

  @Test
  void a_stop_by_the_host_is_no_pause_by_load_management_IEC_T_20() {
    s.energise = false;
    pause(Limit.TRANSFORMER, 0, T);
    s.energise = true;
    assertThat(mayOffer(T + 2)).isTrue();
  }

  @Test
  void a_host_that_is_silent_has_not_paused_by_load_management_IEC_T_20() {
    s.grantFresh = false;
    pause(Limit.TRANSFORMER, 0, T);
    s.grantFresh = true;
    assertThat(mayOffer(T + 2)).isTrue();
  }

  @Test
  void current_that_was_never_offered_has_not_been_paused_IEC_T_20() {
    s.pwm = false;
    s.limitTenths = 0;
    follow(Limit.TRANSFORMER, T);
    assertThat(mayOffer(T + 1)).isTrue();
    assertThat(pauses.count()).isZero();
  }

  @Test
  void a_limit_by_load_management_long_after_a_pause_ended_is_a_pause_of_its_own_IEC_T_20() {
    pause(Limit.TRANSFORMER, 0, T);
    resumed(T + 100 * SECOND);
    s.pwm = false;
    s.limitTenths = 0;
    i.offer = false;
    follow(Limit.TRANSFORMER, T + 200 * SECOND);
    assertThat(mayOffer(T + 101 * SECOND)).isTrue();
    pause(Limit.TRANSFORMER, 0, T + 300 * SECOND);
    assertThat(mayOffer(T + 360 * SECOND - 1)).isFalse();
  }

  @Test
  void a_pause_that_is_over_is_not_lengthened_by_a_want_of_current_in_B_IEC_T_20() {
    pause(Limit.GRID, 0, T);
    resumed(T + 10 * SECOND);
    s.pilot = Pilot.B;
    pause(Limit.TRANSFORMER, 0, T + 20 * SECOND);
    assertThat(mayOffer(T + 30 * SECOND)).isTrue();
  }

  @Test
  void eight_pauses_are_borne_and_the_ninth_lasts_ten_minutes_IEC_W_02() {
    long at = T;
    for (int nth = 1; nth <= 8; nth++) {
      pause(Limit.GRID, 0, at);
      assertThat(pauses.count()).isEqualTo(nth);
      assertThat(mayOffer(at + SECOND)).isTrue();
      resumed(at + 2 * SECOND);
      at += 10 * SECOND;
    }
    pause(Limit.GRID, 0, at);
    assertThat(mayOffer(at + 600 * SECOND - 1)).isFalse();
    assertThat(pauses.reason()).isEqualTo(Delay.SPARING_THE_CAR);
    assertThat(pauses.offerFrom()).isEqualTo(at + 600 * SECOND);
    assertThat(mayOffer(at + 600 * SECOND)).isTrue();
  }

  @Test
  void of_two_reasons_to_wait_the_longer_one_counts_IEC_T_20_IEC_W_02() {
    for (int nth = 1; nth <= 9; nth++) {
      pause(Limit.TRANSFORMER, 0, T + nth * SECOND);
    }
    s.contactorClosed = false;
    mayOffer(T + 10 * SECOND);
    assertThat(pauses.reason()).isEqualTo(Delay.SPARING_THE_CAR);
    assertThat(pauses.offerFrom()).isEqualTo(T + 609 * SECOND);
  }

  @Test
  void a_car_in_B_has_nothing_to_bear_IEC_W_02() {
    s.pilot = Pilot.B;
    pause(Limit.GRID, 0, T);
    assertThat(pauses.count()).isZero();
  }

  @Test
  void a_fault_and_a_refused_ventilation_are_no_pauses_IEC_W_02() {
    s.stoppingFault = true;
    pause(Limit.GRID, 160, T);
    s.stoppingFault = false;
    s.hardwareTrip = true;
    pause(Limit.GRID, 160, T + SECOND);
    s.hardwareTrip = false;
    s.pilot = Pilot.D;
    pause(Limit.GRID, 160, T + 2 * SECOND);
    assertThat(pauses.count()).isZero();
    s.ventilationAllowed = true;
    pause(Limit.GRID, 160, T + 3 * SECOND);
    assertThat(pauses.count()).isEqualTo(1);
  }

  @Test
  void the_next_plug_in_begins_with_no_pause_and_no_wait_IEC_W_02() {
    pause(Limit.TRANSFORMER, 0, T);
    mayOffer(T + SECOND);
    pauses.unplugged();
    assertThat(pauses.count()).isZero();
    assertThat(pauses.reason()).isEqualTo(Delay.NONE);
    assertThat(mayOffer(T + 2 * SECOND)).isTrue();
  }

  private void fault(boolean hardware, long at) {
    s.stoppingFault = !hardware;
    s.hardwareTrip = hardware;
    i.offer = false;
    i.close = false;
    follow(Limit.FUSE, at);
    s.stoppingFault = false;
    s.hardwareTrip = false;
    s.pwm = false;
    s.contactorClosed = false;
  }

  @ParameterizedTest
  @EnumSource(
      value = Limit.class,
      names = {"FUSE", "TRANSFORMER"})
  void a_fault_that_opens_is_followed_by_30_s_IEC_T_20(Limit ruling) {
    fault(ruling == Limit.FUSE, T);
    assertThat(mayOffer(T + 30 * SECOND - 1)).isFalse();
    assertThat(pauses.reason()).isEqualTo(Delay.AFTER_FAULT);
    assertThat(mayOffer(T + 30 * SECOND)).isTrue();
  }

  @Test
  void a_fault_that_leaves_the_contacts_as_they_are_is_followed_by_nothing_IEC_T_20() {
    s.contactorClosed = false;
    fault(false, T);
    assertThat(mayOffer(T + 1)).isTrue();
    s.contactorClosed = true;
    i.close = true;
    s.stoppingFault = true;
    follow(Limit.FUSE, T + SECOND);
    s.stoppingFault = false;
    assertThat(mayOffer(T + 2 * SECOND)).as("winding down still").isTrue();
  }

  @Test
  void an_opening_without_a_fault_is_no_reason_to_wait_30_s_IEC_T_20() {
    i.close = false;
    i.offer = false;
    follow(Limit.FUSE, T);
    s.pwm = false;
    s.contactorClosed = false;
    assertThat(mayOffer(T + 1)).isTrue();
  }

  @Test
  void a_refused_ventilation_is_followed_by_30_s_from_its_end_IEC_D_01() {
    s.contactorClosed = false;
    s.pwm = false;
    s.pilot = Pilot.D;
    follow(Limit.FUSE, T - SECOND);
    s.pilot = Pilot.C;
    assertThat(mayOffer(T)).isFalse();
    assertThat(mayOffer(T + 30 * SECOND - 1)).isFalse();
    assertThat(pauses.reason()).isEqualTo(Delay.AFTER_VENTILATION);
    assertThat(mayOffer(T + 30 * SECOND)).isTrue();
  }

  @Test
  void the_next_car_does_not_wait_for_the_ventilation_of_the_last_IEC_D_01() {
    s.contactorClosed = false;
    s.pwm = false;
    s.pilot = Pilot.D;
    follow(Limit.FUSE, T);
    pauses.unplugged();
    s.pilot = Pilot.B;
    assertThat(mayOffer(T + 1)).isTrue();
  }

  @Test
  void a_wait_holds_back_no_pwm_that_is_there_IEC_T_20() {
    pause(Limit.TRANSFORMER, 0, T);
    s.pwm = true;
    assertThat(mayOffer(T + SECOND)).isTrue();
    assertThat(pauses.offerFrom()).isZero();
  }
}
