package opencompact.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import opencompact.catalogue.Model;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** A part of the suite over real sockets, against a central system that forgives nothing. */
@Tag("slow")
@Tag("stranger")
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class SocketConformanceTest {
  @TempDir static Path data;

  private static SocketSite site;

  @AfterAll
  static void close() {
    if (site != null) {
      site.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> the_real_program_does_the_same_over_real_sockets() {
    site = new SocketSite(data);
    List<Registry.Scenario> scenarios =
        Registry.chapters().stream()
            .flatMap(chapter -> chapter.scenarios().stream())
            .filter(scenario -> scenario.about().sockets() && scenario.about().open().isEmpty())
            .toList();
    return Stream.concat(
        scenarios.stream()
            .map(scenario ->
                DynamicTest.dynamicTest(
                    scenario.id() + " " + scenario.about().name(), () -> check(scenario))),
        Stream.of(
            DynamicTest.dynamicTest(
                "OCPP-X-28 the strict central system has seen no violation",
                () -> assertThat(site.violations()).isEmpty())));
  }

  private static void check(Registry.Scenario scenario) {
    Transcript transcript = new Transcript();
    site.restore(transcript);
    Run run = Run.of(scenario, Model.SLC, site, transcript);
    assertThat(run.passed()).as(run.told()).isTrue();
  }
}
