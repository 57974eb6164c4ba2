package opencompact.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import opencompact.memory.Fact;
import opencompact.memory.RateChange;
import opencompact.memory.Stamp;
import opencompact.quantity.Amperes;
import opencompact.quantity.IdTag;
import opencompact.quantity.WattHours;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions over the HTTP interface, by the calendar of Europe/Berlin (WEB-11, UK-ME-01). */
@Timeout(30)
class SessionRoutesTest {
  private static final Served SERVED = new Served(false);
  private static final String[] ADMIN = {"Authorization", "Bearer " + Served.TOKEN};

  /** One charge with one change of its rate. */
  static final List<Fact> CHARGE =
      charge(1, "04A1B2C3", "2026-03-28T21:00:00Z", "2026-03-28T22:00:00Z", 0, 11_000);

  @BeforeAll
  static void charges() {
    SERVED.history.append(CHARGE, List.of());
    // 29 March has 23 hours in Berlin: it begins at 23:00Z and ends at 22:00Z.
    add(charge(2, "=1+1", "2026-03-28T23:00:00Z", "2026-03-29T00:30:00Z", 11_000, 11_500));
    add(charge(3, "a,\"b\"", "2026-03-29T21:59:59Z", "2026-03-29T23:00:00Z", 11_500, 12_000));
    add(charge(4, "04A1B2C3", "2026-03-29T22:00:00Z", "2026-03-30T00:00:00Z", 12_000, 14_000));
    add(List.of(start(5, "LAST", "2026-04-01T10:00:00Z", 14_000)));
  }

  private static void add(List<Fact> facts) {
    SERVED.history.append(facts, List.of());
  }

  @AfterAll
  static void end() {
    SERVED.close();
  }

  private static Stamp at(String time) {
    long wall = Instant.parse(time).toEpochMilli();
    return new Stamp(1, wall - 1_774_000_000_000L, wall);
  }

  private static Fact start(int number, String tag, String from, long registerWh) {
    return new Fact.TransactionStarted(
        number, new IdTag(tag), null, false, false, null, at(from), WattHours.of(registerWh));
  }

  private static List<Fact> charge(
      int number, String tag, String from, String to, long beginWh, long endWh) {
    return List.of(
        start(number, tag, from, beginWh),
        new Fact.RateChanged(
            new RateChange(
                number,
                at(from),
                Amperes.of(16),
                10_900,
                WattHours.of(beginWh + 1),
                "ProximityPilotLimit",
                "The cable allows 16.0 A.",
                0)),
        new Fact.TransactionStopped(number, "Local", null, at(to), WattHours.of(endWh)));
  }

  @Test
  void SEC_1_who_charged_when_is_for_the_owner() {
    for (String path :
        List.of(
            "sessions", "sessions/1", "totals", "export/sessions.csv", "export/sessions.json")) {
      assertThat(SERVED.client.get("/api/v1/" + path).statusCode()).as(path).isEqualTo(401);
    }
  }

