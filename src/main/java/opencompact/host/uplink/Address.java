package opencompact.host.uplink;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Settings;
import opencompact.memory.Memory;
import org.jspecify.annotations.Nullable;

/**
 * Where the settings say the back office is, and as whom we introduce ourselves there: an endpoint,
 * none, or a sentence that says why there can be none.
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

  static Address of(Settings settings, Memory memory, String serial) {
    String server = settings.value(Keys.BACKEND_URL);
    String uid = settings.value(Keys.UID);
    String identity = uid.isEmpty() ? serial : uid;
    int profile = settings.value(Keys.SECURITY_PROFILE);
    if (server.isEmpty()) {
      return new Address("", identity, profile, null, null);
    }
    byte @Nullable [] password = null;
    if (profile == 1 || profile == 2) {
      String key = memory.secret(Keys.AUTHORIZATION_KEY.name());
      if (key == null || key.isEmpty()) {
        return unusable(
            server,
            identity,
            profile,
            "security profile " + profile + " needs an AuthorizationKey");
      }
      password = password(key);
    }
    try {
      Endpoint endpoint = Endpoint.of(secured(server, profile), identity, password);
      return new Address(server, identity, profile, endpoint, null);
    } catch (IllegalArgumentException e) {
      return unusable(server, identity, profile, String.valueOf(e.getMessage()));
    }
  }

  private static Address unusable(String server, String identity, int profile, String objection) {
    return new Address(server, identity, profile, null, objection);
  }

  /** The profiles 2 and 3 are TLS at the same host and path (OCPP-SE-03). */
  private static String secured(String server, int profile) {
    boolean plain = server.toLowerCase(Locale.ROOT).startsWith("ws://");
    return profile >= 2 && plain ? "wss" + server.substring(2) : server;
  }

  /** Pairs of hex digits stand for bytes, anything else for itself (OCPP-TR-06, OCPP-SE-10). */
  private static byte[] password(String key) {
    return HEX.matcher(key).matches() && key.length() % 2 == 0
        ? HexFormat.of().parseHex(key)
        : key.getBytes(StandardCharsets.UTF_8);
  }
}
