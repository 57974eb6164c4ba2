package opencompact.conformance.suite;

import opencompact.catalogue.Model;

/**
 * The suite for a person: tells the scenarios asked for, or all, and prints a row for each, and for
 * each that fails everything that happened in it.
 */
public final class Conformance {
  private Conformance() {}

  public static void main(String[] ids) {
    for (String id : ids) {
      if (Registry.chapters().stream()
          .flatMap(chapter -> chapter.scenarios().stream())
          .noneMatch(scenario -> Registry.asked(scenario, id))) {
        System.out.println(
            "No scenario has the id " + id + "; docs/conformance.md lists them all.");
        System.exit(2);
      }
    }
    int told = 0;
    int failed = 0;
    for (Registry.Chapter chapter : Registry.chapters()) {
      for (Registry.Scenario scenario : chapter.scenarios()) {
        if (!Registry.asked(scenario, ids)) {
          continue;
        }
        if (!scenario.told()) {
          String[] elsewhere = scenario.about().toldBy();
          boolean none = elsewhere.length == 0;
          row(scenario, "", none ? "not applicable" : "by " + String.join(", ", elsewhere), "");
          continue;
        }
        for (Model model : scenario.about().on()) {
          Run run = Run.of(scenario, model);
          run.keep();
          boolean open = !scenario.about().open().isEmpty();
          told++;
          failed += run.passed() || open ? 0 : 1;
          row(
              scenario,
              Run.name(model),
              run.passed() ? "passes" : open ? "open" : "FAILS",
              run.transcript().counted() + " frames");
          if (!run.passed() && (!open || ids.length > 0)) {
            System.out.printf("%n%s%n", run.told());
          }
        }
      }
    }
    System.out.printf("%d told, %d failed%n", told, failed);
    System.exit(failed > 0 ? 1 : 0);
  }

  private static void row(Registry.Scenario scenario, String model, String verdict, String frames) {
    System.out.printf(
        "%-14s %-48s %-5s %-15s %s%n",
        scenario.id(), scenario.about().name(), model, verdict, frames);
  }
}
