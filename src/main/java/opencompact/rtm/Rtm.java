package opencompact.rtm;

import static opencompact.rtm.Span.LONG_AGO;
import static opencompact.rtm.Span.MILLISECOND;
import static opencompact.rtm.Span.SECOND;

import opencompact.catalogue.Fault;
import opencompact.catalogue.Limit;
import opencompact.quantity.Amperes;
import opencompact.quantity.Moment;

/**
 * The safety core of a station (product.md 2): it reads the pilots, the lock, the contacts and the
 * electrical signals, judges them, and drives pilot, contactor and lock so that current flows only
 * where {@link Interlocks} says it may. It hears grants from the host and is safe without them.
 *
 * <p>A step allocates nothing and asks no clock. Live it is taken every 10 ms; in virtual time it
 * is taken at least by {@link #deadline()}, and often while not {@link #settled()}.
 */
public final class Rtm {
  private static final long GRANT_LASTS = 5 * SECOND;
  private static final long REPORT_INTERVAL = SECOND;

  /** A fresh RTM has debounced what it finds within this time. */
  private static final long FINDS_OUT = SECOND;

  private static final long CABLE_UNREADABLE = 500 * MILLISECOND;
  private static final int TETHERED_CABLE_TENTHS = 320;
  private static final int SIMPLIFIED_PILOT_TENTHS = 100;

  private RtmSettings settings;
  private Grant grant = Grant.NOTHING;
  private long grantAt = LONG_AGO;
  private boolean externalMeterSilent;
  private boolean releaseWanted;
  private boolean clearWanted;
  private boolean clearWantedHere;
  private long startedAt = LONG_AGO;

  private final Pace pace = new Pace();
  private final ControlPilot controlPilot = new ControlPilot();
  private final ProximityPilot proximity = new ProximityPilot();
  private final Offer offer = new Offer();
  private final WakeUp wakeUp = new WakeUp();
  private final Pauses pauses = new Pauses();
  private final Contactor contactor = new Contactor();
  private final Lock lock = new Lock();
  private final Derating derating = new Derating();
  private final Overcurrent overcurrent = new Overcurrent();
  private final VoltageWindow volts = new VoltageWindow();
  private final ResidualCurrent residual = new ResidualCurrent();
  private final SensorTest sensorTest = new SensorTest();
  private final Neutral neutral = new Neutral();
  private final Phases phases = new Phases();
  private final Sag sag = new Sag();
  private final HardwareTrip hardwareTrip = new HardwareTrip();
  private final Span cableUnreadable = new Span();
  private final Faults faults = new Faults();
  private final Evidence evidence = new Evidence();
  private final Situation situation = new Situation();
  private final Interlocks interlocks = new Interlocks();

  private boolean plugged;
  private int cableTenths;
  private int limitTenths;
  private Limit ruling = Limit.DEVICE;
  private double greatestAmperes;
  private int greatestPlace;
  private boolean wasEmergency;

  private long pictured = Long.MIN_VALUE;
  private Pilot pilotPictured = Pilot.A;
  private int wordPictured;
  private long reportedAt = LONG_AGO;
  private long ruleDeadline;
  private boolean introduced;
  private final Picture picture = new Picture();

  public Rtm(RtmSettings settings) {
    this.settings = settings;
  }

  /**
   * The RTM that begins where this one is restarted without the power having been off: as after
   * power-up, but for a residual current fault while a plug is in, which no reset ends (FLT-02).
   */
  public Rtm restarted(RtmSettings delivered) {
    Rtm next = new Rtm(delivered);
    next.faults.inherit(faults, plugged);
    return next;
  }

  /** Something the host says; it takes effect in the next step. */
  public void hear(RtmCommand command, long uptimeNanos) {
    switch (command) {
      case RtmCommand.HostGrants(Grant renewed) -> {
        grant = renewed;
        grantAt = uptimeNanos;
      }
      case RtmCommand.Configured(RtmSettings changed) -> settings = changed;
      case RtmCommand.FaultsCleared(boolean remotely) -> {
        clearWanted |= remotely;
        clearWantedHere |= !remotely;
        lock.cleared();
      }
      case RtmCommand.UnlockWanted() -> {
        releaseWanted = settings.socketed() && settings.lockActive();
        lock.release();
      }
      case RtmCommand.ExternalMeter(boolean silent) -> externalMeterSilent = silent;
    }
  }

