package opencompact.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import opencompact.quantity.IdTag;
import opencompact.quantity.WattHours;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The named fields of one JSON object as read from a journal line. Fields nobody asks for are
 * ignored; a missing one is null, false or empty where that is a value, and an error where not.
 */
final class Fields {

  private final SortedMap<String, Object> values = new TreeMap<>();

  private Fields() {}

  /**
   * Reads a line that is exactly one object.
   *
   * @throws IllegalArgumentException when it is anything else
   */
  static Fields of(JsonFactory json, String line) {
    try (JsonParser in = json.createParser(ObjectReadContext.empty(), line)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("a fact is one JSON object");
      }
      Fields fields = object(in);
      if (in.nextToken() != null) {
        throw new IllegalArgumentException("more follows after the end of the fact");
      }
      return fields;
    }
  }

  private static Fields object(JsonParser in) {
    Fields fields = new Fields();
    for (JsonToken t = in.nextToken(); t == JsonToken.PROPERTY_NAME; t = in.nextToken()) {
      String name = in.currentName();
      Object value = value(in, in.nextToken());
      if (value != null) {
        fields.values.put(name, value);
      }
    }
    return fields;
  }

  private static @Nullable Object value(JsonParser in, JsonToken token) {
    return switch (token) {
      case START_OBJECT -> object(in);
      case START_ARRAY -> array(in);
      case VALUE_STRING -> in.getString();
      case VALUE_NUMBER_INT -> in.getLongValue();
      case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static List<Object> array(JsonParser in) {
    List<Object> items = new ArrayList<>();
    for (JsonToken t = in.nextToken(); t != JsonToken.END_ARRAY; t = in.nextToken()) {
      Object item = value(in, t);
      if (item != null) {
        items.add(item);
      }
    }
    return items;
  }

  private <T> @Nullable T maybe(String name, Class<T> type) {
    Object value = values.get(name);
    if (value != null && !type.isInstance(value)) {
      throw new IllegalArgumentException("the field " + name + " is not a " + type.getSimpleName());
    }
    return type.cast(value);
  }

  private <T> T must(String name, Class<T> type) {
    T value = maybe(name, type);
    if (value == null) {
      throw new IllegalArgumentException("the field " + name + " is missing");
    }
    return value;
  }

  String text(String name) {
    return must(name, String.class);
  }

  @Nullable String textOrNull(String name) {
    return maybe(name, String.class);
  }

  long number(String name) {
    return must(name, Long.class);
  }

  int integer(String name) {
    return Math.toIntExact(number(name));
  }

  @Nullable Integer integerOrNull(String name) {
    Long value = maybe(name, Long.class);
    return value == null ? null : (Integer) Math.toIntExact(value);
  }

  boolean flag(String name) {
    Boolean value = maybe(name, Boolean.class);
    return value != null && value;
  }

  @Nullable Boolean flagOrNull(String name) {
    return maybe(name, Boolean.class);
  }

  IdTag tag(String name) {
    return new IdTag(text(name));
  }

  @Nullable IdTag tagOrNull(String name) {
    String value = textOrNull(name);
    return value == null ? null : new IdTag(value);
  }

  Instant instant(String name) {
    return Instant.parse(text(name));
  }

  @Nullable Instant instantOrNull(String name) {
    String value = textOrNull(name);
    return value == null ? null : Instant.parse(value);
  }

  WattHours milliWh(String name) {
    return WattHours.ofMilli(number(name));
  }

  <T> T object(String name, Function<Fields, T> make) {
    return make.apply(must(name, Fields.class));
  }

  <T> List<T> objects(String name, Function<Fields, T> make) {
    List<?> items = maybe(name, List.class);
    if (items == null) {
      return List.of();
    }
    List<T> made = new ArrayList<>();
    for (Object item : items) {
      if (!(item instanceof Fields fields)) {
        throw new IllegalArgumentException("the field " + name + " does not hold objects");
      }
      made.add(make.apply(fields));
    }
    return List.copyOf(made);
  }
}
