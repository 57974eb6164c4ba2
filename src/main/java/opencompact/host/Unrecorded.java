package opencompact.host;

import opencompact.host.uplink.Desk;
import opencompact.host.uplink.Desk.Answer;
import opencompact.ocpp.CallErrorCode;
import opencompact.ocpp.CancelReservation;
import opencompact.ocpp.CertificateSigned;
import opencompact.ocpp.ChangeAvailability;
import opencompact.ocpp.ChangeConfiguration;
import opencompact.ocpp.ClearCache;
import opencompact.ocpp.ClearChargingProfile;
import opencompact.ocpp.DataTransfer;
import opencompact.ocpp.DeleteCertificate;
import opencompact.ocpp.ExtendedTriggerMessage;
import opencompact.ocpp.Frames;
import opencompact.ocpp.GenericStatus;
import opencompact.ocpp.GetDiagnostics;
import opencompact.ocpp.GetLog;
import opencompact.ocpp.Incoming;
import opencompact.ocpp.InstallCertificate;
import opencompact.ocpp.LogStatus;
import opencompact.ocpp.MessageTrigger;
import opencompact.ocpp.RemoteStartTransaction;
import opencompact.ocpp.Request;
import opencompact.ocpp.ReserveNow;
import opencompact.ocpp.Reset;
import opencompact.ocpp.Response;
import opencompact.ocpp.SendLocalList;
import opencompact.ocpp.SetChargingProfile;
import opencompact.ocpp.Side;
import opencompact.ocpp.SignedUpdateFirmware;
import opencompact.ocpp.TriggerStatus;
import opencompact.ocpp.UpdateFirmware;
import org.jspecify.annotations.Nullable;

/**
 * Orders of the back office that hold only once they are on disk, and what each is answered while
 * the disk takes nothing: its own word for a refusal where OCPP gives it one, else InternalError
 * (OCPP-TR-31). Ending a charge, unlocking and whatever only asks need no record and go on.
 */
final class Unrecorded {
  private static final String WHY = "The station cannot record this: its disk takes nothing";

  private Unrecorded() {}

  /** Whether this text is an order that would have to be recorded. */
  static boolean rests(String text) {
    return Frames.parse(Side.CHARGE_POINT, text, _ -> null, _ -> true)
            instanceof Incoming.Call(String _, Request.ToChargePoint request, var _)
        && (refusal(request) != null
            || request instanceof RemoteStartTransaction.Request
            || request instanceof DataTransfer.Request);
  }

  /** What an order is answered that would have to be recorded; null if this one need not be. */
  static Desk.@Nullable Answer refusal(Request.ToChargePoint request) {
    return switch (request) {
      case ChangeAvailability.Request _ ->
          now(new ChangeAvailability.Response(ChangeAvailability.Status.REJECTED));
      case ChangeConfiguration.Request _ ->
          now(new ChangeConfiguration.Response(ChangeConfiguration.Status.REJECTED));
      case ClearCache.Request _ -> now(new ClearCache.Response(GenericStatus.REJECTED));
      // What waits for the disk would be lost with the restart.
      case Reset.Request _ -> now(new Reset.Response(GenericStatus.REJECTED));
      case SendLocalList.Request _ -> now(new SendLocalList.Response(SendLocalList.Status.FAILED));
      case ReserveNow.Request _ -> now(new ReserveNow.Response(ReserveNow.Status.FAULTED));
      case SetChargingProfile.Request _ ->
          now(new SetChargingProfile.Response(SetChargingProfile.Status.REJECTED));
      case SignedUpdateFirmware.Request _ ->
          now(new SignedUpdateFirmware.Response(SignedUpdateFirmware.Status.REJECTED));
      case GetLog.Request _ -> now(new GetLog.Response(LogStatus.REJECTED, null));
      case InstallCertificate.Request _ ->
          now(new InstallCertificate.Response(InstallCertificate.Status.FAILED));
      case DeleteCertificate.Request _ ->
          now(new DeleteCertificate.Response(DeleteCertificate.Status.FAILED));
      case CertificateSigned.Request _ ->
          now(new CertificateSigned.Response(GenericStatus.REJECTED));
      case ExtendedTriggerMessage.Request r
          when r.trigger() == MessageTrigger.SIGN_CHARGE_POINT_CERTIFICATE ->
          now(new ExtendedTriggerMessage.Response(TriggerStatus.REJECTED));
      // Their answers have no word for it, or only one that would say something else.
      case CancelReservation.Request _,
          ClearChargingProfile.Request _,
          GetDiagnostics.Request _,
          UpdateFirmware.Request _ ->
          new Answer.Refused(CallErrorCode.INTERNAL_ERROR, WHY);
      default -> null;
    };
  }

  private static Answer now(Response response) {
    return new Answer.Now(response);
  }
}
