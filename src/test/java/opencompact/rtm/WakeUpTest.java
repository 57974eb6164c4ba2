package opencompact.rtm;

import static opencompact.rtm.Span.MILLISECOND;
import static opencompact.rtm.Span.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import opencompact.quantity.Moment;
import opencompact.rtm.WakeUp.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The story of the calls, each act at its moment (IEC-W-01). */
class WakeUpTest {
  private static final long T = 1000 * SECOND;

  private final Pace pace = new Pace();
  private final Situation s = new Situation();
  private final Interlocks i = new Interlocks();
  private final WakeUp wakeUp = new WakeUp();
  private boolean showsF = true;
  private long pwmSince;

  private Signal at(long millis) {
    pace.begin();
    wakeUp.follow(s, i, pwmSince, showsF, T + millis * MILLISECOND, pace);
    return wakeUp.signal();
  }

  private long deadline() {
    return (pace.deadline() - T) / MILLISECOND;
  }

  /** A car that stays in B is offered current from this moment on. */
  private void offer(long millis) {
    s.pilot = Pilot.B;
    s.pwm = false;
    i.offer = true;
    at(millis);
    s.pwm = true;
    pwmSince = T + millis * MILLISECOND;
    at(millis + 10);
  }

  @ParameterizedTest
  @CsvSource({
    "29999, NONE, 0, 30000",
    "30000, STATE_F, 1, 34000",
    "33999, STATE_F, 1, 34000",
    "34000, CONSTANT, 1, 34750",
    "34749, CONSTANT, 1, 34750",
    "34750, NONE, 1, 90000",
    "89999, NONE, 1, 90000",
    "90000, INTERRUPTION, 2, 94000",
    "93999, INTERRUPTION, 2, 94000",
    "94000, NONE, 2, 124000",
    "123999, NONE, 2, 124000",
    "124000, INTERRUPTION, 3, 154000",
    "153999, INTERRUPTION, 3, 154000",
    "154000, NONE, 3, 184000"
  })
  void a_car_in_B_is_called_by_F_and_by_two_interruptions_IEC_W_01(
      long millis, Signal signal, int calls, long next) {
    offer(0);
    assertThat(deadline()).isEqualTo(30_000);
    assertThat(at(millis)).isEqualTo(signal);
    assertThat(wakeUp.calling()).isEqualTo(signal != Signal.NONE);
    assertThat(wakeUp.calls()).isEqualTo(calls);
    assertThat(deadline()).isEqualTo(next);
    assertThat(wakeUp.replugAdvised()).isFalse();
  }

  @Test
  void whom_nothing_wakes_is_to_be_plugged_in_anew_IEC_W_03() {
    offer(0);
    at(183_999);
    assertThat(wakeUp.replugAdvised()).isFalse();
    assertThat(at(184_000)).isEqualTo(Signal.NONE);
    assertThat(wakeUp.replugAdvised()).isTrue();
    assertThat(pace.deadline()).as("nothing more will be done").isEqualTo(Moment.NEVER);
    wakeUp.unplugged();
    assertThat(wakeUp.replugAdvised()).isFalse();
    assertThat(wakeUp.calls()).isZero();
  }

  @Test
  void a_station_that_never_shows_F_waits_for_its_first_interruption_IEC_T_21_IEC_W_01() {
    showsF = false;
    offer(0);
    assertThat(at(30_000)).isEqualTo(Signal.NONE);
    assertThat(deadline()).isEqualTo(90_000);
    assertThat(at(34_000)).isEqualTo(Signal.NONE);
    assertThat(at(90_000)).isEqualTo(Signal.INTERRUPTION);
    assertThat(wakeUp.calls()).isEqualTo(1);
  }

  @Test
  void no_call_before_the_pwm_has_begun_IEC_W_01() {
    s.pilot = Pilot.B;
    i.offer = true;
    at(0);
    assertThat(at(60_000)).isEqualTo(Signal.NONE);
    assertThat(pace.deadline()).isEqualTo(Moment.NEVER);
    assertThat(wakeUp.calls()).isZero();
  }

