package opencompact.scenario;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Status;
import opencompact.memory.History;
import opencompact.quantity.Amperes;
import opencompact.rtm.RtmReport;
import org.junit.jupiter.api.Test;

/** What the event log says of a car on the pilot that is no fault (IEC-W-01 to IEC-W-03). */
class PilotLogTest {
  private static final String ASLEEP =
      "The car does not ask for energy although it is offered; wake-up call ";
  private static final String REPLUG =
      "No wake-up call has woken the car. If it should charge: unplug it and plug it in again.";
  private static final String VENTILATION =
      "The car asks for ventilation (pilot state D), which c_ChargingVentilatedEnabled does"
          + " not allow; it is offered no current.";

  /** What the log says of charges in which one of these words occurs, in order. */
  private static List<String> log(Scenario s, String... words) {
    return s.yard().disk().events(History.NEWEST, 1000, "charge").reversed().stream()
        .map(line -> line.entry().sentence())
        .filter(sentence -> List.of(words).stream().anyMatch(sentence::contains))
        .toList();
  }

  private static Scenario asleep(String car) {
    Scenario s = new Scenario().plugIn(car).raise("car.asleep").later(ofSeconds(2));
    return s.tap("04A1B2C3").later(ofSeconds(5));
  }

  @Test
  void each_call_and_the_advice_after_the_last_are_noted_once_IEC_W_01_IEC_W_03() {
    Scenario s = asleep("dead-asleep").later(ofMinutes(30));
    assertThat(log(s, "wake-up call", "woken"))
        .containsExactly(ASLEEP + "1.", ASLEEP + "2.", ASLEEP + "3.", REPLUG);
  }

  @Test
  void a_car_that_wakes_is_called_no_more_and_no_advice_is_given_IEC_W_01() {
    Scenario s = asleep("sleepy").later(ofMinutes(30)).expectStatus(Status.CHARGING);
    assertThat(log(s, "wake-up call", "woken")).containsExactly(ASLEEP + "1.");
  }

  @Test
  void a_refused_wish_for_ventilation_is_noted_once_and_an_allowed_one_not_IEC_D_01() {
    Scenario s = new Scenario().plugIn("ventilated").later(ofSeconds(2)).tap("04A1B2C3");
    s.later(ofSeconds(9));
    assertThat(log(s, "ventilation")).containsExactly(VENTILATION);

    Scenario allowed = new Scenario().with(Keys.CHARGING_VENTILATED_ENABLED, "true");
    allowed.plugIn("ventilated").later(ofSeconds(2)).tap("04A1B2C3").later(ofMinutes(5));
    allowed.expectStatus(Status.CHARGING);
    assertThat(log(allowed, "ventilation")).isEmpty();
  }

  @Test
  void from_the_ninth_pause_on_each_lasts_ten_minutes_and_log_and_why_say_so_IEC_W_02() {
    Scenario s = new Scenario().plugIn("fast-3p32").later(ofSeconds(2)).tap("04A1B2C3");
    s.later(ofMinutes(1));
    for (int pause = 1; pause <= 10; pause++) {
      s.expectStatus(Status.CHARGING);
      s.supplyLimit(Amperes.of(5)).later(ofSeconds(20)).expectStatus(Status.SUSPENDED_EVSE);
      assertThat(s.view().rtm().plugIn().pauses()).isEqualTo(pause);
      String spared =
          "The car has borne "
              + pause
              + " pauses since it was plugged in, and from the ninth on each lasts ten minutes"
              + " at least.";
      if (pause >= 8) {
        assertThat(s.view().sentence()).contains(spared);
      } else {
        assertThat(s.view().sentence()).doesNotContain("has borne");
      }
      s.supplyLimit(null).later(ofSeconds(10));
      RtmReport.Delay delay = s.view().rtm().plugIn().delay();
      if (pause <= 8) {
        assertThat(delay).isEqualTo(RtmReport.Delay.AFTER_LOAD_MANAGEMENT);
        s.later(ofMinutes(2));
      } else {
        assertThat(delay).isEqualTo(RtmReport.Delay.SPARING_THE_CAR);
        s.later(ofMinutes(9)).expectStatus(Status.SUSPENDED_EVSE).later(ofMinutes(2));
      }
    }
    assertThat(log(s, "has borne"))
        .containsExactly(
            "The car has borne 9 pauses since it was plugged in, so this one lasts ten minutes.",
            "The car has borne 10 pauses since it was plugged in, so this one lasts ten minutes.");
  }
}
