package opencompact.host.allowance;

import java.util.List;
import java.util.Locale;
import opencompact.catalogue.Status;
import opencompact.host.charge.Site;
import opencompact.rtm.RtmReport;

/** What is happening and why not more, for a person with one glance to spare. */
public final class InBrief {
  private InBrief() {}

  /** One or two sentences that say what is happening, and the first reason why not more. */
  public static String of(Status status, Site site, List<Hold> holds) {
    Hold first = holds.getFirst();
    RtmReport rtm = site.rtm();
    return switch (status) {
      case CHARGING ->
          "Charging at "
              + amperes(greatest(rtm.readings()))
              + ", "
              + kilowatts(rtm.readings().totalWatts())
              + "; "
              + rtm.offered()
              + " is offered. "
              + first.sentence();
      case AVAILABLE -> "Ready. " + first.sentence();
      case PREPARING -> "Not charging yet. " + first.sentence();
      case SUSPENDED_EV, SUSPENDED_EVSE -> "Paused. " + first.sentence();
      case FINISHING -> "The charge is over; the cable is still in. " + first.sentence();
      case RESERVED -> "Reserved. " + first.sentence();
      case UNAVAILABLE -> "Out of service. " + first.sentence();
      case FAULTED -> "Stopped by a fault. " + first.sentence();
    };
  }

  static double greatest(RtmReport.Readings readings) {
    double greatest = 0;
    for (double amperes : readings.amperes()) {
      greatest = Math.max(greatest, amperes);
    }
    return greatest;
  }

  private static String amperes(double value) {
    return String.format(Locale.ROOT, "%.1f A", value);
  }

  private static String kilowatts(double watts) {
    return String.format(Locale.ROOT, "%.2f kW", watts / 1000);
  }
}
