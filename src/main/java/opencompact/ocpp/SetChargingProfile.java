package opencompact.ocpp;

/** Installs a charging profile (OCPP 1.6, 5.16; OCPP-SC-02). */
public final class SetChargingProfile {
  private SetChargingProfile() {}

  /** The central system asks. */
  public record Request(int connectorId, ChargingProfile csChargingProfiles)
      implements opencompact.ocpp.Request.ToChargePoint {
    @Override
    public Operation operation() {
      return Operation.SET_CHARGING_PROFILE;
    }

    @Override
    public void write(FieldWriter out) {
      out.integer("connectorId", connectorId);
      out.part("csChargingProfiles", csChargingProfiles);
    }

    static Request read(FieldReader in) {
      Integer connectorId = null;
      ChargingProfile csChargingProfiles = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "connectorId" -> connectorId = in.integer();
          case "csChargingProfiles" -> csChargingProfiles = ChargingProfile.read(in);
          default -> in.unknown();
        }
      }
      return new Request(
          in.required("connectorId", connectorId),
          in.required("csChargingProfiles", csChargingProfiles));
    }
  }

  /** The answer of the charge point. */
  public record Response(Status status) implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.SET_CHARGING_PROFILE;
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

  /** Whether the profile is stored (OCPP 1.6, 7.12). */
  public enum Status implements Word {
    ACCEPTED("Accepted"),
    REJECTED("Rejected"),
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
