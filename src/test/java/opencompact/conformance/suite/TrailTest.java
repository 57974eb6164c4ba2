package opencompact.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every pitfall of the checklist is guarded by a test that names it, and a page says by which. */
class TrailTest {
  private static final Path PAGE = Path.of("docs", "pitfalls.md");
  private static final Path PITFALLS =
      Path.of("src", "test", "resources", "opencompact", "pitfalls.txt");
  private static final Path UNNAMED =
      Path.of("src", "test", "resources", "opencompact", "unnamed.txt");

  /** Ids that ask for nothing that a test could show, with the reason why not. */
  private static final Path EXPLAINED =
      Path.of("src", "test", "resources", "opencompact", "explained.txt");

  private static final String REGENERATE = "mvn test -Dtest=TrailTest -Dconformance.write=true";

  private final Trail trail = Trail.read();

  @Test
  void names_of_tests_are_read_as_they_are_meant() {
    assertThat(Trail.named("x_OCPP_T_048_1_2_050_3_TX_19_P_07"))
        .containsExactly(
            "OCPP-T-048",
            "OCPP-T-048_1",
            "OCPP-T-048_2",
            "OCPP-T-050",
            "OCPP-T-050_3",
            "OCPP-TX-19",
            "OCPP-P-07");
    assertThat(Trail.named("y_OCPP_TR_21_to_23_RST_3"))
        .containsExactly("OCPP-TR-21", "OCPP-TR-22", "OCPP-TR-23");
  }

  @Test
  void every_pitfall_is_guarded() {
    List<String> unguarded = new ArrayList<>(Checklist.kept().ids());
    unguarded.removeIf(id -> !id.startsWith("OCPP-P-") || trail.tests().containsKey(id));
    assertThat(unguarded).isEmpty();
  }

  @Test
  void the_page_says_which_tests_guard_what() throws IOException {
    String text = page();
    if (Boolean.getBoolean("conformance.write")) {
      Files.writeString(PAGE, text);
    }
    assertThat(Files.readString(PAGE))
        .as("%s is out of date; write it with: %s", PAGE, REGENERATE)
        .isEqualTo(text);
  }

  @Test
  void whatever_else_the_checklist_asks_is_named_by_a_test_or_known_not_to_be() throws IOException {
    List<String> unnamed = new ArrayList<>(Checklist.kept().ids());
    unnamed.removeAll(trail.tests().keySet());
    unnamed.removeAll(explained().keySet());
    if (Boolean.getBoolean("conformance.write")) {
      Files.write(UNNAMED, unnamed);
    }
    assertThat(Files.readAllLines(UNNAMED)).containsAll(unnamed);
  }

  @Test
  void what_is_explained_is_in_the_checklist_and_named_by_no_test() throws IOException {
    assertThat(Checklist.kept().ids()).containsAll(explained().keySet());
    assertThat(trail.tests().keySet()).doesNotContainAnyElementsOf(explained().keySet());
    assertThat(explained().values())
        .allSatisfy(reason -> assertThat(reason).hasSizeGreaterThan(20).endsWith("."));
  }

  private static SortedMap<String, String> explained() throws IOException {
    SortedMap<String, String> reasons = new TreeMap<>();
    for (String line : Files.readAllLines(EXPLAINED)) {
      String[] cells = line.split("\\|", -1);
      reasons.put(cells[0], cells[1]);
    }
    return reasons;
  }

  private String page() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.addAll(
        List.of(
            "# Where others went wrong",
            "",
            "What has gone wrong with OCPP 1.6 in the field, and the tests that keep this station"
                + " from it. The other ids of the checklist are named by tests, too, but for those"
                + " at the end of this page, which ask for nothing that a test could show. Written"
                + " from the tests: `"
                + REGENERATE
                + "`.",
            "",
            "| Id | What happened | Guarded by |",
            "|---|---|---|"));
    for (String line : Files.readAllLines(PITFALLS)) {
      String[] cells = line.split("\\|", -1);
      lines.add("| %s | %s | %s |".formatted(cells[0], cells[1], tests(cells[0])));
    }
    lines.addAll(List.of("", "## Named by no test, and why", "", "| Id | Reason |", "|---|---|"));
    explained().forEach((id, reason) -> lines.add("| %s | %s |".formatted(id, reason)));
    lines.add("");
    return String.join("\n", lines);
  }

  /** The scenarios first, then tests by their classes; three will do. */
  private String tests(String id) {
    SortedSet<String> named = trail.tests().getOrDefault(id, new TreeSet<>());
    return String.join(
        ", ",
        named.stream()
            .map(test -> test.startsWith("`") ? test.replaceAll("\\..*", "`") : test)
            .map(test -> test.replace("``", "`"))
            .distinct()
            .limit(3)
            .toList());
  }
}
