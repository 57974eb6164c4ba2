package opencompact.ocpp;

/** How thoroughly to restart (OCPP 1.6, 7.40). */
public enum ResetType implements Word {
  HARD("Hard"),
  SOFT("Soft");

  static final Words<ResetType> WORDS = Words.of(values());

  private final String wire;

  ResetType(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
