package opencompact.run;

import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import opencompact.rtm.Drive;
import opencompact.rtm.Rtm;
import opencompact.rtm.RtmCommand;
import opencompact.rtm.RtmReport;
import opencompact.rtm.RtmSettings;
import opencompact.rtm.Signals;
import opencompact.sim.bench.Bench;
import opencompact.sim.bench.BenchView;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the simulated bench on in time and lets the RTM take its steps on it, on one thread of
 * their own: every 10 ms at speed 1, whatever the host does. At any other speed the world is
 * computed ahead, in bigger steps while nothing moves, and the host is waited for, so that a fast
 * clock makes nobody late.
 *
 * <p>Whatever a person does to the bench is a deed, done here between two steps.
 */
final class RtmCell implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(RtmCell.class);

  private static final long STEP = 10_000_000L;
  private static final long LONGEST_STEP = 1_000_000_000L;

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
  private final RtmSettings delivered;
  private final HostCell host;
  private final Timer stepTime;
  private final Deaths deaths;

  private final BlockingQueue<Runnable> deeds = new ArrayBlockingQueue<>(256);
  private final BlockingQueue<RtmCommand> commands = new ArrayBlockingQueue<>(256);
  private final List<Appointment> appointments = new ArrayList<>();
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
  private final Signals signals = new Signals();
  private final Drive drive = new Drive();

  private @Nullable Rtm rtm;
  private long rtmStarted;
  private long world;
  private long shownAt;
  private volatile BenchView view;
  private volatile boolean ended;

  RtmCell(
      Clock clock,
      Bench bench,
      RegisterFile registers,
      RtmSettings delivered,
      HostCell host,
      Timer stepTime,
      Deaths deaths) {
    this.clock = clock;
    this.bench = bench;
    this.registers = registers;
    this.delivered = delivered;
    this.host = host;
    this.stepTime = stepTime;
    this.deaths = deaths;
    this.rtm = new Rtm(delivered);
    this.view = bench.view();
  }

  // From other threads.

  /** Has something done to the bench between two steps; false when far too much waits already. */
  boolean does(Runnable deed) {
    return deeds.offer(deed);
  }

  /** What the host tells the RTM. A lost one does no harm: grants are renewed every second. */
  void tell(RtmCommand command) {
    if (!commands.offer(command)) {
      LOG.warn("The RTM does not read its commands; one is lost: {}", command);
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

  /** The RTM starts anew: its pilot, contacts and faults begin as after power-up. */
  void restartRtm() {
    commands.clear();
    rtm = new Rtm(delivered);
    rtmStarted = world;
    bench.drive(new Drive());
  }

  /** Cuts or restores the mains. Without them there is neither RTM nor host. */
  void power(boolean on) {
    if (on) {
      bench.restorePower();
      restartRtm();
      host.power(true);
    } else {
      host.power(false);
      rtm = null;
      commands.clear();
      bench.cutPower();
    }
  }

  // The loop.

  @Override
  public void run() {
    try {
      while (!ended) {
        goOn();
        show();
        Runnable deed = deeds.poll(STEP - Math.floorMod(clock.paced(), STEP), TimeUnit.NANOSECONDS);
        if (deed != null) {
          act(deed);
        }
      }
      registers.force();
    } catch (Exception | AssertionError e) {
      deaths.died("RTM", e);
    }
  }

  private void goOn() throws InterruptedException {
    while (!ended) {
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
    if (!clock.computed()) {
      return grid;
    }
    Rtm present = rtm;
    if (bench.restless() || (present != null && !present.settled())) {
      return grid;
    }
    long next = Math.min(world + LONGEST_STEP, bench.nextChange());
    if (present != null) {
      next = Math.min(next, inWorld(present.deadline()));
      next = Math.min(next, host.deadline());
    }
    for (Appointment appointment : appointments) {
      next = Math.min(next, appointment.at());
    }
    // Nothing moves, so the world may stop anywhere on the way.
    return next <= world ? grid : Math.min(next, Math.max(target, grid));
  }

  private long inWorld(long rtmUptime) {
    return rtmUptime == Long.MAX_VALUE ? rtmUptime : rtmStarted + rtmUptime;
  }

  private void step(long next) throws InterruptedException {
    bench.advance(next);
    world = next;
    RtmReport report = null;
    Rtm present = rtm;
    if (present != null) {
      long began = System.nanoTime();
      for (RtmCommand command = commands.poll(); command != null; command = commands.poll()) {
        present.hear(command, world - rtmStarted);
      }
      bench.measure(signals);
      boolean due = present.step(signals, world - rtmStarted, drive);
      bench.drive(drive);
      stepTime.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
      report = due ? present.report() : null;
    }
    registers.keep();
    keepAppointments();
    clock.reached(world);
    if (report != null) {
      host.hear(report, rtmStarted);
    }
    if (clock.computed()) {
      inStep(report != null || world >= host.deadline());
    }
  }

  private void keepAppointments() {
    for (Appointment appointment : List.copyOf(appointments)) {
      if (appointment.at() <= world) {
        appointments.remove(appointment);
        appointment.what().run();
      }
    }
  }

  /** The world is computed, so it can wait for those who live in it. */
  private void inStep(boolean somethingToDo) throws InterruptedException {
    if (somethingToDo && host.powered()) {
      host.nudge();
      if (!host.awaitRest(PATIENCE)) {
        LOG.warn("The host takes more than {} s over one event.", PATIENCE / 1_000_000_000L);
      }
    }
    if (clock.hurrying() && host.expectsAnswer()) {
      Runnable deed = deeds.poll(COURTESY, TimeUnit.NANOSECONDS);
      if (deed != null) {
        act(deed);
      }
    }
  }

  private void act(Runnable deed) {
    deed.run();
    show();
  }

  /** Draws the bench for those who look at it. */
  void show() {
    shownAt = System.nanoTime();
    view = bench.view();
    watchers.forEach(Runnable::run);
  }
}
