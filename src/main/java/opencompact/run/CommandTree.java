package opencompact.run;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import opencompact.driver.JournalRefused;
import opencompact.driver.SqliteBackup;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Every command of the program. {@code run} is the station; the others ask a running one, over the
 * same interface that its pages use.
 */
final class CommandTree {
  private static final String URL_VARIABLE = "COMPACT_URL";

  private final PrintWriter out;
  private final PrintWriter err;
  private final Map<String, String> environment;

  CommandTree(PrintWriter out, PrintWriter err, Map<String, String> environment) {
    this.out = out;
    this.err = err;
    this.environment = environment;
  }

  /** What a command does with what was written behind it. */
  interface Act {
    int on(ParseResult given);
  }

  /** What a command says to a running station, and how its answer is told to a person. */
  interface Question {
    JsonObject ask(StationClient station, ParseResult given);
  }

  interface Telling {
    void tell(JsonObject answer, PrintWriter out);
  }

  CommandLine commandLine() {
    CommandSpec top = command("An AC charging station for electric vehicles.", _ -> missing(null));
    top.name("compact").version("OpenCompact " + Main.version());
    top.addSubcommand("run", run());
    top.addSubcommand(
        "status",
        client("Says what the station does.", (s, _) -> s.get("/api/v1/status"), Report::status));
    top.addSubcommand(
        "why",
        client(
            "Says everything that blocks or limits charging.",
            (s, _) -> s.get("/api/v1/why"),
            Report::why));
    new HistoryCommands(this).addTo(top);
    top.addSubcommand("backup", backup());
    top.addSubcommand("frames", frames());
    top.addSubcommand("diagnostics", diagnostics());
    top.addSubcommand("ev", ev());
    top.addSubcommand(
        "card",
        bench(
                "Holds a card at the reader.",
                (s, g) -> s.post("/api/v1/bench/card", new JsonObject().put("uid", argument(g, 0))))
            .addPositional(parameter("UID", "The card's UID in hexadecimal digits, 04A1B2C3.")));
    top.addSubcommand("cards", cards());
    top.addSubcommand(
        "charge-now",
        bench(
            "Charges at once what a charge-off period or a random delay holds back.",
            (s, _) -> s.post("/api/v1/commands/charge-now", new JsonObject())));
    top.addSubcommand("fault", fault());
    top.addSubcommand("power", power());
    top.addSubcommand("button", button());
    top.addSubcommand("factory-reset", factoryReset());
    top.addSubcommand("clock", new ClockCommands(this).clock());
    top.addSubcommand("torture", torture());
    top.addSubcommand("help", new CommandLine(new CommandLine.HelpCommand()));
    return dressed(new CommandLine(top));
  }

  private CommandLine dressed(CommandLine line) {
    return line.setOut(out)
        .setErr(err)
        .setAbbreviatedOptionsAllowed(false)
        .setOverwrittenOptionsAllowed(false)
        .setParameterExceptionHandler((wrong, _) -> complain(usage(wrong), Complaint.USAGE))
        .setExecutionExceptionHandler((thrown, _, _) -> {
          if (thrown instanceof Complaint complaint) {
            return complain(String.valueOf(complaint.getMessage()), complaint.exitCode);
          }
          throw thrown;
        });
  }

  // The station itself.

  private CommandSpec run() {
    CommandSpec spec =
        command("Runs the station until it is told to stop (Ctrl-C, SIGTERM).", this::runStation);
    for (Option<?> option : Options.all()) {
      spec.addOption(flag(option));
    }
    spec.usageMessage()
        .footer(
            "",
            "Each option is also a key of the YAML file given with --config and an environment",
            "variable: --port, port: and COMPACT_PORT. A flag counts more than the environment,",
            "and that more than the file.");
    return spec;
  }

