package opencompact.ocpp;

import java.time.Instant;
import java.util.List;
import opencompact.quantity.IdTag;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the properties of one JSON object, in the order in which they are called. A value that is
 * null is a property that is absent: OCPP 1.6 knows no {@code null}.
 */
public final class FieldWriter {
  private final JsonGenerator json;
  private final char[] stamp = new char[Timestamps.LENGTH];

  FieldWriter(JsonGenerator json) {
    this.json = json;
  }

  void text(String name, @Nullable String value) {
    if (value != null) {
      json.writeName(name);
      json.writeString(value);
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
    json.writeName(name);
    json.writeNumber(value);
  }

  void integer(String name, @Nullable Integer value) {
    if (value != null) {
      integer(name, value.intValue());
    }
  }

  void flag(String name, boolean value) {
    json.writeName(name);
    json.writeBoolean(value);
  }

  void rate(String name, @Nullable Rate value) {
    if (value != null) {
      json.writeName(name);
      if (value.tenths() % 10 == 0) {
        json.writeNumber(value.tenths() / 10);
      } else {
        json.writeNumber(value.toString());
      }
    }
  }

  void time(String name, @Nullable Instant value) {
    if (value != null) {
      json.writeName(name);
      Timestamps.write(value, stamp);
      json.writeString(stamp, 0, Timestamps.LENGTH);
    }
  }

  void part(String name, @Nullable Part value) {
    if (value != null) {
      json.writeName(name);
      object(value);
    }
  }

  void parts(String name, @Nullable List<? extends Part> values) {
    if (values != null) {
      json.writeName(name);
      json.writeStartArray();
      for (Part value : values) {
        object(value);
      }
      json.writeEndArray();
    }
  }

  void texts(String name, @Nullable List<String> values) {
    if (values != null) {
      json.writeName(name);
      json.writeStartArray();
      for (String value : values) {
        json.writeString(value);
      }
      json.writeEndArray();
    }
  }

  void object(Part value) {
    json.writeStartObject();
    value.write(this);
    json.writeEndObject();
  }
}
