package opencompact.rtm.proof;

import java.util.Arrays;
import opencompact.catalogue.Fault;
import opencompact.rtm.Drive;
import opencompact.rtm.RtmCommand;
import opencompact.rtm.RtmSettings;
import opencompact.rtm.Signals;

/**
 * The safety invariants SI-01 to SI-18 of docs/safety.md, judged from outside: from the signals the
 * RTM was given, from what it was told, from what it drove, and from the bench's truth about pin
 * and poles. It shares no rule and no timer with the RTM; of the RTM's own words it takes the error
 * word only, and judges that too.
 */
final class Oracle {
  private static final long MS = 1_000_000;
  private static final long SECOND = 1000 * MS;
  private static final long HOUR = 3600 * SECOND;
  private static final long DAY = 24 * HOUR;
  private static final long LONG_AGO = -DAY * 1000;

  // Table A.4, least and greatest volts of each state in which contacts may be looked at.
  private static final double[][] WINDOWS = {
    {11.40, 12.60}, {8.36, 9.56}, {5.48, 6.53}, {2.62, 3.25}
  };

  private static final int RESIDUAL = Fault.word(Fault.RCD, Fault.RCD_DC);
  private static final int FOR_GOOD =
      Fault.word(
          Fault.LINE_STUCK_CLOSED,
          Fault.LINE_STUCK_OPEN,
          Fault.NEUTRAL_STUCK_CLOSED,
          Fault.NEUTRAL_STUCK_OPEN,
          Fault.TAMPER);
  private static final int BY_HAND =
      Fault.word(Fault.POWER_RELAY, Fault.TEMPERATURE, Fault.TAMPER_SERVICE);
  private static final int BY_UNPLUGGING = Fault.word(Fault.DIODE, Fault.PP);
  private static final int RECOVERS =
      Fault.word(Fault.CP_STATE, Fault.OVERVOLTAGE, Fault.UNDERVOLTAGE, Fault.NEUTRAL);
  private static final int ORDERLY =
      Fault.word(Fault.MISSING_HOST, Fault.TEMPERATURE, Fault.EXTERNAL_METER);
  private static final int STOPPING = stopping();

  private final Lasting noCarAsks = new Lasting();
  private final Lasting unauthorised = new Lasting();
  private final Lasting withoutOffer = new Lasting();
  private final Lasting orderlyFault = new Lasting();
  private final Lasting meterSilent = new Lasting();
  private final Lasting hot = new Lasting();
  private final Lasting wrongVolts = new Lasting();
  private final Lasting absurdVolts = new Lasting();
  private final Lasting neutral70 = new Lasting();
  private final Lasting neutral110 = new Lasting();
  private final Lasting ac30 = new Lasting();
  private final Lasting acWavers = new Lasting();
  private final Lasting dcWavers = new Lasting();
  private final Lasting ac60 = new Lasting();
  private final Lasting ac150 = new Lasting();
  private final Lasting dc6 = new Lasting();
  private final Lasting dc60 = new Lasting();
  private final Lasting dc200 = new Lasting();
  private final Lasting over120 = new Lasting();
  private final Lasting over110 = new Lasting();
  private final Lasting cableLess = new Lasting();
  private final Lasting cableOther = new Lasting();
  private final Lasting cableGone = new Lasting();
  private final Lasting diodeGood = new Lasting();
  private final Lasting diodeBad = new Lasting();
  private final Lasting plugged = new Lasting();
  private final Lasting carSeen = new Lasting();
  private final Lasting pilotWrong = new Lasting();
  private final Lasting pilotAstray = new Lasting();

  private RtmSettings settings;
  private boolean energise;
  private int grantedTenths;
  private long grantedAt;
  private boolean silentMeter;
  private boolean clearedHere;
  private boolean clearedRemotely;

  private boolean closed;
  private long openedAt;
  private double duty;
  private boolean wire;
  private long pwmEndedAt;
  private long dutyChangedAt;
  private long minusSince;
  private int word;
  private int classAtClosing;
  private int steadyClass;
  private int newestClass;
  private long newestClassAt;
  private final boolean[] readyKnown = new boolean[2];
  private final long[] readySince = new long[2];
  private final long[] gapSince = new long[2];
  private boolean diodeShown;
  private boolean leakBefore;
  private long leakLookedAt;
  private long leakSecond;
  private long leaked;
  private long calmSince;
  private final double[] offers = new double[8];
  private long offersSecond;
  private double lastOffer;
  private final long[] recoveredAt = new long[64];
  private int recoveries;
  private int perhapsRecovered;
  private boolean exhausted;

