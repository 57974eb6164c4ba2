package opencompact.driver;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The form of the journal's database. A database of an older form is brought to the newest by the
 * steps that it lacks, all in one commit, so a power cut leaves the old form or the new one. One of
 * a newer form is refused and stays as it is.
 */
final class SqliteSchema {

  private SqliteSchema() {}

  /** Makes the tables in an empty database, brings an older one up to date, refuses others. */
  static void prepare(Connection connection, Path file) throws SQLException {
    prepare(connection, file, SqliteSteps.ALL);
  }

  /** The same by other steps. */
  static void prepare(Connection connection, Path file, List<SqliteSteps.Step> steps)
      throws SQLException {
    long form = form(connection, file);
    if (form > steps.size()) {
      throw new JournalRefused(
          "The journal "
              + file
              + " has the form "
              + form
              + " and this program knows the forms up to "
              + steps.size()
              + ": start a newer OpenCompact, or give this one another data directory.");
    }
    if (form < steps.size()) {
      migrate(connection, steps.subList((int) form, steps.size()), steps.size());
    }
  }

  /** How many steps it has taken; 0 for an empty database. */
  private static long form(Connection connection, Path file) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (number(statement, "SELECT count(*) FROM sqlite_master") == 0) {
        return 0;
      }
      if (number(statement, "SELECT count(*) FROM sqlite_master WHERE name = 'schema'") == 0) {
        throw new JournalRefused(
            "The file "
                + file
                + " is a database of something else: give the station a data directory of its own.");
      }
      return number(statement, "SELECT version FROM schema");
    }
  }

  private static void migrate(Connection connection, List<SqliteSteps.Step> missing, int newest)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      try {
        for (SqliteSteps.Step step : missing) {
          step.take(connection);
        }
        statement.execute("UPDATE schema SET version = " + newest);
        statement.execute("COMMIT");
      } catch (SQLException | RuntimeException e) {
        SqliteJournal.rollBack(statement);
        throw e;
      }
    }
  }

  private static long number(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
