package opencompact.rtm.proof;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import opencompact.catalogue.Limit;
import opencompact.quantity.Amperes;
import opencompact.rtm.Drive;
import opencompact.rtm.Grant;
import opencompact.rtm.Rtm;
import opencompact.rtm.RtmCommand;
import opencompact.rtm.RtmSettings;
import opencompact.rtm.Signals;
import org.jspecify.annotations.Nullable;

/**
 * A small world for the search: the real RTM before a pilot wire, a plug, a pin, four poles and a
 * host, each in one of a few conditions. The oracle judges every step.
 */
final class Stage {
  private static final long MS = 1_000_000;
  private static final long SECOND = 1000 * MS;
  private static final long TRAVEL = 400 * MS;

  /** What a pole does with its coil. */
  enum Poles {
    FOLLOW,
    WELDED,
    STUCK
  }

  /** What the pin and its switch do. */
  enum Pin {
    FOLLOWS,
    JAMMED,
    SWITCH_SAYS_LOCKED,
    SWITCH_SAYS_OPEN
  }

  /** What the host does. */
  enum Says {
    NOTHING,
    SIXTEEN,
    SIX,
    PAUSE,
    HOLD_ONLY,
    SILENT
  }

  /** What can be done to this world at once. */
  enum Input {
    NOTHING(_ -> {}),
    PILOT_A(s -> s.pilotVolts = 12),
    PILOT_B(s -> s.pilotVolts = 9),
    PILOT_C(s -> s.pilotVolts = 6),
    PILOT_D(s -> s.pilotVolts = 3),
    PILOT_E(s -> s.pilotVolts = 0),
    PILOT_F(s -> s.pilotVolts = -12),
    PILOT_BETWEEN_B_AND_C(s -> s.pilotVolts = 7),
    PILOT_NO_NUMBER(s -> s.pilotVolts = Double.NaN),
    DIODE_PRESENT(s -> s.diode = true),
    DIODE_MISSING(s -> s.diode = false),
    NO_PLUG(s -> s.ohms = Double.POSITIVE_INFINITY),
    CABLE_13(s -> s.ohms = 1500),
    CABLE_32(s -> s.ohms = 220),
    CABLE_SHORTED(s -> s.ohms = 0),
    GRANT_16(s -> s.say(Says.SIXTEEN)),
    GRANT_6(s -> s.say(Says.SIX)),
    GRANT_PAUSE(s -> s.say(Says.PAUSE)),
    GRANT_ENDS(s -> s.say(Says.HOLD_ONLY)),
    GRANT_NOTHING(s -> s.say(Says.NOTHING)),
    HOST_SILENT(s -> s.says = Says.SILENT),
    PIN_FOLLOWS(s -> s.pin = Pin.FOLLOWS),
    PIN_JAMS(s -> s.pin = Pin.JAMMED),
    SWITCH_LIES_LOCKED(s -> s.pin = Pin.SWITCH_SAYS_LOCKED),
    SWITCH_LIES_OPEN(s -> s.pin = Pin.SWITCH_SAYS_OPEN),
    POLES_FOLLOW(s -> s.line = Poles.FOLLOW),
    POLE_WELDED(s -> s.line = Poles.WELDED),
    POLE_STUCK(s -> s.line = Poles.STUCK),
    NEUTRAL_WELDED(s -> s.neutral = Poles.WELDED),
    NEUTRAL_FOLLOWS(s -> s.neutral = Poles.FOLLOW),
    LEAK_AC(s -> s.leakAc = 40),
    LEAK_DC(s -> s.leakDc = -80),
    LEAK_ENDS(s -> {
      s.leakAc = 1;
      s.leakDc = 0;
    }),
    VOLTS_LOW(s -> s.signals.supplyVolts[0] = 200),
    VOLTS_NO_NUMBER(s -> s.signals.supplyVolts[0] = Double.NaN),
    VOLTS_RIGHT(s -> s.signals.supplyVolts[0] = 230),
    NEUTRAL_RISES(s -> s.signals.neutralToEarthVolts = 90),
    NEUTRAL_RESTS(s -> s.signals.neutralToEarthVolts = 1),
    HOT(s -> s.signals.celsius[0] = 80),
    COOL(s -> s.signals.celsius[0] = 30),
    CAR_GREEDY(s -> s.greed = 1.3),
    CAR_BEYOND_ALL(s -> s.greed = 10),
    CAR_MODEST(s -> s.greed = 1),
    CAR_IGNORES_STOP(s -> s.ignoresStop = true),
    CALIBRATION_LOST(s -> s.signals.calibrationValid = false),
    CALIBRATION_BACK(s -> s.signals.calibrationValid = true),
    HARDWARE_TRIPS(s -> s.signals.hardwareTrip = true),
    HARDWARE_RESTS(s -> s.signals.hardwareTrip = false),
    CLEARED_HERE(s -> s.tell(new RtmCommand.FaultsCleared(false))),
    CLEARED_REMOTELY(s -> s.tell(new RtmCommand.FaultsCleared(true))),
    UNLOCK_WANTED(s -> s.tell(new RtmCommand.UnlockWanted())),
    METER_SILENT(s -> s.tell(new RtmCommand.ExternalMeter(true))),
    METER_ANSWERS(s -> s.tell(new RtmCommand.ExternalMeter(false))),
    VENTILATED(s -> s.configure(true, true)),
    LOCK_NOT_USED(s -> s.configure(false, false)),
    AS_DELIVERED(s -> s.configure(false, true)),
    POWER_CYCLE(Stage::boot);