  long closings;
  long openings;
  int faultsSeen;

  Oracle(RtmSettings settings, long now) {
    this.settings = settings;
    boot(settings, now);
  }

  /** A fresh RTM begins; a grant told to the one before is no grant. */
  void boot(RtmSettings fresh, long now) {
    settings = fresh;
    energise = false;
    grantedTenths = 0;
    grantedAt = LONG_AGO;
    silentMeter = false;
    clearedHere = false;
    clearedRemotely = false;
    closed = false;
    openedAt = now;
    duty = 100;
    wire = true;
    pwmEndedAt = LONG_AGO;
    dutyChangedAt = LONG_AGO;
    minusSince = LONG_AGO;
    word = 0;
    Arrays.fill(readyKnown, false);
    Arrays.fill(gapSince, LONG_AGO);
    steadyClass = 0;
    newestClass = 0;
    newestClassAt = now;
    diodeShown = false;
    lastOffer = 0;
    offersSecond = 0;
    calmSince = now;
    recoveries = 0;
    perhapsRecovered = 0;
    exhausted = false;
    Arrays.fill(offers, 0);
    plugged.look(false, now);
    carSeen.look(false, now);
    pilotWrong.look(false, now);
    diodeGood.look(false, now);
    diodeBad.look(false, now);
  }

  /** What the host says to the RTM. */
  void told(RtmCommand command, long now) {
    switch (command) {
      case RtmCommand.HostGrants(var grant) -> {
        energise = grant.energise();
        grantedTenths = grant.limit().tenths();
        grantedAt = now;
      }
      case RtmCommand.Configured(var changed) -> settings = changed;
      case RtmCommand.FaultsCleared(boolean remotely) -> {
        clearedRemotely |= remotely;
        clearedHere |= !remotely;
        if (exhausted || perhapsRecovered >= 6) {
          // Somebody has looked: the day's recoveries are counted anew.
          exhausted = false;
          recoveries = 0;
          perhapsRecovered = 0;
        }
      }
      case RtmCommand.ExternalMeter(boolean silent) -> silentMeter = silent;
      default -> {}
    }
  }

  /**
   * Judges one step of the RTM.
   *
   * @param seen what the RTM was given
   * @param drive what it drove then
   * @param nowWord its error word after the step
   * @return the law that it broke, or null
   */
  String judge(Signals seen, Truth truth, Drive drive, int nowWord, long now) {
    look(seen, now);
    boolean close = drive.contactorClosed;
    String broken = close ? flows(seen, truth, drive, nowWord, now) : null;
    if (broken == null && close && !closed) {
      broken = begins(seen, truth, drive, nowWord, now);
    }
    if (broken == null) {
      broken = holds(truth, drive, now);
    }
    if (broken == null) {
      broken = offers(seen, drive, now);
    }
    if (broken == null) {
      broken = ends(word & ~nowWord, now);
    }
    remember(seen, drive, nowWord, now);
    return broken;
  }

  // What was looked at.

  private boolean blind() {
    return duty == 0 || !wire;
  }

  private boolean pwm() {
    return duty > 0 && duty < 100;
  }

  private void look(Signals s, long now) {
    double high = s.pilotHighVolts;
    if (!blind()) {
      asks(0, high >= 4.29 && high <= 7.71, now);
      asks(1, high >= 1.29 && high <= 7.71, now);
    }
    boolean connected = high > 1.29 && high < 10.71;
    boolean good = s.pilotLowVolts <= -10;
    if (!pwm()) {
      diodeShown = false;
    }
    diodeShown |= diodeGood.look(pwm() && good && connected, now) >= 30 * MS;
    int present = classOf(s.proximityOhms);
    if (present != newestClass) {
      newestClass = present;
      newestClassAt = now;
    }
    steadyClass = now - newestClassAt > 300 * MS ? present : steadyClass;
    boolean in = present > 0 && settings.socketed();
    cableGone.look(settings.socketed() && !in, now);
    plugged.look(in, now);
    // Between 10.5 V and 10.71 V it depends on what was before whether a car is seen (IEC-CP-01).
    carSeen.look(!blind() && connected && high < 10.49, now);

    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    boolean number = true;
    for (int k = 0; k < settings.phases(); k++) {
      double volts = s.supplyVolts[k];
      number &= !Double.isNaN(volts);
      least = Math.min(least, volts);
      most = Math.max(most, volts);
    }
    boolean inWindow =
        number && least >= 207 - settings.voltageOffset() && most <= 253 + settings.voltageOffset();
    boolean quietNeutral = s.neutralToEarthVolts <= 70;
    boolean strange = pilotWrong.look(!blind() && !ofAState(high), now) > 600 * MS;
    if (!inWindow || !quietNeutral || strange) {
      calmSince = now;
    }
  }

