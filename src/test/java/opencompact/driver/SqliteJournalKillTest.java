package opencompact.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import opencompact.memory.Fact;
import opencompact.memory.History;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, killed without warning (SIGKILL) again and again over the same database. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class SqliteJournalKillTest {
  private static final int KILLS = 18;

  @TempDir Path directory;

  @Test
  @Tag("slow")
  void no_acknowledged_turn_is_lost_and_none_is_torn_or_doubled_by_kills_at_any_moment()
      throws Exception {
    SplittableRandom chance = new SplittableRandom(20261122);
    int onDisk = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      // Now and then none: the victim dies while it opens the database, or makes it.
      int turns = kill % 6 == 0 ? 0 : chance.nextInt(1, 150);

      int acknowledged = Math.max(onDisk, lastAcknowledgedBeforeKill(turns));

      int found = turnsFoundWhole();
      assertThat(found)
          .as("turns on disk after kill %d, at turn %d of its victim", kill, turns)
          .isBetween(acknowledged, acknowledged + 1);
      onDisk = found;
    }
    assertThat(onDisk).isGreaterThan(KILLS);
  }

  @Test
  void a_living_process_keeps_its_directory_and_is_named_to_the_second() throws Exception {
    Process victim = start();
    try (BufferedReader out = victim.inputReader()) {
      assertThat(out.readLine()).isEqualTo(JournalVictim.READY);
      assertThat(out.readLine()).isEqualTo("1.");

      assertThatThrownBy(() -> SqliteJournal.open(directory))
          .isInstanceOf(JournalBusy.class)
          .message()
          .contains("process " + victim.pid() + ":")
          .doesNotContain("\n");

      end(victim);
      SqliteJournal.open(directory).close();
    } finally {
      end(victim);
    }
  }

  /** Lets a victim acknowledge so many turns and kills it; what it still said counts too. */
  private int lastAcknowledgedBeforeKill(int turns) throws Exception {
    Process victim = start();
    int last = 0;
    int heard = 0;
    try (BufferedReader out = victim.inputReader()) {
      assertThat(out.readLine()).isEqualTo(JournalVictim.READY);
      while (heard < turns) {
        last = number(out.readLine());
        heard++;
      }
      // By its handle, because Process.destroyForcibly closes the pipe with what is still in it.
      victim.toHandle().destroyForcibly();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        // A number cut short in the pipe was not said.
        if (line.endsWith(".")) {
          last = number(line);
        }
      }
      return last;
    } finally {
      end(victim);
    }
  }

  private static int number(String line) {
    assertThat(line).as("what the victim says").matches("\\d+\\.");
    return Integer.parseInt(line.substring(0, line.length() - 1));
  }

  private Process start() throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new ProcessBuilder(
            java.toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx128m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            JournalVictim.class.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void end(Process victim) throws InterruptedException {
    assertThat(victim.destroyForcibly().waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  /** How many turns are there; each must be whole, once, in order, and in every table. */
  private int turnsFoundWhole() throws Exception {
    try (SqliteJournal journal = SqliteJournal.open(directory)) {
      List<Fact> found = journal.replay();
      int turns = JournalVictim.lastTurn(found);
      List<Fact> expected = new ArrayList<>();
      List<History.Line> lines = new ArrayList<>();
      for (int turn = 1; turn <= turns; turn++) {
        expected.addAll(JournalVictim.facts(turn));
        lines.addFirst(new History.Line(turn, JournalVictim.line(turn)));
      }
      assertThat(found.equals(expected)).as("whole turns 1 to %d", turns).isTrue();
      assertThat(journal.history().events(History.NEWEST, Integer.MAX_VALUE, null))
          .isEqualTo(lines);
      assertThat(journal.history().sessions(History.NEWEST, Integer.MAX_VALUE))
          .hasSize(turns)
          .allMatch(session -> "Local".equals(session.reason()))
          .allMatch(session -> session.energy().whole() == 5);
      assertThat(integrity()).isEqualTo("ok");
      return turns;
    }
  }

  private String integrity() throws Exception {
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(SqliteJournal.FILE));
        Statement check = other.createStatement();
        ResultSet answer = check.executeQuery("PRAGMA integrity_check")) {
      return answer.next() ? answer.getString(1) : "nothing";
    }
  }
}
