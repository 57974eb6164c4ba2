package opencompact.ocpp;

/** Installs a root certificate (security white paper, M05). */
public final class InstallCertificate {
  private InstallCertificate() {}

  /** The central system asks. */
  public record Request(CertificateUse certificateType, String certificate)
      implements opencompact.ocpp.Request.ToChargePoint {
    public Request {
      Bounds.text("certificate", certificate, 5500);
    }

    @Override
    public Operation operation() {
      return Operation.INSTALL_CERTIFICATE;
    }

    @Override
    public void write(FieldWriter out) {
      out.word("certificateType", certificateType);
      out.text("certificate", certificate);
    }

    static Request read(FieldReader in) {
      CertificateUse certificateType = null;
      String certificate = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "certificateType" -> certificateType = in.word(CertificateUse.WORDS);
          case "certificate" -> certificate = in.text(5500);
          default -> in.unknown();
        }
      }
      return new Request(
          in.required("certificateType", certificateType), in.required("certificate", certificate));
    }
  }

  /** The answer of the charge point. */
  public record Response(Status status) implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.INSTALL_CERTIFICATE;
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

  /** Whether the certificate is installed. */
  public enum Status implements Word {
    ACCEPTED("Accepted"),
    FAILED("Failed"),
    REJECTED("Rejected");

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
