package opencompact.rtm.proof;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import opencompact.catalogue.Fault;
import opencompact.catalogue.Limit;
import opencompact.quantity.Amperes;
import opencompact.rtm.Drive;
import opencompact.rtm.Grant;
import opencompact.rtm.Rtm;
import opencompact.rtm.RtmCommand;
import opencompact.rtm.RtmSettings;
import opencompact.rtm.Signals;
import opencompact.sim.bench.Bench;
import opencompact.sim.bench.Car;
import opencompact.sim.bench.Cars;
import opencompact.sim.bench.Cause;
import opencompact.sim.bench.Causes;
import opencompact.sim.bench.NonVolatile;
import opencompact.sim.bench.Upset;
import org.jspecify.annotations.Nullable;

/**
 * One day of an RTM on the electrical bench under a host, a driver and a world that do anything at
 * any time. Everything follows from the seed; the oracle judges every step.
 */
final class Walk {
  private static final long MS = 1_000_000;
  private static final long SECOND = 1000 * MS;
  private static final List<Car> CARS = Cars.all();
  private static final Cause[] CAUSES = Cause.values();
  private static final int[] CABLES = {0, 13, 20, 20, 32, 32, 32, 63};
  private static final int[] STATE_F = {300, 300, 1000, 3000, 0};
  private static final int[] LIMITS = {0, 30, 59, 60, 61, 80, 100, 160, 160, 200, 320, 320, 630};

  /** What the counters of many days add up to. */
  static final class Tally {
    long nanos;
    long steps;
    long events;
    long closings;
    long boots;
    int faults;
    int causes;

    void add(Tally other) {
      nanos += other.nanos;
      steps += other.steps;
      events += other.events;
      closings += other.closings;
      boots += other.boots;
      faults |= other.faults;
      causes += other.causes;
    }
  }

  private final SplittableRandom chance;
  private final Plant plant;
  private final boolean socketed;
  private final int phases;
  private final Bench bench;
  private final Signals signals = new Signals();
  private final Signals bent = new Signals();
  private final Truth truth = new Truth();
  private final Oracle oracle;
  private final Drive drive = new Drive();
  private final Tally tally = new Tally();
  private final @Nullable Consumer<String> trace;

  private RtmSettings settings;
  private @Nullable Rtm rtm;
  private long now;
  private long bootedAt;
  private long rtmDue;
  private long touchedAt;

  private boolean hostAlive = true;
  private Grant grant = Grant.NOTHING;
  private long grantDue;
  private long floodUntil;

  private int garbled = -1;
  private double garbage;
  private long garbledUntil;

  Walk(long seed, Plant plant, @Nullable Consumer<String> trace) {
    this.chance = new SplittableRandom(seed);
    this.plant = plant;
    this.trace = trace;
    socketed = chance.nextInt(5) < 3;
    phases = chance.nextInt(3) == 0 ? 1 : 3;
    settings = randomSettings();
    bench = new Bench(socketed, phases, new NonVolatile(), chance.split());
    oracle = new Oracle(settings, 0);
    boot();
  }

  /** Walks for the given time; throws when a law is broken. */
  Tally walk(Duration duration) {
    long end = duration.toNanos();
    while (now < end) {
      happen();
      pass(Math.min(end, now + pause()));
    }
    tally.nanos = now;
    tally.closings = oracle.closings;
    tally.faults = oracle.faultsSeen;
    return tally;
  }

  /** Mostly the next thing follows soon, before the last one is over; then it is quiet for long. */
  private long pause() {
    int kind = chance.nextInt(10);
    if (kind < 5) {
      return chance.nextLong(1500 * MS);
    } else if (kind < 8) {
      return chance.nextLong(20 * SECOND);
    }
    return chance.nextLong(2400 * SECOND);
  }

  // ---------------------------------------------------------------- time

  private void pass(long until) {
    while (now < until) {
      long next = Math.min(until, bench.nextChange());
      if (rtm != null) {
        next = Math.min(next, rtmDue);
        next = now < floodUntil ? Math.min(next, now + 10 * MS) : next;
      }
      now = Math.max(now, next);
      bench.advance(now);
      Rtm core = rtm;
      if (core != null && now >= rtmDue) {
        hostSpeaks();
        step(core);
      }
    }
  }

