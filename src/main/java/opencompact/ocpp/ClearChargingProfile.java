package opencompact.ocpp;

import org.jspecify.annotations.Nullable;

/** Removes the charging profiles that match all that is given (OCPP 1.6, 5.5). */
public final class ClearChargingProfile {
  private ClearChargingProfile() {}

  /** The central system asks. */
  public record Request(
      @Nullable Integer id,
      @Nullable Integer connectorId,
      @Nullable ChargingProfilePurpose chargingProfilePurpose,
      @Nullable Integer stackLevel)
      implements opencompact.ocpp.Request.ToChargePoint {
    @Override
    public Operation operation() {
      return Operation.CLEAR_CHARGING_PROFILE;
    }

    @Override
    public void write(FieldWriter out) {
      out.integer("id", id);
      out.integer("connectorId", connectorId);
      out.word("chargingProfilePurpose", chargingProfilePurpose);
      out.integer("stackLevel", stackLevel);
    }

    static Request read(FieldReader in) {
      Integer id = null;
      Integer connectorId = null;
      ChargingProfilePurpose chargingProfilePurpose = null;
      Integer stackLevel = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "id" -> id = in.optional(FieldReader::integer);
          case "connectorId" -> connectorId = in.optional(FieldReader::integer);
          case "chargingProfilePurpose" ->
              chargingProfilePurpose =
                  in.optional(field -> field.word(ChargingProfilePurpose.WORDS));
          case "stackLevel" -> stackLevel = in.optional(FieldReader::integer);
          default -> in.unknown();
        }
      }
      return new Request(id, connectorId, chargingProfilePurpose, stackLevel);
    }
  }

  /** The answer of the charge point. */
  public record Response(Status status) implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.CLEAR_CHARGING_PROFILE;
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

  /** Whether any profile matched (OCPP 1.6, 7.20). */
  public enum Status implements Word {
    ACCEPTED("Accepted"),
    UNKNOWN("Unknown");

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
