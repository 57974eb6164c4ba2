package opencompact.web;

import static io.vertx.core.http.HttpMethod.GET;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import opencompact.memory.History;
import opencompact.memory.Session;
import opencompact.memory.Span;
import opencompact.memory.Totals;
import org.jspecify.annotations.Nullable;

/** What charged here, for the owner: sessions, sums, and files of both (WEB-11, UK-ME-01). */
final class SessionRoutes {
  private static final int MOST_SESSIONS = 1000;
  private static final int USUAL_SESSIONS = 100;

  /** Each may have thousands of changes of its rate. */
  private static final int SESSIONS_AT_ONCE = 20;

  private final Doors doors;
  private final History history;
  private final SlowWork slowWork;

  SessionRoutes(Doors doors, SlowWork slowWork) {
    this.doors = doors;
    this.history = doors.history();
    this.slowWork = slowWork;
  }

  List<Route> routes() {
    return List.of(
        Route.admin(GET, "/api/v1/sessions", this::list),
        Route.admin(GET, "/api/v1/sessions/{number}", this::one),
        Route.admin(GET, "/api/v1/totals", this::totals),
        Route.admin(GET, "/api/v1/export/sessions.csv", this::csv),
        Route.admin(GET, "/api/v1/export/sessions.json", this::json),
        Route.admin(GET, "/api/v1/export/totals.csv", this::totalsCsv));
  }

  private Query query(RoutingContext asked) {
    return new Query(asked.request(), doors.station().view());
  }

  private Future<Reply> list(RoutingContext asked) {
    Query query = query(asked);
    int most = query.wholeNumber("limit", USUAL_SESSIONS, 1, MOST_SESSIONS);
    int before = query.wholeNumber("before", History.NEWEST, 1, History.NEWEST);
    Span span = query.span();
    // One more than wanted tells whether there is another page.
    return slowWork
        .of(() -> history.sessions(span, before, most + 1))
        .map(found -> {
          boolean more = found.size() > most;
          List<Session> page = more ? found.subList(0, most) : found;
          JsonArray sessions = new JsonArray();
          page.forEach(session -> sessions.add(SessionJson.session(session)));
          return Reply.json(
              new JsonObject()
                  .put("timeZone", query.zone().getId())
                  .put("sessions", sessions)
                  .put("next", more ? page.getLast().number() : null));
        });
  }

  private Future<Reply> one(RoutingContext asked) {
    String given = Route.parameter(asked, "number");
    return slowWork
        .of(() -> {
          Session session = given.matches("\\d{1,9}") ? history.session(number(given)) : null;
          if (session == null) {
            throw new Problem(
                404, "There is no session of that number; /api/v1/sessions lists them all.");
          }
          return SessionJson.whole(session, history.changes(session.number()));
        })
        .map(Reply::json);
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  private Future<Reply> totals(RoutingContext asked) {
    ZoneId zone = query(asked).zone();
    return sums(asked).map(totals -> Reply.json(SessionJson.totals(totals, zone)));
  }

  private Future<Totals> sums(RoutingContext asked) {
    Query query = query(asked);
    Totals.By by = by(query.text("by"));
    Span span = query.span();
    ZoneId zone = query.zone();
    return slowWork.of(
        () -> Totals.of(history.sessions(span, History.NEWEST, History.NEWEST), by, zone));
  }

  private static Totals.By by(@Nullable String given) {
    if (given == null) {
      return Totals.By.MONTH;
    }
    for (Totals.By by : Totals.By.values()) {
      if (by.name().toLowerCase(Locale.ROOT).equals(given)) {
        return by;
      }
    }
    throw new Problem(400, "The parameter by takes day, month or year.");
  }

  private Future<Reply> csv(RoutingContext asked) {
    Query query = query(asked);
    Span span = query.span();
    ZoneId zone = query.zone();
    return slowWork
        .of(() -> {
          List<Session> sessions =
              new ArrayList<>(history.sessions(span, History.NEWEST, History.NEWEST));
          Collections.reverse(sessions);
          return SessionJson.table(sessions, zone);
        })
        .map(table -> file(asked, "sessions.csv", table));
  }

  private Future<Reply> totalsCsv(RoutingContext asked) {
    return sums(asked).map(totals -> file(asked, "totals.csv", SessionJson.table(totals)));
  }

  private static Reply file(RoutingContext asked, String name, String table) {
    attach(asked, name);
    return Reply.text("text/csv; charset=utf-8; header=present", table);
  }

  private static void attach(RoutingContext asked, String name) {
    asked.response().putHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
  }

  /** Everything with every change of a rate, newest first, a few sessions at a time. */
  private Future<Reply> json(RoutingContext asked) {
    Query query = query(asked);
    Span span = query.span();
    attach(asked, "sessions.json");
    HttpServerResponse response =
        asked
            .response()
            .setChunked(asked.request().version() == HttpVersion.HTTP_1_1)
            .putHeader("Content-Type", "application/json");
    String zone = new JsonObject().put("timeZone", query.zone().getId()).encode();
    return response
        .write(zone.substring(0, zone.length() - 1) + ",\"sessions\":[")
        .compose(_ -> pour(response, span, History.NEWEST))
        .compose(_ -> response.end("]}"))
        .map(_ -> Reply.underWay());
  }

  private Future<Void> pour(HttpServerResponse response, Span span, int before) {
    return slowWork
        .of(() -> history.sessions(span, before, SESSIONS_AT_ONCE))
        .compose(page -> {
          if (page.isEmpty()) {
            return Future.succeededFuture();
          }
          return slowWork
              .of(() -> text(page, before == History.NEWEST))
              // The next page is read when this one has left, however slow the listener is.
              .compose(response::write)
              .compose(_ -> pour(response, span, page.getLast().number()));
        });
  }

  private String text(List<Session> page, boolean first) {
    StringBuilder text = new StringBuilder();
    for (Session session : page) {
      text.append(first && text.isEmpty() ? "\n" : ",\n")
          .append(SessionJson.whole(session, history.changes(session.number())).encode());
    }
    return text.toString();
  }
}
