package opencompact.driver;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import opencompact.memory.Fact;
import opencompact.memory.RateChange;
import opencompact.memory.Retention;
import opencompact.memory.Session;
import opencompact.memory.Stamp;
import opencompact.quantity.Amperes;
import opencompact.quantity.IdTag;
import opencompact.quantity.WattHours;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code session} and {@code rate}: what charged when and how fast, for people
 * (UK-ME-10). Written in the commit of the facts they come from.
 */
final class SqliteSessions {
  static final String SESSIONS =
      "SELECT number, tag, started_boot, started_uptime_millis, started_wall_millis,"
          + " start_register_wh, stopped_boot, stopped_uptime_millis, stopped_wall_millis, wh,"
          + " reason, transaction_id, changes FROM session";
  static final String CHANGES =
      "SELECT session, boot, uptime_millis, wall_millis, offered_amperes, watts, register_wh,"
          + " cause, sentence, merged FROM rate";

  /** No turn waits for more old rows than that to go. */
  private static final int MOST_SESSIONS_AT_ONCE = 20;

  private static final int MOST_CHANGES_AT_ONCE = 5_000;

  /** A charge that lasts for weeks makes room after so many changes of its own. */
  private static final int TRIM_STEP = 500;

  private final Connection connection;
  private final Retention retention;

  SqliteSessions(Connection connection, Retention retention) {
    this.connection = connection;
    this.retention = retention;
  }

  /** Brings the tables up to a fact. */
  void add(Fact fact) throws SQLException {
    if (fact instanceof Fact.ClockKnown clock) {
      date(connection, clock, "session", "started_");
      date(connection, clock, "session", "stopped_");
      date(connection, clock, "rate", "");
      return;
    }
    int number = Session.changedBy(fact);
    Session after = number == 0 ? null : Session.after(session(number), fact);
    if (after == null) {
      return;
    }
    store(after);
    if (fact instanceof Fact.RateChanged(RateChange change)) {
      store(change, after.changes());
      if (after.changes() % TRIM_STEP == 0) {
        trimChanges();
      }
    } else if (fact instanceof Fact.TransactionStarted) {
      trimSessions(number);
      trimChanges();
    }
  }

  private void trimSessions(int newest) throws SQLException {
    Instant horizon = Retention.horizon(newestStarts());
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM session WHERE number IN (SELECT number FROM session WHERE number <= ?"
                + " OR (started_wall_millis >= 0 AND started_wall_millis < ?)"
                + " ORDER BY number LIMIT ?)")) {
      delete.setInt(1, newest - retention.sessions());
      delete.setLong(2, horizon == null ? -1 : horizon.toEpochMilli());
      delete.setInt(3, MOST_SESSIONS_AT_ONCE);
      if (delete.executeUpdate() == 0) {
        return;
      }
    }
    run("DELETE FROM rate WHERE session NOT IN (SELECT number FROM session)");
  }

  private List<Instant> newestStarts() throws SQLException {
    List<Instant> starts = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT started_wall_millis FROM session WHERE started_wall_millis >= 0"
                + " ORDER BY number DESC LIMIT ?")) {
      select.setInt(1, Retention.WITNESSES);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          starts.add(Instant.ofEpochMilli(rows.getLong(1)));
        }
      }
    }
    return starts;
  }

  private void trimChanges() throws SQLException {
    try (PreparedStatement count = connection.prepareStatement("SELECT count(*) FROM rate");
        ResultSet row = count.executeQuery()) {
      long excess = (row.next() ? row.getLong(1) : 0) - retention.changes();
      if (excess > 0) {
        run(
            "DELETE FROM rate WHERE (session, line) IN (SELECT session, line FROM rate"
                + " ORDER BY session, line LIMIT "
                + Math.min(excess, MOST_CHANGES_AT_ONCE)
                + ")");
      }
    }
  }

  private void run(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.executeUpdate();
    }
  }

  private @Nullable Session session(int number) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SESSIONS + " WHERE number = ?")) {
      select.setInt(1, number);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? session(row) : null;
      }
    }
  }

  private void store(Session session) throws SQLException {
    try (PreparedStatement replace =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO session (number, tag, started_boot, started_uptime_millis,"
                + " started_wall_millis, start_register_wh, stopped_boot, stopped_uptime_millis,"
                + " stopped_wall_millis, wh, reason, transaction_id, changes)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      replace.setInt(1, session.number());
      replace.setString(2, session.tag().value());
      set(replace, 3, session.started());
      replace.setDouble(6, wattHours(session.startRegister()));
      set(replace, 7, session.stopped());
      replace.setDouble(10, wattHours(session.energy()));
      replace.setString(11, session.reason());
      replace.setObject(12, session.transactionId());
      replace.setInt(13, session.changes());
      replace.executeUpdate();
    }
  }

  private void store(RateChange change, int line) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO rate (session, line, boot, uptime_millis, wall_millis, offered_amperes,"
                + " watts, register_wh, cause, sentence, merged)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setInt(1, change.number());
      insert.setInt(2, line);
      set(insert, 3, change.at());
      insert.setDouble(6, change.offered().value());
      insert.setInt(7, change.watts());
      insert.setDouble(8, wattHours(change.register()));
      insert.setString(9, change.cause());
      insert.setString(10, change.sentence());
      insert.setInt(11, change.merged());
      insert.executeUpdate();
    }
  }

  private static void set(PreparedStatement statement, int first, @Nullable Stamp stamp)
      throws SQLException {
    statement.setObject(first, stamp == null ? null : stamp.boot());
    statement.setObject(first + 1, stamp == null ? null : stamp.uptimeMillis());
    statement.setObject(first + 2, stamp == null ? null : stamp.wallMillis());
  }

  /** What was written while nobody knew the time gets it now (OCPP-BT-15). */
  static void date(Connection connection, Fact.ClockKnown clock, String table, String prefix)
      throws SQLException {
    String wall = prefix + "wall_millis";
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE "
                + table
                + " SET "
                + wall
                + " = ? + "
                + prefix
                + "uptime_millis WHERE "
                + prefix
                + "boot = ? AND "
                + wall
                + " < 0")) {
      statement.setLong(1, clock.bootWallMillis());
      statement.setInt(2, clock.boot());
      statement.executeUpdate();
    }
  }

  /** A row of {@link #SESSIONS}. */
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
        transactionId,
        row.getInt(13));
  }

  /** A row of {@link #CHANGES}. */
  static RateChange change(ResultSet row) throws SQLException {
    return new RateChange(
        row.getInt(1),
        new Stamp(row.getInt(2), row.getLong(3), row.getLong(4)),
        Amperes.ofTenths((int) Math.round(row.getDouble(5) * 10)),
        row.getInt(6),
        energy(row.getDouble(7)),
        row.getString(8),
        row.getString(9),
        row.getInt(10));
  }

  private static double wattHours(WattHours energy) {
    return energy.milli() / 1000.0;
  }

  /**
   * Watt hours as people read them in the table; a double holds their thousandths exactly enough.
   */
  private static WattHours energy(double wattHours) {
    return WattHours.ofMilli(Math.round(wattHours * 1000));
  }
}
