package opencompact.ocpp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Asks for an unsigned firmware update (OCPP 1.6, 5.19; OCPP-MS-31). */
public final class UpdateFirmware {
  private UpdateFirmware() {}

  /** The central system asks. */
  public record Request(
      String location,
      @Nullable Integer retries,
      Instant retrieveDate,
      @Nullable Integer retryInterval)
      implements opencompact.ocpp.Request.ToChargePoint {
    @Override
    public Operation operation() {
      return Operation.UPDATE_FIRMWARE;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("location", location);
      out.integer("retries", retries);
      out.time("retrieveDate", retrieveDate);
      out.integer("retryInterval", retryInterval);
    }

    static Request read(FieldReader in) {
      String location = null;
      Integer retries = null;
      Instant retrieveDate = null;
      Integer retryInterval = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "location" -> location = in.text();
          case "retries" -> retries = in.optional(FieldReader::integer);
          case "retrieveDate" -> retrieveDate = in.time();
          case "retryInterval" -> retryInterval = in.optional(FieldReader::integer);
          default -> in.unknown();
        }
      }
      return new Request(
          in.required("location", location),
          retries,
          in.required("retrieveDate", retrieveDate),
          retryInterval);
    }
  }

  /** The answer of the charge point. */
  public record Response() implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.UPDATE_FIRMWARE;
    }

    @Override
    public void write(FieldWriter out) {}

    static Response read(FieldReader in) {
      in.open();
      while (in.next() != null) {
        in.unknown();
      }
      return new Response();
    }
  }
}
