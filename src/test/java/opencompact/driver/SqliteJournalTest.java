package opencompact.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import opencompact.contract.JournalContract;
import opencompact.memory.Fact;
import opencompact.memory.History;
import opencompact.memory.Journal;
import opencompact.memory.Journal.JournalFailed;
import opencompact.memory.LogEntry;
import opencompact.memory.RateChange;
import opencompact.memory.Retention;
import opencompact.memory.Stamp;
import opencompact.quantity.Amperes;
import opencompact.quantity.WattHours;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteJournalTest extends JournalContract {
  @TempDir Path directory;

  private static final List<Fact> TURN = List.of(new Fact.CacheCleared());

  @Override
  protected Journal open() {
    return SqliteJournal.open(directory, new SqliteJournal.Bounds(KEPT, 1 << 30));
  }

  @Override
  protected Journal openNearlyFull() {
    return SqliteJournal.open(directory, new SqliteJournal.Bounds(KEPT, 64 * 4096));
  }

  @Override
  protected History historyOf(Journal journal) {
    return ((SqliteJournal) journal).history();
  }

  private void sql(String statement) throws SQLException {
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(SqliteJournal.FILE));
        Statement run = other.createStatement()) {
      run.execute(statement);
    }
  }

  @Test
  void a_second_station_in_the_same_directory_is_refused_with_the_process_that_has_it() {
    try (Journal first = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(JournalBusy.class)
          .message()
          .contains(Long.toString(ProcessHandle.current().pid()), "stop", directory.toString())
          .doesNotContain("\n");
      first.append(TURN, List.of());
    }
    try (Journal again = open()) {
      assertThat(again.replay()).isEqualTo(TURN);
    }
  }

  @Test
  void a_database_of_a_newer_version_is_refused_and_left_as_it_is() throws Exception {
    try (Journal journal = open()) {
      journal.append(TURN, List.of());
    }
    sql("UPDATE schema SET version = version + 1");

    assertThatThrownBy(this::open)
        .isInstanceOf(JournalRefused.class)
        .isNotInstanceOf(JournalBusy.class)
        .message()
        .contains("form " + (SqliteSteps.ALL.size() + 1), "newer OpenCompact")
        .doesNotContain("\n");

    sql("UPDATE schema SET version = version - 1");
    try (Journal journal = open()) {
      assertThat(journal.replay()).isEqualTo(TURN);
    }
  }

  @Test
  void UK_ME_01_a_database_of_form_1_keeps_its_sessions_and_lines_and_takes_rates_from_now_on()
      throws Exception {
    for (String statement :
        List.of(
            "CREATE TABLE schema (version INTEGER NOT NULL)",
            "CREATE TABLE fact (id INTEGER PRIMARY KEY, json TEXT NOT NULL)",
            "CREATE TABLE snapshot (up_to INTEGER NOT NULL, line INTEGER PRIMARY KEY,"
                + " json TEXT NOT NULL)",
            "CREATE TABLE event (id INTEGER PRIMARY KEY, wall_millis INTEGER NOT NULL,"
                + " boot INTEGER NOT NULL, uptime_millis INTEGER NOT NULL, kind TEXT NOT NULL,"
                + " sentence TEXT NOT NULL)",
            "CREATE INDEX event_undated ON event (boot) WHERE wall_millis < 0",
            "CREATE TABLE session (number INTEGER PRIMARY KEY, tag TEXT NOT NULL,"
                + " started_boot INTEGER NOT NULL, started_uptime_millis INTEGER NOT NULL,"
                + " started_wall_millis INTEGER NOT NULL, start_register_wh REAL NOT NULL,"
                + " stopped_boot INTEGER, stopped_uptime_millis INTEGER,"
                + " stopped_wall_millis INTEGER, wh REAL NOT NULL, reason TEXT,"
                + " transaction_id INTEGER)",
            "INSERT INTO schema VALUES (1)",
            "INSERT INTO event VALUES (7, 5, 1, 5, 'charge', 'A charge began.')",
            "INSERT INTO session VALUES (3, 'TAG', 1, 5, 5, 100.5, NULL, NULL, NULL, 2, NULL, 9)")) {
      sql(statement);
    }

    try (SqliteJournal journal = SqliteJournal.open(directory)) {
      Fact rate =
          new Fact.RateChanged(
              new RateChange(
                  3, new Stamp(1, 6, 6), Amperes.of(16), 3_600, WattHours.of(101), "x", "y", 0));
      journal.append(List.of(rate), List.of());
      assertThat(journal.history().session(3).energy()).isEqualTo(WattHours.of(2));
      assertThat(journal.history().session(3).changes()).isOne();
      assertThat(journal.history().changes(3)).hasSize(1);
      assertThat(journal.history().newestEvent()).isEqualTo(7);
    }
  }

  @Test
  void a_database_of_something_else_is_refused() throws Exception {
    sql("CREATE TABLE holiday (photo BLOB)");

    assertThatThrownBy(this::open)
        .isInstanceOf(JournalRefused.class)
        .hasMessageContaining("something else");
  }

  @Test
  void a_file_that_is_no_database_is_refused_with_what_to_do() throws IOException {
    Files.writeString(directory.resolve(SqliteJournal.FILE), "not a database ".repeat(1000));

    assertThatThrownBy(this::open)
        .isInstanceOf(JournalRefused.class)
        .message()
        .contains("damaged")
        .doesNotContain("\n");
  }

  @Test
  void a_directory_that_cannot_be_made_is_refused_with_what_to_do() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertThatThrownBy(() -> SqliteJournal.open(file.resolve("data")))
        .isInstanceOf(JournalRefused.class)
        .message()
        .contains("choose one")
        .doesNotContain("\n");
  }

  @Test
  void a_fact_of_a_newer_version_is_refused_when_read() throws Exception {
    try (Journal journal = open()) {
      journal.append(TURN, List.of());
    }
    String invented = "{\"fact\":\"Invented\"}";
    SqliteFacts.Mark mark = new SqliteFacts.Mark(0, 0, 2, 0);
    sql(
        "INSERT INTO fact VALUES (2, '"
            + invented
            + "', "
            + SqliteFacts.seal(SqliteFacts.Kind.FACT, 2, invented)
            + ")");
    sql(
        "UPDATE mark SET last_fact = 2, seal = "
            + SqliteFacts.seal(SqliteFacts.Kind.MARK, 1, mark.text()));

    try (Journal journal = open()) {
      assertThatThrownBy(journal::replay)
          .isInstanceOf(JournalFailed.class)
          .message()
          .contains("fact 2", "Invented", "start the version that wrote it");
    }
  }

  @Test
  void fact_numbers_go_on_after_a_compaction() throws Exception {
    try (Journal journal = open()) {
      journal.append(TURN, List.of());
      journal.append(TURN, List.of());
      journal.compact(TURN);
    }
    try (Journal journal = open()) {
      journal.append(TURN, List.of());
    }
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(SqliteJournal.FILE));
        Statement run = other.createStatement();
        ResultSet row = run.executeQuery("SELECT min(id), (SELECT up_to FROM mark) FROM fact")) {
      assertThat(row.getInt(1)).isEqualTo(3);
      assertThat(row.getInt(2)).isEqualTo(2);
    }
  }

  @Test
  void nobody_else_on_the_machine_can_read_the_secrets_in_it() throws IOException {
    Path data = directory.resolve("data");
    try (Journal journal = SqliteJournal.open(data)) {
      journal.append(List.of(new Fact.SecretChanged("AuthorizationKey", "hush")), List.of());
      assertThat(rights(data)).isEqualTo("rwx------");
      assertThat(rights(data.resolve("compact.db"))).isEqualTo("rw-------");
      assertThat(rights(data.resolve("compact.db-wal"))).isEqualTo("rw-------");
    }
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void an_event_log_above_a_lowered_bound_shrinks_in_small_steps() {
    try (SqliteJournal journal =
        SqliteJournal.open(directory, new SqliteJournal.Bounds(keeping(50_000), 1 << 30))) {
      fillLog(journal, 3000);
    }
    try (SqliteJournal journal =
        SqliteJournal.open(directory, new SqliteJournal.Bounds(keeping(5_000), 1 << 30))) {
      fillLog(journal, 100);
      assertThat(journal.history().events(History.NEWEST, 9999, null)).hasSize(2900);
      fillLog(journal, 3000);
      assertThat(journal.history().events(History.NEWEST, 9999, null)).hasSizeBetween(500, 599);
    }
  }

  /** A tenth of the lines is for this kind. */
  private static Retention keeping(int lines) {
    return new Retention(lines, 20, 30);
  }

  private static void fillLog(Journal journal, int lines) {
    for (int i = 0; i < lines / 50; i++) {
      journal.append(
          List.of(),
          Collections.nCopies(50, new LogEntry(new Stamp(1, i, -1), "station", "A line.")));
    }
  }
}
