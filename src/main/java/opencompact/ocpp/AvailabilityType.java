package opencompact.ocpp;

/** What ChangeAvailability asks a connector to become (OCPP 1.6, 7.5). */
public enum AvailabilityType implements Word {
  INOPERATIVE("Inoperative"),
  OPERATIVE("Operative");

  static final Words<AvailabilityType> WORDS = Words.of(values());

  private final String wire;

  AvailabilityType(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
