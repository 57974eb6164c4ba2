package opencompact.driver;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import opencompact.memory.Fact;
import opencompact.memory.FactCodec;
import opencompact.memory.Memory;

/**
 * The steps by which the journal's database came to its present form. Form n is what the first n
 * steps make of an empty file. A step that was released is never changed: whoever needs another
 * form adds a step at the end.
 */
final class SqliteSteps {

  /** From one form to the next, inside the one commit of a migration. */
  interface Step {
    void take(Connection connection) throws SQLException;
  }

  /** All steps there are, oldest first. */
  static final List<Step> ALL =
      List.of(firstTables(), SqliteSteps::sealedFactsAndQueue, ratesAndKinds());

  private SqliteSteps() {}

  private static Step firstTables() {
    return sql(
        "CREATE TABLE schema (version INTEGER NOT NULL)",
        "INSERT INTO schema VALUES (0)",
        "CREATE TABLE fact (id INTEGER PRIMARY KEY, json TEXT NOT NULL)",
        "CREATE TABLE snapshot (up_to INTEGER NOT NULL, line INTEGER PRIMARY KEY,"
            + " json TEXT NOT NULL)",
        "CREATE TABLE event (id INTEGER PRIMARY KEY, wall_millis INTEGER NOT NULL,"
            + " boot INTEGER NOT NULL, uptime_millis INTEGER NOT NULL, kind TEXT NOT NULL,"
            + " sentence TEXT NOT NULL)",
        // Few lines are undated, and only a clock that becomes known looks for them.
        "CREATE INDEX event_undated ON event (boot) WHERE wall_millis < 0",
        "CREATE TABLE session (number INTEGER PRIMARY KEY, tag TEXT NOT NULL,"
            + " started_boot INTEGER NOT NULL, started_uptime_millis INTEGER NOT NULL,"
            + " started_wall_millis INTEGER NOT NULL, start_register_wh REAL NOT NULL,"
            + " stopped_boot INTEGER, stopped_uptime_millis INTEGER,"
            + " stopped_wall_millis INTEGER, wh REAL NOT NULL, reason TEXT,"
            + " transaction_id INTEGER)");
  }

  /**
   * Facts are sealed, and the messages owed have a table of their own. The facts of form 1 are read
   * without seals, for they had none, and folded once.
   */
  private static void sealedFactsAndQueue(Connection connection) throws SQLException {
    FactCodec codec = new FactCodec();
    Memory memory = new Memory();
    long last = 0;
    try (Statement statement = connection.createStatement()) {
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT up_to, line, json FROM snapshot UNION ALL"
                  + " SELECT id, 1 << 60, json FROM fact ORDER BY 2, 1")) {
        while (rows.next()) {
          last = rows.getLong(1);
          memory.fold(codec.decode(rows.getString(3)));
        }
      } catch (IllegalArgumentException e) {
        throw new SQLException(
            "an older form holds something this version cannot read (" + e.getMessage() + ")", e);
      }
    }
    sql(
            "DROP TABLE fact",
            "DROP TABLE snapshot",
            "CREATE TABLE fact (id INTEGER PRIMARY KEY, json TEXT NOT NULL, seal INTEGER NOT NULL)",
            "CREATE TABLE snapshot (line INTEGER PRIMARY KEY, json TEXT NOT NULL,"
                + " seal INTEGER NOT NULL)",
            "CREATE TABLE owed (sequence INTEGER PRIMARY KEY, json TEXT NOT NULL,"
                + " seal INTEGER NOT NULL)",
            "CREATE TABLE mark (one INTEGER PRIMARY KEY, up_to INTEGER NOT NULL,"
                + " snapshot INTEGER NOT NULL, last_fact INTEGER NOT NULL, owed INTEGER NOT NULL,"
                + " seal INTEGER NOT NULL)")
        .take(connection);
    SqliteFacts facts = SqliteFacts.unmarked(connection);
    List<Fact> snapshot = new ArrayList<>(memory.compacted());
    snapshot.removeIf(Fact.StillOwed.class::isInstance);
    facts.begin(last == 0 ? List.of() : snapshot, memory.outbox(), last);
  }

  /** The changes of a charge's rate (UK-ME-01), and a log that is asked for and trimmed by kind. */
  private static Step ratesAndKinds() {
    return sql(
        "ALTER TABLE session ADD COLUMN changes INTEGER NOT NULL DEFAULT 0",
        "CREATE TABLE rate (session INTEGER NOT NULL, line INTEGER NOT NULL,"
            + " boot INTEGER NOT NULL, uptime_millis INTEGER NOT NULL,"
            + " wall_millis INTEGER NOT NULL, offered_amperes REAL NOT NULL,"
            + " watts INTEGER NOT NULL, register_wh REAL NOT NULL, cause TEXT NOT NULL,"
            + " sentence TEXT NOT NULL, merged INTEGER NOT NULL,"
            + " PRIMARY KEY (session, line)) WITHOUT ROWID",
        "CREATE INDEX event_kind ON event (kind, id)");
  }

  /** A step of statements alone. */
  static Step sql(String... statements) {
    return connection -> {
      try (Statement run = connection.createStatement()) {
        for (String statement : statements) {
          run.execute(statement);
        }
      }
    };
  }
}
