package opencompact.ocpp;

import org.jspecify.annotations.Nullable;

/**
 * The operations of OCPP 1.6 and of its security white paper: who may ask, and the feature profile
 * that each belongs to.
 */
public enum Operation implements Word {
  AUTHORIZE("Authorize", Direction.TO_CENTRAL_SYSTEM, FeatureProfile.CORE),
  BOOT_NOTIFICATION("BootNotification", Direction.TO_CENTRAL_SYSTEM, FeatureProfile.CORE),
  CHANGE_AVAILABILITY("ChangeAvailability", Direction.TO_CHARGE_POINT, FeatureProfile.CORE),
  CHANGE_CONFIGURATION("ChangeConfiguration", Direction.TO_CHARGE_POINT, FeatureProfile.CORE),
  CLEAR_CACHE("ClearCache", Direction.TO_CHARGE_POINT, FeatureProfile.CORE),
  DATA_TRANSFER("DataTransfer", Direction.BOTH_WAYS, FeatureProfile.CORE),
  GET_CONFIGURATION("GetConfiguration", Direction.TO_CHARGE_POINT, FeatureProfile.CORE),
  HEARTBEAT("Heartbeat", Direction.TO_CENTRAL_SYSTEM, FeatureProfile.CORE),
  METER_VALUES("MeterValues", Direction.TO_CENTRAL_SYSTEM, FeatureProfile.CORE),
  REMOTE_START_TRANSACTION(
      "RemoteStartTransaction", Direction.TO_CHARGE_POINT, FeatureProfile.CORE),
  REMOTE_STOP_TRANSACTION("RemoteStopTransaction", Direction.TO_CHARGE_POINT, FeatureProfile.CORE),
  RESET("Reset", Direction.TO_CHARGE_POINT, FeatureProfile.CORE),
  START_TRANSACTION("StartTransaction", Direction.TO_CENTRAL_SYSTEM, FeatureProfile.CORE),
  STATUS_NOTIFICATION("StatusNotification", Direction.TO_CENTRAL_SYSTEM, FeatureProfile.CORE),
  STOP_TRANSACTION("StopTransaction", Direction.TO_CENTRAL_SYSTEM, FeatureProfile.CORE),
  UNLOCK_CONNECTOR("UnlockConnector", Direction.TO_CHARGE_POINT, FeatureProfile.CORE),
  DIAGNOSTICS_STATUS_NOTIFICATION(
      "DiagnosticsStatusNotification",
      Direction.TO_CENTRAL_SYSTEM,
      FeatureProfile.FIRMWARE_MANAGEMENT),
  FIRMWARE_STATUS_NOTIFICATION(
      "FirmwareStatusNotification",
      Direction.TO_CENTRAL_SYSTEM,
      FeatureProfile.FIRMWARE_MANAGEMENT),
  GET_DIAGNOSTICS("GetDiagnostics", Direction.TO_CHARGE_POINT, FeatureProfile.FIRMWARE_MANAGEMENT),
  UPDATE_FIRMWARE("UpdateFirmware", Direction.TO_CHARGE_POINT, FeatureProfile.FIRMWARE_MANAGEMENT),
  GET_LOCAL_LIST_VERSION(
      "GetLocalListVersion", Direction.TO_CHARGE_POINT, FeatureProfile.LOCAL_AUTH_LIST_MANAGEMENT),
  SEND_LOCAL_LIST(
      "SendLocalList", Direction.TO_CHARGE_POINT, FeatureProfile.LOCAL_AUTH_LIST_MANAGEMENT),
  CANCEL_RESERVATION("CancelReservation", Direction.TO_CHARGE_POINT, FeatureProfile.RESERVATION),
  RESERVE_NOW("ReserveNow", Direction.TO_CHARGE_POINT, FeatureProfile.RESERVATION),
  CLEAR_CHARGING_PROFILE(
      "ClearChargingProfile", Direction.TO_CHARGE_POINT, FeatureProfile.SMART_CHARGING),
  GET_COMPOSITE_SCHEDULE(
      "GetCompositeSchedule", Direction.TO_CHARGE_POINT, FeatureProfile.SMART_CHARGING),
  SET_CHARGING_PROFILE(
      "SetChargingProfile", Direction.TO_CHARGE_POINT, FeatureProfile.SMART_CHARGING),
  TRIGGER_MESSAGE("TriggerMessage", Direction.TO_CHARGE_POINT, FeatureProfile.REMOTE_TRIGGER),
  CERTIFICATE_SIGNED("CertificateSigned", Direction.TO_CHARGE_POINT, FeatureProfile.SECURITY),
  DELETE_CERTIFICATE("DeleteCertificate", Direction.TO_CHARGE_POINT, FeatureProfile.SECURITY),
  EXTENDED_TRIGGER_MESSAGE(
      "ExtendedTriggerMessage", Direction.TO_CHARGE_POINT, FeatureProfile.SECURITY),
  GET_INSTALLED_CERTIFICATE_IDS(
      "GetInstalledCertificateIds", Direction.TO_CHARGE_POINT, FeatureProfile.SECURITY),
  GET_LOG("GetLog", Direction.TO_CHARGE_POINT, FeatureProfile.SECURITY),
  INSTALL_CERTIFICATE("InstallCertificate", Direction.TO_CHARGE_POINT, FeatureProfile.SECURITY),
  LOG_STATUS_NOTIFICATION(
      "LogStatusNotification", Direction.TO_CENTRAL_SYSTEM, FeatureProfile.SECURITY),
  SECURITY_EVENT_NOTIFICATION(
      "SecurityEventNotification", Direction.TO_CENTRAL_SYSTEM, FeatureProfile.SECURITY),
  SIGN_CERTIFICATE("SignCertificate", Direction.TO_CENTRAL_SYSTEM, FeatureProfile.SECURITY),
  SIGNED_FIRMWARE_STATUS_NOTIFICATION(
      "SignedFirmwareStatusNotification", Direction.TO_CENTRAL_SYSTEM, FeatureProfile.SECURITY),
  SIGNED_UPDATE_FIRMWARE(
      "SignedUpdateFirmware", Direction.TO_CHARGE_POINT, FeatureProfile.SECURITY);

