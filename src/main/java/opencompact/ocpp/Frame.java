package opencompact.ocpp;

/** A message on its way out: CALL, CALLRESULT or CALLERROR of OCPP-J 1.6 (OCPP-TR-11). */
public sealed interface Frame {
  /** The longest message id that OCPP-J allows (OCPP-TR-13). */
  int LONGEST_ID = 36;

  /** The longest description that OCPP-J allows in a CALLERROR. */
  int LONGEST_DESCRIPTION = 255;

  /** Room for most frames, so that writing one does not begin anew. */
  int SHORT = 192;

  /** Room for a set of readings of three phases. */
  int WITH_READINGS = 1024;

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
      boolean readings =
          request instanceof MeterValues.Request || request instanceof StopTransaction.Request;
      StringBuilder json = new StringBuilder(readings ? WITH_READINGS : SHORT);
      json.append("[2,");
      FieldWriter.string(json, id);
      json.append(",\"").append(request.operation().wire()).append("\",");
      new FieldWriter(json).object(request);
      return json.append(']').toString();
    }
  }

  /** We answer. The id repeats the request's (OCPP-TR-14). */
  record Result(String id, Response response) implements Frame {
    @Override
    public String text() {
      StringBuilder json = new StringBuilder(SHORT).append("[3,");
      FieldWriter.string(json, id);
      json.append(',');
      new FieldWriter(json).object(response);
      return json.append(']').toString();
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
      StringBuilder json = new StringBuilder(SHORT).append("[4,");
      FieldWriter.string(json, id);
      json.append(",\"").append(code.wire()).append("\",");
      FieldWriter.string(json, description);
      return json.append(",{}]").toString();
    }
  }
}
