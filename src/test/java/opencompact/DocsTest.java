package opencompact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents name exists, so that a reader who follows them arrives. */
class DocsTest {
  private static final Path MAIN = Path.of("src", "main", "java", "opencompact");
  private static final Path TESTS = Path.of("src", "test", "java", "opencompact");
  private static final Path MAP = Path.of("docs", "manual-map.md");

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");
  private static final Pattern PATH = Pattern.compile("`(src/[^`\\s]+\\.\\w+)`");
  private static final Pattern SHORT_PATH =
      Pattern.compile("`((?!src/)[a-z]+(?:/[a-z]+)*/\\w+\\.java)`");
  private static final Pattern METHOD = Pattern.compile("`([A-Z]\\w+)\\.([a-z]\\w+)`");
  private static final Pattern TEST = Pattern.compile("`((?:[a-z]+/)*[A-Z]\\w+Test)`");
  private static final Pattern TEST_OR_CONTRACT =
      Pattern.compile("`((?:[a-z]+/)*[A-Z]\\w+(?:Test|Contract))`");
  private static final Pattern ID = Pattern.compile("\\b[A-Z]{2,3}-\\d+\\b");

  @Test
  void every_relative_link_leads_to_a_file() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      for (MatchResult link : all(LINK, page)) {
        boolean elsewhere = link.group(1).contains("://") || link.group(1).startsWith("mailto:");
        boolean picture = link.group(1).startsWith("docs/images/");
        if (!elsewhere && !picture && !Files.exists(page.resolveSibling(link.group(1)))) {
          broken.add(page + ": " + link.group(1));
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void every_source_file_that_is_named_exists() throws IOException {
    List<String> missing = new ArrayList<>();
    for (Path page : pages()) {
      for (MatchResult path : all(PATH, page)) {
        if (!Files.exists(Path.of(path.group(1)))) {
          missing.add(page + ": " + path.group(1));
        }
      }
      for (MatchResult path : all(SHORT_PATH, page)) {
        if (!Files.exists(MAIN.resolve(path.group(1)))
            && !Files.exists(TESTS.resolve(path.group(1)))) {
          missing.add(page + ": " + path.group(1));
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void every_method_that_is_named_is_in_its_class() throws IOException {
    List<Path> sources = sources();
    List<String> missing = new ArrayList<>();
    for (Path page : pages()) {
      for (MatchResult method : all(METHOD, page)) {
        Pattern word = Pattern.compile("\\b" + method.group(2) + "\\b");
        List<Path> homes = sources.stream().filter(f -> named(f, method.group(1))).toList();
        if (homes.stream().noneMatch(f -> word.matcher(text(f)).find())) {
          missing.add(page + ": " + method.group(1) + "." + method.group(2));
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void every_test_that_is_named_exists() throws IOException {
    List<Path> sources = sources();
    List<String> missing = new ArrayList<>();
    for (Path page : pages()) {
      for (MatchResult test : all(TEST, page)) {
        if (!isTest(test.group(1), sources)) {
          missing.add(page + ": " + test.group(1));
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void what_the_map_says_works_names_a_test_and_what_comes_later_names_none() throws IOException {
    List<Path> sources = sources();
    SortedSet<String> known = new TreeSet<>();
    SortedSet<String> asked = new TreeSet<>();
    for (String line : Files.readAllLines(MAP)) {
      String[] cells = line.split("\\|", -1);
      if (cells.length == 7 && ID.matcher(cells[1].strip()).matches()) {
        assertThat(known.add(cells[1].strip())).as("one row for " + cells[1]).isTrue();
        String state = cells[5].strip();
        boolean tested =
            TEST_OR_CONTRACT
                .matcher(cells[4])
                .results()
                .anyMatch(test -> isTest(test.group(1), sources));
        assertThat(state).as(line).matches("(works|partly|later).*");
        assertThat(tested).as(line).isEqualTo(!state.startsWith("later"));
      } else if (cells.length == 5) {
        ID.matcher(cells[3]).results().forEach(id -> asked.add(id.group()));
      }
    }
    assertThat(known).hasSizeGreaterThan(90).containsAll(asked);
  }

  private static boolean isTest(String name, List<Path> sources) {
    return sources.stream().anyMatch(f -> !f.startsWith(MAIN) && named(f, name));
  }

  private static boolean named(Path file, String name) {
    return file.endsWith(Path.of(name + ".java"));
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(Path.of("README.md"), Path.of("CHANGELOG.md")));
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      docs.filter(f -> f.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }

  /** Not the folder of the npm peers, which holds thousands of files of others. */
  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path root :
        List.of(MAIN, Path.of("src", "test", "java"), Path.of("src", "browser", "java"))) {
      if (Files.exists(root)) {
        try (Stream<Path> files = Files.walk(root)) {
          files.filter(f -> f.toString().endsWith(".java")).sorted().forEach(sources::add);
        }
      }
    }
    return sources;
  }

  private static List<MatchResult> all(Pattern pattern, Path page) {
    return pattern.matcher(text(page)).results().toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }
}
