package opencompact.host.uplink;

import opencompact.memory.Owed;
import opencompact.ocpp.Request;

/**
 * The one call of ours that waits for its answer (OCPP-TR-17).
 *
 * @param id its message id, fresh for every sending (OCPP-TR-13)
 */
record Outstanding(String id, Purpose purpose, long timeoutNanos) {

  Request.ToCentralSystem request() {
    return purpose.request();
  }

  /** Why it was sent, and so what its answer does. */
  sealed interface Purpose {
    Request.ToCentralSystem request();

    /** To be registered. */
    record Boot(Request.ToCentralSystem request) implements Purpose {}

    /** Somebody in the house asked for it. */
    record Asked(Request.ToCentralSystem request, Receipt receipt) implements Purpose {}

    /** It is owed. */
    record Delivery(Request.ToCentralSystem request, Owed owed) implements Purpose {}
  }

  /** Told once what became of a message: whether it was answered. */
  interface Receipt {
    Receipt NONE = _ -> {};

    void settled(boolean answered);

    /** Told before that the answer is an error of this code. */
    default void refused(String code) {}
  }
}
