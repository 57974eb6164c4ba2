package opencompact.sim.bench;

import opencompact.sim.bench.PilotWire.Diode;
import opencompact.sim.bench.PilotWire.Seen;

/**
 * One car at the cable: its side of the control pilot (S2, resistors, diode), its on-board charger
 * and its battery. It lives by timers: whatever it sees or feels sets an instant at which it will
 * react, and between two such instants its current is a straight ramp (charging-standards 1.4,
 * 9.2).
 */
final class Ev {
  private static final long NEVER = Long.MAX_VALUE;
  private static final long SECOND = 1_000_000_000L;
  private static final long MILLI = 1_000_000L;

  // R2 alone, R2 with 1.3 kilohm, R2 with 270 ohm.
  private static final double B_OHMS = 2740;
  private static final double C_OHMS = 2740.0 * 1300 / (2740 + 1300);
  private static final double D_OHMS = 2740.0 * 270 / (2740 + 270);
  private static final double BLIP_OHMS = 2700;

  /** Cars stay a little below the offer. */
  private static final double MARGIN_AMPERES = 0.3;

  private static final double SIMPLIFIED_AMPERES = 10;
  private static final double STOP_AMPERES_PER_SECOND = 20;
  private static final double HEATER_WATTS = 2000;
  // A difference this small is no ramp any more: the charger simply stands there.
  private static final double NO_RAMP_AMPERES = 0.02;

  final Car car;
  final Battery battery;
  private final Mischief mischief;

  /** The state of charge at which it stops asking. */
  private final double enough;

  private Seen seen = Seen.NOTHING;
  private double duty;
  private long seenSince;
  private boolean s2;
  private boolean stopping;
  private boolean mayDraw;
  private boolean powered;
  private boolean full;
  private boolean greeting;
  private boolean greeted;
  private boolean heating = true;
  private boolean asleep;
  private boolean yawning;
  private boolean hungUp;
  private boolean stoppedByDriver;
  private boolean everDrew;
  private int pauses;
  private double limitAmperes;
  private double comingAmperes;
  private double amperes;

  private long followAt = NEVER;
  private long closeAt = NEVER;
  private long stopAt = NEVER;
  private long letGoAt = NEVER;
  private long drawAt = NEVER;
  private long sleepAt = NEVER;
  private long wakeAt = NEVER;
  private long greetEndAt = NEVER;
  private long heatAt = NEVER;
  private long topUpAt = NEVER;
  private long moreLinesAt = NEVER;

  private long glitchFrom = NEVER;
  private long glitchTo = NEVER;
  private long glitchHalf = SECOND;
  private double glitchOhms;

  Ev(Car car, Mischief mischief, long now) {
    this.car = car;
    this.mischief = mischief;
    this.battery =
        new Battery(
            car.battery(),
            car.charger().lines() * car.charger().mostAmperes() * Supply.NOMINAL_VOLTS);
    this.seenSince = now;
    this.enough = Math.min(car.battery().target(), battery.lastSoc());
    full = battery.soc() >= enough;
    if (full && car.is(Quirk.TOPS_UP)) {
      topUpAt = now + 3 * 3600 * SECOND;
    }
    if (full && car.is(Quirk.PRECONDITIONS)) {
      heatAt = now + 600 * SECOND;
    }
    if (car.is(Quirk.BOUNCES_AT_PLUG_IN)) {
      glitch(now, now + 400 * MILLI, 40 * MILLI, Double.POSITIVE_INFINITY);
    }
  }

  // What the station sees of the car.

  double ohms(long now) {
    boolean ready = s2 || car.is(Quirk.SIMPLIFIED_PILOT);
    double usual =
        ready
            ? (car.is(Quirk.NEEDS_VENTILATION) || mischief.needsVentilation ? D_OHMS : C_OHMS)
            : B_OHMS;
    if (now >= glitchFrom && now < glitchTo && (now - glitchFrom) / glitchHalf % 2 == 0) {
      return glitchOhms;
    }
    // A bouncing car swings on one clock, so that its edges do not depend on who asks.
    return mischief.bounces && s2 && now / BOUNCE_NANOS % 2 == 0 ? B_OHMS : usual;
  }

  private static final long BOUNCE_NANOS = 160 * MILLI;

  Diode diode() {
    return car.is(Quirk.DIODE_SHORTED)
        ? Diode.SHORTED
        : car.is(Quirk.DIODE_MISSING) ? Diode.OPEN : Diode.PRESENT;
  }

