package opencompact.rtm;

import java.util.ArrayList;
import java.util.List;
import opencompact.catalogue.Fault;
import opencompact.catalogue.Limit;
import opencompact.quantity.Amperes;

/**
 * A power stage turned by hand: a test sets the signals, the board lets time pass and renews the
 * grant once a second. It knows just enough to follow what is driven: the pilot's plateau under the
 * present duty, the pin of the lock, the poles of the contactor.
 */
final class Board {
  static final long MS = 1_000_000;

  final Signals signals = new Signals();
  final Drive drive = new Drive();
  Rtm rtm;
  private final RtmSettings settings;

  long now = 0;

  /** Whether the last step said that a report is due. */
  boolean due;

  /** Step width; 0 steps as wide as the RTM says virtual time may. */
  long stepMs = 10;

  /** The test may have changed a signal: a world in virtual time has the RTM look at once. */
  private boolean touched;

  Grant grant = Grant.NOTHING;
  boolean hostAlive = true;

  /** When the RTM was last told that it may energise. */
  long energisedAt = Long.MIN_VALUE / 2;

  private long grantedAt = Long.MIN_VALUE / 2;

  double carVolts = 12;
  boolean diode = true;
  boolean lockWorks = true;
  boolean unlockWorks = true;

  /** Whether the residual current sensor shows its test current. */
  boolean sensorWorks = true;

  private boolean tested;
  long lockMs = 300;
  private long lockDrivenMs;

  /** Poles that do not follow the coil: welded true or false, or null to follow. */
  Boolean lineStuck;

  Boolean neutralStuck;
  long openedAt = -1;
  long closedAt = -1;
  private boolean wasClosed;

  /** Each change of the duty: time in milliseconds and duty. */
  record DutyChange(long atMs, double duty) {}

  final List<DutyChange> duties = new ArrayList<>();
  private double lastDuty = 100;

  Board(RtmSettings settings) {
    this.settings = settings;
    rtm = new Rtm(settings);
    for (int phase = 0; phase < settings.phases(); phase++) {
      signals.supplyVolts[phase] = 230;
      signals.lineToEarthVolts[phase] = 230;
    }
    signals.celsius[0] = 30;
    signals.celsius[1] = 30;
    signals.neutralToEarthVolts = 1;
    follow();
  }

  static RtmSettings socketedSettings() {
    return new RtmSettings(true, 1, Amperes.of(32), false, true, 0, true);
  }

  static RtmSettings tetheredSettings() {
    return new RtmSettings(false, 3, Amperes.of(32), false, true, 0, true);
  }

  /** The RTM is started anew, with the power on. */
  Board restart() {
    rtm = rtm.restarted(settings);
    return this;
  }

  static Board socketed() {
    return new Board(socketedSettings()).run(6000);
  }

  static Board tethered() {
    return new Board(tetheredSettings()).run(6000);
  }

  /** A board on which a car has been charging for a while at this limit. */
  static Board charging(boolean socketed, int amperes) {
    Board board = socketed ? socketed() : tethered();
    return board.charge(amperes);
  }

  Board charge(int amperes) {
    if (settings.socketed()) {
      signals.proximityOhms = 220;
    }
    carVolts = 9;
    grant(amperes);
    run(3000);
    carVolts = 6;
    run(2000);
    current(amperes);
    return run(10_000);
  }

  Board grant(int amperes) {
    return grant(new Grant(true, Amperes.of(amperes), Limit.FUSE, true));
  }

  Board grant(Grant renewed) {
    grant = renewed;
    tell();
    return this;
  }

  private void tell() {
    grantedAt = now;
    if (grant.energise() && grant.limit().tenths() >= 60) {
      energisedAt = now;
    }
    rtm.hear(new RtmCommand.HostGrants(grant), now);
  }

  Board current(double amperes) {
    for (int phase = 0; phase < settings.phases(); phase++) {
      signals.amperes[phase] = amperes;
    }
    return this;
  }

  Board plug(double ohms, double volts) {
    signals.proximityOhms = ohms;
    carVolts = volts;
    return this;
  }

  Board run(long ms) {
    touched = true;
    long end = now + ms * MS;
    while (now < end) {
      step(end);
    }
    return this;
  }

  private void step(long end) {
    long width = stepMs * MS;
    if (stepMs == 0) {
      // What waits for a deadline is asked then; what moves is seen every 10 ms.
      width = rtm.settled() && !touched ? Math.min(1000 * MS, rtm.deadline() - now) : 10 * MS;
      if (width <= 0) {
        throw new AssertionError("a deadline in the past");
      }
    }
    touched = false;
    width = Math.min(width, end - now);
    now += width;
    if (hostAlive && now - grantedAt >= 1000 * MS) {
      tell();
    }
    driveLock(width / MS);
    due = rtm.step(signals, now, drive);
    follow();
  }

  private void driveLock(long ms) {
    boolean locking = drive.lockMotor == Drive.LockMotor.LOCK && lockWorks;
    boolean unlocking = drive.lockMotor == Drive.LockMotor.UNLOCK && unlockWorks;
    if (!locking && !unlocking) {
      lockDrivenMs = 0;
      return;
    }
    lockDrivenMs += ms;
    if (lockDrivenMs >= lockMs) {
      signals.lockedFeedback = locking;
    }
  }

  private void follow() {
    boolean pwm = drive.dutyPercent > 0 && drive.dutyPercent < 100;
    signals.pilotHighVolts = !drive.pilotConnected ? 0 : drive.dutyPercent == 0 ? -12 : carVolts;
    double low = !drive.pilotConnected ? 0 : diode ? -12 : -carVolts;
    signals.pilotLowVolts = pwm ? low : signals.pilotHighVolts;
    if (drive.residualTest != tested && sensorWorks) {
      tested = drive.residualTest;
      signals.residualAcMilliamperes += tested ? 33 : -33;
      signals.residualDcMilliamperes += tested ? 6.5 : -6.5;
    }
    boolean closed = drive.contactorClosed && !signals.hardwareTrip;
    for (int phase = 0; phase < settings.phases(); phase++) {
      signals.lineLive[phase] = lineStuck != null ? lineStuck : closed;
    }
    signals.neutralLive = neutralStuck != null ? neutralStuck : closed;
    if (drive.contactorClosed != wasClosed) {
      wasClosed = drive.contactorClosed;
      if (wasClosed) {
        closedAt = now / MS;
      } else {
        openedAt = now / MS;
      }
    }
    if (drive.dutyPercent != lastDuty) {
      lastDuty = drive.dutyPercent;
      duties.add(new DutyChange(now / MS, lastDuty));
    }
    if (!closed) {
      current(0);
    }
  }

  long ms() {
    return now / MS;
  }

  boolean closed() {
    return drive.contactorClosed;
  }

  boolean has(Fault fault) {
    return rtm.report().has(fault);
  }

  /** Runs until the contactor is commanded open; the time it took in milliseconds, or the bound. */
  long untilOpen(long boundMs) {
    touched = true;
    long from = now;
    while (closed() && now - from < boundMs * MS) {
      step(from + boundMs * MS);
    }
    return (now - from) / MS;
  }

  long untilClosed(long boundMs) {
    touched = true;
    long from = now;
    while (!closed() && now - from < boundMs * MS) {
      step(from + boundMs * MS);
    }
    return (now - from) / MS;
  }

  long untilFault(Fault fault, long boundMs) {
    touched = true;
    long from = now;
    while (!has(fault) && now - from < boundMs * MS) {
      step(from + boundMs * MS);
    }
    return (now - from) / MS;
  }
}
