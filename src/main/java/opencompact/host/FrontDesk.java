package opencompact.host;

import java.time.Instant;
import opencompact.catalogue.ErrorCode;
import opencompact.catalogue.Status;
import opencompact.host.access.Access;
import opencompact.host.charge.Charge;
import opencompact.host.charge.Site;
import opencompact.host.profile.Profiles;
import opencompact.host.upkeep.Unlocking;
import opencompact.host.uplink.Configuration;
import opencompact.host.uplink.Desk;
import opencompact.memory.Fact;
import opencompact.memory.OpenTransaction;
import opencompact.memory.UploadKind;
import opencompact.ocpp.AuthorizationStatus;
import opencompact.ocpp.Authorize;
import opencompact.ocpp.AvailabilityType;
import opencompact.ocpp.CallErrorCode;
import opencompact.ocpp.CancelReservation;
import opencompact.ocpp.ChangeAvailability;
import opencompact.ocpp.ChangeConfiguration;
import opencompact.ocpp.ChargingProfile;
import opencompact.ocpp.ClearCache;
import opencompact.ocpp.ClearChargingProfile;
import opencompact.ocpp.DataTransfer;
import opencompact.ocpp.ExtendedTriggerMessage;
import opencompact.ocpp.GenericStatus;
import opencompact.ocpp.GetCompositeSchedule;
import opencompact.ocpp.GetConfiguration;
import opencompact.ocpp.GetDiagnostics;
import opencompact.ocpp.GetLocalListVersion;
import opencompact.ocpp.GetLog;
import opencompact.ocpp.IdTagInfo;
import opencompact.ocpp.MessageTrigger;
import opencompact.ocpp.Reason;
import opencompact.ocpp.RemoteStartTransaction;
import opencompact.ocpp.RemoteStopTransaction;
import opencompact.ocpp.Request;
import opencompact.ocpp.ReserveNow;
import opencompact.ocpp.Reset;
import opencompact.ocpp.ResetType;
import opencompact.ocpp.Response;
import opencompact.ocpp.SendLocalList;
import opencompact.ocpp.SetChargingProfile;
import opencompact.ocpp.SignCertificate;
import opencompact.ocpp.SignedUpdateFirmware;
import opencompact.ocpp.StartTransaction;
import opencompact.ocpp.StatusNotification;
import opencompact.ocpp.TriggerMessage;
import opencompact.ocpp.TriggerStatus;
import opencompact.ocpp.UnlockConnector;
import opencompact.ocpp.UpdateFirmware;
import opencompact.quantity.IdTag;
import org.jspecify.annotations.Nullable;

/**
 * What the back office's requests and answers mean to this station (OCPP-MS-20 to MS-35). One case
 * per operation; those of profiles that are not built yet never come here, the conversation refuses
 * them.
 */
final class FrontDesk implements Desk {

  private final Host host;
  private final ProfileDesk profiles;
  private final TriggeredValues values;
  private final VendorDesk vendor;

  FrontDesk(Host host) {
    this.host = host;
    this.profiles = new ProfileDesk(host);
    this.values = new TriggeredValues(host);
    this.vendor = new VendorDesk(host);
  }

  /** What waits for time at this desk. */
  void settle(Turn turn) {
    values.settle(turn);
  }

  long deadline() {
    return values.deadline();
  }

  @Override
  public Answer answer(String callId, Request.ToChargePoint request, Turn turn) {
    Answer refusal = turn.records() ? null : Unrecorded.refusal(request);
    if (refusal != null) {
      turn.note(
          "line",
          request.operation().wire() + " is refused: the station cannot record what it orders.");
      return refusal;
    }
    return switch (request) {
      case ChangeAvailability.Request r -> now(availability(r, turn));
      case ChangeConfiguration.Request r -> now(configure(r, turn));
      case GetConfiguration.Request r -> now(Configuration.read(r, host.settings(), turn.memory()));
      case ClearCache.Request _ -> {
        turn.remember(new Fact.CacheCleared());
        yield now(new ClearCache.Response(GenericStatus.ACCEPTED));
      }
      case DataTransfer.Request r -> now(vendor.transfer(r, turn));
      case RemoteStartTransaction.Request r -> now(remoteStart(r, turn));
      case RemoteStopTransaction.Request r -> now(remoteStop(r, turn));
      case Reset.Request r -> now(reset(r, turn));
      case UnlockConnector.Request r -> unlock(callId, r, turn);
      case TriggerMessage.Request r ->
          now(
              new TriggerMessage.Response(
                  trigger(plain(r.trigger()), r.connectorId(), false, turn)));
      case ExtendedTriggerMessage.Request r ->
          now(
              new ExtendedTriggerMessage.Response(
                  trigger(r.trigger(), r.connectorId(), true, turn)));
      case SetChargingProfile.Request r -> profiles.set(r, turn);
      case ClearChargingProfile.Request r -> profiles.clear(r, turn);
      case GetCompositeSchedule.Request r -> profiles.composite(r, turn);
      case GetLocalListVersion.Request _ ->
          now(new GetLocalListVersion.Response(LocalList.version(host.settings(), turn.memory())));
      case SendLocalList.Request r ->
          now(new SendLocalList.Response(LocalList.send(r, host.settings(), turn)));
      case ReserveNow.Request r ->
          now(new ReserveNow.Response(host.reservations().reserve(r, turn)));
      case UpdateFirmware.Request r -> host.errands().update(r, turn);
      case SignedUpdateFirmware.Request r -> host.errands().update(r, turn);
      case GetDiagnostics.Request r -> host.errands().diagnostics(callId, r, turn);
      case GetLog.Request r -> host.errands().log(callId, r, turn);
      case CancelReservation.Request r -> now(host.reservations().cancel(r, turn));
      default -> {
        Response response = host.security().answer(request, turn);
        yield response == null ? notSupported(request) : now(response);
      }
    };
  }