  double amperes() {
    return amperes;
  }

  /** How many lines its charger uses now. */
  int lines() {
    if (mischief.lines > 0) {
      return mischief.lines;
    }
    return car.is(Quirk.ADDS_LINES_LATER) && !(everDrew && moreLinesAt == NEVER)
        ? 1
        : car.charger().lines();
  }

  /** Whether a car with a lock in its inlet keeps its plug. */
  boolean holdsPlug() {
    return car.is(Quirk.HOLDS_PLUG) && wants();
  }

  /** One word for a page: what the car is doing. */
  String state() {
    if (hungUp) {
      return "hung up";
    }
    if (asleep) {
      return "asleep";
    }
    if (amperes > 0) {
      return "charging";
    }
    if (s2) {
      return "asking";
    }
    if (stoppedByDriver) {
      return "stopped";
    }
    return full ? "full" : "waiting";
  }

  // What the car sees and feels.

  void sense(Seen now, double dutyNow, long at) {
    if (now == seen && (now != Seen.PWM || dutyNow == duty)) {
      return;
    }
    boolean offeredBefore = offered();
    seen = now;
    duty = dutyNow;
    seenSince = at;
    if (offered()) {
      offer(offeredBefore, at);
    } else if (s2 && !stopping) {
      boolean lost = seen == Seen.NOTHING || seen == Seen.MINUS;
      if (lost || !(car.is(Quirk.IGNORES_END_OF_OFFER) || mischief.ignoresEndOfOffer)) {
        stopAt = at + (lost ? 100 * MILLI : car.manners().stopMillis() * MILLI);
        // IEC 61851-1 sequence 10.1: S2 is open three seconds after the offer has ended.
        letGoAt = Math.max(stopAt, at + 2800 * MILLI);
      }
    }
    wakeAt = asleep ? alarmAt() : NEVER;
    consider(at);
  }

  private void offer(boolean offeredBefore, long at) {
    comingAmperes = amperesOf(duty);
    if (!stopping) {
      stopAt = NEVER;
      letGoAt = NEVER;
    }
    if (s2) {
      followAt = Math.min(followAt, at + car.manners().followMillis() * MILLI);
      if (offeredBefore && car.is(Quirk.BLIP_AFTER_DUTY_CHANGE)) {
        glitch(at + 500 * MILLI, at + 550 * MILLI, SECOND, BLIP_OHMS);
      }
    } else {
      limitAmperes = comingAmperes;
      followAt = NEVER;
      if (!offeredBefore && car.is(Quirk.SHORT_PULSE_OF_C) && wants()) {
        glitch(at + SECOND, at + SECOND + 250 * MILLI, SECOND, C_OHMS);
      }
    }
  }

  /** Tells the car whether there is mains at its inlet. */
  void feel(boolean mains, long at) {
    if (mains == powered) {
      return;
    }
    powered = mains;
    if (mains) {
      if (s2) {
        drawAt = at + car.manners().firstCurrentMillis() * MILLI;
      }
    } else {
      amperes = 0;
      mayDraw = false;
      drawAt = NEVER;
      if (s2 && (car.is(Quirk.IGNORES_END_OF_OFFER) || mischief.ignoresEndOfOffer)) {
        letGoAt = at + 3 * SECOND;
      }
    }
  }

  /** The driver ends the charge at the car. */
  void stop(long at) {
    stoppedByDriver = true;
    consider(at);
  }

  /** The driver opens the car, which wakes it, and wants it to charge. */
  void start(long at) {
    stoppedByDriver = false;
    wake(at);
  }

  void wake(long at) {
    if (asleep) {
      asleep = false;
      yawning = true;
      wakeAt = NEVER;
    }
    consider(at);
  }

  void fallAsleep(long at) {
    if (!s2) {
      asleep = true;
      wakeAt = alarmAt();
      consider(at);
    }
  }

  // Time.

  long nextChange(long now) {
    long next = Math.min(Math.min(followAt, closeAt), Math.min(stopAt, letGoAt));
    next = Math.min(next, Math.min(Math.min(drawAt, sleepAt), Math.min(wakeAt, greetEndAt)));
    next = Math.min(next, Math.min(heatAt, Math.min(topUpAt, moreLinesAt)));
    if (now < glitchFrom) {
      next = Math.min(next, glitchFrom);
    } else if (now < glitchTo) {
      next =
          Math.min(
              next,
              Math.min(glitchTo, glitchFrom + ((now - glitchFrom) / glitchHalf + 1) * glitchHalf));
    }
    if (mischief.bounces && s2) {
      next = Math.min(next, (now / BOUNCE_NANOS + 1) * BOUNCE_NANOS);
    }
    return next;
  }

