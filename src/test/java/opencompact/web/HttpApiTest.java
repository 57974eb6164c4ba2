package opencompact.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Instant;
import opencompact.host.Outcome;
import opencompact.host.Wish;
import opencompact.quantity.IdTag;
import opencompact.sim.SimDisk;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP interface over a real HTTPS connection (WEB-1, WEB-12, WEB-13). */
class HttpApiTest {
  private static final Served SERVED = new Served(true);
  private static final String[] ADMIN = {"Authorization", "Bearer " + Served.TOKEN};

  private final Client client = SERVED.client;

  @BeforeEach
  void begin() {
    SERVED.station.asked.clear();
    SERVED.station.askers.clear();
    SERVED.station.outcome = new Outcome.Done("It is done.");
    SERVED.station.show(FakeStation.charging(1, 10_900));
    SERVED.bench.show(FakeBench.picture(true, true));
    SERVED.bench.done.clear();
  }

  @AfterAll
  static void end() {
    SERVED.close();
  }

  @Test
  void WEB_1_the_status_says_what_it_does_how_fast_and_how_much() {
    JsonObject status = ok(client.get("/api/v1/status"));

    assertThat(status.getString("status")).isEqualTo("Charging");
    assertThat(status.getInteger("watts")).isEqualTo(10_900);
    assertThat(status.getString("sentence")).startsWith("Charging at 16 A");
    assertThat(status.getJsonObject("transaction").getInteger("chargedWh")).isEqualTo(12);
    assertThat(status.getString("since")).isEqualTo("2026-03-01T08:00:00Z");
  }

  @Test
  void LIM_1_why_lists_what_blocks_and_limits_in_the_host_s_order() {
    JsonObject why = ok(client.get("/api/v1/why"));

    assertThat(why.getJsonArray("why")).hasSize(3);
    JsonObject first = why.getJsonArray("why").getJsonObject(0);
    assertThat(first.getString("kind")).isEqualTo("limit");
    assertThat(first.getString("name")).isEqualTo("ProximityPilotLimit");
    assertThat(first.getDouble("amperes")).isEqualTo(16);
    assertThat(first.getString("sentence")).isEqualTo("The cable is coded for 16 A.");
  }

  @Test
  void WEB_1_the_view_has_what_the_status_page_shows() {
    JsonObject view = ok(client.get("/api/v1/view"));

    assertThat(view.getJsonObject("identity").getString("firmware")).isEqualTo("0.1.0");
    assertThat(view.getJsonObject("light").getString("first")).isEqualTo("#0000FF");
    JsonObject rtm = view.getJsonObject("rtm");
    assertThat(rtm.getJsonObject("ruling").getString("label")).isEqualTo("Cable");
    assertThat(rtm.getString("pilot")).isEqualTo("C2");
    assertThat(rtm.getJsonObject("readings").getJsonArray("lines")).hasSize(3);
  }

  @Test
  void SEC_1_a_tag_is_shown_to_strangers_by_its_last_four_characters_only() {
    assertThat(client.get("/api/v1/view").body()).contains("••••B2C3").doesNotContain("04A1B2C3");
  }

  @Test
  void a_fault_comes_with_its_words_its_measured_value_and_advice() {
    SERVED.station.show(FakeStation.faulted(2));

    JsonObject fault = ok(client.get("/api/v1/status")).getJsonArray("faults").getJsonObject(0);

    assertThat(fault.getString("name")).isEqualTo("EVSE_FAULT_RCD_DC");
    assertThat(fault.getString("code")).isEqualTo("0x00000008");
    assertThat(fault.getString("measured")).contains("8.0 mA");
    assertThat(fault.getString("advice")).contains("Unplug");
  }

