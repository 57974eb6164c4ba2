package opencompact.driver;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import opencompact.host.upkeep.FileTransfers.Cause;
import org.jspecify.annotations.Nullable;

/**
 * Where a file lies or shall lie: an address by http, https, ftp or ftps, perhaps with a login
 * (OCPP-FW-06).
 *
 * @param uri without the login
 * @param user null for nobody in particular
 * @param password empty for none
 */
record FileAddress(URI uri, String scheme, @Nullable String user, String password) {
  private static final List<String> SCHEMES = List.of("http", "https", "ftp", "ftps");

  /** IANA's port of ftps. */
  static final int FTPS = 990;

  private static final int FTP = 21;

  static FileAddress of(String location) throws TransferFailed {
    URI given;
    try {
      given = new URI(location.strip());
    } catch (URISyntaxException e) {
      throw new TransferFailed(Cause.ADDRESS, "the address is none: " + e.getReason() + ".");
    }
    String scheme = given.getScheme() == null ? "" : given.getScheme().toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme) || given.getHost() == null) {
      throw new TransferFailed(
          Cause.ADDRESS, "an address begins with http, https, ftp or ftps and names a host.");
    }
    String login = given.getRawUserInfo();
    int colon = login == null ? -1 : login.indexOf(':');
    String user = login == null ? null : decoded(colon < 0 ? login : login.substring(0, colon));
    String password = login == null || colon < 0 ? "" : decoded(login.substring(colon + 1));
    return new FileAddress(bare(given, scheme), scheme, user, password);
  }

  private static URI bare(URI given, String scheme) {
    String port = given.getPort() < 0 ? "" : ":" + given.getPort();
    String path = given.getRawPath() == null ? "" : given.getRawPath();
    String query = given.getRawQuery() == null ? "" : "?" + given.getRawQuery();
    return URI.create(scheme + "://" + given.getHost() + port + path + query);
  }

  /** Percent-encoding undone; a plus sign is a plus sign. */
  private static String decoded(String text) throws TransferFailed {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new TransferFailed(Cause.ADDRESS, "a % in the address begins no character.");
    }
  }

  boolean http() {
    return scheme.startsWith("http");
  }

  /** Whether TLS protects it, from the first byte or by asking for it. */
  boolean secure() {
    return scheme.endsWith("s");
  }

  /** The port that is meant: the one of ftps is that at which TLS begins with the first byte. */
  int ftpPort() {
    return uri.getPort() >= 0 ? uri.getPort() : secure() ? FTPS : FTP;
  }

  String host() {
    String host = uri.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** The path as an ftp server takes it: from the directory of the login on (RFC 1738, 3.2.2). */
  String ftpPath() throws TransferFailed {
    String path = decoded(uri.getRawPath());
    return path.startsWith("/") ? path.substring(1) : path;
  }

  /** The file of that name in the directory that this is the address of (OCPP-DG-02). */
  FileAddress file(String name) {
    String path = uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String there = (path.endsWith("/") ? path : path + "/") + name + query;
    return new FileAddress(uri.resolve(there), scheme, user, password);
  }

  /** The same login for another address, if it is at the same place; nobody else is shown it. */
  FileAddress redirected(URI to) {
    boolean same =
        to.getHost() != null
            && to.getHost().equalsIgnoreCase(uri.getHost())
            && to.getPort() == uri.getPort()
            && scheme.equals(to.getScheme());
    return new FileAddress(
        to, String.valueOf(to.getScheme()), same ? user : null, same ? password : "");
  }

  /** Hides the login. */
  @Override
  public String toString() {
    return uri.toString();
  }
}
