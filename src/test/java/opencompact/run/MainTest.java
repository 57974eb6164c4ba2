package opencompact.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import opencompact.driver.SqliteJournal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the command line says no to: one line that tells what would be right, and nothing is
 * changed.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class MainTest {
  @TempDir Path data;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | run --prot 1          | Unknown option",
        "2 | run --port x          | --port takes a port number from 0 to 65535",
        "2 | run --backend http:x  | --backend takes an address such as ws://host/path",
        "2 | run --model 4SLC      | --model takes 3SLC (socket and lock) or 3TLC",
        "2 | run --speed 0         | --speed takes a number from 0.1 to 1000",
        "2 | run --port            | Missing required parameter for option '--port'",
        "2 | run extra             | Unmatched argument",
        "2 | stauts                | did you mean",
        "2 | ev                    | \"compact ev\" takes one of: plugin, plugout",
        "2 | card                  | Missing required parameter: 'UID'",
        "2 | status --url http://x | --url takes an address such as https://127.0.0.1:8688",
        "1 | status                | No running station was found in",
        "1 | ev plugin             | No running station was found in",
        "1 | status --url https://127.0.0.1:9 | No station answers at https://127.0.0.1:9",
      })
  void bad_input_is_answered_with_one_line(int exitCode, String command, String says) {
    assertThat(run(command.split(" "))).isEqualTo(exitCode);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).startsWith("compact: ").contains(says).hasLineCount(1);
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void without_a_command_it_says_so() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).hasLineCount(1).contains("compact help");
  }

  @Test
  void help_lists_every_command() {
    assertThat(run("help")).isZero();
    assertThat(out.toString())
        .contains(
            "run ", "status ", "why ", "log ", "frames ", "ev ", "card ", "fault ", "power ",
            "clock ");
  }

  @Test
  void a_data_directory_in_use_is_refused_with_the_process_that_has_it() {
    try (SqliteJournal other = SqliteJournal.open(data)) {
      assertThat(other.replay()).isEmpty();

      assertThat(run("run", "--port", "0")).isEqualTo(1);
    }
    assertThat(err.toString())
        .hasLineCount(1)
        .contains("is in use by process " + ProcessHandle.current().pid());
  }

  @Test
  void a_data_directory_of_a_newer_version_is_refused() throws Exception {
    SqliteJournal.open(data).close();
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve(SqliteJournal.FILE));
        var statement = connection.createStatement()) {
      statement.execute("UPDATE schema SET version = 9999");
    }

    assertThat(run("run", "--port", "0")).isEqualTo(1);
    assertThat(err.toString()).hasLineCount(1).contains("start a newer OpenCompact");
  }

  @Test
  void a_port_in_use_is_refused_with_the_option_that_helps() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThat(run("run", "--port", String.valueOf(port))).isEqualTo(1);

      assertThat(err.toString())
          .hasLineCount(1)
          .contains("Port " + port + " on 127.0.0.1 is in use; choose another with --port.");
    }
    assertThat(data.resolve(DataDirectory.NOTE)).doesNotExist();
  }

  @Test
  void a_file_of_authorities_that_holds_none_is_refused() throws Exception {
    Path pem = Files.writeString(data.resolve("ca.pem"), "nothing");

    assertThat(run("run", "--port", "0", "--trust", pem.toString())).isEqualTo(2);
    assertThat(err.toString()).hasLineCount(1).contains("PEM");
  }

  private int run(String... arguments) {
    return Main.run(
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        Map.of("COMPACT_DATA", data.toString()),
        arguments);
  }
}
