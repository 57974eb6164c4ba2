package opencompact.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import opencompact.host.upkeep.Dossier;
import opencompact.host.upkeep.FileTransfers;
import opencompact.host.upkeep.LogWindow;
import opencompact.memory.History;
import opencompact.memory.LogEntry;
import org.jspecify.annotations.Nullable;

/**
 * The servers of the simulated world from which firmware is fetched and to which archives are
 * brought, with the station's own storage for both, which outlives power cuts. They can be made to
 * break off, to hang and to refuse; and they are behind the same network as the back office.
 */
public final class SimFileServers implements FileTransfers {
  private static final long GATHERED_AFTER_NANOS = 200_000_000;
  private static final long BYTES_A_SECOND = 1_000_000;
  private static final long LATENCY_NANOS = 100_000_000;
  private static final long GIVEN_UP_AFTER_NANOS = 30_000_000_000L;
  private static final long ARCHIVE_BYTES = 500_000;

  /** What becomes of one transfer. */
  public enum Mood {
    SERVES,
    /** Breaks off in the middle of what is left. */
    BREAKS_OFF,
    /** Takes the connection and says nothing. */
    HANGS,
    /** Does not know the login. */
    DENIES,
    /** Does not do such a thing. */
    CANNOT
  }

  /** An archive as a server has it. */
  public record Received(String location, Dossier dossier, List<String> log) {}

  private record Part(String location, long bytes) {}

  private final Timeline timeline;
  private final SimNetwork network;
  private final History history;
  private final SortedMap<String, Long> files = new TreeMap<>();
  private final SortedMap<String, String> signatures = new TreeMap<>();
  private final SortedMap<String, Part> stored = new TreeMap<>();
  private final SortedMap<Long, Received> archives = new TreeMap<>();
  private final SortedSet<Long> ended = new TreeSet<>();
  private final List<Received> received = new ArrayList<>();
  private final Deque<Mood> moods = new ArrayDeque<>();
  private Mood mood = Mood.SERVES;
  private long bytesServed;
  private int begun;
  private List<String> roots = List.of();
  private int life;

  SimFileServers(Timeline timeline, SimNetwork network, History history) {
    this.timeline = timeline;
    this.network = network;
    this.history = history;
  }

  // ---------------------------------------------------------------- what the world does

  /** From now on there is a file of that size at that address. */
  public void offers(String location, long bytes) {
    files.put(location, bytes);
  }

  /** The same, signed: this is its right signature, whoever's it is. */
  public void offers(String location, long bytes, String signature) {
    offers(location, bytes);
    signatures.put(location, signature);
  }

  /** How every transfer ends from now on. */
  public void becomes(Mood now) {
    mood = now;
  }

  /** How the next transfers end, one after the other. */
  public void treatsNext(List<Mood> next) {
    moods.addAll(next);
  }

  /** Every archive that was brought, oldest first. */
  public List<Received> received() {
    return received;
  }

  /** How many bytes of firmware have gone over the wire so far. */
  public long bytesServed() {
    return bytesServed;
  }

  /** The installed roots that the last transfer was to believe, as PEM. */
  public List<String> roots() {
    return roots;
  }

  /** How many transfers have been tried. */
  public int begun() {
    return begun;
  }

  /** Whether the station has a whole firmware of that name in its storage. */
  boolean whole(String name) {
    Part part = stored.get(name);
    Long size = part == null ? null : files.get(part.location());
    return part != null && size != null && part.bytes() == size;
  }

  // ---------------------------------------------------------------- what the station does

  @Override
  public void begin(long job, Task task, Consumer<Told> ear) {
    switch (task) {
      case Task.Gather(Dossier dossier) ->
          later(job, GATHERED_AFTER_NANOS, () -> ear.accept(gathered(job, dossier)));
      case Task.Deliver d -> {
        roots = d.roots();
        deliver(job, d.location(), ear);
      }
      case Task.Fetch f -> {
        roots = f.roots();
        fetch(job, f, ear);
      }
      case Task.Check c -> later(job, GATHERED_AFTER_NANOS, () -> ear.accept(checked(c)));
    }
  }

