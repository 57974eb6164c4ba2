package opencompact.run;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Model;
import opencompact.catalogue.Parsed;
import opencompact.catalogue.Region;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * What a station is started with. Each option is one row; its value is taken from the flag, else
 * from the environment, else from the configuration file, else it is the default. {@code
 * docs/guides/running.md} shows the same table, and a test keeps the two equal.
 */
final class Options {
  private static final List<Option<?>> ROWS = new ArrayList<>();

  static final Option<Path> DATA =
      row(
          "data",
          "DIR",
          Path.of(System.getProperty("user.home"), ".opencompact").toString(),
          "~/.opencompact",
          "a directory",
          text -> text.isEmpty() ? null : Path.of(text),
          "Where everything that must survive is kept; one station, one directory.");

  static final Option<Integer> PORT =
      row(
          "port",
          "PORT",
          "8688",
          null,
          "a port number from 0 to 65535 (0: any free one)",
          text -> between(0, 65535, text),
          "The port of the web pages and the interface.");

  static final Option<String> BIND =
      row(
          "bind",
          "ADDRESS",
          "127.0.0.1",
          null,
          "an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them",
          text -> text.matches("[A-Za-z0-9.:%-]+") ? text : null,
          "The address to listen on; the default is reached from this machine only.");

  static final Option<String> BACKEND =
      row(
          "backend",
          "URL",
          null,
          "what the settings say, at first no back office",
          "an address such as ws://host/path or wss://host/path",
          text -> good(Keys.BACKEND_URL.parse(text)),
          "The OCPP 1.6J back office, for this run; the station's identity is appended to the address.");

  static final Option<String> UID =
      row(
          "uid",
          "ID",
          null,
          "what the settings say, at first the serial number",
          "1 to 48 printable characters",
          text -> text.isEmpty() ? null : good(Keys.UID.parse(text)),
          "The name under which the back office knows the station, for this run.");

  static final Option<String> SERIAL =
      row(
          "serial",
          "N",
          "00000001",
          null,
          "a number of up to 8 digits",
          text -> text.matches("[0-9]{1,8}") ? "0".repeat(8 - text.length()) + text : null,
          "The serial number on the type plate.");

  static final Option<Model> MODEL =
      row(
          "model",
          "MODEL",
          Model.SLC.title(),
          null,
          "3SLC (socket and lock) or 3TLC (tethered cable)",
          Options::model,
          "The model on the type plate.");

  static final Option<Integer> PHASES =
      row(
          "phases",
          "N",
          "3",
          null,
          "1 or 3",
          text -> text.equals("1") || text.equals("3") ? Integer.valueOf(text) : null,
          "How many phases the station is built for.");

  static final Option<Region> REGION =
      row(
          "region",
          "REGION",
          Region.EU.title(),
          null,
          "eu or uk",
          Options::region,
          "Where the station is sold; it changes the settings of delivery.");

  static final Option<Double> SPEED =
      row(
          "speed",
          "FACTOR",
          "1",
          null,
          "a number from 0.1 to 1000",
          text -> {
            double factor = Double.parseDouble(text);
            return factor >= 0.1 && factor <= 1000 ? factor : null;
          },
          "How many seconds of the station pass in one of ours.");

  /** Whether the machine's clock is believed. */
  static final Option<Boolean> CLOCK =
      row(
          "clock",
          "CLOCK",
          "machine",
          null,
          "machine or unknown",
          text ->
              switch (text) {
                case "machine" -> true;
                case "unknown" -> false;
                default -> null;
              },
          "Whether the station believes the machine's clock, or knows no time until it is told.");

  static final Option<Long> SEED =
      row(
          "seed",
          "N",
          null,
          "by chance, and printed",
          "a whole number",
          Long::valueOf,
          "What the station's chance is drawn from; the same seed gives the same chance.");

  static final Option<Path> TRUST =
      row(
          "trust",
          "PEM",
          null,
          null,
          "a file of certificates in PEM",
          text -> text.isEmpty() ? null : Path.of(text),
          "Certificate authorities of a private back office, trusted besides the usual ones.");

  static final Option<Integer> FRAMES =
      row(
          "frames",
          "MIB",
          "32",
          null,
          "a number of MiB from 4 to 4096, or 0 for none",
          text -> text.equals("0") ? Integer.valueOf(0) : between(4, 4096, text),
          "How much disk the log of OCPP frames may take, in MiB; 0 keeps none.");

  static final Option<Path> CONFIG =
      row(
          "config",
          "FILE",
          null,
          null,
          "a YAML file",
          text -> text.isEmpty() ? null : Path.of(text),
          "A file that holds any of these options as keys, except this one.");

