package opencompact.host.uplink;

import java.time.Instant;
import java.util.Objects;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Settings;
import opencompact.host.Turn;
import opencompact.host.access.Access;
import opencompact.memory.Card;
import opencompact.memory.Fact;
import opencompact.memory.Owed;
import opencompact.ocpp.Authorize;
import opencompact.ocpp.IdTagInfo;
import opencompact.ocpp.Request;
import opencompact.ocpp.Response;
import opencompact.ocpp.StartTransaction;
import opencompact.ocpp.StopTransaction;
import opencompact.quantity.IdTag;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says about a card, for the authorization cache (OCPP-AU-20, OCPP-AU-22). The
 * placeholder of free charging is no card.
 */
final class CardNews {
  private CardNews() {}

  static void remember(
      Request asked, @Nullable Owed owed, Response response, Settings settings, Turn turn) {
    if (!settings.value(Keys.AUTHORIZATION_CACHE_ENABLED)) {
      return;
    }
    boolean free = owed instanceof Owed.Start start && start.free();
    if (asked instanceof Authorize.Request(IdTag tag)
        && response instanceof Authorize.Response(IdTagInfo info)) {
      remember(tag, info, settings, turn);
    } else if (asked instanceof StartTransaction.Request start
        && response instanceof StartTransaction.Response(IdTagInfo info, int _)
        && !free) {
      remember(start.idTag(), info, settings, turn);
    } else if (asked instanceof StopTransaction.Request stop
        && response instanceof StopTransaction.Response(IdTagInfo info)
        && stop.idTag() != null
        && info != null
        && !stop.idTag().equals(settings.value(Keys.FREE_VEND_ID_TAG))) {
      remember(stop.idTag(), info, settings, turn);
    }
  }

  private static void remember(IdTag tag, IdTagInfo info, Settings settings, Turn turn) {
    if (Access.onList(tag, settings, turn.memory())) {
      return; // The list rules such a card, whatever the answer (OCPP-MS-01, OCPP-AU-20).
    }
    Instant wall = turn.now().wall();
    Card.Cached before = turn.memory().cached(tag);
    long seen = wall == null ? turn.memory().lastWallMillis() : wall.toEpochMilli();
    Fact.CardSeen news =
        new Fact.CardSeen(tag, info.status().wire(), info.expiryDate(), info.parentIdTag(), seen);
    if (before == null || !same(before, news)) {
      turn.remember(news);
    }
  }

  /** A fact costs a write: the same word about the same card is news once a day. */
  private static boolean same(Card.Cached before, Fact.CardSeen news) {
    return before.status().equals(news.status())
        && Objects.equals(before.expiry(), news.expiry())
        && Objects.equals(before.parent(), news.parent())
        && news.seenWallMillis() - before.seenWallMillis() < 86_400_000L;
  }
}
