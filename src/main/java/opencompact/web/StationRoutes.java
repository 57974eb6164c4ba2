package opencompact.web;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import opencompact.host.HostView;
import opencompact.host.Wish;
import opencompact.quantity.IdTag;

/** The station's own addresses: what it does, why, and what one may ask of it (WEB-1). */
final class StationRoutes {
  /** Stands for a field that is not there. */
  private static final int NOTHING = Integer.MIN_VALUE;

  private final Doors doors;
  private final AdminDoor door;

  StationRoutes(Doors doors, AdminDoor door) {
    this.doors = doors;
    this.door = door;
  }

  List<Route> routes() {
    return List.of(
        Route.open(GET, "/api/v1/status", _ -> now(ViewJson.status(view()))),
        Route.open(GET, "/api/v1/why", _ -> now(ViewJson.why(view()))),
        Route.open(GET, "/api/v1/view", _ -> now(ViewJson.whole(view()))),
        command("clear-faults", Wish.ClearFaults::new),
        command("unlock", Wish.UnlockConnector::new),
        command("clear-reservation", Wish.ClearReservation::new),
        command("set-available", () -> new Wish.SetAvailable(true)),
        command("set-unavailable", () -> new Wish.SetAvailable(false)),
        Route.open(POST, "/api/v1/commands/start", this::start),
        command("stop", Wish.StopCharging::new),
        command("charge-now", Wish.ChargeNow::new),
        Route.admin(POST, "/api/v1/commands/restart", asked -> ask(asked, new Wish.Restart())),
        Route.admin(POST, "/api/v1/commands/factory-reset", this::factoryReset),
        Route.open(GET, "/healthz", _ -> health()),
        Route.open(
            GET,
            "/metrics",
            _ ->
                Future.succeededFuture(
                    Reply.text(
                        "text/plain; version=0.0.4; charset=utf-8", doors.metrics().get()))));
  }

  private interface Command {
    Wish wish();
  }

  private Route command(String name, Command command) {
    return Route.open(
        POST,
        "/api/v1/commands/" + name,
        asked -> {
          Body.read(asked.body().buffer());
          return ask(asked, command.wish());
        });
  }

  private Future<Reply> start(RoutingContext asked) {
    String tag = Body.read(asked.body().buffer(), "idTag").optionalText("idTag");
    if (tag != null && !IdTag.acceptable(tag)) {
      throw new Problem(422, "An idTag has 1 to 20 printable ASCII characters.");
    }
    return ask(asked, new Wish.StartCharging(tag == null ? null : new IdTag(tag)));
  }

  /** As delivered again; what is to be forgotten for good is said by number (RST-4). */
  private Future<Reply> factoryReset(RoutingContext asked) {
    int forget = Body.read(asked.body().buffer(), "forget").wholeNumber("forget", NOTHING);
    if (forget < 0 && forget != NOTHING) {
      throw new Problem(422, "What is to be forgotten is a number of transactions, 0 or more.");
    }
    return ask(asked, new Wish.FactoryReset(forget == NOTHING ? null : forget));
  }

  private Future<Reply> ask(RoutingContext asked, Wish wish) {
    return Reply.of(doors.station().ask(wish, door.by(asked)));
  }

  private Future<Reply> health() {
    if (!view().rtmOnline()) {
      throw new Problem(503, "The RTM has not been heard for five seconds.");
    }
    return now(new JsonObject().put("status", "up"));
  }

  private HostView view() {
    return doors.station().view();
  }

  private static Future<Reply> now(JsonObject json) {
    return Future.succeededFuture(Reply.json(json));
  }
}