  private void hostSpeaks() {
    if (now < floodUntil) {
      for (int i = chance.nextInt(8); i >= 0; i--) {
        tell(anything());
      }
    } else if (hostAlive && now >= grantDue) {
      tell(new RtmCommand.HostGrants(grant));
      grantDue = now + SECOND;
    }
  }

  private void step(Rtm core) {
    long uptime = now - bootedAt;
    bench.measure(signals);
    garble();
    truth.pinInPlace = bench.pinInPlace();
    truth.live = signals.neutralLive;
    for (int k = 0; k < phases; k++) {
      truth.live |= signals.lineLive[k];
    }
    RtmCommand invented = plant.honest() ? null : plant.invented(now);
    if (invented != null) {
      core.hear(invented, uptime);
    }
    boolean closed = drive.contactorClosed;
    double duty = drive.dutyPercent;
    core.step(bent(), uptime, drive);
    plant.driven(drive, now);
    tally.steps++;
    int word = core.faultWord();
    String broken = oracle.judge(signals, truth, drive, word, uptime);
    if (trace != null) {
      trace(uptime, word);
    }
    if (broken != null) {
      throw new AssertionError(broken + ", " + now / 1e9 + " s into the day");
    }
    bench.drive(drive);
    if (drive.contactorClosed != closed || drive.dutyPercent != duty) {
      touchedAt = now;
    }
    long most = 5 * SECOND;
    if (now - touchedAt < 300 * MS) {
      most = 10 * MS;
    } else if (!core.settled()) {
      most = 100 * MS;
    } else if (bench.restless()) {
      most = 50 * MS;
    }
    long change = bench.nextChange();
    if (change - now <= most) {
      // What changes then is looked at from then on every 10 ms.
      touchedAt = change;
    }
    long due = Math.min(now + most, change);
    rtmDue = Math.max(now + 1, Math.min(due, core.ruleDeadline() + bootedAt));
    if (core.ruleDeadline() == Long.MAX_VALUE) {
      rtmDue = Math.max(now + 1, due);
    }
  }

  private Signals bent() {
    if (plant.honest()) {
      return signals;
    }
    bent.copy(signals);
    plant.measured(bent, now);
    return bent;
  }

  private void tell(RtmCommand command) {
    Rtm core = rtm;
    if (core == null) {
      return;
    }
    oracle.told(command, now - bootedAt);
    RtmCommand heard = plant.told(command, now);
    if (heard != null) {
      core.hear(heard, now - bootedAt);
    }
  }

  private void touched() {
    touchedAt = now;
    rtmDue = Math.min(rtmDue, now + chance.nextLong(10 * MS));
  }

  private void boot() {
    rtm = new Rtm(settings);
    bootedAt = now;
    rtmDue = now;
    grantDue = now + chance.nextLong(SECOND);
    drive.dutyPercent = 100;
    drive.contactorClosed = false;
    drive.lockMotor = Drive.LockMotor.REST;
    drive.residualTest = false;
    drive.pilotConnected = true;
    oracle.boot(settings, 0);
    tally.boots++;
    touched();
  }

  // ---------------------------------------------------------------- what happens

  private void happen() {
    tally.events++;
    switch (chance.nextInt(30)) {
      case 0, 1, 2 -> plugIn();
      case 3 -> unplug();
      case 4 -> note("driver stops", bench.stopAtCar());
      case 5 -> note("driver starts", bench.startAtCar());
      case 6, 7, 8, 9, 10, 11 -> grant(granting());
      case 12 -> grant(anyGrant());
      case 13 -> {
        hostAlive = !hostAlive && chance.nextInt(4) != 0 || chance.nextInt(3) != 0;
        note("host alive " + hostAlive, null);
      }
      case 14 -> {
        floodUntil = now + chance.nextLong(3 * SECOND);
        note("host floods", null);
      }
      case 15, 16 -> command(new RtmCommand.FaultsCleared(chance.nextBoolean()));
      case 17 -> command(anything());
      case 18, 19, 20, 21, 22 -> breakSomething();
      case 23 -> garbleSomething();
      case 24, 25 -> mend();
      case 26 -> {
        bench.clearAll();
        note("all mended", null);
      }
      case 27 -> power();
      case 28 -> goodCharge();
      default -> restart();
    }
    touched();
  }

