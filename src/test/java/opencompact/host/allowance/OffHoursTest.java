package opencompact.host.allowance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import opencompact.catalogue.Delivery;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Model;
import opencompact.catalogue.Region;
import opencompact.catalogue.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Charge-off periods over weekdays, midnights and clock changes (OFF-3, UK-OP-10). */
class OffHoursTest {

  private static Settings periods(String first, String second, String zone) {
    return Settings.of(
        new Delivery(Model.SLC, 3, Region.UK),
        new TreeMap<>(
            Map.of(
                Keys.CHARGE_OFF_PERIOD_1.name(), first,
                Keys.CHARGE_OFF_PERIOD_2.name(), second,
                Keys.TIME_ZONE.name(), zone)));
  }

  @ParameterizedTest(name = "{0} UTC: off {1}, until {2}")
  @CsvSource({
    // As delivered, in winter: local time is UTC. 2 March 2026 is a Monday.
    "2026-03-02T07:59:59.999Z, false, 2026-03-02T08:00:00Z",
    "2026-03-02T08:00:00Z,     true,  2026-03-02T11:00:00Z",
    "2026-03-02T10:59:59.999Z, true,  2026-03-02T11:00:00Z",
    "2026-03-02T11:00:00Z,     false, 2026-03-02T16:00:00Z",
    "2026-03-02T21:59:59Z,     true,  2026-03-02T22:00:00Z",
    // The weekend has none; the last of Friday is followed by Monday's first, in summer time.
    "2026-03-27T22:00:00Z,     false, 2026-03-30T07:00:00Z",
    "2026-03-30T07:30:00Z,     true,  2026-03-30T10:00:00Z",
  })
  void as_delivered_in_the_united_kingdom_UK_OP_02_UK_OP_10(String at, boolean off, String until) {
    Settings settings = periods("enable,08:00,11:00", "enable,16:00,22:00", "Europe/London");
    OffHours hours = OffHours.at(Instant.parse(at), settings);
    assertThat(hours.ruling() != null).isEqualTo(off);
    assertThat(hours.until()).isEqualTo(Instant.parse(until));
  }

  @Test
  void one_that_touches_the_other_goes_on_as_one_OFF_3() {
    Settings settings = periods("enable,08:00,11:00", "enable,11:00,22:00", "UTC");
    OffHours hours = OffHours.at(Instant.parse("2026-03-02T09:00:00Z"), settings);
    assertThat(hours.ruling()).isEqualTo(Keys.CHARGE_OFF_PERIOD_1);
    assertThat(hours.until()).isEqualTo("2026-03-02T22:00:00Z");
  }

  @ParameterizedTest(name = "{0} UTC: off {1}, until {2}")
  @CsvSource({
    // Cairo, Thursday 29 October 2026: 23:00 to 24:00 comes twice, from 20:00 and from 21:00 UTC.
    "2026-10-29T20:29:59Z, false, 2026-10-29T20:30:00Z",
    "2026-10-29T20:30:00Z, true,  2026-10-29T20:45:00Z",
    "2026-10-29T20:45:00Z, false, 2026-10-29T21:30:00Z",
    "2026-10-29T21:30:00Z, true,  2026-10-29T21:45:00Z",
    // Friday 24 April begins at one o'clock, 22:00 UTC; 23:30 of the day before has been.
    "2026-04-23T21:45:00Z, false, 2026-04-24T20:30:00Z",
  })
  void in_the_hour_that_comes_twice_a_period_rules_twice_UK_OP_10(
      String at, boolean off, String until) {
    Settings settings = periods("enable,23:30,23:45", "disable,16:00,22:00", "Africa/Cairo");
    OffHours hours = OffHours.at(Instant.parse(at), settings);
    assertThat(hours.ruling() != null).isEqualTo(off);
    assertThat(hours.until()).isEqualTo(Instant.parse(until));
  }

  @Test
  void removed_periods_rule_never_UK_OP_01() {
    Settings settings = periods("disable,08:00,11:00", "disable,16:00,22:00", "Europe/London");
    assertThat(OffHours.at(Instant.parse("2026-03-02T09:00:00Z"), settings))
        .isEqualTo(new OffHours(null, null));
  }

  @Test
  void the_answer_holds_until_it_says_and_no_longer_in_any_zone_OFF_3() {
    SplittableRandom chance = new SplittableRandom(5);
    String[] zones = {"Europe/London", "Africa/Cairo", "Asia/Kathmandu", "America/St_Johns", "UTC"};
    for (int round = 0; round < 400; round++) {
      Settings settings = periods(any(chance), any(chance), zones[chance.nextInt(zones.length)]);
      Instant now =
          Instant.parse("2026-01-01T00:00:00Z").plusSeconds(chance.nextInt(365 * 24 * 3600));
      OffHours hours = OffHours.at(now, settings);
      Instant until = hours.until() == null ? now.plus(Duration.ofDays(9)) : hours.until();
      for (Instant t = now; t.isBefore(until); t = t.plusSeconds(600)) {
        assertThat(off(t, settings)).as("%s of %s", t, now).isEqualTo(hours.ruling() != null);
      }
      if (hours.until() != null) {
        assertThat(off(until.minusMillis(1), settings)).isEqualTo(hours.ruling() != null);
        assertThat(off(until, settings)).isNotEqualTo(hours.ruling() != null);
      }
    }
  }

  private static boolean off(Instant at, Settings settings) {
    var local = at.atZone(settings.value(Keys.TIME_ZONE)).toLocalDateTime();
    return settings.value(Keys.CHARGE_OFF_PERIOD_1).covers(local)
        || settings.value(Keys.CHARGE_OFF_PERIOD_2).covers(local);
  }

  private static String any(SplittableRandom chance) {
    int from = chance.nextInt(1440);
    int until = (from + 1 + chance.nextInt(1439)) % 1440;
    return "%s,%02d:%02d,%02d:%02d"
        .formatted(
            chance.nextInt(5) == 0 ? "disable" : "enable",
            from / 60,
            from % 60,
            until / 60,
            until % 60);
  }
}
