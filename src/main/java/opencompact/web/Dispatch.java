package opencompact.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import opencompact.web.Assets.Asset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which request is answered by what, and how a refusal looks: always as problem+json. */
final class Dispatch {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
  private static final int MOST_BODY_BYTES = 16 * 1024;

  private final Assets assets;
  private final AdminDoor door;
  private final List<Route> routes;
  private final Gate gate;

  Dispatch(Assets assets, AdminDoor door, List<Route> routes) {
    this.assets = assets;
    this.door = door;
    this.routes = routes;
    this.gate = new Gate(assets.importMapSource());
  }

  Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    router.route().handler(gate::headers);
    router.route("/api/*").handler(BodyHandler.create(false).setBodyLimit(MOST_BODY_BYTES));
    Map<String, List<String>> methods = new LinkedHashMap<>();
    for (Route route : routes) {
      String path = route.path().replaceAll("\\{(\\w+)}", ":$1");
      methods.computeIfAbsent(path, _ -> new ArrayList<>()).add(route.method().name());
      router.route(route.method(), path).handler(asked -> answer(route, asked));
    }
    methods.forEach(
        (path, right) -> router.route(path).handler(asked -> wrongMethod(asked, right)));
    router.route("/api/*").handler(Dispatch::nothingThere);
    router.get().handler(this::file);
    router.head().handler(this::file);
    router.route().handler(Dispatch::nothingThere);
    router.route().failureHandler(Dispatch::refuse);
    return router;
  }

  private void answer(Route route, RoutingContext asked) {
    if (route.changes()) {
      Gate.refuseStrangers(asked.request(), !route.method().equals(HttpMethod.DELETE));
    }
    if (route.who() == Route.Who.ADMIN && !door.admin(asked)) {
      throw new Problem(401, "This needs the admin password; log in first.");
    }
    route.answer().to(asked).onSuccess(reply -> say(asked, reply)).onFailure(asked::fail);
  }

  private static void say(RoutingContext asked, Reply reply) {
    if (reply.text() != null) {
      end(asked.response().putHeader("Content-Type", reply.type()), reply.text());
    }
  }

  private void file(RoutingContext asked) {
    String path = asked.request().path();
    Asset asset = path == null ? null : assets.at(path);
    if (asset == null) {
      nothingThere(asked);
      return;
    }
    HttpServerResponse response =
        asked
            .response()
            .putHeader("Cache-Control", "no-cache")
            .putHeader("ETag", asset.tag())
            .putHeader("Content-Type", asset.type());
    if (asset.tag().equals(asked.request().getHeader("If-None-Match"))) {
      response.setStatusCode(304).end();
    } else {
      response.end(asset.bytes());
    }
  }

  private static void wrongMethod(RoutingContext asked, List<String> right) {
    throw Problem.wrongMethod(asked.request().method().name(), String.join(", ", right));
  }

  private static void nothingThere(RoutingContext asked) {
    throw new Problem(404, "There is nothing at this address; /openapi.json lists what there is.");
  }

  private static void refuse(RoutingContext asked) {
    if (asked.response().ended() || asked.response().headWritten()) {
      return;
    }
    Throwable why = asked.failure();
    if (why instanceof CompletionException wrapped && wrapped.getCause() != null) {
      why = wrapped.getCause();
    }
    Problem problem = why instanceof Problem known ? known : problem(asked.statusCode(), asked);
    HttpServerResponse response =
        asked
            .response()
            .setStatusCode(problem.status)
            .putHeader("Content-Type", "application/problem+json");
    if (problem.retryAfterSeconds > 0) {
      response.putHeader("Retry-After", Long.toString(problem.retryAfterSeconds));
    }
    if (problem.allow != null) {
      response.putHeader("Allow", problem.allow);
    }
    if (problem.status == 401) {
      response.putHeader("WWW-Authenticate", "Bearer");
    }
    end(response, problem.json().encode());
  }

  private static Problem problem(int status, RoutingContext asked) {
    if (status == 413) {
      return new Problem(413, "A body has at most " + MOST_BODY_BYTES / 1024 + " KiB here.");
    }
    if (status >= 400 && status < 500) {
      return new Problem(status, "The request is not well-formed HTTP.");
    }
    LOG.error(
        "no answer to {} {}", asked.request().method(), asked.request().path(), asked.failure());
    return new Problem(500, "The station could not answer; its log says why.");
  }

  private static void end(HttpServerResponse response, String text) {
    if (!response.closed()) {
      response.end(text);
    }
  }
}