    private final Consumer<Stage> deed;

    Input(Consumer<Stage> deed) {
      this.deed = deed;
    }

    /** Whether it says something that is not yet so; a command always does. */
    boolean isCommand() {
      return this == CLEARED_HERE
          || this == CLEARED_REMOTELY
          || this == UNLOCK_WANTED
          || this == POWER_CYCLE
          || this == NOTHING;
    }
  }

  /** Everything the world consists of besides the RTM and its judge, for the snapshot. */
  final Signals signals = new Signals();

  private final Signals bent = new Signals();
  private final Truth truth = new Truth();
  private final Drive drive = new Drive();
  private final Plant plant;
  private final Oracle oracle;
  private final Snapshot snapshot;
  private final boolean socketed;

  private final Rtm rtm;
  private final Snapshot.State born;
  private RtmSettings settings;

  private long now;
  private long touchedAt;
  private double pilotVolts = 12;
  private boolean diode = true;
  private double ohms = Double.POSITIVE_INFINITY;
  private Pin pin = Pin.FOLLOWS;
  private double pinAt;
  private Poles line = Poles.FOLLOW;
  private Poles neutral = Poles.FOLLOW;
  private Says says = Says.NOTHING;
  private long saidAt;
  private double greed = 1;
  private boolean ignoresStop;
  private double leakAc = 1;
  private double leakDc;
  private long steps;
  private @Nullable String broken;

  Stage(boolean socketed, Plant plant) {
    this.socketed = socketed;
    this.plant = plant;
    settings = new RtmSettings(socketed, 1, Amperes.of(32), false, true, 0, true);
    signals.supplyVolts[0] = 230;
    signals.lineToEarthVolts[0] = 230;
    Arrays.fill(signals.celsius, 30);
    signals.neutralToEarthVolts = 1;
    rtm = new Rtm(settings);
    oracle = new Oracle(settings, 0);
    snapshot =
        new Snapshot(
            List.of("steps", "closings", "openings", "faultsSeen"),
            rtm,
            oracle,
            signals,
            drive,
            truth);
    born = snapshot.take();
  }

  // ---------------------------------------------------------------- the search's side

