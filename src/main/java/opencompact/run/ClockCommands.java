package opencompact.run;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Model.CommandSpec;

/** {@code compact clock}: the station's time, read, set and moved (OFF-5, WEB-12). */
final class ClockCommands {
  private final CommandTree tree;

  ClockCommands(CommandTree tree) {
    this.tree = tree;
  }

  CommandSpec clock() {
    CommandSpec clock = tree.group("Reads, sets or moves the station's time.");
    clock.addSubcommand(
        "show",
        tree.client(
            "Shows the station's time.",
            (s, _) -> s.get("/api/v1/clock"),
            (answer, out) -> {
              String local = answer.getString("local");
              out.println(
                  local == null
                      ? "The station does not know the time of day."
                      : local + " (" + answer.getString("timeZone") + ")");
              out.println("The " + answer.getString("setBy") + " sets it.");
            }));
    clock.addSubcommand(
        "set",
        tree.bench(
                "Sets the station's clock while no back office does.",
                (s, g) ->
                    s.put(
                        "/api/v1/clock",
                        new JsonObject().put("time", time(CommandTree.argument(g, 0)))))
            .addPositional(
                CommandTree.parameter(
                    "TIME",
                    "2026-03-01T08:00:00Z, with another offset, or now for this computer's.")));
    clock.addSubcommand(
        "advance",
        tree.bench(
                "Lets time pass as quickly as it can be computed.",
                (s, g) ->
                    s.post(
                        "/api/v1/bench/clock",
                        new JsonObject()
                            .put(
                                "advance",
                                Spans.read(CommandTree.argument(g, 0), "clock advance")
                                    .toString())))
            .addPositional(CommandTree.parameter("SPAN", "How much: PT8H, 8h, 90m, 10s.")));
    return clock;
  }

  private static String time(String given) {
    if (given.equals("now")) {
      return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }
    try {
      return OffsetDateTime.parse(given).toString();
    } catch (DateTimeParseException notOne) {
      throw Complaint.usage(
          "clock set takes a time with its offset such as 2026-03-01T08:00:00Z, or now; not \""
              + given
              + "\".");
    }
  }
}
