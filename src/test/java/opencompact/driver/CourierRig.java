package opencompact.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import opencompact.host.upkeep.Dossier;
import opencompact.host.upkeep.FileTransfers.Cause;
import opencompact.host.upkeep.FileTransfers.Task;
import opencompact.host.upkeep.FileTransfers.Told;
import opencompact.host.upkeep.LogWindow;
import opencompact.memory.LogEntry;
import opencompact.memory.Stamp;
import opencompact.sim.SimDisk;
import org.jspecify.annotations.Nullable;

/** A courier with its directory, and an ear for what it tells. */
final class CourierRig implements AutoCloseable {
  private static final long BOUND_SECONDS = 30;
  static final PartFile.Room ROOM = new PartFile.Room(64L << 20, 1 << 20);

  final Path directory;
  final SimDisk disk = new SimDisk();
  private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
  private FileCourier courier;
  private long job;
  private List<String> roots = List.of();

  CourierRig(Path directory, @Nullable Path authorities) {
    this(directory, authorities, ROOM, 20);
  }

  CourierRig(Path directory, @Nullable Path authorities, PartFile.Room room, int patientTicks) {
    this(directory, authorities, room, patientTicks, FileAddress.FTPS);
  }

  CourierRig(
      Path directory,
      @Nullable Path authorities,
      PartFile.Room room,
      int patientTicks,
      int implicitPort) {
    this.directory = directory;
    this.courier =
        new FileCourier(
            directory, disk, Trusted.of(authorities), room, patientTicks, 100, implicitPort);
  }

  /** The program has ended and was started again. */
  void restarts(@Nullable Path authorities) {
    courier.close();
    courier =
        new FileCourier(directory, disk, Trusted.of(authorities), ROOM, 20, 100, FileAddress.FTPS);
  }

  /** The root certificates that are installed from now on. */
  CourierRig believes(String... pems) {
    roots = List.of(pems);
    return this;
  }

  FileCourier courier() {
    return courier;
  }

  long job() {
    return job;
  }

  void notes(String sentence) {
    disk.append(List.of(), List.of(new LogEntry(new Stamp(1, 1000, -1), "station", sentence)));
  }

  // ---------------------------------------------------------------- what it is asked

  CourierRig begin(Task task) {
    told.clear();
    courier.begin(++job, task, told::add);
    return this;
  }

  Told fetch(String location) {
    return begin(new Task.Fetch("firmware-1", location, roots)).end();
  }

  /** Gathers a small archive and brings it. */
  Told deliver(String location) {
    Dossier dossier =
        new Dossier(
            "COMPACT-1-diagnostics.zip",
            List.of(new Dossier.Page("station.txt", "All is well.\n")),
            new LogWindow(null, null, null));
    begin(new Task.Gather(dossier));
    assertThat(end()).isInstanceOf(Told.Gathered.class);
    return again(location);
  }

  /** Brings the archive of this job once more. */
  Told again(String location) {
    courier.begin(job, new Task.Deliver("COMPACT-1-diagnostics.zip", location, roots), told::add);
    return end();
  }

  // ---------------------------------------------------------------- what it tells

  /** The end of the task, after whatever progress. */
  Told end() {
    try {
      while (true) {
        Told next = told.poll(BOUND_SECONDS, TimeUnit.SECONDS);
        assertThat(next).as("what became of the task").isNotNull();
        if (!(next instanceof Told.Progress)) {
          return next;
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until something has moved. */
  void progress() {
    try {
      assertThat(told.poll(BOUND_SECONDS, TimeUnit.SECONDS)).isInstanceOf(Told.Progress.class);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Everything told so far without waiting. */
  List<Told> sofar() {
    List<Told> all = new ArrayList<>();
    told.drainTo(all);
    return all;
  }

  static void failed(Told told, Cause cause) {
    assertThat(told).isInstanceOf(Told.Failed.class);
    assertThat(((Told.Failed) told).cause()).as(told.toString()).isEqualTo(cause);
  }

  byte[] firmware() {
    try {
      return Files.readAllBytes(directory.resolve("firmware-1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long part() {
    try {
      return Files.size(directory.resolve("firmware-1" + PartFile.PART));
    } catch (IOException e) {
      return -1;
    }
  }

  @Override
  public void close() {
    courier.close();
  }
}
