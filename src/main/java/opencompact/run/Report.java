package opencompact.run;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What the station answers, told to a person on a terminal. */
final class Report {
  private Report() {}

  static void outcome(JsonObject answer, PrintWriter out) {
    out.println(answer.getString("sentence"));
  }

  static void status(JsonObject status, PrintWriter out) {
    String since = status.getString("since");
    out.println(status.getString("status") + (since == null ? "" : " since " + time(since)));
    out.println(status.getString("sentence"));
    Number watts = status.getNumber("watts");
    if (watts != null && watts.doubleValue() > 0) {
      out.printf(Locale.ROOT, "Power: %.1f kW%n", watts.doubleValue() / 1000);
    }
    JsonObject charge = status.getJsonObject("transaction");
    if (charge != null) {
      long seconds = charge.getLong("seconds", 0L);
      out.printf(
          Locale.ROOT,
          "Charge %d: %.3f kWh in %d:%02d:%02d%n",
          charge.getInteger("number"),
          charge.getNumber("chargedWh").doubleValue() / 1000,
          seconds / 3600,
          seconds / 60 % 60,
          seconds % 60);
    }
    for (JsonObject fault : objects(status, "faults")) {
      out.printf(
          "Fault %s (%s): %s %s%n",
          fault.getString("name"),
          fault.getString("code"),
          fault.getString("measured"),
          fault.getString("advice"));
    }
  }

  static void why(JsonObject why, PrintWriter out) {
    out.println(why.getString("sentence"));
    for (JsonObject hold : objects(why, "why")) {
      boolean blocks = "block".equals(hold.getString("kind"));
      out.printf(
          "%s %s%s%n",
          blocks ? "blocked" : String.format(Locale.ROOT, "%5.1f A", amperes(hold)),
          hold.getString("sentence"),
          hold.getString("until") == null ? "" : " (until " + time(hold.getString("until")) + ")");
    }
  }

  private static double amperes(JsonObject hold) {
    Number amperes = hold.getNumber("amperes");
    return amperes == null ? 0 : amperes.doubleValue();
  }

  static void cards(JsonObject answer, PrintWriter out) {
    List<JsonObject> cards = objects(answer, "cards");
    if (cards.isEmpty()) {
      out.println("No card is on the station's list.");
    }
    for (JsonObject card : cards) {
      String added = card.getString("added");
      String bestBy = card.getString("bestBy");
      out.printf(
          "%-20s %-8s %-6s%s%s%n",
          card.getString("idTag"),
          card.getString("status"),
          card.getString("type"),
          added == null ? "" : " added " + time(added),
          bestBy == null ? "" : " best by " + time(bestBy));
    }
  }

  /** Everything that can be broken, with what is broken now first. */
  static void causes(JsonObject causes, PrintWriter out) {
    for (JsonObject cause : objects(causes, "inForce")) {
      String until = cause.getString("until");
      out.println(
          "in force: "
              + cause.getString("text")
              + " since "
              + time(cause.getString("since"))
              + (until == null ? "" : " until " + time(until)));
    }
    for (JsonObject cause : objects(causes, "causes")) {
      out.printf("%-17s %s%n", cause.getString("name"), cause.getString("description"));
      out.printf("  takes %s; now %s%n", cause.getString("takes"), cause.getString("now"));
      for (JsonObject lead : objects(cause, "leads")) {
        out.printf(
            "  %s: %s (%s, %s)%n",
            lead.getString("when"),
            lead.getString("fault"),
            lead.getString("bit"),
            lead.getString("errorCode"));
      }
    }
  }

  static String time(String instant) {
    int point = instant.indexOf('.');
    return (point < 0 ? instant : instant.substring(0, point) + "Z").replace('T', ' ');
  }

  private static List<JsonObject> objects(JsonObject json, String field) {
    JsonArray array = json.getJsonArray(field, new JsonArray());
    return array.stream().map(JsonObject.class::cast).toList();
  }
}
