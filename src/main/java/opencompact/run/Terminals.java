package opencompact.run;

import java.util.concurrent.atomic.AtomicInteger;
import opencompact.rtm.Drive;
import opencompact.rtm.PowerStage;
import opencompact.rtm.Signals;

/**
 * The terminals between an RTM and a power stage that live on threads of their own: the newest
 * measurements one way, the newest command the other, without waiting and without a lock. A stage
 * that says nothing any more is taken for one that has tripped, so the RTM opens; a stage that is
 * told nothing any more opens by its own watchdog (RST-5).
 */
class Terminals implements PowerStage {

  /** So many steps of the RTM go by without a new measurement before it believes none any more. */
  static final int BLIND_STEPS = 10;

  private final Newest<Signals> measured = new Newest<>(Signals::new);
  private final Newest<Drive> driven = new Newest<>(Drive::new);
  private final AtomicInteger timesBlind = new AtomicInteger();
  private int blind;

  // The RTM's side.

  @Override
  public void measure(Signals into) {
    Signals newest = measured.take();
    if (newest != null) {
      blind = 0;
      into.copy(newest);
      into.stale = false;
    } else if (++blind >= BLIND_STEPS) {
      into.stale = true;
      if (blind == BLIND_STEPS) {
        timesBlind.incrementAndGet();
      }
    }
  }

  @Override
  public void drive(Drive command) {
    driven.slot().copy(command);
    driven.publish();
  }

  // From any thread.

  /** How often the RTM has opened because it was told no measurement any more. */
  int timesBlind() {
    return timesBlind.get();
  }

  // The stage's side.

  /** Measures at the stage, for the RTM's next step. */
  void measureAt(PowerStage stage) {
    stage.measure(measured.slot());
    measured.publish();
  }

  /** Drives the stage by the newest command; false when there is none since last time. */
  boolean driveAt(PowerStage stage) {
    Drive newest = driven.take();
    if (newest == null) {
      return false;
    }
    stage.drive(newest);
    return true;
  }

  /** Forgets a command that nobody has carried out: it was that of an RTM that is gone. */
  void forgetCommand() {
    driven.take();
  }
}