  void happen(long now) {
    if (now >= followAt) {
      followAt = NEVER;
      limitAmperes = comingAmperes;
    }
    if (now >= wakeAt) {
      wakeAt = NEVER;
      asleep = false;
      yawning = true;
    }
    if (now >= sleepAt) {
      sleepAt = NEVER;
      asleep = true;
    }
    if (now >= topUpAt) {
      topUpAt = NEVER;
      battery.drain(0.02);
      full = false;
    }
    if (now >= heatAt) {
      heating = !heating;
      heatAt = now + (heating ? 600 : 300) * SECOND;
    }
    if (now >= greetEndAt) {
      greetEndAt = NEVER;
      greeting = false;
    }
    if (now >= moreLinesAt) {
      moreLinesAt = NEVER;
    }
    if (now >= closeAt) {
      closeAt = NEVER;
      close(now);
    }
    if (now >= stopAt) {
      stopAt = NEVER;
      stopping = true;
    }
    if (now >= drawAt) {
      drawAt = NEVER;
      mayDraw = true;
      if (!everDrew) {
        everDrew = true;
        if (car.is(Quirk.ADDS_LINES_LATER)) {
          moreLinesAt = now + 30 * SECOND;
        }
      }
    }
    if (now >= letGoAt) {
      release(now);
    }
    if (!full && battery.soc() >= enough - 1e-9) {
      full = true;
      if (car.is(Quirk.TOPS_UP)) {
        topUpAt = now + 3 * 3600 * SECOND;
      }
      if (car.is(Quirk.PRECONDITIONS)) {
        heating = true;
        heatAt = now + 600 * SECOND;
      }
    }
    // A car brings its current down before it opens S2 (IEC-T-08).
    if (s2 && amperes == 0 && (stopping || !(wants() || greeting)) && !forced()) {
      release(now);
    }
    consider(now);
  }

  private void close(long now) {
    s2 = true;
    yawning = false;
    limitAmperes = comingAmperes;
    if (full && car.is(Quirk.GREETS_WHEN_FULL)) {
      greeted = true;
      greeting = true;
      greetEndAt = now + 45 * SECOND;
    }
    if (car.is(Quirk.BOUNCES_AT_START)) {
      glitch(now + 160 * MILLI, now + 5160 * MILLI, 160 * MILLI, B_OHMS);
    }
    if (powered) {
      drawAt = now + car.manners().firstCurrentMillis() * MILLI;
    }
  }

  private void release(long now) {
    if (stopping && wants()) {
      pauses++;
      hungUp = car.manners().pausesBorne() >= 0 && pauses > car.manners().pausesBorne();
    }
    s2 = false;
    stopping = false;
    greeting = false;
    amperes = 0;
    mayDraw = false;
    stopAt = NEVER;
    letGoAt = NEVER;
    drawAt = NEVER;
    followAt = NEVER;
    greetEndAt = NEVER;
    limitAmperes = comingAmperes;
    consider(now);
  }

  /** Whether it shall ask, and whether it may sleep, as seen from now. */
  private void consider(long now) {
    boolean asks = offered() && !asleep && wants();
    if (!asks) {
      closeAt = NEVER;
    } else if (!s2 && closeAt == NEVER) {
      long wait = yawning ? car.manners().yawnMillis() : car.manners().wakeMillis();
      closeAt = now + (car.is(Quirk.SIMPLIFIED_PILOT) ? 0 : wait * MILLI);
    }
    boolean idle = seen == Seen.STEADY && !s2 && !asleep && car.manners().sleepMillis() >= 0;
    if (!idle) {
      sleepAt = NEVER;
    } else if (sleepAt == NEVER) {
      sleepAt = now + car.manners().sleepMillis() * MILLI;
    }
  }

  private long alarmAt() {
    boolean interrupted = seen == Seen.NOTHING;
    return switch (car.manners().alarm()) {
      case STATE_F -> interrupted || seen == Seen.MINUS ? seenSince + 3 * SECOND : NEVER;
      case INTERRUPTION -> interrupted ? seenSince + 3500 * MILLI : NEVER;
      case LONG_INTERRUPTION -> interrupted ? seenSince + 25 * SECOND : NEVER;
      case REPLUGGING -> NEVER;
    };
  }

