package opencompact.rtm;

import static opencompact.rtm.Span.LONG_AGO;
import static opencompact.rtm.Span.MILLISECOND;
import static opencompact.rtm.Span.SECOND;

import opencompact.catalogue.Fault;

/**
 * The power stage has opened by itself, which it may do sooner than any program. What was measured
 * in the second before tells why: the fault is that of the protection concerned, or, where nothing
 * was seen, a contactor that is open without having been told (PRT-5).
 */
final class HardwareTrip {
  private static final long REMEMBERED = SECOND;
  private static final long UNEXPLAINED = 100 * MILLISECOND;
  // A 30 mA device may trip from half its rating on.
  private static final double AC_MILLIAMPERES = 15;
  private static final double LOW_VOLTS = 125;
  private static final double HIGH_VOLTS = 290;

  private long acAt = LONG_AGO;
  private long dcAt = LONG_AGO;
  private long currentAt = LONG_AGO;
  private double ac;
  private double dc;
  private double amperes;
  private int places;
  private final Span unexplained = new Span();

  /**
   * Looks whether it has happened.
   *
   * @param testing whether the residual current sensor shows its own test and no leak
   */
  void read(
      Signals signals,
      double greatestAmperes,
      int greatestPlace,
      boolean testing,
      RtmSettings settings,
      VoltageWindow volts,
      Faults faults,
      Evidence evidence,
      long now,
      Pace pace) {
    if (!testing) {
      remember(signals, settings, now);
    }
    if (greatestAmperes > Overcurrent.hardAmperes(settings.deviceLimit().tenths())) {
      currentAt = now;
      amperes = greatestAmperes;
      places = greatestPlace;
    }
    if (signals.hardwareTrip) {
      explain(volts, settings, faults, evidence, now);
    }
    boolean puzzle = signals.hardwareTrip && !faults.emergency();
    boolean lasts = unexplained.lasts(puzzle, UNEXPLAINED, now, pace);
    evidence.plain().as(Finding.OPENED_BY_ITSELF).since(unexplained.since());
    faults.judge(Fault.POWER_RELAY, lasts, evidence, now);
  }

  private void remember(Signals signals, RtmSettings settings, long now) {
    if (signals.residualAcMilliamperes >= AC_MILLIAMPERES) {
      acAt = now;
      ac = signals.residualAcMilliamperes;
    }
    double leak = Math.abs(signals.residualDcMilliamperes);
    if (settings.residualDcProtected() && leak >= ResidualCurrent.DC_TRIPS_MILLIAMPERES) {
      dcAt = now;
      dc = leak;
    }
  }

  private void explain(
      VoltageWindow volts, RtmSettings settings, Faults faults, Evidence evidence, long now) {
    boolean residualDc = now - dcAt <= REMEMBERED;
    boolean residual = residualDc || now - acAt <= REMEMBERED;
    double dcLimit = ResidualCurrent.DC_TRIPS_MILLIAMPERES;
    double limit = residualDc ? dcLimit : ResidualCurrent.AC_TRIPS_MILLIAMPERES;
    faults.judge(Fault.RCD_DC, residualDc, evidence.of(dc, dcLimit).since(dcAt), now);
    evidence.of(residualDc ? dc : ac, limit).since(residualDc ? dcAt : acAt);
    faults.judge(Fault.RCD, residual, evidence, now);
    double most = Overcurrent.hardAmperes(settings.deviceLimit().tenths());
    evidence.of(amperes, most).at(places).since(currentAt);
    faults.judge(Fault.OVERCURRENT, now - currentAt <= REMEMBERED, evidence, now);
    double low = volts.leastVolts();
    double high = volts.greatestVolts();
    evidence.of(low, LOW_VOLTS).at(volts.underPlaces()).since(volts.underSince());
    faults.judge(Fault.UNDERVOLTAGE, low < LOW_VOLTS, evidence, now);
    evidence.of(high, HIGH_VOLTS).at(volts.overPlaces()).since(volts.overSince());
    faults.judge(Fault.OVERVOLTAGE, high > HIGH_VOLTS, evidence, now);
  }
}
