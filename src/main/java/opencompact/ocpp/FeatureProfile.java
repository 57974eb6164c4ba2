package opencompact.ocpp;

/** The feature profiles of OCPP 1.6 (clause 3.3), and the security white paper as one more. */
public enum FeatureProfile implements Word {
  CORE("Core"),
  FIRMWARE_MANAGEMENT("FirmwareManagement"),
  LOCAL_AUTH_LIST_MANAGEMENT("LocalAuthListManagement"),
  RESERVATION("Reservation"),
  SMART_CHARGING("SmartCharging"),
  REMOTE_TRIGGER("RemoteTrigger"),
  /** Not a value of SupportedFeatureProfiles; the white paper adds messages without a profile. */
  SECURITY("Security");

  private final String wire;

  FeatureProfile(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
