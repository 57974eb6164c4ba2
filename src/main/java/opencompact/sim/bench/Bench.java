package opencompact.sim.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import opencompact.catalogue.Ailment;
import opencompact.host.energy.MeterReading;
import opencompact.rtm.Drive;
import opencompact.rtm.PowerStage;
import opencompact.rtm.Signals;
import opencompact.sim.bench.PilotWire.Diode;
import opencompact.sim.bench.PilotWire.Wire;
import org.jspecify.annotations.Nullable;

/**
 * The simulated power stage with the world around it: supply, contacts, socket or tethered cable,
 * lock, car, heat, leakage and meter. The RTM measures and drives it through {@link PowerStage}; a
 * person plugs, unplugs and breaks things. Time moves only in {@link #advance}, which stops at
 * every event in between, so that the size of the steps does not matter.
 */
public final class Bench implements PowerStage {
  private static final long NEVER = Long.MAX_VALUE;
  private static final double NANO = 1e-9;

  /**
   * How far one straight piece of a tapering current may reach; the taper's own scale is an hour.
   */
  private static final long LONGEST_PIECE_NANOS = 10_000_000_000L;

  private static final long SHORTEST_FULL_NANOS = 10_000_000L;

  /** 1.2 times 32 A (PRT-3), and the voltage bounds of the hardware (PRT-12). */
  private static final double TRIP_AMPERES = 38.4;

  private static final double TRIP_LOW_VOLTS = 115;
  private static final double TRIP_HIGH_VOLTS = 300;
  private static final long TRIP_NANOS = 60_000_000L;
  private static final double LIVE_VOLTS = 50;
  private static final double SUPPLIES_CAR_VOLTS = 80;

  private final boolean socketed;
  private final int phases;
  private final RandomGenerator chance;
  private final Supply supply;
  private final Contacts contacts;
  private final Lock lock = new Lock();
  private final PilotWire pilot = new PilotWire();
  private final ResidualCurrent residual = new ResidualCurrent();
  private final Enclosure enclosure;
  private final Meter meter;
  private final Mischief mischief = new Mischief();
  private final Map<Cause, BenchView.Standing> causes = new EnumMap<>(Cause.class);
  private long causesEnd = NEVER;

  private long now;
  private long events;
  private boolean powered = true;
  private @Nullable Cable cable;
  private @Nullable Ev ev;

  // What the RTM commanded last.
  private boolean closeCommanded;
  private boolean testCommanded;

  private boolean tripped;
  private long tripAt = NEVER;
  private final boolean[] active = new boolean[3];
  private int activeLines;
  private final double[] joules = new double[3];
  private double wattsPerAmpere;
  private double loadedAmperes = Double.NaN;

  // Values that causes force upon the rest.
  private double forcedOhms = Double.NaN;
  private Diode forcedDiode = Diode.PRESENT;
  private boolean mainCoverOpen;
  private boolean serviceCoverOpen;
  private boolean calibrationLost;
  // Asked by those who carry words between host and RTM, each on a thread of its own.
  private volatile boolean hostSilent;
  private volatile @Nullable Ailment reader;
  private volatile @Nullable Ailment radio;
  private double noise;

  /**
   * A bench for one station.
   *
   * @param socketed true for a socket with a lock, false for a tethered cable (MOD-1)
   * @param phases 1 or 3, as wired (MOD-2)
   * @param memory the energy registers, which outlive this bench
   * @param chance for the measuring noise
   */
  public Bench(boolean socketed, int phases, NonVolatile memory, RandomGenerator chance) {
    if (phases != 1 && phases != 3) {
      throw new IllegalArgumentException("a station has 1 or 3 phases, not " + phases);
    }
    this.socketed = socketed;
    this.phases = phases;
    this.chance = chance;
    supply = new Supply(phases);
    contacts = new Contacts(phases);
    enclosure = new Enclosure(phases);
    meter = new Meter(memory);
    settle();
  }

  // The power stage's side.

