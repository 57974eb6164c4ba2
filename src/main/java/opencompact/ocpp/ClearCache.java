package opencompact.ocpp;

/** Wipes the authorization cache (OCPP 1.6, 5.4; OCPP-MS-23). */
public final class ClearCache {
  private ClearCache() {}

  /** The central system asks. */
  public record Request() implements opencompact.ocpp.Request.ToChargePoint {
    @Override
    public Operation operation() {
      return Operation.CLEAR_CACHE;
    }

    @Override
    public void write(FieldWriter out) {}

    static Request read(FieldReader in) {
      in.open();
      while (in.next() != null) {
        in.unknown();
      }
      return new Request();
    }
  }

  /** The answer of the charge point. */
  public record Response(GenericStatus status) implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.CLEAR_CACHE;
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
