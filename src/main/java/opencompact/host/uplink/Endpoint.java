package opencompact.host.uplink;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the back office lives and who we are to it.
 *
 * @param url the whole connection address: the configured one, a slash, the identity as one encoded
 *     path segment (OCPP-TR-02, OCPP-TR-03)
 * @param identity the charge point identity as it is, not encoded; the user name of Basic auth
 * @param authorization the whole value of the Authorization header, null where none is sent
 *     (OCPP-TR-06)
 * @param tls what secures it where the address begins with wss://
 */
public record Endpoint(URI url, String identity, @Nullable String authorization, Tls tls) {

  /** What RFC 3986 lets stand unencoded in a path segment. */
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  /**
   * The address for an identity at a configured server address.
   *
   * @param password the bytes of the Basic auth password, null where none is sent
   */
  public static Endpoint of(String server, String identity, byte @Nullable [] password) {
    URI base = checked(server);
    String path = base.getRawPath() == null ? "" : base.getRawPath();
    String whole =
        base.getScheme().toLowerCase(Locale.ROOT)
            + "://"
            + base.getRawAuthority()
            + path
            + (path.endsWith("/") ? "" : "/")
            + segment(identity)
            + (base.getRawQuery() == null ? "" : "?" + base.getRawQuery());
    if (password != null && identity.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "the identity \"" + identity + "\" contains a colon, which Basic auth cannot carry");
    }
    return new Endpoint(
        URI.create(whole), identity, password == null ? null : basic(identity, password), Tls.OPEN);
  }

  /** The same, secured like this. */
  public Endpoint secured(Tls how) {
    return new Endpoint(url, identity, authorization, how);
  }

  /** The password stays out of logs. */
  @Override
  public String toString() {
    return "Endpoint["
        + url
        + (authorization == null ? "" : ", with a password")
        + (tls.key() == null ? "" : ", with a certificate")
        + "]";
  }

  private static String basic(String identity, byte[] password) {
    byte[] user = (identity + ":").getBytes(StandardCharsets.UTF_8);
    byte[] both = Arrays.copyOf(user, user.length + password.length);
    System.arraycopy(password, 0, both, user.length, password.length);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  /** The address as a URI, or an exception whose message says what a right one looks like. */
  public static URI checked(String server) {
    try {
      URI uri = new URI(server);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (!List.of("ws", "wss").contains(scheme) || uri.getHost() == null) {
        throw new IllegalArgumentException(
            "\""
                + server
                + "\" is no back-office address: write ws://host/path or wss://host/path");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "\"" + server + "\" is no back-office address: write ws://host/path or wss://host/path",
          e);
    }
  }

  private static String segment(String identity) {
    StringBuilder out = new StringBuilder();
    for (byte b : identity.getBytes(StandardCharsets.UTF_8)) {
      int c = b & 0xff;
      if (UNRESERVED.indexOf(c) >= 0) {
        out.append((char) c);
      } else {
        out.append('%').append(String.format(Locale.ROOT, "%02X", c));
      }
    }
    return out.toString();
  }
}