  private boolean wants() {
    if (stoppedByDriver || hungUp) {
      return false;
    }
    return !full
        || (car.is(Quirk.GREETS_WHEN_FULL) && !greeted)
        || (car.is(Quirk.PRECONDITIONS) && heating);
  }

  private boolean forced() {
    return !Double.isNaN(mischief.forcedAmperes);
  }

  private boolean offered() {
    return seen == Seen.PWM && amperesOf(duty) > 0 && !(car.is(Quirk.SHUNS_LOW_DUTY) && duty < 10);
  }

  /** What a duty means to a car (IEC 61851-1 Table A.8). */
  static double amperesOf(double duty) {
    if (duty < 8 || duty > 97) {
      return 0;
    }
    if (duty < 10) {
      return 6;
    }
    return duty <= 85 ? 0.6 * duty : Math.min(80, 2.5 * (duty - 64));
  }

  // The current, one straight ramp between two changes.

  /**
   * Where the current is heading.
   *
   * @param wattsPerAmpere what one ampere on every line in use takes from the mains now
   * @param seconds how far ahead the battery's taper is asked
   */
  double goal(double wattsPerAmpere, double seconds) {
    if (!s2 || !mayDraw || !powered || wattsPerAmpere <= 0) {
      return 0;
    }
    if (forced()) {
      return mischief.forcedAmperes;
    }
    if (stopping || greeting || !wants()) {
      return 0;
    }
    double offer = offerAmperes();
    if (full) {
      return Math.min(offer, HEATER_WATTS / wattsPerAmpere);
    }
    double cap =
        seconds == 0
            ? battery.capWatts()
            : battery.capWattsAfter(amperes * wattsPerAmpere, seconds);
    return Math.min(offer, cap / wattsPerAmpere);
  }

  private double offerAmperes() {
    Car.Charger charger = car.charger();
    if (car.is(Quirk.IGNORES_LIMIT) || mischief.ignoresLimit) {
      return charger.mostAmperes();
    }
    if (limitAmperes < charger.leastAmperes()) {
      return charger.standbyAmperes();
    }
    double limit =
        car.is(Quirk.WHOLE_AMPERES) ? Math.floor(limitAmperes) : limitAmperes - MARGIN_AMPERES;
    if (car.is(Quirk.SIMPLIFIED_PILOT)) {
      limit = Math.min(limit, SIMPLIFIED_AMPERES);
    }
    return Math.min(limit, charger.mostAmperes());
  }

  private double amperesPerSecond(double goal) {
    return goal > amperes
        ? car.charger().upPerSecond()
        : stopping ? STOP_AMPERES_PER_SECOND : car.charger().downPerSecond();
  }

  boolean ramping(double goal) {
    return Math.abs(goal - amperes) > (goal == 0 ? 0 : NO_RAMP_AMPERES);
  }

  /** The current after so many seconds on the way to the goal. */
  double amperesAfter(double goal, double seconds) {
    if (!ramping(goal)) {
      return goal;
    }
    double way = amperesPerSecond(goal) * seconds;
    return goal > amperes ? Math.min(goal, amperes + way) : Math.max(goal, amperes - way);
  }

  /** How long the current takes to pass or reach the given value on the way to the goal. */
  double secondsTo(double value, double goal) {
    return Math.abs(value - amperes) / amperesPerSecond(goal);
  }

  void draws(double now, double mainsJoules) {
    amperes = now;
    // A heated cabin stores nothing.
    if (!full) {
      battery.store(mainsJoules);
    }
  }

  /** The same current on, from one uptime to another. */
  void drawsOn(double mainsWatts, long from, long to) {
    if (!full) {
      battery.store(mainsWatts, from, to);
    }
  }

  /** How long at least the current stays what it is to the last bit; 0 when it does not. */
  double secondsSteady(double wattsPerAmpere) {
    if (goal(wattsPerAmpere, 0) != amperes) {
      return 0;
    }
    boolean untilCapped = amperes > 0 && !full && !forced();
    return untilCapped
        ? Math.max(0, battery.secondsUncapped(amperes * wattsPerAmpere) - 1)
        : Double.POSITIVE_INFINITY;
  }

  /** The earliest the battery can be where it stops asking, at the given power. */
  double secondsToFull(double watts) {
    return full ? Double.POSITIVE_INFINITY : battery.secondsTo(enough, watts);
  }

  private void glitch(long from, long to, long half, double ohms) {
    glitchFrom = from;
    glitchTo = to;
    glitchHalf = half;
    glitchOhms = ohms;
  }
}
