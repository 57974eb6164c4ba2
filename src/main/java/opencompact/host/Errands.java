package opencompact.host;

import opencompact.catalogue.Keys;
import opencompact.host.upkeep.Diagnostics;
import opencompact.host.upkeep.FileTransfers;
import opencompact.host.upkeep.Installer;
import opencompact.host.upkeep.LogWindow;
import opencompact.host.upkeep.Retries;
import opencompact.host.upkeep.Updating;
import opencompact.host.upkeep.Uploading;
import opencompact.host.uplink.BackOffice;
import opencompact.host.uplink.Desk.Answer;
import opencompact.memory.UploadKind;
import opencompact.ocpp.CallErrorCode;
import opencompact.ocpp.GetDiagnostics;
import opencompact.ocpp.GetLog;
import opencompact.ocpp.LogParameters;
import opencompact.ocpp.LogType;
import opencompact.ocpp.Reason;
import opencompact.ocpp.Request;
import opencompact.ocpp.SignedUpdateFirmware;
import opencompact.ocpp.UpdateFirmware;
import opencompact.quantity.Moment;

/**
 * What the back office has fetched and brought: firmware, diagnostics, logs (sections 8.3, 8.4 and
 * 9.4 to 9.5 of the checklist).
 */
final class Errands {

  /** The lines of the event log of which the security log consists. */
  private static final String SECURITY = "security";

  /** From this security profile on nothing is installed that is not signed. */
  private static final int SIGNED_ONLY_FROM = 2;

  private final Host host;
  private long lastJob;
  private final Updating firmware = new Updating(this::nextJob);
  private final Uploading diagnostics = new Uploading(UploadKind.DIAGNOSTICS, this::nextJob);
  private final Uploading log = new Uploading(UploadKind.LOG, this::nextJob);
  private final Updating.Station station = new Around();

  Errands(Host host) {
    this.host = host;
  }

  private long nextJob() {
    return ++lastJob;
  }

  /** The station around a firmware update. */
  private final class Around implements Updating.Station {
    @Override
    public boolean idle() {
      return host.rtm() != null && !host.visit().charge().running();
    }

    @Override
    public void restart(Turn turn) {
      host.restarter().order("Reboot", Reason.REBOOT, true, turn);
    }
  }

  // ---------------------------------------------------------------- what is asked

  /** Where the line is protected, only what is signed is installed (OCPP-SE-34). */
  Answer update(UpdateFirmware.Request r, Turn turn) {
    if (host.settings().value(Keys.SECURITY_PROFILE) >= SIGNED_ONLY_FROM) {
      return new Answer.Refused(
          CallErrorCode.NOT_SUPPORTED,
          "With this security profile only SignedUpdateFirmware is supported");
    }
    firmware.order(
        r.location(), r.retrieveDate(), Retries.wished(r.retries(), r.retryInterval()), turn);
    return new Answer.Now(new UpdateFirmware.Response());
  }

  /** Judged and answered at once, fetched and installed later (OCPP-SE-30). */
  Answer update(SignedUpdateFirmware.Request r, Turn turn) {
    return new Answer.Now(
        new SignedUpdateFirmware.Response(
            firmware.order(
                r.requestId(),
                r.firmware(),
                Retries.wished(r.retries(), r.retryInterval()),
                turn)));
  }

  Answer diagnostics(String callId, GetDiagnostics.Request r, Turn turn) {
    LogWindow window = new LogWindow(null, r.startTime(), r.stopTime());
    diagnostics.begin(
        callId,
        new Uploading.Order(
            null,
            r.location(),
            Retries.wished(r.retries(), r.retryInterval()),
            Diagnostics.of(host.picture(turn.now()), window)),
        turn);
    return new Answer.Later();
  }

  Answer log(String callId, GetLog.Request r, Turn turn) {
    LogParameters what = r.log();
    boolean security = r.logType() == LogType.SECURITY_LOG;
    LogWindow window =
        new LogWindow(security ? SECURITY : null, what.oldestTimestamp(), what.latestTimestamp());
    HostView view = host.picture(turn.now());
    log.begin(
        callId,
        new Uploading.Order(
            r.requestId(),
            what.remoteLocation(),
            Retries.wished(r.retries(), r.retryInterval()),
            security ? Diagnostics.security(view, window) : Diagnostics.of(view, window)),
        turn);
    return new Answer.Later();
  }

  /** The back office wants to know how firmware, diagnostics or log stand (OCPP-TM-06). */
  void triggered(UploadKind kind, Turn turn) {
    host.backOffice().ask(kind == UploadKind.LOG ? log.present() : diagnostics.present(), turn);
  }

  /**
   * The back office wants to know how firmware stands.
   *
   * @param signed by ExtendedTriggerMessage, which means signed firmware (OCPP-TM-05)
   */
  void triggeredFirmware(boolean signed, Turn turn) {
    host.backOffice().ask(signed ? firmware.presentSigned(turn) : firmware.present(turn), turn);
  }

  // ---------------------------------------------------------------- what is heard

  void told(long job, FileTransfers.Told told, Turn turn) {
    firmware.told(job, told, turn);
    diagnostics.told(job, told, host.backOffice(), turn);
    log.told(job, told, host.backOffice(), turn);
  }

  void told(long job, Installer.Verdict verdict, Turn turn) {
    firmware.told(job, verdict, station, turn);
  }

  void answered(Request.ToCentralSystem asked, Turn turn) {
    firmware.answered(asked, turn);
    diagnostics.answered(asked, turn);
    log.answered(asked, turn);
  }

  void unanswered(Request.ToCentralSystem asked, Turn turn) {
    boolean listens = host.backOffice().online();
    firmware.unanswered(asked, listens, turn);
    diagnostics.unanswered(asked, listens, turn);
    log.unanswered(asked, listens, turn);
  }

  // ---------------------------------------------------------------- what follows

  /** Comes after the statuses, so that those are told first after a start (OCPP-FW-04). */
  void settle(Turn turn) {
    BackOffice backOffice = host.backOffice();
    boolean listens = backOffice.online() && host.rtm() != null;
    firmware.settle(station, listens, host.settings(), backOffice, turn);
    diagnostics.settle(listens, backOffice, turn);
    log.settle(listens, backOffice, turn);
  }

  /** Whether firmware is being installed, which nothing interrupts (OCPP-MS-28). */
  boolean installing(Turn turn) {
    return firmware.installing(turn);
  }

  /** Whether firmware waits for the end of the charge, or is being installed (OCPP-FW-03). */
  boolean holds(Moment now) {
    return firmware.holds(host.memory().firmware(), now);
  }

  long deadline() {
    return Math.min(firmware.deadline(), Math.min(diagnostics.deadline(), log.deadline()));
  }
}
