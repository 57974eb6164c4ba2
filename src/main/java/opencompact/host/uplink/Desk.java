package opencompact.host.uplink;

import opencompact.host.Turn;
import opencompact.ocpp.CallErrorCode;
import opencompact.ocpp.Request;
import opencompact.ocpp.Response;

/** Who decides, above the conversation: what the back office's requests and answers mean. */
public interface Desk {

  /** Decides on a request of the back office. The answer leaves before anything it causes. */
  Answer answer(String callId, Request.ToChargePoint request, Turn turn);

  /** One of our requests was answered. */
  void answered(Request.ToCentralSystem asked, Response response, Turn turn);

  /**
   * One of our requests got no usable answer: an error, a time-out, a lost connection. Transaction
   * messages come here only when they are given up for good.
   */
  void unanswered(Request.ToCentralSystem asked, String why, Turn turn);

  /** What is said to a request. */
  sealed interface Answer {
    record Now(Response response) implements Answer {}

    record Refused(CallErrorCode code, String description) implements Answer {}

    /** The answer follows by {@link BackOffice#reply} within five seconds (OCPP-TR-18). */
    record Later() implements Answer {}
  }
}
