package opencompact.rtm;

import static opencompact.rtm.Span.MILLISECOND;
import static opencompact.rtm.Span.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import opencompact.quantity.Moment;
import opencompact.rtm.WakeUp.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pace of the offer, at the nanosecond at which each rule begins to hold. */
class OfferTest {
  private static final long T = 100 * SECOND;

  private final Pace pace = new Pace();
  private final Offer offer = new Offer();

  private void limit(int tenths, long at) {
    pace.begin();
    offer.follow(true, tenths, Signal.NONE, at, pace);
  }

  private void end(long at) {
    pace.begin();
    offer.follow(false, 160, Signal.NONE, at, pace);
  }

  private void show(Signal signal, long at) {
    pace.begin();
    offer.follow(true, 160, signal, at, pace);
  }

  private boolean windsDown(double amperes, long at) {
    pace.begin();
    return offer.windingDown(amperes, at, pace);
  }

  @Test
  void an_increase_waits_five_seconds_since_the_last_change_IEC_T_07() {
    limit(100, T);
    limit(160, T + 5 * SECOND - 1);
    assertThat(offer.tenths()).isEqualTo(100);
    assertThat(pace.deadline()).isEqualTo(T + 5 * SECOND);
    assertThat(pace.settled()).isTrue();
    limit(160, T + 5 * SECOND);
    assertThat(offer.tenths()).isEqualTo(160);
    assertThat(offer.changedAt()).isEqualTo(T + 5 * SECOND);
    limit(200, T + 10 * SECOND - 1);
    assertThat(offer.tenths()).isEqualTo(160);
    limit(200, T + 10 * SECOND);
    assertThat(offer.tenths()).isEqualTo(200);
    assertThat(offer.pwmSince()).as("the same PWM all the time").isEqualTo(T);
  }

  @Test
  void a_limit_that_stays_is_no_change_and_waits_for_nothing_IEC_T_07() {
    limit(160, T);
    limit(160, T + SECOND);
    assertThat(pace.deadline()).isEqualTo(Moment.NEVER);
    limit(160, T + 9 * SECOND);
    assertThat(offer.changedAt()).isEqualTo(T);
  }

  @Test
  void a_decrease_is_told_at_once_IEC_T_19() {
    limit(160, T);
    limit(159, T + 1);
    assertThat(offer.tenths()).isEqualTo(159);
    assertThat(offer.changedAt()).isEqualTo(T + 1);
  }

  @Test
  void x1_is_held_for_three_seconds_from_its_beginning_IEC_T_13() {
    limit(160, T);
    end(T + SECOND);
    assertThat(offer.pwm()).isFalse();
    assertThat(offer.dutyPercent()).isEqualTo(100);
    assertThat(offer.changedAt()).isEqualTo(T + SECOND);
    end(T + 2 * SECOND);
    assertThat(offer.changedAt()).isEqualTo(T + SECOND);
    limit(160, T + 4 * SECOND - 1);
    assertThat(offer.pwm()).isFalse();
    assertThat(pace.deadline()).isEqualTo(T + 4 * SECOND);
    limit(160, T + 4 * SECOND);
    assertThat(offer.pwm()).isTrue();
    assertThat(offer.pwmSince()).isEqualTo(T + 4 * SECOND);
  }

  @Test
  void a_car_winds_down_until_it_draws_less_than_1_A_IEC_T_10_CT_03() {
    limit(160, T - SECOND);
    assertThat(windsDown(16, T - 1)).as("under an offer").isFalse();
    end(T);
    assertThat(windsDown(1, T + SECOND)).isTrue();
    assertThat(pace.deadline()).isEqualTo(T + 6 * SECOND);
    assertThat(windsDown(0.999, T + SECOND)).isFalse();
    assertThat(windsDown(Double.NaN, T + SECOND)).as("a current nobody knows").isTrue();
  }

  @Test
  void even_a_car_without_load_is_left_100_ms_to_open_S2_CT_03() {
    limit(160, T - SECOND);
    end(T);
    assertThat(windsDown(0, T + 100 * MILLISECOND - 1)).isTrue();
    assertThat(pace.deadline()).isEqualTo(T + 100 * MILLISECOND);
    assertThat(windsDown(0, T + 100 * MILLISECOND)).isFalse();
  }

