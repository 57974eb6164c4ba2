package opencompact.web;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import opencompact.host.uplink.LoggedFrame;
import org.jspecify.annotations.Nullable;

/** The log of OCPP frames (DIA-2). It tells whose cards charge when, so it is for the owner. */
final class FrameRoutes {
  private static final int MOST_FRAMES = 1000;
  private static final int USUAL_FRAMES = 100;

  private final Station station;
  private final FrameBook frames;
  private final SlowWork slowWork;

  FrameRoutes(Doors doors, SlowWork slowWork) {
    this.station = doors.station();
    this.frames = doors.frames();
    this.slowWork = slowWork;
  }

  List<Route> routes() {
    return List.of(Route.admin(HttpMethod.GET, "/api/v1/frames", this::frames));
  }

  private Future<Reply> frames(RoutingContext asked) {
    Query query = new Query(asked.request(), station.view());
    int most = query.wholeNumber("limit", USUAL_FRAMES, 1, MOST_FRAMES);
    @Nullable String action = query.text("action");
    if (query.text("since") == null) {
      return slowWork.of(() -> frames.newest(most, action)).map(this::reply);
    }
    long after = query.wholeNumber("since", 0L, 0, Long.MAX_VALUE);
    return slowWork.of(() -> frames.after(after, most, action)).map(this::reply);
  }

  private Reply reply(List<LoggedFrame> found) {
    JsonArray lines = new JsonArray();
    found.forEach(frame -> lines.add(new JsonObject(frame.json())));
    return Reply.json(
        new JsonObject()
            .put("frames", lines)
            .put("newest", frames.newest())
            .put("missing", frames.missing()));
  }
}
