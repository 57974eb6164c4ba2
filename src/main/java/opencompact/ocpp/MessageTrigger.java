package opencompact.ocpp;

/**
 * A message that the central system can ask for (OCPP 1.6, 7.33; OCPP-TM-01). The last two only by
 * ExtendedTriggerMessage (OCPP-TM-05).
 */
public enum MessageTrigger implements Word {
  BOOT_NOTIFICATION("BootNotification"),
  DIAGNOSTICS_STATUS_NOTIFICATION("DiagnosticsStatusNotification"),
  FIRMWARE_STATUS_NOTIFICATION("FirmwareStatusNotification"),
  HEARTBEAT("Heartbeat"),
  METER_VALUES("MeterValues"),
  STATUS_NOTIFICATION("StatusNotification"),
  LOG_STATUS_NOTIFICATION("LogStatusNotification"),
  SIGN_CHARGE_POINT_CERTIFICATE("SignChargePointCertificate");

  static final Words<MessageTrigger> WORDS = Words.of(values());

  private final String wire;

  MessageTrigger(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }

  /** Whether only ExtendedTriggerMessage can ask for it. */
  public boolean extended() {
    return this == LOG_STATUS_NOTIFICATION || this == SIGN_CHARGE_POINT_CERTIFICATE;
  }
}
