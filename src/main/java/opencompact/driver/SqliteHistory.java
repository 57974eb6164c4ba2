package opencompact.driver;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import opencompact.memory.History;
import opencompact.memory.Journal.JournalFailed;
import opencompact.memory.LogEntry;
import opencompact.memory.Session;
import opencompact.memory.Stamp;
import opencompact.quantity.IdTag;
import opencompact.quantity.WattHours;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * The reader beside the journal's writer: a connection that cannot write and never makes it wait.
 */
final class SqliteHistory implements History {

  static final String SESSION_COLUMNS =
      "SELECT number, tag, started_boot, started_uptime_millis, started_wall_millis,"
          + " start_register_wh, stopped_boot, stopped_uptime_millis, stopped_wall_millis, wh,"
          + " reason, transaction_id FROM session";

  private final Connection connection;

  SqliteHistory(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(5_000);
    connection = config.createConnection("jdbc:sqlite:" + file);
  }

  @Override
  public synchronized List<Session> sessions(int before, int most) {
    List<Session> sessions = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            SESSION_COLUMNS + " WHERE number < ? ORDER BY number DESC LIMIT ?")) {
      select.setInt(1, before);
      select.setInt(2, Math.max(0, most));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          sessions.add(session(rows));
        }
      }
    } catch (SQLException e) {
      throw failed(e);
    }
    return sessions;
  }

  @Override
  public synchronized List<Line> events(long before, int most, @Nullable String kind) {
    List<Line> lines = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT id, boot, uptime_millis, wall_millis, kind, sentence FROM event"
                + " WHERE id < ? AND (? IS NULL OR kind = ?) ORDER BY id DESC LIMIT ?")) {
      select.setLong(1, before);
      select.setString(2, kind);
      select.setString(3, kind);
      select.setInt(4, Math.max(0, most));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Stamp at = new Stamp(row.getInt(2), row.getLong(3), row.getLong(4));
          lines.add(new Line(row.getLong(1), new LogEntry(at, row.getString(5), row.getString(6))));
        }
      }
    } catch (SQLException e) {
      throw failed(e);
    }
    return lines;
  }

  /** A row of {@link #SESSION_COLUMNS}. */
  static Session session(ResultSet row) throws SQLException {
    int id = row.getInt(12);
    Integer transactionId = row.wasNull() ? null : (Integer) id;
    int stoppedBoot = row.getInt(7);
    Stamp stopped = row.wasNull() ? null : new Stamp(stoppedBoot, row.getLong(8), row.getLong(9));
    return new Session(
        row.getInt(1),
        new IdTag(row.getString(2)),
        new Stamp(row.getInt(3), row.getLong(4), row.getLong(5)),
        energy(row.getDouble(6)),
        stopped,
        energy(row.getDouble(10)),
        row.getString(11),
        transactionId);
  }

  /**
   * Watt hours as people read them in the table; a double holds their thousandths exactly enough.
   */
  private static WattHours energy(double wattHours) {
    return WattHours.ofMilli(Math.round(wattHours * 1000));
  }

  private static JournalFailed failed(SQLException e) {
    return new JournalFailed("The history could not be read (" + e.getMessage() + ").", e);
  }

  synchronized void close() {
    SqliteJournal.closeQuietly(connection);
  }
}