  /**
   * One step: reads the signals, judges, writes what shall be driven.
   *
   * @return whether a report is due: something discrete has changed, or a second has passed
   */
  public boolean step(Signals now, long uptimeNanos, Drive out) {
    if (startedAt == LONG_AGO) {
      startedAt = uptimeNanos;
    }
    pace.begin();
    read(now, uptimeNanos);
    judge(now, uptimeNanos);
    limit(uptimeNanos);
    settle(now, uptimeNanos);
    out.dutyPercent = offer.dutyPercent();
    out.pilotConnected = offer.pilotConnected();
    out.contactorClosed = contactor.closed();
    out.lockMotor = lock.motor();
    out.unlocksWithoutPower = settings.lockActive() && settings.unlocksWithoutPower();
    out.meterCalibration = settings.meterCalibration();
    out.residualTest = sensorTest.fed();
    ruleDeadline = pace.deadline();
    return picture(now, uptimeNanos);
  }

  /** By when the next step must be taken for no timing rule to be late; for virtual time. */
  public long deadline() {
    return pace.deadline();
  }

  /**
   * By when the next step must be taken for a rule's sake; unlike {@link #deadline()} it does not
   * count that a report is due each second.
   */
  public long ruleDeadline() {
    return ruleDeadline;
  }

  /**
   * Until when every further step at the same signals would only report the same again, if the
   * grant is renewed in time; in the past while something moves or drains. What a temperature does
   * is told by {@link #heedsHeat}.
   */
  public long quietUntil() {
    return pace.settled() && residual.still() ? pace.rule() : LONG_AGO;
  }

  /** Whether a temperature from one to the other would change more than the report's reading. */
  public boolean heedsHeat(double coldest, double hottest) {
    return derating.heeds(coldest, hottest);
  }

  /** The RTM error word after the last step, without the allocations of a whole report. */
  public int faultWord() {
    return faults.word();
  }

  /**
   * Whether no debounce, actuator or transient is running, so that virtual time may take big steps.
   */
  public boolean settled() {
    return pace.settled();
  }

  private void read(Signals now, long uptime) {
    controlPilot.read(now, offer, contactor.switchedAt(), uptime, pace);
    if (settings.socketed()) {
      proximity.read(now.proximityOhms, uptime, pace);
      lock.read(now.lockedFeedback, uptime, pace);
    }
    contactor.watch(now, settings.phases(), uptime, pace);
    greatestAmperes = now.amperes[0];
    greatestPlace = Places.line(0);
    for (int phase = 1; phase < settings.phases(); phase++) {
      if (!(now.amperes[phase] <= greatestAmperes)) {
        greatestAmperes = now.amperes[phase];
        greatestPlace = Places.line(phase);
      }
    }
    plugged = plugged();
    if (!plugged) {
      sag.unplugged();
    }
    if (!plugged || controlPilot.state() == Pilot.A) {
      pauses.unplugged();
      wakeUp.unplugged();
    }
    if (!plugged || !grant.holdCable()) {
      releaseWanted = false;
    }
  }

  private boolean plugged() {
    Pilot pilot = controlPilot.state();
    // A disturbed pilot says nothing about the car that may still hang on it.
    boolean unknown = pilot == Pilot.E || pilot == Pilot.F;
    boolean car = unknown ? plugged : pilot.connected();
    return car || (settings.socketed() && proximity.cable().valid());
  }

  /**
   * Whether the pilot says without doubt that no car hangs on it. One that has not been read long
   * enough, or has been disturbed ever since the start, may hide a car, and then nobody far away
   * may clear what protects it (FLT-02).
   */
  private boolean surelyEmpty() {
    return introduced && !plugged && controlPilot.unloaded();
  }