  /** All of this world at one time. */
  record Whole(
      Snapshot.State inner,
      RtmSettings settings,
      long now,
      long touchedAt,
      double pilotVolts,
      boolean diode,
      double ohms,
      Pin pin,
      double pinAt,
      Poles line,
      Poles neutral,
      Says says,
      long saidAt,
      double greed,
      boolean ignoresStop,
      double leakAc,
      double leakDc) {}

  Whole take() {
    return new Whole(
        snapshot.take(),
        settings,
        now,
        touchedAt,
        pilotVolts,
        diode,
        ohms,
        pin,
        pinAt,
        line,
        neutral,
        says,
        saidAt,
        greed,
        ignoresStop,
        leakAc,
        leakDc);
  }

  void put(Whole w) {
    snapshot.put(w.inner);
    settings = w.settings;
    now = w.now;
    touchedAt = w.touchedAt;
    pilotVolts = w.pilotVolts;
    diode = w.diode;
    ohms = w.ohms;
    pin = w.pin;
    pinAt = w.pinAt;
    line = w.line;
    neutral = w.neutral;
    says = w.says;
    saidAt = w.saidAt;
    greed = w.greed;
    ignoresStop = w.ignoresStop;
    leakAc = w.leakAc;
    leakDc = w.leakDc;
    broken = null;
  }

  /** What sets this world apart, besides what the RTM and its judge remember. */
  long conditions() {
    long sum = settings.hashCode();
    sum = sum * 31 + Double.hashCode(pilotVolts);
    sum = sum * 31 + Double.hashCode(ohms);
    sum = sum * 31 + Double.hashCode(pinAt);
    sum = sum * 31 + Double.hashCode(greed);
    sum = sum * 31 + pin.ordinal();
    sum = sum * 31 + line.ordinal();
    sum = sum * 31 + neutral.ordinal();
    sum = sum * 31 + says.ordinal();
    sum = sum * 31 + (diode ? 1 : 0);
    sum = sum * 31 + (ignoresStop ? 1 : 0);
    sum = sum * 31 + Double.hashCode(leakAc);
    sum = sum * 31 + Double.hashCode(leakDc);
    sum = sum * 31 + Double.hashCode(signals.supplyVolts[0]);
    sum = sum * 31 + Double.hashCode(signals.neutralToEarthVolts);
    sum = sum * 31 + Double.hashCode(signals.celsius[0]);
    sum = sum * 31 + (signals.calibrationValid ? 1 : 0);
    return sum * 31 + (signals.hardwareTrip ? 1 : 0);
  }

  long hash() {
    long sum = snapshot.hash(now) * 31 + conditions();
    return sum * 31 + (now - saidAt) * 7 + (now - touchedAt);
  }

  void give(Input input) {
    input.deed.accept(this);
    touchedAt = now;
  }

  long steps() {
    return steps;
  }

  boolean closed() {
    return drive.contactorClosed;
  }

  /** The law broken, or null. */
  @Nullable String pass(long nanos) {
    long end = now + nanos;
    while (now < end && broken == null) {
      step(end);
    }
    return broken;
  }

  // ---------------------------------------------------------------- the world

  private void step(long end) {
    long most = 5 * SECOND;
    if (now - touchedAt < 300 * MS) {
      most = 10 * MS;
    } else if (!rtm.settled() || moving()) {
      most = 100 * MS;
    }
    long width = Math.min(most, end - now);
    if (rtm.ruleDeadline() > now) {
      width = Math.min(width, rtm.ruleDeadline() - now);
    }
    now += width;
    movePin(width);
    if (says != Says.SILENT && now - saidAt >= SECOND) {
      say(says);
    }
    measure();
    boolean coil = drive.contactorClosed;
    double duty = drive.dutyPercent;
    rtm.step(given(), now, drive);
    plant.driven(drive, now);
    steps++;
    broken = oracle.judge(signals, truth, drive, rtm.faultWord(), now);
    if (coil != drive.contactorClosed || duty != drive.dutyPercent) {
      touchedAt = now;
    }
  }

