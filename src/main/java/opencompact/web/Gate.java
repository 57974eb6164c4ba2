package opencompact.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What every request passes first (SEC-1): headers that keep a browser from doing what no page of
 * ours does, and the refusal of what another site makes a browser send.
 */
final class Gate {
  private final String contentSecurityPolicy;

  Gate(String importMapSource) {
    this.contentSecurityPolicy =
        "default-src 'none'; script-src 'self' "
            + importMapSource
            + "; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types lit-html";
  }

  /**
   * Puts the headers on each answer. No HSTS: a certificate of our own could lock its owner out.
   */
  void headers(RoutingContext asked) {
    HttpServerResponse response = asked.response();
    response
        .putHeader("Content-Security-Policy", contentSecurityPolicy)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Cache-Control", "no-store");
    asked.next();
  }

  /** Lets a change pass only if it comes from our own page or from a program. */
  static void refuseStrangers(HttpServerRequest request, boolean bodyExpected) {
    String site = request.getHeader("Sec-Fetch-Site");
    boolean fetchedByUs = site == null || site.equals("same-origin") || site.equals("none");
    if (!fetchedByUs || !ours(request.getHeader("Origin"), request)) {
      throw new Problem(403, "Only the station's own pages and programs may change anything here.");
    }
    if (bodyExpected && !json(request.getHeader("Content-Type"))) {
      throw new Problem(415, "The body has to be JSON, with the content type application/json.");
    }
  }

  private static boolean ours(@Nullable String origin, HttpServerRequest request) {
    return origin == null
        || (request.authority() != null
            && origin.equalsIgnoreCase("https://" + request.authority()));
  }

  private static boolean json(@Nullable String type) {
    return type != null
        && type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json");
  }
}
