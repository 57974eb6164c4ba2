package opencompact.ocpp;

import java.time.Instant;
import java.util.List;
import opencompact.catalogue.ErrorCode;
import opencompact.catalogue.Status;
import opencompact.quantity.IdTag;

/**
 * One request and one response of every operation with all they can carry, and some with little.
 */
public final class Samples {
  static final Instant NOON = Instant.parse("2024-02-29T12:00:00.123Z");
  static final Instant LATER = Instant.parse("2031-12-31T23:59:59Z");
  static final IdTag TAG = new IdTag("04A1B2C3D4E5F6");

  static final MeterValue READING =
      new MeterValue(
          NOON,
          List.of(
              new SampledValue(
                  "1234",
                  ReadingContext.SAMPLE_PERIODIC,
                  ValueFormat.RAW,
                  Measurand.ENERGY_ACTIVE_IMPORT_REGISTER,
                  null,
                  Location.OUTLET,
                  UnitOfMeasure.WH),
              new SampledValue(
                  "229.9",
                  ReadingContext.SAMPLE_PERIODIC,
                  null,
                  Measurand.VOLTAGE,
                  Phase.L1_N,
                  null,
                  UnitOfMeasure.V),
              new SampledValue(
                  "31.5",
                  ReadingContext.TRANSACTION_END,
                  null,
                  Measurand.TEMPERATURE,
                  null,
                  Location.BODY,
                  UnitOfMeasure.CELSIUS)));

  static final ChargingSchedule SCHEDULE =
      new ChargingSchedule(
          86_400,
          NOON,
          ChargingRateUnit.A,
          List.of(
              new ChargingSchedulePeriod(0, new Rate(81), 3),
              new ChargingSchedulePeriod(3600, Rate.of(16), null)),
          new Rate(60));

  static final ChargingProfile PROFILE =
      new ChargingProfile(
          1,
          7,
          2,
          ChargingProfilePurpose.TX_PROFILE,
          ChargingProfileKind.RECURRING,
          RecurrencyKind.DAILY,
          NOON,
          LATER,
          SCHEDULE);

  static final IdTagInfo INFO =
      new IdTagInfo(LATER, new IdTag("FAMILY"), AuthorizationStatus.ACCEPTED);

  static final CertificateHashData HASH =
      new CertificateHashData(HashAlgorithm.SHA256, "aa11", "bb22", "0f");

  private Samples() {}

  public static List<Request> requests() {
    return List.of(
        new Authorize.Request(TAG),
        new BootNotification.Request(
            "EV Net", "COMPACT 3SLC", "S1", "B1", "1.0", "8931", "204", "meter", "M1"),
        new BootNotification.Request(
            "EV Net", "COMPACT 3SLC", null, null, null, null, null, null, null),
        new ChangeAvailability.Request(0, AvailabilityType.INOPERATIVE),
        new ChangeConfiguration.Request("HeartbeatInterval", "300"),
        new ClearCache.Request(),
        new DataTransfer.Request("com.example", "hello", "a \"quoted\" \\ ü \u0001 text"),
        new DataTransfer.Request("com.example", null, null),
        new GetConfiguration.Request(null),
        new GetConfiguration.Request(List.of()),
        new GetConfiguration.Request(List.of("HeartbeatInterval", "Nonsense")),
        new Heartbeat.Request(),
        new MeterValues.Request(1, 7, List.of(READING)),
        new MeterValues.Request(0, null, List.of(READING, READING)),
        new RemoteStartTransaction.Request(1, TAG, PROFILE),
        new RemoteStartTransaction.Request(null, TAG, null),
        new RemoteStopTransaction.Request(-1),
        new Reset.Request(ResetType.SOFT),
        new StartTransaction.Request(1, TAG, 1234, 42, NOON),
        new StartTransaction.Request(1, TAG, 0, null, NOON),
        new StatusNotification.Request(
            1, ErrorCode.GROUND_FAILURE, "RCD", Status.FAULTED, NOON, "com.example", "0x0001"),
        new StatusNotification.Request(
            0, ErrorCode.NO_ERROR, null, Status.AVAILABLE, null, null, null),
        new StopTransaction.Request(TAG, 2345, NOON, 7, Reason.EV_DISCONNECTED, List.of(READING)),
        new StopTransaction.Request(null, 2345, NOON, 7, null, null),
        new UnlockConnector.Request(1),
        new DiagnosticsStatusNotification.Request(DiagnosticsStatus.UPLOAD_FAILED),
        new FirmwareStatusNotification.Request(FirmwareStatus.INSTALLED),
        new GetDiagnostics.Request("ftp://example.com/in", 3, 60, NOON, LATER),
        new UpdateFirmware.Request("https://example.com/fw", 3, NOON, 60),
        new GetLocalListVersion.Request(),
        new SendLocalList.Request(
            3,
            List.of(new AuthorizationData(TAG, INFO), new AuthorizationData(TAG, null)),
            UpdateType.DIFFERENTIAL),
        new SendLocalList.Request(0, null, UpdateType.FULL),
        new CancelReservation.Request(42),
        new ReserveNow.Request(1, LATER, TAG, new IdTag("FAMILY"), 42),
        new ClearChargingProfile.Request(1, 0, ChargingProfilePurpose.TX_PROFILE, 2),
        new ClearChargingProfile.Request(null, null, null, null),
        new GetCompositeSchedule.Request(1, 600, ChargingRateUnit.W),
        new SetChargingProfile.Request(1, PROFILE),
        new TriggerMessage.Request(MessageTrigger.METER_VALUES, 1),
        new CertificateSigned.Request("-----BEGIN CERTIFICATE-----"),
        new DeleteCertificate.Request(HASH),
        new ExtendedTriggerMessage.Request(MessageTrigger.LOG_STATUS_NOTIFICATION, null),
        new GetInstalledCertificateIds.Request(CertificateUse.CENTRAL_SYSTEM_ROOT_CERTIFICATE),
        new GetLog.Request(
            new LogParameters("https://example.com/log", NOON, LATER),
            LogType.SECURITY_LOG,
            5,
            3,
            60),
        new InstallCertificate.Request(CertificateUse.MANUFACTURER_ROOT_CERTIFICATE, "PEM"),
        new LogStatusNotification.Request(UploadLogStatus.UPLOADED, 5),
        new SecurityEventNotification.Request("ResetOrReboot", NOON, "by hand"),
        new SignCertificate.Request("-----BEGIN CERTIFICATE REQUEST-----"),
        new SignedFirmwareStatusNotification.Request(SignedFirmwareStatus.SIGNATURE_VERIFIED, 5),
        new SignedUpdateFirmware.Request(
            3, 60, 5, new Firmware("https://example.com/fw", NOON, LATER, "PEM", "c2ln")));
  }

