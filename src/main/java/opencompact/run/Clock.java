package opencompact.run;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import opencompact.quantity.Moment;

/**
 * The time of this process's world. At speed 1 it is the machine's own: nanoseconds that never
 * jump, and the operating system's time of day with what a person has set on top. At any other
 * speed, and while time is advanced, the world is computed ahead step by step, and now is what has
 * been computed: the host then never sees a moment that the bench has not reached.
 */
final class Clock {
  /** How world time follows real time: a straight line through one point. */
  private record Line(double speed, long realNanos, long worldNanos) {
    long at(long real) {
      return worldNanos + Math.round((real - realNanos) * speed);
    }
  }

  /** No machine runs this program at an earlier time. */
  private static final Instant WRITTEN = Instant.parse("2025-01-01T00:00:00Z");

  private final Instant wallAtStart;
  private final long drift;
  private volatile Line line;
  private volatile boolean computed;
  private volatile long reached;
  private volatile long advanceUntil;
  private volatile long wallOffset;
  private volatile boolean known;
  private final Consumer<Duration> keeper;

  /** The time of a world whose clock is the machine's. */
  Clock(double speed) {
    this(speed, true, Duration.ZERO, _ -> {});
  }

  /**
   * The time of a world.
   *
   * @param known whether anybody knows the time of day; else until it is set
   * @param ahead how far the station's clock was ahead of the machine's when it was last set
   * @param keeper is told the same each time, so that the clock goes on over restarts (OFF-5)
   */
  Clock(double speed, boolean known, Duration ahead, Consumer<Duration> keeper) {
    long real = System.nanoTime();
    this.line = new Line(speed, real, 0);
    this.wallAtStart = Instant.now().plus(ahead);
    // A machine without a clock of its own begins in 1970 each time.
    this.known = known && Instant.now().isAfter(WRITTEN);
    this.keeper = keeper;
    this.drift = drift();
    this.computed = speed != 1;
  }

  /** Lets the world begin now. */
  synchronized void begin() {
    line = new Line(line.speed(), System.nanoTime(), 0);
  }

  /**
   * Nanoseconds since this process's world began; never decreasing while the pace is not changed.
   */
  long nanos() {
    return computed ? reached : Math.max(paced(), reached);
  }

  /** The time of day in the world. It follows the operating system's, jumps included. */
  Instant wall() {
    return wallAtStart.plusNanos(nanos()).plusNanos(wallOffset + drift() - drift);
  }

  /** Now, for a machine that was started at the given instant of the world. */
  Moment moment(long startedNanos) {
    return new Moment(nanos() - startedNanos, known ? wall() : null);
  }

  /** Makes the time of day the given one from now on. */
  synchronized void set(Instant wall) {
    wallOffset += Duration.between(wall(), wall).toNanos();
    known = true;
    keeper.accept(Duration.between(Instant.now(), wall));
  }

  double speed() {
    return line.speed();
  }

  /** Whether the world is computed ahead, so that host and bench go in step. */
  boolean computed() {
    return computed;
  }

  // For the thread that moves the world.

  /** How far the world shall have gone by now. */
  long target() {
    return Math.max(paced(), advanceUntil);
  }

  /** Whether the world hurries, because a person advances the time. */
  boolean hurrying() {
    return reached < advanceUntil;
  }

  /** How far real time alone would have taken the world. */
  long paced() {
    return line.at(System.nanoTime());
  }

  /** Real nanoseconds until the pace reaches that world time; zero or less when it has. */
  long realNanosUntil(long worldNanos) {
    Line now = line;
    return (long) ((worldNanos - now.at(System.nanoTime())) / now.speed());
  }

  /** The world has gone this far. */
  void reached(long worldNanos) {
    reached = worldNanos;
    if (advanceUntil > 0 && worldNanos >= advanceUntil) {
      advanceUntil = 0;
      pace(line.speed());
    }
  }

  /** Changes the speed, from what the world has reached on. */
  synchronized void pace(double speed) {
    long here = computed ? reached : Math.max(paced(), reached);
    line = new Line(speed, System.nanoTime(), here);
    computed = speed != 1 || advanceUntil > 0;
  }

  /**
   * Lets the world hurry until that much more time has passed, which is at the returned instant.
   */
  synchronized long advance(Duration time) {
    long until = Math.max(nanos(), advanceUntil) + time.toNanos();
    advanceUntil = until;
    computed = true;
    return until;
  }

  /** What the operating system's time of day gains on its own steady clock, for example by NTP. */
  private static long drift() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano() - System.nanoTime();
  }
}
