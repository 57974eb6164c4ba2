package opencompact.scenario;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import opencompact.catalogue.ErrorCode;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Status;
import opencompact.memory.History;
import opencompact.ocpp.BootNotification;
import opencompact.ocpp.Reset;
import opencompact.ocpp.ResetType;
import opencompact.ocpp.StatusNotification;
import opencompact.sim.SimNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hard restart after which the safety core is not heard (OCPP-CF-32, OCPP-MS-28). */
class RestartRetryTest {

  private static long boots(Scenario s) {
    return s.yard().backOffice().received(BootNotification.Request.class).size();
  }

  private static List<StatusNotification.Request> failures(Scenario s) {
    return s.yard().backOffice().received(StatusNotification.Request.class).stream()
        .filter(told -> told.errorCode() == ErrorCode.RESET_FAILURE)
        .toList();
  }

  private static Scenario reset(Scenario s) {
    return s.backOfficeAsks(new Reset.Request(ResetType.HARD), _ -> {}).later(ofMinutes(8));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void a_reset_without_effect_is_repeated_as_often_as_it_is_set_and_then_told_OCPP_CF_32(
      int retries) {
    Scenario s = new Scenario().with(Keys.RESET_RETRIES, "" + retries);
    assertThat(boots(s)).isOne();
    reset(s.raise("host=silent"));
    assertThat(boots(s)).isEqualTo(2 + retries);
    assertThat(failures(s)).singleElement().matches(told -> told.connectorId() == 0);
    assertThat(s.yard().disk().events(History.NEWEST, 1000, "station"))
        .anyMatch(line -> line.entry().sentence().contains("ResetRetries is " + retries));
    s.mend().later(ofSeconds(30)).expectStatus(Status.AVAILABLE);
    reset(s);
    assertThat(boots(s)).isEqualTo(3 + retries);
    assertThat(failures(s)).hasSize(1);
  }

  @Test
  void a_module_that_comes_back_with_the_second_try_is_no_failure_OCPP_CF_32() {
    Scenario s = new Scenario().with(Keys.RESET_RETRIES, "5");
    s.raise("host=silent").backOfficeAsks(new Reset.Request(ResetType.HARD), _ -> {});
    s.later(ofSeconds(45)).mend().later(ofMinutes(8)).expectStatus(Status.AVAILABLE);
    assertThat(boots(s)).isEqualTo(3);
    assertThat(failures(s)).isEmpty();
  }

  @Test
  void a_module_that_is_heard_again_before_anybody_could_be_told_is_no_failure_OCPP_CF_32() {
    Scenario s = new Scenario().with(Keys.RESET_RETRIES, "0");
    s.raise("host=silent").backOfficeAsks(new Reset.Request(ResetType.HARD), _ -> {});
    s.doing(yard -> yard.network().becomes(SimNetwork.State.DOWN))
        .later(ofMinutes(8))
        .mend()
        .later(ofMinutes(2));
    s.doing(yard -> yard.network().becomes(SimNetwork.State.UP))
        .later(ofMinutes(8))
        .expectStatus(Status.AVAILABLE);
    assertThat(failures(s)).isEmpty();
  }
}
