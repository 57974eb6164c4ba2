package opencompact.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request's JSON object, read strictly: what is unknown, missing or of another type is refused.
 */
final class Body {
  private static final Duration LONGEST = Duration.ofDays(366);

  private final JsonObject json;

  private Body(JsonObject json) {
    this.json = json;
  }

  /** Reads an object whose fields are all among the given; nothing at all is an empty object. */
  static Body read(@Nullable Buffer bytes, String... fields) {
    JsonObject json = bytes == null || bytes.length() == 0 ? new JsonObject() : parse(bytes);
    List<String> known = List.of(fields);
    for (String name : json.fieldNames()) {
      if (!known.contains(name)) {
        throw wrong(
            "There is no field \""
                + shown(name)
                + "\" here; this address takes "
                + list(known)
                + ".");
      }
    }
    return new Body(json);
  }

  String text(String field) {
    String text = optionalText(field);
    if (text == null) {
      throw wrong("The field \"" + field + "\" is missing; it takes a text.");
    }
    return text;
  }

  @Nullable String optionalText(String field) {
    return switch (json.getValue(field)) {
      case null -> null;
      case String text -> text;
      default -> throw wrong("The field \"" + field + "\" takes a text.");
    };
  }

  /** One text, or a list of one or more. */
  List<String> texts(String field) {
    return switch (json.getValue(field)) {
      case null -> throw wrong("The field \"" + field + "\" is missing; it takes a text.");
      case String text -> List.of(text.strip());
      case JsonArray list
          when !list.isEmpty() && list.stream().allMatch(String.class::isInstance) ->
          list.stream().map(item -> ((String) item).strip()).toList();
      default -> throw wrong("The field \"" + field + "\" takes a text or a list of texts.");
    };
  }

  /** A whole number, or the given one if the field is absent. */
  int wholeNumber(String field, int otherwise) {
    return switch (json.getValue(field)) {
      case null -> otherwise;
      case Integer number -> number;
      default -> throw wrong("The field \"" + field + "\" takes a whole number.");
    };
  }

  double number(String field) {
    return switch (json.getValue(field)) {
      case Number number when Double.isFinite(number.doubleValue()) -> number.doubleValue();
      case null -> throw wrong("The field \"" + field + "\" is missing; it takes a number.");
      default -> throw wrong("The field \"" + field + "\" takes a number.");
    };
  }

  /** A time span above zero and up to a year, as ISO 8601 writes it. */
  @Nullable Duration optionalDuration(String field) {
    String text = optionalText(field);
    if (text == null) {
      return null;
    }
    try {
      Duration duration = Duration.parse(text);
      if (duration.isPositive() && duration.compareTo(LONGEST) <= 0) {
        return duration;
      }
    } catch (DateTimeParseException | ArithmeticException notOne) {
      // The sentence below says what would be right.
    }
    throw new Problem(
        422,
        "The field \""
            + field
            + "\" takes a time span above zero and up to 366 days, such as PT90S, PT8H or P1D.");
  }

  Duration duration(String field) {
    Duration duration = optionalDuration(field);
    if (duration == null) {
      throw wrong("The field \"" + field + "\" is missing; it takes a time span such as PT8H.");
    }
    return duration;
  }

  private static JsonObject parse(Buffer bytes) {
    try {
      if (Json.decodeValue(bytes) instanceof JsonObject object) {
        return object;
      }
    } catch (DecodeException notJson) {
      // The sentence below says what would be right.
    }
    throw wrong("The body is not a JSON object such as {\"field\": \"value\"}.");
  }

  private static String list(List<String> fields) {
    return fields.isEmpty() ? "none" : String.join(", ", fields);
  }

  private static String shown(String name) {
    return name.length() > 40 ? name.substring(0, 40) + "…" : name;
  }

  private static Problem wrong(String sentence) {
    return new Problem(400, sentence);
  }
}
