package opencompact.host.upkeep;

import java.util.regex.Pattern;

/** Text that may leave the station: what is secret in an address is blotted out (OCPP-DG-03). */
public final class Blotted {
  private static final Pattern LOGIN = Pattern.compile("(?<=://)[^/@\\s]*@");
  private static final Pattern QUERY = Pattern.compile("(://[^\\s?]*\\?)[^\\s\"]*");

  private Blotted() {}

  /** The text without name and password, and without the query, of any address in it. */
  public static String text(String text) {
    // Most lines hold no address; they are not searched twice.
    return text.contains("://")
        ? QUERY.matcher(LOGIN.matcher(text).replaceAll("***@")).replaceAll("$1***")
        : text;
  }
}