  private void plugIn() {
    String refusal =
        bench.plugIn(CARS.get(chance.nextInt(CARS.size())).withSoc(chance.nextDouble()), cable());
    note("plug in", refusal);
  }

  private int cable() {
    return CABLES[chance.nextInt(CABLES.length)];
  }

  private void unplug() {
    String refusal =
        switch (chance.nextInt(3)) {
          case 0 -> bench.unplugAtCar();
          case 1 -> bench.unplugAtStation();
          default -> bench.plugOut();
        };
    note("unplug", refusal);
  }

  /** Most of what matters happens during a charge: one is brought about as a person would. */
  private void goodCharge() {
    if (chance.nextInt(3) != 0) {
      bench.clearAll();
    }
    hostAlive = true;
    tell(new RtmCommand.FaultsCleared(false));
    if (rtm == null) {
      bench.restorePower();
      boot();
    }
    note("good charge", bench.plugIn(CARS.get(chance.nextInt(CARS.size())).withSoc(0.2), 32));
    grant(granting());
    pass(now + chance.nextLong(25 * SECOND));
  }

  private void grant(Grant renewed) {
    grant = renewed;
    grantDue = now;
    note("grant " + renewed, null);
  }

  private Grant granting() {
    int tenths = Math.max(60, LIMITS[chance.nextInt(LIMITS.length)]);
    return new Grant(true, Amperes.ofTenths(tenths), Limit.FUSE, true);
  }

  private Grant anyGrant() {
    int tenths = LIMITS[chance.nextInt(LIMITS.length)];
    Limit[] sources = Limit.values();
    return new Grant(
        chance.nextInt(3) != 0,
        Amperes.ofTenths(tenths),
        sources[chance.nextInt(sources.length)],
        chance.nextInt(3) != 0);
  }

  private void command(RtmCommand command) {
    note("told " + command, null);
    tell(command);
  }

  private RtmCommand anything() {
    return switch (chance.nextInt(8)) {
      case 0, 1 -> new RtmCommand.HostGrants(anyGrant());
      case 2 -> new RtmCommand.HostGrants(granting());
      case 3, 4 -> new RtmCommand.FaultsCleared(chance.nextBoolean());
      case 5 -> new RtmCommand.UnlockWanted();
      case 6 -> new RtmCommand.ExternalMeter(chance.nextInt(3) == 0);
      default -> {
        settings = randomSettings();
        yield new RtmCommand.Configured(settings);
      }
    };
  }

  private RtmSettings randomSettings() {
    return new RtmSettings(
        socketed,
        phases,
        Amperes.of(chance.nextInt(4) == 0 ? 16 : 32),
        chance.nextInt(4) == 0,
        chance.nextInt(6) != 0,
        chance.nextInt(3) == 0 ? chance.nextInt(24) : 0,
        chance.nextInt(8) != 0,
        chance.nextBoolean(),
        chance.nextInt(4) == 0,
        STATE_F[chance.nextInt(STATE_F.length)]);
  }

  private void breakSomething() {
    Cause cause = CAUSES[chance.nextInt(CAUSES.length)];
    Upset upset = upset(cause);
    if (upset == null) {
      return;
    }
    tally.causes++;
    Duration lasting =
        chance.nextInt(4) == 0
            ? null
            : Duration.ofMillis(
                1 + chance.nextLong(chance.nextBoolean() ? 400 : chance.nextInt(1, 60_000)));
    note("cause " + upset + " for " + lasting, null);
    bench.raise(upset, lasting);
  }

  /** A value of the cause, often near where something trips. */
  private @Nullable Upset upset(Cause cause) {
    List<String> words = cause.words();
    if (!words.isEmpty() && (!cause.takesNumber() || chance.nextInt(3) == 0)) {
      return parsed(cause, words.get(chance.nextInt(words.size())));
    }
    double width = cause.most() - cause.least();
    double value =
        switch (cause) {
          case RCD_AC, LEAKAGE_AC -> 20 + chance.nextDouble() * chance.nextInt(1, 200);
          case RCD_DC, LEAKAGE_DC -> 4 + chance.nextDouble() * chance.nextInt(1, 250);
          case SUPPLY, SUPPLY_L1, SUPPLY_L2, SUPPLY_L3 ->
              chance.nextInt(4) == 0 ? chance.nextDouble() * 450 : 180 + chance.nextDouble() * 100;
          case NEUTRAL_EARTH -> 50 + chance.nextDouble() * 100;
          case TEMPERATURE -> 60 + chance.nextDouble() * 25;
          case CONTACT_DELAY -> 1 + chance.nextDouble() * chance.nextInt(1, 2000);
          case CP_HIGH -> cause.least() + width * chance.nextDouble();
          case PP -> chance.nextDouble() * (chance.nextBoolean() ? 400 : 5000);
          case CAR_LINES -> 1 + chance.nextInt(3);
          default -> cause.least() + width * chance.nextDouble();
        };
    return parsed(cause, String.valueOf(Math.clamp(value, cause.least(), cause.most())));
  }