  @Override
  public void measure(Signals into) {
    into.pilotHighVolts = noisy(pilot.highVolts);
    into.pilotLowVolts =
        pilot.lowVolts == pilot.highVolts ? into.pilotHighVolts : noisy(pilot.lowVolts);
    into.proximityOhms = proximityOhms();
    for (int k = 0; k < 3; k++) {
      double amperes = amperes(k);
      into.supplyVolts[k] = noisy(supply.volts[k]);
      into.lineToEarthVolts[k] = noisy(supply.lineToEarth[k]);
      into.lineLive[k] = contacts.closed(k) && supply.volts[k] > LIVE_VOLTS;
      into.amperes[k] = noisy(amperes);
      into.watts[k] = meter.gain() * supply.volts[k] * amperes * powerFactor(amperes);
    }
    into.neutralToEarthVolts = noisy(supply.neutralToEarth);
    into.phaseOrderRight = supply.orderRight();
    into.neutralLive = contacts.closed(Contacts.NEUTRAL);
    meter.read(into.importedMilliwattHours, into.exportedMilliwattHours);
    into.residualAcMilliamperes = noisy(residual.ac);
    into.residualDcMilliamperes = noisy(residual.dc);
    into.celsius[0] = enclosure.first();
    into.celsius[1] = enclosure.second();
    into.lockedFeedback = socketed && lock.feedback();
    into.mainCoverOpen = mainCoverOpen;
    into.serviceCoverOpen = serviceCoverOpen;
    into.calibrationValid = !calibrationLost;
    into.hardwareTrip = tripped;
  }

  @Override
  public void drive(Drive command) {
    if (!powered) {
      return;
    }
    if (socketed) {
      lock.motor(command.lockMotor);
      lock.releasesWithoutPower = command.unlocksWithoutPower;
    }
    // Most commands repeat the last one; only a new one disturbs the world.
    if (command.dutyPercent == pilot.dutyPercent
        && command.pilotConnected == pilot.connected
        && command.contactorClosed == closeCommanded
        && command.residualTest == testCommanded
        && command.meterCalibration == meter.calibration) {
      return;
    }
    meter.calibration = command.meterCalibration;
    pilot.dutyPercent = command.dutyPercent;
    pilot.connected = command.pilotConnected;
    closeCommanded = command.contactorClosed;
    testCommanded = command.residualTest;
    settle();
  }

  /**
   * The RTM has not driven for {@link #DRIVEN_WITHIN}: the stage's own watchdog opens the contacts,
   * and keeps them open until it is told to (RST-5). Whoever moves this bench in real time counts.
   */
  public void abandoned() {
    if (contacts.fed()) {
      tripped = true;
      settle();
    }
  }

  // Time.

  /** Lets the world go on to the given uptime, in steps of any size. */
  public void advance(long uptimeNanos) {
    if (uptimeNanos < now) {
      throw new IllegalArgumentException(
          "the bench stands at " + now + " ns and cannot go back to " + uptimeNanos);
    }
    while (now < uptimeNanos) {
      long change = nextChange();
      flow(Math.min(Math.min(uptimeNanos, change), now + LONGEST_PIECE_NANOS));
      if (now >= change) {
        settle();
      }
    }
  }

  /** The uptime up to which the world has gone. */
  public long uptimeNanos() {
    return now;
  }

  /** Whether anything moves: a current's ramp, a contact, the lock, or a change within a second. */
  public boolean restless() {
    return lock.moving() || ramping() || nextChange() - now < 1_000_000_000L;
  }

