package opencompact.memory;

import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import opencompact.quantity.IdTag;
import opencompact.quantity.WattHours;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The named fields of one JSON object on its way to a journal line. What is null, false or empty is
 * left out, which is also what a reader takes for a field that an older version did not write.
 */
final class FieldWriter {

  private final JsonGenerator out;

  private FieldWriter(JsonGenerator out) {
    this.out = out;
  }

  /** One object as one line of text. */
  static <T> String line(JsonFactory json, T value, BiConsumer<FieldWriter, T> fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = json.createGenerator(ObjectWriteContext.empty(), text)) {
      out.writeStartObject();
      fields.accept(new FieldWriter(out), value);
      out.writeEndObject();
    }
    return text.toString();
  }

  FieldWriter text(String name, @Nullable String value) {
    if (value != null) {
      out.writeStringProperty(name, value);
    }
    return this;
  }

  FieldWriter number(String name, long value) {
    out.writeNumberProperty(name, value);
    return this;
  }

  FieldWriter known(String name, @Nullable Integer value) {
    return value == null ? this : number(name, value);
  }

  FieldWriter flag(String name, boolean value) {
    if (value) {
      out.writeBooleanProperty(name, true);
    }
    return this;
  }

  /** A flag that can also be unsaid, so that false is written. */
  FieldWriter said(String name, @Nullable Boolean value) {
    if (value != null) {
      out.writeBooleanProperty(name, value);
    }
    return this;
  }

  FieldWriter tag(String name, @Nullable IdTag value) {
    return value == null ? this : text(name, value.value());
  }

  FieldWriter instant(String name, @Nullable Instant value) {
    return value == null ? this : text(name, value.toString());
  }

  FieldWriter milliWh(String name, WattHours value) {
    return number(name, value.milli());
  }

  <T> FieldWriter object(String name, T value, BiConsumer<FieldWriter, T> fields) {
    out.writeObjectPropertyStart(name);
    fields.accept(this, value);
    out.writeEndObject();
    return this;
  }

  <T> FieldWriter objects(String name, List<T> values, BiConsumer<FieldWriter, T> fields) {
    if (!values.isEmpty()) {
      out.writeArrayPropertyStart(name);
      for (T value : values) {
        out.writeStartObject();
        fields.accept(this, value);
        out.writeEndObject();
      }
      out.writeEndArray();
    }
    return this;
  }
}
