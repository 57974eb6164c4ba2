package opencompact.run;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.List;

/** {@code ./compact log}: what happened, told to a person or to a program (DIA-2). */
final class LogReader {
  private static final int MOST_AT_ONCE = 1000;

  private final StationClient station;
  private final String kind;
  private final PrintWriter out;
  private final boolean json;
  private long seen;

  /**
   * A reader of a running station's log.
   *
   * @param kind {@code &kind=…}, or nothing for all
   */
  LogReader(StationClient station, String kind, PrintWriter out, boolean json) {
    this.station = station;
    this.kind = kind;
    this.out = out;
    this.json = json;
  }

  /** Shows the newest lines of a span of time. */
  void show(String most, String span) {
    JsonObject answer = ask("limit=" + most + span);
    entries(answer).reversed().forEach(this::tell);
    seen = answer.getLong("newest", 0L);
    out.flush();
  }

  /** Shows every line of a span of time. */
  void showAll(String span) {
    long after = 0;
    List<JsonObject> page = entries(ask("limit=" + MOST_AT_ONCE + span + "&after=0"));
    while (!page.isEmpty()) {
      page.forEach(this::tell);
      after = page.getLast().getLong("number");
      page = entries(ask("limit=" + MOST_AT_ONCE + span + "&after=" + after));
    }
    seen = Math.max(after, ask("limit=1").getLong("newest", 0L));
    out.flush();
  }

  /** Goes on with each new line. */
  void follow() {
    station.listen(
        "log",
        news -> {
          long newest = news.getLong("newest", 0L);
          while (seen < newest) {
            List<JsonObject> more = entries(ask("limit=" + MOST_AT_ONCE + "&after=" + seen));
            more.forEach(this::tell);
            out.flush();
            // Where nothing more comes, whatever is new is of another kind.
            seen = more.isEmpty() ? newest : more.getLast().getLong("number");
          }
          return !out.checkError();
        });
  }

  private JsonObject ask(String parameters) {
    return station.get("/api/v1/log?" + parameters + kind);
  }

  private static List<JsonObject> entries(JsonObject answer) {
    JsonArray entries = answer.getJsonArray("entries", new JsonArray());
    return entries.stream().map(JsonObject.class::cast).toList();
  }

  private void tell(JsonObject entry) {
    if (json) {
      out.println(entry.encode());
      return;
    }
    String time = entry.getString("time");
    out.printf(
        "%s  %-8s  %s%n",
        time == null
            ? "start " + entry.getInteger("boot") + " +" + entry.getLong("uptimeMillis") + " ms"
            : Report.time(time),
        entry.getString("kind"),
        entry.getString("sentence"));
  }
}
