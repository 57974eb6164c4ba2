package opencompact.ocpp;

/** Asks which local list is installed (OCPP 1.6, 5.10; OCPP-LL-01). */
public final class GetLocalListVersion {
  private GetLocalListVersion() {}

  /** The central system asks. */
  public record Request() implements opencompact.ocpp.Request.ToChargePoint {
    @Override
    public Operation operation() {
      return Operation.GET_LOCAL_LIST_VERSION;
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
  public record Response(int listVersion) implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.GET_LOCAL_LIST_VERSION;
    }

    @Override
    public void write(FieldWriter out) {
      out.integer("listVersion", listVersion);
    }

    static Response read(FieldReader in) {
      Integer listVersion = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "listVersion" -> listVersion = in.integer();
          default -> in.unknown();
        }
      }
      return new Response(in.required("listVersion", listVersion));
    }
  }
}
