package opencompact.ocpp;

/**
 * Puts a connector, or the station as connector 0, in or out of service (OCPP 1.6, 5.2;
 * OCPP-MS-21).
 */
public final class ChangeAvailability {
  private ChangeAvailability() {}

  /** The central system asks. */
  public record Request(int connectorId, AvailabilityType type)
      implements opencompact.ocpp.Request.ToChargePoint {
    @Override
    public Operation operation() {
      return Operation.CHANGE_AVAILABILITY;
    }

    @Override
    public void write(FieldWriter out) {
      out.integer("connectorId", connectorId);
      out.word("type", type);
    }

    static Request read(FieldReader in) {
      Integer connectorId = null;
      AvailabilityType type = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "connectorId" -> connectorId = in.integer();
          case "type" -> type = in.word(AvailabilityType.WORDS);
          default -> in.unknown();
        }
      }
      return new Request(in.required("connectorId", connectorId), in.required("type", type));
    }
  }

  /** The answer of the charge point. */
  public record Response(Status status) implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.CHANGE_AVAILABILITY;
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

  /** Whether the change is made; Scheduled waits for the end of a transaction. */
  public enum Status implements Word {
    ACCEPTED("Accepted"),
    REJECTED("Rejected"),
    SCHEDULED("Scheduled");

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