  /**
   * The uptime of the next change that is already certain to come, if nobody does anything, or
   * {@code Long.MAX_VALUE}. It may be early, never late: no signal jumps before it.
   */
  public long nextChange() {
    long next = Math.min(contacts.nextChange(), Math.min(lock.nextChange(now), tripAt));
    next = Math.min(next, Math.min(residual.nextChange(), causesEnd));
    Ev car = ev;
    if (car != null) {
      next = Math.min(next, car.nextChange(now));
      double goal = car.goal(wattsPerAmpere, 0);
      if (car.ramping(goal)) {
        next = Math.min(next, now + nanos(car.secondsTo(goal, goal)));
        if (goal > TRIP_AMPERES && car.amperes() <= TRIP_AMPERES) {
          next = Math.min(next, now + nanos(car.secondsTo(TRIP_AMPERES, goal)));
        }
      } else if (car.amperes() > 0) {
        double seconds = car.secondsToFull(car.amperes() * wattsPerAmpere);
        if (seconds < 1e8) {
          next = Math.min(next, now + Math.max(SHORTEST_FULL_NANOS, nanos(seconds)));
        }
      }
    }
    return Math.max(next, now + 1);
  }

  /**
   * The uptime before which every signal but the registers and the heat stays what it is, to the
   * last bit, if nobody does anything; in the past when something moves. Of {@link #hottest} and
   * {@link #watts} can be told what the other two do meanwhile.
   */
  public long steadyUntil() {
    if (noise != 0 || lock.moving()) {
      return now - 1;
    }
    Ev car = ev;
    double seconds = car == null ? 1e8 : car.secondsSteady(wattsPerAmpere);
    return Math.min(nextChange(), now + (seconds < 1e8 ? (long) (seconds * 1e9) : NEVER / 4));
  }

  /** The most that a temperature sensor shows from now to then, while everything is steady. */
  public double hottest(long untilNanos) {
    return enclosure.hottest(untilNanos);
  }

  /** The least that it shows. */
  public double coldest(long untilNanos) {
    return enclosure.coldest(untilNanos);
  }

  /** The power that flows through the meter now, either way, all lines together. */
  public double watts() {
    double watts = 0;
    for (int k = 0; k < phases; k++) {
      double current = amperes(k);
      watts += Math.abs(supply.volts[k] * current * powerFactor(current));
    }
    return watts;
  }

  /** A number that is another one after each deed and each event here. */
  public long events() {
    return events;
  }

  private static long nanos(double seconds) {
    return (long) Math.ceil(seconds * 1e9);
  }

  private boolean ramping() {
    Ev car = ev;
    return car != null && car.ramping(car.goal(wattsPerAmpere, 0));
  }

  /**
   * One straight piece: the current runs from where it is towards its goal, everything else waits.
   */
  private void flow(long end) {
    double seconds = (end - now) * NANO;
    lock.advance(end - now);
    Ev car = ev;
    double squared = 0;
    if (car != null && activeLines > 0) {
      double from = car.amperes();
      double to = car.amperesAfter(car.goal(wattsPerAmpere, seconds), seconds);
      if (from == to) {
        stay(car, from, end);
      } else {
        ramp(car, from, to, seconds);
      }
      squared = activeLines * (from * from + from * to + to * to) / 3;
    }
    enclosure.advance(squared, end);
    now = end;
  }

  private void stay(Ev car, double amperes, long end) {
    load(amperes);
    double factor = powerFactor(amperes);
    double watts = 0;
    for (int k = 0; k < 3; k++) {
      if (active[k]) {
        double line = supply.volts[k] * amperes * factor;
        meter.flows(k, line, now, end);
        watts += line;
      }
    }
    car.drawsOn(watts, now, end);
  }

  private void ramp(Ev car, double from, double to, double seconds) {
    Arrays.fill(joules, 0);
    // Simpson's rule: exact for the cubic that voltage, current and power factor make.
    add(from, seconds / 6);
    add((from + to) / 2, seconds * 4 / 6);
    add(to, seconds / 6);
    double taken = 0;
    for (int k = 0; k < 3; k++) {
      if (active[k]) {
        meter.add(k, joules[k]);
        taken += joules[k];
      }
    }
    car.draws(to, taken);
    load(to);
  }

