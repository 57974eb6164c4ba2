package opencompact.ocpp;

/** What a charging profile limits (OCPP 1.6, 7.11; OCPP-SC-01). */
public enum ChargingProfilePurpose implements Word {
  CHARGE_POINT_MAX_PROFILE("ChargePointMaxProfile"),
  TX_DEFAULT_PROFILE("TxDefaultProfile"),
  TX_PROFILE("TxProfile");

  static final Words<ChargingProfilePurpose> WORDS = Words.of(values());

  private final String wire;

  ChargingProfilePurpose(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
