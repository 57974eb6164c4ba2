package opencompact.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import opencompact.conformance.ChargeTimeServer;
import opencompact.ocpp.FrameJudge;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code compact frames} against a station in this process and a back office of others (DIA-2). */
@Timeout(120)
class FramesCommandTest {
  private static final String PASSWORD = "4F43434F4D50414354303030303030303030303031";

  @TempDir static Path data;

  private static ChargeTimeServer office;
  private static Appliance station;

  @BeforeAll
  static void start() {
    office = ChargeTimeServer.start();
    Map<String, String> flags =
        Map.of("data", data.toString(), "port", "0", "seed", "42", "backend", office.url());
    station = Appliance.start(new Options(flags, Map.of()).checked(), "test", Supervision.NONE);
    office.awaitConnected();
    office.next("StatusNotification", _ -> true);
    office.call(
        "ChangeConfiguration", "{\"key\":\"AuthorizationKey\",\"value\":\"" + PASSWORD + "\"}");
    office.call("ClearCache", "{}");
  }

  @AfterAll
  static void stop() {
    station.stop();
    office.close();
    assertThat(FrameJudge.judge(data)).isGreaterThan(4);
  }

  @Test
  void DIA_2_frames_of_both_directions_are_shown_with_their_action_and_latency() {
    assertThat(compact("frames"))
        .containsPattern("-- opened: Connected to ws://")
        .containsPattern("-> BootNotification +call +\\[2,")
        .containsPattern("<- BootNotification +result +\\d+ ms +\\[3,")
        .containsPattern("<- ClearCache +call +\\[2,")
        .containsPattern("-> ClearCache +result +\\d+ ms +\\[3,");
    assertThat(compact("frames", "--action", "ClearCache")).hasLineCount(2);
    assertThat(compact("frames", "--limit", "1")).hasLineCount(1);
  }

  @Test
  void DIA_2_an_export_is_a_file_of_json_lines_with_the_promised_fields() throws IOException {
    Path file = data.resolve("export.jsonl");

    assertThat(compact("frames", "--export", file.toString()))
        .containsPattern("^\\d+ frames were written");

    List<JsonObject> lines = Files.readAllLines(file).stream().map(JsonObject::new).toList();
    assertThat(lines).hasSizeGreaterThan(6);
    for (JsonObject line : lines) {
      assertThat(line.fieldNames())
          .contains(
              "schemaVersion", "timestamp", "cpId", "direction", "raw", "action", "messageId");
      assertThat(line.getString("direction")).isIn("cp-to-csms", "csms-to-cp");
      assertThat(line.getString("cpId")).isEqualTo("00000001");
    }
    assertThat(lines.getFirst().getString("action")).isEqualTo("BootNotification");
    assertThat(compact("frames", "--json", "--limit", "1000").lines().map(JsonObject::new).toList())
        .containsAll(lines);
  }

  @Test
  void DIA_2_a_password_is_neither_on_disk_nor_shown() throws IOException {
    assertThat(compact("frames", "--action", "ChangeConfiguration"))
        .contains("AuthorizationKey", "\"***\"")
        .doesNotContain(PASSWORD);
    try (Stream<Path> files = Files.list(data.resolve("frames"))) {
      for (Path file : files.toList()) {
        assertThat(Files.readString(file)).contains("AuthorizationKey").doesNotContain(PASSWORD);
      }
    }
  }

  @Test
  void DIA_2_whoever_follows_is_shown_each_new_frame() throws Exception {
    CountDownLatch shown = new CountDownLatch(1);
    CountDownLatch following = new CountDownLatch(1);
    StringWriter said =
        new StringWriter() {
          @Override
          public void flush() {
            following.countDown();
            if (toString().contains("GetConfiguration")) {
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
                    "frames",
                    "--follow",
                    "--limit",
                    "1",
                    "--action",
                    "GetConfiguration"),
            command -> {
              Thread thread = new Thread(command, "follower");
              thread.setDaemon(true);
              thread.start();
            });
    assertThat(following.await(60, TimeUnit.SECONDS)).isTrue();

    office.call("GetConfiguration", "{\"key\":[\"HeartbeatInterval\"]}");

    assertThat(shown.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(follower).isNotDone();
  }

  @Test
  void bad_input_is_one_line() {
    assertThat(failing("frames", "--limit", "x"))
        .isEqualToIgnoringNewLines("compact: --limit takes a whole number, not \"x\".");
    assertThat(failing("frames", "--limit", "0"))
        .isEqualToIgnoringNewLines(
            "compact: The parameter limit takes a whole number from 1 to 1000.");
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
    return said.toString();
  }
}
