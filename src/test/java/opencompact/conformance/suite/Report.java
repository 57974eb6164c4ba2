package opencompact.conformance.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import opencompact.catalogue.Model;

/** What a run of the whole suite found, as docs/conformance.md tells it. */
final class Report {
  static final String REGENERATE = "mvn test -Dtest=ConformanceTest -Dconformance.write=true";

  private final Map<String, Run> runs = new TreeMap<>();

  void add(Run run) {
    runs.put(key(run.scenario(), run.model()), run);
  }

  private static String key(Registry.Scenario scenario, Model model) {
    return scenario.id() + " " + model;
  }

  String text() {
    List<String> lines = new ArrayList<>();
    List<String> tables = new ArrayList<>();
    Map<String, Integer> count = new TreeMap<>();
    for (Registry.Chapter chapter : Registry.chapters()) {
      tables.addAll(List.of("", "## " + chapter.title(), ""));
      tables.add("| Id | Scenario | Verdict | Frames, 3SLC | Frames, 3TLC |");
      tables.add("|---|---|---|---|---|");
      for (Registry.Scenario scenario : chapter.scenarios()) {
        String verdict = verdict(scenario);
        count.merge(verdict.replaceAll(":.*", ""), 1, Integer::sum);
        tables.add(
            "| %s | %s | %s | %s | %s |"
                .formatted(
                    scenario.id(),
                    scenario.about().name() + (scenario.about().sockets() ? " ⇄" : ""),
                    verdict,
                    frames(scenario, Model.SLC),
                    frames(scenario, Model.TLC)));
      }
    }
    List<String> untold = Checklist.kept().scenarios();
    untold.removeAll(Registry.ids());
    lines.addAll(
        List.of(
            "# Conformance",
            "",
            "Every scenario of the OCPP 1.6 checklist, told to a whole station in virtual time: a"
                + " person at the charger, a scripted central system, and each frame that must come"
                + " next. What the station sends beside the scenario (heartbeats, security events,"
                + " the warning of the limit in force) is not counted. ⇄ marks those that are also"
                + " told over real sockets. `./compact conformance [ID…]` tells them to you;"
                + " `target/conformance/ID.jsonl` holds the frames. This page is written by the"
                + " run: `"
                + REGENERATE
                + "`.",
            "",
            "%d pass, %d are open, %d say nothing about this product, %d are not told yet."
                .formatted(
                    count.getOrDefault("passes", 0),
                    count.getOrDefault("open", 0),
                    count.getOrDefault("not applicable", 0),
                    untold.size())));
    lines.addAll(tables);
    if (!untold.isEmpty()) {
      lines.addAll(List.of("", "## Not told yet", "", String.join(", ", untold) + "."));
    }
    lines.add("");
    return String.join("\n", lines);
  }

  private String verdict(Registry.Scenario scenario) {
    Case about = scenario.about();
    if (!about.inapplicable().isEmpty()) {
      return "not applicable: " + about.inapplicable();
    }
    if (about.toldBy().length > 0) {
      return "passes: in `" + String.join("`, `", about.toldBy()) + "`";
    }
    if (!about.open().isEmpty()) {
      return "open: " + about.open();
    }
    for (Model model : about.on()) {
      if (!runs.get(key(scenario, model)).passed()) {
        return "fails";
      }
    }
    return "passes";
  }

  private String frames(Registry.Scenario scenario, Model model) {
    Run run = runs.get(key(scenario, model));
    return run == null || !run.passed() ? "" : String.valueOf(run.transcript().counted());
  }
}
