package opencompact.ocpp;

/** Removes an installed root certificate (security white paper, M04). */
public final class DeleteCertificate {
  private DeleteCertificate() {}

  /** The central system asks. */
  public record Request(CertificateHashData certificateHashData)
      implements opencompact.ocpp.Request.ToChargePoint {
    @Override
    public Operation operation() {
      return Operation.DELETE_CERTIFICATE;
    }

    @Override
    public void write(FieldWriter out) {
      out.part("certificateHashData", certificateHashData);
    }

    static Request read(FieldReader in) {
      CertificateHashData certificateHashData = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "certificateHashData" -> certificateHashData = CertificateHashData.read(in);
          default -> in.unknown();
        }
      }
      return new Request(in.required("certificateHashData", certificateHashData));
    }
  }

  /** The answer of the charge point. */
  public record Response(Status status) implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.DELETE_CERTIFICATE;
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

  /** Whether the certificate is gone. */
  public enum Status implements Word {
    ACCEPTED("Accepted"),
    FAILED("Failed"),
    NOT_FOUND("NotFound");

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
