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
  private final Span unexplained = new Span();

  void read(
      Signals signals,
      double greatestAmperes,
      RtmSettings settings,
      VoltageWindow volts,
      Faults faults,
      long now,
      Pace pace) {
    remember(signals, greatestAmperes, settings, now);
    if (signals.hardwareTrip) {
      explain(volts, settings, faults, now);
    }
    boolean puzzle = signals.hardwareTrip && !faults.emergency();
    boolean lasts = unexplained.lasts(puzzle, UNEXPLAINED, now, pace);
    faults.judge(Fault.POWER_RELAY, lasts, 0, 0, now);
  }

  private void remember(Signals signals, double greatest, RtmSettings settings, long now) {
    if (signals.residualAcMilliamperes >= AC_MILLIAMPERES) {
      acAt = now;
      ac = signals.residualAcMilliamperes;
    }
    if (settings.residualDcProtected()
        && signals.residualDcMilliamperes >= ResidualCurrent.DC_TRIPS_MILLIAMPERES) {
      dcAt = now;
      dc = signals.residualDcMilliamperes;
    }
    if (greatest > Overcurrent.hardAmperes(settings.deviceLimit().tenths())) {
      currentAt = now;
      amperes = greatest;
    }
  }

  private void explain(VoltageWindow volts, RtmSettings settings, Faults faults, long now) {
    boolean residualDc = now - dcAt <= REMEMBERED;
    boolean residual = residualDc || now - acAt <= REMEMBERED;
    double dcLimit = ResidualCurrent.DC_TRIPS_MILLIAMPERES;
    double limit = residualDc ? dcLimit : ResidualCurrent.AC_TRIPS_MILLIAMPERES;
    faults.judge(Fault.RCD_DC, residualDc, dc, dcLimit, now);
    faults.judge(Fault.RCD, residual, residualDc ? dc : ac, limit, now);
    double most = Overcurrent.hardAmperes(settings.deviceLimit().tenths());
    faults.judge(Fault.OVERCURRENT, now - currentAt <= REMEMBERED, amperes, most, now);
    double low = volts.leastVolts();
    double high = volts.greatestVolts();
    faults.judge(Fault.UNDERVOLTAGE, low < LOW_VOLTS, low, LOW_VOLTS, now);
    faults.judge(Fault.OVERVOLTAGE, high > HIGH_VOLTS, high, HIGH_VOLTS, now);
  }
}
