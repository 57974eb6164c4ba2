package opencompact.web;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * An answer that says no (RFC 9457): one sentence tells what would have been right, and nothing has
 * changed.
 */
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Seconds after which another try makes sense; 0 for unsaid. */
  final long retryAfterSeconds;

  /** The methods that would have been right, for 405. */
  final @Nullable String allow;

  final int status;

  private Problem(int status, String detail, long retryAfterSeconds, @Nullable String allow) {
    super(detail, null, false, false);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
    this.allow = allow;
  }

  Problem(int status, String detail) {
    this(status, detail, 0, null);
  }

  static Problem tooSoon(long seconds) {
    return new Problem(
        429,
        "Too many wrong passwords came from this address; try again in "
            + seconds
            + (seconds == 1 ? " second." : " seconds."),
        seconds,
        null);
  }

  static Problem wrongMethod(String method, String allow) {
    return new Problem(405, "This address takes " + allow + ", not " + method + ".", 0, allow);
  }

  JsonObject json() {
    return new JsonObject()
        .put("type", "about:blank")
        .put("title", title())
        .put("status", status)
        .put("detail", getMessage());
  }

  private String title() {
    return switch (status) {
      case 400 -> "Bad request";
      case 401 -> "Login needed";
      case 403 -> "Forbidden";
      case 404 -> "Not found";
      case 405 -> "Method not allowed";
      case 409 -> "Refused";
      case 413 -> "Too large";
      case 414 -> "Address too long";
      case 415 -> "Wrong content type";
      case 422 -> "Makes no sense here";
      case 429 -> "Too many tries";
      case 503 -> "Not available";
      default -> status >= 500 ? "Our fault" : "Not possible";
    };
  }
}