  private void add(double amperes, double seconds) {
    if (amperes == 0) {
      return;
    }
    load(amperes);
    double factor = powerFactor(amperes);
    for (int k = 0; k < 3; k++) {
      if (active[k]) {
        joules[k] += supply.volts[k] * amperes * factor * seconds;
      }
    }
  }

  /**
   * Settles the supply for the current on the lines in use, unless it is settled for it already.
   */
  private void load(double amperes) {
    if (amperes == loadedAmperes) {
      return;
    }
    loadedAmperes = amperes;
    supply.load(active[0] ? amperes : 0, active[1] ? amperes : 0, active[2] ? amperes : 0);
    double volts = 0;
    for (int k = 0; k < 3; k++) {
      volts += active[k] ? supply.volts[k] : 0;
    }
    wattsPerAmpere = volts * powerFactor(amperes);
  }

  /** Whatever is due happens, and every part learns what the others have become. */
  private void settle() {
    events++;
    endCauses();
    boolean unpowered = !powered;
    if (tripped && !closeCommanded) {
      tripped = false;
    }
    contacts.coil(closeCommanded && powered && !tripped, now);
    contacts.happen(now);
    residual.test(testCommanded && powered, now);
    pilot.powered = !unpowered;
    Ev car = ev;
    if (car != null) {
      car.sense(pilot.seen(), pilot.dutyPercent, now);
      connect(car);
      car.happen(now);
      // What the car did may have changed which lines it uses.
      connect(car);
      Diode diode = forcedDiode == Diode.PRESENT ? car.diode() : forcedDiode;
      pilot.settle(car.ohms(now), diode);
    } else {
      Arrays.fill(active, false);
      activeLines = 0;
      loadedAmperes = Double.NaN;
      load(0);
      pilot.settle(Double.POSITIVE_INFINITY, Diode.PRESENT);
    }
    residual.settle(
        ev != null && outputLive(), ev == null ? 0 : ev.car.charger().leakageMilliamperes(), now);
    watch();
  }

  private void connect(Ev car) {
    int lines = Math.min(car.lines(), phases);
    activeLines = 0;
    // A line counts by its voltage without load, so that its own sag cannot make it flicker.
    supply.load(0, 0, 0);
    for (int k = 0; k < 3; k++) {
      active[k] =
          k < lines
              && contacts.closed(k)
              && contacts.closed(Contacts.NEUTRAL)
              && supply.volts[k] > SUPPLIES_CAR_VOLTS;
      activeLines += active[k] ? 1 : 0;
    }
    car.feel(activeLines > 0, now);
    loadedAmperes = Double.NaN;
    load(car.amperes());
  }

  private boolean outputLive() {
    for (int k = 0; k < phases; k++) {
      if (contacts.closed(k) && supply.volts[k] > LIVE_VOLTS) {
        return true;
      }
    }
    return false;
  }

  /** The hardware's own protection, which asks nobody (PRT-3, PRT-12). */
  private void watch() {
    boolean beyond = false;
    for (int k = 0; k < phases; k++) {
      beyond |=
          amperes(k) > TRIP_AMPERES
              || supply.volts[k] < TRIP_LOW_VOLTS
              || supply.volts[k] > TRIP_HIGH_VOLTS;
    }
    if (!beyond || !contacts.fed()) {
      tripAt = NEVER;
    } else if (tripAt == NEVER) {
      tripAt = now + TRIP_NANOS;
    } else if (now >= tripAt) {
      tripAt = NEVER;
      tripped = true;
      contacts.coil(false, now);
    }
  }

  private double amperes(int line) {
    Ev car = ev;
    return car != null && active[line] ? car.amperes() : 0;
  }

  private static double powerFactor(double amperes) {
    return amperes >= 16 ? 0.99 : amperes <= 6 ? 0.9 : 0.9 + 0.009 * (amperes - 6);
  }

  private double proximityOhms() {
    if (!socketed) {
      return Double.POSITIVE_INFINITY;
    }
    Cable in = cable;
    return in == null
        ? Double.POSITIVE_INFINITY
        : Double.isNaN(forcedOhms) ? in.ohms() : forcedOhms;
  }

