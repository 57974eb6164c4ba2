package opencompact.ocpp;

/** Asks for a certificate to be signed (security white paper, A02; OCPP-MS-13). */
public final class SignCertificate {
  private SignCertificate() {}

  /** The charge point asks. */
  public record Request(String csr) implements opencompact.ocpp.Request.ToCentralSystem {
    public Request {
      Bounds.text("csr", csr, 5500);
    }

    @Override
    public Operation operation() {
      return Operation.SIGN_CERTIFICATE;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("csr", csr);
    }

    static Request read(FieldReader in) {
      String csr = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "csr" -> csr = in.text(5500);
          default -> in.unknown();
        }
      }
      return new Request(in.required("csr", csr));
    }
  }

  /** The answer of the central system. */
  public record Response(GenericStatus status) implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.SIGN_CERTIFICATE;
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