  @ParameterizedTest
  @CsvSource({
    "clear-faults,ClearFaults[]",
    "unlock,UnlockConnector[]",
    "clear-reservation,ClearReservation[]",
    "set-available,SetAvailable[operative=true]",
    "set-unavailable,SetAvailable[operative=false]",
    "start,StartCharging[tag=null]",
    "stop,StopCharging[]"
  })
  void WEB_1_a_command_is_open_to_whoever_is_on_the_network(String command, String wish) {
    JsonObject done = ok(client.post("/api/v1/commands/" + command, ""));

    assertThat(done.getString("outcome")).isEqualTo("done");
    assertThat(done.getString("sentence")).isEqualTo("It is done.");
    assertThat(SERVED.station.asked).hasToString("[" + wish + "]");
    assertThat(SERVED.station.askers.getFirst()).startsWith("a person at 127.0.0.1");
  }

  @Test
  void a_start_may_name_whose_charge_it_is() {
    ok(client.post("/api/v1/commands/start", "{\"idTag\": \"04A1\"}"));

    assertThat(SERVED.station.asked).containsExactly(new Wish.StartCharging(new IdTag("04A1")));
  }

  @Test
  void a_refusal_is_409_and_a_wrong_wish_422_each_with_the_host_s_sentence() {
    SERVED.station.outcome = new Outcome.Refused("A charge is running; stop it first.");
    problem(client.post("/api/v1/commands/start", "{}"), 409, "A charge is running");

    SERVED.station.outcome = new Outcome.Wrong("No such thing; try another.");
    problem(client.post("/api/v1/commands/start", "{}"), 422, "try another");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/v1/commands/stop       | {            | 400 | JSON object",
        "/api/v1/commands/stop       | [1]          | 400 | JSON object",
        "/api/v1/commands/stop       | {\"a\": 1}   | 400 | no field \"a\"",
        "/api/v1/commands/start      | {\"idTag\": 7} | 400 | takes a text",
        "/api/v1/commands/start      | {\"idTag\": \"123456789012345678901\"} | 422 | 1 to 20",
        "/api/v1/login               | {}           | 400 | \"password\" is missing",
        "/api/v1/bench/plugin        | {\"car\": \"tank\"} | 422 | no car is called \"tank\"",
        "/api/v1/bench/plugin        | {\"cable\": 16} | 422 | 13, 20, 32 or 63",
        "/api/v1/bench/plugin        | {\"cable\": \"16\"} | 400 | whole number",
        "/api/v1/bench/plugin        | {\"cable\": 16.5} | 400 | whole number",
        "/api/v1/bench/plugin        | {\"cable\": 99999999999} | 400 | whole number",
        "/api/v1/bench/card          | {}           | 400 | \"uid\" is missing",
        "/api/v1/bench/card          | {\"uid\": \"xyz\"} | 422 | hexadecimal",
        "/api/v1/bench/card          | {\"uid\": \"04A1B2\"} | 422 | 4, 7 or 10 bytes",
        "/api/v1/bench/faults        | {\"cause\": \"rust\"} | 422 | rust",
        "/api/v1/bench/faults        | {\"cause\": [\"pe\", \"rust\"]} | 422 | rust",
        "/api/v1/bench/faults        | {\"cause\": [\"pe\", 7]} | 400 | a text or a list of texts",
        "/api/v1/bench/faults        | {\"cause\": []} | 400 | a text or a list of texts",
        "/api/v1/bench/faults        | {\"cause\": \"pe\", \"for\": \"10s\"} | 422 | PT90S",
        "/api/v1/bench/faults        | {\"cause\": \"pe\", \"for\": \"PT-1S\"} | 422 | above zero",
        "/api/v1/bench/faults        | {\"cause\": \"pe\", \"for\": \"P400D\"} | 422 | 366 days",
        "/api/v1/bench/faults        | {\"cause\": \"pe\", \"until\": \"x\"} | 400 | cause, for",
        "/api/v1/bench/power         | {\"state\": \"off\"} | 422 | \"cut\" or \"restored\"",
        "/api/v1/bench/clock         | {}           | 400 | PT8H",
        "/api/v1/bench/clock         | {\"advance\": \"PT0S\"} | 422 | above zero",
        "/api/v1/bench/speed         | {\"speed\": \"60\"} | 400 | takes a number",
        "/api/v1/bench/speed         | {\"speed\": 0} | 422 | between 0.1 and 1000",
        "/api/v1/bench/speed         | {\"speed\": 1e9} | 422 | between 0.1 and 1000",
      })
  void bad_input_is_refused_with_what_would_be_right_and_nothing_changes(
      String path, String body, int status, String detail) {
    problem(client.post(path, body), status, detail);

    assertThat(SERVED.station.asked).isEmpty();
    assertThat(SERVED.bench.done).isEmpty();
  }

