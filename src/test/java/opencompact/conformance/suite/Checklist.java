package opencompact.conformance.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ids of the OCPP 1.6 checklist, in its order: requirements, scenarios and pitfalls. */
record Checklist(List<String> ids) {
  /** Where the checklist itself lies beside the repository, if at all. */
  static final Path ORIGINAL = Path.of("..", "shared", "spec", "ocpp-1.6-charge-point.md");

  static final Path KEPT = Path.of("src", "test", "resources", "opencompact", "checklist.txt");

  private static final Pattern ROW =
      Pattern.compile("^\\| (OCPP-[A-Z]{1,2}-[A-Z0-9]+(?:_\\d+)?)([^|]*)\\|", Pattern.MULTILINE);
  private static final Pattern TEXT =
      Pattern.compile("(?<![-|] )\\b(OCPP-[A-Z]{2}-\\d+) \\[[MSODV/]+\\]");
  private static final Pattern ALTERNATIVE = Pattern.compile("/(_\\d+)");
  private static final Pattern RANGE = Pattern.compile("^(.*_)(\\d+)\\.\\.(\\d+)");

  static Checklist kept() {
    try {
      return new Checklist(Files.readAllLines(KEPT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the ids out of the checklist's text, where some rows stand for several. */
  static Checklist of(String text) {
    List<String> ids = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher row = ROW.matcher(line);
      if (row.find()) {
        addRow(ids, row.group(1), row.group(2));
      } else {
        for (MatchResult one : TEXT.matcher(line).results().toList()) {
          add(ids, one.group(1));
        }
      }
    }
    return new Checklist(ids);
  }

  private static void addRow(List<String> ids, String id, String rest) {
    Matcher range = RANGE.matcher(id + rest);
    if (range.find()) {
      for (int i = Integer.parseInt(range.group(2)); i <= Integer.parseInt(range.group(3)); i++) {
        add(ids, range.group(1) + i);
      }
      return;
    }
    add(ids, id);
    for (MatchResult more : ALTERNATIVE.matcher(rest).results().toList()) {
      add(ids, id.replaceAll("_\\d+$", "") + more.group(1));
    }
  }

  private static void add(List<String> ids, String id) {
    if (!ids.contains(id)) {
      ids.add(id);
    }
  }

  /** The ids of the conformance scenarios. */
  List<String> scenarios() {
    return new ArrayList<>(ids.stream().filter(id -> id.matches("OCPP-[TX]-.*")).toList());
  }
}
