package opencompact.ocpp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks which root certificates are installed (security white paper, M03). */
public final class GetInstalledCertificateIds {
  private GetInstalledCertificateIds() {}

  /** The central system asks. */
  public record Request(CertificateUse certificateType)
      implements opencompact.ocpp.Request.ToChargePoint {
    @Override
    public Operation operation() {
      return Operation.GET_INSTALLED_CERTIFICATE_IDS;
    }

    @Override
    public void write(FieldWriter out) {
      out.word("certificateType", certificateType);
    }

    static Request read(FieldReader in) {
      CertificateUse certificateType = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "certificateType" -> certificateType = in.word(CertificateUse.WORDS);
          default -> in.unknown();
        }
      }
      return new Request(in.required("certificateType", certificateType));
    }
  }

  /** The answer of the charge point. */
  public record Response(@Nullable List<CertificateHashData> certificateHashData, Status status)
      implements opencompact.ocpp.Response {
    public Response {
      certificateHashData = certificateHashData == null ? null : List.copyOf(certificateHashData);
      Bounds.notEmpty("certificateHashData", certificateHashData);
    }

    @Override
    public Operation operation() {
      return Operation.GET_INSTALLED_CERTIFICATE_IDS;
    }

    @Override
    public void write(FieldWriter out) {
      out.parts("certificateHashData", certificateHashData);
      out.word("status", status);
    }

    static Response read(FieldReader in) {
      List<CertificateHashData> certificateHashData = null;
      Status status = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "certificateHashData" ->
              certificateHashData = in.optional(field -> field.list(1, CertificateHashData::read));
          case "status" -> status = in.word(Status.WORDS);
          default -> in.unknown();
        }
      }
      return new Response(certificateHashData, in.required("status", status));
    }
  }

  /** Whether there are any. */
  public enum Status implements Word {
    ACCEPTED("Accepted"),
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
