package opencompact.ocpp;

/** The payload of a CALL. */
public sealed interface Request extends Part {
  Operation operation();

  /** What a charge point asks of its central system. */
  sealed interface ToCentralSystem extends Request
      permits Authorize.Request,
          BootNotification.Request,
          DataTransfer.Request,
          Heartbeat.Request,
          MeterValues.Request,
          StartTransaction.Request,
          StatusNotification.Request,
          StopTransaction.Request,
          DiagnosticsStatusNotification.Request,
          FirmwareStatusNotification.Request,
          LogStatusNotification.Request,
          SecurityEventNotification.Request,
          SignCertificate.Request,
          SignedFirmwareStatusNotification.Request {}

  /** What a central system asks of its charge point. */
  sealed interface ToChargePoint extends Request
      permits ChangeAvailability.Request,
          ChangeConfiguration.Request,
          ClearCache.Request,
          DataTransfer.Request,
          GetConfiguration.Request,
          RemoteStartTransaction.Request,
          RemoteStopTransaction.Request,
          Reset.Request,
          UnlockConnector.Request,
          GetDiagnostics.Request,
          UpdateFirmware.Request,
          GetLocalListVersion.Request,
          SendLocalList.Request,
          CancelReservation.Request,
          ReserveNow.Request,
          ClearChargingProfile.Request,
          GetCompositeSchedule.Request,
          SetChargingProfile.Request,
          TriggerMessage.Request,
          CertificateSigned.Request,
          DeleteCertificate.Request,
          ExtendedTriggerMessage.Request,
          GetInstalledCertificateIds.Request,
          GetLog.Request,
          InstallCertificate.Request,
          SignedUpdateFirmware.Request {}
}
