package opencompact.ocpp;

import java.time.Instant;
import opencompact.catalogue.ErrorCode;
import opencompact.catalogue.Status;
import org.jspecify.annotations.Nullable;

/**
 * Reports the status of a connector, or of the station as connector 0 (OCPP 1.6, 4.9; OCPP-MS-09).
 */
public final class StatusNotification {
  private static final Words<Status> STATUSES = Words.of(Status.values(), Status::wire);
  private static final Words<ErrorCode> ERROR_CODES = Words.of(ErrorCode.values(), ErrorCode::wire);

  private StatusNotification() {}

  /** The charge point asks. */
  public record Request(
      int connectorId,
      ErrorCode errorCode,
      @Nullable String info,
      Status status,
      @Nullable Instant timestamp,
      @Nullable String vendorId,
      @Nullable String vendorErrorCode)
      implements opencompact.ocpp.Request.ToCentralSystem {
    public Request {
      Bounds.text("info", info, 50);
      Bounds.text("vendorId", vendorId, 255);
      Bounds.text("vendorErrorCode", vendorErrorCode, 50);
    }

    @Override
    public Operation operation() {
      return Operation.STATUS_NOTIFICATION;
    }

    @Override
    public void write(FieldWriter out) {
      out.integer("connectorId", connectorId);
      out.text("errorCode", errorCode.wire());
      out.text("info", info);
      out.text("status", status.wire());
      out.time("timestamp", timestamp);
      out.text("vendorId", vendorId);
      out.text("vendorErrorCode", vendorErrorCode);
    }

    static Request read(FieldReader in) {
      Integer connectorId = null;
      ErrorCode errorCode = null;
      String info = null;
      Status status = null;
      Instant timestamp = null;
      String vendorId = null;
      String vendorErrorCode = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "connectorId" -> connectorId = in.integer();
          case "errorCode" -> errorCode = in.word(ERROR_CODES);
          case "info" -> info = in.optional(field -> field.text(50));
          case "status" -> status = in.word(STATUSES);
          case "timestamp" -> timestamp = in.optional(FieldReader::time);
          case "vendorId" -> vendorId = in.optional(field -> field.text(255));
          case "vendorErrorCode" -> vendorErrorCode = in.optional(field -> field.text(50));
          default -> in.unknown();
        }
      }
      return new Request(
          in.required("connectorId", connectorId),
          in.required("errorCode", errorCode),
          info,
          in.required("status", status),
          timestamp,
          vendorId,
          vendorErrorCode);
    }
  }

  /** The answer of the central system. */
  public record Response() implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.STATUS_NOTIFICATION;
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
