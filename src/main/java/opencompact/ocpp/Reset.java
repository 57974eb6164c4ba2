package opencompact.ocpp;

/** Asks the charge point to restart (OCPP 1.6, 5.14; OCPP-MS-28). */
public final class Reset {
  private Reset() {}

  /** The central system asks. */
  public record Request(ResetType type) implements opencompact.ocpp.Request.ToChargePoint {
    @Override
    public Operation operation() {
      return Operation.RESET;
    }

    @Override
    public void write(FieldWriter out) {
      out.word("type", type);
    }

    static Request read(FieldReader in) {
      ResetType type = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "type" -> type = in.word(ResetType.WORDS);
          default -> in.unknown();
        }
      }
      return new Request(in.required("type", type));
    }
  }

  /** The answer of the charge point. */
  public record Response(GenericStatus status) implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.RESET;
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
