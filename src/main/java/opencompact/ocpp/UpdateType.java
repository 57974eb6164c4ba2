package opencompact.ocpp;

/** Whether a local list replaces or amends the one we have (OCPP 1.6, 7.46). */
public enum UpdateType implements Word {
  DIFFERENTIAL("Differential"),
  FULL("Full");

  static final Words<UpdateType> WORDS = Words.of(values());

  private final String wire;

  UpdateType(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
