package opencompact.host.access;

import java.time.Instant;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Settings;
import opencompact.memory.Card;
import opencompact.memory.Memory;
import opencompact.quantity.IdTag;
import opencompact.quantity.Moment;
import org.jspecify.annotations.Nullable;

/**
 * The order of authorisation for a card that wants to start a charge (AUT-3; OCPP-AU-04 to
 * OCPP-AU-13): what is known locally, then the back office, then the offline rules.
 */
public final class Access {

  private Access() {}

  /** What is to be done with a card. */
  public sealed interface Decision {
    /** It may charge. */
    record Admit(@Nullable IdTag parent, String because) implements Decision {}

    /** It may not; the sentence says why. */
    record Refuse(String because) implements Decision {}

    /** The back office must say (OCPP-AU-06). */
    record Ask() implements Decision {}
  }

  /** Decides on a card shown at the station, or started remotely with authorisation demanded. */
  public static Decision decide(
      IdTag tag, boolean online, Settings settings, Memory memory, Moment now) {
    return online ? online(tag, settings, memory, now) : offline(tag, settings, memory, now);
  }

  private static Decision online(IdTag tag, Settings settings, Memory memory, Moment now) {
    Card.Cached cached = known(tag, settings, memory);
    if (settings.value(Keys.LOCAL_PRE_AUTHORIZE) && cached != null && fresh(cached, now)) {
      return new Decision.Admit(
          cached.parent(), "the back office accepted this card before (LocalPreAuthorize)");
    }
    return new Decision.Ask();
  }

  /** What holds without the back office, or when it does not answer (OCPP-AU-07 to OCPP-AU-12). */
  public static Decision offline(IdTag tag, Settings settings, Memory memory, Moment now) {
    boolean local = settings.value(Keys.LOCAL_AUTHORIZE_OFFLINE);
    Card.Listed listed = memory.listed(tag);
    if (local && listed != null) {
      return expired(listed.bestBy(), now)
          ? new Decision.Refuse("the card's best-by date in the station's list has passed")
          : new Decision.Admit(null, "the card is in the station's own list");
    }
    Card.Cached cached = known(tag, settings, memory);
    if (local && cached != null) {
      return fresh(cached, now)
          ? new Decision.Admit(cached.parent(), "the back office accepted this card before")
          : new Decision.Refuse(
              "the back office's last word on this card was " + effective(cached, now));
    }
    if (settings.value(Keys.ALLOW_OFFLINE_TX_FOR_UNKNOWN_ID)) {
      return new Decision.Admit(
          null, "unknown cards may charge while offline (AllowOfflineTxForUnknownId)");
    }
    return new Decision.Refuse(
        "the station is offline, does not know this card, and AllowOfflineTxForUnknownId is off");
  }

  /** The group a card is known to belong to, from the cache; null if unknown (OCPP-AU-02). */
  public static @Nullable IdTag parent(IdTag tag, Settings settings, Memory memory, Moment now) {
    Card.Cached cached = known(tag, settings, memory);
    return cached != null && (fresh(cached, now) || cached.status().equals("ConcurrentTx"))
        ? cached.parent()
        : null;
  }

  private static Card.@Nullable Cached known(IdTag tag, Settings settings, Memory memory) {
    return settings.value(Keys.AUTHORIZATION_CACHE_ENABLED) ? memory.cached(tag) : null;
  }

  private static boolean fresh(Card.Cached cached, Moment now) {
    return effective(cached, now).equals("Accepted");
  }

  /** The cached status, Expired once its date has passed (OCPP-AU-20). */
  private static String effective(Card.Cached cached, Moment now) {
    return cached.status().equals("Accepted") && expired(cached.expiry(), now)
        ? "Expired"
        : cached.status();
  }

  private static boolean expired(@Nullable Instant date, Moment now) {
    // Without a clock nobody can call a card expired; a driver is not left standing for that.
    return date != null && now.wall() != null && !now.wall().isBefore(date);
  }
}
