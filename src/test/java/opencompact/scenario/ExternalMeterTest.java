package opencompact.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import opencompact.catalogue.Fault;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Status;
import opencompact.host.Wish;
import org.junit.jupiter.api.Test;

/** The external energy meter that falls silent (PRT-18, MET-2; MB-04 to MB-06). */
class ExternalMeterTest {

  private static boolean stands(Scenario story) {
    return Fault.EXTERNAL_METER.isIn(story.view().rtm().faultWord());
  }

  @Test
  void a_configured_meter_that_falls_silent_is_a_fault_after_ten_seconds_PRT_18_OCPP_ST_40() {
    Scenario story = new Scenario().with(Keys.EXTERNAL_METER, "1").plugIn().tap("04A1B2C3");
    story.later(Duration.ofSeconds(20)).expectStatus(Status.CHARGING);
    assertThat(stands(story)).isFalse();

    story.raise("meter=silent").later(Duration.ofMillis(8900));
    assertThat(stands(story)).isFalse();
    story.expectStatus(Status.CHARGING);

    story.later(Duration.ofMillis(1300));
    assertThat(stands(story)).isTrue();
    story.expectStatus(Status.FAULTED);
    assertThat(story.view().errorCode().wire()).isEqualTo("PowerMeterFailure");
    story.later(Duration.ofSeconds(7));
    assertThat(story.view().rtm().contactorClosed()).isFalse();
  }

  @Test
  void it_goes_by_itself_after_three_good_answers_and_charging_goes_on_PRT_18() {
    Scenario story = new Scenario().with(Keys.EXTERNAL_METER, "1").plugIn().tap("04A1B2C3");
    story.later(Duration.ofSeconds(20)).raise("meter=silent").later(Duration.ofSeconds(20));
    assertThat(stands(story)).isTrue();

    story.mend().later(Duration.ofMillis(1500));
    assertThat(stands(story)).isTrue();
    story.later(Duration.ofSeconds(2));
    assertThat(stands(story)).isFalse();
  }

  @Test
  void nobody_asks_a_meter_that_is_not_configured() {
    Scenario story = new Scenario().raise("meter=silent").plugIn().tap("04A1B2C3");

    story.later(Duration.ofMinutes(1)).expectStatus(Status.CHARGING);
    assertThat(stands(story)).isFalse();
  }

  @Test
  void the_fault_goes_when_the_meter_is_configured_away_and_outlives_a_restart_of_the_host() {
    Scenario story = new Scenario().with(Keys.EXTERNAL_METER, "1").raise("meter=silent");
    story.later(Duration.ofSeconds(15)).expectStatus(Status.FAULTED);

    story.doing(yard -> yard.ask(new Wish.Restart())).later(Duration.ofSeconds(3));
    assertThat(stands(story)).isTrue();

    story.with(Keys.EXTERNAL_METER, "0").later(Duration.ofSeconds(1));
    assertThat(stands(story)).isFalse();
    story.expectStatus(Status.AVAILABLE);
  }

  @Test
  void a_meter_is_back_after_a_power_cut_with_its_register() {
    Scenario story = new Scenario().with(Keys.EXTERNAL_METER, "1");
    story.later(Duration.ofSeconds(5)).cutPower().later(Duration.ofSeconds(5));
    assertThat(story.yard().bench().readMeter()).isNull();

    story.restorePower().later(Duration.ofSeconds(30));
    assertThat(stands(story)).isFalse();
  }
}
