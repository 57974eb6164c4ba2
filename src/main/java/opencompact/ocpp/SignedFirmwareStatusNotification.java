package opencompact.ocpp;

import org.jspecify.annotations.Nullable;

/** Reports how a signed firmware update goes (security white paper, L01; OCPP-MS-14). */
public final class SignedFirmwareStatusNotification {
  private SignedFirmwareStatusNotification() {}

  /** The charge point asks. */
  public record Request(SignedFirmwareStatus status, @Nullable Integer requestId)
      implements opencompact.ocpp.Request.ToCentralSystem {
    @Override
    public Operation operation() {
      return Operation.SIGNED_FIRMWARE_STATUS_NOTIFICATION;
    }

    @Override
    public void write(FieldWriter out) {
      out.word("status", status);
      out.integer("requestId", requestId);
    }

    static Request read(FieldReader in) {
      SignedFirmwareStatus status = null;
      Integer requestId = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "status" -> status = in.word(SignedFirmwareStatus.WORDS);
          case "requestId" -> requestId = in.optional(FieldReader::integer);
          default -> in.unknown();
        }
      }
      return new Request(in.required("status", status), requestId);
    }
  }

  /** The answer of the central system. */
  public record Response() implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.SIGNED_FIRMWARE_STATUS_NOTIFICATION;
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
