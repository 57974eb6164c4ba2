package opencompact.scenario;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Status;
import opencompact.ocpp.StatusNotification;
import opencompact.storm.StatusLaw;
import org.junit.jupiter.api.Test;

/** Bad days that a storm found first, each told as a story before it was mended. */
class StormFindingsTest {

  @Test
  void a_limit_told_first_on_a_new_line_is_a_status_from_which_steps_count_OCPP_ST_11() {
    Scenario s = new Scenario().with(Keys.PLUG_AND_CHARGE, "false");
    s.yard().law(new StatusLaw()::check);
    s.plugIn().tap("04A1B2C3").later(ofMinutes(1)).tap("04A1B2C3").later(ofSeconds(20));
    s.expectStatus(Status.FINISHING);
    // Offline the next visit comes and ends like the last one, so that no status is to be told.
    s.networkDown().later(ofMinutes(1)).plugOut().later(ofSeconds(20));
    s.plugIn().tap("04A1B2C3").later(ofMinutes(1)).tap("04A1B2C3").later(ofSeconds(20));
    s.expectStatus(Status.FINISHING);
    int before = told(s).size();
    s.networkUp().later(ofMinutes(5));
    s.tap("04A1B2C3").later(ofSeconds(30)).expectStatus(Status.CHARGING);
    assertThat(told(s).subList(before, told(s).size()))
        .containsExactly(Status.FINISHING, Status.PREPARING, Status.CHARGING);
  }

  private static List<Status> told(Scenario s) {
    return s.yard().backOffice().received(StatusNotification.Request.class).stream()
        .filter(told -> told.connectorId() == 1)
        .map(StatusNotification.Request::status)
        .toList();
  }
}