  private static boolean ofAState(double high) {
    boolean some = false;
    for (double[] window : WINDOWS) {
      some |= window[0] <= high && high <= window[1];
    }
    return some;
  }

  /** Whether the car asks, in C alone (0) or in C or D (1), and since when; a blip is borne. */
  private void asks(int which, boolean ready, long now) {
    if (ready) {
      readySince[which] = readyKnown[which] ? readySince[which] : now;
      readyKnown[which] = true;
      gapSince[which] = LONG_AGO;
    } else {
      gapSince[which] = gapSince[which] == LONG_AGO ? now : gapSince[which];
      readyKnown[which] &= now - gapSince[which] < 80 * MS;
    }
  }

  private boolean ready(double high) {
    return high >= (settings.ventilationAllowed() ? 1.29 : 4.29) && high <= 7.71;
  }

  private boolean inWindow(Signals s) {
    for (int k = 0; k < settings.phases(); k++) {
      double volts = s.supplyVolts[k];
      if (!(volts >= 207 - settings.voltageOffset() && volts <= 253 + settings.voltageOffset())) {
        return false;
      }
    }
    return true;
  }

  private boolean possibleVolts(Signals s) {
    for (int k = 0; k < settings.phases(); k++) {
      if (!(s.supplyVolts[k] >= 115 && s.supplyVolts[k] <= 300)) {
        return false;
      }
    }
    return true;
  }

  private double amperes(Signals s) {
    double most = 0;
    for (int k = 0; k < settings.phases(); k++) {
      if (!(s.amperes[k] <= most)) {
        most = Double.isNaN(s.amperes[k]) ? Double.POSITIVE_INFINITY : s.amperes[k];
      }
    }
    return most;
  }

  /** Whether a leak has reached its threshold and not been well below it since. */
  private static boolean wavers(Lasting so, double milliamperes, double from, double to) {
    return !(Math.abs(milliamperes) < (so.holds() ? to : from));
  }

  /** How much of the present second has leaked. */
  private long leaking(boolean leak, long now) {
    long second = now / SECOND;
    if (second != leakSecond) {
      leakSecond = second;
      leaked = 0;
    }
    leaked += leakBefore ? Math.min(now - leakLookedAt, now - second * SECOND) : 0;
    leakBefore = leak;
    leakLookedAt = now;
    return leaked;
  }

  /** Colder than a housing ever is: no sensor, which must count as no number does. */
  private static double believed(double celsius) {
    return celsius < -51 ? Double.NaN : celsius;
  }

  private static double worse(double milliamperes) {
    return Double.isNaN(milliamperes) ? -1 : Math.abs(milliamperes);
  }

  /** Tenths of an ampere by the resistor's ranges; 0 for none (charging-standards 2.1). */
  private static int classOf(double ohms) {
    if (!(ohms >= 75 && ohms <= 4500)) {
      return 0;
    }
    return ohms > 1000 ? 130 : ohms > 330 ? 200 : 320;
  }

  // The laws.

