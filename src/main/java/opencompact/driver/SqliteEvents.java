package opencompact.driver;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import opencompact.memory.LogEntry;
import opencompact.memory.LogKind;
import opencompact.memory.Retention;

/**
 * The table {@code event}: the event log (DIA-2), written in the commit of the turn it tells of.
 * Each kind of line has a bound of its own.
 */
final class SqliteEvents {
  /** A kind is trimmed in steps of this many lines, so that no turn waits for a big one. */
  private static final int TRIM_STEP = 100;

  private final Connection connection;
  private final Retention retention;

  /** How many lines of each kind have come since it was last trimmed. */
  private final Map<LogKind, Integer> untrimmed = new EnumMap<>(LogKind.class);

  SqliteEvents(Connection connection, Retention retention) {
    this.connection = connection;
    this.retention = retention;
    // A station that starts again every hour must trim too.
    for (LogKind kind : LogKind.values()) {
      untrimmed.put(kind, TRIM_STEP);
    }
  }

  /** Adds lines and returns the number of the newest. */
  long add(List<LogEntry> log) throws SQLException {
    long id = newest();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO event (id, wall_millis, boot, uptime_millis, kind, sentence)"
                + " VALUES (?, ?, ?, ?, ?, ?)")) {
      for (LogEntry entry : log) {
        insert.setLong(1, ++id);
        insert.setLong(2, entry.at().wallMillis());
        insert.setInt(3, entry.at().boot());
        insert.setLong(4, entry.at().uptimeMillis());
        insert.setString(5, entry.kind());
        insert.setString(6, entry.sentence());
        insert.executeUpdate();
        LogKind kind = LogKind.named(entry.kind());
        if (kind != null && untrimmed.merge(kind, 1, Integer::sum) >= TRIM_STEP) {
          trim(kind);
          untrimmed.put(kind, 0);
        }
      }
    }
    return id;
  }

  long newest() throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("SELECT coalesce(max(id), 0) FROM event");
        ResultSet row = select.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** Twice what came in since the last time, so that a log above a lowered bound shrinks too. */
  private void trim(LogKind kind) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM event WHERE id IN (SELECT id FROM event WHERE kind = ? AND id <="
                + " (SELECT id FROM event WHERE kind = ? ORDER BY id DESC LIMIT 1 OFFSET ?)"
                + " ORDER BY id LIMIT ?)")) {
      delete.setString(1, kind.word());
      delete.setString(2, kind.word());
      delete.setInt(3, retention.lines(kind));
      delete.setInt(4, 2 * TRIM_STEP);
      delete.executeUpdate();
    }
  }
}