  private Signals given() {
    if (plant.honest()) {
      return signals;
    }
    bent.copy(signals);
    plant.measured(bent, now);
    return bent;
  }

  private boolean moving() {
    boolean inward = drive.lockMotor == Drive.LockMotor.LOCK && pinAt < 1;
    boolean outward = drive.lockMotor == Drive.LockMotor.UNLOCK && pinAt > 0;
    return socketed && pin != Pin.JAMMED && (inward || outward);
  }

  private void movePin(long nanos) {
    if (moving()) {
      double way = (double) nanos / TRAVEL;
      boolean inward = drive.lockMotor == Drive.LockMotor.LOCK;
      pinAt = Math.clamp(pinAt + (inward ? way : -way), 0.0, 1.0);
    }
  }

  private void measure() {
    boolean pwm = drive.dutyPercent > 0 && drive.dutyPercent < 100;
    signals.pilotHighVolts = drive.dutyPercent == 0 ? -12 : drive.pilotConnected ? pilotVolts : 0;
    signals.pilotLowVolts = pwm ? (diode ? -12 : -pilotVolts) : signals.pilotHighVolts;
    signals.proximityOhms = socketed ? ohms : Double.POSITIVE_INFINITY;
    boolean fed = drive.contactorClosed && !signals.hardwareTrip;
    signals.lineLive[0] = line == Poles.WELDED || (line == Poles.FOLLOW && fed);
    signals.neutralLive = neutral == Poles.WELDED || (neutral == Poles.FOLLOW && fed);
    boolean flows = signals.lineLive[0] && signals.neutralLive && pilotVolts < 7;
    double offered = drive.dutyPercent * 0.6;
    signals.amperes[0] = !flows ? 0 : pwm ? offered * greed : ignoresStop ? 10 : 0;
    signals.residualAcMilliamperes = leakAc + (drive.residualTest ? 33 : 0);
    signals.residualDcMilliamperes = leakDc + (drive.residualTest ? 6.5 : 0);
    signals.lockedFeedback =
        socketed
            && switch (pin) {
              case FOLLOWS, JAMMED -> pinAt >= 0.95;
              case SWITCH_SAYS_LOCKED -> true;
              case SWITCH_SAYS_OPEN -> false;
            };
    truth.pinInPlace = pinAt >= 0.95;
    truth.live = signals.lineLive[0] || signals.neutralLive;
  }

  private void tell(RtmCommand command) {
    oracle.told(command, now);
    RtmCommand heard = plant.told(command, now);
    if (heard != null) {
      rtm.hear(heard, now);
    }
  }

  private void say(Says what) {
    says = what;
    saidAt = now;
    int tenths =
        switch (what) {
          case SIXTEEN -> 160;
          case SIX -> 60;
          case PAUSE -> 30;
          case HOLD_ONLY, NOTHING, SILENT -> 0;
        };
    boolean energise = what == Says.SIXTEEN || what == Says.SIX || what == Says.PAUSE;
    boolean hold = what != Says.NOTHING;
    tell(
        new RtmCommand.HostGrants(new Grant(energise, Amperes.ofTenths(tenths), Limit.FUSE, hold)));
  }

  private void configure(boolean ventilated, boolean lockActive) {
    settings = new RtmSettings(socketed, 1, Amperes.of(32), ventilated, true, 0, lockActive);
    tell(new RtmCommand.Configured(settings));
  }

  /** The power goes and comes: an RTM that knows nothing, before the same world. */
  private void boot() {
    RtmSettings kept = settings;
    Signals world = new Signals();
    world.copy(signals);
    snapshot.put(born);
    signals.copy(world);
    now = 0;
    saidAt = 0;
    settings = kept;
    oracle.boot(kept, 0);
    rtm.hear(new RtmCommand.Configured(kept), 0);
    if (says != Says.SILENT) {
      say(says);
    }
  }
}
