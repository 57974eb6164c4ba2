package opencompact.driver;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables of the journal's database and the version in which they have this shape. */
final class SqliteSchema {

  static final int VERSION = 1;

  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE schema (version INTEGER NOT NULL)",
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

  private SqliteSchema() {}

  /** Makes the tables in an empty database; refuses one that this version does not understand. */
  static void prepare(Connection connection, Path file) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (number(statement, "SELECT count(*) FROM sqlite_master") == 0) {
        create(statement);
      } else if (number(statement, "SELECT count(*) FROM sqlite_master WHERE name = 'schema'")
          == 0) {
        throw new JournalRefused(
            "The file "
                + file
                + " is a database of something else: give the station a data directory of its own.");
      }
      long version = number(statement, "SELECT version FROM schema");
      if (version != VERSION) {
        throw new JournalRefused(
            "The journal "
                + file
                + " has the form "
                + version
                + " and this program knows form "
                + VERSION
                + ": start a newer OpenCompact, or give this one another data directory.");
      }
    }
  }

  private static void create(Statement statement) throws SQLException {
    statement.execute("BEGIN IMMEDIATE");
    for (String table : TABLES) {
      statement.execute(table);
    }
    statement.execute("INSERT INTO schema VALUES (" + VERSION + ")");
    statement.execute("COMMIT");
  }

  private static long number(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