  private void judge(Signals now, long uptime) {
    faults.begin(contactor.closed(), contactor.measuredClosed(), uptime);
    judgeConnector(now, uptime);
    judgeContactor(uptime);
    judgeSupply(now, uptime);
    judgeResidual(now, uptime);
    judgeCharge(uptime);
    judgeStation(now, uptime);
    hardwareTrip.read(
        now,
        greatestAmperes,
        greatestPlace,
        sensorTest.running(),
        settings,
        volts,
        faults,
        evidence,
        uptime,
        pace);
    if (clearWanted || clearWantedHere) {
      faults.clear(!clearWantedHere, plugged || !surelyEmpty());
      clearWanted = false;
      clearWantedHere = false;
    }
    faults.settle(plugged, uptime, pace);
  }

  private void judgeConnector(Signals now, long uptime) {
    Pilot pilot = controlPilot.state();
    boolean strange = pilot == Pilot.E || pilot == Pilot.F;
    boolean disturbed = controlPilot.disturbed();
    evidence.of(now.pilotHighVolts, Double.NaN).since(controlPilot.disturbedSince());
    faults.judge(Fault.CP_STATE, disturbed, disturbed || strange, evidence, uptime);
    faults.judge(
        Fault.DIODE,
        controlPilot.diodeMissing(),
        evidence.of(now.pilotLowVolts, -10).since(controlPilot.diodeMissedSince()),
        uptime);
    boolean unreadable = settings.socketed() && pilot.connected() && !proximity.cable().valid();
    boolean attempt = granted(uptime) && (grant.energise() || grant.holdCable());
    boolean refused = cableUnreadable.lasts(unreadable && attempt, CABLE_UNREADABLE, uptime, pace);
    evidence.of(now.proximityOhms, Double.NaN).since(cableUnreadable.since());
    faults.judge(Fault.PP, refused, unreadable, evidence, uptime);
    boolean lockable = settings.socketed() && settings.lockActive();
    if (lockable && contactor.closed() && !now.lockedFeedback) {
      lock.lost();
    }
    faults.follow(Fault.LOCK, lockable && lock.lockFailed(), evidence.plain(), uptime);
    faults.follow(Fault.UNLOCK, lockable && lock.unlockFailed(), evidence.plain(), uptime);
  }

  private void judgeContactor(long uptime) {
    int closed = contactor.stuckClosed();
    int open = contactor.stuckOpen();
    judgePoles(Fault.NEUTRAL_STUCK_CLOSED, closed & Places.NEUTRAL, uptime);
    judgePoles(Fault.NEUTRAL_STUCK_OPEN, open & Places.NEUTRAL, uptime);
    judgePoles(Fault.LINE_STUCK_CLOSED, closed & Places.LINES, uptime);
    judgePoles(Fault.LINE_STUCK_OPEN, open & Places.LINES, uptime);
    boolean anyPole =
        faults.has(Fault.NEUTRAL_STUCK_CLOSED)
            || faults.has(Fault.NEUTRAL_STUCK_OPEN)
            || faults.has(Fault.LINE_STUCK_CLOSED)
            || faults.has(Fault.LINE_STUCK_OPEN);
    poles(closed | open);
    faults.judge(Fault.POWER_RELAY, anyPole, evidence, uptime);
  }

  private void judgePoles(Fault fault, int poles, long uptime) {
    poles(poles);
    faults.judge(fault, poles != 0, evidence, uptime);
  }

  private void poles(int poles) {
    evidence.plain().at(poles).since(contactor.wrongSince(poles));
  }

