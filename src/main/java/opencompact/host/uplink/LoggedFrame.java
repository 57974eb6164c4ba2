package opencompact.host.uplink;

import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * One line of the frame log: a frame with its secrets masked and the call it belongs to, or a mark
 * between frames (DIA-2). Its JSON is the same on disk, in the interface and in an export; fields
 * are only ever added.
 *
 * @param number grows by one from line to line, over restarts, too
 * @param cpId the charge point identity
 * @param kind call, result, error or unreadable; of a mark opened, closed or lost
 * @param direction who spoke; null for a mark
 * @param action what was asked, known for answers, too, if their call was seen
 * @param latencyMillis of an answer: since its call
 * @param raw the frame; null for a mark
 * @param sentence what a mark says; null for a frame
 */
public record LoggedFrame(
    long number,
    Instant timestamp,
    String cpId,
    String kind,
    @Nullable Direction direction,
    @Nullable String action,
    @Nullable String messageId,
    @Nullable Long latencyMillis,
    @Nullable String raw,
    @Nullable String sentence) {

  /** The version of the line's form. */
  public static final int SCHEMA_VERSION = 1;

  private static final JsonFactory JSON = new JsonFactory();

  /** Who spoke to whom. */
  public enum Direction {
    CP_TO_CSMS,
    CSMS_TO_CP;

    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static @Nullable Direction of(@Nullable String word) {
      for (Direction direction : values()) {
        if (direction.word().equals(word)) {
          return direction;
        }
      }
      return null;
    }
  }

  public LoggedFrame {
    timestamp = timestamp.truncatedTo(ChronoUnit.MILLIS);
  }

  /** A mark that so many happenings are missing here. */
  static LoggedFrame lost(long number, Instant timestamp, String cpId, long count) {
    return new LoggedFrame(
        number,
        timestamp,
        cpId,
        "lost",
        null,
        null,
        null,
        null,
        null,
        "The log could not follow: " + count + " lines are missing here.");
  }

  public boolean mark() {
    return direction == null;
  }

  /** The line as one JSON object without a line end. */
  public String json() {
    StringWriter text = new StringWriter(raw == null ? 256 : raw.length() + 256);
    try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      out.writeStartObject();
      out.writeNumberProperty("schemaVersion", SCHEMA_VERSION);
      out.writeNumberProperty("number", number);
      out.writeStringProperty("timestamp", timestamp.toString());
      out.writeStringProperty("cpId", cpId);
      out.writeStringProperty("kind", kind);
      text(out, "direction", direction == null ? null : direction.word());
      text(out, "action", action);
      text(out, "messageId", messageId);
      out.writeName("latencyMillis");
      if (latencyMillis == null) {
        out.writeNull();
      } else {
        out.writeNumber(latencyMillis);
      }
      text(out, "raw", raw);
      text(out, "sentence", sentence);
      out.writeEndObject();
    }
    return text.toString();
  }

  private static void text(JsonGenerator out, String name, @Nullable String value) {
    out.writeName(name);
    if (value == null) {
      out.writeNull();
    } else {
      out.writeString(value);
    }
  }

  /** The line that this text is, or null where it is none: a torn one, or one of another form. */
  public static @Nullable LoggedFrame read(String line) {
    try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), line)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      Fields fields = new Fields();
      while (in.nextToken() == JsonToken.PROPERTY_NAME) {
        fields.take(in.currentName(), in);
      }
      return in.currentToken() == JsonToken.END_OBJECT && in.nextToken() == null
          ? fields.frame()
          : null;
    } catch (JacksonException | IllegalArgumentException | DateTimeException torn) {
      return null;
    }
  }

  /** What has been read of a line. */
  private static final class Fields {
    private long number = -1;
    private @Nullable Instant timestamp;
    private @Nullable String cpId;
    private @Nullable String kind;
    private @Nullable Direction direction;
    private @Nullable String action;
    private @Nullable String messageId;
    private @Nullable Long latencyMillis;
    private @Nullable String raw;
    private @Nullable String sentence;

    void take(String name, JsonParser in) {
      JsonToken token = in.nextToken();
      if (token.isStructStart()) {
        in.skipChildren();
        return;
      }
      String value = token == JsonToken.VALUE_NULL ? null : in.getString();
      switch (name) {
        case "number" -> number = value == null ? -1 : Long.parseLong(value);
        case "timestamp" -> timestamp = value == null ? null : Instant.parse(value);
        case "cpId" -> cpId = value;
        case "kind" -> kind = value;
        case "direction" -> direction = Direction.of(value);
        case "action" -> action = value;
        case "messageId" -> messageId = value;
        case "latencyMillis" -> latencyMillis = value == null ? null : Long.valueOf(value);
        case "raw" -> raw = value;
        case "sentence" -> sentence = value;
        default -> {} // of a later version
      }
    }

    @Nullable LoggedFrame frame() {
      return number < 0 || timestamp == null || cpId == null || kind == null
          ? null
          : new LoggedFrame(
              number,
              timestamp,
              cpId,
              kind,
              direction,
              action,
              messageId,
              latencyMillis,
              raw,
              sentence);
    }
  }
}
