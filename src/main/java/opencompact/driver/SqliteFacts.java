package opencompact.driver;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import opencompact.memory.Debts;
import opencompact.memory.Fact;
import opencompact.memory.FactCodec;
import opencompact.memory.Owed;
import org.jspecify.annotations.Nullable;

/**
 * What the station's rules live on: facts, the snapshot that stands in for older ones, and the
 * queue of messages owed, in tables that change in one commit. Each line carries a seal, facts are
 * numbered without a gap, and one row, the mark, counts them all; so what a disk has changed or
 * lost is noticed and never folded.
 */
final class SqliteFacts {

  /** Which lines a seal belongs to, so that one cannot stand in for another. */
  enum Kind {
    FACT,
    SNAPSHOT,
    OWED,
    MARK
  }

  /** Hears a line and its number. */
  interface Reader {
    void line(long number, String json) throws SQLException;
  }

  /** What the mark says. */
  record Mark(long upTo, int snapshot, long lastFact, int owed) {
    static final Mark NONE = new Mark(0, 0, 0, 0);

    String text() {
      return upTo + " " + snapshot + " " + lastFact + " " + owed;
    }
  }

  private final Connection connection;
  private final FactCodec codec = new FactCodec();
  private Mark mark;
  private Mark next;
  private @Nullable Debts debts;
  private @Nullable Debts nextDebts;

  private SqliteFacts(Connection connection, Mark mark) {
    this.connection = connection;
    this.mark = mark;
    this.next = mark;
  }

  /** Over tables that have been written. */
  static SqliteFacts of(Connection connection) throws SQLException {
    return new SqliteFacts(connection, readMark(connection));
  }

  /** Over empty tables, to {@link #begin} with. */
  static SqliteFacts unmarked(Connection connection) {
    return new SqliteFacts(connection, Mark.NONE);
  }

  static long seal(Kind kind, long number, String json) {
    CRC32C crc = new CRC32C();
    crc.update((kind.name() + number + " ").getBytes(StandardCharsets.US_ASCII));
    crc.update(json.getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }

  Mark mark() {
    return mark;
  }

  /** The commit is done: what was written counts. */
  void committed() {
    mark = next;
    debts = nextDebts;
  }

  // Writing, inside a commit of the caller's.

  void append(List<Fact> facts) throws SQLException {
    next = mark;
    Debts owing = debts == null ? owing() : debts.copy();
    nextDebts = owing;
    if (facts.isEmpty()) {
      return;
    }
    long id = mark.lastFact();
    int owed = mark.owed();
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO fact (id, json, seal) VALUES (?, ?, ?)")) {
      for (Fact fact : facts) {
        insert(insert, Kind.FACT, ++id, codec.encode(fact));
        Owed queued = owing.hear(fact);
        if (queued != null) {
          queue(queued);
          owed++;
        }
        owed -= taken(fact);
      }
    }
    write(new Mark(mark.upTo(), mark.snapshot(), id, owed));
  }

  /** How many messages the fact takes out of the queue. */
  private int taken(Fact fact) throws SQLException {
    return switch (fact) {
      case Fact.Delivered f -> take(f.sequence());
      case Fact.Dropped f -> take(f.sequence());
      case Fact.Thinned f -> take(f.sequence());
      default -> 0;
    };
  }