  @Test
  void a_body_that_is_too_large_is_413() {
    String large = "{\"idTag\": \"" + "x".repeat(20_000) + "\"}";

    problem(client.post("/api/v1/commands/start", large), 413, "16 KiB");
  }

  @Test
  void a_body_that_is_not_declared_as_json_is_415() {
    problem(
        client.sendPlain("POST", "/api/v1/commands/stop", "{}", "Content-Type", "text/plain"),
        415,
        "application/json");
    problem(client.sendPlain("POST", "/api/v1/commands/stop", ""), 415, "application/json");
    assertThat(SERVED.station.asked).isEmpty();
  }

  @Test
  void a_wrong_method_is_405_and_says_which_is_right() {
    HttpResponse<String> answer = client.get("/api/v1/commands/stop");
    problem(answer, 405, "takes POST, not GET");
    assertThat(answer.headers().firstValue("Allow")).contains("POST");

    problem(client.post("/api/v1/status", "{}"), 405, "takes GET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/nothing", "/api/v2/status", "/nothing", "/web/../WebServer.class",
        "/web/%2e%2e/WebServer.class", "/web/WebServer.class", "/lib/lit/package.json",
            "/lib/x/y.js"
      })
  void an_unknown_address_is_404(String path) {
    problem(client.get(path), 404, "/openapi.json");
  }

