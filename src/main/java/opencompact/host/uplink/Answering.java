package opencompact.host.uplink;

import opencompact.host.Command;
import opencompact.host.Turn;
import opencompact.ocpp.CallErrorCode;
import opencompact.ocpp.Frame;
import opencompact.ocpp.GenericStatus;
import opencompact.ocpp.RemoteStartTransaction;
import opencompact.ocpp.RemoteStopTransaction;
import opencompact.ocpp.Request;
import opencompact.ocpp.Response;
import org.jspecify.annotations.Nullable;

/**
 * The back office's calls (sections 1.3 and 2 of the checklist): each is carried out by the desk
 * and answered once, one after the other, at once or when the station has decided. Whatever this
 * sends leaves in the order of its words, so an answer goes before what it causes.
 */
final class Answering {
  private final Registration registration;
  private final Desk desk;
  private final Inbox inbox = new Inbox();

  Answering(Registration registration, Desk desk) {
    this.registration = registration;
    this.desk = desk;
  }

  /** A call that can be understood. */
  void called(String id, String text, Request.ToChargePoint request, Turn turn) {
    if (registration.state() == Registration.State.REJECTED) {
      return; // A rejected station says nothing (OCPP-BT-06).
    }
    String before = inbox.given(id, text);
    if (inbox.busyWith(id)) {
      refuse(id, CallErrorCode.PROTOCOL_ERROR, "A call with this id is still being answered", turn);
    } else if (before != null) {
      turn.tell(new Command.SendFrame(before));
    } else if (inbox.full()) {
      refuse(id, CallErrorCode.GENERIC_ERROR, "Too many calls wait for their answer", turn);
    } else {
      inbox.add(new Inbox.Asked(id, text, request));
      attend(turn);
    }
  }

  /** A call that cannot; it has its error already. */
  void refused(Frame.Error answer, Turn turn) {
    if (registration.state() != Registration.State.REJECTED) {
      turn.tell(new Command.SendFrame(answer.text()));
    }
  }

  private static void refuse(String id, CallErrorCode code, String why, Turn turn) {
    turn.tell(new Command.SendFrame(new Frame.Error(id, code, why).text()));
  }

  /** Carries requests out, one after the other, until one takes its time. */
  private void attend(Turn turn) {
    for (Inbox.Asked next = inbox.take(turn.now()); next != null; next = inbox.take(turn.now())) {
      String id = next.callId();
      Response tooEarly = registration.accepted() ? null : tooEarly(next.request());
      if (tooEarly != null) {
        answer(new Frame.Result(id, tooEarly), turn);
        continue;
      }
      switch (desk.answer(id, next.request(), turn)) {
        case Desk.Answer.Now(Response response) -> answer(new Frame.Result(id, response), turn);
        case Desk.Answer.Refused(CallErrorCode code, String description) ->
            answer(new Frame.Error(id, code, description), turn);
        case Desk.Answer.Later() -> {}
      }
    }
  }

  /** What a station that is not accepted must not do (OCPP-BT-05, OCPP-BT-12). */
  private static @Nullable Response tooEarly(Request.ToChargePoint request) {
    return switch (request) {
      case RemoteStartTransaction.Request _ ->
          new RemoteStartTransaction.Response(GenericStatus.REJECTED);
      case RemoteStopTransaction.Request _ ->
          new RemoteStopTransaction.Response(GenericStatus.REJECTED);
      default -> null;
    };
  }

  /** The answer that the desk gave later; nothing happens where nobody waits for it any more. */
  void reply(String callId, Response response, Turn turn) {
    Inbox.Asked current = inbox.current();
    if (current != null && current.callId().equals(callId)) {
      answer(new Frame.Result(callId, response), turn);
      attend(turn);
    }
  }

  private void answer(Frame frame, Turn turn) {
    inbox.answered(frame.text());
    turn.tell(new Command.SendFrame(frame.text()));
  }

  /** What the station does not decide in time is answered with an error (OCPP-TR-18). */
  void settle(Turn turn) {
    Inbox.Asked current = inbox.current();
    if (current != null && inbox.overdue(turn.now())) {
      answer(
          new Frame.Error(
              current.callId(), CallErrorCode.INTERNAL_ERROR, "The station did not decide in time"),
          turn);
      attend(turn);
    }
  }

  /** The connection is gone, or is a new one: nobody waits for an answer. */
  void lineLost() {
    inbox.clear();
  }

  /** Whether a call waits for its answer. */
  boolean busy() {
    return inbox.current() != null;
  }

  long deadline() {
    return inbox.deadline();
  }
}
