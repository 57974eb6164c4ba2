package opencompact.host.upkeep;

import java.time.Duration;
import java.util.function.LongSupplier;
import opencompact.host.Command;
import opencompact.host.Turn;
import opencompact.host.security.Roots;
import opencompact.host.uplink.BackOffice;
import opencompact.memory.Fact;
import opencompact.memory.Upload;
import opencompact.memory.UploadKind;
import opencompact.memory.UploadStep;
import opencompact.ocpp.CertificateUse;
import opencompact.ocpp.DiagnosticsStatus;
import opencompact.ocpp.DiagnosticsStatusNotification;
import opencompact.ocpp.GetDiagnostics;
import opencompact.ocpp.GetLog;
import opencompact.ocpp.LogStatus;
import opencompact.ocpp.LogStatusNotification;
import opencompact.ocpp.Request;
import opencompact.ocpp.Response;
import opencompact.ocpp.UploadLogStatus;
import opencompact.quantity.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Diagnostics or a log on their way to a server (sections 8.4 and 9.5 of the checklist): gathered
 * first, because the answer says whether there is anything, then brought, again and again if need
 * be. One at a time; the next one calls it off (OCPP-DG-03, OCPP-SE-42).
 */
public final class Uploading {

  /** The back office is answered within five seconds (OCPP-TR-18), however long gathering takes. */
  private static final Duration GATHERING = Duration.ofMillis(4500);

  private final UploadKind kind;
  private final LongSupplier jobs;
  private final News news = new News();
  private @Nullable Running running;
  private boolean begun;

  /** What runs. */
  private static final class Running {
    final long job;
    final String callId;
    final Order order;
    final LogStatus accepted;
    final long answerUntil;
    boolean answered;
    boolean delivering;
    int failures;
    long retryAt = Moment.NEVER;

    Running(long job, String callId, Order order, LogStatus accepted, long answerUntil) {
      this.job = job;
      this.callId = callId;
      this.order = order;
      this.accepted = accepted;
      this.answerUntil = answerUntil;
    }
  }

  /**
   * What the back office wants.
   *
   * @param requestId its number of a log; null for diagnostics
   * @param location a directory on a server
   */
  public record Order(
      @Nullable Integer requestId, String location, Retries retries, Dossier dossier) {}

  /**
   * An upload that has not begun.
   *
   * @param jobs a new number for each job
   */
  public Uploading(UploadKind kind, LongSupplier jobs) {
    this.kind = kind;
    this.jobs = jobs;
  }

  /** The back office asks; it is answered when it is known whether there is anything to upload. */
  public void begin(String callId, Order order, Turn turn) {
    Running before = running;
    if (before != null) {
      turn.tell(new Command.EndTransfer(before.job));
      turn.note("station", "An upload of " + name() + " is called off: another was asked for.");
      if (kind == UploadKind.DIAGNOSTICS && before.answered) {
        // The answer to GetLog says so by itself; this is the only way to say it here.
        step(before.order.requestId(), UploadStep.FAILED, turn);
      }
    }
    Running now =
        new Running(
            jobs.getAsLong(),
            callId,
            order,
            before == null ? LogStatus.ACCEPTED : LogStatus.ACCEPTED_CANCELED,
            turn.now().in(GATHERING));
    running = now;
    turn.tell(new Command.Transfer(now.job, new FileTransfers.Task.Gather(order.dossier())));
  }

  /** Something became of it. */
  public void told(long job, FileTransfers.Told told, BackOffice backOffice, Turn turn) {
    Running now = running;
    if (now == null || now.job != job) {
      return;
    }
    switch (told) {
      case FileTransfers.Told.Gathered(boolean any) when any || now.answered -> {
        answer(now, true, backOffice, turn);
        turn.note(
            "station",
            "An upload of " + name() + " begins, to " + Blotted.text(now.order.location()) + ".");
        step(now.order.requestId(), UploadStep.UPLOADING, turn);
        deliver(now, turn);
      }
      case FileTransfers.Told.Gathered _ -> {
        answer(now, false, backOffice, turn);
        turn.note("station", "There are no " + name() + " of the time that was asked for.");
        end(now, turn);
      }
      case FileTransfers.Told.Progress _ -> {}
      case FileTransfers.Told.Done(long bytes) -> {
        turn.note("station", "An upload of " + name() + " is complete: " + bytes + " bytes.");
        step(now.order.requestId(), UploadStep.UPLOADED, turn);
        end(now, turn);
      }
      case FileTransfers.Told.Failed(FileTransfers.Cause cause, String why) ->
          failed(now, cause, why, backOffice, turn);
    }
  }

  private void failed(
      Running now, FileTransfers.Cause cause, String why, BackOffice backOffice, Turn turn) {
    now.failures++;
    if (now.delivering && now.order.retries().again(now.failures, cause)) {
      now.retryAt = now.order.retries().next(turn.now());
      turn.note("station", "An upload of " + name() + " will be tried again: " + why);
      return;
    }
    turn.note("station", "An upload of " + name() + " has failed: " + why);
    if (now.answered) {
      step(now.order.requestId(), step(cause), turn);
    }
    answer(now, false, backOffice, turn);
    end(now, turn);
  }

