package opencompact.host;

import java.time.Instant;
import opencompact.quantity.IdTag;
import org.jspecify.annotations.Nullable;

/** What a person may ask of the station (WEB-1, WEB-5, WEB-6, WEB-7). */
public sealed interface Wish {
  record ClearFaults() implements Wish {}

  record UnlockConnector() implements Wish {}

  /** End the reservation, as if the back office had cancelled it (OCPP-RS-04). */
  record ClearReservation() implements Wish {}

  record SetAvailable(boolean operative) implements Wish {}

  /**
   * Start a charge at the station itself; without a tag the placeholder of free charging is used.
   */
  record StartCharging(@Nullable IdTag tag) implements Wish {}

  record StopCharging() implements Wish {}

  /** Charge at once what a charge-off period or a random delay holds back (OFF-3, OFF-4). */
  record ChargeNow() implements Wish {}

  /** Change a setting by its key's name, with a value in wire form. */
  record ChangeSetting(String key, String value) implements Wish {}

  /** A card for the owner's list, as read or typed; null: it never lapses (AUT-2). */
  record AddCard(IdTag tag, @Nullable Instant bestBy) implements Wish {}

  /** The next card read is stored in the owner's list (AUT-2). */
  record LearnCard() implements Wish {}

  record RemoveCard(IdTag tag) implements Wish {}

  /** Set the clock; offline only, for online the back office rules (OFF-5). */
  record SetClock(Instant wall) implements Wish {}

  /** Declare the commissioning done (RST-1). */
  record Commission() implements Wish {}

  /** Restart the program in an orderly way; a charge is ended first. */
  record Restart() implements Wish {}

  /**
   * Put everything back to delivery; only when idle and unplugged (RST-4).
   *
   * @param forget how many transactions that the back office does not know are to be erased for
   *     good, which must be all; null: they stay owed
   */
  record FactoryReset(@Nullable Integer forget) implements Wish {}

  /** Nothing but to be remembered: whoever asks has given a wrong admin password (SEC-1). */
  record WrongPassword() implements Wish {}

  /** Remember a secret under a name, for example the hash of the admin password. */
  record ChangeSecret(String name, String value) implements Wish {}
}