  private Told checked(Task.Check task) {
    Part part = stored.get(task.name());
    if (part == null) {
      return failed(Cause.MISSING, "the file is gone");
    }
    return task.signature().equals(signatures.get(part.location()))
        ? new Told.Done(part.bytes())
        : failed(Cause.SIGNATURE, "the signature is not that of this file");
  }

  private Told gathered(long job, Dossier dossier) {
    LogWindow window = dossier.log();
    List<String> lines = new ArrayList<>();
    for (History.Line line : history.events(Long.MAX_VALUE, Integer.MAX_VALUE, null)) {
      LogEntry entry = line.entry();
      if (window.covers(entry)) {
        lines.add(LogWindow.line(entry));
      }
    }
    archives.put(job, new Received("", dossier, List.copyOf(lines)));
    return new Told.Gathered(!lines.isEmpty());
  }

  private void deliver(long job, String location, Consumer<Told> ear) {
    Mood now = next();
    later(
        job,
        duration(now, ARCHIVE_BYTES),
        () -> {
          Received archive = archives.get(job);
          Told.@Nullable Failed failed = failure(now, location);
          if (failed == null && archive != null) {
            received.add(new Received(location, archive.dossier(), archive.log()));
          }
          ear.accept(failed == null ? new Told.Done(ARCHIVE_BYTES) : failed);
        });
  }

  private void fetch(long job, Task.Fetch task, Consumer<Told> ear) {
    stored.keySet().removeIf(name -> !name.equals(task.name()));
    Mood now = next();
    Part part = stored.get(task.name());
    long begun = part != null && part.location().equals(task.location()) ? part.bytes() : 0;
    Long size = files.get(task.location());
    long left = size == null ? 0 : size - begun;
    long half = left / 2;
    if (size != null && (now == Mood.SERVES || now == Mood.BREAKS_OFF)) {
      // Halfway, what has come so far is on disk, whatever happens next.
      later(
          job,
          duration(now, half),
          () -> {
            if (network.up()) {
              bytesServed += half;
              stored.put(task.name(), new Part(task.location(), begun + half));
              ear.accept(new Told.Progress(begun + half, size));
            }
          });
    }
    later(
        job,
        now == Mood.BREAKS_OFF ? duration(now, half) : duration(now, left),
        () -> {
          Told.@Nullable Failed failed = failure(now, task.location());
          if (failed != null) {
            ear.accept(failed);
          } else if (size == null) {
            ear.accept(failed(Cause.MISSING, "the server has no such file; check the address"));
          } else {
            bytesServed += left - half;
            stored.put(task.name(), new Part(task.location(), size));
            ear.accept(new Told.Done(size));
          }
        });
  }

  private Mood next() {
    begun++;
    return moods.isEmpty() ? mood : moods.remove();
  }

  private static long duration(Mood mood, long bytes) {
    return switch (mood) {
      case SERVES, BREAKS_OFF -> LATENCY_NANOS + bytes * 1_000_000_000L / BYTES_A_SECOND;
      case HANGS -> GIVEN_UP_AFTER_NANOS;
      case DENIES, CANNOT -> LATENCY_NANOS;
    };
  }

  private Told.@Nullable Failed failure(Mood now, String location) {
    if (!network.up()) {
      return failed(Cause.BROKEN, "the network is down");
    }
    if (location.contains(" ") || !location.contains("://")) {
      return failed(Cause.ADDRESS, "this is no address");
    }
    return switch (now) {
      case SERVES -> null;
      case BREAKS_OFF -> failed(Cause.BROKEN, "the connection broke; it is tried again");
      case HANGS -> failed(Cause.BROKEN, "the server said nothing for 30 s");
      case DENIES -> failed(Cause.DENIED, "the server refuses; check the login in the address");
      case CANNOT -> failed(Cause.NOT_SUPPORTED, "the server takes no files");
    };
  }

  private static Told.Failed failed(Cause cause, String sentence) {
    return new Told.Failed(cause, sentence);
  }

  private void later(long job, long nanos, Runnable what) {
    int mine = life;
    timeline.in(
        nanos,
        () -> {
          if (mine == life && !ended.contains(job)) {
            what.run();
          }
        });
  }

  @Override
  public void end(long job) {
    ended.add(job);
    archives.remove(job);
  }

  @Override
  public void drop() {
    life++;
    ended.clear();
    archives.clear();
  }
}
