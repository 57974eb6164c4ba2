package opencompact.host.profile;

import java.util.ArrayList;
import java.util.List;
import opencompact.ocpp.ChargingRateUnit;
import opencompact.ocpp.ChargingSchedule;
import opencompact.ocpp.ChargingSchedulePeriod;
import opencompact.ocpp.Rate;
import opencompact.quantity.Amperes;

/**
 * All profiles together as one schedule (OCPP-SC-31 to SC-38). It goes from change to change, never
 * second by second.
 */
final class Composite {
  private static final int LONGEST_SECONDS = 7 * 86_400;
  private static final int MOST_PERIODS = 1000;

  private Composite() {}

  /**
   * The schedule from a second on; it is shorter than asked for where it would be too long
   * (OCPP-SC-37).
   *
   * @param most what the station itself allows for as long as it is set up like this (OCPP-SC-36)
   * @param seconds at least 0, which asks for the present limit alone (OCPP-SC-30)
   */
  static ChargingSchedule of(
      Plan plan, Amperes most, Scale scale, long begin, int seconds, ChargingRateUnit unit) {
    long end = begin + Math.min(seconds, LONGEST_SECONDS);
    long cap = scale.deciwatts(most.tenths(), false);
    Integer phases = scale.phases() == 3 ? null : (Integer) scale.phases();
    List<ChargingSchedulePeriod> periods = new ArrayList<>();
    Rate before = null;
    for (long second = begin; second < end || periods.isEmpty(); ) {
      Plan.Limit limit = plan.at(second);
      Rate rate = rate(Math.min(cap, limit.deciwatts()), unit, scale);
      if (!rate.equals(before)) {
        if (periods.size() == MOST_PERIODS) {
          end = second;
          break;
        }
        periods.add(new ChargingSchedulePeriod((int) (second - begin), rate, phases));
        before = rate;
      }
      second = limit.until();
    }
    return new ChargingSchedule((int) (end - begin), null, unit, periods, null);
  }

  private static Rate rate(long deciwatts, ChargingRateUnit unit, Scale scale) {
    return new Rate(
        Math.toIntExact(unit == ChargingRateUnit.W ? deciwatts : scale.deciamperes(deciwatts)));
  }
}
