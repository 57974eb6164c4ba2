package opencompact.ocpp;

import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** A message on its way out: CALL, CALLRESULT or CALLERROR of OCPP-J 1.6 (OCPP-TR-11). */
public sealed interface Frame {
  /** The longest message id that OCPP-J allows (OCPP-TR-13). */
  int LONGEST_ID = 36;

  /** The longest description that OCPP-J allows in a CALLERROR. */
  int LONGEST_DESCRIPTION = 255;

  String id();

  /** The frame as the text that goes over the WebSocket. */
  String text();

  /** We ask. The id must not have been used on this connection before (OCPP-TR-13). */
  record Call(String id, Request request) implements Frame {
    public Call {
      if (id.isEmpty() || id.length() > LONGEST_ID) {
        throw new IllegalArgumentException(
            "A message id must have 1 to " + LONGEST_ID + " characters, not " + id.length());
      }
    }

    @Override
    public String text() {
      StringWriter text = new StringWriter(256);
      try (JsonGenerator json = Frames.JSON.createGenerator(ObjectWriteContext.empty(), text)) {
        json.writeStartArray();
        json.writeNumber(Frames.CALL);
        json.writeString(id);
        json.writeString(request.operation().wire());
        new FieldWriter(json).object(request);
        json.writeEndArray();
      }
      return text.toString();
    }
  }

  /** We answer. The id repeats the request's (OCPP-TR-14). */
  record Result(String id, Response response) implements Frame {
    @Override
    public String text() {
      StringWriter text = new StringWriter(128);
      try (JsonGenerator json = Frames.JSON.createGenerator(ObjectWriteContext.empty(), text)) {
        json.writeStartArray();
        json.writeNumber(Frames.RESULT);
        json.writeString(id);
        new FieldWriter(json).object(response);
        json.writeEndArray();
      }
      return text.toString();
    }
  }

  /** We refuse. Always five elements, the details empty; a long description is cut. */
  @SuppressWarnings("AvoidCommonTypeNames") // CALLERROR, next to Call and Result
  record Error(String id, CallErrorCode code, String description) implements Frame {
    public Error {
      if (description.length() > LONGEST_DESCRIPTION) {
        int end = LONGEST_DESCRIPTION;
        description =
            description.substring(
                0, Character.isHighSurrogate(description.charAt(end - 1)) ? end - 1 : end);
      }
    }

    @Override
    public String text() {
      StringWriter text = new StringWriter(128);
      try (JsonGenerator json = Frames.JSON.createGenerator(ObjectWriteContext.empty(), text)) {
        json.writeStartArray();
        json.writeNumber(Frames.ERROR);
        json.writeString(id);
        json.writeString(code.wire());
        json.writeString(description);
        json.writeStartObject();
        json.writeEndObject();
        json.writeEndArray();
      }
      return text.toString();
    }
  }
}