  private double noisy(double value) {
    return noise == 0 ? value : value * (1 + noise * chance.nextGaussian());
  }

  // What a person does. Each deed returns null when done, or a sentence that says why not.

  /**
   * Plugs a car in with a cable of the given rating (13, 20, 32 or 63 A, 0 for one without
   * resistor); a cable that lies in the socket already, or a tethered one, is used as it is.
   */
  public @Nullable String plugIn(Car car, int cableAmperes) {
    Ev present = ev;
    if (present != null) {
      return "a car is plugged in already: " + present.car.name() + "; unplug it first";
    }
    if (socketed && cable == null) {
      String refusal = insertCable(cableAmperes);
      if (refusal != null) {
        return refusal;
      }
    }
    ev = new Ev(car, mischief, now);
    apply(Cause.CAR_ASLEEP);
    settle();
    return null;
  }

  /** Puts a cable into the socket, with no car at its other end. */
  public @Nullable String insertCable(int cableAmperes) {
    if (!socketed) {
      return "the cable is fixed to this station";
    }
    if (!Cable.known(cableAmperes)) {
      return "a cable carries 13, 20, 32 or 63 A (0: without resistor), not " + cableAmperes;
    }
    if (cable != null) {
      return "a cable is in the socket already";
    }
    if (lock.holds()) {
      return "the lock's pin stands in the way of the plug";
    }
    cable = new Cable(cableAmperes);
    settle();
    return null;
  }

  /** Pulls the plug out of the car's inlet; the cable stays in the socket. */
  public @Nullable String unplugAtCar() {
    Ev car = ev;
    if (car == null) {
      return "no car is plugged in";
    }
    if (car.holdsPlug()) {
      return "the car holds its plug while it wants energy; stop the charge at the car first";
    }
    ev = null;
    settle();
    return null;
  }

  /** Pulls the plug out of the station's socket, the car still holding the other end, if any. */
  public @Nullable String unplugAtStation() {
    String refusal = cannotLeaveSocket();
    if (refusal != null) {
      return refusal;
    }
    cable = null;
    ev = null;
    settle();
    return null;
  }

  /** Takes the cable away altogether, at the car and, where there is a socket, at the station. */
  public @Nullable String plugOut() {
    if (!socketed) {
      return unplugAtCar();
    }
    String refusal = cannotLeaveSocket();
    Ev car = ev;
    if (refusal == null && car != null && car.holdsPlug()) {
      refusal = "the car holds its plug while it wants energy; stop the charge at the car first";
    }
    return refusal != null ? refusal : unplugAtStation();
  }

  private @Nullable String cannotLeaveSocket() {
    if (!socketed) {
      return "the cable is fixed to this station; unplug it at the car";
    }
    if (cable == null) {
      return "no plug is in the socket";
    }
    if (lock.holds()) {
      return "the plug is locked in the socket; end the charge first, or unplug at the car";
    }
    return null;
  }

  /** The driver ends the charge in the car. */
  public @Nullable String stopAtCar() {
    Ev car = ev;
    if (car == null) {
      return "no car is plugged in";
    }
    car.stop(now);
    settle();
    return null;
  }

  /** The driver opens the car and wants it to charge; this wakes it, too. */
  public @Nullable String startAtCar() {
    Ev car = ev;
    if (car == null) {
      return "no car is plugged in";
    }
    car.start(now);
    settle();
    return null;
  }

  /**
   * The feed fails: coil, pilot and measuring are dead, the pin does what it does without power.
   */
  public void cutPower() {
    powered = false;
    supply.alive = false;
    closeCommanded = false;
    testCommanded = false;
    tripped = false;
    pilot.dutyPercent = 100;
    pilot.connected = true;
    lock.powerLost();
    settle();
  }

  /** The feed returns; the power stage waits for its first command. */
  public void restorePower() {
    powered = true;
    supply.alive = true;
    settle();
  }

