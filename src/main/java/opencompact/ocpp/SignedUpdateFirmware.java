package opencompact.ocpp;

import org.jspecify.annotations.Nullable;

/** Asks for a signed firmware update (security white paper, L01). */
public final class SignedUpdateFirmware {
  private SignedUpdateFirmware() {}

  /** The central system asks. */
  public record Request(
      @Nullable Integer retries, @Nullable Integer retryInterval, int requestId, Firmware firmware)
      implements opencompact.ocpp.Request.ToChargePoint {
    @Override
    public Operation operation() {
      return Operation.SIGNED_UPDATE_FIRMWARE;
    }

    @Override
    public void write(FieldWriter out) {
      out.integer("retries", retries);
      out.integer("retryInterval", retryInterval);
      out.integer("requestId", requestId);
      out.part("firmware", firmware);
    }

    static Request read(FieldReader in) {
      Integer retries = null;
      Integer retryInterval = null;
      Integer requestId = null;
      Firmware firmware = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "retries" -> retries = in.optional(FieldReader::integer);
          case "retryInterval" -> retryInterval = in.optional(FieldReader::integer);
          case "requestId" -> requestId = in.integer();
          case "firmware" -> firmware = Firmware.read(in);
          default -> in.unknown();
        }
      }
      return new Request(
          retries,
          retryInterval,
          in.required("requestId", requestId),
          in.required("firmware", firmware));
    }
  }

  /** The answer of the charge point. */
  public record Response(Status status) implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.SIGNED_UPDATE_FIRMWARE;
    }

    @Override
    public void write(FieldWriter out) {
      out.word("status", status);
    }

    static Response read(FieldReader in) {
      Status status = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "status" -> status = in.word(Status.WORDS);
          default -> in.unknown();
        }
      }
      return new Response(in.required("status", status));
    }
  }

  /** Whether the update will be made. */
  public enum Status implements Word {
    ACCEPTED("Accepted"),
    REJECTED("Rejected"),
    ACCEPTED_CANCELED("AcceptedCanceled"),
    INVALID_CERTIFICATE("InvalidCertificate"),
    REVOKED_CERTIFICATE("RevokedCertificate");

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
