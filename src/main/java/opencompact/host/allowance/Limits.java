package opencompact.host.allowance;

import static opencompact.host.allowance.Hold.Kind.LIMIT;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Limit;
import opencompact.host.charge.Site;
import opencompact.quantity.Amperes;
import opencompact.rtm.RtmReport;

/**
 * What limits the current while it flows (LIM-1): the charger itself, the cable, the temperature,
 * each of the host's limits, and the car that takes less than it could.
 */
final class Limits {
  /**
   * The hold of a car that takes clearly less than it is offered: no limit of ours, but a reason.
   */
  static final String VEHICLE = "vehicle";

  private static final Amperes MOST = Amperes.of(32);
  private static final Amperes CLEARLY = Amperes.ofTenths(15);

  private Limits() {}

  /** From the least up; of equals the one with the lower code first. */
  static List<Hold> of(Site site, List<Bound> bounds) {
    RtmReport rtm = site.rtm();
    List<Hold> limits = new ArrayList<>();
    if (drawsLess(rtm)) {
      limits.add(vehicle(rtm));
    }
    limits.add(device(rtm, site.settings().value(Keys.SIMPLIFIED_PILOT_CAP)));
    if (site.socketed()) {
      limits.add(
          Hold.limit(
              Limit.CABLE,
              rtm.cable(),
              site.plugged()
                  ? "The cable is coded for " + rtm.cable() + " (proximity resistor)."
                  : "No cable is in the socket, so the cable's limit is 0 A.",
              null));
    }
    double warmest = rtm.readings().celsius().stream().mapToDouble(d -> d).max().orElse(0);
    limits.add(
        Hold.limit(
            Limit.TEMPERATURE,
            rtm.temperatureLimit(),
            String.format(
                Locale.ROOT,
                "The temperature inside is %.1f °C, which allows %s (derating begins at 72 °C).",
                warmest,
                rtm.temperatureLimit()),
            null));
    for (Bound bound : bounds) {
      limits.add(
          Hold.limit(
              bound.limit(),
              bound.value(),
              "The limit is " + bound.value() + " by " + bound.because() + ".",
              bound.until()));
    }
    limits.sort(
        Comparator.comparing((Hold hold) -> hold.value() == null ? Amperes.NONE : hold.value())
            .thenComparingInt(hold -> code(hold.name())));
    return limits;
  }

  /** Whether the car takes clearly less than it is offered. */
  static boolean drawsLess(RtmReport rtm) {
    return rtm.contactorClosed()
        && rtm.pwm()
        && drawn(rtm).tenths() + CLEARLY.tenths() <= rtm.offered().tenths();
  }

  private static Amperes drawn(RtmReport rtm) {
    return Amperes.floor(InBrief.greatest(rtm.readings()));
  }

  private static Hold vehicle(RtmReport rtm) {
    return new Hold(
        LIMIT,
        VEHICLE,
        drawn(rtm),
        "the car",
        null,
        null,
        "The car takes "
            + drawn(rtm)
            + " of the "
            + rtm.offered()
            + " it is offered; its own charger decides that.");
  }

  /**
   * The charger's own maximum, which a sagging supply (VOL-05) or the simplified pilot (IEC-CP-06)
   * lowers for this car.
   */
  private static Hold device(RtmReport rtm, boolean capsSimplified) {
    boolean simplified = capsSimplified && rtm.plugIn().simplifiedPilot();
    boolean lowered = rtm.ruling() == Limit.DEVICE && rtm.limit().compareTo(MOST) < 0;
    if (lowered && simplified) {
      return Hold.limit(
          Limit.DEVICE,
          rtm.limit(),
          "The car has the simplified control pilot, which is offered "
              + rtm.limit()
              + " at most here (SimplifiedPilotCap).",
          null);
    }
    return Hold.limit(
        Limit.DEVICE,
        lowered ? rtm.limit() : MOST,
        lowered
            ? "The charger offers this car "
                + rtm.limit()
                + " at most, because the supply voltage broke down under more."
            : "The charger itself can offer 32 A per phase at most.",
        null);
  }

  private static int code(String title) {
    for (Limit limit : Limit.values()) {
      if (limit.title().equals(title)) {
        return limit.code();
      }
    }
    return Limit.values().length;
  }
}
