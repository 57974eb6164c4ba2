package opencompact.web;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
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

  private final FrameBook frames;
  private final SlowWork slowWork;

  FrameRoutes(Doors doors, SlowWork slowWork) {
    this.frames = doors.frames();
    this.slowWork = slowWork;
  }

  List<Route> routes() {
    return List.of(Route.admin(HttpMethod.GET, "/api/v1/frames", this::frames));
  }

  private Future<Reply> frames(RoutingContext asked) {
    HttpServerRequest request = asked.request();
    String limit = request.getParam("limit");
    int most = limit == null ? USUAL_FRAMES : (int) wholeNumber("limit", limit, 1, MOST_FRAMES);
    @Nullable String since = request.getParam("since");
    @Nullable String action = request.getParam("action");
    if (since == null) {
      return slowWork.of(() -> frames.newest(most, action)).map(this::reply);
    }
    long after = wholeNumber("since", since, 0, Long.MAX_VALUE);
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

  private static long wholeNumber(String name, String text, long least, long most) {
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notOne) {
      // The sentence below says what would be right.
    }
    throw new Problem(
        400,
        "The parameter "
            + name
            + " takes a whole number "
            + (most == Long.MAX_VALUE ? "from " + least + " on" : "from " + least + " to " + most)
            + ".");
  }
}
