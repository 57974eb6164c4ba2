package opencompact.run;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import opencompact.catalogue.Delivery;
import opencompact.catalogue.Model;
import opencompact.catalogue.Region;
import opencompact.catalogue.ResetReason;
import opencompact.catalogue.Settings;
import opencompact.host.Host;
import opencompact.host.Plate;
import opencompact.host.uplink.BackOfficeLink;
import opencompact.host.uplink.Endpoint;
import opencompact.host.uplink.FrameLog;
import opencompact.memory.Fact;
import opencompact.memory.Journal;
import opencompact.memory.LogEntry;
import opencompact.quantity.WattHours;
import opencompact.rtm.Drive;
import opencompact.rtm.PowerStage;
import opencompact.rtm.RtmCommand;
import opencompact.rtm.Signals;
import opencompact.sim.SimDisk;
import opencompact.sim.SimKeySafe;
import opencompact.sim.Timeline;
import opencompact.sim.bench.Bench;
import opencompact.sim.bench.Cars;
import opencompact.sim.bench.Causes;

/**
 * The live cells of one station, put together as the appliance does it, with a probe at the RTM's
 * terminals that counts in steps of the RTM, and handles by which each part can be made to hang.
 */
final class Rig implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  final Clock clock = new Clock(1);
  final Probe probe = new Probe();
  final Beat rtmBeat = new Beat("RTM", ResetReason.INTERRUPT_WATCHDOG, Duration.ofSeconds(1), null);
  final HostCell host;
  final RtmLoop loop;
  final BenchCell bench;
  final CompletableFuture<String> died = new CompletableFuture<>();
  private final List<Thread> threads = new ArrayList<>();
  private final List<CountDownLatch> holds = new ArrayList<>();
  private volatile Predicate<RtmCommand> teller = _ -> true;
  private volatile Runnable journalling = () -> {};
  private final SimDisk disk = new SimDisk();

  /** Watches the RTM from where it meets the power stage; on the RTM's thread, and as thrifty. */
  final class Probe implements PowerStage {
    private final ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Terminals terminals = new Terminals();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);
    private volatile Predicate<Signals> cause = _ -> false;
    private volatile Runnable before = () -> {};
    volatile long steps;
    volatile long causeAt = -1;
    volatile long openedAt = -1;
    private long closedSteps;
    private boolean commandedClosed;

    // What a step has allocated, but for those that made a report.
    private long bytes = -1;
    private boolean reported;
    volatile long thriftySteps;
    volatile long wastefulSteps;
    volatile long bytesWasted;
    volatile long reports;

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the RTM's thread
    public void measure(Signals into) {
      account();
      before.run();
      steps++;
      terminals.measure(into);
      if (causeAt < 0 && cause.test(into)) {
        causeAt = steps;
      }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void account() {
      long now = memory.getCurrentThreadAllocatedBytes();
      if (bytes >= 0 && !reported) {
        if (now == bytes) {
          thriftySteps++;
        } else {
          wastefulSteps++;
          bytesWasted += now - bytes;
        }
      }
      reported = false;
      bytes = memory.getCurrentThreadAllocatedBytes();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate")
    void reported() {
      reported = true;
      reports++;
    }

    @Override
    public void drive(Drive command) {
      terminals.drive(command);
      if (command.contactorClosed && ++closedSteps == 50) {
        closed.countDown();
      }
      if (commandedClosed && !command.contactorClosed) {
        openedAt = steps;
        opened.countDown();
      }
      commandedClosed = command.contactorClosed;
    }

    /** Done before each step of the RTM, on its thread. */
    void before(Runnable what) {
      before = what;
    }
  }

  Rig(Path data) throws IOException {
    Plate plate = new Plate("00000042", "test", new Delivery(Model.SLC, 3, Region.EU));
    RegisterFile registers = RegisterFile.open(data, WattHours.NONE);
    Bench board = new Bench(true, 3, registers.memory(), new SplittableRandom(1));
    this.host =
        new HostCell(
            plate,
            new Slow(),
            (_, _) -> {},
            Map.of(),
            new SplittableRandom(2),
            clock,
            new Surroundings(
                new NoLink(),
                FrameLog.NONE,
                new SimKeySafe(new Timeline(), new SplittableRandom(3)),
                _ -> {},
                new NoFiles(),
                new NoFiles()),
            ResetReason.POWER_ON,
            command -> teller.test(command),
            _ -> {},
            Beat.unwatched(),
            (cell, why) -> died.complete(cell + ": " + why));
    this.loop =
        new RtmLoop(
            clock,
            probe,
            (report, started) -> {
              probe.reported();
              host.hear(report, started);
            },
            Host.rtmSettings(Settings.delivered(plate.delivery())),
            rtmBeat,
            (cell, why) -> died.complete(cell + ": " + why));
    this.teller = loop::tell;
    this.bench =
        new BenchCell(
            clock,
            board,
            registers,
            probe.terminals,
            loop,
            host,
            Beat.unwatched(),
            (cell, why) -> died.complete(cell + ": " + why));
    clock.begin();
    start(host, "host");
    start(loop, "rtm");
    start(bench, "bench");
  }

  private void start(Runnable cell, String name) {
    Thread thread = new Thread(cell, name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  // What happens.

  /** A car has been charging for a while, and the loop has the RTM. */
  Rig charging() throws InterruptedException {
    deed(() -> bench.bench().plugIn(Cars.SEDAN, 32));
    deed(() -> clock.advance(Duration.ofSeconds(30)));
    reached(probe.closed, "the contacts close");
    return this;
  }

  /** From now on the probe looks for this in the signals. */
  Rig looksFor(Predicate<Signals> cause) {
    probe.cause = cause;
    return this;
  }

  /** Breaks something on the bench; does not wait. */
  Rig raise(String cause) {
    switch (Causes.parse(cause)) {
      case Causes.Parsed.Understood(var upset) -> {
        while (!bench.does(() -> bench.bench().raise(upset, null))) {
          Thread.onSpinWait();
        }
      }
      case Causes.Parsed.Refused(String sentence) -> throw new IllegalArgumentException(sentence);
    }
    return this;
  }

  Rig opens() throws InterruptedException {
    reached(probe.opened, "the RTM opens");
    return this;
  }

  private void deed(Runnable what) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    bench.does(() -> {
      what.run();
      done.countDown();
    });
    reached(done, "the deed is done");
  }

  /** Waits until the bench looks like that. */
  void until(Predicate<Bench> wanted, String what) throws InterruptedException {
    CountDownLatch seen = new CountDownLatch(1);
    bench
        .watchers()
        .add(() -> {
          if (wanted.test(bench.bench())) {
            seen.countDown();
          }
        });
    reached(seen, what);
  }

  void reached(CountDownLatch latch, String what) throws InterruptedException {
    if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("it never happened that " + what + "; " + died);
    }
  }

  // What goes wrong.

  /** Something that hangs until the rig is closed. */
  Hang hang() {
    Hang hang = new Hang();
    holds.add(hang.released);
    return hang;
  }

  final class Hang implements Runnable {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @Override
    public void run() {
      begun.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    void awaitBegin() throws InterruptedException {
      reached(begun, "it hangs");
    }

    void release() {
      released.countDown();
    }
  }

  /** The host's thread hangs in the middle of a turn. */
  Hang hangHost() {
    Hang hang = hang();
    teller =
        _ -> {
          hang.run();
          return true;
        };
    return hang;
  }

  /** Whatever the host writes is not on disk for as long as this lasts. */
  Hang hangJournal() {
    Hang hang = hang();
    journalling = hang;
    return hang;
  }

  /** Whether the disk has no room from now on. */
  void diskFull(boolean now) {
    journalling =
        now
            ? () -> {
              throw new Journal.JournalFailed(
                  "no room is left: make room on the disk that holds it.",
                  new IOException("no room"));
            }
            : () -> {};
  }

  /** What is on the disk. */
  List<Fact> written() {
    return disk.replay();
  }

  Hang hangBench() {
    Hang hang = hang();
    bench.watchers().add(hang);
    return hang;
  }

  Hang hangRtm() {
    Hang hang = hang();
    probe.before(hang);
    return hang;
  }

  /** Keeps a thread of its own busy until the rig is closed. */
  void flood(Runnable what) {
    start(
        () -> {
          while (!bench.ended()) {
            what.run();
          }
        },
        "flood");
  }

  /** The host says everything as often as there is room for. */
  void floodMailbox() {
    teller =
        command -> {
          while (loop.tell(command)) {
            Thread.onSpinWait();
          }
          return true;
        };
  }

  @Override
  public void close() throws InterruptedException {
    holds.forEach(CountDownLatch::countDown);
    teller = loop::tell;
    bench.end();
    loop.end();
    for (Thread thread : threads) {
      if (!thread.getName().equals("host")) {
        thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
      }
    }
    host.stop(1);
  }

  /** A disk that may hang before it writes. */
  private final class Slow implements Journal {
    @Override
    public void append(List<Fact> facts, List<LogEntry> log) {
      journalling.run();
      disk.append(facts, log);
    }

    @Override
    public void prove() {
      journalling.run();
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

  private static final class NoLink implements BackOfficeLink {
    @Override
    public void connect(Endpoint endpoint, Listener listener) {}

    @Override
    public void send(String text) {}

    @Override
    public void ping() {}

    @Override
    public void disconnect(int code, String reason) {}

    @Override
    public void close() {}
  }
}
