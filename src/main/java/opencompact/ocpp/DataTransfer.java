package opencompact.ocpp;

import org.jspecify.annotations.Nullable;

/** Carries what the standard has no message for (OCPP 1.6, 4.3 and 5.6; OCPP-MS-03, OCPP-MS-24). */
public final class DataTransfer {
  private DataTransfer() {}

  /** Either side asks. */
  public record Request(String vendorId, @Nullable String messageId, @Nullable String data)
      implements opencompact.ocpp.Request.ToCentralSystem, opencompact.ocpp.Request.ToChargePoint {
    public Request {
      Bounds.text("vendorId", vendorId, 255);
      Bounds.text("messageId", messageId, 50);
    }

    @Override
    public Operation operation() {
      return Operation.DATA_TRANSFER;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("vendorId", vendorId);
      out.text("messageId", messageId);
      out.text("data", data);
    }

    static Request read(FieldReader in) {
      String vendorId = null;
      String messageId = null;
      String data = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "vendorId" -> vendorId = in.text(255);
          case "messageId" -> messageId = in.optional(field -> field.text(50));
          case "data" -> data = in.optional(FieldReader::text);
          default -> in.unknown();
        }
      }
      return new Request(in.required("vendorId", vendorId), messageId, data);
    }
  }

  /** The answer of the other. */
  public record Response(Status status, @Nullable String data)
      implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.DATA_TRANSFER;
    }

    @Override
    public void write(FieldWriter out) {
      out.word("status", status);
      out.text("data", data);
    }

    static Response read(FieldReader in) {
      Status status = null;
      String data = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "status" -> status = in.word(Status.WORDS);
          case "data" -> data = in.optional(FieldReader::text);
          default -> in.unknown();
        }
      }
      return new Response(in.required("status", status), data);
    }
  }

  /** What the receiver made of it (OCPP 1.6, 7.23). */
  public enum Status implements Word {
    ACCEPTED("Accepted"),
    REJECTED("Rejected"),
    UNKNOWN_MESSAGE_ID("UnknownMessageId"),
    UNKNOWN_VENDOR_ID("UnknownVendorId");

    static final Words<Status> WORDS = Words.of(values());

    private final String wire;

    Status(String wire) {
      this.wire = wire;
    }

    @Override
    public String wire() {
      return wire;
    }
  }
}