  public static List<Response> responses() {
    return List.of(
        new Authorize.Response(INFO),
        new Authorize.Response(IdTagInfo.of(AuthorizationStatus.CONCURRENT_TX)),
        new BootNotification.Response(RegistrationStatus.PENDING, NOON, 300),
        new ChangeAvailability.Response(ChangeAvailability.Status.SCHEDULED),
        new ChangeConfiguration.Response(ChangeConfiguration.Status.REBOOT_REQUIRED),
        new ClearCache.Response(GenericStatus.ACCEPTED),
        new DataTransfer.Response(DataTransfer.Status.UNKNOWN_VENDOR_ID, null),
        new DataTransfer.Response(DataTransfer.Status.ACCEPTED, "done"),
        new GetConfiguration.Response(
            List.of(
                new ConfigurationKey("HeartbeatInterval", false, "300"),
                new ConfigurationKey("AuthorizationKey", true, null)),
            List.of("Nonsense")),
        new GetConfiguration.Response(null, null),
        new Heartbeat.Response(NOON),
        new MeterValues.Response(),
        new RemoteStartTransaction.Response(GenericStatus.REJECTED),
        new RemoteStopTransaction.Response(GenericStatus.ACCEPTED),
        new Reset.Response(GenericStatus.ACCEPTED),
        new StartTransaction.Response(INFO, Integer.MAX_VALUE),
        new StatusNotification.Response(),
        new StopTransaction.Response(INFO),
        new StopTransaction.Response(null),
        new UnlockConnector.Response(UnlockConnector.Status.UNLOCK_FAILED),
        new DiagnosticsStatusNotification.Response(),
        new FirmwareStatusNotification.Response(),
        new GetDiagnostics.Response("diagnostics.zip"),
        new GetDiagnostics.Response(null),
        new UpdateFirmware.Response(),
        new GetLocalListVersion.Response(-1),
        new SendLocalList.Response(SendLocalList.Status.VERSION_MISMATCH),
        new CancelReservation.Response(GenericStatus.REJECTED),
        new ReserveNow.Response(ReserveNow.Status.OCCUPIED),
        new ClearChargingProfile.Response(ClearChargingProfile.Status.UNKNOWN),
        new GetCompositeSchedule.Response(GenericStatus.ACCEPTED, 1, NOON, SCHEDULE),
        new GetCompositeSchedule.Response(GenericStatus.REJECTED, null, null, null),
        new SetChargingProfile.Response(SetChargingProfile.Status.NOT_SUPPORTED),
        new TriggerMessage.Response(TriggerStatus.NOT_IMPLEMENTED),
        new CertificateSigned.Response(GenericStatus.ACCEPTED),
        new DeleteCertificate.Response(DeleteCertificate.Status.NOT_FOUND),
        new ExtendedTriggerMessage.Response(TriggerStatus.ACCEPTED),
        new GetInstalledCertificateIds.Response(
            List.of(HASH), GetInstalledCertificateIds.Status.ACCEPTED),
        new GetInstalledCertificateIds.Response(null, GetInstalledCertificateIds.Status.NOT_FOUND),
        new GetLog.Response(LogStatus.ACCEPTED_CANCELED, "security.log"),
        new InstallCertificate.Response(InstallCertificate.Status.FAILED),
        new LogStatusNotification.Response(),
        new SecurityEventNotification.Response(),
        new SignCertificate.Response(GenericStatus.ACCEPTED),
        new SignedFirmwareStatusNotification.Response(),
        new SignedUpdateFirmware.Response(SignedUpdateFirmware.Status.INVALID_CERTIFICATE));
  }
}