  private static UploadStep step(FileTransfers.Cause cause) {
    return switch (cause) {
      case ADDRESS, NOT_SUPPORTED -> UploadStep.NOT_SUPPORTED;
      case BAD_MESSAGE -> UploadStep.BAD_MESSAGE;
      case DENIED -> UploadStep.DENIED;
      case MISSING, BROKEN, SIGNATURE, TOO_LARGE -> UploadStep.FAILED;
    };
  }

  private void deliver(Running now, Turn turn) {
    now.retryAt = Moment.NEVER;
    now.delivering = true;
    turn.tell(
        new Command.Transfer(
            now.job,
            new FileTransfers.Task.Deliver(
                now.order.dossier().name(),
                now.order.location(),
                Roots.pems(turn.memory(), CertificateUse.CENTRAL_SYSTEM_ROOT_CERTIFICATE))));
  }

  private void end(Running now, Turn turn) {
    turn.tell(new Command.EndTransfer(now.job));
    running = null;
  }

  private void answer(Running now, boolean any, BackOffice backOffice, Turn turn) {
    if (!now.answered) {
      now.answered = true;
      backOffice.reply(now.callId, response(now, any), turn);
    }
  }

  private Response response(Running now, boolean any) {
    @Nullable String name = any ? now.order.dossier().name() : null;
    return switch (kind) {
      case DIAGNOSTICS -> new GetDiagnostics.Response(name);
      case LOG -> new GetLog.Response(any ? now.accepted : LogStatus.REJECTED, name);
    };
  }

  private void step(@Nullable Integer requestId, UploadStep step, Turn turn) {
    turn.remember(new Fact.UploadStepped(kind, requestId, step));
    if (step == UploadStep.UPLOADING) {
      news.forget();
    }
    news.say(status(requestId, step));
  }

  /**
   * Tries again when it is time, and tells. What an earlier start left unfinished has failed; what
   * it left untold is told.
   */
  public void settle(boolean listens, BackOffice backOffice, Turn turn) {
    Upload last = memory(turn);
    if (!begun) {
      begun = true;
      if (last != null && !last.step().over()) {
        turn.note("station", "The restart has ended an upload of " + name() + ".");
        step(last.requestId(), UploadStep.FAILED, turn);
      } else if (last != null && !last.told()) {
        news.say(status(last.requestId(), last.step()));
      }
    }
    Running now = running;
    if (now != null && !now.answered && turn.now().reached(now.answerUntil)) {
      // What takes so long to gather is surely something.
      answer(now, true, backOffice, turn);
    }
    if (now != null && turn.now().reached(now.retryAt)) {
      deliver(now, turn);
    }
    news.settle(listens, backOffice, turn);
  }

  /** What is so now, for a back office that asks out of turn; Idle when nothing runs (TM-06). */
  public Request.ToCentralSystem present() {
    Running now = running;
    return now == null || !now.delivering
        ? idle()
        : status(now.order.requestId(), UploadStep.UPLOADING);
  }

  private Request.ToCentralSystem idle() {
    return switch (kind) {
      case DIAGNOSTICS -> new DiagnosticsStatusNotification.Request(DiagnosticsStatus.IDLE);
      case LOG -> new LogStatusNotification.Request(UploadLogStatus.IDLE, null);
    };
  }

  private Request.ToCentralSystem status(@Nullable Integer requestId, UploadStep step) {
    return switch (kind) {
      case DIAGNOSTICS ->
          new DiagnosticsStatusNotification.Request(
              switch (step) {
                case UPLOADING -> DiagnosticsStatus.UPLOADING;
                case UPLOADED -> DiagnosticsStatus.UPLOADED;
                case FAILED, BAD_MESSAGE, DENIED, NOT_SUPPORTED -> DiagnosticsStatus.UPLOAD_FAILED;
              });
      case LOG ->
          new LogStatusNotification.Request(
              switch (step) {
                case UPLOADING -> UploadLogStatus.UPLOADING;
                case UPLOADED -> UploadLogStatus.UPLOADED;
                case FAILED -> UploadLogStatus.UPLOAD_FAILURE;
                case BAD_MESSAGE -> UploadLogStatus.BAD_MESSAGE;
                case DENIED -> UploadLogStatus.PERMISSION_DENIED;
                case NOT_SUPPORTED -> UploadLogStatus.NOT_SUPPORTED_OPERATION;
              },
              requestId);
    };
  }

  /** A status was answered. */
  public void answered(Request.ToCentralSystem status, Turn turn) {
    Upload last = memory(turn);
    if (last != null && !last.told() && news.answered(status)) {
      turn.remember(new Fact.UploadTold(kind));
    }
  }

  /** A status was not answered. */
  public void unanswered(Request.ToCentralSystem status, boolean listens, Turn turn) {
    news.unanswered(status, listens, turn.now());
  }

  private @Nullable Upload memory(Turn turn) {
    return turn.memory().upload(kind);
  }

  private String name() {
    return kind == UploadKind.DIAGNOSTICS ? "diagnostics" : "a log";
  }

  /** By when it wants a turn. */
  public long deadline() {
    Running now = running;
    long least = news.deadline();
    if (now != null) {
      least = Math.min(least, now.retryAt);
      least = now.answered ? least : Math.min(least, now.answerUntil);
    }
    return least;
  }
}
