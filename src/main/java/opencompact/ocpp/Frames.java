package opencompact.ocpp;

import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads the frames of OCPP-J 1.6 as they arrive. Whatever the text, the answer is a value. */
public final class Frames {
  static final int CALL = 2;
  static final int RESULT = 3;
  static final int ERROR = 4;

  /** How deep the elements of a frame lie. */
  static final int FRAME_DEPTH = 1;

  static final JsonFactory JSON = new JsonFactory();

  private static final int LONGEST_SHOWN = 50;
  static final String NO_CALL = "No call is outstanding under the id of this CALL";

  private static final String NO_JSON = "The text is not JSON: ";

  private Frames() {}

  /**
   * Reads a text that arrived at a charge point that supports every operation.
   *
   * @param outstanding tells which operation our unanswered call of this id asked for; null if none
   */
  public static Incoming parse(String text, Function<String, @Nullable Operation> outstanding) {
    return parse(Side.CHARGE_POINT, text, outstanding, _ -> true);
  }

  /**
   * Reads a text that arrived at this side.
   *
   * @param outstanding tells which operation our unanswered call of this id asked for; null if none
   * @param supported which operations this side answers at all now; others are refused with
   *     NotSupported before their payload is looked at (OCPP-TR-25)
   */
  public static Incoming parse(
      Side side,
      String text,
      Function<String, @Nullable Operation> outstanding,
      Predicate<Operation> supported) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      Incoming incoming = read(parser, side, outstanding, supported);
      if (incoming instanceof Incoming.Ignored) {
        return incoming;
      }
      while (FieldReader.depth(parser) > 0) {
        parser.nextToken();
      }
      return parser.nextToken() == null
          ? incoming
          : new Incoming.Ignored("The text goes on after the frame");
    } catch (JacksonException noJson) {
      return new Incoming.Ignored(NO_JSON + noJson.getOriginalMessage());
    }
  }

  private static Incoming read(
      JsonParser parser,
      Side side,
      Function<String, @Nullable Operation> outstanding,
      Predicate<Operation> supported) {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      return new Incoming.Ignored("A frame must be a JSON array");
    }
    if (parser.nextToken() != JsonToken.VALUE_NUMBER_INT) {
      return new Incoming.Ignored("A frame must begin with its message type, 2, 3 or 4");
    }
    int type = parser.getIntValue();
    if (parser.nextToken() != JsonToken.VALUE_STRING || parser.getStringLength() == 0) {
      return new Incoming.Ignored("The second element of a frame must be its message id, a string");
    }
    String id = parser.getString();
    return switch (type) {
      case CALL -> call(parser, id, side, supported);
      case RESULT -> result(parser, id, outstanding.apply(id));
      case ERROR -> error(parser, id, outstanding.apply(id));
      default -> new Incoming.Ignored("The message type must be 2, 3 or 4, not " + type);
    };
  }

  private static Incoming call(
      JsonParser parser, String id, Side side, Predicate<Operation> supported) {
    try {
      if (parser.nextToken() != JsonToken.VALUE_STRING) {
        throw malformed("The third element of a CALL must be its action, a string");
      }
      String action = parser.getString();
      JsonToken payload = parser.nextToken();
      if (payload != JsonToken.START_OBJECT && payload != JsonToken.VALUE_NULL) {
        throw malformed("The fourth element of a CALL must be its payload, an object");
      }
      return call(parser, id, action, side, supported);
    } catch (Violation violation) {
      return refused(id, violation);
    }
  }

  /** Reads the payload, and what should be the end of the frame, which is judged first. */
  private static Incoming call(
      JsonParser parser, String id, String action, Side side, Predicate<Operation> supported) {
    Incoming incoming;
    try {
      FieldReader fields = new FieldReader(parser, false);
      Request request = operation(id, action, side, supported).request(fields);
      incoming = new Incoming.Call(id, request, fields.notes());
    } catch (Violation violation) {
      incoming = refused(id, violation);
      leavePayload(parser);
    }
    if (parser.nextToken() != JsonToken.END_ARRAY) {
      throw malformed("A CALL must have four elements");
    }
    return incoming;
  }

  private static Operation operation(
      String id, String action, Side side, Predicate<Operation> supported) {
    if (id.length() > Frame.LONGEST_ID) {
      throw malformed("A message id must have at most " + Frame.LONGEST_ID + " characters");
    }
    Operation operation = Operation.named(action);
    if (operation == null) {
      throw new Violation(
          CallErrorCode.NOT_IMPLEMENTED,
          "No action of OCPP 1.6 is called \"" + shown(action) + "\"");
    }
    if (!operation.answeredBy(side)) {
      throw new Violation(CallErrorCode.NOT_SUPPORTED, action + " is not sent in this direction");
    }
    if (!supported.test(operation)) {
      throw new Violation(CallErrorCode.NOT_SUPPORTED, action + " is not supported");
    }
    return operation;
  }

  private static Incoming result(JsonParser parser, String id, @Nullable Operation asked) {
    if (asked == null) {
      return new Incoming.Ignored(NO_CALL + "RESULT");
    }
    JsonToken payload = parser.nextToken();
    if (payload != JsonToken.START_OBJECT && payload != JsonToken.VALUE_NULL) {
      return new Incoming.BadResult(id, "The third element of a CALLRESULT must be an object");
    }
    FieldReader fields = new FieldReader(parser, true);
    try {
      Response response = asked.response(fields);
      return new Incoming.Result(id, response, fields.notes());
    } catch (Violation violation) {
      return new Incoming.BadResult(id, violation.sentence());
    }
  }

  /** Code and description are whatever they are: both only matter for logs (OCPP-TR-12, TR-35). */
  private static Incoming error(JsonParser parser, String id, @Nullable Operation asked) {
    if (asked == null) {
      return new Incoming.Ignored(NO_CALL + "ERROR");
    }
    String code = loose(parser);
    String description = parser.currentToken() == JsonToken.END_ARRAY ? "" : loose(parser);
    return new Incoming.Error(id, code, description);
  }

  /** The next element as a text; empty when there is none or it has parts. */
  private static String loose(JsonParser parser) {
    JsonToken token = parser.nextToken();
    if (token.isStructStart()) {
      parser.skipChildren();
      return "";
    }
    return token.isScalarValue() && token != JsonToken.VALUE_NULL ? parser.getString() : "";
  }

  private static void leavePayload(JsonParser parser) {
    while (FieldReader.depth(parser) > FRAME_DEPTH) {
      parser.nextToken();
    }
  }

  private static Incoming refused(String id, Violation violation) {
    String why = violation.sentence();
    return new Incoming.Refused(new Frame.Error(id, violation.code(), why), why);
  }

  /** A stranger's word, short enough for a log. */
  private static String shown(String word) {
    return word.length() > LONGEST_SHOWN ? word.substring(0, LONGEST_SHOWN) + "..." : word;
  }

  private static Violation malformed(String sentence) {
    return new Violation(CallErrorCode.FORMATION_VIOLATION, sentence);
  }
}
