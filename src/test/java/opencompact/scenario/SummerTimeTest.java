package opencompact.scenario;

import static java.time.Duration.between;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Status;
import opencompact.memory.Session;
import org.junit.jupiter.api.Test;

/**
 * Charges on the two days of the year that have another length (OFF-5, UK-OP-10). Off periods are
 * on weekdays only and London changes on Sundays, so a zone that changes on weekdays stands in:
 * Cairo, where 24 April 2026, a Friday, begins at one o'clock and 30 October at midnight comes
 * twice.
 */
class SummerTimeTest {

  private static Scenario cairo(String period, String delay) {
    return new Scenario()
        .alone()
        .with(Keys.TIME_ZONE, "Africa/Cairo")
        .with(Keys.CHARGE_OFF_PERIOD_1, period)
        .with(Keys.CHARGE_OFF_PERIOD_2, "disable,16:00,22:00")
        .with(Keys.MAX_START_DELAY, delay)
        .with(Keys.PLUG_AND_CHARGE, "true");
  }

  private static void at(Scenario s, String time) {
    s.later(between(s.yard().wall(), Instant.parse(time)));
  }

  @Test
  void UK_OP_10_an_off_period_that_begins_in_the_hour_left_out_in_spring_begins_when_clocks_go() {
    // Thursday 23 April ends at 22:00Z, when it is one o'clock on Friday at once.
    Scenario s = cairo("enable,00:30,02:00", "0");
    at(s, "2026-04-23T21:40:00Z");
    s.plugIn("fast-3p32").later(ofMinutes(5)).expectStatus(Status.CHARGING);
    at(s, "2026-04-23T21:59:50Z");
    s.expectStatus(Status.CHARGING);
    at(s, "2026-04-23T22:00:20Z");
    s.expectStatus(Status.SUSPENDED_EVSE);
    assertThat(s.view().why().getFirst().until()).isEqualTo("2026-04-23T23:00:00Z");
    at(s, "2026-04-23T22:59:50Z");
    s.expectStatus(Status.SUSPENDED_EVSE);
    at(s, "2026-04-23T23:01:00Z");
    s.expectStatus(Status.CHARGING);
    assertThat(s.view().transaction()).isNotNull();
  }

  @Test
  void UK_OP_10_an_off_period_in_the_hour_that_comes_twice_in_autumn_rules_both_times() {
    // Thursday 29 October 23:00 to 24:00 comes twice: from 20:00Z and from 21:00Z.
    Scenario s = cairo("enable,23:30,23:45", "0");
    at(s, "2026-10-29T20:10:00Z");
    s.plugIn("fast-3p32").later(ofMinutes(5)).expectStatus(Status.CHARGING);
    for (String hour : new String[] {"20", "21"}) {
      at(s, "2026-10-29T" + hour + ":30:20Z");
      s.expectStatus(Status.SUSPENDED_EVSE);
      assertThat(s.view().why().getFirst().until()).isEqualTo("2026-10-29T" + hour + ":45:00Z");
      at(s, "2026-10-29T" + hour + ":46:00Z");
      s.expectStatus(Status.CHARGING);
    }
  }

  @Test
  void OFF_5_a_charge_over_the_change_of_clocks_lasts_as_long_as_it_lasted() {
    for (String change : new String[] {"2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"}) {
      Scenario s = new Scenario().alone().with(Keys.PLUG_AND_CHARGE, "true");
      at(s, Instant.parse(change).minus(ofHours(1)).toString());
      s.plugIn("fast-3p32").later(ofHours(2));
      s.plugOut().later(ofSeconds(10));
      Session session = s.yard().disk().session(1);
      assertThat(session.seconds()).isBetween(2 * 3600L - 60, 2 * 3600L + 60);
      assertThat(between(session.started().wall(), session.stopped().wall()).toSeconds())
          .isEqualTo(session.seconds());
    }
  }
}
