package opencompact.host.upkeep;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.LongSupplier;
import opencompact.catalogue.Keys;
import opencompact.catalogue.SecurityEvent;
import opencompact.catalogue.Settings;
import opencompact.host.Command;
import opencompact.host.Turn;
import opencompact.host.security.FileSignature;
import opencompact.host.security.RevocationLists;
import opencompact.host.security.Roots;
import opencompact.host.uplink.BackOffice;
import opencompact.memory.Fact;
import opencompact.memory.FirmwareStep;
import opencompact.memory.FirmwareUpdate;
import opencompact.ocpp.CertificateUse;
import opencompact.ocpp.Firmware;
import opencompact.ocpp.FirmwareStatus;
import opencompact.ocpp.FirmwareStatusNotification;
import opencompact.ocpp.Request;
import opencompact.ocpp.SignedFirmwareStatus;
import opencompact.ocpp.SignedFirmwareStatusNotification;
import opencompact.ocpp.SignedUpdateFirmware;
import opencompact.quantity.Moment;
import org.jspecify.annotations.Nullable;

/**
 * A firmware update, from the order to the new firmware's first words (section 8.3 of the
 * checklist). How far it has come is remembered; what is under way in this start is not, and is
 * begun again after a restart, so a download goes on where it was cut (OCPP-FW-06).
 */
public final class Updating {
  private final LongSupplier jobs;
  private final News news = new News();
  private boolean begun;

  /** The job that runs for the present step; 0 for none. */
  private long job;

  private int failures;
  private long retryAt = Moment.NEVER;
  private long dateAt = Moment.NEVER;
  private long bytes;
  private long total = -1;

  /** Whether the installed firmware waits for the restart that this start has ordered. */
  private boolean restarting;

  /** What the update asks of the station around it. */
  public interface Station {

    /** Whether no charge runs, so that firmware may be installed (OCPP-FW-03). */
    boolean idle();

    /** Restarts into the new firmware. */
    void restart(Turn turn);
  }

  /**
   * An update of which nothing is known yet but what is remembered.
   *
   * @param jobs a new number for each job
   */
  public Updating(LongSupplier jobs) {
    this.jobs = jobs;
  }

  /** A plain update is ordered; it replaces one that is not being installed yet (OCPP-FW-05). */
  public void order(String location, Instant retrieve, Retries retries, Turn turn) {
    FirmwareUpdate before = turn.memory().firmware();
    if (before != null && before.step().installing()) {
      turn.note("station", "An order of firmware is ignored: another firmware is being installed.");
      return;
    }
    begin(
        new FirmwareUpdate.Order(
            number(before),
            null,
            location,
            retrieve,
            null,
            retries.most(),
            retries.intervalSeconds(),
            null,
            null),
        turn);
  }

  /**
   * A signed update is ordered; it replaces one that is not being installed yet. The certificate is
   * judged before the answer (OCPP-SE-30).
   */
  public SignedUpdateFirmware.Status order(
      int requestId, Firmware firmware, Retries retries, Turn turn) {
    FirmwareUpdate before = turn.memory().firmware();
    String objection =
        FileSignature.objection(firmware.signingCertificate(), turn.memory(), Roots.at(turn));
    if (objection != null) {
      turn.alert(
          SecurityEvent.INVALID_FIRMWARE_SIGNING_CERTIFICATE,
          "An order of firmware was refused because of its signing certificate: "
              + objection
              + ".");
      return SignedUpdateFirmware.Status.INVALID_CERTIFICATE;
    }
    if (RevocationLists.revoked(firmware.signingCertificate(), turn.memory())) {
      turn.alert(
          SecurityEvent.INVALID_FIRMWARE_SIGNING_CERTIFICATE,
          "An order of firmware was refused because its signing certificate is revoked.");
      return SignedUpdateFirmware.Status.REVOKED_CERTIFICATE;
    }
    if (before != null && before.step().installing()) {
      turn.note("station", "An order of firmware is refused: another firmware is being installed.");
      return SignedUpdateFirmware.Status.REJECTED;
    }
    begin(
        new FirmwareUpdate.Order(
            number(before),
            requestId,
            firmware.location(),
            firmware.retrieveDateTime(),
            firmware.installDateTime(),
            retries.most(),
            retries.intervalSeconds(),
            firmware.signingCertificate(),
            firmware.signature()),
        turn);
    return before == null || before.step().over()
        ? SignedUpdateFirmware.Status.ACCEPTED
        : SignedUpdateFirmware.Status.ACCEPTED_CANCELED;
  }

  private static long number(@Nullable FirmwareUpdate before) {
    return before == null ? 1 : before.order().number() + 1;
  }

