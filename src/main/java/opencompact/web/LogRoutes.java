package opencompact.web;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import opencompact.memory.History;
import opencompact.memory.LogEntry;
import opencompact.memory.LogKind;
import opencompact.memory.Span;
import org.jspecify.annotations.Nullable;

/** The event log (DIA-2). It tells whose cards charge when, so it is for the owner. */
final class LogRoutes {
  private static final int MOST_ENTRIES = 1000;
  private static final int USUAL_ENTRIES = 100;

  private final Doors doors;
  private final SlowWork slowWork;

  LogRoutes(Doors doors, SlowWork slowWork) {
    this.doors = doors;
    this.slowWork = slowWork;
  }

  List<Route> routes() {
    return List.of(Route.admin(HttpMethod.GET, "/api/v1/log", this::log));
  }

  private Future<Reply> log(RoutingContext asked) {
    Query query = new Query(asked.request(), doors.station().view());
    int most = query.wholeNumber("limit", USUAL_ENTRIES, 1, MOST_ENTRIES);
    Span span = query.span();
    @Nullable String kind = kind(query.text("kind"));
    History history = doors.history();
    if (query.text("after") != null) {
      long after = query.wholeNumber("after", 0L, 0, Long.MAX_VALUE);
      return slowWork.of(() -> history.eventsAfter(span, after, most, kind)).map(this::reply);
    }
    long before = query.wholeNumber("before", Long.MAX_VALUE, 1, Long.MAX_VALUE);
    return slowWork.of(() -> history.events(span, before, most, kind)).map(this::reply);
  }

  private static @Nullable String kind(@Nullable String given) {
    if (given != null && LogKind.named(given) == null) {
      throw new Problem(400, "The parameter kind takes one of " + LogKind.words() + ".");
    }
    return given;
  }

  private Reply reply(List<History.Line> lines) {
    JsonArray entries = new JsonArray();
    for (History.Line line : lines) {
      LogEntry entry = line.entry();
      entries.add(
          new JsonObject()
              .put("number", line.number())
              .put("time", Figures.time(entry.at().wall()))
              .put("boot", entry.at().boot())
              .put("uptimeMillis", entry.at().uptimeMillis())
              .put("kind", entry.kind())
              .put("sentence", entry.sentence()));
    }
    return Reply.json(
        new JsonObject().put("entries", entries).put("newest", doors.history().newestEvent()));
  }
}