  public boolean powered() {
    return powered;
  }

  /** Whether a car is at the other end of the cable. */
  public boolean carPlugged() {
    return ev != null && (!socketed || cable != null);
  }

  /** Whether nobody's cable is in the socket; a tethered one is always as it should be. */
  public boolean cableTaken() {
    return !socketed || cable == null;
  }

  /** Whether at least one line is through to the cable. */
  public boolean closed() {
    return contacts.closed(0) || contacts.closed(1) || contacts.closed(2);
  }

  /** What the meter has counted towards cars, all lines together, in milliwatt hours. */
  public long importedMilliwattHours() {
    return meter.importedMilliwattHours(0)
        + meter.importedMilliwattHours(1)
        + meter.importedMilliwattHours(2);
  }

  /** Whether the lock's pin really stands in the plug, whatever its switch says. */
  public boolean pinInPlace() {
    return lock.inPlace();
  }

  /** Whether the external meter on the bus is made to be silent (PRT-18). */
  public boolean meterSilent() {
    return meter.silent;
  }

  /** What the external meter on the bus answers now; null when it is silent or has no supply. */
  public @Nullable MeterReading readMeter() {
    if (meter.silent || !powered) {
      return null;
    }
    List<Double> volts = new ArrayList<>();
    List<Double> amperes = new ArrayList<>();
    List<Double> watts = new ArrayList<>();
    double wattHours = 0;
    for (int k = 0; k < phases; k++) {
      double current = amperes(k);
      volts.add(supply.volts[k]);
      amperes.add(current);
      watts.add(supply.volts[k] * current * powerFactor(current));
      wattHours += meter.importedMilliwattHours(k) * 1e-3;
    }
    return new MeterReading(volts, amperes, watts, wattHours);
  }

  /** Whether the line between the host and the RTM is made to carry nothing (PRT-10, CHG-8). */
  public boolean hostSilent() {
    return hostSilent;
  }

  /** What ails a part beside the safety core, or null (OCPP-ST-41). */
  public @Nullable Ailment ailment(Ailment.Part part) {
    return switch (part) {
      case CARD_READER -> reader;
      case RADIO -> radio;
    };
  }

  /** How warm the housing gets at full load above the ambient, 25 to 45 K in practice. */
  public void fullLoadRise(double kelvin) {
    if (!(kelvin >= 0 && kelvin <= 200)) {
      throw new IllegalArgumentException("a rise of 0 to 200 K, not " + kelvin);
    }
    enclosure.riseKelvin = kelvin;
  }

  // What a person breaks.

  /** Lets a cause act from now on, for the given time or until it is cleared. */
  public void raise(Upset upset, @Nullable Duration lasting) {
    if (lasting != null && (lasting.isNegative() || lasting.isZero())) {
      throw new IllegalArgumentException("a cause lasts for a time above zero, not " + lasting);
    }
    long end = lasting == null ? NEVER : now + lasting.toNanos();
    causes.put(upset.cause(), new BenchView.Standing(upset, now, end));
    foretellCausesEnd();
    apply(upset.cause());
    settle();
  }

  /** Ends a cause; returns false when it was not in force. */
  public boolean clear(Cause cause) {
    boolean stood = causes.remove(cause) != null;
    foretellCausesEnd();
    apply(cause);
    settle();
    return stood;
  }

  /** Mends everything. */
  public void clearAll() {
    causes.clear();
    foretellCausesEnd();
    for (Cause cause : Cause.values()) {
      apply(cause);
    }
    settle();
  }

  /** The causes in force, in the order of the catalogue. */
  public List<BenchView.Standing> causes() {
    return List.copyOf(causes.values());
  }

  private void endCauses() {
    if (causesEnd > now) {
      return;
    }
    for (Cause cause : Cause.values()) {
      BenchView.Standing standing = causes.get(cause);
      if (standing != null && standing.endNanos() <= now) {
        causes.remove(cause);
        apply(cause);
      }
    }
    foretellCausesEnd();
  }

