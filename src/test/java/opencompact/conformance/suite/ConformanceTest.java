package opencompact.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import opencompact.catalogue.Model;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every scenario of the suite, told to a socketed and to a tethered station in virtual time. */
class ConformanceTest {
  private static final Path PAGE = Path.of("docs", "conformance.md");

  private final Report report = new Report();

  @TestFactory
  List<DynamicNode> the_station_does_what_each_scenario_prescribes() {
    List<DynamicNode> all = new ArrayList<>();
    for (Registry.Chapter chapter : Registry.chapters()) {
      List<DynamicNode> tests = new ArrayList<>();
      for (Registry.Scenario scenario : chapter.scenarios()) {
        if (scenario.told()) {
          for (Model model : scenario.about().on()) {
            tests.add(test(scenario, model));
          }
        }
      }
      all.add(DynamicContainer.dynamicContainer(chapter.title(), tests));
    }
    all.add(DynamicTest.dynamicTest("the report says what the run found", this::reported));
    return all;
  }

  private DynamicTest test(Registry.Scenario scenario, Model model) {
    String name = "%s %s (%s)".formatted(scenario.id(), scenario.about().name(), Run.name(model));
    return DynamicTest.dynamicTest(name, () -> check(Run.of(scenario, model)));
  }

  private void check(Run run) {
    report.add(run);
    run.keep();
    if (run.scenario().about().open().isEmpty()) {
      assertThat(run.passed()).as(run.told()).isTrue();
    } else {
      assertThat(run.passed()).as("%s passes and is open no more", run.scenario().id()).isFalse();
    }
  }

  private void reported() throws IOException {
    if (Boolean.getBoolean("conformance.write")) {
      Files.writeString(PAGE, report.text());
    }
    assertThat(PAGE).as("write it with: " + Report.REGENERATE).exists();
    assertThat(Files.readString(PAGE))
        .as("%s is out of date; write it with: %s", PAGE, Report.REGENERATE)
        .isEqualTo(report.text());
  }

  @Test
  void no_scenario_is_told_twice_and_none_is_made_up() {
    assertThat(Registry.ids()).doesNotHaveDuplicates();
    assertThat(Checklist.kept().scenarios()).containsAll(Registry.ids());
  }

  @Test
  void the_ids_kept_here_are_those_of_the_checklist() throws IOException {
    if (Files.exists(Checklist.ORIGINAL)) {
      assertThat(Checklist.kept()).isEqualTo(Checklist.of(Files.readString(Checklist.ORIGINAL)));
    }
  }
}
