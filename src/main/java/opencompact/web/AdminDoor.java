package opencompact.web;

import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import opencompact.host.Outcome;
import opencompact.host.Wish;
import org.jspecify.annotations.Nullable;

/**
 * Who is the owner (SEC-1): a browser that has logged in and shows its cookie, or a program that
 * shows the bearer token of this process.
 */
final class AdminDoor {
  /** The prefix makes browsers insist on Secure, on this host and on the whole of it. */
  private static final String COOKIE = "__Host-compact";

  private static final String BEARER = "Bearer ";

  private final Doors doors;
  private final SlowWork slowWork;
  private final Sessions sessions;
  private final LoginGuard guard = new LoginGuard();

  AdminDoor(Doors doors, SlowWork slowWork) {
    this.doors = doors;
    this.slowWork = slowWork;
    this.sessions = new Sessions(doors.chance());
  }

  boolean admin(RoutingContext asked) {
    String header = asked.request().getHeader("Authorization");
    return header != null
        ? header.startsWith(BEARER) && same(header.substring(BEARER.length()), doors.bearerToken())
        : sessions.good(token(asked), doors.adminHash().get(), doors.uptimeNanos().getAsLong());
  }

  /** Who asks, in words for the event log. */
  String by(RoutingContext asked) {
    String who = asked.request().getHeader("Authorization") != null ? "a program" : "a person";
    return who + " at " + address(asked);
  }

  Future<Void> logIn(RoutingContext asked, String password) {
    String address = guarded(address(asked));
    long now = doors.uptimeNanos().getAsLong();
    long wait = guard.waitSeconds(address, now);
    if (wait > 0) {
      return Future.failedFuture(Problem.tooSoon(wait));
    }
    String hash = doors.adminHash().get();
    if (hash == null) {
      return Future.failedFuture(
          new Problem(403, "No admin password is set; the station sets one at its first start."));
    }
    guard.guessed(address, now);
    return slowWork
        .of(() -> AdminPassword.matches(password, hash))
        .compose(right -> {
          if (!right) {
            return noted(by(asked))
                .transform(
                    _ -> Future.failedFuture(new Problem(401, "This is not the admin password.")));
          }
          guard.right(address);
          open(asked, hash);
          return Future.succeededFuture();
        });
  }

  private void open(RoutingContext asked, String hash) {
    String token = sessions.open(hash, doors.uptimeNanos().getAsLong());
    asked.response().addCookie(cookie(token));
  }

  /** The password is another: whoever has changed it stays logged in, and nobody else. */
  void renew(RoutingContext asked) {
    String hash = doors.adminHash().get();
    if (hash != null && token(asked) != null) {
      sessions.close(token(asked));
      open(asked, hash);
    }
  }

  /** A wrong guess goes into the security log, which restrains those who go on (SEC-1). */
  private Future<Outcome> noted(String by) {
    return Future.fromCompletionStage(doors.station().ask(new Wish.WrongPassword(), by));
  }

  void logOut(RoutingContext asked) {
    sessions.close(token(asked));
    asked.response().addCookie(cookie("").setMaxAge(0));
  }

  private static Cookie cookie(String value) {
    return Cookie.cookie(COOKIE, value)
        .setPath("/")
        .setSecure(true)
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.STRICT);
  }

  private static @Nullable String token(RoutingContext asked) {
    Cookie cookie = asked.request().getCookie(COOKIE);
    return cookie == null ? null : cookie.getValue();
  }

  private static String address(RoutingContext asked) {
    return asked.request().remoteAddress().hostAddress();
  }

  /** One household has one network in IPv6, so its first half counts. */
  private static String guarded(String address) {
    String[] groups = address.split(":", -1);
    return groups.length < 3
        ? address
        : String.join(":", Arrays.asList(groups).subList(0, Math.min(4, groups.length)));
  }

  private static boolean same(String given, String wanted) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8));
  }
}