  @Test
  void WEB_11_sessions_come_in_pages_newest_first() {
    JsonObject page = json("/api/v1/sessions?limit=2");
    assertThat(numbers(page)).containsExactly(5, 4);
    assertThat(page.getInteger("next")).isEqualTo(4);
    page = json("/api/v1/sessions?limit=3&before=4");
    assertThat(numbers(page)).containsExactly(3, 2, 1);
    assertThat(page.getInteger("next")).isNull();

    JsonObject open = json("/api/v1/sessions?limit=1").getJsonArray("sessions").getJsonObject(0);
    assertThat(open.getBoolean("open")).isTrue();
    assertThat(open.getString("stopped")).isNull();
    JsonObject ended = json("/api/v1/sessions?before=2").getJsonArray("sessions").getJsonObject(0);
    assertThat(ended.getString("idTag")).isEqualTo("04A1B2C3");
    assertThat(ended.getDouble("energyWh")).isEqualTo(11_000);
    assertThat(ended.getString("reason")).isEqualTo("Local");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "since=2026-03-29&until=2026-03-29,                           3 2",
    "since=2026-03-29,                                            5 4 3 2",
    "until=2026-03-28,                                            1",
    "since=2026-04,                                               5",
    "until=2026-03,                                               4 3 2 1",
    "since=2026&until=2026,                                       5 4 3 2 1",
    "since=2025&until=2025,                                       ''",
    "since=2026-03-28T23:00:00Z&until=2026-03-29T21:59:59Z,       2",
    "since=2026-03-29T00:00:00%2B01:00&until=2026-03-29T23:59:59%2B02:00, 2",
    "since=2026-03-29T00:00:00+01:00&until=2026-03-29T23:59:59+02:00,     2",
    // Local times without an offset are the station's own; at two o'clock there it became three.
    "since=2026-03-29T23:59:59&until=2026-03-30T00:00,            3",
  })
  void UK_ME_01_sessions_are_asked_for_by_time_in_local_days(String query, String numbers) {
    assertThat(numbers(json("/api/v1/sessions?" + query)))
        .extracting(Object::toString)
        .containsExactly(numbers.isEmpty() ? new String[0] : numbers.split(" "));
  }

  @Test
  void times_ago_are_by_the_stations_clock() {
    // The station says that it is 1 March; nothing is younger than that but all of these.
    assertThat(numbers(json("/api/v1/sessions?since=3h"))).hasSize(5);
    assertThat(numbers(json("/api/v1/sessions?until=2d"))).isEmpty();
    assertThat(numbers(json("/api/v1/sessions?since=2d%20ago"))).hasSize(5);
  }

  @Test
  void a_time_that_is_none_is_answered_with_what_would_be_right() {
    for (String wrong : List.of("yesterday", "2026-13-01", "2026-02-30", "", "3x", "T", "1e9")) {
      var answer = SERVED.client.get("/api/v1/sessions?since=" + wrong, ADMIN);
      assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
      assertThat(answer.body()).contains("The parameter since takes a time such as");
    }
    assertThat(SERVED.client.get("/api/v1/sessions?since=2026-02&until=2025", ADMIN).body())
        .contains("before since");
    assertThat(SERVED.client.get("/api/v1/totals?by=week", ADMIN).body())
        .contains("takes day, month or year");
  }

  @Test
  void UK_ME_01_one_session_tells_each_change_of_its_rate_and_why() {
    JsonObject session = json("/api/v1/sessions/1");
    assertThat(session.getInteger("rateChangesMissing")).isZero();
    assertThat(session.getJsonArray("rateChanges").getJsonObject(0))
        .isEqualTo(
            new JsonObject()
                .put("time", "2026-03-28T21:00:00Z")
                .put("offeredAmperes", 16.0)
                .put("watts", 10_900)
                .put("energyWh", 1.0)
                .put("cause", "ProximityPilotLimit")
                .put("sentence", "The cable allows 16.0 A.")
                .put("merged", 0));
    for (String none : List.of("99", "0", "x", "99999999999")) {
      var answer = SERVED.client.get("/api/v1/sessions/" + none, ADMIN);
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).contains("lists them all");
    }
  }

  @Test
  void UK_ME_01_energy_adds_up_by_day_month_and_year_of_the_local_calendar() {
    JsonObject days = json("/api/v1/totals?by=day");
    assertThat(sums(days))
        .containsExactly(
            "2026-03-28 1 11000.0",
            "2026-03-29 2 1000.0",
            "2026-03-30 1 2000.0",
            "2026-04-01 1 0.0");
    JsonObject short29 = days.getJsonArray("totals").getJsonObject(1);
    assertThat(short29.getString("from")).isEqualTo("2026-03-28T23:00:00Z");
    assertThat(short29.getString("until")).isEqualTo("2026-03-29T22:00:00Z");

    assertThat(sums(json("/api/v1/totals"))).containsExactly("2026-03 4 14000.0", "2026-04 1 0.0");
    assertThat(sums(json("/api/v1/totals?by=year"))).containsExactly("2026 5 14000.0");
    JsonObject ofOneDay = json("/api/v1/totals?since=2026-03-29&until=2026-03-29");
    assertThat(ofOneDay.getJsonObject("all").getDouble("energyWh")).isEqualTo(1000);
  }

  @Test
  void RFC_4180_the_table_is_safe_in_a_spreadsheet_and_tells_hours_apart() {
    var answer = SERVED.client.get("/api/v1/export/sessions.csv", ADMIN);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
        .contains("sessions.csv");
    assertThat(answer.body())
        .isEqualTo(
            """
            number,idTag,started,stopped,seconds,energyWh,reason,transactionId,rateChanges
            1,04A1B2C3,2026-03-28T22:00:00+01:00,2026-03-28T23:00:00+01:00,3600,11000.0,Local,,1
            2,'=1+1,2026-03-29T00:00:00+01:00,2026-03-29T01:30:00+01:00,5400,500.0,Local,,1
            3,"a,""b""\",2026-03-29T23:59:59+02:00,2026-03-30T01:00:00+02:00,3601,500.0,Local,,1
            4,04A1B2C3,2026-03-30T00:00:00+02:00,2026-03-30T02:00:00+02:00,7200,2000.0,Local,,1
            5,LAST,2026-04-01T12:00:00+02:00,,,0.0,,,0
            """
                .replace("\n", "\r\n"));
    assertThat(SERVED.client.get("/api/v1/export/totals.csv?by=year", ADMIN).body())
        .isEqualTo("period,sessions,energyWh,seconds\r\n2026,5,14000.0,19801\r\n");
  }

  @Test
  void everything_is_exported_as_json_with_its_changes() {
    var answer = SERVED.client.get("/api/v1/export/sessions.json?since=2026-03-29", ADMIN);
    JsonObject all = Client.json(answer);
    assertThat(all.getString("timeZone")).isEqualTo("Europe/Berlin");
    assertThat(numbers(all)).containsExactly(5, 4, 3, 2);
    JsonArray changes = all.getJsonArray("sessions").getJsonObject(1).getJsonArray("rateChanges");
    assertThat(changes).hasSize(1);
    assertThat(numbers(json("/api/v1/export/sessions.json?since=2030"))).isEmpty();
  }

  private static JsonObject json(String path) {
    var answer = SERVED.client.get(path, ADMIN);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Client.json(answer);
  }

  private static List<Integer> numbers(JsonObject page) {
    return page.getJsonArray("sessions").stream()
        .map(session -> ((JsonObject) session).getInteger("number"))
        .toList();
  }

  private static List<String> sums(JsonObject totals) {
    return totals.getJsonArray("totals").stream()
        .map(JsonObject.class::cast)
        .map(row ->
            row.getString("period")
                + " "
                + row.getInteger("sessions")
                + " "
                + row.getDouble("energyWh"))
        .toList();
  }
}
