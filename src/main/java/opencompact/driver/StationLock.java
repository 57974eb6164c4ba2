package opencompact.driver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeSet;

/**
 * The claim of one process on a data directory. The operating system gives it back when the process
 * ends, however it ends; the file stays behind and means nothing by itself. It holds the process
 * id.
 */
final class StationLock implements AutoCloseable {

  static final String FILE = "station.lock";

  /**
   * What this process holds. A lock file must not even be opened twice in one process: POSIX drops
   * every lock a process has on a file as soon as it closes that file once.
   */
  private static final Set<Path> HELD = new TreeSet<>();

  private final Path file;
  private final FileChannel channel;

  private StationLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Claims the directory and makes it, for this user alone, where it does not exist. */
  static StationLock claim(Path directory) {
    try {
      Files.createDirectories(directory, ownerOnly("rwx------"));
      Path file = directory.toRealPath().resolve(FILE);
      synchronized (HELD) {
        if (HELD.contains(file)) {
          throw busy(directory, Long.toString(ProcessHandle.current().pid()));
        }
        StationLock lock = new StationLock(file, lockedChannel(directory, file));
        HELD.add(file);
        return lock;
      }
    } catch (IOException e) {
      throw new JournalRefused(
          "The data directory "
              + directory
              + " cannot be used ("
              + e
              + "): choose one that this user may write to.",
          e);
    }
  }

  @SuppressWarnings("resource") // The lock lives as long as its channel, which the claim closes.
  private static FileChannel lockedChannel(Path directory, Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw busy(directory, pidIn(channel));
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static String pidIn(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(20);
    channel.read(text, 0);
    String pid = StandardCharsets.US_ASCII.decode(text.flip()).toString().strip();
    return pid.isEmpty() ? "of unknown number" : pid;
  }

  private static JournalBusy busy(Path directory, String pid) {
    return new JournalBusy(
        "The data directory "
            + directory
            + " is in use by process "
            + pid
            + ": stop that station first, or give this one a data directory of its own.");
  }

  /** Secrets lie in there; a file system without POSIX rights keeps its own rules. */
  static FileAttribute<?>[] ownerOnly(String rights) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }

  @Override
  public void close() {
    synchronized (HELD) {
      try {
        channel.close();
      } catch (IOException _) {
        // The claim ends with the process at the latest.
      }
      HELD.remove(file);
    }
  }
}
