package opencompact.ocpp;

/** What the start of a schedule is counted from (OCPP 1.6, 7.10; OCPP-SC-13). */
public enum ChargingProfileKind implements Word {
  ABSOLUTE("Absolute"),
  RECURRING("Recurring"),
  RELATIVE("Relative");

  static final Words<ChargingProfileKind> WORDS = Words.of(values());

  private final String wire;

  ChargingProfileKind(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
