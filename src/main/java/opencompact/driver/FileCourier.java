package opencompact.driver;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import opencompact.host.security.FileSignature;
import opencompact.host.upkeep.Dossier;
import opencompact.host.upkeep.FileTransfers;
import opencompact.memory.History;
import opencompact.memory.Journal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches firmware from real servers and brings archives to them, over http, https, ftp and ftps
 * (OCPP-FW-06). Each task has a virtual thread of its own; the files lie in one directory, which
 * nobody but the station's user may look into.
 */
public final class FileCourier implements FileTransfers, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileCourier.class);

  /** A server that moves nothing for so many seconds is given up. */
  private static final int PATIENT_SECONDS = 60;

  private static final PartFile.Room ROOM = new PartFile.Room(1L << 30, 64L << 20);
  private static final String ARCHIVE = ".zip";

  private final Path directory;
  private final History history;
  private final Trusted trusted;
  private final int implicitPort;
  private final PartFile.Room room;
  private final int patientTicks;
  private final ScheduledExecutorService watch;
  private final ScheduledFuture<?> ticking;
  private final ConcurrentMap<Long, Errand> errands = new ConcurrentHashMap<>();
  private final ConcurrentMap<Long, String> archives = new ConcurrentHashMap<>();

  FileCourier(
      Path directory,
      History history,
      Trusted trusted,
      PartFile.Room room,
      int patientTicks,
      long tickMillis,
      int implicitPort) {
    this.directory = directory;
    this.history = history;
    this.trusted = trusted;
    this.implicitPort = implicitPort;
    this.room = room;
    this.patientTicks = patientTicks;
    this.watch =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("files-watch").factory());
    this.ticking =
        watch.scheduleAtFixedRate(this::tick, tickMillis, tickMillis, TimeUnit.MILLISECONDS);
  }

  /**
   * A courier with its files in the given directory, which is made if it is missing.
   *
   * @param extraAuthorities a PEM file of certificate authorities to trust besides the JDK's, or
   *     null
   */
  public static FileCourier open(Path directory, History history, @Nullable Path extraAuthorities)
      throws IOException {
    Files.createDirectories(directory, ownerOnly());
    FileCourier courier =
        new FileCourier(
            directory,
            history,
            Trusted.of(extraAuthorities),
            ROOM,
            PATIENT_SECONDS,
            1000,
            FileAddress.FTPS);
    courier.forget(file -> file.toString().endsWith(ARCHIVE));
    return courier;
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  private interface Choice {
    boolean is(Path file);
  }

  private void forget(Choice which) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(which::is).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private void tick() {
    for (Errand errand : errands.values()) {
      try {
        errand.tick();
      } catch (RuntimeException e) {
        // The next one is watched all the same, and so is this one in a second.
        LOG.warn("A transfer could not be watched.", e);
      }
    }
  }

  @Override
  public void begin(long job, Task task, Consumer<Told> ear) {
    Errand errand = new Errand(job, ear, patience(task));
    Errand before = errands.put(job, errand);
    if (before != null) {
      before.callOff();
    }
    if (task instanceof Task.Gather) {
      archives.put(job, archive(job));
    }
    Thread thread = Thread.ofVirtual().name("files-" + job).unstarted(() -> run(errand, task));
    errand.runsOn(thread);
    thread.start();
  }

  /** A server must move something; our own disk may take its time with a long log (OCPP-DG-01). */
  private int patience(Task task) {
    return switch (task) {
      case Task.Gather _ -> Errand.FOREVER;
      case Task.Deliver _, Task.Fetch _, Task.Check _ -> patientTicks;
    };
  }

  private void run(Errand errand, Task task) {
    Told end;
    try {
      end = done(errand, task);
    } catch (TransferFailed failed) {
      end = failed.told();
    } catch (IOException | UncheckedIOException | Journal.JournalFailed e) {
      end = new Told.Failed(Cause.BROKEN, broken(errand, e));
    } catch (InterruptedException e) {
      end = new Told.Failed(Cause.BROKEN, broken(errand, e));
    } catch (RuntimeException e) {
      // A library that trips over what a server says must not take the station along.
      LOG.warn("A transfer ended unexpectedly.", e);
      end = new Told.Failed(Cause.BROKEN, "something unexpected happened: " + e + ".");
    }
    errands.remove(errand.job(), errand);
    if (errand.calledOff() && task instanceof Task.Gather) {
      // It was finished after it had been called off.
      delete(archive(errand.job()));
    }
    errand.tell(end);
  }

  private String broken(Errand errand, Exception e) {
    if (errand.stalled()) {
      return "nothing moved for " + patientTicks + " s, so the connection was given up.";
    }
    String why = e.getMessage();
    return "the connection broke: " + (why == null ? e.getClass().getSimpleName() : why) + ".";
  }

  private Told done(Errand errand, Task task)
      throws IOException, TransferFailed, InterruptedException {
    return switch (task) {
      case Task.Gather(Dossier dossier) -> gathered(errand, dossier);
      case Task.Deliver d -> delivered(errand, d);
      case Task.Fetch f -> fetched(errand, f);
      case Task.Check c -> checked(errand, c);
    };
  }

  /** Two archives of one second bear one name over there; here each job has its own. */
  private static String archive(long job) {
    return "job-" + job + ARCHIVE;
  }

  private Told gathered(Errand errand, Dossier dossier) throws IOException {
    Path file = directory.resolve(archive(errand.job()));
    boolean any;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      any = Archive.write(dossier, history, out);
    }
    return new Told.Gathered(any);
  }

  private Told delivered(Errand errand, Task.Deliver task)
      throws IOException, TransferFailed, InterruptedException {
    Path file = directory.resolve(archive(errand.job()));
    FileAddress address = FileAddress.of(task.location());
    long size = Files.size(file);
    errand.begins(0, size);
    Trusted believed = trusted.and(task.roots());
    if (address.http()) {
      try (HttpFiles http = new HttpFiles(believed)) {
        http.put(address, file, task.name(), errand);
      }
    } else {
      new FtpFiles(believed, implicitPort).store(address, file, task.name(), errand);
    }
    Files.deleteIfExists(file);
    return new Told.Done(size);
  }

  private Told fetched(Errand errand, Task.Fetch task)
      throws IOException, TransferFailed, InterruptedException {
    FileAddress address = FileAddress.of(task.location());
    List<String> mine =
        List.of(task.name(), task.name() + PartFile.PART, task.name() + PartFile.NOTE);
    forget(file -> {
      String name = file.getFileName().toString();
      return !name.endsWith(ARCHIVE) && !mine.contains(name);
    });
    long there = PartFile.finished(directory, task.name(), task.location());
    if (there >= 0) {
      return new Told.Done(there);
    }
    try (PartFile part = PartFile.open(directory, task.name(), task.location(), room)) {
      Trusted believed = trusted.and(task.roots());
      if (address.http()) {
        try (HttpFiles http = new HttpFiles(believed)) {
          http.get(address, part, errand);
        }
      } else {
        new FtpFiles(believed, implicitPort).retrieve(address, part, errand);
      }
      String missing = part.missing();
      if (missing != null) {
        throw new TransferFailed(
            Cause.BROKEN, "the connection broke: " + missing + " are missing.");
      }
      return new Told.Done(part.finish(directory.resolve(task.name())));
    }
  }

  private Told checked(Errand errand, Task.Check task) throws IOException, TransferFailed {
    FileSignature signature = FileSignature.by(task.certificate());
    byte[] buffer = new byte[PartFile.BUFFER];
    long size = 0;
    try (InputStream bytes = errand.counted(Files.newInputStream(directory.resolve(task.name())))) {
      for (int come = bytes.read(buffer); come >= 0; come = bytes.read(buffer)) {
        signature.update(buffer, 0, come);
        size += come;
      }
    }
    if (!signature.matches(task.signature())) {
      throw new TransferFailed(Cause.SIGNATURE, "the signature is not that of this file.");
    }
    return new Told.Done(size);
  }

  private void delete(String name) {
    try {
      Files.deleteIfExists(directory.resolve(name));
    } catch (IOException e) {
      LOG.warn("The file {} could not be deleted: {}", name, e.getMessage());
    }
  }

  @Override
  public void end(long job) {
    Errand errand = errands.remove(job);
    if (errand != null) {
      errand.callOff();
    }
    String archive = archives.remove(job);
    if (archive != null) {
      delete(archive);
    }
  }

  @Override
  public void drop() {
    errands.keySet().forEach(this::end);
    archives.keySet().forEach(this::end);
  }

  @Override
  public void close() {
    drop();
    ticking.cancel(false);
    watch.shutdownNow();
  }
}