  /** While contacts are commanded closed. */
  private String flows(Signals s, Truth truth, Drive d, int nowWord, long now) {
    boolean lockable = settings.socketed() && settings.lockActive();
    if (lockable && !truth.pinInPlace) {
      return "SI-02: closed while the pin is not in the plug";
    }
    if (lockable && !s.lockedFeedback) {
      return "SI-02: closed while the lock's switch says open";
    }
    if (noCarAsks.look(!blind() && !ready(s.pilotHighVolts), now) > 100 * MS) {
      return "SI-03: closed 100 ms after the pilot has left C";
    }
    if (pilotAstray.look(!blind() && !ofAState(s.pilotHighVolts), now) > 600 * MS) {
      return "SI-03: closed on a pilot between two states for 600 ms";
    }
    if (d.dutyPercent == 0 || !d.pilotConnected) {
      return "SI-03: closed while the pilot is not driven";
    }
    boolean allowed = energise && grantedTenths >= 60 && now - grantedAt < 5 * SECOND;
    if (unauthorised.look(!allowed, now) > 6100 * MS) {
      return "SI-04: closed 6 s after the grant has ended";
    }
    if (withoutOffer.look(d.dutyPercent >= 100, now) > 6100 * MS) {
      return "SI-05: closed 6 s after the offer has ended";
    }
    if ((nowWord & STOPPING & ~ORDERLY) != 0) {
      return "SI-06: closed with " + Fault.in(nowWord);
    }
    if (orderlyFault.look((nowWord & ORDERLY) != 0, now) > 6100 * MS) {
      return "SI-06: closed 6 s after " + Fault.in(nowWord);
    }
    if (s.hardwareTrip || !s.calibrationValid) {
      return "SI-06: closed against the hardware's trip or without calibration";
    }
    if (meterSilent.look(silentMeter, now) > 6100 * MS) {
      return "SI-06: closed 6 s after the meter has gone silent";
    }
    String cause = cause(s, now);
    if (cause != null) {
      return cause;
    }
    if (settings.socketed()) {
      int present = classOf(s.proximityOhms);
      if (closed && cableOther.look(present != classAtClosing, now) > 300 * MS) {
        return "SI-11: closed 300 ms after the cable has changed";
      }
    }
    return null;
  }

  /** Each cause with its own deadline (SI-07 to SI-10). */
  private String cause(Signals s, long now) {
    if (wrongVolts.look(!inWindow(s), now) > 3050 * MS) {
      return "SI-07: closed 3 s after the voltage has left its window";
    }
    if (absurdVolts.look(!possibleVolts(s), now) > 100 * MS) {
      return "SI-07: closed 100 ms after the supply has broken down";
    }
    double neutral = s.neutralToEarthVolts;
    if (neutral70.look(!(neutral <= 70), now) > 4050 * MS
        || neutral110.look(!(neutral <= 110), now) > 550 * MS) {
      return "SI-08: closed although the neutral stands above earth";
    }
    double ac = s.residualAcMilliamperes;
    if (ac30.look(!(Math.abs(ac) < 30), now) > 300 * MS
        || ac60.look(worse(ac) >= 60, now) > 150 * MS
        || ac150.look(worse(ac) >= 150, now) > 40 * MS) {
      return "SI-09: closed on an AC residual current";
    }
    if (acWavers.look(wavers(acWavers, ac, 30, 25.5), now) > 300 * MS
        || leaking(!(Math.abs(ac) < 30), now) > 550 * MS) {
      return "SI-09: closed on an AC residual current that comes and goes";
    }
    boolean active = settings.residualDcProtected();
    double dc = s.residualDcMilliamperes;
    if (dc6.look(active && !(Math.abs(dc) < 6), now) > 10 * SECOND
        || dc60.look(active && worse(dc) >= 60, now) > 300 * MS
        || dc200.look(active && worse(dc) >= 200, now) > 100 * MS) {
      return "SI-09: closed on a DC residual current";
    }
    if (dcWavers.look(active && wavers(dcWavers, dc, 6, 5.1), now) > 10 * SECOND) {
      return "SI-09: closed on a DC residual current that comes and goes";
    }
    double amperes = amperes(s);
    if (over120.look(amperes > settings.deviceLimit().value() * 1.2 + 1e-6, now) > 60 * MS) {
      return "SI-10: closed 60 ms after 1.2 times the maximum";
    }
    if (over110.look(pwm() && amperes > recentOffer(now) * 1.1 + 0.06, now) > 6050 * MS) {
      return "SI-10: closed 6 s after 1.1 times the offer";
    }
    double celsius = Math.max(believed(s.celsius[0]), believed(s.celsius[1]));
    if (hot.look(!(celsius <= 79), now) > 8100 * MS) {
      return "SI-10: closed 8 s after 79 degrees";
    }
    boolean connected = s.pilotHighVolts > 1.29 && s.pilotHighVolts < 10.71;
    if (diodeBad.look(pwm() && connected && !(s.pilotLowVolts <= -10), now) > 550 * MS) {
      return "SI-10: closed 500 ms after the diode was lost";
    }
    return null;
  }

