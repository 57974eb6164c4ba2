package opencompact.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code compact sessions}, {@code log} and {@code clock} against a station in this process that
 * has charged once (DIA-2, WEB-11, OFF-5).
 */
@Timeout(120)
class HistoryCommandsTest {
  @TempDir static Path data;

  private static Appliance station;

  @BeforeAll
  static void chargeOnce() {
    Map<String, String> flags = Map.of("data", data.toString(), "port", "0", "seed", "42");
    station = Appliance.start(new Options(flags, Map.of()).checked(), "test", Supervision.NONE);
    compact("clock", "set", "2026-03-29T00:30:00Z");
    compact("ev", "plugin");
    compact("clock", "advance", "2m");
    compact("card", "04A1B2C3");
    // At one o'clock UTC the clocks of Berlin go from two to three.
    compact("clock", "advance", "1h");
    compact("fault", "raise", "rcd.dc=8mA");
    compact("clock", "advance", "1m");
    compact("fault", "clear", "all");
    compact("ev", "plugout");
    compact("clock", "advance", "1m");
  }

  @AfterAll
  static void stop() {
    station.stop();
  }

  @Test
  void WEB_11_a_session_is_listed_in_local_time_with_its_energy() {
    assertThat(compact("sessions"))
        .containsPattern(
            "1  \\S+ +2026-03-29 01:3\\d:\\d\\d\\+01:00 +1:0\\d:\\d\\d +\\d+\\.\\d{3} kWh")
        .hasLineCount(1);
    assertThat(compact("sessions", "--since", "2026-03-30")).contains("Nothing charged");
    assertThat(compact("sessions", "--since", "3h")).hasLineCount(1);
  }

  @Test
  void UK_ME_01_one_session_tells_when_its_rate_rose_and_fell_and_why() {
    assertThat(compact("sessions", "1"))
        .containsPattern("01:3\\d:\\d\\d\\+01:00 +offered 32.0 A, takes \\d+\\.\\d+ kW");
    JsonObject one = new JsonObject(compact("sessions", "1", "--json"));
    assertThat(one.getJsonArray("rateChanges")).isNotEmpty();
    assertThat(one.getInteger("rateChangesMissing")).isZero();
  }

  @Test
  void UK_ME_01_sums_and_files_for_spreadsheets() {
    assertThat(compact("sessions", "--day")).containsPattern("2026-03-29 +1 sessions");
    assertThat(compact("sessions", "--month")).containsPattern("2026-03 +1 sessions");
    assertThat(compact("sessions", "--year")).containsPattern("all +1 sessions");
    assertThat(compact("sessions", "--csv")).startsWith("number,idTag,").contains("+01:00,");
    assertThat(compact("sessions", "--month", "--csv"))
        .startsWith("period,")
        .contains("2026-03,1,");
    assertThat(new JsonObject(compact("sessions", "--json")).getJsonArray("sessions")).hasSize(1);
    assertThat(new JsonObject(compact("sessions", "--month", "--json")).getJsonArray("totals"))
        .hasSize(1);
  }

  @Test
  void DIA_2_the_log_is_read_by_time_and_kind() {
    assertThat(compact("log", "--since", "2026-03-29", "--kind", "charge"))
        .containsPattern("2026-03-29 00:3\\d:\\d\\dZ  charge ")
        .doesNotContain("fault ");
    assertThat(compact("log", "--since", "2030")).isEmpty();
    assertThat(compact("log", "--until", "2026-03-28", "--json")).isNotNull();
    List<JsonObject> faults =
        compact("log", "--json", "--kind", "fault", "--since", "1d")
            .lines()
            .map(JsonObject::new)
            .toList();
    assertThat(faults)
        .isNotEmpty()
        .allSatisfy(f -> assertThat(f.getString("kind")).isEqualTo("fault"));
    assertThat(faults.getFirst().getString("sentence")).contains("RCD");
  }

  @Test
  void DIA_2_whoever_follows_the_log_is_shown_each_new_line() throws Exception {
    CountDownLatch following = new CountDownLatch(1);
    CountDownLatch shown = new CountDownLatch(1);
    StringWriter said =
        new StringWriter() {
          @Override
          public void flush() {
            following.countDown();
            if (toString().contains("LightIntensity")) {
              shown.countDown();
            }
          }
        };
    CompletableFuture<Void> follower =
        CompletableFuture.runAsync(
            () ->
                Main.run(
                    new PrintWriter(said),
                    new PrintWriter(said),
                    Map.of("COMPACT_DATA", data.toString()),
                    "log",
                    "--follow",
                    "--limit",
                    "1",
                    "--kind",
                    "setting"),
            command -> {
              Thread thread = new Thread(command, "follower");
              thread.setDaemon(true);
              thread.start();
            });
    assertThat(following.await(60, TimeUnit.SECONDS)).isTrue();

    StationClient.find(new Options(Map.of("data", data.toString()), Map.of()), null)
        .put("/api/v1/settings/LightIntensity", new JsonObject().put("value", "50"));

    assertThat(shown.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(follower).isNotDone();
  }

  @Test
  void OFF_5_the_clock_is_shown_in_local_time() {
    assertThat(compact("clock", "show"))
        .containsPattern("2026-03-29T03:\\d\\d:\\d\\d.*\\+02:00 \\(Europe/Berlin\\)")
        .contains("The owner sets it.");
  }

  @Test
  void bad_input_is_one_line() {
    assertThat(failing("sessions", "99")).contains("no session of that number");
    assertThat(failing("sessions", "1", "--csv")).contains("shown whole or with --json");
    assertThat(failing("sessions", "--month", "--day")).contains("takes one of");
    assertThat(failing("sessions", "--since", "soon")).contains("a local date such as");
    assertThat(failing("log", "--limit", "0")).contains("from 1 to 1000");
    assertThat(failing("log", "--kind", "x")).contains("charge, fault, line");
    assertThat(failing("clock", "set", "noon")).contains("a time with its offset");
  }

  private static String compact(String... words) {
    StringWriter said = new StringWriter();
    PrintWriter to = new PrintWriter(said, true);
    int exitCode = Main.run(to, to, Map.of("COMPACT_DATA", data.toString()), words);
    assertThat(exitCode).as("%s", said).isZero();
    return said.toString();
  }

  private static String failing(String... words) {
    StringWriter said = new StringWriter();
    PrintWriter to = new PrintWriter(said, true);
    int exitCode = Main.run(to, to, Map.of("COMPACT_DATA", data.toString()), words);
    assertThat(exitCode).as("%s", said).isEqualTo(2);
    assertThat(said.toString()).startsWith("compact: ").hasLineCount(1);
    return said.toString();
  }
}
