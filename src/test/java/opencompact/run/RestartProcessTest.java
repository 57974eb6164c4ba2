package opencompact.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The station comes back by itself from any software failure, and knows why (RST-2, RST-5). */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class RestartProcessTest {
  private static final String SUPERVISE = Path.of("src", "main", "sh", "supervise").toString();

  @TempDir Path data;

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "host-hangs, CC_RST_TASK_WDT, 75",
    "bench-hangs, CC_RST_WDT, 75",
    "host-panics, CC_RST_PANIC, 75",
    "thread-panics, CC_RST_PANIC, 75",
    "memory-ends, CC_RST_PANIC, 3",
  })
  void RST_5_a_station_that_comes_to_grief_is_started_again_and_says_why(
      String grief, String reason, int exitCode) throws Exception {
    List<String> said =
        run(
            List.of(
                SUPERVISE,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-ea",
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dopencompact.patience=3",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                StationVictim.class.getName(),
                grief,
                data.toString()),
            0);

    assertThat(said)
        .anyMatch(
            line -> line.contains("The station ended with code " + exitCode + "; it is started"))
        .contains("started again: " + reason);
  }

  @Test
  void RST_5_what_ends_well_or_was_called_wrongly_is_not_started_again() throws Exception {
    assertThat(run(List.of(SUPERVISE, "sh", "-c", "echo once; exit 0"), 0)).containsExactly("once");
    assertThat(run(List.of(SUPERVISE, "sh", "-c", "echo once; exit 2"), 2)).containsExactly("once");
  }

  @Test
  void RST_5_what_cannot_start_is_tried_again_only_if_it_has_run_before() throws Exception {
    assertThat(run(List.of(SUPERVISE, "sh", "-c", "echo once; exit 1"), 1)).containsExactly("once");
    Path lives = data.resolve("hard-lives");
    Files.createDirectory(lives);
    String life =
        "n=$(ls \"$0\" | wc -l); touch \"$0/$n\"; echo \"life $n\";"
            + " case $n in 0) exit 75;; 1) exit 1;; *) exit 0;; esac";
    assertThat(run(List.of(SUPERVISE, "sh", "-c", life, lives.toString()), 0))
        .filteredOn(line -> line.startsWith("life"))
        .containsExactly("life 0", "life 1", "life 2");
  }

  @Test
  void RST_5_each_restart_in_a_row_waits_twice_as_long_and_the_next_knows_how_the_last_ended()
      throws Exception {
    Path lives = data.resolve("lives");
    Files.createDirectory(lives);
    String life =
        "n=$(ls \"$0\" | wc -l); touch \"$0/$n\"; echo \"life $n after $COMPACT_LAST_EXIT\";"
            + " case $n in 0) exit 75;; 1) kill -9 $$;; *) exit 0;; esac";

    List<String> said = run(List.of(SUPERVISE, "sh", "-c", life, lives.toString()), 0);

    assertThat(said)
        .filteredOn(line -> line.startsWith("life") || line.startsWith("compact"))
        .containsExactly(
            "life 0 after ",
            "compact: The station ended with code 75; it is started again in 1 s"
                + " (for the 1. time in a row).",
            "life 1 after 75",
            "compact: The station ended with code 137; it is started again in 2 s"
                + " (for the 2. time in a row).",
            "life 2 after 137");
  }

  @Test
  void RST_5_told_to_stop_it_passes_that_on_and_starts_nothing_again() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            SUPERVISE,
            "sh",
            "-c",
            "trap 'echo stops; exit 0' TERM; echo up; while :; do sleep 0.2; done");
    Process supervised = builder.start();
    assertThat(supervised.inputReader().readLine()).isEqualTo("up");

    // Process.destroy would close the stream from which its last words are read.
    supervised.toHandle().destroy();

    assertThat(supervised.inputReader().readLine()).isEqualTo("stops");
    assertThat(supervised.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(supervised.exitValue()).isZero();
  }

  /** What a command says on both streams until it ends with that code. */
  private static List<String> run(List<String> command, int code)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    List<String> said = new ArrayList<>(process.inputReader().lines().toList());
    assertThat(process.waitFor()).as(String.join("\n", said)).isEqualTo(code);
    return said;
  }
}
