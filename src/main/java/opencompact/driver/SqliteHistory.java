package opencompact.driver;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import opencompact.memory.History;
import opencompact.memory.Journal.JournalFailed;
import opencompact.memory.LogEntry;
import opencompact.memory.RateChange;
import opencompact.memory.Session;
import opencompact.memory.Span;
import opencompact.memory.Stamp;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * The reader beside the journal's writer: a connection that cannot write and never makes it wait.
 */
final class SqliteHistory implements History {
  private static final String EVENTS =
      "SELECT id, boot, uptime_millis, wall_millis, kind, sentence FROM event"
          + " WHERE wall_millis >= ? AND wall_millis < ? AND (? IS NULL OR kind = ?)";

  private final Connection connection;
  private volatile long newestEvent;

  SqliteHistory(Path file, long newestEvent) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(5_000);
    this.connection = config.createConnection("jdbc:sqlite:" + file);
    this.newestEvent = newestEvent;
  }

  /** The writer has made a line of this number durable. */
  void written(long event) {
    newestEvent = event;
  }

  @Override
  public long newestEvent() {
    return newestEvent;
  }

  @Override
  public List<Session> sessions(Span span, int before, int most) {
    return read(
        SqliteSessions.SESSIONS
            + " WHERE started_wall_millis >= ? AND started_wall_millis < ? AND number < ?"
            + " ORDER BY number DESC LIMIT ?",
        select -> {
          span(select, span);
          select.setInt(3, before);
          select.setInt(4, Math.max(0, most));
        },
        SqliteSessions::session);
  }

  @Override
  public @Nullable Session session(int number) {
    List<Session> found =
        read(
            SqliteSessions.SESSIONS + " WHERE number = ?",
            select -> select.setInt(1, number),
            SqliteSessions::session);
    return found.isEmpty() ? null : found.getFirst();
  }

  @Override
  public List<RateChange> changes(int session) {
    return read(
        SqliteSessions.CHANGES + " WHERE session = ? ORDER BY line",
        select -> select.setInt(1, session),
        SqliteSessions::change);
  }

  @Override
  public List<Line> events(Span span, long before, int most, @Nullable String kind) {
    return events(EVENTS + " AND id < ? ORDER BY id DESC LIMIT ?", span, before, most, kind);
  }

  @Override
  public List<Line> eventsAfter(Span span, long after, int most, @Nullable String kind) {
    return events(EVENTS + " AND id > ? ORDER BY id LIMIT ?", span, after, most, kind);
  }

  private List<Line> events(String query, Span span, long number, int most, @Nullable String kind) {
    return read(
        query,
        select -> {
          span(select, span);
          select.setString(3, kind);
          select.setString(4, kind);
          select.setLong(5, number);
          select.setInt(6, Math.max(0, most));
        },
        SqliteHistory::line);
  }

  private static Line line(ResultSet row) throws SQLException {
    Stamp at = new Stamp(row.getInt(2), row.getLong(3), row.getLong(4));
    return new Line(row.getLong(1), new LogEntry(at, row.getString(5), row.getString(6)));
  }

  /** Undated rows have -1 and belong to all of time only. */
  private static void span(PreparedStatement select, Span span) throws SQLException {
    Instant from = span.from();
    Instant until = span.until();
    long least = span.equals(Span.ALWAYS) ? -1 : 0;
    select.setLong(1, from == null ? least : Math.max(least, from.toEpochMilli()));
    select.setLong(2, until == null ? Long.MAX_VALUE : until.toEpochMilli());
  }

  private interface Filling {
    void fill(PreparedStatement select) throws SQLException;
  }

  private interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  private synchronized <T> List<T> read(String query, Filling filling, Row<T> row) {
    List<T> found = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(query)) {
      filling.fill(select);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(row.of(rows));
        }
      }
    } catch (SQLException e) {
      throw new JournalFailed("The history could not be read (" + e.getMessage() + ").", e);
    }
    return found;
  }

  synchronized void close() {
    SqliteJournal.closeQuietly(connection);
  }
}
