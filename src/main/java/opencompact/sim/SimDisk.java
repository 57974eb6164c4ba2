package opencompact.sim;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import opencompact.memory.Backlog;
import opencompact.memory.Fact;
import opencompact.memory.FactCodec;
import opencompact.memory.History;
import opencompact.memory.Journal;
import opencompact.memory.LogEntry;
import opencompact.memory.LogKind;
import opencompact.memory.Memory;
import opencompact.memory.Owed;
import opencompact.memory.RateChange;
import opencompact.memory.Retention;
import opencompact.memory.Session;
import opencompact.memory.Span;
import org.jspecify.annotations.Nullable;

/**
 * The station's storage in the simulated world. It outlives the program that writes on it: after a
 * power cut the next start is given the same disk. Facts lie on it as the same lines of JSON as on
 * a real one, and the queue beside them is read a few messages at a time. Its power can be cut
 * around any write, it can be full, and it can fail.
 */
public final class SimDisk implements Journal, History {

  /** How the disk answers a write. */
  public enum Health {
    SOUND,
    /** No room is left: writes are refused, what is there stays. */
    FULL,
    /** Writes fail with an input/output error. */
    FAILING,
    /** It can be read and not be written. */
    READ_ONLY,
    /** The write is taken, but that it is on disk cannot be had confirmed. */
    SYNC_FAILS
  }

  /** Where in a write the power goes. */
  public enum Cut {
    /** In the middle: the torn commit is rolled back, so nothing of it is on disk. */
    TORN,
    /** All of it is on disk, but the writer never hears of it. */
    UNHEARD
  }

  /** Is told of every append and compaction by its number from 1, and may cut the power then. */
  public interface Watcher {
    void beforeWrite(long write);

    void afterWrite(long write);
  }

  private static final Watcher NOBODY =
      new Watcher() {
        @Override
        public void beforeWrite(long write) {}

        @Override
        public void afterWrite(long write) {}
      };

  /** So many writes lie in the cache of a disk that lies. */
  private static final int LIES_FOR = 4;

  /**
   * So few of the oldest messages are in the station's heap that the disk is read again and again.
   */
  private static final int HEAD = 4;

  private final FactCodec codec = new FactCodec();
  private final ReadOnce read = new ReadOnce(codec);
  private final Retention retention;
  private List<String> facts = new ArrayList<>();
  private DiskQueue queue = new DiskQueue();
  private final Deque<Line> events = new ArrayDeque<>();
  private final SortedMap<Integer, Session> sessions = new TreeMap<>();
  private final Deque<RateChange> changes = new ArrayDeque<>();
  private final Map<LogKind, Integer> kept = new EnumMap<>(LogKind.class);
  private long newestEvent;

  private boolean powered = true;
  private Health health = Health.SOUND;
  private Watcher watcher = NOBODY;
  private long writes;
  private long cutAt = -1;
  private Cut cut = Cut.TORN;

  /** The change that was taken but not confirmed; whoever reads next finds it, or does not. */
  private @Nullable Runnable doubtful;

  private boolean lies;
  private int onPlatter;
  private DiskQueue queueOnPlatter = queue;
  private int unsynced;

  /** An empty disk that keeps as much for people as a real one. */
  public SimDisk() {
    this(Retention.USUAL);
  }

  /** An empty disk that keeps so much for people. */
  public SimDisk(Retention retention) {
    this.retention = retention;
  }

  @Override
  public void append(List<Fact> turn, List<LogEntry> log) {
    if (turn.isEmpty() && log.isEmpty()) {
      return;
    }
    List<String> lines = new ArrayList<>(turn.size());
    for (Fact fact : turn) {
      lines.add(codec.encode(fact));
    }
    write(() -> {
      log.forEach(this::log);
      facts.addAll(lines);
      turn.forEach(queue::hear);
      turn.forEach(this::addToSessions);
    });
  }

  @Override
  public void prove() {
    ready();
  }

  @Override
  public Memory remembered() {
    List<Fact> all = replay();
    return Memory.of(hear -> all.forEach(hear), backlog(), HEAD);
  }

  /** The queue, as long as there is power to read it. */
  private Backlog backlog() {
    return new Backlog() {
      @Override
      public int owed() {
        return queue.owed();
      }

      @Override
      public List<Owed> owed(long after, int most) {
        if (!powered) {
          throw new PowerCut("while reading");
        }
        return queue.owed(after, most);
      }
    };
  }

  @Override
  public List<Fact> replay() {
    if (!powered) {
      throw new PowerCut("while reading");
    }
    Runnable doubted = doubtful;
    doubtful = null;
    // Either may be; which one follows from how much has been written, so a seed replays.
    if (doubted != null && writes % 2 == 0) {
      doubted.run();
    }
    return read.decode(facts);
  }

  @Override
  public void compact(List<Fact> equivalent) {
    List<String> lines = new ArrayList<>();
    equivalent.forEach(fact -> lines.add(codec.encode(fact)));
    write(() -> {
      facts = lines;
      if (equivalent.stream().anyMatch(Fact.StillOwed.class::isInstance)) {
        // Of a memory that has all of the queue in the heap.
        queue = new DiskQueue();
        equivalent.forEach(queue::hear);
      }
    });
  }

  /** The writer lets go; the disk stays as it is. */
  @Override
  public void close() {}

  /** Whether it can be written now. */
  public boolean sound() {
    return health == Health.SOUND;
  }

  private void ready() {
    if (!powered) {
      throw new PowerCut("before a write");
    }
    switch (health) {
      case SOUND -> {}
      case FULL -> throw refused("no room is left", "make room on the disk that holds it");
      case FAILING -> throw refused("input/output error", "check that it is a sound local disk");
      case READ_ONLY -> throw refused("it is read-only", "make it writable");
      case SYNC_FAILS -> throw refused("fsync failed", "check that it is a sound local disk");
    }
  }

