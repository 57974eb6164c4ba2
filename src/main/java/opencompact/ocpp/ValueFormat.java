package opencompact.ocpp;

/** Whether a sampled value is a number or signed data (OCPP 1.6, 7.47). */
public enum ValueFormat implements Word {
  RAW("Raw"),
  SIGNED_DATA("SignedData");

  static final Words<ValueFormat> WORDS = Words.of(values());

  private final String wire;

  ValueFormat(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
