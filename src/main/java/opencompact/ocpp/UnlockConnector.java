package opencompact.ocpp;

/** Asks the charge point to let go of the cable (OCPP 1.6, 5.18; OCPP-MS-29). */
public final class UnlockConnector {
  private UnlockConnector() {}

  /** The central system asks. */
  public record Request(int connectorId) implements opencompact.ocpp.Request.ToChargePoint {
    @Override
    public Operation operation() {
      return Operation.UNLOCK_CONNECTOR;
    }

    @Override
    public void write(FieldWriter out) {
      out.integer("connectorId", connectorId);
    }

    static Request read(FieldReader in) {
      Integer connectorId = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "connectorId" -> connectorId = in.integer();
          default -> in.unknown();
        }
      }
      return new Request(in.required("connectorId", connectorId));
    }
  }

  /** The answer of the charge point. */
  public record Response(Status status) implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.UNLOCK_CONNECTOR;
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

  /** What the lock did (OCPP 1.6, 7.48). */
  public enum Status implements Word {
    UNLOCKED("Unlocked"),
    UNLOCK_FAILED("UnlockFailed"),
    NOT_SUPPORTED("NotSupported");

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