  @Test
  void AUT_2_the_owner_reads_learns_adds_and_removes_cards() {
    JsonObject cards = ok(client.get("/api/v1/cards", ADMIN));
    assertThat(cards.getJsonArray("cards").getJsonObject(0).getString("idTag"))
        .isEqualTo("04A1B2C3");
    assertThat(cards.getJsonArray("cards").getJsonObject(0).getString("status"))
        .isEqualTo("Accepted");

    ok(client.post("/api/v1/cards/learn", "{}", ADMIN));
    ok(
        client.post(
            "/api/v1/cards", "{\"idTag\": \"04D4\", \"bestBy\": \"2027-01-01T00:00:00Z\"}", ADMIN));
    ok(client.sendPlain("DELETE", "/api/v1/cards/04D4%20X", "", ADMIN));

    assertThat(SERVED.station.asked)
        .containsExactly(
            new Wish.LearnCard(),
            new Wish.AddCard(new IdTag("04D4"), Instant.parse("2027-01-01T00:00:00Z")),
            new Wish.RemoveCard(new IdTag("04D4 X")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"idTag\": \"\"}                             | 1 to 20 printable",
        "{\"idTag\": \"A\", \"bestBy\": \"tomorrow\"}  | 2027-12-31T00:00:00Z",
      })
  void AUT_2_a_card_that_cannot_be_is_422_and_strangers_do_not_see_the_list(
      String body, String says) {
    HttpResponse<String> answer = client.post("/api/v1/cards", body, ADMIN);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains(says);
    assertThat(SERVED.station.asked).isEmpty();
    assertThat(client.get("/api/v1/cards").statusCode()).isEqualTo(401);
  }

  @Test
  void the_owner_reads_the_log() {
    JsonObject log = ok(client.get("/api/v1/log", ADMIN));
    assertThat(log.getJsonArray("entries")).hasSize(2);
    assertThat(log.getJsonArray("entries").getJsonObject(0).getString("time"))
        .isEqualTo("2026-03-01T08:00:00Z");
    assertThat(log.getJsonArray("entries").getJsonObject(1).getString("time")).isNull();

    assertThat(ok(client.get("/api/v1/log?kind=charge", ADMIN)).getJsonArray("entries")).hasSize(1);
    assertThat(ok(client.get("/api/v1/log?limit=1", ADMIN)).getJsonArray("entries")).hasSize(1);
    problem(client.get("/api/v1/log?limit=0", ADMIN), 400, "1 to 1000");
    problem(client.get("/api/v1/log?limit=x", ADMIN), 400, "1 to 1000");
    problem(client.get("/api/v1/log"), 401, "admin password");
  }

  @Test
  void the_owner_reads_and_changes_settings() {
    JsonObject all = ok(client.get("/api/v1/settings", ADMIN));
    assertThat(all.getJsonArray("settings").size()).isGreaterThan(40);

    JsonObject one = ok(client.get("/api/v1/settings/c_DeviceLimit_I", ADMIN));
    assertThat(one.getString("value")).isEqualTo("320");
    assertThat(one.getString("takes")).contains("tenths of an ampere");

    ok(client.send("PUT", "/api/v1/settings/c_DeviceLimit_I", "{\"value\": \"160\"}", ADMIN));
    assertThat(SERVED.station.asked)
        .containsExactly(new Wish.ChangeSetting("c_DeviceLimit_I", "160"));
    assertThat(SERVED.station.askers.getFirst()).startsWith("a program at");
  }

  @Test
  void SEC_1_a_secret_setting_is_never_told() {
    JsonObject secret = ok(client.get("/api/v1/settings/AuthorizationKey", ADMIN));

    assertThat(secret.getValue("value")).isNull();
    assertThat(secret.getString("access")).isEqualTo("write only");
  }

  @Test
  void an_unknown_setting_is_404_and_a_value_of_another_type_400() {
    problem(client.get("/api/v1/settings/Nonsense", ADMIN), 404, "Nonsense");
    problem(
        client.send("PUT", "/api/v1/settings/Nonsense", "{\"value\": \"1\"}", ADMIN),
        404,
        "settings");
    problem(
        client.send("PUT", "/api/v1/settings/LightIntensity", "{\"value\": 50}", ADMIN),
        400,
        "takes a text");
    SERVED.station.outcome = new Outcome.Wrong("LightIntensity takes a whole number.");
    problem(
        client.send("PUT", "/api/v1/settings/LightIntensity", "{\"value\": \"x\"}", ADMIN),
        422,
        "whole number");
  }

  @Test
  void WEB_12_the_bench_shows_its_picture_its_cars_and_its_causes() {
    JsonObject bench = ok(client.get("/api/v1/bench"));
    assertThat(bench.getJsonObject("car").getDouble("soc")).isEqualTo(0.618);
    assertThat(bench.getJsonArray("contacts")).hasSize(4);
    assertThat(bench.getJsonObject("pilot").getDouble("highVolts")).isEqualTo(6.02);

    assertThat(ok(client.get("/api/v1/bench/cars")).getJsonArray("cars")).hasSize(3);
    assertThat(ok(client.get("/api/v1/bench/causes")).getJsonArray("causes")).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plugin  | {}                                     | plug in sedan-3p16 32",
        "plugin  | {\"car\": \"greedy\", \"cable\": 20}   | plug in greedy 20",
        "plugin  | {\"car\": \"greedy\", \"cable\": 0}    | plug in greedy 0",
        "plugout | {}                                     | unplug",
        "card    | {\"uid\": \"04:a1:b2:c3\"}             | card 04A1B2C3",
        "card    | {\"uid\": \"874943F17C\"}              | card 874943F17C",
        "faults  | {\"cause\": \"rcd.dc=8\"}              | raise rcd.dc=8 null",
        "faults  | {\"cause\": [\"rcd.dc=8\", \"pe\"]}    | raise rcd.dc=8 pe null",
        "faults  | {\"cause\": \"pe\", \"for\": \"PT90S\"} | raise pe PT1M30S",
        "power   | {\"state\": \"cut\"}                   | power false",
        "power   | {\"state\": \"restored\"}              | power true",
        "clock   | {\"advance\": \"PT8H\"}                | advance PT8H",
        "speed   | {\"speed\": 60}                        | speed 60.0",
      })
  void WEB_12_a_person_moves_the_world(String act, String body, String done) {
    ok(client.post("/api/v1/bench/" + act, body));

    assertThat(SERVED.bench.done).containsExactly(done);
  }

