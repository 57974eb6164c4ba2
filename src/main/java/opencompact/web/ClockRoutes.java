package opencompact.web;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PUT;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import opencompact.catalogue.Keys;
import opencompact.host.HostView;
import opencompact.host.Wish;

/** The station's clock (OFF-5): anybody may read it, its owner sets it while nobody else does. */
final class ClockRoutes {
  private final Doors doors;
  private final AdminDoor door;

  ClockRoutes(Doors doors, AdminDoor door) {
    this.doors = doors;
    this.door = door;
  }

  List<Route> routes() {
    return List.of(
        Route.open(GET, "/api/v1/clock", _ -> Future.succeededFuture(Reply.json(clock()))),
        Route.admin(PUT, "/api/v1/clock", this::set));
  }

  private JsonObject clock() {
    HostView view = doors.station().view();
    ZoneId zone = view.settings().value(Keys.TIME_ZONE);
    Instant wall = view.wall();
    return new JsonObject()
        .put("time", Figures.time(wall))
        .put(
            "local",
            wall == null
                ? null
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                    wall.atZone(zone).toOffsetDateTime()))
        .put("timeZone", zone.getId())
        .put("setBy", view.line().online() ? "back office" : "owner");
  }

  private Future<Reply> set(RoutingContext asked) {
    String given = Body.read(asked.body().buffer(), "time").text("time");
    try {
      Instant time = OffsetDateTime.parse(given).toInstant();
      return Reply.of(doors.station().ask(new Wish.SetClock(time), door.by(asked)));
    } catch (DateTimeParseException notOne) {
      throw new Problem(
          422,
          "A time is written with its offset from UTC: 2026-03-01T08:00:00Z, or"
              + " 2026-03-01T09:00:00+01:00.");
    }
  }
}