  private void judgeSupply(Signals now, long uptime) {
    int offset = settings.voltageOffset();
    volts.read(now.supplyVolts, settings.phases(), offset, uptime, pace);
    boolean outside = !volts.wellInside();
    boolean newlyUnder = volts.tripsUnder() && !faults.has(Fault.UNDERVOLTAGE);
    evidence.of(volts.leastVolts(), volts.leastAllowed()).at(volts.underPlaces());
    evidence.since(volts.underSince());
    faults.judge(Fault.UNDERVOLTAGE, volts.tripsUnder(), outside, evidence, uptime);
    evidence.of(volts.greatestVolts(), volts.greatestAllowed()).at(volts.overPlaces());
    evidence.since(volts.overSince());
    faults.judge(Fault.OVERVOLTAGE, volts.tripsOver(), outside, evidence, uptime);
    if (newlyUnder) {
      sag.undervoltage(offer.tenths(), contactor.closedAt(), uptime);
      if (sag.hopeless()) {
        faults.latch(Fault.UNDERVOLTAGE);
      }
    }
    neutral.read(now.neutralToEarthVolts, now.lineToEarthVolts[0], uptime, pace);
    evidence.of(now.neutralToEarthVolts, Neutral.TRIP_VOLTS).at(Places.NEUTRAL);
    evidence.since(neutral.since()).as(neutral.swapped() ? Finding.SWAPPED : Finding.USUAL);
    faults.judge(Fault.NEUTRAL, neutral.trips(), !neutral.clear(), evidence, uptime);
    phases.read(now, settings.phases(), neutral.swapped(), uptime, pace);
    faults.judge(Fault.PHASES, phases.trips(), phases.wrong(), phases.evidence(evidence), uptime);
    if (phases.misconnected()) {
      faults.latchForGood(Fault.PHASES);
    }
  }

  private void judgeResidual(Signals now, long uptime) {
    double acLimit = ResidualCurrent.AC_TRIPS_MILLIAMPERES;
    double dcLimit = ResidualCurrent.DC_TRIPS_MILLIAMPERES;
    boolean dcActive = settings.residualDcProtected();
    sensorTest.read(
        now,
        dcActive,
        controlPilot.state(),
        contactor.provenOpen(),
        faults.has(Fault.RCD),
        uptime,
        pace);
    if (sensorTest.failing()) {
      boolean unseen = sensorTest.finding() == Finding.TEST_NOT_SEEN;
      boolean byDc = dcActive && unseen == sensorTest.ac() >= acLimit;
      evidence.of(byDc ? sensorTest.dc() : sensorTest.ac(), byDc ? dcLimit : acLimit);
      evidence.since(sensorTest.startedAt()).as(sensorTest.finding());
      faults.judge(Fault.RCD, true, false, evidence, uptime);
      faults.judge(Fault.RCD_DC, dcActive, false, evidence, uptime);
    }
    // The test current is no leak.
    double ac = sensorTest.running() ? 0 : now.residualAcMilliamperes;
    double dc = sensorTest.running() ? 0 : now.residualDcMilliamperes;
    residual.read(ac, dc, dcActive, uptime, pace);
    boolean dcLeak = residual.dcSince() != Moment.NEVER;
    boolean leak = dcLeak || residual.acSince() != Moment.NEVER;
    evidence.of(dc, dcLimit).since(residual.dcSince());
    faults.judge(Fault.RCD_DC, residual.tripsDc(), dcLeak, evidence, uptime);
    if (residual.trips()) {
      evidence.of(ac, acLimit).since(residual.acSince());
    }
    faults.judge(Fault.RCD, residual.trips() || residual.tripsDc(), leak, evidence, uptime);
  }

  private void judgeCharge(long uptime) {
    int device = settings.deviceLimit().tenths();
    overcurrent.read(greatestAmperes, offer.tenths(), device, uptime, pace);
    evidence.of(greatestAmperes, overcurrent.thresholdAmperes()).at(greatestPlace);
    evidence.since(overcurrent.since());
    faults.judge(Fault.OVERCURRENT, overcurrent.trips(), evidence, uptime);
  }