  private static Answer notSupported(Request.ToChargePoint request) {
    return new Answer.Refused(
        CallErrorCode.NOT_SUPPORTED, request.operation().wire() + " is not supported");
  }

  private static Answer now(Response response) {
    return new Answer.Now(response);
  }

  private ChangeAvailability.Response availability(ChangeAvailability.Request r, Turn turn) {
    if (r.connectorId() < 0 || r.connectorId() > 1) {
      return new ChangeAvailability.Response(ChangeAvailability.Status.REJECTED);
    }
    boolean operative = r.type() == AvailabilityType.OPERATIVE;
    // Connector 0 stands for the station and all its connectors.
    Availability.Changed changed = host.availability().change(r.connectorId(), operative, turn);
    if (r.connectorId() == 0) {
      changed = host.availability().change(1, operative, turn);
    }
    return new ChangeAvailability.Response(
        changed == Availability.Changed.SCHEDULED
            ? ChangeAvailability.Status.SCHEDULED
            : ChangeAvailability.Status.ACCEPTED);
  }

  private ChangeConfiguration.Response configure(ChangeConfiguration.Request r, Turn turn) {
    Configuration.Change change =
        Configuration.change(r, host.settings(), turn.memory(), turn.now());
    change.facts().forEach(turn::remember);
    if (!change.facts().isEmpty()) {
      turn.note("setting", change.sentence());
    }
    return new ChangeConfiguration.Response(change.status());
  }

  private RemoteStartTransaction.Response remoteStart(RemoteStartTransaction.Request r, Turn turn) {
    Integer connector = r.connectorId();
    ChargingProfile profile = Profiles.on(host.settings()) ? r.chargingProfile() : null;
    String whyNot;
    if (connector != null && connector != 1) {
      whyNot = "there is only connector 1";
    } else if (host.rtm() == null) {
      whyNot = "the station is still starting";
    } else {
      whyNot = host.visit().whyNoRemoteStart(r.idTag(), host.site(turn.now()), turn);
    }
    if (whyNot == null && profile != null) {
      whyNot = host.profiles().whyNotWithStart(profile, host.settings(), turn);
    }
    if (whyNot != null) {
      turn.note("charge", "A remote start for " + r.idTag() + " is rejected: " + whyNot + ".");
      return new RemoteStartTransaction.Response(GenericStatus.REJECTED);
    }
    if (profile != null) {
      host.profiles().awaitStart(r.idTag(), profile, host.settings(), turn);
    }
    host.visit().startRemotely(r.idTag(), host.site(turn.now()), turn);
    return new RemoteStartTransaction.Response(GenericStatus.ACCEPTED);
  }

  private RemoteStopTransaction.Response remoteStop(RemoteStopTransaction.Request r, Turn turn) {
    OpenTransaction open = turn.memory().open();
    Integer id = open == null ? null : open.transactionId();
    // A start that was given up has the number -1, which never matches (OCPP-MS-27).
    if (id == null
        || id == -1
        || id != r.transactionId()
        || !(host.visit().charge() instanceof Charge.Running)) {
      return new RemoteStopTransaction.Response(GenericStatus.REJECTED);
    }
    host.visit().stop(Reason.REMOTE, null, host.site(turn.now()), turn);
    return new RemoteStopTransaction.Response(GenericStatus.ACCEPTED);
  }

  private Reset.Response reset(Reset.Request r, Turn turn) {
    boolean hard = r.type() == ResetType.HARD;
    if (host.errands().installing(turn)) {
      turn.note("station", "A reset is rejected: new firmware is being installed.");
      return new Reset.Response(GenericStatus.REJECTED);
    }
    turn.note("station", "The back office ordered a " + r.type().wire() + " reset.");
    host.restarter()
        .order(
            hard ? "HardReset" : "SoftReset",
            hard ? Reason.HARD_RESET : Reason.SOFT_RESET,
            hard,
            turn);
    return new Reset.Response(GenericStatus.ACCEPTED);
  }

  private Answer unlock(String callId, UnlockConnector.Request r, Turn turn) {
    if (r.connectorId() != 1 || !Site.lockWorks(host.settings())) {
      return now(new UnlockConnector.Response(UnlockConnector.Status.NOT_SUPPORTED));
    }
    if (!host.rtmHeard()) {
      return now(new UnlockConnector.Response(UnlockConnector.Status.UNLOCK_FAILED));
    }
    host.unlocker().begin(new Unlocking.Asker.BackOffice(callId), turn);
    return new Answer.Later();
  }

