package opencompact.web;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import opencompact.catalogue.Access;
import opencompact.catalogue.Key;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Settings;
import opencompact.host.Wish;

/** What belongs to the owner: logging in and out, the settings, the password (SEC-1). */
final class OwnerRoutes {
  /** The name under which the host remembers the password's hash. */
  static final String SECRET = "admin";

  private final Doors doors;
  private final AdminDoor door;
  private final SlowWork slowWork;

  OwnerRoutes(Doors doors, AdminDoor door, SlowWork slowWork) {
    this.doors = doors;
    this.door = door;
    this.slowWork = slowWork;
  }

  List<Route> routes() {
    return List.of(
        Route.open(POST, "/api/v1/login", this::logIn),
        Route.open(POST, "/api/v1/logout", this::logOut),
        Route.open(
            GET, "/api/v1/session", asked -> now(new JsonObject().put("admin", door.admin(asked)))),
        Route.admin(PUT, "/api/v1/password", this::changePassword),
        Route.admin(GET, "/api/v1/settings", _ -> now(settings())),
        Route.admin(GET, "/api/v1/settings/{key}", asked -> now(setting(key(asked)))),
        Route.admin(PUT, "/api/v1/settings/{key}", this::changeSetting));
  }

  private Future<Reply> logIn(RoutingContext asked) {
    String password = Body.read(asked.body().buffer(), "password").text("password");
    return door.logIn(asked, password).map(Reply.json(new JsonObject().put("admin", true)));
  }

  private Future<Reply> logOut(RoutingContext asked) {
    Body.read(asked.body().buffer());
    door.logOut(asked);
    return now(new JsonObject().put("admin", false));
  }

  private Future<Reply> changePassword(RoutingContext asked) {
    String password = Body.read(asked.body().buffer(), "password").text("password");
    if (!AdminPassword.acceptable(password)) {
      throw new Problem(422, "An admin password takes " + AdminPassword.wants() + ".");
    }
    String by = door.by(asked);
    return slowWork
        .of(() -> AdminPassword.hash(password, doors.chance()))
        .compose(hash -> Reply.of(doors.station().ask(new Wish.ChangeSecret(SECRET, hash), by)))
        .map(reply -> {
          door.renew(asked);
          return reply;
        });
  }

  private Future<Reply> changeSetting(RoutingContext asked) {
    Key<?> key = key(asked);
    String value = Body.read(asked.body().buffer(), "value").text("value");
    return Reply.of(doors.station().ask(new Wish.ChangeSetting(key.name(), value), door.by(asked)));
  }

  private static Key<?> key(RoutingContext asked) {
    String name = Route.parameter(asked, "key");
    Key<?> key = Keys.named(name);
    if (key == null) {
      throw new Problem(
          404, "No setting is called \"" + name + "\"; /api/v1/settings lists all of them.");
    }
    return key;
  }

  private JsonObject settings() {
    JsonArray array = new JsonArray();
    Keys.all().forEach(key -> array.add(setting(key)));
    return new JsonObject().put("settings", array);
  }

  private JsonObject setting(Key<?> key) {
    Settings settings = doors.station().view().settings();
    Access access = key.access(settings.delivery().model());
    // A secret can be set and is never told again.
    String value = access == Access.WRITE_ONLY ? null : settings.text(key);
    return new JsonObject()
        .put("key", key.name())
        .put("value", value)
        .put("takes", key.shape().wants())
        .put("changed", settings.overrides().containsKey(key.name()))
        .put("access", access.words())
        .put("effective", key.effective().words())
        .put("page", key.page().title())
        .put("description", key.sentence());
  }

  private static Future<Reply> now(JsonObject json) {
    return Future.succeededFuture(Reply.json(json));
  }
}
