package opencompact.run;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import opencompact.rtm.Drive;
import opencompact.rtm.PowerStage;
import opencompact.rtm.Rtm;
import opencompact.rtm.RtmCommand;
import opencompact.rtm.RtmReport;
import opencompact.rtm.RtmSettings;
import opencompact.rtm.Signals;
import org.jspecify.annotations.Nullable;

/**
 * The RTM in real time, on a thread of its own: every 10 ms it reads what the host has left for it,
 * measures, takes one step and drives. All that it touches is here: the mailbox, the power stage's
 * terminals and the slot for its reports, none of which ever waits for anybody; no lock, file,
 * socket, log or callback. A step allocates nothing; once a second, and when something changes, it
 * makes a report after it has driven.
 *
 * <p>The instants of its steps lie on a grid that does not drift. A step that comes late is taken
 * at once for the newest instant that has passed, and those between are left out: what was measured
 * then nobody knows any more, and no command can be given for the past.
 *
 * <p>Where the world is computed (any speed but 1) there is no real time to keep. Then the loop
 * lends its RTM to the thread that computes the world, and waits to be given it back.
 */
final class RtmLoop implements Runnable {
  static final long STEP = 10_000_000L;

  /** The simulated stage measures at the beginning of each 10 ms, the RTM looks in the middle. */
  private static final long PHASE = STEP / 2;

  private static final long LETS_GO_WITHIN = 2_000_000_000L;
  private static final long POLITE = 50_000L;

  /** So often the loop is waited for at least, parked in between. */
  private static final long LOOKS = 5_000;

  /** Takes what the RTM reports; must not wait. */
  interface Reports {
    void hear(RtmReport report, long rtmStarted);
  }

  private enum Hands {
    OURS,
    ASKED_FOR,
    LENT
  }

  private final Clock clock;
  private final PowerStage stage;
  private final Reports reports;
  private final RtmSettings delivered;
  private final Beat beat;
  private final Deaths deaths;
  private final Mailbox<RtmCommand> commands = new Mailbox<>();
  private final Punctuality punctuality = new Punctuality();
  private final AtomicReference<Hands> hands = new AtomicReference<>(Hands.LENT);
  private volatile @Nullable Thread thread;
  private volatile boolean ended;

  // Of the one in whose hands the RTM is.
  private final Signals signals = new Signals();
  private final Drive drive = new Drive();
  private final Drive safe = new Drive();
  private @Nullable Rtm rtm;
  private long started;
  private long reached;

  /**
   * A loop without an RTM, in the hands of whoever made it.
   *
   * @param delivered what an RTM goes by until the host has spoken
   */
  RtmLoop(
      Clock clock,
      PowerStage stage,
      Reports reports,
      RtmSettings delivered,
      Beat beat,
      Deaths deaths) {
    this.clock = clock;
    this.stage = stage;
    this.reports = reports;
    this.delivered = delivered;
    this.beat = beat;
    this.deaths = deaths;
  }

  // The loop.

  @Override
  public void run() {
    thread = Thread.currentThread();
    try {
      long due = Long.MIN_VALUE;
      while (!ended) {
        beat.beats();
        if (hands.get() != Hands.OURS) {
          hands.compareAndSet(Hands.ASKED_FOR, Hands.LENT);
          due = Long.MIN_VALUE;
          LockSupport.parkNanos(this, STEP);
          continue;
        }
        long now = clock.paced();
        if (now < due) {
          LockSupport.parkNanos(this, due - now);
          continue;
        }
        long instant = now - Math.floorMod(now - PHASE, STEP);
        step(stage, instant);
        long late = due == Long.MIN_VALUE ? 0 : now - due;
        punctuality.step(late, STEP, clock.paced() - now);
        due = instant + STEP;
      }
    } catch (Throwable impossible) {
      // Whatever it is, an error of the machine included: first the contacts, then the sentence.
      stage.drive(safe);
      deaths.died("RTM", impossible);
    } finally {
      hands.set(Hands.LENT);
    }
  }

  /** One step at an instant of the world; whether something was reported. */
  boolean step(PowerStage at, long world) {
    Rtm present = rtm;
    if (present == null) {
      return false;
    }
    // Between two hands the clock may seem to stand for a moment; it never goes back.
    reached = Math.max(reached, world);
    long uptime = reached - started;
    // No more than fit in at once, so that nobody keeps the RTM by going on talking.
    for (int heard = 0; heard < Mailbox.MOST; heard++) {
      RtmCommand command = commands.poll();
      if (command == null) {
        break;
      }
      present.hear(command, uptime);
    }
    at.measure(signals);
    boolean due = present.step(signals, uptime, drive);
    at.drive(drive);
    if (due) {
      reports.hear(present.report(), started);
    }
    return due;
  }

  // From the host's thread.

  /** Leaves a command for the next step; false when far too many wait already. */
  boolean tell(RtmCommand command) {
    return commands.offer(command);
  }

  // From any thread.

  Punctuality punctuality() {
    return punctuality;
  }

  void end() {
    ended = true;
    LockSupport.unpark(thread);
  }

  // From the one thread that moves the world.

  /** Takes the RTM out of the loop's hands, at the latest after the step it is in. */
  void borrow() {
    if (!hands.compareAndSet(Hands.OURS, Hands.ASKED_FOR)) {
      return;
    }
    LockSupport.unpark(thread);
    Patience patience = new Patience(LETS_GO_WITHIN, LOOKS, System.nanoTime());
    while (hands.get() != Hands.LENT) {
      if (patience.over(System.nanoTime())) {
        throw new IllegalStateException("the RTM's loop does not come round");
      }
      LockSupport.parkNanos(this, POLITE);
    }
  }

  /** Lets the loop go on with it. */
  void giveBack() {
    if (hands.compareAndSet(Hands.LENT, Hands.OURS)) {
      LockSupport.unpark(thread);
    }
  }

  /** Whether the loop itself has the RTM. */
  boolean live() {
    return hands.get() == Hands.OURS;
  }

  /** While borrowed: the RTM begins anew, after power-up or restarted. */
  void startAnew(long world) {
    commands.clear();
    Rtm before = rtm;
    rtm = before == null ? new Rtm(delivered) : before.restarted(delivered);
    started = world;
    reached = world;
  }

  /** While borrowed: without power there is no RTM. */
  void powerOff() {
    commands.clear();
    rtm = null;
  }

  /** While borrowed: whether it has come to rest, so that bigger steps will do. */
  boolean settled() {
    Rtm present = rtm;
    return present == null || present.settled();
  }

  /** While borrowed: the instant of the world by which the RTM wants its next step. */
  long deadline() {
    Rtm present = rtm;
    long uptime = present == null ? Long.MAX_VALUE : present.deadline();
    return uptime == Long.MAX_VALUE ? uptime : started + uptime;
  }

  /** While borrowed: whether there is an RTM. */
  boolean powered() {
    return rtm != null;
  }
}