  /** In the step that closes. */
  private String begins(Signals s, Truth truth, Drive d, int nowWord, long now) {
    closings++;
    if (pilotWrong.look(pilotWrong.holds(), now) > 600 * MS) {
      return "SI-01: closes on a pilot between two states";
    }
    int which = settings.ventilationAllowed() ? 1 : 0;
    if (blind() || !readyKnown[which] || now - readySince[which] < 500 * MS) {
      return "SI-01: closes before C has lasted 500 ms";
    }
    if (!energise || grantedTenths < 60 || now - grantedAt >= 5 * SECOND) {
      return "SI-01: closes without a fresh grant of at least 6 A";
    }
    if ((nowWord & STOPPING) != 0) {
      return "SI-01: closes with " + Fault.in(nowWord);
    }
    if (!diodeShown) {
      return "SI-01: closes before the diode was seen under PWM";
    }
    if (truth.live) {
      return "SI-01: closes on a pole that is closed";
    }
    if (d.dutyPercent < 10 || d.dutyPercent > 53.34) {
      return "SI-01: closes without an offer";
    }
    if (!inWindow(s)) {
      return "SI-01: closes at a wrong voltage";
    }
    if (cableGone.look(cableGone.holds(), now) > 300 * MS) {
      return "SI-01: closes on no cable";
    }
    if (now - openedAt < 5 * SECOND) {
      return "SI-12: closes within 5 s of opening or of power-up";
    }
    return null;
  }

  /** The plug (SI-13). */
  private String holds(Truth truth, Drive d, long now) {
    if (d.lockMotor != Drive.LockMotor.UNLOCK) {
      return null;
    }
    if (d.contactorClosed || truth.live) {
      return "SI-13: unlocks while a pole is closed";
    }
    if (now - openedAt < 250 * MS) {
      return "SI-13: unlocks before the contacts have settled";
    }
    return null;
  }

  /** The pilot (SI-14, SI-15). */
  private String offers(Signals s, Drive d, long now) {
    double next = d.dutyPercent;
    if (next != 0 && next != 100 && !(next >= 10 && next <= 53.34)) {
      return "SI-14: a duty that says nothing: " + next;
    }
    boolean offering = next > 0 && next < 100;
    double offered = offering ? next * 0.6 : 0;
    if (offering) {
      if (!energise || now - grantedAt >= 5 * SECOND || offered > grantedTenths * 0.1 + 1e-6) {
        return "SI-14: offers more than is granted";
      }
      if (offered > settings.deviceLimit().value() + 1e-6) {
        return "SI-14: offers more than the station's maximum";
      }
      double celsius = Math.max(believed(s.celsius[0]), believed(s.celsius[1]));
      double room = Double.isNaN(celsius) ? 0 : Math.max(0, 79 - celsius);
      if (!(celsius < 72) && offered > Math.max(6, Math.sqrt(144.1 * room)) + 0.051) {
        return "SI-14: offers more than the heat allows";
      }
    }
    boolean less = settings.socketed() && offered > classOf(s.proximityOhms) * 0.1 + 1e-6;
    if (cableLess.look(less, now) > 300 * MS) {
      return "SI-14: offers more than the cable carries";
    }
    if (offering && !pwm() && now - pwmEndedAt < 3 * SECOND) {
      return "SI-15: PWM again within 3 s";
    }
    if (offering && pwm() && next > duty && now - dutyChangedAt < 5 * SECOND) {
      return "SI-15: the offer rises within 5 s of its last change";
    }
    if (duty == 0 && next != 0 && now - minusSince < 300 * MS) {
      return "SI-16: state F for less than 300 ms";
    }
    return null;
  }

