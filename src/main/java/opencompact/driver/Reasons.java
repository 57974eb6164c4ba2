package opencompact.driver;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Date;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import opencompact.host.uplink.BackOfficeLink.Down;
import opencompact.host.uplink.BackOfficeLink.Down.Kind;
import opencompact.host.uplink.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * Why there is no connection, in sentences for the person who stands in front of the station: what
 * happened, and what to check. {@code where} is always host and port as configured.
 */
final class Reasons {
  private static final int LONGEST_QUOTE = 200;

  /** What a server says that wanted another certificate than it got. */
  private static final Pattern STRANGER =
      Pattern.compile("certificate|unknown_ca|access_denied|decrypt_error|handshake_failure");

  private Reasons() {}

  static Down unknownName(String host) {
    return unreachable(
        "The name \""
            + host
            + "\" cannot be resolved: check the back-office address and the name server.");
  }

  static Down lateName(String host, Duration waited) {
    return unreachable(
        "The name server gave no answer for \""
            + host
            + "\" within "
            + seconds(waited)
            + ": check the network connection and the name server.");
  }

  static Down notConnected(String where, Throwable cause, Duration waited) {
    return unreachable(
        switch (cause) {
          case ConnectTimeoutException _ ->
              where
                  + " did not answer within "
                  + seconds(waited)
                  + ": check the back-office address, the network and firewalls.";
          case NoRouteToHostException _ -> noRoute(where, cause);
          case ConnectException _ when said(cause).contains("refused") ->
              "Nothing listens at " + where + ": check host and port of the back-office address.";
          default -> noRoute(where, cause);
        });
  }

  private static String noRoute(String where, Throwable cause) {
    return "There is no way to "
        + where
        + " ("
        + quoted(said(cause))
        + "): check the network connection.";
  }

  static Down lateHandshake(String where, boolean tls, Duration waited) {
    return unreachable(
        where
            + " accepted the connection but did not finish the "
            + (tls ? "TLS" : "WebSocket")
            + " handshake within "
            + seconds(waited)
            + ": check that the address leads to an OCPP server and begins with the right one of"
            + " ws:// and wss://.");
  }

