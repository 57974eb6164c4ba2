package opencompact.conformance.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which tests name which id of the checklist: in the name of a test, as {@code
 * ..._OCPP_TX_19_P_07}, in a comment, as OCPP-TX-19, or as a scenario of this suite.
 */
record Trail(SortedMap<String, SortedSet<String>> tests) {
  private static final List<Path> ROOTS =
      List.of(Path.of("src", "test", "java"), Path.of("src", "browser", "java"));
  private static final Pattern METHOD = Pattern.compile("\\bvoid (\\w*OCPP_\\w+)\\s*\\(");
  private static final Pattern WRITTEN =
      Pattern.compile("\\b(?:OCPP-)((?:[A-Z]{1,2})-(?:EX)?[A-Z]?\\d+(?:_\\d+)?)\\b");
  private static final Set<String> CHAPTERS =
      Set.of(
          "TR", "BT", "MS", "ST", "TX", "AU", "MV", "SC", "LL", "RS", "FW", "DG", "TM", "DX", "SE",
          "CF", "T", "X", "P");

  static Trail read() {
    Trail trail = new Trail(new TreeMap<>());
    for (Path root : ROOTS) {
      try (Stream<Path> files = Files.walk(root)) {
        files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(trail::read);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    for (Registry.Chapter chapter : Registry.chapters()) {
      for (Registry.Scenario scenario : chapter.scenarios()) {
        String name = "[" + scenario.id() + "](conformance.md)";
        trail.add(scenario.id(), name);
        for (String guarded : scenario.about().guards()) {
          trail.add("OCPP-" + guarded, name);
        }
      }
    }
    return trail;
  }

  private void read(Path file) {
    String name = file.getFileName().toString().replace(".java", "");
    if (name.equals("TrailTest")) {
      return;
    }
    if (!name.endsWith("Test") && !name.endsWith("Law") && !name.endsWith("Contract")) {
      return;
    }
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (MatchResult method : METHOD.matcher(text).results().toList()) {
      named(method.group(1)).forEach(id -> add(id, "`" + name + "." + method.group(1) + "`"));
    }
    for (MatchResult written : WRITTEN.matcher(text).results().toList()) {
      add("OCPP-" + written.group(1), "`" + name + "`");
    }
  }

  private void add(String id, String test) {
    tests.computeIfAbsent(id, _ -> new TreeSet<>()).add(test);
  }

  /**
   * The ids in a test's name: a chapter holds for the numbers that follow it, {@code to} means all
   * between, and a single digit behind a test case is its variant.
   */
  static List<String> named(String method) {
    List<String> ids = new ArrayList<>();
    String chapter = "";
    String last = "";
    boolean range = false;
    for (String word : method.substring(method.indexOf("OCPP_")).split("_", -1)) {
      Matcher number = Pattern.compile("(?:EX|[A-I])?\\d+").matcher(word);
      if (word.equals("to")) {
        range = true;
      } else if (!number.matches()) {
        chapter = CHAPTERS.contains(word) ? word : "";
      } else if (chapter.isEmpty()) {
        continue;
      } else if (chapter.equals("T") && word.length() == 1 && !last.isEmpty()) {
        ids.add("OCPP-T-" + last + "_" + word);
      } else {
        int from = range ? Integer.parseInt(last) + 1 : 0;
        for (int i = from; range && i < Integer.parseInt(word); i++) {
          ids.add("OCPP-%s-%02d".formatted(chapter, i));
        }
        range = false;
        last = word;
        ids.add("OCPP-" + chapter + "-" + word);
      }
    }
    return ids;
  }
}
