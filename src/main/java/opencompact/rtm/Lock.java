package opencompact.rtm;

import static opencompact.rtm.Span.LONG_AGO;
import static opencompact.rtm.Span.MILLISECOND;
import static opencompact.rtm.Span.SECOND;

/**
 * The servo that holds the plug in the socket (LK-01 to LK-06). It is told where the pin shall be
 * and drives until the feedback agrees: three attempts of at most one second with two seconds
 * between, then fault 0x20 or 0x40, and one more attempt every 30 s. It is never told to unlock
 * while a pole is measured closed; that is the interlocks' doing.
 */
final class Lock {
  private static final int ATTEMPTS = 3;
  private static final long DRIVE = SECOND;
  private static final long GAP = 2 * SECOND;
  private static final long RETRY = 30 * SECOND;
  private static final long STABLE = 75 * MILLISECOND;

  private boolean wantedLocked;
  private int failures;
  private boolean driving;
  private boolean cycle;
  private long phaseUntil = LONG_AGO;
  private final Span lockedSpan = new Span();
  private boolean lockedLong;
  private boolean drivenIn;
  private boolean lockFailed;
  private boolean unlockFailed;
  private boolean unlockFailing;
  private Drive.LockMotor motor = Drive.LockMotor.REST;

  Drive.LockMotor motor() {
    return motor;
  }

  /**
   * Whether the feedback has said "locked" for 75 ms, and says so after a whole drive inwards: a
   * switch that is stuck says it of a pin that never moved (LK-01).
   */
  boolean lockedLong() {
    return lockedLong && drivenIn;
  }

  /** PRT-6, 0x20. */
  boolean lockFailed() {
    return lockFailed;
  }

  /** PRT-6, 0x40. */
  boolean unlockFailed() {
    return unlockFailed;
  }

  /** Whether an attempt to unlock has failed and none has succeeded since. */
  boolean unlockFailing() {
    return unlockFailing;
  }

  /** A person wants the plug released: the pin is withdrawn whatever the switch says (LK-06). */
  void release() {
    retry();
    cycle = true;
  }

  /** Begins anew with three attempts: asked for by a person, or the fault was cleared by hand. */
  void retry() {
    failures = 0;
    phaseUntil = LONG_AGO;
    driving = false;
  }

  /**
   * The lock is not to be used or does not exist (LK-05): it rests, and nothing about it is wrong.
   */
  void rest() {
    retry();
    drivenIn = false;
    motor = Drive.LockMotor.REST;
    lockFailed = false;
    unlockFailed = false;
    unlockFailing = false;
  }

  void read(boolean feedback, long now, Pace pace) {
    lockedLong = lockedSpan.lasts(feedback, STABLE, now, pace);
  }

  /** The pin has left its place while current may flow (LK-03). */
  void lost() {
    lockFailed = true;
  }

  /** A person has cleared the faults: three new attempts, whatever came before. */
  void cleared() {
    retry();
    lockFailed = false;
    unlockFailed = false;
  }

  /**
   * Moves the pin.
   *
   * @param hold whether it shall stand in the plug
   * @param mayUnlock whether it may be withdrawn: every pole is proven open
   */
  void follow(
      boolean hold, boolean mayUnlock, boolean feedback, boolean plugged, long now, Pace pace) {
    if (hold != wantedLocked) {
      wantedLocked = hold;
      drivenIn = false;
      cycle &= !hold;
      retry();
    }
    if (!plugged && !hold) {
      // The plug that could not be locked has gone; the next one is a new attempt.
      lockFailed = false;
    }
    drivenIn &= feedback;
    boolean out = !wantedLocked && !feedback && !withdrawing(mayUnlock, now);
    if (out || drivenIn) {
      arrived();
      return;
    }
    if (hold ? !plugged : !mayUnlock) {
      // Nothing to hold, or not yet safe to let go: the pin stays where it is.
      retry();
      motor = Drive.LockMotor.REST;
      return;
    }
    if (now >= phaseUntil) {
      if (driving && wantedLocked && feedback) {
        drivenIn = true;
        arrived();
        return;
      } else if (driving) {
        failed(now);
      } else {
        cycle = false;
        driving = true;
        phaseUntil = now + DRIVE;
      }
    }
    motor =
        !driving
            ? Drive.LockMotor.REST
            : wantedLocked ? Drive.LockMotor.LOCK : Drive.LockMotor.UNLOCK;
    pace.by(phaseUntil);
    if (driving) {
      pace.moving();
    }
  }

  /**
   * Whether the motor goes on although the switch has opened: the pin leaves its place long before
   * it leaves the plug, and only the time of a whole drive tells that it has (LK-03).
   */
  private boolean withdrawing(boolean mayUnlock, long now) {
    return mayUnlock && (cycle || (driving && now < phaseUntil));
  }

  private void arrived() {
    failures = 0;
    driving = false;
    phaseUntil = LONG_AGO;
    motor = Drive.LockMotor.REST;
    if (wantedLocked) {
      // The feedback may yet bounce; the fault ends with a movement that lasted.
      lockFailed &= !lockedLong;
    } else {
      unlockFailed = false;
      unlockFailing = false;
    }
  }

  private void failed(long now) {
    driving = false;
    failures++;
    boolean exhausted = failures >= ATTEMPTS;
    phaseUntil = now + (exhausted ? RETRY : GAP);
    if (wantedLocked) {
      lockFailed |= exhausted;
    } else {
      unlockFailed |= exhausted;
      unlockFailing = true;
    }
  }
}
