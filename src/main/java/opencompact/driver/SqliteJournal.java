package opencompact.driver;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import opencompact.memory.Backlog;
import opencompact.memory.Fact;
import opencompact.memory.FactCodec;
import opencompact.memory.History;
import opencompact.memory.Journal;
import opencompact.memory.LogEntry;
import opencompact.memory.Memory;
import opencompact.memory.Owed;
import opencompact.memory.Retention;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteException;

/**
 * The journal on a real disk: one SQLite database in the data directory, written by one connection,
 * one commit per turn, each followed by an fsync before {@link #append} returns (write-ahead log,
 * synchronous FULL). What people ask for, sessions and the event log, is filled in the same commit.
 * {@code docs/storage.md} describes the tables.
 */
public final class SqliteJournal implements Journal, Backlog {

  /** The database's name in the data directory. */
  public static final String FILE = "compact.db";

  private static final int PAGE_BYTES = 4096;

  /** Sixteen mebibytes of the write-ahead log lie between two checkpoints. */
  private static final int CHECKPOINT_PAGES = 4096;

  private static final String DAMAGED =
      "the file is damaged or no database; put a copy of a sound one in its place.";

  /**
   * What the database may grow to.
   *
   * @param kept what is kept for people, to within a hundred lines of each kind
   * @param mostBytes the size at which the disk counts as full
   */
  public record Bounds(Retention kept, long mostBytes) {
    public static final Bounds USUAL = new Bounds(Retention.USUAL, 4L << 30);
  }

  private final Path file;
  private final StationLock lock;
  private final Connection connection;
  private final SqliteEvents events;
  private final SqliteSessions sessions;
  private final SqliteHistory history;
  private final FactCodec codec = new FactCodec();
  private final SqliteFacts facts;
  private final HaltAt halt = new HaltAt();
  private int proofs;

  private SqliteJournal(Path file, Bounds bounds, StationLock lock, Connection connection)
      throws SQLException {
    this.file = file;
    this.lock = lock;
    this.connection = connection;
    this.facts = SqliteFacts.of(connection);
    this.facts.read((_, _) -> {}, (_, _) -> {});
    this.events = new SqliteEvents(connection, bounds.kept());
    this.sessions = new SqliteSessions(connection, bounds.kept());
    this.history = new SqliteHistory(file, events.newest());
  }

  /** Opens the journal of a data directory, or begins one there. */
  public static SqliteJournal open(Path directory) {
    return open(directory, Bounds.USUAL);
  }

  /**
   * Opens the journal of a data directory, or begins one there.
   *
   * @throws JournalBusy when another process has it
   * @throws JournalRefused when it is not, or not yet, a database for this version
   */
  public static SqliteJournal open(Path directory, Bounds bounds) {
    StationLock lock = StationLock.claim(directory);
    Path file = directory.resolve(FILE);
    Connection connection = null;
    try {
      makeForOwner(file);
      connection = connect(file, bounds);
      SqliteSchema.prepare(connection, file);
      return new SqliteJournal(file, bounds, lock, connection);
    } catch (SQLException | IOException | RuntimeException e) {
      closeQuietly(connection);
      lock.close();
      if (e instanceof RuntimeException ours) {
        throw ours;
      }
      String sentence =
          "The journal " + file + " cannot be opened (" + e.getMessage() + "): " + advice(e);
      throw SqliteDamage.is(e) ? new JournalDamaged(sentence, e) : new JournalRefused(sentence, e);
    }
  }

  /**
   * Opens the journal of a data directory whatever is in it: one that is damaged is moved aside,
   * and what still reads is taken over into a new one.
   *
   * @param tell hears in one sentence what was lost, if anything was damaged
   */
  public static SqliteJournal openOrRescue(Path directory, Consumer<String> tell) {
    try {
      SqliteJournal journal = open(directory);
      journal.checkQueue();
      return journal;
    } catch (JournalDamaged damaged) {
      tell.accept(SqliteRescue.rescue(directory, Bounds.USUAL));
      return open(directory);
    }
  }

  private void checkQueue() {
    try {
      facts.checkQueue();
    } catch (SQLException e) {
      close();
      String sentence = "The journal " + file + " cannot be read (" + e.getMessage() + ").";
      throw SqliteDamage.is(e) ? new JournalDamaged(sentence, e) : new JournalRefused(sentence, e);
    }
  }

  /** Everything anew, in an empty database. */
  void begin(List<Fact> snapshot, List<Owed> queue) {
    commit(() -> facts.begin(snapshot, queue, 0));
  }

  /** The database is made before SQLite does it, so that it is never readable by others. */
  private static void makeForOwner(Path file) throws IOException {
    try {
      Files.createFile(file, StationLock.ownerOnly("rw-------"));
    } catch (FileAlreadyExistsException _) {
      // A station that has lived before.
    }
  }