  private final Map<String, String> flags;
  private final Map<String, String> environment;
  private @Nullable Map<String, String> file;

  /**
   * Where values come from.
   *
   * @param flags what the command line says, by option name
   * @param environment variables by name
   */
  Options(Map<String, String> flags, Map<String, String> environment) {
    this.flags = flags;
    this.environment = environment;
  }

  /** Every option, in the order in which the help shows them. */
  static List<Option<?>> all() {
    return List.copyOf(ROWS);
  }

  /** The value in force, or null where an option without default was not given. */
  <T> @Nullable T optional(Option<T> option) {
    String name = option.name();
    String flag = flags.get(name);
    if (flag != null) {
      return option.value(flag, option.flag());
    }
    String variable = environment.get(option.variable());
    if (variable != null && !variable.isBlank()) {
      return option.value(variable, "The environment variable " + option.variable());
    }
    if (!option.equals(CONFIG)) {
      String text = file().get(name);
      if (text != null) {
        return option.value(text, "The key \"" + name + "\" in " + optional(CONFIG));
      }
    }
    return option.fallback() == null ? null : option.value(option.fallback(), option.flag());
  }

  /** The value in force of an option that has a default. */
  <T> T value(Option<T> option) {
    T value = optional(option);
    if (value == null) {
      throw new IllegalStateException(option.flag() + " has no default");
    }
    return value;
  }

  /** Reads every option once, so that a wrong one is refused before anything is changed. */
  Options checked() {
    ROWS.forEach(this::optional);
    return this;
  }

  private Map<String, String> file() {
    if (file == null) {
      Path path = optional(CONFIG);
      file = path == null ? Map.of() : read(path);
    }
    return file;
  }

  private static Map<String, String> read(Path path) {
    Object root;
    try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      root = yaml().load(reader);
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      throw Complaint.usage(
          "The configuration file "
              + path
              + " is not YAML at line "
              + line
              + ": "
              + e.getProblem());
    } catch (IOException | YAMLException e) {
      throw Complaint.usage(
          "The configuration file " + path + " cannot be read; --config takes a YAML file.");
    }
    if (root == null) {
      return Map.of();
    }
    if (!(root instanceof Map<?, ?> entries)) {
      throw Complaint.usage(
          "The configuration file " + path + " must hold lines such as \"port: 8688\".");
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      String key = String.valueOf(entry.getKey());
      if (key.equals(CONFIG.name()) || ROWS.stream().noneMatch(o -> o.name().equals(key))) {
        throw Complaint.usage(
            "The configuration file "
                + path
                + " has the key \""
                + key
                + "\", which is none; there are "
                + keys()
                + ".");
      }
      if (!(entry.getValue() instanceof String text)) {
        throw Complaint.usage("The key \"" + key + "\" in " + path + " takes a single value.");
      }
      texts.put(key, text);
    }
    return texts;
  }

  private static String keys() {
    return ROWS.stream()
        .filter(option -> !option.equals(CONFIG))
        .map(Option::name)
        .collect(Collectors.joining(", "));
  }

  /** A reader that leaves every value the text it is, so that a serial number keeps its zeros. */
  private static Yaml yaml() {
    LoaderOptions loading = new LoaderOptions();
    loading.setAllowDuplicateKeys(false);
    DumperOptions dumping = new DumperOptions();
    Resolver texts =
        new Resolver() {
          @Override
          protected void addImplicitResolvers() {
            // None: everything is a text.
          }
        };
    return new Yaml(
        new SafeConstructor(loading), new Representer(dumping), dumping, loading, texts);
  }

  private static <T> Option<T> row(
      String name,
      String label,
      @Nullable String fallback,
      @Nullable String fallbackWords,
      String wants,
      Option.Reader<T> reader,
      String meaning) {
    Option<T> option = new Option<>(name, label, fallback, fallbackWords, wants, reader, meaning);
    ROWS.add(option);
    return option;
  }

  private static @Nullable Integer between(int least, int most, String text) {
    int number = Integer.parseInt(text);
    return number >= least && number <= most ? number : null;
  }

  private static @Nullable String good(Parsed<?> parsed) {
    return parsed instanceof Parsed.Ok<?> ok ? ok.text() : null;
  }

  private static @Nullable Model model(String text) {
    for (Model model : Model.values()) {
      if (model.title().equalsIgnoreCase(text)) {
        return model;
      }
    }
    return null;
  }

  private static @Nullable Region region(String text) {
    for (Region region : Region.values()) {
      if (region.title().equalsIgnoreCase(text)) {
        return region;
      }
    }
    return null;
  }
}