  @Test
  void a_car_that_comes_back_to_B_under_the_offer_has_its_thirty_seconds_from_then_IEC_W_01() {
    offer(0);
    s.pilot = Pilot.C;
    at(20_000);
    s.pilot = Pilot.B;
    at(25_000);
    assertThat(at(54_999)).isEqualTo(Signal.NONE);
    assertThat(at(55_000)).isEqualTo(Signal.STATE_F);
  }

  @Test
  void a_car_that_asks_or_an_offer_that_ends_ends_the_call_IEC_W_01() {
    offer(0);
    assertThat(at(30_000)).isEqualTo(Signal.STATE_F);
    s.pilot = Pilot.C;
    assertThat(at(30_500)).isEqualTo(Signal.NONE);
    s.pilot = Pilot.B;
    i.offer = false;
    assertThat(at(70_000)).isEqualTo(Signal.NONE);
    assertThat(at(120_000)).isEqualTo(Signal.NONE);
  }

  @Test
  void three_calls_are_all_and_a_fourth_is_never_made_IEC_W_01() {
    offer(0);
    at(184_000);
    assertThat(wakeUp.calls()).isEqualTo(3);
    s.pilot = Pilot.C;
    at(185_000);
    s.pilot = Pilot.B;
    at(190_000);
    assertThat(wakeUp.replugAdvised()).as("it may wake by itself").isFalse();
    assertThat(at(220_000)).isEqualTo(Signal.NONE);
    assertThat(wakeUp.calls()).isEqualTo(3);
    assertThat(wakeUp.replugAdvised()).isTrue();
  }

  private void charge(long from, long until) {
    s.pilot = Pilot.C;
    i.close = true;
    at(from);
    s.contactorClosed = true;
    at(until - 10);
    i.close = false;
  }

  @Test
  void a_car_that_has_charged_and_gone_to_B_under_the_offer_is_left_alone_IEC_W_01() {
    offer(0);
    charge(10_000, 20_000);
    s.pilot = Pilot.B;
    at(20_000);
    s.contactorClosed = false;
    at(20_010);
    assertThat(at(60_000)).isEqualTo(Signal.NONE);
    assertThat(at(300_000)).isEqualTo(Signal.NONE);
    assertThat(wakeUp.calls()).isZero();
    // It is full until it charges again or another car comes.
    wakeUp.unplugged();
    offer(400_000);
    assertThat(at(430_000)).isEqualTo(Signal.STATE_F);
  }

  @Test
  void a_car_whose_charge_the_station_ended_is_called_again_IEC_W_01() {
    offer(0);
    charge(10_000, 20_000);
    i.offer = false;
    s.pilot = Pilot.B;
    at(20_000);
    s.contactorClosed = false;
    offer(40_000);
    assertThat(at(70_000)).isEqualTo(Signal.STATE_F);
  }

  @Test
  void a_car_that_went_to_B_after_the_end_of_the_pwm_is_called_again_IEC_W_01() {
    offer(0);
    charge(10_000, 20_000);
    s.pwm = false;
    s.pilot = Pilot.B;
    at(20_000);
    s.contactorClosed = false;
    offer(40_000);
    assertThat(at(70_000)).isEqualTo(Signal.STATE_F);
  }

  @Test
  void a_car_opened_in_C_has_not_stopped_by_itself_IEC_W_01() {
    offer(0);
    charge(10_000, 20_000);
    at(20_000);
    s.contactorClosed = false;
    offer(40_000);
    assertThat(at(70_000)).isEqualTo(Signal.STATE_F);
  }

  @Test
  void a_car_that_charges_once_more_is_called_again_IEC_W_01() {
    offer(0);
    charge(10_000, 20_000);
    s.pilot = Pilot.B;
    at(20_000);
    s.contactorClosed = false;
    charge(30_000, 40_000);
    i.offer = false;
    s.pilot = Pilot.B;
    at(40_000);
    s.contactorClosed = false;
    offer(50_000);
    assertThat(at(80_000)).isEqualTo(Signal.STATE_F);
  }
}
