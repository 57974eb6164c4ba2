package opencompact.ocpp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Asks for the upload of a diagnostics file (OCPP 1.6, 5.9; OCPP-MS-30). */
public final class GetDiagnostics {
  private GetDiagnostics() {}

  /** The central system asks. */
  public record Request(
      String location,
      @Nullable Integer retries,
      @Nullable Integer retryInterval,
      @Nullable Instant startTime,
      @Nullable Instant stopTime)
      implements opencompact.ocpp.Request.ToChargePoint {
    @Override
    public Operation operation() {
      return Operation.GET_DIAGNOSTICS;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("location", location);
      out.integer("retries", retries);
      out.integer("retryInterval", retryInterval);
      out.time("startTime", startTime);
      out.time("stopTime", stopTime);
    }

    static Request read(FieldReader in) {
      String location = null;
      Integer retries = null;
      Integer retryInterval = null;
      Instant startTime = null;
      Instant stopTime = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "location" -> location = in.text();
          case "retries" -> retries = in.optional(FieldReader::integer);
          case "retryInterval" -> retryInterval = in.optional(FieldReader::integer);
          case "startTime" -> startTime = in.optional(FieldReader::time);
          case "stopTime" -> stopTime = in.optional(FieldReader::time);
          default -> in.unknown();
        }
      }
      return new Request(
          in.required("location", location), retries, retryInterval, startTime, stopTime);
    }
  }

  /** The answer of the charge point. */
  public record Response(@Nullable String fileName) implements opencompact.ocpp.Response {
    public Response {
      Bounds.text("fileName", fileName, 255);
    }

    @Override
    public Operation operation() {
      return Operation.GET_DIAGNOSTICS;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("fileName", fileName);
    }

    static Response read(FieldReader in) {
      String fileName = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "fileName" -> fileName = in.optional(field -> field.text(255));
          default -> in.unknown();
        }
      }
      return new Response(fileName);
    }
  }
}
