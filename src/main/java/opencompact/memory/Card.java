package opencompact.memory;

import java.time.Instant;
import opencompact.quantity.IdTag;
import org.jspecify.annotations.Nullable;

/** What is known of a card, from the owner or from the back office. */
public sealed interface Card {

  IdTag tag();

  /** A card of the owner's own list (AUT-2). */
  record Listed(IdTag tag, String kind, long addedWallMillis, @Nullable Instant bestBy)
      implements Card {}

  /**
   * An entry of the list that the back office sends ahead (OCPP-LL-02).
   *
   * @param status OCPP's word; only {@code Accepted} may charge
   */
  record Entry(IdTag tag, String status, @Nullable Instant expiry, @Nullable IdTag parent)
      implements Card {}

  /** The back office's last word on a card (OCPP-AU-20). */
  record Cached(
      IdTag tag,
      String status,
      @Nullable Instant expiry,
      @Nullable IdTag parent,
      long seenWallMillis)
      implements Card {}
}