  private int runStation(ParseResult given) {
    Options options = options(given).checked();
    Appliance appliance = Appliance.start(options, Main.version(), Supervision.of(environment));
    appliance.watchStrangers();
    Thread hook =
        new Thread(
            () -> {
              appliance.stop();
              // The usual code of a signal would say that something went wrong.
              Runtime.getRuntime().halt(0);
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    appliance.welcome(out, options);
    String death;
    try {
      death = appliance.await();
    } catch (InterruptedException e) {
      appliance.stop();
      Thread.currentThread().interrupt();
      return 0;
    }
    if (death == null) {
      return 0;
    }
    Runtime.getRuntime().removeShutdownHook(hook);
    throw Complaint.startAgain(death + "; started again, nothing that counts is lost.");
  }

  private CommandSpec backup() {
    return reaching(
            command(
                "Copies the station's journal to a file, while it runs or not.",
                given -> {
                  Path file = Path.of(argument(given, 0));
                  try {
                    SqliteBackup.take(options(given).value(Options.DATA), file);
                  } catch (JournalRefused refused) {
                    throw Complaint.failed(String.valueOf(refused.getMessage()));
                  }
                  out.println(
                      "Copied to "
                          + file
                          + ". It holds secrets; docs/storage.md says how to restore it.");
                  return 0;
                }))
        .addPositional(parameter("FILE", "Where to; nothing may be there yet."));
  }

  private CommandSpec torture() {
    TortureCommand torture = new TortureCommand(out);
    return TortureCommand.dressed(
        command(
            "Tortures stations in virtual time and shows that nothing they owe is lost.",
            torture::run));
  }

  // Those who ask it.

  private CommandSpec frames() {
    return reaching(
            command(
                "Shows the OCPP frames to and from the back office, newest last.",
                given -> {
                  String action = option(given, "--action", "");
                  FrameReader reader =
                      new FrameReader(station(given), action.isEmpty() ? null : action, out);
                  boolean json = given.hasMatchedOption("--json");
                  String file = option(given, "--export", "");
                  if (!file.isEmpty()) {
                    reader.export(Path.of(file));
                  } else {
                    int most = wholeNumber(option(given, "--limit", "50"), "--limit");
                    reader.show(most, json, given.hasMatchedOption("--follow"));
                  }
                  return 0;
                }))
        .addOption(
            OptionSpec.builder("--limit")
                .paramLabel("N")
                .type(String.class)
                .description("How many lines, 1 to 1000 (50).")
                .build())
        .addOption(
            OptionSpec.builder("--action")
                .paramLabel("X")
                .type(String.class)
                .description("Only this action and its answers, for example MeterValues.")
                .build())
        .addOption(
            OptionSpec.builder("--follow")
                .description("Goes on with each new frame until it is interrupted.")
                .build())
        .addOption(
            OptionSpec.builder("--export")
                .paramLabel("FILE")
                .type(String.class)
                .description("Writes every frame that is kept to a file of JSON lines.")
                .build())
        .addOption(
            OptionSpec.builder("--json").description("Prints frames as JSON lines.").build());
  }

  private CommandSpec diagnostics() {
    return reaching(
            command(
                "Saves an archive of everything that a service engineer wants to see.",
                given -> {
                  String file = argument(given, 0);
                  Path saved =
                      station(given)
                          .download("/api/v1/diagnostics", file.isEmpty() ? null : Path.of(file));
                  out.println("Saved as " + saved + ". It holds card numbers, but no passwords.");
                  return 0;
                }))
        .addPositional(
            PositionalParamSpec.builder()
                .index("0")
                .arity("0..1")
                .paramLabel("FILE")
                .type(String.class)
                .description("Where to; without it a name with the serial number and the time.")
                .build());
  }

  private CommandSpec ev() {
    CommandSpec ev = group("What a driver does with the car.");
    ev.addSubcommand(
        "plugin",
        bench(
                "Plugs a car in.",
                (s, g) -> {
                  JsonObject body = new JsonObject();
                  String car = option(g, "--car", "");
                  if (!car.isEmpty()) {
                    body.put("car", car);
                  }
                  String cable = option(g, "--cable", "");
                  if (!cable.isEmpty()) {
                    body.put("cable", wholeNumber(cable, "--cable"));
                  }
                  return s.post("/api/v1/bench/plugin", body);
                })
            .addOption(
                OptionSpec.builder("--car")
                    .paramLabel("NAME")
                    .type(String.class)
                    .description("Which car, for example sedan-3p16; a wrong name lists them all.")
                    .build())
            .addOption(
                OptionSpec.builder("--cable")
                    .paramLabel("A")
                    .type(String.class)
                    .description("What the cable is coded for: 13, 20, 32 or 63 A; 0 for none.")
                    .build()));
    ev.addSubcommand(
        "plugout",
        bench(
            "Unplugs the car, and pulls the cable out of the socket once it is unlocked.",
            (s, _) -> s.post("/api/v1/bench/plugout", new JsonObject())));
    return ev;
  }

  private CommandSpec cards() {
    CommandSpec cards = group("Keeps the owner's list of cards.");
    cards.addSubcommand(
        "list", client("Lists the cards.", (s, _) -> s.get("/api/v1/cards"), Report::cards));
    cards.addSubcommand(
        "learn",
        bench(
            "Adds the next card that is held at the reader, within 60 seconds.",
            (s, _) -> s.post("/api/v1/cards/learn", new JsonObject())));
    cards.addSubcommand(
        "add",
        bench(
                "Adds a card by its number.",
                (s, g) -> {
                  JsonObject body = new JsonObject().put("idTag", argument(g, 0));
                  String bestBy = option(g, "--best-by", "");
                  if (!bestBy.isEmpty()) {
                    body.put("bestBy", bestBy);
                  }
                  return s.post("/api/v1/cards", body);
                })
            .addPositional(parameter("IDTAG", "The card's number, 04A1B2C3."))
            .addOption(
                OptionSpec.builder("--best-by")
                    .paramLabel("TIME")
                    .type(String.class)
                    .description("When it lapses, in UTC: 2027-12-31T00:00:00Z.")
                    .build()));
    cards.addSubcommand(
        "remove",
        bench(
                "Removes a card.",
                (s, g) ->
                    s.delete(
                        "/api/v1/cards/"
                            + URLEncoder.encode(argument(g, 0), StandardCharsets.UTF_8)
                                .replace("+", "%20")))
            .addPositional(parameter("IDTAG", "The card's number.")));
    return cards;
  }

  private CommandSpec fault() {
    CommandSpec fault = group("Breaks something on the bench, or mends it.");
    fault.addSubcommand(
        "raise",
        bench(
                "Breaks something: fault raise rcd.dc=8mA pe=open --for 10s.",
                (s, g) -> {
                  JsonObject body = new JsonObject().put("cause", new JsonArray(arguments(g)));
                  String span = option(g, "--for", "");
                  if (!span.isEmpty()) {
                    body.put("for", Spans.read(span, "--for").toString());
                  }
                  return s.post("/api/v1/bench/faults", body);
                })
            .addPositional(
                parameters(
                    "CAUSE", "What to break, once or more; \"compact fault list\" lists all."))
            .addOption(
                OptionSpec.builder("--for")
                    .paramLabel("SPAN")
                    .type(String.class)
                    .description("After which it mends itself: 10s, 5m, PT1H.")
                    .build()));
    fault.addSubcommand(
        "clear",
        bench(
                "Mends one thing, or all.",
                (s, g) ->
                    argument(g, 0).equals("all")
                        ? s.delete("/api/v1/bench/faults")
                        : s.delete(
                            "/api/v1/bench/faults/"
                                + URLEncoder.encode(argument(g, 0), StandardCharsets.UTF_8)))
            .addPositional(parameter("NAME", "A cause's name, or all.")));
    fault.addSubcommand(
        "list",
        client(
            "Lists what is broken now, and everything that can be with what it shows and causes.",
            (s, _) ->
                s.get("/api/v1/bench/causes")
                    .put("inForce", s.get("/api/v1/bench").getJsonArray("causes")),
            Report::causes));
    return fault;
  }

  private CommandSpec power() {
    CommandSpec power = group("Cuts the mains off the whole station, or restores them.");
    for (Map.Entry<String, String> state :
        List.of(Map.entry("cut", "cut"), Map.entry("restore", "restored"))) {
      power.addSubcommand(
          state.getKey(),
          bench(
              state.getKey().equals("cut") ? "Cuts the mains." : "Restores the mains.",
              (s, _) ->
                  s.post("/api/v1/bench/power", new JsonObject().put("state", state.getValue()))));
    }
    return power;
  }

  private CommandSpec button() {
    CommandSpec button = group("Uses the recessed button of the station.");
    button.addSubcommand(
        "hold",
        bench(
                "Holds the button down; ten seconds make the station as delivered.",
                (s, g) ->
                    s.post(
                        "/api/v1/bench/button",
                        new JsonObject()
                            .put("for", Spans.read(option(g, "--for", "12s"), "--for").toString())))
            .addOption(
                OptionSpec.builder("--for")
                    .paramLabel("SPAN")
                    .type(String.class)
                    .description("How long (12s).")
                    .build()));
    return button;
  }

  private CommandSpec factoryReset() {
    return bench(
            "Makes the station as delivered: settings, passwords, certificates, cards, profiles.",
            (s, g) -> {
              if (!g.hasMatchedOption("--yes")) {
                throw Complaint.usage(
                    "\"compact factory-reset\" makes the station forget every setting, password,"
                        + " certificate, card and profile; add --yes to have it done.");
              }
              JsonObject body = new JsonObject();
              String forget = option(g, "--and-forget", "");
              if (!forget.isEmpty()) {
                body.put("forget", wholeNumber(forget, "--and-forget"));
              }
              return s.post("/api/v1/commands/factory-reset", body);
            })
        .addOption(OptionSpec.builder("--yes").description("It is meant.").build())
        .addOption(
            OptionSpec.builder("--and-forget")
                .paramLabel("N")
                .type(String.class)
                .description(
                    "Erases the N transactions that the back office does not know, too; without it"
                        + " they stay and go to the next back office.")
                .build());
  }

  // How commands are made.

  PrintWriter out() {
    return out;
  }

  CommandSpec command(String description, Act act) {
    Callable<Integer>[] holder = newHolder();
    CommandSpec[] self = new CommandSpec[1];
    holder[0] = () -> act.on(self[0].commandLine().getParseResult());
    CommandSpec spec = CommandSpec.wrapWithoutInspection(holder[0]);
    self[0] = spec;
    spec.mixinStandardHelpOptions(true);
    spec.usageMessage().description(description).abbreviateSynopsis(true).width(100);
    return spec;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Callable<Integer>[] newHolder() {
    return new Callable[1];
  }

  CommandSpec group(String description) {
    CommandSpec[] self = new CommandSpec[1];
    CommandSpec spec = command(description, _ -> missing(self[0]));
    self[0] = spec;
    return spec;
  }

  private static int missing(@Nullable CommandSpec group) {
    if (group == null) {
      throw Complaint.usage("A command is missing; \"compact help\" lists them all.");
    }
    throw Complaint.usage(
        "\"compact "
            + group.name()
            + "\" takes one of: "
            + String.join(", ", group.subcommands().keySet())
            + ".");
  }

  CommandSpec bench(String description, Question question) {
    return client(description, question, Report::outcome);
  }

  CommandSpec client(String description, Question question, Telling telling) {
    return reaching(
            command(
                description,
                given -> {
                  JsonObject answer = question.ask(station(given), given);
                  if (given.hasMatchedOption("--json")) {
                    out.println(answer.encodePrettily());
                  } else {
                    telling.tell(answer, out);
                  }
                  out.flush();
                  return 0;
                }))
        .addOption(
            OptionSpec.builder("--json")
                .description("Prints the station's answer as it is, as JSON.")
                .build());
  }

  StationClient station(ParseResult given) {
    String url = option(given, "--url", environment.getOrDefault(URL_VARIABLE, ""));
    return StationClient.find(options(given), url.isBlank() ? null : url);
  }

  /** With the options by which a command finds the running station. */
  static CommandSpec reaching(CommandSpec command) {
    return command
        .addOption(flag(Options.DATA))
        .addOption(
            OptionSpec.builder("--url")
                .paramLabel("URL")
                .type(String.class)
                .description(
                    "The station's address, https://127.0.0.1:8688, instead of its data directory.")
                .build())
        .addOption(flag(Options.TRUST))
        .addOption(flag(Options.CONFIG));
  }

  private static OptionSpec flag(Option<?> option) {
    return OptionSpec.builder(option.flag())
        .paramLabel(option.label())
        .type(String.class)
        .description(option.meaning() + " Default: " + option.fallbackText() + ".")
        .build();
  }

  private static PositionalParamSpec parameters(String label, String description) {
    return PositionalParamSpec.builder()
        .index("0..*")
        .arity("1..*")
        .required(true)
        .paramLabel(label)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .description(description)
        .build();
  }

  static PositionalParamSpec parameter(String label, String description) {
    return PositionalParamSpec.builder()
        .index("0")
        .arity("1")
        .required(true)
        .paramLabel(label)
        .type(String.class)
        .description(description)
        .build();
  }

  // What was given.

  private Options options(ParseResult given) {
    Map<String, String> flags = new LinkedHashMap<>();
    for (Option<?> option : Options.all()) {
      if (given.hasMatchedOption(option.flag())) {
        flags.put(option.name(), option(given, option.flag(), ""));
      }
    }
    return new Options(flags, environment);
  }

  static String argument(ParseResult given, int index) {
    return String.valueOf((Object) given.matchedPositionalValue(index, ""));
  }

  private static List<String> arguments(ParseResult given) {
    List<String> all = given.matchedPositionalValue(0, List.of());
    return List.copyOf(all);
  }

  static String option(ParseResult given, String name, String otherwise) {
    return given.hasMatchedOption(name)
        ? String.valueOf((Object) given.matchedOptionValue(name, otherwise))
        : otherwise;
  }

  private static int wholeNumber(String text, String where) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException notOne) {
      throw Complaint.usage(where + " takes a whole number, not \"" + text + "\".");
    }
  }

  // What is wrong.

  private int complain(String sentence, int exitCode) {
    err.println("compact: " + sentence.replaceAll("\\s*\\R\\s*", " "));
    err.flush();
    return exitCode;
  }

  private static String usage(CommandLine.ParameterException wrong) {
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    String guess = "";
    if (wrong instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      guess = "; did you mean " + unmatched.getSuggestions().getFirst() + "?";
    }
    return wrong.getMessage() + guess + " (\"" + command + " --help\" shows what is right)";
  }
}
