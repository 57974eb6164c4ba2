package opencompact.run;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** What has been: {@code compact log} (DIA-2) and {@code compact sessions} (WEB-11). */
final class HistoryCommands {
  private static final String TIMES =
      " a time (2026-03-01T08:00:00Z), a local date (2026-03-01, 2026-03, 2026), or a time ago"
          + " (3h, 2d).";

  private final CommandTree tree;

  HistoryCommands(CommandTree tree) {
    this.tree = tree;
  }

  void addTo(CommandSpec top) {
    top.addSubcommand("log", log());
    top.addSubcommand("sessions", sessions());
  }

  private CommandSpec log() {
    return CommandTree.reaching(
            tree.command(
                "Shows the event log, newest last.",
                given -> {
                  LogReader reader =
                      new LogReader(
                          tree.station(given), filter(given, "kind"), tree.out(), json(given));
                  boolean follow = given.hasMatchedOption("--follow");
                  if (given.hasMatchedOption("--since") && !given.hasMatchedOption("--limit")) {
                    reader.showAll(filter(given, "since", "until"));
                  } else {
                    reader.show(
                        CommandTree.option(given, "--limit", "50"),
                        filter(given, "since", "until"));
                  }
                  if (follow) {
                    reader.follow();
                  }
                  return 0;
                }))
        .addOption(text("--limit", "N", "How many lines, 1 to 1000 (50; with --since all)."))
        .addOption(text("--since", "T", "Only from then on:" + TIMES))
        .addOption(text("--until", "T", "Only until then; a day is meant whole."))
        .addOption(
            text("--kind", "X", "Only lines of one kind: charge, fault, line, security and so on."))
        .addOption(flag("--follow", "Goes on with each new line until it is interrupted."))
        .addOption(flag("--json", "Prints lines as JSON."));
  }

  private CommandSpec sessions() {
    return CommandTree.reaching(
            tree.command(
                "Shows what charged here, newest last, or one session with each change of its rate.",
                this::sessions))
        .addPositional(
            PositionalParamSpec.builder()
                .index("0")
                .arity("0..1")
                .paramLabel("NUMBER")
                .type(String.class)
                .description("One session, by the number in the first column.")
                .build())
        .addOption(text("--limit", "N", "How many sessions, 1 to 1000 (20; with --since 1000)."))
        .addOption(text("--since", "T", "Only those that began from then on:" + TIMES))
        .addOption(text("--until", "T", "Only those that began before; a day is meant whole."))
        .addOption(flag("--day", "Sums by local day."))
        .addOption(flag("--month", "Sums by month."))
        .addOption(flag("--year", "Sums by year."))
        .addOption(flag("--csv", "Prints all of them, or the sums, as a table for spreadsheets."))
        .addOption(
            flag("--json", "Prints all of them with each change of their rates, or the sums."));
  }

  private int sessions(ParseResult given) {
    StationClient station = tree.station(given);
    String number = CommandTree.argument(given, 0);
    List<String> sums =
        Stream.of("day", "month", "year").filter(by -> given.hasMatchedOption("--" + by)).toList();
    boolean csv = given.hasMatchedOption("--csv");
    if (sums.size() > 1 || (csv && json(given))) {
      throw Complaint.usage(
          "\"compact sessions\" takes one of --day, --month and --year, and one of --csv and"
              + " --json.");
    }
    if (!number.isEmpty() && (csv || !sums.isEmpty() || given.hasMatchedOption("--since"))) {
      throw Complaint.usage(
          "One session is shown whole or with --json; leave out what else is said.");
    }
    String span = filter(given, "since", "until");
    if (!number.isEmpty()) {
      JsonObject answer =
          station.get("/api/v1/sessions/" + URLEncoder.encode(number, StandardCharsets.UTF_8));
      say(answer, json(given), given, SessionReport::one);
    } else if (!sums.isEmpty()) {
      String query = "?by=" + sums.getFirst() + span;
      if (csv) {
        print(station.text("/api/v1/export/totals.csv" + query));
      } else {
        say(station.get("/api/v1/totals" + query), json(given), given, SessionReport::totals);
      }
    } else if (csv || json(given)) {
      print(
          station.text(
              "/api/v1/export/sessions." + (csv ? "csv" : "json") + span.replaceFirst("&", "?")));
    } else {
      String usual = given.hasMatchedOption("--since") ? "1000" : "20";
      String query = "?limit=" + CommandTree.option(given, "--limit", usual) + span;
      say(station.get("/api/v1/sessions" + query), false, given, SessionReport::list);
    }
    return 0;
  }

  private void say(
      JsonObject answer, boolean json, ParseResult given, CommandTree.Telling telling) {
    if (json) {
      tree.out().println(answer.encodePrettily());
    } else {
      // One session does not say where the station stands.
      if (answer.getString("timeZone") == null) {
        answer.put("timeZone", tree.station(given).get("/api/v1/clock").getString("timeZone"));
      }
      telling.tell(answer, tree.out());
    }
    tree.out().flush();
  }

  private void print(String text) {
    tree.out().print(text.endsWith("\n") ? text : text + "\n");
    tree.out().flush();
  }

  private static boolean json(ParseResult given) {
    return given.hasMatchedOption("--json");
  }

  /** The given options as they are asked of the station, each with an ampersand in front. */
  private static String filter(ParseResult given, String... names) {
    return Stream.of(names)
        .filter(name -> given.hasMatchedOption("--" + name))
        .map(name ->
            "&"
                + name
                + "="
                + URLEncoder.encode(
                    CommandTree.option(given, "--" + name, ""), StandardCharsets.UTF_8))
        .collect(Collectors.joining());
  }

  private static OptionSpec text(String name, String label, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .type(String.class)
        .description(description)
        .build();
  }

  private static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).description(description).build();
  }
}