  private void foretellCausesEnd() {
    causesEnd = NEVER;
    for (BenchView.Standing standing : causes.values()) {
      causesEnd = Math.min(causesEnd, standing.endNanos());
    }
  }

  private @Nullable Upset standing(Cause cause) {
    BenchView.Standing standing = causes.get(cause);
    return standing == null ? null : standing.upset();
  }

  private double number(Cause cause, double healthy) {
    Upset upset = standing(cause);
    return upset == null || upset.word() != null ? healthy : upset.number();
  }

  private boolean says(Cause cause, String word) {
    Upset upset = standing(cause);
    return upset != null && upset.says(word);
  }

  /** Makes the world what the catalogue entry in force, or its absence, says. */
  private void apply(Cause cause) {
    switch (cause) {
      case RCD_AC -> residual.injectedAc = number(cause, 0);
      case RCD_DC -> residual.injectedDc = number(cause, 0);
      case RCD_SENSOR -> residual.sensorDead = says(cause, "dead");
      case LEAKAGE_AC -> residual.leakageAc = number(cause, 0);
      case LEAKAGE_DC -> residual.leakageDc = number(cause, 0);
      case CONTACT_L1 -> contacts.ail(0, contactAilment(cause), now);
      case CONTACT_L2 -> contacts.ail(1, contactAilment(cause), now);
      case CONTACT_L3 -> contacts.ail(2, contactAilment(cause), now);
      case CONTACT_N -> contacts.ail(Contacts.NEUTRAL, contactAilment(cause), now);
      case CONTACT_DELAY ->
          contacts.travelNanos = Math.round(number(cause, Contacts.TRAVEL_NANOS * 1e-6) * 1e6);
      case PE -> supply.earthOpen = says(cause, "open");
      case NEUTRAL -> {
        supply.neutralSwapped = says(cause, "swapped");
        supply.neutralOnLine = says(cause, "line");
      }
      case NEUTRAL_EARTH -> supply.neutralOffsetVolts = number(cause, 0);
      case PHASES -> supply.orderReversed = says(cause, "swapped");
      case SUPPLY, SUPPLY_L1, SUPPLY_L2, SUPPLY_L3 -> {
        supply.emfVolts[0] = emfVolts(Cause.SUPPLY_L1);
        supply.emfVolts[1] = phases > 1 ? emfVolts(Cause.SUPPLY_L2) : 0;
        supply.emfVolts[2] = phases > 1 ? emfVolts(Cause.SUPPLY_L3) : 0;
      }
      case SUPPLY_OHMS -> supply.lineOhms = number(cause, Supply.LINE_OHMS);
      case DIODE ->
          forcedDiode =
              says(cause, "open")
                  ? Diode.OPEN
                  : standing(cause) == null ? Diode.PRESENT : Diode.SHORTED;
      case CP ->
          pilot.wire =
              says(cause, "short") ? Wire.SHORT : says(cause, "open") ? Wire.OPEN : Wire.WHOLE;
      case CP_HIGH -> pilot.forcedVolts = number(cause, Double.NaN);
      case PP ->
          forcedOhms =
              says(cause, "short")
                  ? 0
                  : says(cause, "open") ? Double.POSITIVE_INFINITY : number(cause, Double.NaN);
      case TEMPERATURE -> enclosure.forcedCelsius = number(cause, Double.NaN);
      case AMBIENT -> enclosure.ambientCelsius = number(cause, 20);
      case LOCK -> lock.ailment = lockAilment();
      case COVER_MAIN -> mainCoverOpen = says(cause, "open");
      case COVER_SERVICE -> serviceCoverOpen = says(cause, "open");
      case CALIBRATION -> calibrationLost = says(cause, "lost");
      case METER -> meter.silent = says(cause, "silent");
      case HOST -> hostSilent = says(cause, "silent");
      case READER ->
          reader =
              says(cause, "silent")
                  ? Ailment.READER_SILENT
                  : says(cause, "faulty") ? Ailment.READER_FAULTY : null;
      case RADIO -> radio = says(cause, "weak") ? Ailment.SIGNAL_WEAK : null;
      case CAR_CURRENT -> mischief.forcedAmperes = number(cause, Double.NaN);
      case CAR_IGNORES_LIMIT -> mischief.ignoresLimit = says(cause, "on");
      case CAR_IGNORES_STOP -> mischief.ignoresEndOfOffer = says(cause, "on");
      case CAR_LINES -> mischief.lines = (int) number(cause, 0);
      case CAR_BOUNCES -> mischief.bounces = says(cause, "on");
      case CAR_VENTILATED -> mischief.needsVentilation = says(cause, "on");
      case CAR_ASLEEP -> {
        Ev car = ev;
        if (car != null && says(cause, "on")) {
          car.fallAsleep(now);
        } else if (car != null) {
          car.wake(now);
        }
      }
      case NOISE -> noise = number(cause, 0) / 100;
    }
  }