  /** Which side asks. */
  public enum Direction {
    TO_CENTRAL_SYSTEM,
    TO_CHARGE_POINT,
    BOTH_WAYS
  }

  static final Words<Operation> WORDS = Words.of(values());

  private final String wire;
  private final Direction direction;
  private final FeatureProfile profile;

  Operation(String wire, Direction direction, FeatureProfile profile) {
    this.wire = wire;
    this.direction = direction;
    this.profile = profile;
  }

  /** The operation with this name, case sensitive (OCPP-TR-14); null when there is none. */
  public static @Nullable Operation named(String wire) {
    return WORDS.find(wire);
  }

  @Override
  public String wire() {
    return wire;
  }

  public Direction direction() {
    return direction;
  }

  public FeatureProfile profile() {
    return profile;
  }

  /** Whether this side may be asked for it. */
  public boolean answeredBy(Side side) {
    return switch (direction) {
      case TO_CENTRAL_SYSTEM -> side == Side.CENTRAL_SYSTEM;
      case TO_CHARGE_POINT -> side == Side.CHARGE_POINT;
      case BOTH_WAYS -> true;
    };
  }

  Request request(FieldReader in) {
    return switch (this) {
      case AUTHORIZE -> Authorize.Request.read(in);
      case BOOT_NOTIFICATION -> BootNotification.Request.read(in);
      case CHANGE_AVAILABILITY -> ChangeAvailability.Request.read(in);
      case CHANGE_CONFIGURATION -> ChangeConfiguration.Request.read(in);
      case CLEAR_CACHE -> ClearCache.Request.read(in);
      case DATA_TRANSFER -> DataTransfer.Request.read(in);
      case GET_CONFIGURATION -> GetConfiguration.Request.read(in);
      case HEARTBEAT -> Heartbeat.Request.read(in);
      case METER_VALUES -> MeterValues.Request.read(in);
      case REMOTE_START_TRANSACTION -> RemoteStartTransaction.Request.read(in);
      case REMOTE_STOP_TRANSACTION -> RemoteStopTransaction.Request.read(in);
      case RESET -> Reset.Request.read(in);
      case START_TRANSACTION -> StartTransaction.Request.read(in);
      case STATUS_NOTIFICATION -> StatusNotification.Request.read(in);
      case STOP_TRANSACTION -> StopTransaction.Request.read(in);
      case UNLOCK_CONNECTOR -> UnlockConnector.Request.read(in);
      case DIAGNOSTICS_STATUS_NOTIFICATION -> DiagnosticsStatusNotification.Request.read(in);
      case FIRMWARE_STATUS_NOTIFICATION -> FirmwareStatusNotification.Request.read(in);
      case GET_DIAGNOSTICS -> GetDiagnostics.Request.read(in);
      case UPDATE_FIRMWARE -> UpdateFirmware.Request.read(in);
      case GET_LOCAL_LIST_VERSION -> GetLocalListVersion.Request.read(in);
      case SEND_LOCAL_LIST -> SendLocalList.Request.read(in);
      case CANCEL_RESERVATION -> CancelReservation.Request.read(in);
      case RESERVE_NOW -> ReserveNow.Request.read(in);
      case CLEAR_CHARGING_PROFILE -> ClearChargingProfile.Request.read(in);
      case GET_COMPOSITE_SCHEDULE -> GetCompositeSchedule.Request.read(in);
      case SET_CHARGING_PROFILE -> SetChargingProfile.Request.read(in);
      case TRIGGER_MESSAGE -> TriggerMessage.Request.read(in);
      case CERTIFICATE_SIGNED -> CertificateSigned.Request.read(in);
      case DELETE_CERTIFICATE -> DeleteCertificate.Request.read(in);
      case EXTENDED_TRIGGER_MESSAGE -> ExtendedTriggerMessage.Request.read(in);
      case GET_INSTALLED_CERTIFICATE_IDS -> GetInstalledCertificateIds.Request.read(in);
      case GET_LOG -> GetLog.Request.read(in);
      case INSTALL_CERTIFICATE -> InstallCertificate.Request.read(in);
      case LOG_STATUS_NOTIFICATION -> LogStatusNotification.Request.read(in);
      case SECURITY_EVENT_NOTIFICATION -> SecurityEventNotification.Request.read(in);
      case SIGN_CERTIFICATE -> SignCertificate.Request.read(in);
      case SIGNED_FIRMWARE_STATUS_NOTIFICATION -> SignedFirmwareStatusNotification.Request.read(in);
      case SIGNED_UPDATE_FIRMWARE -> SignedUpdateFirmware.Request.read(in);
    };
  }