  /** Who ended which fault (SI-17, SI-18). */
  private String ends(int vanished, long now) {
    if (vanished == 0) {
      return null;
    }
    boolean cleared = clearedHere || clearedRemotely;
    boolean in =
        plugged.look(plugged.holds(), now) >= SECOND
            || carSeen.look(carSeen.holds(), now) >= SECOND;
    if ((vanished & RESIDUAL) != 0 && !clearedHere && !(clearedRemotely && !in)) {
      return "SI-17: a residual current fault ended by itself, or remotely while plugged";
    }
    if ((vanished & FOR_GOOD) != 0) {
      return "SI-17: a fault ended that only a power cycle ends";
    }
    if ((vanished & BY_HAND) != 0 && !cleared) {
      return "SI-17: a fault ended by itself that only a person ends";
    }
    if ((vanished & BY_UNPLUGGING) != 0 && in) {
      return "SI-17: a fault ended while plugged that only unplugging ends";
    }
    if (Fault.OVERCURRENT.isIn(vanished) && !cleared && in) {
      return "SI-17: an overcurrent ended by itself while plugged";
    }
    int recovered = vanished & RECOVERS;
    // A neutral fault that ends with the plug out may or may not count among the recoveries.
    perhapsRecovered += recovered == 0 ? 0 : 1;
    if (cleared || !in) {
      recovered &= ~Fault.NEUTRAL.bit();
    }
    return recovered == 0 ? null : recovers(now);
  }

  private String recovers(long now) {
    int lastHour = 0;
    int lastDay = 0;
    for (int i = Math.max(0, recoveries - recoveredAt.length); i < recoveries; i++) {
      long at = recoveredAt[i % recoveredAt.length];
      lastHour += now - at < HOUR ? 1 : 0;
      lastDay += now - at < DAY ? 1 : 0;
    }
    recoveredAt[recoveries % recoveredAt.length] = now;
    recoveries++;
    long wait = lastHour == 0 ? 30 : lastHour == 1 ? 60 : 300;
    if (now - calmSince < wait * SECOND) {
      return "SI-18: recovers after less than " + wait + " s of calm";
    }
    if (exhausted) {
      return "SI-18: recovers a seventh time in a day";
    }
    exhausted = lastDay + 1 >= 6;
    return null;
  }

  // What is kept for the next look.

  private void remember(Signals s, Drive d, int nowWord, long now) {
    if (d.contactorClosed && !closed) {
      classAtClosing = steadyClass;
      cableOther.look(false, now);
    }
    if (!d.contactorClosed) {
      if (closed) {
        openedAt = now;
        openings++;
      }
      forget(now);
    }
    closed = d.contactorClosed;
    if (d.dutyPercent != duty) {
      boolean was = pwm();
      dutyChangedAt = now;
      if (d.dutyPercent == 0) {
        minusSince = now;
      }
      duty = d.dutyPercent;
      if (was && !pwm()) {
        pwmEndedAt = now;
      }
    }
    wire = d.pilotConnected;
    note(now);
    faultsSeen |= nowWord & ~word;
    word = nowWord;
    clearedHere = false;
    clearedRemotely = false;
  }

  /** The stopwatches that run only while contacts are closed. */
  private void forget(long now) {
    noCarAsks.look(false, now);
    pilotAstray.look(false, now);
    unauthorised.look(false, now);
    withoutOffer.look(false, now);
    orderlyFault.look(false, now);
    meterSilent.look(false, now);
    hot.look(false, now);
    wrongVolts.look(false, now);
    absurdVolts.look(false, now);
    neutral70.look(false, now);
    neutral110.look(false, now);
    ac30.look(false, now);
    acWavers.look(false, now);
    dcWavers.look(false, now);
    leakBefore = false;
    leaked = 0;
    ac60.look(false, now);
    ac150.look(false, now);
    dc6.look(false, now);
    dc60.look(false, now);
    dc200.look(false, now);
    over120.look(false, now);
    over110.look(false, now);
    cableOther.look(false, now);
    diodeBad.look(false, now);
  }

  /** The greatest offer of the last five to six seconds, second by second. */
  private void note(long now) {
    long second = now / SECOND;
    double offered = pwm() ? duty * 0.6 : 0;
    if (second != offersSecond) {
      long from = Math.max(offersSecond + 1, second - offers.length + 1);
      for (long at = from; at <= second; at++) {
        offers[(int) (at % offers.length)] = lastOffer;
      }
      offersSecond = second;
    }
    int at = (int) (second % offers.length);
    offers[at] = Math.max(offers[at], offered);
    lastOffer = offered;
  }

  private double recentOffer(long now) {
    long second = now / SECOND;
    double most = lastOffer;
    for (long at = Math.max(0, second - 6); at <= Math.min(second, offersSecond); at++) {
      most = Math.max(most, offers[(int) (at % offers.length)]);
    }
    return most;
  }

  private static int stopping() {
    int all = 0;
    for (Fault fault : Fault.values()) {
      all |= fault.stopsCharging() ? fault.bit() : 0;
    }
    return all;
  }
}