  private void begin(FirmwareUpdate.Order order, Turn turn) {
    FirmwareUpdate before = turn.memory().firmware();
    if (before != null && !before.step().over()) {
      turn.note("station", "A firmware update is called off: another was ordered.");
    }
    endJob(turn);
    news.forget();
    failures = 0;
    retryAt = Moment.NEVER;
    turn.remember(new Fact.FirmwareOrdered(order));
    if (order.signed() && !due(order.retrieve(), turn.now())) {
      say(turn.memory().firmware());
    }
    turn.note(
        "station",
        "The back office ordered new firmware from "
            + Blotted.text(order.location())
            + ", not to be fetched before "
            + order.retrieve()
            + ".");
  }

  private void endJob(Turn turn) {
    if (job != 0) {
      turn.tell(new Command.EndTransfer(job));
      job = 0;
    }
  }

  /** Whether it is being installed and cannot be called off (OCPP-MS-28). */
  public boolean installing(Turn turn) {
    FirmwareUpdate update = turn.memory().firmware();
    return update != null && update.step().installing();
  }

  /** Whether the connector takes no new charge, because the firmware is about to be installed. */
  public boolean holds(@Nullable FirmwareUpdate update, Moment now) {
    return update != null
        && (update.step().installing() || (complete(update) && due(update.order().install(), now)));
  }

  private static boolean complete(FirmwareUpdate update) {
    return switch (update.step()) {
      case DOWNLOADED -> !update.order().signed();
      case VERIFIED, SCHEDULED -> true;
      default -> false;
    };
  }

  private static boolean due(@Nullable Instant date, Moment now) {
    Instant wall = now.wall();
    return date == null || (wall != null && !wall.isBefore(date));
  }

  /** Something became of the job that fetches it. */
  public void told(long which, FileTransfers.Told told, Turn turn) {
    FirmwareUpdate update = turn.memory().firmware();
    if (which != job || update == null) {
      return;
    }
    switch (told) {
      case FileTransfers.Told.Progress(long come, long all) -> {
        bytes = come;
        total = all;
      }
      case FileTransfers.Told.Done(long all) -> {
        job = 0;
        if (update.step() == FirmwareStep.DOWNLOADING) {
          turn.note("station", "The new firmware has been fetched: " + all + " bytes.");
          step(update, FirmwareStep.DOWNLOADED, turn);
        } else {
          turn.note("security", "The signature of the new firmware is right.");
          step(update, FirmwareStep.VERIFIED, turn);
        }
      }
      case FileTransfers.Told.Failed(FileTransfers.Cause cause, String why) -> {
        job = 0;
        failed(update, cause, why, turn);
      }
      case FileTransfers.Told.Gathered _ -> {}
    }
  }

  private void failed(FirmwareUpdate update, FileTransfers.Cause cause, String why, Turn turn) {
    failures++;
    Retries retries = retries(update);
    if (cause == FileTransfers.Cause.SIGNATURE) {
      turn.alert(
          SecurityEvent.INVALID_FIRMWARE_SIGNATURE, "The new firmware is not installed: " + why);
      step(update, FirmwareStep.SIGNATURE_INVALID, turn);
    } else if (update.step() == FirmwareStep.DOWNLOADING && retries.again(failures, cause)) {
      retryAt = retries.next(turn.now());
      turn.note("station", "The new firmware will be fetched again: " + why);
      if (update.order().signed()) {
        say(update);
      }
    } else {
      turn.note("station", "The new firmware could not be fetched: " + why);
      step(update, FirmwareStep.DOWNLOAD_FAILED, turn);
    }
  }

  private static Retries retries(FirmwareUpdate update) {
    return new Retries(update.order().retries(), update.order().intervalSeconds());
  }

  /** The installer has answered. */
  public void told(long which, Installer.Verdict verdict, Station station, Turn turn) {
    FirmwareUpdate update = turn.memory().firmware();
    if (which != job || update == null) {
      return;
    }
    job = 0;
    switch (verdict) {
      case Installer.Verdict.Ready() -> {
        step(update, FirmwareStep.RESTARTING, turn);
        restarting = true;
        turn.note("station", "The new firmware is installed; the station restarts to run it.");
        station.restart(turn);
      }
      case Installer.Verdict.Runs() -> {
        turn.alert(SecurityEvent.FIRMWARE_UPDATED, "The new firmware runs.");
        step(update, FirmwareStep.INSTALLED, turn);
      }
      case Installer.Verdict.Unfit(String why) -> {
        turn.note("station", "The new firmware is not installed: " + why + ".");
        step(update, FirmwareStep.UNFIT, turn);
      }
      case Installer.Verdict.Failed(String why) -> {
        turn.note("station", "The new firmware is not installed: " + why + ".");
        step(update, FirmwareStep.INSTALLATION_FAILED, turn);
      }
    }
  }

