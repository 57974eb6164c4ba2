package opencompact.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import opencompact.driver.SqliteJournal;
import opencompact.memory.Fact;
import opencompact.memory.History;
import opencompact.memory.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The station as its owner has it: a process of its own, spoken to by commands, killed and stopped.
 */
@Tag("slow")
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class StationProcessTest {
  @TempDir Path data;

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void a_charge_cut_off_by_a_kill_is_closed_once_and_the_register_goes_on() throws Exception {
    Process first = start();
    until(view -> status(view).equals("Available"));
    command("ev", "plugin");
    JsonObject charging =
        until(view ->
            status(view).equals("Charging")
                && view.getNumber("watts").doubleValue() > 10_000
                && chargedWh(view) >= 5);
    assertThat(command("status", "--json")).contains("\"status\" : \"Charging\"");
    long before = registerWh(charging);

    first.destroyForcibly();
    assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
    Process second = start();
    JsonObject after =
        until(view -> view.getValue("transaction") == null && view.getValue("rtm") != null);

    assertThat(registerWh(after)).isGreaterThanOrEqualTo(before);
    assertThat(after.getString("resetReason")).isEqualTo("CC_RST_EXT");
    stop(second);
    try (SqliteJournal journal = SqliteJournal.open(data)) {
      List<Session> sessions = sessions(journal);
      assertThat(sessions).hasSize(1);
      assertThat(sessions.getFirst().reason()).isEqualTo("Reboot");
      assertThat(sessions.getFirst().energy().whole()).isBetween(5L, before + 100);
      assertThat(journal.replay()).filteredOn(Fact.TransactionStopped.class::isInstance).hasSize(1);
      assertThat(journal.replay())
          .filteredOn(Fact.Booted.class::isInstance)
          .extracting(fact -> ((Fact.Booted) fact).reason())
          .containsExactly("POWER_ON", "EXTERNAL");
    }
  }

  @Test
  void a_power_cut_and_an_orderly_stop_each_end_their_charge_with_the_right_reason()
      throws Exception {
    Process station = start("--speed", "10");
    until(view -> status(view).equals("Available"));
    command("ev", "plugin");
    until(view -> chargedWh(view) >= 100);

    command("power", "cut");
    until(view -> view.getString("sentence").equals("The station has no power."));
    command("power", "restore");
    // The car is still there, but a charge is never resumed by itself (RST-3).
    until(view -> status(view).equals("Finishing") && view.getValue("transaction") == null);
    command("ev", "plugout");
    until(view -> status(view).equals("Available"));
    command("ev", "plugin");
    command("clock", "advance", "10m");
    until(view -> chargedWh(view) >= 50 && number(view) == 2);
    stop(station);

    try (SqliteJournal journal = SqliteJournal.open(data)) {
      List<Session> sessions = sessions(journal);
      assertThat(sessions).extracting(Session::reason).containsExactly("PowerLoss", "Reboot");
      assertThat(sessions.get(1).energy().whole()).isGreaterThan(1_500);
      assertThat(sessions.get(1).startRegister())
          .isGreaterThanOrEqualTo(
              sessions.getFirst().startRegister().plus(sessions.getFirst().energy()));
    }
    assertThat(data.resolve(DataDirectory.NOTE)).doesNotExist();
    assertThat(Files.readString(data.resolve(LastWords.FILE))).startsWith("STOPPED");
  }

  private static List<Session> sessions(SqliteJournal journal) {
    List<Session> oldestFirst = new ArrayList<>(journal.history().sessions(History.NEWEST, 10));
    Collections.reverse(oldestFirst);
    return oldestFirst;
  }

  private static String status(JsonObject view) {
    return view.getString("status");
  }

  private static double chargedWh(JsonObject view) {
    JsonObject charge = view.getJsonObject("transaction");
    return charge == null ? 0 : charge.getNumber("chargedWh").doubleValue();
  }

  private static int number(JsonObject view) {
    return view.getJsonObject("transaction").getInteger("number");
  }

  private static long registerWh(JsonObject view) {
    return view.getJsonObject("rtm").getNumber("registerWh").longValue();
  }

  /** Starts a station and returns once it has told its address. */
  private Process start(String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-ea",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "--data",
                data.toString(),
                "--port",
                "0",
                "--seed",
                "42"));
    command.addAll(List.of(more));
    Process station =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    started.add(station);
    BufferedReader out = station.inputReader();
    for (String line = out.readLine(); ; line = out.readLine()) {
      assertThat(line).as("the station's words of welcome").isNotNull();
      if (line.contains("Certificate")) {
        return station;
      }
    }
  }

  /** SIGTERM, as an operating system asks for an end. */
  private static void stop(Process station) throws InterruptedException {
    station.destroy();
    assertThat(station.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(station.exitValue()).isZero();
  }

  private String command(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Main.run(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            Map.of("COMPACT_DATA", data.toString()),
            words);
    assertThat(exitCode).as(String.join(" ", words) + ": " + err).isZero();
    return out.toString();
  }

  /** Listens to the live push until the picture is as wanted. */
  private JsonObject until(Predicate<JsonObject> wanted) throws Exception {
    DataDirectory.Note note = new DataDirectory(data).note();
    assertThat(note).isNotNull();
    try (HttpClient http =
        HttpClient.newBuilder()
            .sslContext(StationClient.trusting(List.of(data.resolve(DataDirectory.CERTIFICATE))))
            .build()) {
      HttpRequest events =
          HttpRequest.newBuilder(URI.create(note.url() + "/api/v1/events")).build();
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  http.send(events, HttpResponse.BodyHandlers.ofInputStream()).body(),
                  StandardCharsets.UTF_8))) {
        boolean view = false;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith("event: ")) {
            view = line.equals("event: view");
          } else if (view && line.startsWith("data: ")) {
            JsonObject picture = new JsonObject(line.substring("data: ".length()));
            if (wanted.test(picture)) {
              http.shutdownNow();
              return picture;
            }
          }
        }
      }
    }
    throw new AssertionError("the station ended its live push");
  }
}