  @Test
  void a_car_that_goes_on_drawing_is_borne_for_six_seconds_and_no_longer_IEC_T_11() {
    limit(160, T - SECOND);
    end(T);
    assertThat(windsDown(16, T + 6 * SECOND - 1)).isTrue();
    assertThat(windsDown(16, T + 6 * SECOND)).isFalse();
  }

  @Test
  void state_F_after_a_fault_lasts_its_whole_time_IEC_T_16_IEC_T_21() {
    limit(160, T - SECOND);
    offer.tellFault(300 * MILLISECOND, T);
    end(T);
    assertThat(offer.blind()).isTrue();
    assertThat(offer.dutyPercent()).isZero();
    assertThat(offer.changedAt()).isEqualTo(T);
    end(T + 300 * MILLISECOND - 1);
    assertThat(offer.dutyPercent()).isZero();
    assertThat(pace.deadline()).isEqualTo(T + 300 * MILLISECOND);
    assertThat(pace.settled()).isFalse();
    end(T + 300 * MILLISECOND);
    assertThat(offer.blind()).isFalse();
    assertThat(offer.dutyPercent()).isEqualTo(100);
    assertThat(offer.changedAt()).isEqualTo(T + 300 * MILLISECOND);
    assertThat(pace.settled()).isTrue();
    end(T + SECOND);
    assertThat(offer.changedAt()).as("it ends once").isEqualTo(T + 300 * MILLISECOND);
  }

  @Test
  void state_F_is_never_an_offer_IEC_T_21() {
    limit(160, T - SECOND);
    offer.tellFault(300 * MILLISECOND, T);
    limit(160, T + MILLISECOND);
    assertThat(offer.pwm()).isFalse();
  }

  @Test
  void a_station_that_never_shows_F_goes_to_x1_after_a_fault_IEC_T_21() {
    limit(160, T - SECOND);
    offer.tellFault(0, T);
    assertThat(offer.blind()).isFalse();
    end(T);
    assertThat(offer.blind()).isFalse();
    assertThat(offer.dutyPercent()).isEqualTo(100);
  }

  @Test
  void a_call_by_state_F_that_is_broken_off_still_lasts_300_ms_IEC_T_16_IEC_W_01() {
    show(Signal.STATE_F, T);
    assertThat(offer.dutyPercent()).isZero();
    show(Signal.STATE_F, T + 200 * MILLISECOND);
    assertThat(offer.changedAt()).as("it began once").isEqualTo(T);
    show(Signal.NONE, T + 300 * MILLISECOND - 1);
    assertThat(offer.dutyPercent()).isZero();
    show(Signal.NONE, T + 300 * MILLISECOND);
    assertThat(offer.blind()).isFalse();
  }

  @Test
  void a_call_by_state_F_lasts_as_long_as_it_is_made_IEC_W_01() {
    show(Signal.STATE_F, T);
    show(Signal.STATE_F, T + 300 * MILLISECOND);
    assertThat(offer.dutyPercent()).isZero();
    assertThat(pace.deadline()).as("300 ms are over").isEqualTo(Moment.NEVER);
    assertThat(pace.settled()).isTrue();
    show(Signal.STATE_F, T + 4 * SECOND - 1);
    assertThat(offer.dutyPercent()).isZero();
    show(Signal.CONSTANT, T + 4 * SECOND);
    assertThat(offer.dutyPercent()).isEqualTo(100);
    assertThat(offer.pwm()).isFalse();
  }

  @Test
  void an_open_pilot_wire_hides_the_car_and_offers_nothing_IEC_W_01() {
    limit(160, T - SECOND);
    show(Signal.INTERRUPTION, T);
    assertThat(offer.pilotConnected()).isFalse();
    assertThat(offer.blind()).isTrue();
    assertThat(offer.pwm()).isFalse();
    assertThat(offer.changedAt()).isEqualTo(T);
    show(Signal.INTERRUPTION, T + SECOND);
    assertThat(offer.changedAt()).isEqualTo(T);
    end(T + 4 * SECOND);
    assertThat(offer.pilotConnected()).isTrue();
    assertThat(offer.blind()).isFalse();
    assertThat(offer.changedAt()).isEqualTo(T + 4 * SECOND);
  }

  @ParameterizedTest
  @ValueSource(ints = {511, 600, 800})
  void no_more_than_51_A_can_be_said_with_this_code_IEC_CP_05(int tenths) {
    assertThat(Offer.dutyPercent(tenths)).isEqualTo(85);
  }
}
