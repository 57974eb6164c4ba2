package opencompact.sim.bench;

import opencompact.rtm.Drive;

/**
 * The pin that keeps the plug in the socket: a small motor, about 0.4 s of travel, and a switch
 * that tells when the pin is in place (charging-standards 2.2). Without power the pin stays where
 * it is, unless a charged capacitor pulls it back (LK-04).
 */
final class Lock {
  /** What ails the lock. */
  enum Ailment {
    NONE,
    /** The pin does not move. */
    JAMMED,
    /** Travels six times as long. */
    SLUGGISH,
    /** The switch never tells that the pin is in place. */
    FEEDBACK_LOST,
    /** The switch always tells that the pin is in place. */
    FEEDBACK_STUCK
  }

  static final long TRAVEL_NANOS = 400_000_000L;
  private static final long SLUGGISHNESS = 6;
  private static final double IN_PLACE = 0.95;
  // A pin half-way in already keeps a plug from being pulled, or from entering.
  private static final double HOLDS = 0.5;

  private double position;
  private Drive.LockMotor motor = Drive.LockMotor.REST;
  Ailment ailment = Ailment.NONE;
  boolean releasesWithoutPower = true;

  void motor(Drive.LockMotor wanted) {
    motor = wanted;
  }

  void powerLost() {
    motor = Drive.LockMotor.REST;
    if (releasesWithoutPower && ailment != Ailment.JAMMED) {
      position = 0;
    }
  }

  boolean inPlace() {
    return position >= IN_PLACE;
  }

  boolean holds() {
    return position >= HOLDS;
  }

  boolean feedback() {
    return switch (ailment) {
      case FEEDBACK_LOST -> false;
      case FEEDBACK_STUCK -> true;
      case NONE, JAMMED, SLUGGISH -> inPlace();
    };
  }

  boolean moving() {
    return ailment != Ailment.JAMMED
        && ((motor == Drive.LockMotor.LOCK && position < 1)
            || (motor == Drive.LockMotor.UNLOCK && position > 0));
  }

  void advance(long elapsedNanos) {
    if (moving()) {
      double way = (double) elapsedNanos / travelNanos();
      position = Math.clamp(position + (motor == Drive.LockMotor.LOCK ? way : -way), 0.0, 1.0);
    }
  }

  /** When the pin next passes the switch, the middle or an end, if nothing else is commanded. */
  long nextChange(long now) {
    if (!moving()) {
      return Long.MAX_VALUE;
    }
    boolean inward = motor == Drive.LockMotor.LOCK;
    double way;
    if (inward) {
      double mark = position < HOLDS ? HOLDS : position < IN_PLACE ? IN_PLACE : 1;
      way = mark - position;
    } else {
      double mark = position >= IN_PLACE ? IN_PLACE : position >= HOLDS ? HOLDS : 0;
      way = position - mark;
    }
    return now + (long) Math.ceil(way * travelNanos());
  }

  private long travelNanos() {
    return ailment == Ailment.SLUGGISH ? TRAVEL_NANOS * SLUGGISHNESS : TRAVEL_NANOS;
  }
}