  private double emfVolts(Cause line) {
    return says(line, "off")
        ? 0
        : number(line, says(Cause.SUPPLY, "off") ? 0 : number(Cause.SUPPLY, Supply.NOMINAL_VOLTS));
  }

  private Contacts.Ailment contactAilment(Cause cause) {
    return says(cause, "welded")
        ? Contacts.Ailment.WELDED
        : says(cause, "stuck") ? Contacts.Ailment.STUCK_OPEN : Contacts.Ailment.NONE;
  }

  private Lock.Ailment lockAilment() {
    Upset upset = standing(Cause.LOCK);
    return switch (upset == null || upset.word() == null ? "" : upset.word()) {
      case "jammed" -> Lock.Ailment.JAMMED;
      case "sluggish" -> Lock.Ailment.SLUGGISH;
      case "feedback-lost" -> Lock.Ailment.FEEDBACK_LOST;
      case "feedback-stuck" -> Lock.Ailment.FEEDBACK_STUCK;
      default -> Lock.Ailment.NONE;
    };
  }

  // What a page shows.

  /** The picture of this instant. */
  public BenchView view() {
    Ev car = ev;
    Cable in = cable;
    List<Double> volts = new ArrayList<>();
    List<Double> amperes = new ArrayList<>();
    List<Double> watts = new ArrayList<>();
    List<Long> imported = new ArrayList<>();
    Signals signals = new Signals();
    meter.read(signals.importedMilliwattHours, signals.exportedMilliwattHours);
    for (int k = 0; k < phases; k++) {
      double current = amperes(k);
      volts.add(supply.volts[k]);
      amperes.add(current);
      watts.add(supply.volts[k] * current * powerFactor(current));
      imported.add(signals.importedMilliwattHours[k]);
    }
    return new BenchView(
        now,
        powered,
        socketed,
        phases,
        car == null
            ? null
            : new BenchView.CarView(car.car.name(), car.battery.soc(), car.state(), car.amperes()),
        in == null ? null : in.amperes(),
        new BenchView.LockView(lock.inPlace(), socketed && lock.feedback(), lock.moving()),
        List.of(
            contacts.closed(0),
            contacts.closed(1),
            contacts.closed(2),
            contacts.closed(Contacts.NEUTRAL)),
        contacts.fed(),
        tripped,
        new BenchView.PilotView(
            pilot.highVolts, pilot.lowVolts, pilot.dutyPercent, pilot.connected),
        List.copyOf(volts),
        List.copyOf(amperes),
        List.copyOf(watts),
        supply.neutralToEarth,
        List.copyOf(imported),
        residual.ac,
        residual.dc,
        List.of(enclosure.first(), enclosure.second()),
        enclosure.ambientCelsius,
        mainCoverOpen,
        serviceCoverOpen,
        meter.silent,
        proximityOhms(),
        causes(),
        restless(),
        nextChange());
  }
}