  /** TriggerMessage does not know what only its extended form can ask for (OCPP-TM-05). */
  private static @Nullable MessageTrigger plain(@Nullable MessageTrigger wanted) {
    return wanted == null || wanted.extended() ? null : wanted;
  }

  private TriggerStatus trigger(
      @Nullable MessageTrigger wanted, @Nullable Integer connector, boolean extended, Turn turn) {
    boolean known = connector == null || connector == 0 || connector == 1;
    return switch (wanted) {
      case null -> TriggerStatus.NOT_IMPLEMENTED;
      case BOOT_NOTIFICATION ->
          host.backOffice().triggerBoot(turn) ? TriggerStatus.ACCEPTED : TriggerStatus.REJECTED;
      case HEARTBEAT -> {
        host.backOffice().triggerHeartbeat(turn);
        yield TriggerStatus.ACCEPTED;
      }
      // Nothing is measured on the grid side, which is what connector 0 would mean.
      case METER_VALUES ->
          (connector == null || connector == 1) && values.wanted(turn)
              ? TriggerStatus.ACCEPTED
              : TriggerStatus.REJECTED;
      case STATUS_NOTIFICATION -> {
        if (known) {
          host.statuses().trigger(connector == null ? -1 : connector);
        }
        yield known ? TriggerStatus.ACCEPTED : TriggerStatus.REJECTED;
      }
      case DIAGNOSTICS_STATUS_NOTIFICATION -> {
        host.errands().triggered(UploadKind.DIAGNOSTICS, turn);
        yield TriggerStatus.ACCEPTED;
      }
      case FIRMWARE_STATUS_NOTIFICATION -> {
        host.errands().triggeredFirmware(extended, turn);
        yield TriggerStatus.ACCEPTED;
      }
      case LOG_STATUS_NOTIFICATION -> {
        host.errands().triggered(UploadKind.LOG, turn);
        yield TriggerStatus.ACCEPTED;
      }
      case SIGN_CHARGE_POINT_CERTIFICATE ->
          host.security().triggered(turn) ? TriggerStatus.ACCEPTED : TriggerStatus.REJECTED;
    };
  }

  // ---------------------------------------------------------------- answers to what we asked

  @Override
  public void answered(Request.ToCentralSystem asked, Response response, Turn turn) {
    host.errands().answered(asked, turn);
    switch (response) {
      case Authorize.Response(IdTagInfo info) when asked instanceof Authorize.Request r -> {
        compare(r.idTag(), info, turn);
        if (host.rtm() != null) {
          host.visit().answered(r.idTag(), info, host.site(turn.now()), turn);
        }
      }
      case StartTransaction.Response(IdTagInfo info, int transactionId) -> {
        if (asked instanceof StartTransaction.Request r) {
          compare(r.idTag(), info, turn);
        }
        started(info, transactionId, turn);
      }
      case SignCertificate.Response r -> SecurityDesk.answered(r, turn);
      default -> {}
    }
  }

  /** The back office is told when its list says yes and it says no itself (OCPP-TX-14, ST-20). */
  private void compare(IdTag tag, IdTagInfo info, Turn turn) {
    if (info.status() == AuthorizationStatus.ACCEPTED
        || host.rtm() == null
        || !Access.acceptedByList(tag, host.settings(), turn.memory(), turn.now())) {
      return;
    }
    Instant wall = turn.now().wall();
    Site site = host.site(turn.now());
    Status status = Telling.station(site, turn.memory().operative(0), null).status();
    host.backOffice()
        .ask(
            new StatusNotification.Request(
                0, ErrorCode.LOCAL_LIST_CONFLICT, null, status, wall, null, null),
            turn);
    turn.note(
        "line",
        "The back office answers "
            + info.status().wire()
            + " for card "
            + tag
            + ", which its own list accepts.");
  }

  /** The back office's verdict on the card of a transaction that may still run (OCPP-TX-12). */
  private void started(IdTagInfo info, int transactionId, Turn turn) {
    OpenTransaction open = turn.memory().open();
    Integer bound = open == null ? null : open.transactionId();
    if (open == null || bound == null || bound != transactionId) {
      return;
    }
    if (info.status() != AuthorizationStatus.ACCEPTED && open.refused() == null) {
      turn.remember(
          new Fact.TransactionRefused(open.number(), info.status().wire(), host.register()));
      turn.note(
          "charge",
          "The back office answers "
              + info.status().wire()
              + " for card "
              + open.tag()
              + (open.start().free() ? ", which does not matter: charging is free." : "."));
    }
  }

  @Override
  public void unanswered(Request.ToCentralSystem asked, String why, Turn turn) {
    host.errands().unanswered(asked, turn);
    if (asked instanceof Authorize.Request r && host.rtm() != null) {
      host.visit().unanswered(r.idTag(), why, host.site(turn.now()), turn);
    }
  }
}
