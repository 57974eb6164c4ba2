package opencompact.run;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import opencompact.web.Certificate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What lies in a station's data directory besides its journal: the certificate of its pages, and,
 * while it runs, the note by which commands find it.
 */
final class DataDirectory {
  /** The name under which the host remembers the hash of the admin password. */
  static final String ADMIN = "admin";

  static final String NOTE = "station.json";
  static final String CERTIFICATE = "https-certificate.pem";
  private static final String KEY = "https-key.pem";
  private static final String FRAMES = "frames";
  private static final String CLOCK = "clock";
  private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);

  /**
   * How a command reaches the running station.
   *
   * @param token what a program of the station's owner shows; whoever may read the note has it
   */
  record Note(String url, String token, long pid) {
    /** Names the token, so that it is not printed by accident. */
    @Override
    public String toString() {
      return "Note[" + url + "]";
    }
  }

  private final Path directory;

  DataDirectory(Path directory) {
    this.directory = directory;
  }

  /** The certificate for the given host: the one that is there, else a new one. */
  Certificate certificate(String serial, String host, Instant now, SecureRandom chance)
      throws IOException {
    Path pem = directory.resolve(CERTIFICATE);
    Path key = directory.resolve(KEY);
    boolean any = host.equals("0.0.0.0") || host.equals("::");
    String covered = any ? "localhost" : host;
    if (Files.exists(pem) && Files.exists(key)) {
      Certificate kept = new Certificate(Files.readString(key), Files.readString(pem));
      if (kept.covers(covered, now)) {
        return kept;
      }
    }
    Certificate fresh =
        Certificate.make("COMPACT-" + serial, any ? List.of() : List.of(host), now, chance);
    writeForOwner(key, fresh.keyPem());
    writeForOwner(pem, fresh.certificatePem());
    return fresh;
  }

  /** How far the station's clock was ahead of the machine's when it was last set (OFF-5). */
  Duration clockAhead() {
    try {
      return Duration.ofMillis(Long.parseLong(Files.readString(directory.resolve(CLOCK)).strip()));
    } catch (IOException | NumberFormatException never) {
      return Duration.ZERO;
    }
  }

  /** The clock was set; without this note the next start goes by the machine's. */
  void keepClock(Duration ahead) {
    try {
      writeForOwner(directory.resolve(CLOCK), ahead.toMillis() + "\n");
    } catch (IOException e) {
      LOG.warn("How far the clock is ahead of the machine's could not be noted: {}", e.toString());
    }
  }

  void announce(Note note) throws IOException {
    JsonObject json =
        new JsonObject()
            .put("url", note.url())
            .put("token", note.token())
            .put("pid", note.pid())
            .put("certificate", directory.resolve(CERTIFICATE).toAbsolutePath().toString());
    writeForOwner(directory.resolve(NOTE), json.encodePrettily() + "\n");
  }

  void withdraw() throws IOException {
    Files.deleteIfExists(directory.resolve(NOTE));
  }

  /** The note of the station that runs here, or null when none does. */
  @Nullable Note note() {
    try {
      JsonObject json = new JsonObject(Files.readString(directory.resolve(NOTE)));
      String url = json.getString("url");
      String token = json.getString("token");
      return url == null || token == null ? null : new Note(url, token, json.getLong("pid", -1L));
    } catch (IOException | DecodeException | ClassCastException none) {
      return null;
    }
  }

  @Nullable Path certificateFile() {
    Path pem = directory.resolve(CERTIFICATE);
    return Files.isReadable(pem) ? pem : null;
  }

  /** Where the frame log lies. */
  Path frames() {
    return directory.resolve(FRAMES);
  }

  Path path() {
    return directory;
  }

  /** Replaces a file in one step; it was never readable by anybody else. */
  private static void writeForOwner(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, ownerOnly());
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
