package opencompact.ocpp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the schemas allow a field to hold; a record that would break it is never made (OCPP-MS-38).
 */
final class Bounds {
  private Bounds() {}

  static void text(String name, @Nullable String value, int most) {
    if (value != null && value.codePointCount(0, value.length()) > most) {
      throw new IllegalArgumentException(
          name + " must have at most " + most + " characters, not " + value.length());
    }
  }

  static @Nullable List<String> texts(String name, @Nullable List<String> values, int most) {
    if (values == null) {
      return null;
    }
    for (String value : values) {
      text(name, value, most);
    }
    return List.copyOf(values);
  }

  static void notEmpty(String name, @Nullable List<?> values) {
    if (values != null && values.isEmpty()) {
      throw new IllegalArgumentException(name + " must have at least one element");
    }
  }
}
