package opencompact.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import opencompact.memory.RateChange;
import opencompact.memory.Session;
import opencompact.memory.Stamp;
import opencompact.memory.Totals;
import opencompact.quantity.WattHours;
import org.jspecify.annotations.Nullable;

/** Sessions and their sums, as JSON and as tables (WEB-11, UK-ME-01). */
final class SessionJson {
  private SessionJson() {}

  static JsonObject session(Session session) {
    Stamp stopped = session.stopped();
    return new JsonObject()
        .put("number", session.number())
        .put("idTag", session.tag().value())
        .put("started", Figures.time(session.started().wall()))
        .put("stopped", stopped == null ? null : Figures.time(stopped.wall()))
        .put("seconds", session.seconds())
        .put("energyWh", wattHours(session.energy()))
        .put("meterStartWh", wattHours(session.startRegister()))
        .put("open", stopped == null)
        .put("reason", session.reason())
        .put("transactionId", session.transactionId())
        .put("changes", session.changes());
  }

  /** With every change of its rate that is kept, and how many are not. */
  static JsonObject whole(Session session, List<RateChange> changes) {
    JsonArray array = new JsonArray();
    for (RateChange change : changes) {
      array.add(
          new JsonObject()
              .put("time", Figures.time(change.at().wall()))
              .put("offeredAmperes", change.offered().value())
              .put("watts", change.watts())
              .put("energyWh", wattHours(change.register().since(session.startRegister())))
              .put("cause", change.cause())
              .put("sentence", change.sentence())
              .put("merged", change.merged()));
    }
    return session(session)
        .put("rateChanges", array)
        .put("rateChangesMissing", Math.max(0, session.changes() - changes.size()));
  }

  static JsonObject totals(Totals totals, ZoneId zone) {
    JsonArray rows = new JsonArray();
    totals.rows().forEach(row -> rows.add(row(row)));
    return new JsonObject()
        .put("timeZone", zone.getId())
        .put("totals", rows)
        .put("all", row(totals.all()))
        .put("undated", totals.undated());
  }

  private static JsonObject row(Totals.Row row) {
    return new JsonObject()
        .put("period", row.name())
        .put("from", Figures.time(row.span().from()))
        .put("until", Figures.time(row.span().until()))
        .put("sessions", row.sessions())
        .put("energyWh", wattHours(row.energy()))
        .put("seconds", row.seconds());
  }

  /** Times are local, with their offset, so that an hour that comes twice is told apart. */
  static String table(List<Session> oldestFirst, ZoneId zone) {
    Csv csv =
        new Csv(
            "number",
            "idTag",
            "started",
            "stopped",
            "seconds",
            "energyWh",
            "reason",
            "transactionId",
            "rateChanges");
    for (Session session : oldestFirst) {
      Stamp stopped = session.stopped();
      csv.row(
          session.number(),
          session.tag().value(),
          local(session.started().wall(), zone),
          stopped == null ? null : local(stopped.wall(), zone),
          session.seconds(),
          wattHours(session.energy()),
          session.reason(),
          session.transactionId(),
          session.changes());
    }
    return csv.toString();
  }

  static String table(Totals totals) {
    Csv csv = new Csv("period", "sessions", "energyWh", "seconds");
    for (Totals.Row row : totals.rows()) {
      csv.row(row.name(), row.sessions(), wattHours(row.energy()), row.seconds());
    }
    return csv.toString();
  }

  private static @Nullable String local(@Nullable Instant time, ZoneId zone) {
    return time == null
        ? null
        : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atZone(zone).toOffsetDateTime());
  }

  private static @Nullable Number wattHours(WattHours energy) {
    return Figures.rounded(energy.milli() / 1000.0, 3);
  }
}
