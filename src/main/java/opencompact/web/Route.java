package opencompact.web;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;

/**
 * One address of the HTTP interface: how it is asked, who may ask, and what answers.
 *
 * @param path as OpenAPI writes it, with a parameter in braces
 */
record Route(HttpMethod method, String path, Who who, Answer answer) {

  /** Whoever is on the station's network, or its owner only. */
  enum Who {
    ANYBODY,
    ADMIN
  }

  /** What is done and said; a {@link Problem} thrown or failed with is an answer too. */
  interface Answer {
    Future<Reply> to(RoutingContext asked);
  }

  static Route open(HttpMethod method, String path, Answer answer) {
    return new Route(method, path, Who.ANYBODY, answer);
  }

  static Route admin(HttpMethod method, String path, Answer answer) {
    return new Route(method, path, Who.ADMIN, answer);
  }

  /** A parameter in the path, which is there because the path matched. */
  static String parameter(RoutingContext asked, String name) {
    return Objects.requireNonNull(asked.pathParam(name));
  }

  boolean changes() {
    return !method.equals(HttpMethod.GET);
  }
}
