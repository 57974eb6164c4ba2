package opencompact.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import opencompact.memory.Backlog;
import opencompact.memory.Fact;
import opencompact.memory.FactCodec;
import opencompact.memory.Memory;
import opencompact.memory.OpenTransaction;
import opencompact.memory.Owed;
import opencompact.quantity.WattHours;
import org.jspecify.annotations.Nullable;

/**
 * Starts a station whose journal is damaged: the file is moved aside and never written again, and
 * what still reads as it was written is taken over into a new one. Facts count up to the first that
 * is damaged, because the next ones may rest on it; lines of the snapshot and messages owed stand
 * for themselves. A transaction that the history knows to have ended is not ended again.
 */
final class SqliteRescue {

  private final Path file;
  private final FactCodec codec = new FactCodec();
  private final List<Fact> snapshot = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();
  private final SortedMap<Long, Owed> owed = new TreeMap<>();
  private final SortedMap<Integer, Integer> numbers = new TreeMap<>();
  private final SortedSet<Integer> ended = new TreeSet<>();
  private int lastTransaction;
  private int lostLines;
  private int lostMessages;
  private boolean factsEndEarly;

  private SqliteRescue(Path file) {
    this.file = file;
  }

  /** Moves the damaged database aside, makes a new one, and says what was lost. */
  static String rescue(Path directory, SqliteJournal.Bounds bounds) {
    Path file = directory.resolve(SqliteJournal.FILE);
    try {
      Path aside = moveAside(file);
      SqliteRescue rescue = new SqliteRescue(aside);
      rescue.read();
      try (SqliteJournal journal = SqliteJournal.open(directory, bounds)) {
        journal.begin(rescue.memory(), List.copyOf(rescue.owed.values()));
      }
      return rescue.sentence();
    } catch (IOException e) {
      throw new JournalRefused(
          "The journal " + file + " is damaged and cannot be moved aside (" + e.getMessage() + ").",
          e);
    }
  }

  private static Path moveAside(Path file) throws IOException {
    Path aside = file;
    for (int i = 1; Files.exists(aside); i++) {
      aside = file.resolveSibling(SqliteJournal.FILE + ".damaged-" + i);
    }
    for (String part : List.of("-wal", "-shm")) {
      Path from = file.resolveSibling(SqliteJournal.FILE + part);
      if (Files.exists(from)) {
        Files.move(from, aside.resolveSibling(aside.getFileName() + part));
      }
    }
    return Files.move(file, aside);
  }

  private interface Row {
    void read(ResultSet row) throws SQLException;
  }

  private void read() {
    boolean snapshotRead =
        each(
            "SELECT line, json, seal FROM snapshot ORDER BY line",
            row -> {
              Fact fact = sound(SqliteFacts.Kind.SNAPSHOT, row);
              if (fact == null) {
                lostLines++;
              } else {
                snapshot.add(fact);
              }
            });
    lostLines += snapshotRead ? 0 : 1;
    long[] expected = {-1};
    boolean factsRead =
        each(
            "SELECT id, json, seal FROM fact ORDER BY id",
            row -> {
              boolean gap = expected[0] >= 0 && row.getLong(1) != expected[0];
              Fact fact = factsEndEarly || gap ? null : sound(SqliteFacts.Kind.FACT, row);
              factsEndEarly |= fact == null;
              expected[0] = row.getLong(1) + 1;
              if (fact != null) {
                facts.add(fact);
              }
            });
    factsEndEarly |= !factsRead;
    boolean owedRead =
        each(
            "SELECT sequence, json, seal FROM owed ORDER BY sequence",
            row -> {
              if (sound(SqliteFacts.Kind.OWED, row) instanceof Fact.StillOwed(Owed message)) {
                owed.put(message.sequence(), message);
              } else {
                lostMessages++;
              }
            });
    lostMessages += owedRead ? 0 : 1;
    each(
        "SELECT number, transaction_id, stopped_boot FROM session ORDER BY number",
        row -> {
          int number = row.getInt(1);
          lastTransaction = Math.max(lastTransaction, number);
          int id = row.getInt(2);
          if (!row.wasNull()) {
            numbers.put(number, id);
          }
          if (row.getObject(3) != null) {
            ended.add(number);
          }
        });
  }

  /** Reads as far as it goes; whether that was to the end. */
  private boolean each(String query, Row reader) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        reader.read(rows);
      }
      return true;
    } catch (SQLException damaged) {
      return false;
    }
  }

  private @Nullable Fact sound(SqliteFacts.Kind kind, ResultSet row) throws SQLException {
    long number = row.getLong(1);
    String json = row.getString(2);
    if (json == null || row.getLong(3) != SqliteFacts.seal(kind, number, json)) {
      return null;
    }
    try {
      return codec.decode(json);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** What is known after all; the queue apart. */
  private List<Fact> memory() {
    Memory memory =
        Memory.of(
            hear -> {
              snapshot.forEach(hear);
              facts.forEach(hear);
            },
            new Found());
    List<Fact> known = new ArrayList<>(memory.compacted());
    OpenTransaction open = memory.open();
    int newest = Math.max(lastTransaction, memory.lastTransaction());
    long next = memory.nextSequence();
    for (Owed message : owed.values()) {
      newest = Math.max(newest, message.number());
      next = Math.max(next, message.sequence() + 1);
      if (message instanceof Owed.Stop) {
        ended.add(message.number());
      }
    }
    if (open != null && (ended.contains(open.number()) || open.number() < newest)) {
      known.removeIf(Fact.StillOpen.class::isInstance);
    }
    known.add(
        new Fact.CountersWere(
            memory.boot(), newest, next, WattHours.NONE, memory.lastWallMillis()));
    for (Owed message : owed.values()) {
      Integer id = numbers.remove(message.number());
      if (id != null && memory.transactionId(message.number()) == null) {
        known.add(new Fact.TransactionBound(message.number(), id));
      }
    }
    return known;
  }

  /** The messages that still read. */
  private final class Found implements Backlog {
    @Override
    public int owed() {
      return owed.size();
    }

    @Override
    public List<Owed> owed(long after, int most) {
      return owed.tailMap(after + 1).values().stream().limit(most).toList();
    }
  }

  private String sentence() {
    return "The journal was damaged. It was moved aside as "
        + file
        + ", and the station goes on with what still reads: "
        + (snapshot.size() + facts.size())
        + " facts and "
        + owed.size()
        + " messages owed. "
        + (lostLines == 0 && lostMessages == 0 && !factsEndEarly
            ? "None of them is missing."
            : "Missing: "
                + (factsEndEarly ? "the facts from the damage on, " : "")
                + lostLines
                + " older facts or more, "
                + lostMessages
                + " messages or more.")
        + " Sessions and the event log begin anew; those before are in the file moved aside.";
  }
}