  private void judgeStation(Signals now, long uptime) {
    boolean second = Derating.felt(now.celsius[1]) > Derating.felt(now.celsius[0]);
    double celsius = now.celsius[second ? 1 : 0];
    derating.read(celsius, uptime, pace);
    evidence.of(celsius, 79).at(second ? Places.SENSOR_L1_N : Places.SENSOR_L1_L2);
    evidence.since(derating.hotSince());
    faults.judge(Fault.TEMPERATURE, derating.tooHot(), !derating.cool(), evidence, uptime);
    long heardAt = Math.max(grantAt, startedAt);
    boolean silent = uptime - heardAt >= GRANT_LASTS;
    if (!silent) {
      pace.renewedBy(heardAt + GRANT_LASTS);
    }
    evidence.of((uptime - heardAt) * 1e-9, 5).since(heardAt);
    faults.follow(Fault.MISSING_HOST, silent, evidence, uptime);
    faults.follow(Fault.CALIBRATION, !now.calibrationValid, evidence.plain(), uptime);
    faults.follow(Fault.EXTERNAL_METER, externalMeterSilent, evidence.plain(), uptime);
    faults.judge(Fault.TAMPER, now.mainCoverOpen, evidence.plain(), uptime);
    faults.judge(Fault.TAMPER_SERVICE, now.serviceCoverOpen, evidence.plain(), uptime);
  }

  private boolean granted(long uptime) {
    return uptime - grantAt < GRANT_LASTS;
  }

  /** The least of all limits, and which it is (LIM-1). */
  private void limit(long uptime) {
    cableTenths = settings.socketed() ? proximity.cable().tenths() : TETHERED_CABLE_TENTHS;
    limitTenths = Math.min(settings.deviceLimit().tenths(), sag.capTenths());
    if (settings.simplifiedPilotCapped() && controlPilot.simplified()) {
      limitTenths = Math.min(limitTenths, SIMPLIFIED_PILOT_TENTHS);
    }
    ruling = Limit.DEVICE;
    rule(cableTenths, Limit.CABLE);
    rule(derating.tenths(), Limit.TEMPERATURE);
    // Without a grant there is no host's limit to report; nothing is offered then anyway.
    if (granted(uptime) && grant.energise()) {
      rule(grant.limit().tenths(), grant.source());
    }
  }

  private void rule(int tenths, Limit source) {
    boolean tie = tenths == limitTenths && source.code() < ruling.code();
    if (tenths < limitTenths || tie) {
      limitTenths = tenths;
      ruling = source;
    }
  }

  private void settle(Signals now, long uptime) {
    Situation s = situation;
    s.socketed = settings.socketed();
    s.lockActive = settings.lockActive();
    s.ventilationAllowed = settings.ventilationAllowed();
    s.pilot = controlPilot.state();
    s.plugged = plugged;
    s.cableSteady = proximity.steady();
    s.lockedNow = now.lockedFeedback;
    s.lockedLong = lock.lockedLong();
    s.diodeSeen = controlPilot.diodeSeen();
    s.grantFresh = granted(uptime);
    s.energise = grant.energise();
    s.holdCable = grant.holdCable() && !controlPilot.letsGo();
    s.releaseWanted = releaseWanted;
    s.limitTenths = limitTenths;
    s.stoppingFault = faults.stopping();
    s.emergency = faults.emergency();
    s.hardwareTrip = now.hardwareTrip || now.stale;
    s.voltageInWindow = volts.inside();
    s.pwm = offer.pwm();
    s.windingDown = contactor.closed() && offer.windingDown(greatestAmperes, uptime, pace);
    s.contactorClosed = contactor.closed();
    s.measuredClosed = contactor.measuredClosed();
    s.provenOpen = contactor.provenOpen();
    s.rested = contactor.rested(uptime, pace);
    s.sensorProven = sensorTest.passed();
    interlocks.settle(s);

    boolean charging = s.pilot.ready() && (s.contactorClosed || s.pwm);
    if (s.emergency && !wasEmergency && charging) {
      offer.tellFault(settings.faultStateFMillis() * MILLISECOND, uptime);
    }
    wasEmergency = s.emergency;
    boolean rested = pauses.follow(s, interlocks, ruling, uptime, pace);
    boolean mayUseStateF = settings.faultStateFMillis() > 0;
    wakeUp.follow(s, interlocks, offer.pwmSince(), mayUseStateF, uptime, pace);
    boolean offered = interlocks.offer && rested;
    offer.follow(offered, limitTenths, wakeUp.signal(), uptime, pace);
    contactor.follow(interlocks.close, greatestAmperes, uptime, pace);
    if (!s.socketed || !s.lockActive) {
      lock.rest();
    } else if (grantAt != LONG_AGO || faults.has(Fault.MISSING_HOST)) {
      // Until the host has spoken after a start, a plug that was held is held.
      boolean feedback = now.lockedFeedback;
      lock.follow(interlocks.hold, interlocks.release, feedback, plugged, uptime, pace);
    }
  }

