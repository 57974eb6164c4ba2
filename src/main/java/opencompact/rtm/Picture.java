package opencompact.rtm;

import java.util.List;
import opencompact.quantity.WattHours;

/** What the last step measured and no rule keeps. */
final class Picture {
  private final double[] volts = new double[3];
  private final double[] amperes = new double[3];
  private final double[] watts = new double[3];
  private final long[] imported = new long[3];
  private final long[] exported = new long[3];
  private final double[] celsius = new double[2];
  private double neutralVolts;
  private double residualAc;
  private double residualDc;
  private double pilotHigh;
  private double pilotLow;
  private boolean locked;

  boolean locked() {
    return locked;
  }

  void take(Signals now) {
    for (int phase = 0; phase < 3; phase++) {
      volts[phase] = now.supplyVolts[phase];
      amperes[phase] = now.amperes[phase];
      watts[phase] = now.watts[phase];
      imported[phase] = now.importedMilliwattHours[phase];
      exported[phase] = now.exportedMilliwattHours[phase];
    }
    celsius[0] = now.celsius[0];
    celsius[1] = now.celsius[1];
    neutralVolts = now.neutralToEarthVolts;
    residualAc = now.residualAcMilliamperes;
    residualDc = now.residualDcMilliamperes;
    pilotHigh = now.pilotHighVolts;
    pilotLow = now.pilotLowVolts;
    locked = now.lockedFeedback;
  }

  WattHours register(int phases) {
    long sum = 0;
    for (int phase = 0; phase < phases; phase++) {
      sum += imported[phase];
    }
    return WattHours.ofMilli(sum);
  }

  RtmReport.Readings readings(int phases, double dutyPercent) {
    return new RtmReport.Readings(
        list(volts, phases),
        neutralVolts,
        list(amperes, phases),
        list(watts, phases),
        registers(imported, phases),
        registers(exported, phases),
        list(celsius, 2),
        residualAc,
        residualDc,
        pilotHigh,
        pilotLow,
        dutyPercent);
  }

  private static List<Double> list(double[] values, int count) {
    return switch (count) {
      case 1 -> List.of(values[0]);
      case 2 -> List.of(values[0], values[1]);
      default -> List.of(values[0], values[1], values[2]);
    };
  }

  private static List<WattHours> registers(long[] milliwattHours, int count) {
    WattHours first = WattHours.ofMilli(milliwattHours[0]);
    return count == 1
        ? List.of(first)
        : List.of(
            first, WattHours.ofMilli(milliwattHours[1]), WattHours.ofMilli(milliwattHours[2]));
  }
}
