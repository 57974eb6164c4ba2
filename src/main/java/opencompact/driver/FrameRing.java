package opencompact.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import opencompact.host.uplink.FrameLog;
import opencompact.host.uplink.FramePairs;
import opencompact.host.uplink.LoggedFrame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The frame log on disk (DIA-2): files of JSON lines, each named after the number of its first
 * line; the oldest file goes when all together would exceed their bound. One thread of its own
 * reads, masks and writes; whoever notes something only leaves it in a bounded queue. What finds no
 * room there, or cannot be written, is counted, and a line says so. A torn last line, from a
 * process that was killed in the middle of it, is cut off at the next start. Readers open the files
 * themselves.
 */
public final class FrameRing implements FrameLog, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FrameRing.class);

  /** Lines are dropped with the file that they are in, so an eighth of the bound at once. */
  private static final int SEGMENTS = 8;

  private static final int MOST_QUEUED = 4096;
  private static final long MOST_QUEUED_CHARACTERS = 8L * 1024 * 1024;
  private static final int LARGEST_BATCH = 256;
  private static final long LARGEST_ANSWER_CHARACTERS = 1024L * 1024;
  private static final long GOODBYE_MILLIS = 2000;
  private static final Note END = new Note(What.CLOSED, Instant.EPOCH, 0, "", "");
  private static final String PREFIX = "frames-";
  private static final String SUFFIX = ".jsonl";

  private final Path folder;
  private final long mostBytes;
  private final BlockingQueue<Note> queue = new ArrayBlockingQueue<>(MOST_QUEUED);
  private final AtomicLong queuedCharacters = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
  private final Thread writer = new Thread(this::write, "frames");
  private volatile long newest;
  private volatile boolean closing;

  // Of the writer alone.
  private final FramePairs pairs;
  private final Deque<Segment> segments = new ArrayDeque<>();
  private @Nullable FileChannel channel;
  private long droppedTold;
  private boolean failing;

  /** One file; its size grows while it is the last. */
  private static final class Segment {
    final Path file;
    long bytes;

    Segment(Path file, long bytes) {
      this.file = file;
      this.bytes = bytes;
    }
  }

  private FrameRing(Path folder, long mostBytes) throws IOException {
    this.folder = folder;
    this.mostBytes = mostBytes;
    for (Path file : files(folder)) {
      segments.add(new Segment(file, Files.size(file)));
    }
    this.newest = mended();
    this.pairs = new FramePairs(newest);
    writer.setDaemon(true);
  }

  /**
   * Opens the log in a folder, which is made where there is none.
   *
   * @param mostBytes what all its files together may take
   */
  public static FrameRing open(Path folder, long mostBytes) throws IOException {
    Files.createDirectories(folder, StationLock.ownerOnly("rwx------"));
    FrameRing ring = new FrameRing(folder, mostBytes);
    ring.writer.start();
    return ring;
  }

  // For whoever notes.

  @Override
  public void note(Note note) {
    int characters = note.text().length();
    if (closing
        || queuedCharacters.addAndGet(characters) > MOST_QUEUED_CHARACTERS
        || !queue.offer(note)) {
      queuedCharacters.addAndGet(-characters);
      dropped.incrementAndGet();
    }
  }

  /** How many lines are missing since the start. */
  public long dropped() {
    return dropped.get();
  }

  // For whoever reads.

  /** The number of the newest line on disk, 0 where there is none. */
  public long newest() {
    return newest;
  }

  /** Called after lines were written, on the writer's thread. */
  public List<Runnable> watchers() {
    return watchers;
  }

  /**
   * The newest lines, oldest first.
   *
   * @param action only frames of this action, answers included; null for all
   */
  public List<LoggedFrame> newest(int most, @Nullable String action) {
    Deque<LoggedFrame> found = new ArrayDeque<>();
    long characters = 0;
    for (Path file : files(folder).reversed()) {
      for (String line : lines(file).reversed()) {
        LoggedFrame frame = LoggedFrame.read(line);
        if (frame != null && wanted(frame, action)) {
          characters += line.length();
          if (found.size() == most
              || (characters > LARGEST_ANSWER_CHARACTERS && !found.isEmpty())) {
            return List.copyOf(found);
          }
          found.addFirst(frame);
        }
      }
    }
    return List.copyOf(found);
  }

  /**
   * The lines that follow the one with this number, oldest first; fewer than asked for where they
   * are long, but at least one if there is any.
   */
  public List<LoggedFrame> after(long number, int most, @Nullable String action) {
    List<LoggedFrame> found = new ArrayList<>();
    long characters = 0;
    List<Path> files = files(folder);
    for (int i = 0; i < files.size(); i++) {
      boolean past = i + 1 < files.size() && firstNumber(files.get(i + 1)) <= number + 1;
      for (String line : past ? List.<String>of() : lines(files.get(i))) {
        LoggedFrame frame = LoggedFrame.read(line);
        if (frame != null && frame.number() > number && wanted(frame, action)) {
          characters += line.length();
          if (found.size() == most
              || (characters > LARGEST_ANSWER_CHARACTERS && !found.isEmpty())) {
            return found;
          }
          found.add(frame);
        }
      }
    }
    return found;
  }

  private static boolean wanted(LoggedFrame frame, @Nullable String action) {
    return action == null || action.equalsIgnoreCase(frame.action());
  }

  private static List<String> lines(Path file) {
    try (Stream<String> lines =
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines()) {
      return lines.toList();
    } catch (NoSuchFileException gone) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches(PREFIX + "\\d{19}\\" + SUFFIX))
          .sorted()
          .toList();
    } catch (NoSuchFileException gone) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long firstNumber(Path file) {
    String name = file.getFileName().toString();
    return Long.parseLong(name.substring(PREFIX.length(), name.length() - SUFFIX.length()));
  }

  // The writer.

  /** Cuts off what a killed process left half-written, and finds the last number. */
  private long mended() throws IOException {
    long last = 0;
    for (Segment segment : segments) {
      last = Math.max(last, firstNumber(segment.file) - 1);
    }
    Segment segment = segments.peekLast();
    if (segment == null) {
      return last;
    }
    byte[] bytes = Files.readAllBytes(segment.file);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    if (end < bytes.length) {
      try (FileChannel torn = FileChannel.open(segment.file, StandardOpenOption.WRITE)) {
        torn.truncate(end);
      }
      segment.bytes = end;
    }
    for (String line : new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList()) {
      LoggedFrame frame = LoggedFrame.read(line);
      last = frame == null ? last : Math.max(last, frame.number());
    }
    return last;
  }

  private void write() {
    List<Note> batch = new ArrayList<>();
    try {
      while (!closing || !queue.isEmpty()) {
        batch.add(queue.take());
        queue.drainTo(batch, LARGEST_BATCH - 1);
        batch.remove(END);
        try {
          keep(batch);
        } catch (RuntimeException e) {
          // One frame that nobody understands must not end the log of all others.
          dropped.addAndGet(batch.size());
          LOG.warn("{} frames could not be logged.", batch.size(), e);
        }
        batch.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      letGo();
    }
  }

  private void keep(List<Note> batch) {
    List<LoggedFrame> lines = new ArrayList<>();
    long missing = dropped.get() - droppedTold;
    for (Note note : batch) {
      queuedCharacters.addAndGet(-note.text().length());
      lines.add(pairs.line(note));
    }
    if (missing > 0 && !lines.isEmpty()) {
      lines.add(pairs.lost(missing));
    }
    int kept = 0;
    try {
      for (LoggedFrame line : lines) {
        if (append(line)) {
          kept++;
          newest = line.number();
        } else {
          dropped.incrementAndGet();
        }
      }
      droppedTold += missing;
      failing = false;
    } catch (IOException e) {
      dropped.addAndGet(lines.size() - kept);
      letGo();
      if (!failing) {
        failing = true;
        LOG.warn("The frame log cannot be written to {}: {}.", folder, e.toString());
      }
    }
    if (kept > 0) {
      watchers.forEach(Runnable::run);
    }
  }

  private boolean append(LoggedFrame line) throws IOException {
    byte[] bytes = (line.json() + "\n").getBytes(StandardCharsets.UTF_8);
    long segmentMost = mostBytes / SEGMENTS;
    if (bytes.length > segmentMost) {
      return false;
    }
    Segment last = segments.peekLast();
    if (last == null || last.bytes + bytes.length > segmentMost) {
      letGo();
      last = new Segment(folder.resolve(name(line.number())), 0);
      segments.add(last);
    }
    long total = bytes.length;
    for (Segment segment : segments) {
      total += segment.bytes;
    }
    while (total > mostBytes && segments.size() > 1) {
      Segment oldest = segments.removeFirst();
      Files.deleteIfExists(oldest.file);
      total -= oldest.bytes;
    }
    write(last, ByteBuffer.wrap(bytes));
    return true;
  }

  private void write(Segment last, ByteBuffer bytes) throws IOException {
    FileChannel open = channel;
    if (open == null) {
      open =
          FileChannel.open(
              last.file,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              StationLock.ownerOnly("rw-------"));
      channel = open;
      // Where a write failed half-way, the next one begins at the same place.
      open.truncate(last.bytes);
    }
    long at = last.bytes;
    while (bytes.hasRemaining()) {
      at += open.write(bytes, at);
    }
    last.bytes = at;
  }

  private static String name(long firstNumber) {
    return String.format(Locale.ROOT, "%s%019d%s", PREFIX, firstNumber, SUFFIX);
  }

  private void letGo() {
    FileChannel open = channel;
    channel = null;
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      LOG.warn("A file of the frame log could not be closed: {}.", e.toString());
    }
  }

  /** Writes what waits, for at most two seconds, and takes nothing more. */
  @Override
  public void close() {
    closing = true;
    // Wakes a writer that waits; one whose queue is full needs no waking.
    boolean waiting = queue.offer(END);
    LOG.debug("The frame log closes{}.", waiting ? "" : " behind a full queue");
    try {
      writer.join(GOODBYE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
