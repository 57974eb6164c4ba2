package opencompact.ocpp;

/** Delivers the certificate that SignCertificate asked for (security white paper, A02). */
public final class CertificateSigned {
  private CertificateSigned() {}

  /** The central system asks. */
  public record Request(String certificateChain) implements opencompact.ocpp.Request.ToChargePoint {
    public Request {
      Bounds.text("certificateChain", certificateChain, 10000);
    }

    @Override
    public Operation operation() {
      return Operation.CERTIFICATE_SIGNED;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("certificateChain", certificateChain);
    }

    static Request read(FieldReader in) {
      String certificateChain = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "certificateChain" -> certificateChain = in.text(10000);
          default -> in.unknown();
        }
      }
      return new Request(in.required("certificateChain", certificateChain));
    }
  }

  /** The answer of the charge point. */
  public record Response(GenericStatus status) implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.CERTIFICATE_SIGNED;
    }

    @Override
    public void write(FieldWriter out) {
      out.word("status", status);
    }

    static Response read(FieldReader in) {
      GenericStatus status = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "status" -> status = in.word(GenericStatus.WORDS);
          default -> in.unknown();
        }
      }
      return new Response(in.required("status", status));
    }
  }
}
