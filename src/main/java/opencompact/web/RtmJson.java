package opencompact.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import opencompact.catalogue.Limit;
import opencompact.host.HostView;
import opencompact.quantity.WattHours;
import opencompact.rtm.RtmReport;
import opencompact.rtm.RtmReport.Readings;
import org.jspecify.annotations.Nullable;

/** The RTM's last report as JSON: the state of the connector and the internal meter (MOD-5). */
final class RtmJson {
  private RtmJson() {}

  static @Nullable JsonObject of(HostView view) {
    RtmReport report = view.rtm();
    if (report == null) {
      return null;
    }
    return new JsonObject()
        .put("online", view.rtmOnline())
        .put("pilot", report.pilot() + (report.pwm() ? "2" : "1"))
        .put("plugged", report.plugged())
        .put("cableAmperes", report.cable().value())
        .put("locked", report.locked())
        .put("contactsClosed", report.contactorClosed())
        .put("offeredAmperes", report.offered().value())
        .put("limitAmperes", report.limit().value())
        .put("ruling", limit(report.ruling()))
        .put("temperatureLimitAmperes", report.temperatureLimit().value())
        .put("errorWord", Figures.hex(report.faultWord()))
        .put("unlockFailing", report.unlockFailing())
        .put("plugIn", plugIn(report.plugIn()))
        .put("registerWh", report.register().whole())
        .put("readings", readings(report.readings(), view.identity().phases()));
  }

  private static JsonObject plugIn(RtmReport.PlugIn plugIn) {
    return new JsonObject()
        .put("simplifiedPilot", plugIn.simplifiedPilot())
        .put("pauses", plugIn.pauses())
        .put("wakeUpCalls", plugIn.wakeUpCalls())
        .put("calling", plugIn.calling())
        .put("replugAdvised", plugIn.replugAdvised())
        .put("waitsForRest", plugIn.delay() != RtmReport.Delay.NONE);
  }

  /** The power that flows to the car, or null where nobody has measured it lately. */
  static @Nullable Number watts(HostView view) {
    RtmReport report = view.rtm();
    return report == null || !view.rtmOnline()
        ? null
        : Figures.rounded(report.readings().totalWatts(), 0);
  }

  private static JsonObject limit(Limit limit) {
    return new JsonObject()
        .put("code", limit.code())
        .put("name", limit.title())
        .put("label", label(limit))
        .put("source", limit.source());
  }

  /** The manual's short word, as in "Cable (0.0A)". */
  private static String label(Limit limit) {
    return switch (limit) {
      case DEVICE -> "Device";
      case CABLE -> "Cable";
      case TEMPERATURE -> "Temperature";
      case TRANSFORMER -> "Ext. transformer";
      case GRID -> "OCPP grid";
      case FUSE -> "Fuse";
    };
  }

  private static JsonObject readings(Readings readings, int phases) {
    JsonArray lines = new JsonArray();
    for (int k = 0; k < phases; k++) {
      lines.add(
          new JsonObject()
              .put("name", "L" + (k + 1))
              .put("volts", number(readings.volts(), k, 1))
              .put("amperes", number(readings.amperes(), k, 3))
              .put("watts", number(readings.watts(), k, 0))
              .put("importedWh", wattHours(readings.importedWh(), k))
              .put("exportedWh", wattHours(readings.exportedWh(), k)));
    }
    JsonArray celsius = new JsonArray();
    readings.celsius().forEach(value -> celsius.add(Figures.rounded(value, 1)));
    return new JsonObject()
        .put("lines", lines)
        .put("neutralVolts", Figures.rounded(readings.neutralVolts(), 1))
        .put("watts", Figures.rounded(readings.totalWatts(), 0))
        .put("celsius", celsius)
        .put("residualAcMilliamperes", Figures.rounded(readings.residualAcMilliamperes(), 1))
        .put("residualDcMilliamperes", Figures.rounded(readings.residualDcMilliamperes(), 1))
        .put("pilotHighVolts", Figures.rounded(readings.pilotHighVolts(), 2))
        .put("pilotLowVolts", Figures.rounded(readings.pilotLowVolts(), 2))
        .put("dutyPercent", Figures.rounded(readings.dutyPercent(), 1));
  }

  private static @Nullable Number number(List<Double> values, int index, int digits) {
    return index < values.size() ? Figures.rounded(values.get(index), digits) : null;
  }

  private static @Nullable Long wattHours(List<WattHours> values, int index) {
    return index < values.size() ? values.get(index).whole() : null;
  }
}
