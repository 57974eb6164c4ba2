package opencompact.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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
import tools.jackson.databind.JsonNode;

/**
 * The station as its owner has it: a process of its own, spoken to by commands, killed and stopped.
 */
@Tag("slow")
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class StationProcessTest {
  @TempDir Path data;

  private final List<StationProcess> started = new ArrayList<>();

  @AfterEach
  void end() {
    started.forEach(StationProcess::close);
  }

  @Test
  void a_charge_cut_off_by_a_kill_is_closed_once_and_the_register_goes_on() {
    StationProcess first = start();
    until(first, view -> status(view).equals("Available"));
    command("ev", "plugin");
    JsonNode charging =
        until(
            first,
            view ->
                status(view).equals("Charging")
                    && view.path("watts").asDouble() > 10_000
                    && chargedWh(view) >= 5);
    assertThat(command("status", "--json")).contains("\"status\" : \"Charging\"");
    long before = registerWh(charging);

    first.kill();
    StationProcess second = start();
    JsonNode after = until(second, view -> !charges(view) && view.hasNonNull("rtm"));

    assertThat(registerWh(after)).isGreaterThanOrEqualTo(before);
    assertThat(after.path("resetReason").asString()).isEqualTo("CC_RST_EXT");
    second.stop();
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
      throws IOException {
    StationProcess station = start("--speed", "10");
    until(station, view -> status(view).equals("Available"));
    command("ev", "plugin");
    until(station, view -> chargedWh(view) >= 100);

    command("power", "cut");
    until(station, view -> view.path("sentence").asString().equals("The station has no power."));
    command("power", "restore");
    // The car is still there, but a charge is never resumed by itself (RST-3).
    until(station, view -> status(view).equals("Finishing") && !charges(view));
    command("ev", "plugout");
    until(station, view -> status(view).equals("Available"));
    command("ev", "plugin");
    command("clock", "advance", "10m");
    until(station, view -> chargedWh(view) >= 50 && number(view) == 2);
    station.stop();

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

  private static JsonNode until(StationProcess station, Predicate<JsonNode> wanted) {
    return station.until(wanted, "the picture that comes next");
  }

  private static String status(JsonNode view) {
    return view.path("status").asString();
  }

  private static boolean charges(JsonNode view) {
    return view.hasNonNull("transaction");
  }

  private static double chargedWh(JsonNode view) {
    return view.path("transaction").path("chargedWh").asDouble(0);
  }

  private static int number(JsonNode view) {
    return view.path("transaction").path("number").asInt();
  }

  private static long registerWh(JsonNode view) {
    return view.path("rtm").path("registerWh").asLong();
  }

  private StationProcess start(String... more) {
    StationProcess station = StationProcess.start(data, more);
    started.add(station);
    return station;
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
}