  private static Connection connect(Path file, Bounds bounds) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setPageSize(PAGE_BYTES);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(5_000);
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try {
      settle(connection, "PRAGMA journal_mode", "wal");
      settle(connection, "PRAGMA synchronous", "2");
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA max_page_count = " + bounds.mostBytes() / PAGE_BYTES);
        // A checkpoint costs two more fsyncs; this rare, it is hardly noticed among the commits.
        statement.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
        // After a burst the write-ahead log gives its space back.
        statement.execute("PRAGMA journal_size_limit = " + CHECKPOINT_PAGES * PAGE_BYTES);
      }
      return connection;
    } catch (SQLException e) {
      closeQuietly(connection);
      throw e;
    }
  }

  /** Durability is a setting that SQLite may silently decline, so it is asked for its answer. */
  private static void settle(Connection connection, String pragma, String wanted)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(pragma)) {
      String is = answer.next() ? answer.getString(1) : "unknown";
      if (!wanted.equals(is)) {
        throw new SQLException(
            pragma + " is " + is + " and not " + wanted + " on this file system");
      }
    }
  }

  /** Sessions and event log of this journal; closed with it. */
  public History history() {
    return history;
  }

  @Override
  public synchronized void append(List<Fact> turn, List<LogEntry> log) {
    if (turn.isEmpty() && log.isEmpty()) {
      return;
    }
    long[] newestEvent = {history.newestEvent()};
    commit(() -> {
      if (!log.isEmpty()) {
        newestEvent[0] = events.add(log);
      }
      facts.append(turn);
      for (Fact fact : turn) {
        sessions.add(fact);
        if (fact instanceof Fact.ClockKnown clock) {
          SqliteSessions.date(connection, clock, "event", "");
        }
      }
    });
    history.written(newestEvent[0]);
  }

  /** A number that SQLite keeps for whoever wants one, and nobody here does, is another now. */
  @Override
  public synchronized void prove() {
    proofs = (proofs + 1) & 0xffff;
    commit(() -> {
      facts.append(List.of());
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA user_version = " + proofs);
      }
    });
  }

  @Override
  public synchronized List<Fact> replay() {
    List<Fact> all = new ArrayList<>();
    each(all::add);
    return all;
  }

  @Override
  public synchronized Memory remembered() {
    return Memory.of(this::each, this);
  }

  private void each(Consumer<Fact> hear) {
    try {
      facts.read(
          (line, json) -> hear.accept(decoded("snapshot line " + line, json)),
          (id, json) -> hear.accept(decoded("fact " + id, json)));
    } catch (SQLException e) {
      throw failed("read", e);
    }
  }

  private Fact decoded(String what, String json) {
    try {
      return codec.decode(json);
    } catch (IllegalArgumentException e) {
      throw new JournalFailed(
          "The journal "
              + file
              + " holds something this version cannot read ("
              + what
              + ", "
              + e.getMessage()
              + "): start the version that wrote it, or restore a copy.",
          e);
    }
  }

  /** How many lines a start has to read. */
  public synchronized long lines() {
    SqliteFacts.Mark mark = facts.mark();
    return mark.snapshot() + mark.lastFact() - mark.upTo();
  }

  @Override
  public synchronized int owed() {
    return facts.mark().owed();
  }

  @Override
  public synchronized List<Owed> owed(long after, int most) {
    try {
      return facts.owed(after, most);
    } catch (SQLException e) {
      throw failed("read", e);
    }
  }

  @Override
  public synchronized void compact(List<Fact> equivalent) {
    commit(() -> facts.compact(equivalent));
  }

  private interface Work {
    void run() throws SQLException;
  }

  private void commit(Work work) {
    try (Statement statement = connection.createStatement()) {
      try {
        statement.execute("BEGIN IMMEDIATE");
        work.run();
        halt.before();
        statement.execute("COMMIT");
        halt.after();
        facts.committed();
      } catch (SQLException | RuntimeException e) {
        rollBack(statement);
        throw e;
      }
    } catch (SQLException e) {
      throw failed("written", e);
    }
  }

  static void rollBack(Statement statement) {
    try {
      statement.execute("ROLLBACK");
    } catch (SQLException _) {
      // SQLite has already rolled back by itself, as it does when the disk is full.
    }
  }

  private JournalFailed failed(String what, SQLException e) {
    return new JournalFailed(
        "The journal " + file + " could not be " + what + " (" + e.getMessage() + "): " + advice(e),
        e);
  }

  private static String advice(Exception e) {
    if (e instanceof SqliteDamage) {
      return DAMAGED;
    }
    if (!(e instanceof SQLiteException sqlite)) {
      return "check that the data directory is on a sound local disk that this user may write to.";
    }
    // The low byte is the primary result code.
    return switch (sqlite.getResultCode().code & 0xff) {
      case 13 -> "make room on the disk that holds it.";
      case 8, 14, 23 -> "make it and its directory writable for this user.";
      case 5, 6 -> "close the program that holds it open for writing.";
      case 11, 26 -> DAMAGED;
      default -> "check that the data directory is on a sound local disk.";
    };
  }

  @Override
  public synchronized void close() {
    history.close();
    closeQuietly(connection);
    lock.close();
  }

  /** Everything acknowledged is on disk already, so nothing is lost where closing fails. */
  static void closeQuietly(@Nullable Connection connection) {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException _) {
        // The process's end closes it.
      }
    }
  }
}
