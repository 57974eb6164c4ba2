package opencompact.scenario;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import opencompact.catalogue.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cars that sleep before an offer, and what the whole station makes of them (IEC-W-01, W-03). */
class WakeUpTest {

  private static Scenario asleep(boolean tethered, String car) {
    Scenario s = tethered ? new Scenario().tethered() : new Scenario();
    s.plugIn(car).raise("car.asleep").later(ofSeconds(2)).tap("04A1B2C3").later(ofSeconds(5));
    return s.expectStatus(Status.SUSPENDED_EV);
  }

  @ParameterizedTest
  @CsvSource({
    "sleepy, 50, 1, false",
    "e-golf, 110, 2, true",
    "heavy-sleeper, 175, 3, false",
    "heavy-sleeper, 175, 3, true"
  })
  void each_sleeper_is_woken_by_its_own_call_and_charges_in_the_same_transaction_IEC_W_01(
      String car, int seconds, int calls, boolean tethered) {
    Scenario s = asleep(tethered, car).later(ofSeconds(seconds)).expectStatus(Status.CHARGING);
    assertThat(s.view().rtm().plugIn().wakeUpCalls()).isEqualTo(calls);
    assertThat(s.view().faults()).isEmpty();
    s.expectDelivered("Authorize", "StartTransaction");
  }

  @Test
  void whom_nothing_wakes_is_to_be_plugged_in_anew_IEC_W_03() {
    Scenario s = asleep(false, "dead-asleep").later(ofMinutes(4));
    s.expectStatus(Status.SUSPENDED_EV).expectWhy("replug");
    assertThat(s.view().sentence()).contains("unplug it and plug it in again");
    s.later(ofMinutes(30)).expectStatus(Status.SUSPENDED_EV);
    assertThat(s.view().rtm().plugIn().wakeUpCalls()).isEqualTo(3);
    s.expectDelivered("Authorize", "StartTransaction");
  }

  @Test
  void a_full_car_is_not_called_after_it_has_charged_IEC_W_01() {
    Scenario s = new Scenario().plugIn().later(ofSeconds(2)).tap("04A1B2C3");
    s.later(ofMinutes(2)).expectStatus(Status.CHARGING).stopAtCar().later(ofMinutes(10));
    s.expectStatus(Status.SUSPENDED_EV).expectWhy("vehicle-not-ready");
    assertThat(s.view().rtm().plugIn().wakeUpCalls()).isZero();
  }

  @Test
  void a_car_that_wants_ventilation_stays_in_its_session_and_hears_why_IEC_D_01() {
    Scenario s = new Scenario().plugIn("ventilated").later(ofSeconds(2)).tap("04A1B2C3");
    s.later(ofSeconds(9)).expectStatus(Status.SUSPENDED_EVSE);
    assertThat(s.view().rtm().contactorClosed()).isFalse();
    assertThat(s.view().faults()).isEmpty();
    s.expectDelivered("Authorize", "StartTransaction");
  }
}
