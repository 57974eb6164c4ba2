package opencompact.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages' files: all there, from the program itself, and nothing from the internet. */
class AssetsTest {
  private static final Pattern IMPORT =
      Pattern.compile("(?:import|from)\\s*\"([@./a-z][^\"<>]*)\"");

  private final Assets assets = new Assets();

  @Test
  void every_module_that_a_page_imports_is_there() {
    Set<String> seen = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(Set.of("/web/app.js"));
    while (!open.isEmpty()) {
      String path = open.pop();
      if (!seen.add(path)) {
        continue;
      }
      Assets.Asset asset = assets.at(path);
      assertThat(asset).as(path).isNotNull();
      assertThat(asset.type()).startsWith("text/javascript");
      Matcher imports = IMPORT.matcher(asset.bytes().toString(StandardCharsets.UTF_8));
      while (imports.find()) {
        open.push(resolved(path, imports.group(1)));
      }
    }
    assertThat(seen)
        .contains("/web/status-page.js", "/web/bench-page.js", "/lib/lit-html/lit-html.js");
  }

  @Test
  void WEB_1_no_file_of_ours_names_an_address_on_the_internet() {
    for (String name :
        new String[] {
          "index.html", "style.css", "app.js", "status-page.js", "bench-page.js", "live.js"
        }) {
      String text = assets.at("/web/" + name).bytes().toString(StandardCharsets.UTF_8);
      assertThat(text).as(name).doesNotContain("http://", "https://", "//cdn");
    }
  }

  @Test
  void SEC_1_the_policy_allows_the_page_s_own_import_map_by_its_hash() {
    assertThat(assets.importMapSource()).matches("'sha256-[A-Za-z0-9+/]{43}='");
  }

  @Test
  void nothing_outside_the_two_folders_can_be_named() {
    assertThat(assets.at("/web/../logback.xml")).isNull();
    assertThat(assets.at("/web//etc/passwd")).isNull();
    assertThat(assets.at("/web/WebServer.class")).isNull();
    assertThat(assets.at("/lib/lit/../../x.js")).isNull();
    assertThat(assets.at("/META-INF/MANIFEST.MF")).isNull();
  }

  /** As the import map and the relative addresses of the libraries say. */
  private static String resolved(String from, String name) {
    return switch (name) {
      case "lit" -> "/lib/lit/index.js";
      case "lit-html" -> "/lib/lit-html/lit-html.js";
      case "@lit/reactive-element" -> "/lib/reactive-element/reactive-element.js";
      default ->
          name.startsWith("./")
              ? from.substring(0, from.lastIndexOf('/') + 1) + name.substring(2)
              : name.startsWith("/") ? name : "/lib/" + name;
    };
  }
}