  Response response(FieldReader in) {
    return switch (this) {
      case AUTHORIZE -> Authorize.Response.read(in);
      case BOOT_NOTIFICATION -> BootNotification.Response.read(in);
      case CHANGE_AVAILABILITY -> ChangeAvailability.Response.read(in);
      case CHANGE_CONFIGURATION -> ChangeConfiguration.Response.read(in);
      case CLEAR_CACHE -> ClearCache.Response.read(in);
      case DATA_TRANSFER -> DataTransfer.Response.read(in);
      case GET_CONFIGURATION -> GetConfiguration.Response.read(in);
      case HEARTBEAT -> Heartbeat.Response.read(in);
      case METER_VALUES -> MeterValues.Response.read(in);
      case REMOTE_START_TRANSACTION -> RemoteStartTransaction.Response.read(in);
      case REMOTE_STOP_TRANSACTION -> RemoteStopTransaction.Response.read(in);
      case RESET -> Reset.Response.read(in);
      case START_TRANSACTION -> StartTransaction.Response.read(in);
      case STATUS_NOTIFICATION -> StatusNotification.Response.read(in);
      case STOP_TRANSACTION -> StopTransaction.Response.read(in);
      case UNLOCK_CONNECTOR -> UnlockConnector.Response.read(in);
      case DIAGNOSTICS_STATUS_NOTIFICATION -> DiagnosticsStatusNotification.Response.read(in);
      case FIRMWARE_STATUS_NOTIFICATION -> FirmwareStatusNotification.Response.read(in);
      case GET_DIAGNOSTICS -> GetDiagnostics.Response.read(in);
      case UPDATE_FIRMWARE -> UpdateFirmware.Response.read(in);
      case GET_LOCAL_LIST_VERSION -> GetLocalListVersion.Response.read(in);
      case SEND_LOCAL_LIST -> SendLocalList.Response.read(in);
      case CANCEL_RESERVATION -> CancelReservation.Response.read(in);
      case RESERVE_NOW -> ReserveNow.Response.read(in);
      case CLEAR_CHARGING_PROFILE -> ClearChargingProfile.Response.read(in);
      case GET_COMPOSITE_SCHEDULE -> GetCompositeSchedule.Response.read(in);
      case SET_CHARGING_PROFILE -> SetChargingProfile.Response.read(in);
      case TRIGGER_MESSAGE -> TriggerMessage.Response.read(in);
      case CERTIFICATE_SIGNED -> CertificateSigned.Response.read(in);
      case DELETE_CERTIFICATE -> DeleteCertificate.Response.read(in);
      case EXTENDED_TRIGGER_MESSAGE -> ExtendedTriggerMessage.Response.read(in);
      case GET_INSTALLED_CERTIFICATE_IDS -> GetInstalledCertificateIds.Response.read(in);
      case GET_LOG -> GetLog.Response.read(in);
      case INSTALL_CERTIFICATE -> InstallCertificate.Response.read(in);
      case LOG_STATUS_NOTIFICATION -> LogStatusNotification.Response.read(in);
      case SECURITY_EVENT_NOTIFICATION -> SecurityEventNotification.Response.read(in);
      case SIGN_CERTIFICATE -> SignCertificate.Response.read(in);
      case SIGNED_FIRMWARE_STATUS_NOTIFICATION ->
          SignedFirmwareStatusNotification.Response.read(in);
      case SIGNED_UPDATE_FIRMWARE -> SignedUpdateFirmware.Response.read(in);
    };
  }
}
