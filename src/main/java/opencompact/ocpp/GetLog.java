package opencompact.ocpp;

import org.jspecify.annotations.Nullable;

/** Asks for the upload of a log (security white paper, N01). */
public final class GetLog {
  private GetLog() {}

  /** The central system asks. */
  public record Request(
      LogParameters log,
      LogType logType,
      int requestId,
      @Nullable Integer retries,
      @Nullable Integer retryInterval)
      implements opencompact.ocpp.Request.ToChargePoint {
    @Override
    public Operation operation() {
      return Operation.GET_LOG;
    }

    @Override
    public void write(FieldWriter out) {
      out.part("log", log);
      out.word("logType", logType);
      out.integer("requestId", requestId);
      out.integer("retries", retries);
      out.integer("retryInterval", retryInterval);
    }

    static Request read(FieldReader in) {
      LogParameters log = null;
      LogType logType = null;
      Integer requestId = null;
      Integer retries = null;
      Integer retryInterval = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "log" -> log = LogParameters.read(in);
          case "logType" -> logType = in.word(LogType.WORDS);
          case "requestId" -> requestId = in.integer();
          case "retries" -> retries = in.optional(FieldReader::integer);
          case "retryInterval" -> retryInterval = in.optional(FieldReader::integer);
          default -> in.unknown();
        }
      }
      return new Request(
          in.required("log", log),
          in.required("logType", logType),
          in.required("requestId", requestId),
          retries,
          retryInterval);
    }
  }

  /** The answer of the charge point. */
  public record Response(LogStatus status, @Nullable String filename)
      implements opencompact.ocpp.Response {
    public Response {
      Bounds.text("filename", filename, 255);
    }

    @Override
    public Operation operation() {
      return Operation.GET_LOG;
    }

    @Override
    public void write(FieldWriter out) {
      out.word("status", status);
      out.text("filename", filename);
    }

    static Response read(FieldReader in) {
      LogStatus status = null;
      String filename = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "status" -> status = in.word(LogStatus.WORDS);
          case "filename" -> filename = in.optional(field -> field.text(255));
          default -> in.unknown();
        }
      }
      return new Response(in.required("status", status), filename);
    }
  }
}
