package opencompact.web;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import opencompact.host.HostView;
import opencompact.host.Wish;
import opencompact.memory.Card;
import opencompact.quantity.IdTag;
import org.jspecify.annotations.Nullable;

/** The owner's list of cards: read, learn the next one, add, remove (AUT-2, WEB-5). */
final class CardRoutes {
  private final Doors doors;
  private final AdminDoor door;

  CardRoutes(Doors doors, AdminDoor door) {
    this.doors = doors;
    this.door = door;
  }

  List<Route> routes() {
    return List.of(
        Route.admin(GET, "/api/v1/cards", _ -> Future.succeededFuture(Reply.json(json(view())))),
        Route.admin(POST, "/api/v1/cards", this::add),
        Route.admin(POST, "/api/v1/cards/learn", this::learn),
        Route.admin(DELETE, "/api/v1/cards/{idTag}", this::remove));
  }

  private Future<Reply> add(RoutingContext asked) {
    Body body = Body.read(asked.body().buffer(), "idTag", "bestBy");
    return ask(asked, new Wish.AddCard(tag(body.text("idTag")), date(body.optionalText("bestBy"))));
  }

  private Future<Reply> learn(RoutingContext asked) {
    Body.read(asked.body().buffer());
    return ask(asked, new Wish.LearnCard());
  }

  private Future<Reply> remove(RoutingContext asked) {
    return ask(asked, new Wish.RemoveCard(tag(Route.parameter(asked, "idTag"))));
  }

  private Future<Reply> ask(RoutingContext asked, Wish wish) {
    return Reply.of(doors.station().ask(wish, door.by(asked)));
  }

  private static IdTag tag(String text) {
    if (!IdTag.acceptable(text)) {
      throw new Problem(422, "An idTag has 1 to 20 printable ASCII characters.");
    }
    return new IdTag(text);
  }

  private static @Nullable Instant date(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException _) {
      throw new Problem(
          422, "The field \"bestBy\" takes a time in UTC such as 2027-12-31T00:00:00Z.");
    }
  }

  private static JsonObject json(HostView view) {
    JsonArray cards = new JsonArray();
    for (Card.Listed card : view.cards()) {
      Instant bestBy = card.bestBy();
      boolean over = bestBy != null && view.wall() != null && !view.wall().isBefore(bestBy);
      long added = card.addedWallMillis();
      cards.add(
          new JsonObject()
              .put("idTag", card.tag().value())
              .put("status", over ? "Expired" : "Accepted")
              .put("type", card.kind())
              .put("added", added < 0 ? null : Instant.ofEpochMilli(added).toString())
              .put("bestBy", Figures.time(bestBy)));
    }
    return new JsonObject().put("learning", view.learning()).put("cards", cards);
  }

  private HostView view() {
    return doors.station().view();
  }
}