  private static @Nullable Upset parsed(Cause cause, String value) {
    return Causes.parse(cause.title() + "=" + value)
            instanceof Causes.Parsed.Understood(Upset upset)
        ? upset
        : null;
  }

  private void mend() {
    Cause cause = CAUSES[chance.nextInt(CAUSES.length)];
    note("mended " + cause.title(), null);
    bench.clear(cause);
  }

  private void power() {
    if (rtm == null) {
      note("power is back", null);
      bench.restorePower();
      boot();
    } else {
      note("power is cut", null);
      rtm = null;
      bench.cutPower();
      pass(now + chance.nextLong(chance.nextBoolean() ? SECOND : 600 * SECOND));
      bench.restorePower();
      boot();
    }
  }

  /** The RTM dies and is born anew, the power stage's own watchdog having opened. */
  private void restart() {
    if (rtm != null) {
      note("rtm restarts", null);
      drive.contactorClosed = false;
      drive.lockMotor = Drive.LockMotor.REST;
      drive.dutyPercent = 100;
      bench.drive(drive);
      rtm = null;
      pass(now + chance.nextLong(2 * SECOND));
      boot();
    }
  }

  // ---------------------------------------------------------------- bad signals

  private void garbleSomething() {
    garbled = chance.nextInt(12);
    garbage =
        switch (chance.nextInt(4)) {
          case 0, 1 -> Double.NaN;
          case 2 -> Double.POSITIVE_INFINITY;
          default -> garbled == 6 || garbled == 7 ? -273 : 1e9;
        };
    garbledUntil = now + chance.nextLong(chance.nextBoolean() ? SECOND : 60 * SECOND);
    note("signal " + garbled + " reads " + garbage, null);
  }

  private void garble() {
    if (garbled < 0) {
      return;
    }
    if (now >= garbledUntil) {
      garbled = -1;
      touchedAt = now;
      return;
    }
    switch (garbled) {
      case 0 -> signals.pilotHighVolts = garbage;
      case 1 -> signals.pilotLowVolts = garbage;
      case 2 -> signals.proximityOhms = garbage;
      case 3 -> signals.neutralToEarthVolts = garbage;
      case 4 -> signals.residualAcMilliamperes = garbage;
      case 5 -> signals.residualDcMilliamperes = garbage;
      case 6 -> signals.celsius[0] = garbage;
      case 7 -> signals.celsius[1] = garbage;
      case 8 -> signals.supplyVolts[phases - 1] = garbage;
      case 9 -> signals.amperes[phases - 1] = garbage;
      case 10 -> signals.hardwareTrip = true;
      default -> signals.residualDcMilliamperes = -signals.residualDcMilliamperes - 8;
    }
  }

  // ---------------------------------------------------------------- for a person

  private void note(String what, @Nullable String refusal) {
    Consumer<String> lines = trace;
    if (lines != null) {
      lines.accept(now / 1e9 + " " + what + (refusal == null ? "" : ": " + refusal));
    }
  }

  private String shown = "";

  private void trace(long uptime, int word) {
    String line =
        String.format(
            "duty %.2f%s coil %s motor %s pin %s/%s live %s pilot %.2f/%.2f pp %.0f faults %s",
            drive.dutyPercent,
            drive.pilotConnected ? "" : " (interrupted)",
            drive.contactorClosed,
            drive.lockMotor,
            truth.pinInPlace,
            signals.lockedFeedback,
            truth.live,
            signals.pilotHighVolts,
            signals.pilotLowVolts,
            signals.proximityOhms,
            Fault.in(word));
    if (!line.equals(shown)) {
      shown = line;
      note("  up " + uptime / 1e9 + " " + line, null);
    }
  }
}
