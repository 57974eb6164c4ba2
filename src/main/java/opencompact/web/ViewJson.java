package opencompact.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import opencompact.catalogue.Fault;
import opencompact.catalogue.Keys;
import opencompact.catalogue.LightPattern;
import opencompact.host.HostView;
import opencompact.host.allowance.Countdown;
import opencompact.host.allowance.Hold;
import opencompact.host.lamp.Lamp;
import opencompact.memory.Reservation;
import opencompact.rtm.RtmReport;
import org.jspecify.annotations.Nullable;

/** The station's picture as JSON, the same for one answer and for the live push (WEB-1, WEB-13). */
final class ViewJson {
  private ViewJson() {}

  /** The whole picture, as far as anybody on the station's network may see it. */
  static JsonObject whole(HostView view) {
    return status(view)
        .put("uptimeSeconds", view.uptimeNanos() / 1_000_000_000)
        .put("identity", identity(view.identity()))
        .put("why", holds(view.why()))
        .put("backOffice", line(view.line()))
        .put("light", light(view))
        .put("rtm", RtmJson.of(view))
        .put("plugAndCharge", view.settings().value(Keys.PLUG_AND_CHARGE))
        .put("commissioned", view.commissioned())
        .put("learning", view.learning())
        .put("reservation", reservation(view.reservation()))
        .put("resetReason", view.resetReason())
        .put("queue", queue(view.queue()))
        .put("startDelay", countdown(view.startDelay()));
  }

  /** The answer to "what is it doing". */
  static JsonObject status(HostView view) {
    return new JsonObject()
        .put("sequence", view.sequence())
        .put("time", Figures.time(view.wall()))
        .put("status", view.status().wire())
        .put("since", Figures.time(view.since()))
        .put("errorCode", view.errorCode().wire())
        .put("stationStatus", view.stationStatus().wire())
        .put("sentence", view.sentence())
        .put("rtmOnline", view.rtmOnline())
        .put("watts", RtmJson.watts(view))
        .put("transaction", transaction(view))
        .put("waitingFor", Figures.masked(view.waiting()))
        .put("faults", faults(view.faults()));
  }

  /** The answer to "why does it not charge, or not faster" (LIM-1). */
  static JsonObject why(HostView view) {
    return new JsonObject()
        .put("status", view.status().wire())
        .put("sentence", view.sentence())
        .put("why", holds(view.why()));
  }

  private static JsonArray holds(List<Hold> holds) {
    JsonArray array = new JsonArray();
    for (Hold hold : holds) {
      array.add(
          new JsonObject()
              .put("kind", hold.kind() == Hold.Kind.BLOCK ? "block" : "limit")
              .put("name", hold.name())
              .put("amperes", Figures.amperes(hold.value()))
              .put("source", hold.source())
              .put("since", Figures.time(hold.since()))
              .put("until", Figures.time(hold.until()))
              .put("sentence", hold.sentence()));
    }
    return array;
  }

  private static JsonArray faults(List<HostView.StandingFault> standing) {
    JsonArray array = new JsonArray();
    for (HostView.StandingFault one : standing) {
      Fault fault = one.fault();
      array.add(
          new JsonObject()
              .put("name", fault.title())
              .put("code", Figures.hex(fault.bit()))
              .put("text", fault.text())
              .put("cause", fault.cause())
              .put("advice", fault.advice())
              .put("stopsCharging", fault.stopsCharging())
              .put("clearsByHand", fault.clears(Fault.Clearing.BY_HAND))
              .put("errorCode", fault.errorCode().wire())
              .put("since", Figures.time(one.since()))
              .put("measured", one.measured())
              .put("found", found(fault, one.found())));
    }
    return array;
  }

  /** The figures of a fault: value, threshold, place, and how soon the station acted. */
  private static @Nullable JsonObject found(Fault fault, RtmReport.@Nullable FaultRecord record) {
    if (record == null) {
      return null;
    }
    Duration opening = record.opening();
    return new JsonObject()
        .put("value", Figures.rounded(record.measured(), 2))
        .put("threshold", Figures.rounded(record.threshold(), 2))
        .put("unit", fault.unit())
        .put("where", record.where())
        .put("detectionMillis", record.detection().toMillis())
        .put("openingMillis", opening == null ? null : opening.toMillis());
  }

  private static @Nullable JsonObject transaction(HostView view) {
    HostView.Transaction transaction = view.transaction();
    if (transaction == null) {
      return null;
    }
    long seconds = (view.uptimeNanos() - transaction.startedUptimeNanos()) / 1_000_000_000;
    return new JsonObject()
        .put("number", transaction.number())
        .put("transactionId", transaction.transactionId())
        .put("idTag", Figures.masked(transaction.tag()))
        .put("free", transaction.free())
        .put("started", Figures.time(transaction.started()))
        .put("seconds", Math.max(0, seconds))
        .put("meterStartWh", transaction.meterStart().whole())
        .put("chargedWh", transaction.charged().whole());
  }

  private static @Nullable JsonObject reservation(@Nullable Reservation reservation) {
    return reservation == null
        ? null
        : new JsonObject()
            .put("id", reservation.id())
            .put("idTag", Figures.masked(reservation.tag()))
            .put("until", Figures.time(reservation.until()));
  }

  private static JsonObject identity(HostView.Identity identity) {
    return new JsonObject()
        .put("serial", identity.serial())
        .put("uid", identity.uid())
        .put("model", identity.model())
        .put("firmware", identity.firmware())
        .put("deviceModel", identity.deviceModel())
        .put("phases", identity.phases());
  }

  private static JsonObject line(HostView.Line line) {
    return new JsonObject()
        .put("state", line.state())
        .put("sentence", line.sentence())
        .put("url", line.url())
        .put("identity", line.identity())
        .put("lastHeard", Figures.time(line.lastHeard()))
        .put("nextTryInSeconds", line.nextTryInSeconds() < 0 ? null : line.nextTryInSeconds())
        .put("owed", line.owed())
        .put("outstanding", line.outstanding());
  }

  /** The figures of the queue (OFF-2). */
  private static JsonObject queue(HostView.Queue queue) {
    return new JsonObject()
        .put("messages", queue.messages())
        .put("inMemory", queue.inMemory())
        .put("room", queue.room())
        .put("failures", queue.failures())
        .put("securityEvents", queue.securityEvents());
  }

  /** The countdown of a random delay (OFF-4). */
  private static @Nullable JsonObject countdown(@Nullable Countdown delay) {
    return delay == null
        ? null
        : new JsonObject()
            .put("seconds", delay.seconds())
            .put("heldAmperes", Figures.amperes(delay.held()))
            .put("dueAmperes", Figures.amperes(delay.due()))
            .put("began", Figures.time(delay.began()))
            .put("ends", Figures.time(delay.ends()));
  }

  private static JsonObject light(HostView view) {
    LightPattern pattern = Lamp.pattern(view.light(), view.lightOnline(), view.overlay());
    return new JsonObject()
        .put("first", "#" + pattern.first())
        .put("second", "#" + pattern.second())
        .put("periodMillis", pattern.periodMillis())
        .put("effect", pattern.effect().words())
        .put("intensityPercent", view.lightIntensity());
  }
}
