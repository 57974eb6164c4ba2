package opencompact.driver;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Properties;
import opencompact.host.upkeep.FileTransfers.Cause;
import org.jspecify.annotations.Nullable;

/**
 * A file that is being fetched, as far as it has come, with a note beside it of where it comes from
 * and which version it is. It outlives restarts and power cuts: what may not have reached the disk
 * then is fetched again (OCPP-FW-02).
 */
final class PartFile implements AutoCloseable {

  /** So often what has come is forced to the disk. */
  static final int FORCED_EVERY = 4 << 20;

  /** What is added to the name of a file that is not whole. */
  static final String PART = ".part";

  /** What is added to the name of the note. */
  static final String NOTE = ".note";

  static final int BUFFER = 64 << 10;

  /**
   * So much may be missing on the disk after a power cut: it is forced only after a whole buffer.
   */
  static final int PERHAPS_LOST = FORCED_EVERY + BUFFER;

  private final Path file;
  private final Path note;
  private final String source;
  private final Room room;
  private final FileChannel channel;
  private long length;
  private String version = "";
  private long total = -1;

  /**
   * What may be stored.
   *
   * @param mostBytes no file is larger
   * @param spareBytes so much of the disk stays free
   */
  record Room(long mostBytes, long spareBytes) {}

  private PartFile(Path file, Path note, String source, Room room, FileChannel channel) {
    this.file = file;
    this.note = note;
    this.source = source;
    this.room = room;
    this.channel = channel;
  }

  /** The file as far as it has come from there, empty if nothing has. */
  static PartFile open(Path directory, String name, String location, Room room) throws IOException {
    Path file = directory.resolve(name + PART);
    Path note = directory.resolve(name + NOTE);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    PartFile part = new PartFile(file, note, digest(location), room, channel);
    part.readNote();
    return part;
  }

  private void readNote() throws IOException {
    Properties known = known(note);
    long there = channel.size();
    if (!source.equals(known.getProperty("source"))) {
      restart("", -1);
      return;
    }
    boolean sound = String.valueOf(there).equals(known.getProperty("sound"));
    version = known.getProperty("version", "");
    total = number(known.getProperty("total", ""));
    length = sound ? there : Math.max(0, there - PERHAPS_LOST);
    channel.truncate(length);
  }

  private static long number(String text) {
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
  }

  /** What the note says; nothing where a power cut has spoilt it. */
  private static Properties known(Path note) throws IOException {
    Properties known = new Properties();
    if (Files.exists(note)) {
      try {
        known.load(new StringReader(new String(Files.readAllBytes(note), StandardCharsets.UTF_8)));
      } catch (IllegalArgumentException spoilt) {
        known.clear();
      }
    }
    return known;
  }

  private void writeNote(long sound) throws IOException {
    Properties known = new Properties();
    known.setProperty("source", source);
    known.setProperty("version", version);
    known.setProperty("total", String.valueOf(total));
    known.setProperty("sound", String.valueOf(sound));
    StringWriter text = new StringWriter();
    known.store(text, null);
    Path fresh = note.resolveSibling(note.getFileName() + ".new");
    Files.writeString(fresh, text.toString());
    Files.move(fresh, note, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The address may hold a password, so only its digest is kept. */
  private static String digest(String location) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(location.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** How many bytes are there. */
  long length() {
    return length;
  }

  /** What the server calls the version of which they are, empty for nothing. */
  String version() {
    return version;
  }

  /** How long it is in all, -1 while unknown. */
  long total() {
    return total;
  }

  /** What is there is of no use: it begins anew, with another version. */
  void restart(String newVersion, long newTotal) throws IOException {
    channel.truncate(0);
    length = 0;
    version = newVersion;
    total = newTotal;
    writeNote(0);
  }

  /** Appends everything that comes. */
  void append(InputStream from, Errand errand) throws IOException, TransferFailed {
    byte[] buffer = new byte[BUFFER];
    long forced = length;
    requireRoom(Math.max(0, total - length));
    channel.position(length);
    for (int come = from.read(buffer); come >= 0; come = from.read(buffer)) {
      requireRoom(come);
      ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, come);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      length += come;
      errand.moved(come);
      if (length - forced >= FORCED_EVERY) {
        channel.force(false);
        forced = length;
      }
    }
  }

  private void requireRoom(long more) throws IOException, TransferFailed {
    if (length + more > room.mostBytes()) {
      throw new TransferFailed(
          Cause.TOO_LARGE,
          "the file is larger than "
              + (room.mostBytes() >> 20)
              + " MiB, so it is no firmware of this station.");
    }
    if (Files.getFileStore(file).getUsableSpace() - more < room.spareBytes()) {
      throw new TransferFailed(
          Cause.TOO_LARGE, "no room is left for the file; make room on the station's disk.");
    }
  }

  /** The length of the whole file that was fetched from there before, or -1 if there is none. */
  static long finished(Path directory, String name, String location) throws IOException {
    Path whole = directory.resolve(name);
    Properties known = known(directory.resolve(name + NOTE));
    return Files.exists(whole) && digest(location).equals(known.getProperty("source"))
        ? Files.size(whole)
        : -1;
  }

  /** All of it is there: from now on it lies under its own name. */
  long finish(Path as) throws IOException {
    channel.force(true);
    channel.close();
    writeNote(length);
    Files.move(file, as, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    return length;
  }

  /** Leaves what has come for the next attempt. */
  @Override
  public void close() throws IOException {
    // Whoever calls an errand off interrupts its thread, which a channel takes for itself.
    boolean interrupted = Thread.interrupted();
    if (channel.isOpen()) {
      channel.force(true);
      channel.close();
      writeNote(length);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** How much of the file is missing, for a sentence. */
  @Nullable String missing() {
    return total >= 0 && length < total ? (total - length) + " of " + total + " bytes" : null;
  }
}
