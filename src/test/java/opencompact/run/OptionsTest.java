package opencompact.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptionsTest {
  /** Three right values for each option, all different, none the default, and a wrong one. */
  private static final Map<String, List<String>> VALUES =
      Map.ofEntries(
          Map.entry("data", List.of("/a", "/b", "/c", "")),
          Map.entry("port", List.of("1", "2", "65535", "65536")),
          Map.entry("bind", List.of("0.0.0.0", "::1", "10.0.0.1", "a b")),
          Map.entry("backend", List.of("ws://a/x", "wss://b/x", "ws://c", "http://d")),
          Map.entry("uid", List.of("A", "B", "C", "\u0007")),
          Map.entry("serial", List.of("00000007", "12345678", "00000070", "123456789")),
          Map.entry("model", List.of("3SLC", "3TLC", "3SLC", "3XLC")),
          Map.entry("phases", List.of("1", "3", "1", "2")),
          Map.entry("region", List.of("uk", "eu", "uk", "us")),
          Map.entry("speed", List.of("60", "0.5", "2", "0")),
          Map.entry("clock", List.of("unknown", "machine", "unknown", "late")),
          Map.entry("seed", List.of("1", "-2", "3", "x")),
          Map.entry("trust", List.of("/a.pem", "/b.pem", "/c.pem", "")),
          Map.entry("frames", List.of("4", "64", "0", "3")),
          Map.entry("config", List.of("/a.yaml", "/b.yaml", "/c.yaml", "")));

  @TempDir Path folder;

  static Stream<Option<?>> options() {
    return Options.all().stream();
  }

  @ParameterizedTest
  @MethodSource("options")
  void a_flag_counts_more_than_the_environment_and_that_more_than_the_file(Option<?> option)
      throws IOException {
    List<String> values = VALUES.get(option.name());
    assertThat(values).as("values for " + option.name()).isNotNull();
    Map<String, String> flags = new HashMap<>();
    Map<String, String> environment = new HashMap<>();
    if (!option.equals(Options.CONFIG)) {
      assertThat(shown(flags, environment, option)).isEqualTo(option.fallback());
      Path file = folder.resolve("compact.yaml");
      Files.writeString(file, option.name() + ": \"" + values.get(2) + "\"\n");
      flags.put("config", file.toString());
      assertThat(shown(flags, environment, option)).isEqualTo(values.get(2));
    }

    environment.put(option.variable(), values.get(1));
    assertThat(option.variable()).isEqualTo("COMPACT_" + option.name().toUpperCase(Locale.ROOT));
    if (!option.equals(Options.CONFIG)) {
      assertThat(shown(flags, environment, option)).isEqualTo(values.get(1));
    } else {
      assertThat(new Options(flags, environment).optional(Options.CONFIG))
          .isEqualTo(Path.of(values.get(1)));
    }

    flags.put(option.name(), values.get(0));
    assertThat(new Options(flags, environment).optional(option))
        .isEqualTo(option.value(values.get(0), ""));
  }

  private static Object shown(
      Map<String, String> flags, Map<String, String> environment, Option<?> option) {
    Object value = new Options(flags, environment).optional(option);
    return switch (value) {
      case null -> null;
      case opencompact.catalogue.Model model -> model.title();
      case opencompact.catalogue.Region region -> region.title();
      case Boolean believed -> believed ? "machine" : "unknown";
      case Double number when number == Math.rint(number) -> String.valueOf(number.longValue());
      default -> value.toString();
    };
  }

  @ParameterizedTest
  @MethodSource("options")
  void a_wrong_value_is_refused_with_what_would_be_right(Option<?> option) {
    String wrong = VALUES.get(option.name()).get(3);

    assertThatThrownBy(() -> new Options(Map.of(option.name(), wrong), Map.of()).optional(option))
        .isInstanceOf(Complaint.class)
        .hasMessage(option.flag() + " takes " + option.wants() + ", not \"" + wrong + "\".");
  }

  @Test
  void a_serial_number_in_a_file_keeps_its_zeros() throws IOException {
    assertThat(file("serial: 00000017\n").value(Options.SERIAL)).isEqualTo("00000017");
  }

  @Test
  void an_unknown_key_in_a_file_is_refused_with_the_known_ones() {
    assertThatThrownBy(() -> file("prot: 1\n").checked())
        .isInstanceOf(Complaint.class)
        .hasMessageContaining("has the key \"prot\", which is none; there are data, port, bind");
  }

  @Test
  void a_file_that_is_no_yaml_is_refused_with_its_line() {
    assertThatThrownBy(() -> file("port: 1\n  : [\n").checked())
        .isInstanceOf(Complaint.class)
        .hasMessageContaining("is not YAML at line 2");
  }

  @Test
  void a_file_that_is_not_there_is_refused() {
    Options options = new Options(Map.of("config", folder.resolve("none").toString()), Map.of());

    assertThatThrownBy(options::checked)
        .isInstanceOf(Complaint.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void the_guide_shows_every_option_as_it_is_declared() throws IOException {
    StringBuilder table = new StringBuilder();
    table.append("| Flag | Key | Environment | Default | What it does |\n");
    table.append("|---|---|---|---|---|\n");
    for (Option<?> option : Options.all()) {
      table
          .append("| `")
          .append(option.flag())
          .append(' ')
          .append(option.label())
          .append("` | ")
          .append(option.equals(Options.CONFIG) ? "" : "`" + option.name() + "`")
          .append(" | `")
          .append(option.variable())
          .append("` | ")
          .append(option.fallbackText())
          .append(" | ")
          .append(option.meaning())
          .append(" |\n");
    }

    assertThat(Files.readString(Path.of("docs", "guides", "running.md")))
        .contains(table.toString());
  }

  private Options file(String text) throws IOException {
    Path file = folder.resolve("compact.yaml");
    Files.writeString(file, text);
    return new Options(Map.of("config", file.toString()), Map.of());
  }
}
