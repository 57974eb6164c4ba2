package opencompact.host.energy;

import java.util.List;
import opencompact.catalogue.Limit;
import opencompact.quantity.Amperes;
import opencompact.quantity.WattHours;
import opencompact.rtm.Pilot;
import opencompact.rtm.RtmReport;

/** A hand-made picture of the RTM: a car that charges with 16 A, each phase a little different. */
final class Report {
  private Report() {}

  static RtmReport charging() {
    return measuring(
        List.of(230.04, 231.25, 229.0), 1.44, List.of(31.2, 48.55), List.of(3680.4, 3690.6, 0.0));
  }

  static RtmReport measuring(
      List<Double> volts, double neutralVolts, List<Double> celsius, List<Double> watts) {
    return new RtmReport(
        Pilot.C,
        true,
        true,
        Amperes.of(32),
        true,
        true,
        Amperes.of(16),
        Amperes.of(16),
        Limit.DEVICE,
        Amperes.of(32),
        0,
        new RtmReport.Readings(
            volts,
            neutralVolts,
            List.of(16.0, 15.996, 0.0),
            watts,
            List.of(WattHours.ofMilli(1_000_999), WattHours.of(700), WattHours.of(300)),
            List.of(WattHours.ofMilli(600), WattHours.ofMilli(600), WattHours.NONE),
            celsius,
            0,
            0,
            6,
            -12,
            26.7),
        WattHours.of(2000),
        false,
        false,
        RtmReport.PlugIn.FRESH,
        List.of());
  }
}
