package opencompact.ocpp;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import opencompact.quantity.IdTag;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the properties of one payload, one after the other, and judges each value as it comes by.
 *
 * <p>It has two tempers. A request is read strictly: whatever breaks the schema is refused with the
 * exact code (OCPP-TR-26 to OCPP-TR-28). A response is read leniently: nobody could be told about
 * its faults, so what is not needed and not readable counts as absent (OCPP-TR-36).
 */
final class FieldReader {
  private static final int MOST_NOTES = 8;
  private static final int LONGEST_NOTE = 100;

  private final JsonParser parser;
  private final boolean lenient;
  private final List<String> notes = new ArrayList<>(0);
  private boolean missing;

  FieldReader(JsonParser parser, boolean lenient) {
    this.parser = parser;
    this.lenient = lenient;
  }

  /** What was tolerated, for the log. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  /**
   * Enters the object at hand. A payload of {@code null} is one without properties (OCPP-TR-12).
   */
  void open() {
    if (parser.currentToken() == JsonToken.VALUE_NULL && depth(parser) == Frames.FRAME_DEPTH) {
      missing = true;
    } else if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw wrongType("an object");
    }
  }

  /** The name of the next property, whose value is then at hand; null at the end of the object. */
  @Nullable String next() {
    if (missing) {
      return null;
    }
    String name = parser.nextName();
    while (name != null) {
      JsonToken value = parser.nextToken();
      if (value != JsonToken.VALUE_NULL || !lenient) {
        return name;
      }
      note("is null and counts as absent");
      name = parser.nextName();
    }
    return null;
  }

  /** Passes over a property that OCPP 1.6 does not know (OCPP-TR-29). */
  void unknown() {
    note("is not a property of OCPP 1.6");
    parser.skipChildren();
  }

  <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw new Violation(
          CallErrorCode.OCCURENCE_CONSTRAINT_VIOLATION, inside(path(), name) + " is required");
    }
    return value;
  }

  /** A value that a response can do without; null when it is unreadable and the reader lenient. */
  <T> @Nullable T optional(Function<FieldReader, T> read) {
    if (!lenient) {
      return read.apply(this);
    }
    int depth = depth(parser) - (parser.currentToken().isStructStart() ? 1 : 0);
    try {
      return read.apply(this);
    } catch (Violation violation) {
      while (depth(parser) > depth) {
        parser.nextToken();
      }
      note(violation);
      return null;
    }
  }

  int integer() {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NUMBER_FLOAT && lenient) {
      double value = parser.getDoubleValue();
      if (value == (int) value) {
        return (int) value;
      }
    }
    if (token != JsonToken.VALUE_NUMBER_INT) {
      throw wrongType("an integer");
    }
    try {
      return parser.getIntValue();
    } catch (JacksonException tooLarge) {
      throw refused("must be an integer of 32 bits");
    }
  }

  boolean flag() {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      throw wrongType("true or false");
    }
    return token == JsonToken.VALUE_TRUE;
  }

  /** A text of any length. */
  String text() {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw wrongType("a string");
    }
    return parser.getString();
  }

  String text(int most) {
    String text = text();
    if (text.length() > most && text.codePointCount(0, text.length()) > most) {
      throw new Violation(
          CallErrorCode.TYPE_CONSTRAINT_VIOLATION,
          path() + " must have at most " + most + " characters, not " + text.length());
    }
    return text;
  }

  IdTag idTag() {
    String text = text(20);
    try {
      return new IdTag(text);
    } catch (IllegalArgumentException _) {
      throw refused("must be an idTag of 1 to 20 printable ASCII characters");
    }
  }

  Instant time() {
    String text = text();
    try {
      return Timestamps.parse(text);
    } catch (IllegalArgumentException unreadable) {
      throw refused(String.valueOf(unreadable.getMessage()));
    }
  }

  Rate rate() {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw wrongType("a number");
    }
    BigDecimal decimal;
    try {
      decimal = parser.getDecimalValue();
    } catch (JacksonException | NumberFormatException _) {
      throw refused("must be a number of ordinary size");
    }
    Rate rate = Rate.of(decimal);
    if (rate == null) {
      throw refused("must lie between -200000000 and 200000000");
    }
    return rate;
  }

  <E> E word(Words<E> words) {
    E value = words.find(text());
    if (value == null) {
      throw refused("must be one of " + words);
    }
    return value;
  }

  /** A word whose unknown spellings have a meaning of their own in a response (OCPP-TR-36). */
  <E extends Word> E word(Words<E> words, E whenUnknown) {
    E value = words.find(text());
    if (value != null) {
      return value;
    }
    if (!lenient) {
      throw refused("must be one of " + words);
    }
    note("is unknown and counts as " + whenUnknown.wire());
    return whenUnknown;
  }

  <T> List<T> list(int least, Function<FieldReader, T> element) {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw wrongType("an array");
    }
    List<T> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(element.apply(this));
    }
    if (elements.size() < least) {
      throw new Violation(
          CallErrorCode.OCCURENCE_CONSTRAINT_VIOLATION,
          path() + " must have at least " + least + " element");
    }
    return elements;
  }

  static int depth(JsonParser parser) {
    return parser.streamReadContext().getNestingDepth();
  }

  private Violation wrongType(String wanted) {
    return new Violation(CallErrorCode.TYPE_CONSTRAINT_VIOLATION, path() + " must be " + wanted);
  }

  private Violation refused(String wanted) {
    return new Violation(CallErrorCode.PROPERTY_CONSTRAINT_VIOLATION, path() + " " + wanted);
  }

  private void note(String what) {
    if (notes.size() < MOST_NOTES) {
      String note = path() + " " + what;
      notes.add(note.length() > LONGEST_NOTE ? note.substring(0, LONGEST_NOTE) : note);
    }
  }

  private void note(Violation violation) {
    if (notes.size() < MOST_NOTES) {
      notes.add(violation.sentence() + "; it counts as absent");
    }
  }

  /** Where we are inside the payload, such as {@code csChargingProfiles/stackLevel}. */
  private String path() {
    String pointer = parser.streamReadContext().pathAsPointer().toString();
    int payload = pointer.indexOf('/', 1);
    return payload < 0 ? "" : pointer.substring(payload + 1);
  }

  private static String inside(String path, String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }
}
