package opencompact.ocpp;

import java.time.Instant;
import java.util.List;
import opencompact.quantity.IdTag;
import org.jspecify.annotations.Nullable;

/**
 * Writes the properties of one JSON object, in the order in which they are called. A value that is
 * null is a property that is absent: OCPP 1.6 knows no {@code null}. It writes the text itself,
 * because a general generator costs more than a short frame.
 */
public final class FieldWriter {
  private static final String HEX = "0123456789ABCDEF";

  private final StringBuilder json;
  private final char[] stamp = new char[Timestamps.LENGTH];

  /** Whether the object at hand has no property yet. */
  private boolean empty = true;

  FieldWriter(StringBuilder json) {
    this.json = json;
  }

  void text(String name, @Nullable String value) {
    if (value != null) {
      name(name);
      string(json, value);
    }
  }

  void tag(String name, @Nullable IdTag value) {
    if (value != null) {
      text(name, value.value());
    }
  }

  void word(String name, @Nullable Word value) {
    if (value != null) {
      text(name, value.wire());
    }
  }

  void integer(String name, int value) {
    name(name);
    json.append(value);
  }

  void integer(String name, @Nullable Integer value) {
    if (value != null) {
      integer(name, value.intValue());
    }
  }

  void flag(String name, boolean value) {
    name(name);
    json.append(value);
  }

  void rate(String name, @Nullable Rate value) {
    if (value != null) {
      name(name);
      json.append(value);
    }
  }

  void time(String name, @Nullable Instant value) {
    if (value != null) {
      name(name);
      Timestamps.write(value, stamp);
      json.append('"').append(stamp).append('"');
    }
  }

  void part(String name, @Nullable Part value) {
    if (value != null) {
      name(name);
      object(value);
    }
  }

  void parts(String name, @Nullable List<? extends Part> values) {
    if (values != null) {
      name(name);
      char before = '[';
      for (Part value : values) {
        json.append(before);
        object(value);
        before = ',';
      }
      json.append(values.isEmpty() ? "[]" : "]");
    }
  }

  void texts(String name, @Nullable List<String> values) {
    if (values != null) {
      name(name);
      char before = '[';
      for (String value : values) {
        json.append(before);
        string(json, value);
        before = ',';
      }
      json.append(values.isEmpty() ? "[]" : "]");
    }
  }

  void object(Part value) {
    json.append('{');
    empty = true;
    value.write(this);
    json.append('}');
    empty = false;
  }

  private void name(String name) {
    if (!empty) {
      json.append(',');
    }
    empty = false;
    json.append('"').append(name).append("\":");
  }

  /** A text in quotes, with what JSON does not allow inside of them escaped. */
  static void string(StringBuilder json, String value) {
    json.append('"');
    int done = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        json.append(value, done, i).append('\\');
        switch (c) {
          case '\b' -> json.append('b');
          case '\t' -> json.append('t');
          case '\n' -> json.append('n');
          case '\f' -> json.append('f');
          case '\r' -> json.append('r');
          case '"', '\\' -> json.append(c);
          default -> json.append("u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        }
        done = i + 1;
      }
    }
    json.append(value, done, value.length()).append('"');
  }
}
