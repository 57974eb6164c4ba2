package opencompact.host.uplink;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import opencompact.memory.Fact;
import org.jspecify.annotations.Nullable;

/**
 * Where the back office is, how the way there is secured, and as whom we introduce ourselves: an
 * endpoint, none, or a sentence that says why there can be none.
 *
 * @param server the configured address, empty where none is set
 * @param endpoint null where there is no address or it cannot be used
 * @param objection what is wrong with the settings, null if nothing is
 */
record Address(
    String server,
    String identity,
    int profile,
    @Nullable Endpoint endpoint,
    @Nullable String objection) {
  private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{32,40}");
  private static final Pattern PLAIN = Pattern.compile("(?i)ws://([^/?#]*?)(?::80)?(?=[/?#]|$)");

  /**
   * The address that these make.
   *
   * @param password the AuthorizationKey, null for none
   * @param own the station's certificate, null for none
   */
  static Address of(
      String server,
      String identity,
      int profile,
      @Nullable String password,
      Fact.@Nullable StationCertified own) {
    if (server.isEmpty()) {
      return new Address("", identity, profile, null, null);
    }
    boolean basic = profile == 1 || profile == 2;
    String objection = null;
    if (basic && (password == null || password.isEmpty())) {
      objection = "security profile " + profile + " needs an AuthorizationKey";
    } else if (profile == 3 && own == null) {
      objection = "security profile 3 needs a certificate of the station's own";
    }
    if (objection != null) {
      return new Address(server, identity, profile, null, objection);
    }
    try {
      byte @Nullable [] bytes = basic && password != null ? bytes(password) : null;
      Endpoint endpoint = Endpoint.of(secured(server, profile), identity, bytes);
      if (profile == 3 && own != null) {
        Tls tls = new Tls(List.of(), false, own.key(), own.chain(), null);
        endpoint = endpoint.secured(tls);
      }
      return new Address(server, identity, profile, endpoint, null);
    } catch (IllegalArgumentException e) {
      return new Address(server, identity, profile, null, String.valueOf(e.getMessage()));
    }
  }

  /**
   * The profiles 2 and 3 are TLS at the same host and path; of ports only 80 moves (OCPP-SE-03).
   */
  private static String secured(String server, int profile) {
    boolean plain = server.toLowerCase(Locale.ROOT).startsWith("ws://");
    return profile >= 2 && plain ? PLAIN.matcher(server).replaceFirst("wss://$1") : server;
  }

  /** Pairs of hex digits stand for bytes, anything else for itself (OCPP-TR-06, OCPP-SE-10). */
  private static byte[] bytes(String password) {
    return HEX.matcher(password).matches() && password.length() % 2 == 0
        ? HexFormat.of().parseHex(password)
        : password.getBytes(StandardCharsets.UTF_8);
  }
}
