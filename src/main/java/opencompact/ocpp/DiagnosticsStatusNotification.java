package opencompact.ocpp;

/** Reports how the upload of a diagnostics file goes (OCPP 1.6, 4.4; OCPP-MS-04). */
public final class DiagnosticsStatusNotification {
  private DiagnosticsStatusNotification() {}

  /** The charge point asks. */
  public record Request(DiagnosticsStatus status)
      implements opencompact.ocpp.Request.ToCentralSystem {
    @Override
    public Operation operation() {
      return Operation.DIAGNOSTICS_STATUS_NOTIFICATION;
    }

    @Override
    public void write(FieldWriter out) {
      out.word("status", status);
    }

    static Request read(FieldReader in) {
      DiagnosticsStatus status = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "status" -> status = in.word(DiagnosticsStatus.WORDS);
          default -> in.unknown();
        }
      }
      return new Request(in.required("status", status));
    }
  }

  /** The answer of the central system. */
  public record Response() implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.DIAGNOSTICS_STATUS_NOTIFICATION;
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
