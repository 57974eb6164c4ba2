package opencompact.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * What concerns the station's security: every event of the security white paper, whether the white
 * paper calls it critical, and whether the back office is told of it (section 9.5 of the OCPP
 * checklist). All of them go to the security log.
 */
public enum SecurityEvent {
  FIRMWARE_UPDATED("FirmwareUpdated", Weight.CRITICAL, "The firmware was replaced."),
  SETTING_SYSTEM_TIME("SettingSystemTime", Weight.CRITICAL, "The clock was set."),
  STARTUP_OF_THE_DEVICE("StartupOfTheDevice", Weight.CRITICAL, "The station has started."),
  RESET_OR_REBOOT("ResetOrReboot", Weight.CRITICAL, "The station was restarted."),
  SECURITY_LOG_WAS_CLEARED(
      "SecurityLogWasCleared", Weight.CRITICAL, "The security log was cleared."),
  MEMORY_EXHAUSTION("MemoryExhaustion", Weight.CRITICAL, "A store of the station is full."),
  TAMPER_DETECTION_ACTIVATED("TamperDetectionActivated", Weight.CRITICAL, "A cover was opened."),

  INVALID_FIRMWARE_SIGNATURE(
      "InvalidFirmwareSignature", Weight.TOLD, "The signature of a firmware is wrong."),
  INVALID_FIRMWARE_SIGNING_CERTIFICATE(
      "InvalidFirmwareSigningCertificate",
      Weight.TOLD,
      "The certificate that signs a firmware is not believed."),
  INVALID_CENTRAL_SYSTEM_CERTIFICATE(
      "InvalidCentralSystemCertificate",
      Weight.TOLD,
      "The certificate of the back office, or a root for it, is not believed."),
  INVALID_CHARGE_POINT_CERTIFICATE(
      "InvalidChargePointCertificate",
      Weight.TOLD,
      "A certificate that was sent for this station is not right."),

  FAILED_TO_AUTHENTICATE_AT_CENTRAL_SYSTEM(
      "FailedToAuthenticateAtCentralSystem",
      Weight.LOGGED,
      "The back office did not accept password or certificate of the station."),
  CENTRAL_SYSTEM_FAILED_TO_AUTHENTICATE(
      "CentralSystemFailedToAuthenticate",
      Weight.LOGGED,
      "Something that cannot show to be the back office answered at its address."),
  RECONFIGURATION_OF_SECURITY_PARAMETERS(
      "ReconfigurationOfSecurityParameters",
      Weight.LOGGED,
      "A key, a password, a certificate or a setting of safety or security was changed."),
  INVALID_MESSAGES("InvalidMessages", Weight.LOGGED, "A message was none of OCPP."),
  ATTEMPTED_REPLAY_ATTACKS(
      "AttemptedReplayAttacks", Weight.LOGGED, "A call came again in other words."),
  INVALID_TLS_VERSION(
      "InvalidTLSVersion", Weight.LOGGED, "The back office speaks no TLS 1.2 or later."),
  INVALID_TLS_CIPHER_SUITE(
      "InvalidTLSCipherSuite", Weight.LOGGED, "The back office offers weak encryption only.");

  /** How much is made of an event. */
  private enum Weight {
    /** The white paper wants it told. */
    CRITICAL,
    /** The white paper wants it logged; laboratories expect it told as well. */
    TOLD,
    LOGGED
  }

  private final String wire;
  private final Weight weight;
  private final String meaning;

  SecurityEvent(String wire, Weight weight, String meaning) {
    this.wire = wire;
    this.weight = weight;
    this.meaning = meaning;
  }

  /** The white paper's own name, which is the {@code type} of a SecurityEventNotification. */
  public String wire() {
    return wire;
  }

  public boolean critical() {
    return weight == Weight.CRITICAL;
  }

  /** Whether the back office is told of it, as soon as it can be (OCPP-SE-40). */
  public boolean told() {
    return weight != Weight.LOGGED;
  }

  /** What has happened, in a sentence. */
  public String meaning() {
    return meaning;
  }

  /** The event of that name, null if there is none. */
  public static @Nullable SecurityEvent named(String wire) {
    for (SecurityEvent event : values()) {
      if (event.wire.equals(wire)) {
        return event;
      }
    }
    return null;
  }
}