  /** TLS came to nothing; a connection that was merely cut meanwhile proves nothing about TLS. */
  static Down tls(String host, String where, @Nullable ClientKey own, Throwable thrown) {
    Throwable cause = thrown;
    boolean certificate = false;
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      switch (t) {
        case NotSslRecordException _ -> {
          return tls(
              where
                  + " does not speak TLS: if it is meant to be unencrypted, the address must begin"
                  + " with ws://.");
        }
        case CertificateExpiredException _ -> {
          return untrusted(
              "The TLS certificate of "
                  + where
                  + " has expired: renew it, or check the station's clock.");
        }
        case CertificateNotYetValidException _ -> {
          return untrusted(
              "The TLS certificate of "
                  + where
                  + " is not valid yet: check it and the station's clock.");
        }
        case CertPathBuilderException _ -> {
          return untrusted(
              "The TLS certificate of "
                  + where
                  + " is not signed by an authority that this station trusts: check the address, or"
                  + " install the authority's certificate.");
        }
        case CertPathValidatorException invalid -> {
          cause = invalid;
          certificate = true;
        }
        case CertificateException wrong when namesAnother(wrong) -> {
          return untrusted(
              "The TLS certificate of "
                  + where
                  + " is for another name than \""
                  + host
                  + "\": check the address, or give the server a certificate for this name.");
        }
        case CertificateException wrong -> {
          cause = wrong;
          certificate = true;
        }
        case ClosedChannelException _ -> {
          return new Down(
              Kind.CLOSED, 0, 0, where + " cut the connection during the TLS handshake.");
        }
        case IOException broken when !(broken instanceof SSLException) -> {
          return broken(where, broken);
        }
        default -> {}
      }
    }
    if (certificate) {
      return untrusted(
          "The TLS certificate of " + where + " is not believed: " + quoted(said(cause)) + ".");
    }
    String said = said(cause).toLowerCase(Locale.ROOT);
    boolean alert = said.contains("fatal alert");
    if (said.contains("protocol_version") || said.contains("protocol version")) {
      return new Down(
          Kind.OLD_TLS, 0, 0, where + " offers no TLS 1.2 or 1.3: the server must be updated.");
    }
    if (said.contains("connection closed while") || said.contains("closed during handshake")) {
      return new Down(Kind.CLOSED, 0, 0, where + " cut the connection during the TLS handshake.");
    }
    if (own != null && own.asked() && alert && STRANGER.matcher(said).find()) {
      return new Down(
          Kind.STRANGER,
          0,
          0,
          where
              + (own.present()
                  ? " does not take this station's certificate ("
                      + quoted(said(cause))
                      + "): install one that its operator has signed."
                  : " asks for a client certificate: security profile 3 shows one."));
    }
    if (said.contains("handshake_failure")
        || said.contains("insufficient_security")
        || said.contains("cipher")) {
      return new Down(
          Kind.WEAK_TLS,
          0,
          0,
          where + " broke off the TLS handshake: it shares no cipher suite with this station.");
    }
    return tls("TLS with " + where + " failed: " + quoted(said(cause)) + ".");
  }

  /** What is needed for TLS is not there, on this side. */
  static Down notSecured(String where, IOException cause) {
    return tls("No TLS connection to " + where + " can be made: " + quoted(said(cause)) + ".");
  }

  private static Down untrusted(String sentence) {
    return new Down(Kind.UNTRUSTED, 0, 0, sentence);
  }

  private static boolean namesAnother(CertificateException wrong) {
    String said = said(wrong);
    return said.startsWith("No name matching")
        || said.startsWith("No subject alternative")
        || said.contains("subject alternative names");
  }

  /** The server answered, but not with 101 (OCPP-TR-05). */
  static Down refused(String where, Endpoint endpoint, int status, String phrase, HttpHeaders had) {
    String identity = "\"" + endpoint.identity() + "\"";
    String sentence =
        switch (status) {
          case 401 ->
              endpoint.authorization() == null
                  ? where + " asks " + identity + " for a password (HTTP 401): set one."
                  : where
                      + " did not accept the password of "
                      + identity
                      + " (HTTP 401): check identity and password.";
          case 403 -> where + " does not let " + identity + " in (HTTP 403): ask its operator.";
          case 404 ->
              where
                  + " does not know "
                  + identity
                  + " at this address (HTTP 404): check identity and path, and that the station is"
                  + " registered there.";
          case 429 -> where + " asks for fewer attempts (HTTP 429).";
          case 301, 302, 303, 307, 308 ->
              where
                  + " wants to redirect to "
                  + quoted(had.get(HttpHeaderNames.LOCATION, "another place"))
                  + " (HTTP "
                  + status
                  + "), which is not followed: set that address if it is the right one.";
          default ->
              where
                  + " refused the connection of "
                  + identity
                  + " (HTTP "
                  + status
                  + (phrase.isBlank() ? "" : " " + quoted(phrase))
                  + ").";
        };
    return new Down(Kind.REFUSED, status, retryAfterSeconds(had), sentence);
  }

  /** Seconds, or a date, which is read against the server's own clock: ours may be unset. */
  private static int retryAfterSeconds(HttpHeaders headers) {
    String wish = headers.get(HttpHeaderNames.RETRY_AFTER, "").strip();
    if (wish.matches("\\d{1,9}")) {
      return Integer.parseInt(wish);
    }
    Date then = DateFormatter.parseHttpDate(wish.isEmpty() ? "-" : wish);
    Date now = DateFormatter.parseHttpDate(headers.get(HttpHeaderNames.DATE, "-"));
    return then == null || now == null
        ? 0
        : Math.toIntExact(
            Math.clamp(
                then.toInstant().getEpochSecond() - now.toInstant().getEpochSecond(),
                0,
                999_999_999));
  }

  static Down notHttp(String where) {
    return new Down(
        Kind.REFUSED,
        0,
        0,
        where
            + " answered with something that is not HTTP: check port and path, and that the address"
            + " begins with the right one of ws:// and wss://.");
  }

  static Down brokenUpgrade(String where, Throwable cause) {
    return new Down(
        Kind.WRONG_PROTOCOL,
        101,
        0,
        where
            + " answered the WebSocket handshake wrongly ("
            + quoted(said(cause))
            + "): check that the address leads to an OCPP server.");
  }

  static Down wrongProtocol(String where, @Nullable String chosen) {
    return new Down(
        Kind.WRONG_PROTOCOL,
        101,
        0,
        where
            + (chosen == null
                ? " chose no sub-protocol"
                : " chose the sub-protocol \"" + quoted(chosen) + "\"")
            + " instead of ocpp1.6: check that the address leads to an OCPP 1.6 JSON server.");
  }

  static Down cutBeforeAnswer(String where) {
    return new Down(
        Kind.CLOSED,
        0,
        0,
        where
            + " cut the connection before it answered: check port and path; if the server speaks"
            + " TLS, the address must begin with wss://.");
  }

  static Down cut(String where) {
    return new Down(Kind.CLOSED, 0, 0, where + " cut the connection without saying goodbye.");
  }

  static Down broken(String where, Throwable cause) {
    return new Down(
        Kind.CLOSED, 0, 0, "The connection to " + where + " broke (" + quoted(said(cause)) + ").");
  }

  static Down closed(String where, CloseWebSocketFrame frame) {
    String reason = frame.reasonText().strip();
    return new Down(
        Kind.CLOSED,
        0,
        0,
        where
            + " closed the connection ("
            + (frame.statusCode() < 0 ? "no code" : "code " + frame.statusCode())
            + (reason.isEmpty() ? "" : ": " + quoted(reason))
            + ").");
  }

  static Down disconnected(String where, String reason) {
    return ended(
        "This station closed the connection to "
            + where
            + (reason.isBlank() ? "." : ": " + reason));
  }

  static Down tooLarge(String where, int limit) {
    return ended(
        where
            + " sent a message of more than "
            + limit / 1024
            + " KiB, so this station closed the connection (code 1009).");
  }

  static Down notUtf8(String where) {
    return ended(
        where
            + " sent a text that is not UTF-8, so this station closed the connection (code 1007).");
  }

  static Down rulesBroken(String where, int code, Throwable cause) {
    return ended(
        where
            + " broke the rules of WebSocket ("
            + quoted(said(cause))
            + "), so this station closed the connection (code "
            + code
            + ").");
  }

  static Down failed(String where, Throwable cause) {
    return ended("This station broke off the connection to " + where + " (" + cause + ").");
  }

  private static Down unreachable(String sentence) {
    return new Down(Kind.UNREACHABLE, 0, 0, sentence);
  }

  private static Down tls(String sentence) {
    return new Down(Kind.TLS, 0, 0, sentence);
  }

  private static Down ended(String sentence) {
    return new Down(Kind.ENDED, 0, 0, sentence);
  }

  private static String said(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  /** What a stranger wrote, short and on one line, since it goes into logs and pages. */
  private static String quoted(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
  }

  private static String seconds(Duration time) {
    return time.toMillis() % 1000 == 0
        ? time.toSeconds() + " seconds"
        : time.toMillis() + " milliseconds";
  }
}