  private int take(long sequence) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM owed WHERE sequence = ?")) {
      delete.setLong(1, sequence);
      return delete.executeUpdate();
    }
  }

  private void queue(Owed owed) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO owed (sequence, json, seal) VALUES (?, ?, ?)")) {
      insert(insert, Kind.OWED, owed.sequence(), codec.encode(new Fact.StillOwed(owed)));
    }
  }

  private static void insert(PreparedStatement insert, Kind kind, long number, String json)
      throws SQLException {
    insert.setLong(1, number);
    insert.setString(2, json);
    insert.setLong(3, seal(kind, number, json));
    insert.executeUpdate();
  }

  /** The snapshot takes the place of every fact so far; the queue stays as it is. */
  void compact(List<Fact> equivalent) throws SQLException {
    try (Statement statement = connection.createStatement();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO snapshot (line, json, seal) VALUES (?, ?, ?)")) {
      statement.execute("DELETE FROM snapshot");
      int line = 0;
      for (Fact fact : equivalent) {
        if (fact instanceof Fact.StillOwed) {
          throw new IllegalArgumentException("the queue is kept beside the snapshot, not in it");
        }
        insert(insert, Kind.SNAPSHOT, ++line, codec.encode(fact));
      }
      statement.execute("DELETE FROM fact");
      write(new Mark(mark.lastFact(), line, mark.lastFact(), mark.owed()));
      nextDebts = null;
    }
  }

  /**
   * Everything anew: the snapshot and the queue.
   *
   * @param upTo no fact gets this number, or one before it
   */
  void begin(List<Fact> snapshot, Iterable<Owed> queue, long upTo) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM owed");
    }
    int owed = 0;
    for (Owed one : queue) {
      queue(one);
      owed++;
    }
    mark = new Mark(upTo, 0, upTo, owed);
    compact(snapshot);
    committed();
  }

  private void write(Mark now) throws SQLException {
    next = now;
    try (PreparedStatement update =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO mark (one, up_to, snapshot, last_fact, owed, seal)"
                + " VALUES (1, ?, ?, ?, ?, ?)")) {
      update.setLong(1, now.upTo());
      update.setInt(2, now.snapshot());
      update.setLong(3, now.lastFact());
      update.setInt(4, now.owed());
      update.setLong(5, seal(Kind.MARK, 1, now.text()));
      update.executeUpdate();
    }
  }

  // Reading.

  private static Mark readMark(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT up_to, snapshot, last_fact, owed, seal FROM mark")) {
      if (!row.next()) {
        throw new SqliteDamage("the mark is missing");
      }
      Mark read = new Mark(row.getLong(1), row.getInt(2), row.getLong(3), row.getInt(4));
      if (row.getLong(5) != seal(Kind.MARK, 1, read.text())) {
        throw new SqliteDamage("the mark is not as it was written");
      }
      return read;
    }
  }

  /** Reads every line of snapshot and facts; whatever was changed or is missing ends it. */
  void read(Reader snapshot, Reader fact) throws SQLException {
    read(
        "SELECT line, json, seal FROM snapshot ORDER BY line",
        Kind.SNAPSHOT,
        0,
        mark.snapshot(),
        snapshot);
    read(
        "SELECT id, json, seal FROM fact ORDER BY id",
        Kind.FACT,
        mark.upTo(),
        mark.lastFact(),
        fact);
  }

  private void read(String query, Kind kind, long first, long last, Reader reader)
      throws SQLException {
    long expected = first;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        expected++;
        long number = rows.getLong(1);
        String json = rows.getString(2);
        if (number != expected || json == null || rows.getLong(3) != seal(kind, number, json)) {
          throw damage(kind, expected);
        }
        reader.line(number, json);
      }
    }
    if (expected != last) {
      throw damage(kind, expected + 1);
    }
  }

  private static SqliteDamage damage(Kind kind, long number) {
    String what =
        switch (kind) {
          case FACT -> "fact ";
          case SNAPSHOT -> "snapshot line ";
          case OWED -> "the owed message ";
          case MARK -> "mark ";
        };
    return new SqliteDamage(what + number + " is not as it was written");
  }

  /** Every message that is owed, oldest first. */
  List<Owed> owed(long after, int most) throws SQLException {
    List<Owed> found = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT sequence, json, seal FROM owed WHERE sequence > ? ORDER BY sequence LIMIT ?")) {
      select.setLong(1, after);
      select.setInt(2, most);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          long sequence = rows.getLong(1);
          String json = rows.getString(2);
          if (json == null || rows.getLong(3) != seal(Kind.OWED, sequence, json)) {
            throw damage(Kind.OWED, sequence);
          }
          if (codec.decode(json) instanceof Fact.StillOwed(Owed owed)) {
            found.add(owed);
          }
        }
      }
    }
    return found;
  }

  /** Looks at the seal of every message that is owed, and whether all of them are there. */
  void checkQueue() throws SQLException {
    int seen = 0;
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT sequence, json, seal FROM owed ORDER BY sequence")) {
      while (rows.next()) {
        long sequence = rows.getLong(1);
        String json = rows.getString(2);
        if (json == null || rows.getLong(3) != seal(Kind.OWED, sequence, json)) {
          throw damage(Kind.OWED, sequence);
        }
        seen++;
      }
    }
    if (seen != mark.owed()) {
      throw new SqliteDamage(seen + " messages are found of " + mark.owed() + " that are owed");
    }
  }

  private Debts owing() throws SQLException {
    Debts owing = new Debts();
    Consumer<Fact> hear = owing::hear;
    Reader reader = (_, json) -> hear.accept(codec.decode(json));
    read(reader, reader);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT coalesce(max(sequence), 0) FROM owed")) {
      owing.beyond(row.next() ? row.getLong(1) : 0);
    }
    return owing;
  }
}
