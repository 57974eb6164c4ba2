package opencompact.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import opencompact.catalogue.Delivery;
import opencompact.catalogue.Model;
import opencompact.catalogue.Region;
import opencompact.catalogue.ResetReason;
import opencompact.host.Outcome;
import opencompact.host.Plate;
import opencompact.host.upkeep.FileTransfers;
import opencompact.host.uplink.BackOfficeLink;
import opencompact.host.uplink.Endpoint;
import opencompact.host.uplink.FrameLog;
import opencompact.memory.Fact;
import opencompact.memory.Journal;
import opencompact.memory.LogEntry;
import opencompact.sim.SimDisk;
import opencompact.sim.SimKeySafe;
import opencompact.sim.Timeline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A host that cannot keep up: what is told only once reaches it all the same. */
@Timeout(60)
class FullInboxTest {
  private static final long BOUND_SECONDS = 30;

  private final Wire wire = new Wire();
  private final Servers files = new Servers();
  private final Gate gate = new Gate();
  private final Clock clock = new Clock(1);
  private final HostCell host =
      new HostCell(
          new Plate("00000042", "test", new Delivery(Model.SLC, 3, Region.EU)),
          gate,
          (_, _) -> {},
          Map.of("BackendUrl", "ws://cs.test/ocpp"),
          new SplittableRandom(2),
          clock,
          new Surroundings(
              wire,
              FrameLog.NONE,
              new SimKeySafe(new Timeline(), new SplittableRandom(3)),
              _ -> {},
              files,
              new NoFiles()),
          ResetReason.SOFTWARE,
          _ -> true,
          _ -> {},
          Beat.unwatched(),
          (_, why) -> wire.said.add("died: " + why));
  private final Thread thread = new Thread(host, "host");
  private final BlockingQueue<Boolean> stopped = new LinkedBlockingQueue<>();

  @BeforeEach
  void begin() throws InterruptedException {
    clock.begin();
    thread.setDaemon(true);
    thread.start();
    wire.dialled().up();
    wire.hears("BootNotification");
  }

  @AfterEach
  void end() throws InterruptedException {
    gate.opens();
    host.stop(1);
    thread.join(TimeUnit.SECONDS.toMillis(BOUND_SECONDS));
  }

  /** The host's thread stands still, and so much happens that nothing more is taken. */
  private void fill() throws InterruptedException {
    gate.shuts();
    while (gate.waiting.poll(10, TimeUnit.MILLISECONDS) == null) {
      host.read("04A1B2C3D4E5F6");
    }
    while (host.read("04A1B2C3D4E5F6") instanceof Outcome.Done) {
      assertThat(host.waiting()).isLessThan(100_000);
    }
  }

  private Consumer<FileTransfers.Told> gathering() throws InterruptedException {
    wire.ear.frame("[2,\"1\",\"GetDiagnostics\",{\"location\":\"ftp://files.test/in\"}]");
    return files.next(FileTransfers.Task.Gather.class);
  }

  @Test
  void the_end_of_a_transfer_reaches_a_host_that_has_no_room_for_more_OCPP_DG_02()
      throws InterruptedException {
    Consumer<FileTransfers.Told> ear = gathering();
    fill();
    ear.accept(new FileTransfers.Told.Progress(1, 2));
    ear.accept(new FileTransfers.Told.Gathered(true));
    gate.opens();
    ear = files.next(FileTransfers.Task.Deliver.class);
    fill();
    ear.accept(new FileTransfers.Told.Done(7));
    gate.opens();
    assertThat(files.ended.poll(BOUND_SECONDS, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void progress_is_dropped_where_there_is_no_room() throws InterruptedException {
    Consumer<FileTransfers.Told> ear = gathering();
    fill();
    int before = host.waiting();
    ear.accept(new FileTransfers.Told.Progress(1, 2));
    assertThat(host.waiting()).isEqualTo(before);
  }

  @Test
  void the_end_of_a_connection_reaches_a_host_that_has_no_room_for_more_OCPP_TR_41()
      throws InterruptedException {
    fill();
    wire.ear.down(new BackOfficeLink.Down(BackOfficeLink.Down.Kind.CLOSED, 0, 0, "it was cut"));
    gate.opens();
    // It dials again, which it does not while it believes that it is connected.
    BackOfficeLink.Listener next = wire.dialled();
    fill();
    next.up();
    gate.opens();
    wire.hears("BootNotification");
  }

  @Test
  void a_station_whose_host_has_no_room_for_more_ends_in_an_orderly_way()
      throws InterruptedException {
    fill();
    Thread stops =
        new Thread(() -> {
          try {
            stopped.add(host.stop(TimeUnit.SECONDS.toNanos(BOUND_SECONDS)));
          } catch (InterruptedException e) {
            stopped.add(false);
          }
        });
    stops.start();
    while (stops.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    gate.opens();
    assertThat(stopped.poll(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  /** A disk that may stand still before it writes. */
  private static final class Gate implements Journal {
    private final SimDisk disk = new SimDisk();
    private final BlockingQueue<Boolean> waiting = new LinkedBlockingQueue<>();
    private volatile CountDownLatch open = new CountDownLatch(0);

    void shuts() {
      waiting.clear();
      open = new CountDownLatch(1);
    }

    void opens() {
      open.countDown();
    }

    @Override
    public void append(List<Fact> facts, List<LogEntry> log) {
      CountDownLatch here = open;
      if (here.getCount() > 0) {
        waiting.add(true);
        try {
          here.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      disk.append(facts, log);
    }

    @Override
    public List<Fact> replay() {
      return disk.replay();
    }

    @Override
    public void compact(List<Fact> equivalent) {
      disk.compact(equivalent);
    }

    @Override
    public void close() {
      disk.close();
    }
  }

  /** The station's end of a line; a test is the other one. */
  private static final class Wire implements BackOfficeLink {
    private final BlockingQueue<Listener> dialled = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private volatile Listener ear;

    /** The next attempt to connect. */
    Listener dialled() throws InterruptedException {
      ear = dialled.poll(BOUND_SECONDS, TimeUnit.SECONDS);
      assertThat(ear).as("an attempt to connect; before it was said " + said).isNotNull();
      return ear;
    }

    void hears(String part) throws InterruptedException {
      String text = said.poll(BOUND_SECONDS, TimeUnit.SECONDS);
      assertThat(text).contains(part);
    }

    @Override
    public void connect(Endpoint endpoint, Listener listener) {
      dialled.add(listener);
    }

    @Override
    public void send(String text) {
      said.add(text);
    }

    @Override
    public void ping() {}

    @Override
    public void disconnect(int code, String reason) {}

    @Override
    public void close() {}
  }

  /** Servers for files; a test says what becomes of a task. */
  private static final class Servers implements FileTransfers {
    private record Begun(Task task, Consumer<Told> ear) {}

    private final BlockingQueue<Begun> begun = new LinkedBlockingQueue<>();
    private final BlockingQueue<Long> ended = new LinkedBlockingQueue<>();

    Consumer<Told> next(Class<? extends Task> kind) throws InterruptedException {
      Begun next = begun.poll(BOUND_SECONDS, TimeUnit.SECONDS);
      assertThat(next).as("a task").isNotNull();
      assertThat(next.task()).isInstanceOf(kind);
      return next.ear();
    }

    @Override
    public void begin(long job, Task task, Consumer<Told> ear) {
      begun.add(new Begun(task, ear));
    }

    @Override
    public void end(long job) {
      ended.add(job);
    }

    @Override
    public void drop() {}
  }
}
