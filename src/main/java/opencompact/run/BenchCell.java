package opencompact.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import opencompact.rtm.Drive;
import opencompact.rtm.PowerStage;
import opencompact.sim.SimParts;
import opencompact.sim.bench.Bench;
import opencompact.sim.bench.BenchView;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the simulated bench on in time, on a thread of its own. At speed 1 it does so every 10 ms,
 * as a board that happens to be in this process: the RTM lives beside it in its {@link RtmLoop},
 * and what one leaves for the other lies at the {@link Terminals}. At any other speed the world is
 * computed ahead, in bigger steps while nothing moves; then this thread borrows the RTM, takes its
 * steps too and waits for the host, so that a fast clock makes nobody late.
 *
 * <p>Whatever a person does to the bench is a deed, done here between two steps; here pictures are
 * drawn for people and listeners are woken, and the registers are written to their file.
 */
final class BenchCell implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(BenchCell.class);

  private static final long STEP = RtmLoop.STEP;
  private static final long LONGEST_STEP = 1_000_000_000L;
  private static final long UNDRIVEN_STEPS =
      PowerStage.DRIVEN_WITHIN.dividedBy(Duration.ofNanos(STEP));

  /** A picture for people is drawn so often, in real time. */
  private static final long SHOWN = 100_000_000L;

  /** A host that takes longer over one event is not waited for. */
  private static final long PATIENCE = 5_000_000_000L;

  /** Real time that a hurrying world leaves to a back office that is to answer, per step. */
  private static final long COURTESY = 2_000_000L;

  /** Something that happens at an instant of the world. */
  private record Appointment(long at, Runnable what) {}

  private final Clock clock;
  private final Bench bench;
  private final RegisterFile registers;
  private final Terminals terminals;
  private final RtmLoop loop;
  private final HostCell host;
  private final SimParts parts;
  private final Beat beat;
  private final Deaths deaths;

  private final BlockingQueue<Runnable> deeds = new ArrayBlockingQueue<>(256);
  private final List<Appointment> appointments = new ArrayList<>();
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

  private long world;
  private long gridStep;
  private long undriven;
  private long shownAt;
  private volatile @Nullable Thread thread;
  private volatile BenchView view;
  private volatile boolean ended;

  BenchCell(
      Clock clock,
      Bench bench,
      RegisterFile registers,
      Terminals terminals,
      RtmLoop loop,
      HostCell host,
      Beat beat,
      Deaths deaths) {
    this.clock = clock;
    this.bench = bench;
    this.registers = registers;
    this.terminals = terminals;
    this.loop = loop;
    this.host = host;
    this.beat = beat;
    this.deaths = deaths;
    this.view = bench.view();
    this.parts = new SimParts(bench, host::hear);
    loop.startAnew(0);
  }

  // From other threads.

  /** Has something done to the bench between two steps; false when far too much waits already. */
  boolean does(Runnable deed) {
    boolean taken = deeds.offer(deed);
    LockSupport.unpark(thread);
    return taken;
  }

  /** Has something done on this thread, so much later in the world. What is too much is lost. */
  void later(Duration wait, Runnable what) {
    if (!does(() -> at(world + wait.toNanos(), what))) {
      LOG.warn("The bench is busy; something that was to happen on it is lost.");
    }
  }

  BenchView view() {
    return view;
  }

  List<Runnable> watchers() {
    return watchers;
  }

  void end() {
    ended = true;
    LockSupport.unpark(thread);
  }

  boolean ended() {
    return ended;
  }

  // From deeds, on this thread.

  Bench bench() {
    return bench;
  }

  /** The instant of the world between two steps. */
  long world() {
    return world;
  }

  /** Has something done at an instant of the world. */
  void at(long worldNanos, Runnable what) {
    appointments.add(new Appointment(worldNanos, what));
  }

  /** The RTM starts anew: its pilot, contacts and faults begin as after power-up, or nearly so. */
  void restartRtm() {
    loop.borrow();
    terminals.forgetCommand();
    bench.drive(new Drive());
    loop.startAnew(world);
    undriven = 0;
  }

  /** Cuts or restores the mains. Without them there is neither RTM nor host. */
  void power(boolean on) {
    if (on) {
      bench.restorePower();
      restartRtm();
      host.power(true);
    } else {
      loop.borrow();
      loop.powerOff();
      terminals.forgetCommand();
      host.power(false);
      bench.cutPower();
    }
  }

  // The loop.

  @Override
  public void run() {
    thread = Thread.currentThread();
    try {
      while (!ended) {
        beat.beats();
        if (clock.computed()) {
          loop.borrow();
          compute();
        } else {
          live();
        }
        if (System.nanoTime() - shownAt >= SHOWN) {
          show();
        }
        Runnable deed = deeds.poll();
        if (deed != null) {
          act(deed);
        } else {
          LockSupport.parkNanos(this, STEP - Math.floorMod(clock.paced(), STEP));
        }
      }
      loop.end();
      registers.force();
    } catch (Throwable e) {
      deaths.died("bench", e);
    }
  }

  // In real time.

  /** Whatever the RTM has commanded is carried out, the world goes on, and is measured. */
  private void live() {
    long now = clock.paced();
    boolean driven = terminals.driveAt(bench);
    bench.advance(Math.max(now, world));
    world = bench.uptimeNanos();
    parts.look();
    if (driven || !loop.live() || !loop.powered()) {
      undriven = 0;
    } else if (world / STEP > gridStep && ++undriven == UNDRIVEN_STEPS) {
      // A pause of the whole process is one long step here: it proves nothing against the RTM.
      LOG.warn("The RTM has not driven for {}: the stage opens.", PowerStage.DRIVEN_WITHIN);
      bench.abandoned();
    }
    gridStep = world / STEP;
    terminals.measureAt(bench);
    registers.keep();
    keepAppointments();
    clock.reached(world);
    loop.giveBack();
  }

  // In computed time.

  private void compute() throws InterruptedException {
    while (!ended && clock.computed()) {
      beat.beats();
      long target = clock.target();
      long next = next(target);
      if (next > target && !clock.hurrying()) {
        return;
      }
      step(Math.min(next, target));
      for (Runnable deed = deeds.poll(); deed != null; deed = deeds.poll()) {
        act(deed);
      }
      if (System.nanoTime() - shownAt >= SHOWN) {
        show();
      }
    }
  }

  /** The instant of the next step. */
  private long next(long target) {
    long grid = world + STEP;
    if (bench.restless() || !loop.settled()) {
      return grid;
    }
    long next = Math.min(world + LONGEST_STEP, bench.nextChange());
    if (loop.powered()) {
      next = Math.min(next, loop.deadline());
      next = Math.min(next, host.deadline());
    }
    for (Appointment appointment : appointments) {
      next = Math.min(next, appointment.at());
    }
    // Nothing moves, so the world may stop anywhere on the way.
    return next <= world ? grid : Math.min(next, Math.max(target, grid));
  }

  private void step(long next) throws InterruptedException {
    bench.advance(next);
    world = next;
    parts.look();
    boolean reported = loop.step(bench, world);
    registers.keep();
    keepAppointments();
    clock.reached(world);
    inStep(reported || world >= host.deadline());
  }

  /** The world is computed, so it can wait for those who live in it. */
  private void inStep(boolean somethingToDo) throws InterruptedException {
    if (somethingToDo && host.powered()) {
      host.nudge();
      if (!host.awaitRest(PATIENCE)) {
        LOG.warn("The host takes more than {} s over one event.", PATIENCE / 1_000_000_000L);
      }
    }
    if (clock.hurrying() && host.expectsAnswer() && deeds.isEmpty()) {
      LockSupport.parkNanos(this, COURTESY);
    }
  }

  // In both.

  private void keepAppointments() {
    if (appointments.isEmpty()) {
      return;
    }
    for (Appointment appointment : List.copyOf(appointments)) {
      if (appointment.at() <= world) {
        appointments.remove(appointment);
        appointment.what().run();
      }
    }
  }

  private void act(Runnable deed) {
    if (!clock.computed()) {
      live();
    }
    deed.run();
    if (!clock.computed()) {
      terminals.measureAt(bench);
    }
    show();
  }

  /** Draws the bench for those who look at it. */
  void show() {
    shownAt = System.nanoTime();
    view = bench.view();
    watchers.forEach(Runnable::run);
  }
}
