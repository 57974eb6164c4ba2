package opencompact.run;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sessions and sums, told to a person on a terminal, in the station's local time (WEB-11). */
final class SessionReport {
  /** With the offset, because one hour of autumn comes twice. */
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ssxxx", Locale.ROOT);

  private SessionReport() {}

  static void list(JsonObject answer, PrintWriter out) {
    ZoneId zone = ZoneId.of(answer.getString("timeZone"));
    List<JsonObject> sessions = objects(answer, "sessions");
    if (sessions.isEmpty()) {
      out.println("Nothing charged here then.");
    }
    for (JsonObject session : sessions.reversed()) {
      out.println(line(session, zone));
    }
    if (answer.getInteger("next") != null) {
      out.println("There are older ones; --limit and --since show more.");
    }
  }

  private static String line(JsonObject session, ZoneId zone) {
    boolean open = session.getBoolean("open");
    return String.format(
        Locale.ROOT,
        "%6d  %-20s  %-25s  %9s  %10.3f kWh  %s",
        session.getInteger("number"),
        session.getString("idTag"),
        local(session.getString("started"), zone),
        open ? "charging" : span(session.getLong("seconds")),
        session.getNumber("energyWh").doubleValue() / 1000,
        open ? "" : session.getString("reason"));
  }

  static void one(JsonObject session, PrintWriter out) {
    ZoneId zone = ZoneId.of(session.getString("timeZone"));
    out.println(line(session, zone));
    long missing = session.getLong("rateChangesMissing", 0L);
    if (missing > 0) {
      out.println(missing + " older changes of its rate are not kept any more.");
    }
    for (JsonObject change : objects(session, "rateChanges")) {
      int merged = change.getInteger("merged");
      out.printf(
          Locale.ROOT,
          "%-25s  offered %4.1f A, takes %6.3f kW at %8.3f kWh: %s%s%n",
          local(change.getString("time"), zone),
          change.getNumber("offeredAmperes").doubleValue(),
          change.getNumber("watts").doubleValue() / 1000,
          change.getNumber("energyWh").doubleValue() / 1000,
          change.getString("sentence"),
          merged == 0 ? "" : " (" + merged + " quick changes before it)");
    }
  }

  static void totals(JsonObject answer, PrintWriter out) {
    for (JsonObject row : objects(answer, "totals")) {
      out.println(sum(row.getString("period"), row));
    }
    out.println(sum("all", answer.getJsonObject("all")));
    int undated = answer.getInteger("undated");
    if (undated > 0) {
      out.println(
          "Of these, " + undated + " began while the station did not know the time of day.");
    }
  }

  private static String sum(String name, JsonObject row) {
    return String.format(
        Locale.ROOT,
        "%-10s  %6d sessions  %12.3f kWh  %12s",
        name,
        row.getInteger("sessions"),
        row.getNumber("energyWh").doubleValue() / 1000,
        span(row.getLong("seconds")));
  }

  private static String local(@Nullable String time, ZoneId zone) {
    return time == null ? "at an unknown time" : LOCAL.format(Instant.parse(time).atZone(zone));
  }

  private static String span(@Nullable Long seconds) {
    return seconds == null
        ? "unknown"
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  private static List<JsonObject> objects(JsonObject json, String field) {
    JsonArray array = json.getJsonArray(field, new JsonArray());
    return array.stream().map(JsonObject.class::cast).toList();
  }
}