  private void write(Runnable change) {
    if (powered && health == Health.SYNC_FAILS) {
      writes++;
      doubtful = change;
    }
    ready();
    doubtful = null;
    writes++;
    watcher.beforeWrite(writes);
    if (!powered || (writes == cutAt && cut == Cut.TORN)) {
      powered = false;
      throw new PowerCut("during write " + writes);
    }
    change.run();
    sync();
    watcher.afterWrite(writes);
    if (!powered || writes == cutAt) {
      powered = false;
      throw new PowerCut("after write " + writes);
    }
  }

  private void sync() {
    if (!lies || ++unsynced >= LIES_FOR) {
      onPlatter = facts.size();
      queueOnPlatter = lies ? queue.copy() : queue;
      unsynced = 0;
    }
  }

  private static JournalFailed refused(String why, String advice) {
    return new JournalFailed(
        "The journal could not be written (" + why + "): " + advice + ".", new IOException(why));
  }

  private void log(LogEntry entry) {
    newestEvent++;
    events.add(new Line(newestEvent, entry));
    LogKind kind = Objects.requireNonNull(LogKind.named(entry.kind()));
    if (kept.merge(kind, 1, Integer::sum) > retention.lines(kind)) {
      Iterator<Line> oldestFirst = events.iterator();
      while (!oldestFirst.next().entry().kind().equals(kind.word())) {
        // Another kind's lines are not this one's to push out.
      }
      oldestFirst.remove();
      kept.merge(kind, -1, Integer::sum);
    }
  }

  private void addToSessions(Fact fact) {
    if (fact instanceof Fact.ClockKnown clock) {
      sessions.replaceAll((_, session) -> session.dated(clock));
      renew(changes, change -> change.dated(clock));
      renew(events, line -> new Line(line.number(), line.entry().dated(clock)));
      return;
    }
    int number = Session.changedBy(fact);
    Session after = number == 0 ? null : Session.after(sessions.get(number), fact);
    if (after == null) {
      return;
    }
    sessions.put(number, after);
    if (fact instanceof Fact.RateChanged(RateChange change)) {
      changes.add(change);
    } else if (fact instanceof Fact.TransactionStarted) {
      trim(number);
    }
  }

  private static <T> void renew(Deque<T> queue, UnaryOperator<T> change) {
    List<T> renewed = queue.stream().map(change).toList();
    queue.clear();
    queue.addAll(renewed);
  }

  private void trim(int newest) {
    List<Instant> starts =
        sessions.reversed().values().stream()
            .map(session -> session.started().wall())
            .filter(Objects::nonNull)
            .limit(Retention.WITNESSES)
            .toList();
    Instant horizon = Retention.horizon(starts);
    sessions
        .values()
        .removeIf(s -> {
          Instant began = s.started().wall();
          return s.number() <= newest - retention.sessions()
              || (horizon != null && began != null && began.isBefore(horizon));
        });
    changes.removeIf(change -> !sessions.containsKey(change.number()));
    while (changes.size() > retention.changes()) {
      changes.remove();
    }
  }

  @Override
  public List<Session> sessions(Span span, int before, int most) {
    return sessions.headMap(before).reversed().values().stream()
        .filter(session -> span.covers(session.started()))
        .limit(Math.max(0, most))
        .toList();
  }

  @Override
  public @Nullable Session session(int number) {
    return sessions.get(number);
  }

  @Override
  public List<RateChange> changes(int session) {
    return changes.stream().filter(change -> change.number() == session).toList();
  }

  @Override
  public List<Line> events(Span span, long before, int most, @Nullable String kind) {
    return lines(events.descendingIterator(), l -> l.number() < before, span, most, kind);
  }

  @Override
  public List<Line> eventsAfter(Span span, long after, int most, @Nullable String kind) {
    return lines(events.iterator(), l -> l.number() > after, span, most, kind);
  }

  private static List<Line> lines(
      Iterator<Line> lines, Predicate<Line> wanted, Span span, int most, @Nullable String kind) {
    List<Line> found = new ArrayList<>();
    while (lines.hasNext() && found.size() < most) {
      Line line = lines.next();
      LogEntry entry = line.entry();
      if (wanted.test(line)
          && span.covers(entry.at())
          && (kind == null || kind.equals(entry.kind()))) {
        found.add(line);
      }
    }
    return found;
  }

  @Override
  public long newestEvent() {
    return newestEvent;
  }

  // What the world does to it.

  /** The mains go now; whatever the station tries next ends in a {@link PowerCut}. */
  public void cutPower() {
    powered = false;
    if (lies && onPlatter < facts.size()) {
      facts = new ArrayList<>(facts.subList(0, onPlatter));
      queue = queueOnPlatter.copy();
    }
  }

  /**
   * Whether it acknowledges an fsync long before it has done it, as no sound disk does: a power cut
   * then costs the last writes.
   */
  public void liesAboutSyncs(boolean now) {
    lies = now;
    onPlatter = facts.size();
    queueOnPlatter = queue.copy();
  }

  /** The mains are back; what was acknowledged is there. */
  public void restorePower() {
    powered = true;
    cutAt = -1;
  }

  /**
   * The mains will go at one write.
   *
   * @param write counted from 1 since the disk was made; see {@link #writes}
   */
  public void cutPowerAt(long write, Cut where) {
    cutAt = write;
    cut = where;
  }

  /** Begins to answer writes like this. */
  public void become(Health now) {
    health = now;
  }

  /** From now on this one is told of every write. */
  public void watch(Watcher now) {
    watcher = now;
  }

  /** How many appends and compactions have been begun since the disk was made. */
  public long writes() {
    return writes;
  }
}
