package opencompact.run;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One option of the station, declared once: from it come the flag, the key in the configuration
 * file, the environment variable, the help and the table in the guide.
 *
 * @param name as a flag without its dashes, and as a key of the configuration file
 * @param label what stands for the value in the help
 * @param fallback the default; null where there is none
 * @param fallbackWords the default in words, where the text itself would not tell
 * @param wants what a right value is, in words that fit after "takes"
 * @param meaning what the option does, in one sentence
 */
record Option<T>(
    String name,
    String label,
    @Nullable String fallback,
    @Nullable String fallbackWords,
    String wants,
    Reader<T> reader,
    String meaning) {

  /** Turns a text into a value; null or an exception for one that is none. */
  interface Reader<T> {
    @Nullable T read(String text);
  }

  String flag() {
    return "--" + name;
  }

  /** The environment variable: {@code COMPACT_PORT}. */
  String variable() {
    return "COMPACT_" + name.toUpperCase(Locale.ROOT);
  }

  /** The default as a person should read it. */
  String fallbackText() {
    if (fallbackWords != null) {
      return fallbackWords;
    }
    return fallback == null ? "none" : fallback;
  }

  T value(String text, String where) {
    T value;
    try {
      value = reader.read(text.strip());
    } catch (IllegalArgumentException notOne) {
      value = null;
    }
    if (value == null) {
      throw Complaint.usage(where + " takes " + wants + ", not \"" + text + "\".");
    }
    return value;
  }
}
