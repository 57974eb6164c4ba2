package opencompact.host.charge;

import opencompact.ocpp.Reason;
import opencompact.quantity.IdTag;
import org.jspecify.annotations.Nullable;

/**
 * One visit to the connector, from the card to the unplugged cable. Read the states top to bottom:
 * they are the story. How one follows from another is in {@link Visit}.
 */
public sealed interface Charge {

  /** Nobody is known to be here; a cable may be in. */
  record Vacant() implements Charge {}

  /**
   * The back office has been asked about this card.
   *
   * @param remote whether it asked for this charge itself
   * @param before what is true again if the answer is no
   */
  record Asking(IdTag tag, boolean remote, Charge before) implements Charge {}

  /**
   * The card is good, or none is needed; the driver has until then to plug in (ConnectionTimeOut).
   *
   * @param free whether nobody was asked (OCPP-TX-06)
   * @param until an uptime; never while a car is there, or where no time-out is set
   */
  record Admitted(IdTag tag, @Nullable IdTag parent, boolean free, boolean remote, long until)
      implements Charge {
    Admitted waitingUntil(long uptime) {
      return new Admitted(tag, parent, free, remote, uptime);
    }
  }

  /**
   * A transaction is open and durable.
   *
   * @param asked another card that wants to stop it and whose group is being asked for (OCPP-AU-02)
   */
  record Running(int number, @Nullable IdTag asked) implements Charge {}

  /**
   * The transaction is closed; the cable is still in.
   *
   * @param because why it ended; null if it had ended before the station started
   * @param holder while not null the cable stays locked until this card, or its group, is shown
   *     (OCPP-TX-12, OCPP-TX-15)
   */
  record Ended(@Nullable Reason because, @Nullable IdTag holder, @Nullable IdTag holderParent)
      implements Charge {
    Ended released() {
      return new Ended(because, null, null);
    }
  }

  /** The transaction that has just ended and left its cable behind, or null (OCPP-ST-06). */
  default @Nullable Ended ended() {
    return switch (this) {
      case Ended ended -> ended;
      case Asking asking -> asking.before().ended();
      default -> null;
    };
  }

  /** Whether the transaction just ended has left its cable behind (OCPP-ST-06). */
  default boolean finishing() {
    return ended() != null;
  }

  /** Whether a card waits for the plug, or the back office's word on it was yes. */
  default boolean admitted() {
    return this instanceof Admitted;
  }

  default boolean running() {
    return this instanceof Running;
  }

  /** Whether the plug shall be kept in the socket (LK-01, OCPP-TX-16). */
  default boolean holdsCable() {
    return switch (this) {
      case Vacant _ -> false;
      case Asking asking -> asking.before().holdsCable();
      case Admitted _, Running _ -> true;
      case Ended ended -> ended.holder() != null;
    };
  }
}