  /** Does what is due, whatever brought us here, and tells. */
  public void settle(
      Station station, boolean listens, Settings settings, BackOffice backOffice, Turn turn) {
    FirmwareUpdate update = turn.memory().firmware();
    if (!begun) {
      begun = true;
      resume(update);
    }
    dateAt = Moment.NEVER;
    if (update != null && job == 0) {
      next(update, station, settings, turn);
    }
    news.settle(listens, backOffice, turn);
  }

  /** What an earlier start left untold; how the installation went is known in a moment. */
  private void resume(@Nullable FirmwareUpdate update) {
    if (update != null && !update.told() && update.step() != FirmwareStep.RESTARTING) {
      say(update);
    }
  }

  private void next(FirmwareUpdate update, Station station, Settings settings, Turn turn) {
    FirmwareUpdate.Order order = update.order();
    switch (update.step()) {
      case ORDERED -> {
        if (!due(order.retrieve(), turn.now())) {
          dateAt = at(order.retrieve(), turn.now());
        } else if (!spoken(order.location(), settings)) {
          turn.note(
              "station",
              "The new firmware could not be fetched: "
                  + Blotted.text(order.location())
                  + " is no address of "
                  + settings.text(Keys.SUPPORTED_FILE_TRANSFER_PROTOCOLS)
                  + ".");
          step(update, FirmwareStep.DOWNLOAD_FAILED, turn);
        } else {
          step(update, FirmwareStep.DOWNLOADING, turn);
          fetch(order, turn);
        }
      }
      case DOWNLOADING -> {
        // A restart leaves no job and no time at which to try again.
        if (failures == 0 || turn.now().reached(retryAt)) {
          fetch(order, turn);
        }
      }
      case DOWNLOADED, VERIFIED, SCHEDULED -> {
        Instant date = order.install();
        if (!complete(update)) {
          check(order, turn);
        } else if (date != null && !due(date, turn.now())) {
          if (update.step() == FirmwareStep.VERIFIED) {
            step(update, FirmwareStep.SCHEDULED, turn);
          }
          dateAt = at(date, turn.now());
        } else if (station.idle()) {
          step(update, FirmwareStep.INSTALLING, turn);
          install(order, false, turn);
        }
      }
      case INSTALLING, RESTARTING -> {
        if (!restarting) {
          install(order, true, turn);
        }
      }
      case INSTALLED, DOWNLOAD_FAILED, SIGNATURE_INVALID, UNFIT, INSTALLATION_FAILED -> {}
    }
  }

  private void fetch(FirmwareUpdate.Order order, Turn turn) {
    job = jobs.getAsLong();
    boolean paused = retryAt != Moment.NEVER && order.signed();
    retryAt = Moment.NEVER;
    if (paused) {
      say(turn.memory().firmware());
    }
    turn.tell(
        new Command.Transfer(
            job,
            new FileTransfers.Task.Fetch(
                name(order),
                order.location(),
                Roots.pems(
                    turn.memory(),
                    CertificateUse.CENTRAL_SYSTEM_ROOT_CERTIFICATE,
                    CertificateUse.MANUFACTURER_ROOT_CERTIFICATE))));
  }

  private void check(FirmwareUpdate.Order order, Turn turn) {
    String certificate = order.certificate();
    String signature = order.signature();
    if (certificate == null || signature == null) {
      throw new IllegalStateException("a signed order has a certificate and a signature");
    }
    job = jobs.getAsLong();
    turn.tell(
        new Command.Transfer(
            job, new FileTransfers.Task.Check(name(order), certificate, signature)));
  }

  private void install(FirmwareUpdate.Order order, boolean review, Turn turn) {
    job = jobs.getAsLong();
    turn.tell(new Command.Install(job, name(order), review));
  }

  private static String name(FirmwareUpdate.Order order) {
    return "firmware-" + order.number();
  }

