package opencompact.driver;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

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
  static final List<Step> ALL = List.of(firstTables());

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
