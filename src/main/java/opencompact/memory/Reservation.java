package opencompact.memory;

import java.time.Instant;
import opencompact.quantity.IdTag;
import org.jspecify.annotations.Nullable;

/**
 * A connector that is kept for somebody (OCPP 1.6, 5.13; OCPP-RS-01).
 *
 * @param id the back office's number
 * @param connector 1, or 0 for whichever connector is free (OCPP-RS-02)
 * @param tag whom it is kept for
 * @param parent the group whose cards may use it as well; null for none
 * @param until when it lapses
 */
public record Reservation(int id, int connector, IdTag tag, @Nullable IdTag parent, Instant until) {

  /** Whether a card may use it, as far as the card's group is known (OCPP-AU-03). */
  public boolean admits(IdTag card, @Nullable IdTag group) {
    return tag.equals(card) || (parent != null && parent.equals(group));
  }
}
