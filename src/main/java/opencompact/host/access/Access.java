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
 * OCPP-AU-13): the owner's cards, the back office's list, its cache, then the back office itself or
 * the offline rules. A card on the list is never looked for in the cache.
 */
public final class Access {
  private static final String ACCEPTED = "Accepted";
  private static final String CONCURRENT = "ConcurrentTx";

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

  /** The back office's word on a card as far as it is known here. */
  private record Known(String status, @Nullable IdTag parent, boolean listed) {
    boolean accepted() {
      return status.equals(ACCEPTED);
    }

    String because() {
      return listed
          ? "the card is on the back office's list"
          : "the back office accepted this card before";
    }

    boolean goodOffline() {
      return accepted() || (listed && status.equals(CONCURRENT));
    }
  }

  /** Decides on a card shown at the station, or started remotely with authorisation demanded. */
  public static Decision decide(
      IdTag tag, boolean online, Settings settings, Memory memory, Moment now) {
    return online ? online(tag, settings, memory, now) : offline(tag, settings, memory, now);
  }

  private static Decision online(IdTag tag, Settings settings, Memory memory, Moment now) {
    Known known = known(tag, settings, memory, now);
    if (settings.value(Keys.LOCAL_PRE_AUTHORIZE) && known != null && known.accepted()) {
      return new Decision.Admit(known.parent(), known.because() + " (LocalPreAuthorize)");
    }
    return new Decision.Ask();
  }

  /** What holds without the back office, or when it does not answer (OCPP-AU-07 to OCPP-AU-13). */
  public static Decision offline(IdTag tag, Settings settings, Memory memory, Moment now) {
    boolean local = settings.value(Keys.LOCAL_AUTHORIZE_OFFLINE);
    Known known = known(tag, settings, memory, now);
    Card.Listed own = memory.listed(tag);
    if (local && own != null) {
      return expired(own.bestBy(), now)
          ? new Decision.Refuse("the card's best-by date in the station's list has passed")
          : new Decision.Admit(
              known == null ? null : known.parent(), "the card is in the station's own list");
    }
    if (known != null && known.listed() && !known.goodOffline()) {
      // Whatever AllowOfflineTxForUnknownId says: this card is known (OCPP-AU-09).
      return new Decision.Refuse("the back office's list says " + known.status());
    }
    if (local && known != null) {
      return known.goodOffline()
          ? new Decision.Admit(known.parent(), known.because())
          : new Decision.Refuse("the back office's last word on this card was " + known.status());
    }
    if (settings.value(Keys.ALLOW_OFFLINE_TX_FOR_UNKNOWN_ID)) {
      return new Decision.Admit(
          null, "unknown cards may charge while offline (AllowOfflineTxForUnknownId)");
    }
    return new Decision.Refuse(
        "the station is offline, does not know this card, and AllowOfflineTxForUnknownId is off");
  }

  /** The group a card is known to belong to, from list or cache; null if unknown (OCPP-AU-02). */
  public static @Nullable IdTag parent(IdTag tag, Settings settings, Memory memory, Moment now) {
    Known known = known(tag, settings, memory, now);
    return known != null && (known.accepted() || known.status().equals(CONCURRENT))
        ? known.parent()
        : null;
  }

  /** Whether the back office's list says that this card may charge (OCPP-TX-14). */
  public static boolean acceptedByList(IdTag tag, Settings settings, Memory memory, Moment now) {
    Known known = known(tag, settings, memory, now);
    return known != null && known.listed() && known.accepted();
  }

  /** Whether the card is on the back office's list and the list counts (OCPP-AU-20). */
  public static boolean onList(IdTag tag, Settings settings, Memory memory) {
    return listCounts(settings) && memory.entry(tag) != null;
  }

  /** Whether the back office's list is in use: its profile is spoken and it is enabled. */
  public static boolean listCounts(Settings settings) {
    return settings.value(Keys.LOCAL_AUTH_LIST_ENABLED)
        && settings.speaks("LocalAuthListManagement");
  }

  /** The list's word, or else the cache's; a list entry hides the cache altogether. */
  private static @Nullable Known known(IdTag tag, Settings settings, Memory memory, Moment now) {
    Card.Entry entry = memory.entry(tag);
    if (entry != null && listCounts(settings)) {
      return new Known(effective(entry.status(), entry.expiry(), now), entry.parent(), true);
    }
    Card.Cached cached = memory.cached(tag);
    return cached != null && settings.value(Keys.AUTHORIZATION_CACHE_ENABLED)
        ? new Known(effective(cached.status(), cached.expiry(), now), cached.parent(), false)
        : null;
  }

  /** The status, Expired once its date has passed (OCPP-AU-20, OCPP-LL-07). */
  private static String effective(String status, @Nullable Instant expiry, Moment now) {
    boolean good = status.equals(ACCEPTED) || status.equals(CONCURRENT);
    return good && expired(expiry, now) ? "Expired" : status;
  }

  private static boolean expired(@Nullable Instant date, Moment now) {
    // Without a clock nobody can call a card expired; a driver is not left standing for that.
    return date != null && now.wall() != null && !now.wall().isBefore(date);
  }
}