  /**
   * Keeps what a report needs, and says whether one is due. There is none before a fresh RTM has
   * found out what it stands before: a host that heard "no plug" first would take the plug of a
   * charge cut off by a power cut for a new one (RST-3).
   */
  private boolean picture(Signals now, long uptime) {
    picture.take(now);
    introduced |= pace.settled() || uptime - startedAt >= FINDS_OUT;
    if (!introduced) {
      pace.by(startedAt + FINDS_OUT);
      return false;
    }
    long shown = shown(now);
    int word = faults.word();
    Pilot pilot = controlPilot.state();
    boolean changed = shown != pictured || word != wordPictured || pilot != pilotPictured;
    boolean due = changed || uptime - reportedAt >= REPORT_INTERVAL;
    if (due) {
      pilotPictured = pilot;
      pictured = shown;
      wordPictured = word;
      reportedAt = uptime;
    }
    pace.renewedBy(reportedAt + REPORT_INTERVAL);
    return due;
  }

  /**
   * All that is discrete in a report but pilot and faults, in one number: three limits, the ruling,
   * flags.
   */
  private long shown(Signals now) {
    long shown = offer.tenths();
    shown = shown << 10 | (limitTenths & 1023);
    shown = shown << 10 | (cableTenths & 1023);
    shown = shown << 10 | (derating.tenths() & 1023);
    shown = shown << 3 | ruling.code();
    shown = shown << 5 | Math.min(pauses.count(), 31);
    shown = shown << 2 | wakeUp.calls();
    shown = shown << 1 | (pauses.offerFrom() != 0 ? 1 : 0);
    shown = shown << 1 | (wakeUp.calling() ? 1 : 0);
    shown = shown << 1 | (wakeUp.replugAdvised() ? 1 : 0);
    shown = shown << 1 | (controlPilot.simplified() ? 1 : 0);
    shown = shown << 1 | (plugged ? 1 : 0);
    shown = shown << 1 | (now.lockedFeedback ? 1 : 0);
    shown = shown << 1 | (contactorClosed() ? 1 : 0);
    shown = shown << 1 | (lock.unlockFailing() ? 1 : 0);
    return shown << 1 | (contactor.openedUnderLoad() ? 1 : 0);
  }

  private boolean contactorClosed() {
    return contactor.closed() || contactor.measuredClosed();
  }

  /** The picture of the last step. It allocates; it is asked for when due. */
  public RtmReport report() {
    return new RtmReport(
        controlPilot.state(),
        offer.pwm(),
        plugged,
        Amperes.ofTenths(cableTenths),
        settings.socketed() && picture.locked(),
        contactorClosed(),
        Amperes.ofTenths(offer.tenths()),
        Amperes.ofTenths(limitTenths),
        ruling,
        Amperes.ofTenths(derating.tenths()),
        faults.word(),
        picture.readings(settings.phases(), offer.dutyPercent()),
        picture.register(settings.phases()),
        lock.unlockFailing(),
        contactor.openedUnderLoad(),
        new RtmReport.PlugIn(
            controlPilot.simplified(),
            pauses.count(),
            wakeUp.calls(),
            wakeUp.calling(),
            wakeUp.replugAdvised(),
            pauses.reason(),
            pauses.offerFrom()),
        faults.records());
  }
}