  @Test
  void WEB_12_causes_are_mended_one_by_one_or_all() {
    ok(client.sendPlain("DELETE", "/api/v1/bench/faults/contact.L1", ""));
    ok(client.sendPlain("DELETE", "/api/v1/bench/faults", ""));
    problem(client.sendPlain("DELETE", "/api/v1/bench/faults/rust", ""), 404, "rust");

    assertThat(SERVED.bench.done).containsExactly("clear contact.L1", "clear all");
  }

  @Test
  void WEB_12_unplugging_nothing_is_refused() {
    SERVED.bench.show(FakeBench.picture(false, true));

    problem(client.post("/api/v1/bench/plugout", "{}"), 409, "Nothing is plugged in");
  }

  @Test
  void WEB_12_real_hardware_has_no_bench() {
    try (Served real = new Served(false)) {
      problem(real.client.get("/api/v1/bench"), 404, "no bench");
      problem(real.client.post("/api/v1/bench/power", "{\"state\": \"cut\"}"), 404, "no bench");
      problem(real.client.sendPlain("DELETE", "/api/v1/bench/faults", ""), 404, "no bench");
    }
  }

  @Test
  void health_and_figures_are_for_machines() {
    assertThat(ok(client.get("/healthz")).getString("status")).isEqualTo("up");
    assertThat(client.get("/metrics").body()).isEqualTo("compact_up 1\n");
  }

  @Test
  void a_taken_port_is_said_in_one_sentence() {
    Doors doors =
        new Doors(
            SERVED.station,
            null,
            new SimDisk(),
            FrameBook.NONE,
            _ -> new byte[0],
            () -> null,
            Served.TOKEN,
            () -> "",
            () -> 0,
            new SecureRandom());

    assertThatThrownBy(
            () -> WebServer.open("127.0.0.1", SERVED.server.port(), Served.CERTIFICATE, doors))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "Port "
                + SERVED.server.port()
                + " on 127.0.0.1 is in use; choose another with --port.");
    assertThat(SERVED.station.listeners()).isEqualTo(1);
  }

  @Test
  void a_host_that_is_not_this_machine_is_said_in_one_sentence() {
    Doors doors =
        new Doors(
            SERVED.station,
            null,
            new SimDisk(),
            FrameBook.NONE,
            _ -> new byte[0],
            () -> null,
            Served.TOKEN,
            () -> "",
            () -> 0,
            new SecureRandom());

    assertThatThrownBy(() -> WebServer.open("192.0.2.1", 0, Served.CERTIFICATE, doors))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Cannot listen on 192.0.2.1 port 0");
  }

  @Test
  void a_head_request_is_answered_like_a_get_without_a_body() {
    HttpResponse<String> answer = client.sendPlain("HEAD", "/", "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void a_page_that_has_not_changed_is_not_sent_again() {
    String tag = client.get("/").headers().firstValue("ETag").orElseThrow();

    assertThat(client.get("/", "If-None-Match", tag).statusCode()).isEqualTo(304);
  }

  private static JsonObject ok(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    return Client.json(answer);
  }

  private static void problem(HttpResponse<String> answer, int status, String detail) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonObject problem = Client.json(answer);
    assertThat(problem.getInteger("status")).isEqualTo(status);
    assertThat(problem.getString("title")).isNotBlank();
    assertThat(problem.getString("detail")).contains(detail).endsWith(".").doesNotContain("\n");
  }
}