  /** Whether files can be fetched by the protocol that the address names (OCPP-FW-06). */
  private static boolean spoken(String location, Settings settings) {
    try {
      String scheme = new URI(location.strip()).getScheme();
      List<String> spoken = settings.value(Keys.SUPPORTED_FILE_TRANSFER_PROTOCOLS);
      return scheme != null && spoken.contains(scheme.toUpperCase(Locale.ROOT));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** The uptime of an instant, or never while the time of day is unknown. */
  private static long at(Instant date, Moment now) {
    Instant wall = now.wall();
    // A day at most, so that no date is too far off to be counted in nanoseconds.
    Duration day = Duration.ofDays(1);
    Duration wait = wall == null ? null : Duration.between(wall, date);
    return wait == null ? Moment.NEVER : now.in(wait.compareTo(day) > 0 ? day : wait);
  }

  private void step(FirmwareUpdate update, FirmwareStep step, Turn turn) {
    Request.ToCentralSystem before = status(update);
    turn.remember(new Fact.FirmwareStepped(update.order().number(), step));
    FirmwareUpdate now = turn.memory().firmware();
    if (now != null && !Objects.equals(before, status(now))) {
      say(now);
    }
  }

  private void say(@Nullable FirmwareUpdate update) {
    Request.ToCentralSystem status = update == null ? null : status(update);
    if (status != null) {
      news.say(status);
    }
  }

  /** What is so now, for a back office that asks out of turn; Idle when nothing runs (TM-06). */
  public Request.ToCentralSystem present(Turn turn) {
    FirmwareUpdate update = turn.memory().firmware();
    boolean runs = update != null && !update.order().signed() && !update.step().over();
    Request.ToCentralSystem status = runs && update != null ? status(update) : null;
    return status == null ? new FirmwareStatusNotification.Request(FirmwareStatus.IDLE) : status;
  }

  /** The same of a signed update: what was said last, and Idle after Installed (TM-06). */
  public Request.ToCentralSystem presentSigned(Turn turn) {
    FirmwareUpdate update = turn.memory().firmware();
    boolean idle =
        update == null || !update.order().signed() || update.step() == FirmwareStep.INSTALLED;
    Request.ToCentralSystem status = idle || update == null ? null : status(update);
    return status == null
        ? new SignedFirmwareStatusNotification.Request(SignedFirmwareStatus.IDLE, null)
        : status;
  }

  /** How a step is told; null for one that is not. */
  private Request.@Nullable ToCentralSystem status(FirmwareUpdate update) {
    if (update.order().signed()) {
      return new SignedFirmwareStatusNotification.Request(
          signed(update.step()), update.order().requestId());
    }
    FirmwareStatus status =
        switch (update.step()) {
          case ORDERED -> null;
          case DOWNLOADING -> FirmwareStatus.DOWNLOADING;
          case DOWNLOADED, VERIFIED, SCHEDULED -> FirmwareStatus.DOWNLOADED;
          case INSTALLING, RESTARTING -> FirmwareStatus.INSTALLING;
          case INSTALLED -> FirmwareStatus.INSTALLED;
          case DOWNLOAD_FAILED -> FirmwareStatus.DOWNLOAD_FAILED;
          case SIGNATURE_INVALID, UNFIT, INSTALLATION_FAILED -> FirmwareStatus.INSTALLATION_FAILED;
        };
    return status == null ? null : new FirmwareStatusNotification.Request(status);
  }

  /** The white paper's words (OCPP-SE-31); the restart activates what has been installed. */
  private SignedFirmwareStatus signed(FirmwareStep step) {
    return switch (step) {
      case ORDERED -> SignedFirmwareStatus.DOWNLOAD_SCHEDULED;
      case DOWNLOADING ->
          retryAt == Moment.NEVER
              ? SignedFirmwareStatus.DOWNLOADING
              : SignedFirmwareStatus.DOWNLOAD_PAUSED;
      case DOWNLOADED -> SignedFirmwareStatus.DOWNLOADED;
      case VERIFIED -> SignedFirmwareStatus.SIGNATURE_VERIFIED;
      case SCHEDULED -> SignedFirmwareStatus.INSTALL_SCHEDULED;
      case INSTALLING -> SignedFirmwareStatus.INSTALLING;
      case RESTARTING -> SignedFirmwareStatus.INSTALL_REBOOTING;
      case INSTALLED -> SignedFirmwareStatus.INSTALLED;
      case DOWNLOAD_FAILED -> SignedFirmwareStatus.DOWNLOAD_FAILED;
      case SIGNATURE_INVALID -> SignedFirmwareStatus.INVALID_SIGNATURE;
      case UNFIT -> SignedFirmwareStatus.INSTALL_VERIFICATION_FAILED;
      case INSTALLATION_FAILED -> SignedFirmwareStatus.INSTALLATION_FAILED;
    };
  }

  /** A status was answered. */
  public void answered(Request.ToCentralSystem status, Turn turn) {
    FirmwareUpdate update = turn.memory().firmware();
    if (update != null && !update.told() && news.answered(status)) {
      turn.remember(new Fact.FirmwareTold(update.order().number()));
    }
  }

  /** A status was not answered. */
  public void unanswered(Request.ToCentralSystem status, boolean listens, Turn turn) {
    news.unanswered(status, listens, turn.now());
  }

  /** How far the download has come, in bytes; -1 for a total that is unknown. */
  public long bytes() {
    return bytes;
  }

  public long total() {
    return total;
  }

  /** By when it wants a turn. */
  public long deadline() {
    return Math.min(news.deadline(), Math.min(retryAt, dateAt));
  }
}
