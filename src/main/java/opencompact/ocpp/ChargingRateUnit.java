package opencompact.ocpp;

/**
 * The unit of the limits of a schedule (OCPP 1.6, 7.13; OCPP-SC-20): amperes per phase, or watts in
 * total.
 */
public enum ChargingRateUnit implements Word {
  A("A"),
  W("W");

  static final Words<ChargingRateUnit> WORDS = Words.of(values());

  private final String wire;

  ChargingRateUnit(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
