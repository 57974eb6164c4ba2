package opencompact.memory;

import java.util.List;
import opencompact.quantity.IdTag;
import opencompact.quantity.WattHours;
import org.jspecify.annotations.Nullable;

/**
 * The transaction that has begun and not ended, as far as it is on disk.
 *
 * @param transactionId the back office's number, null until it is known
 * @param refused the status with which the back office refused the card, null while it has not
 * @param refusedAt the register then
 * @param lastSeen the last remembered register and when: where a power cut ends it (OCPP-TX-19)
 * @param kept readings for transactionData
 */
public record OpenTransaction(
    Fact.TransactionStarted start,
    @Nullable Integer transactionId,
    @Nullable String refused,
    WattHours refusedAt,
    Stamp lastSeenAt,
    WattHours lastSeen,
    List<Owed.Kept> kept) {

  public int number() {
    return start.number();
  }

  public IdTag tag() {
    return start.tag();
  }

  OpenTransaction bound(int id) {
    return new OpenTransaction(start, id, refused, refusedAt, lastSeenAt, lastSeen, kept);
  }

  OpenTransaction refused(String status, WattHours register) {
    return new OpenTransaction(start, transactionId, status, register, lastSeenAt, lastSeen, kept);
  }

  OpenTransaction seen(Stamp at, WattHours register) {
    return new OpenTransaction(start, transactionId, refused, refusedAt, at, register, kept);
  }

  OpenTransaction keeping(List<Owed.Kept> more) {
    return new OpenTransaction(
        start, transactionId, refused, refusedAt, lastSeenAt, lastSeen, more);
  }
}
