package opencompact.conformance.suite;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import opencompact.host.uplink.BackOfficeLink.Down;
import opencompact.host.uplink.Endpoint;
import org.jspecify.annotations.Nullable;

/** Who lets the station in at the central system, by password, and by what the server shows. */
final class Doorkeeper implements Function<Endpoint, @Nullable Down> {
  private final List<String> visits = new ArrayList<>();
  private byte @Nullable [] password;
  private @Nullable Down failure;

  /** Wants this password, in hex, from now on. */
  Doorkeeper wants(String hex) {
    password = HexFormat.of().parseHex(hex);
    return this;
  }

  /** Every attempt fails by this from now on; null: none does. */
  void failsBy(@Nullable Down why) {
    failure = why;
  }

  /** The addresses that were tried, in order. */
  List<String> visits() {
    return visits;
  }

  @Override
  public @Nullable Down apply(Endpoint endpoint) {
    visits.add(endpoint.url().toString());
    if (failure != null) {
      return failure;
    }
    return password == null || Arrays.equals(password, shown(endpoint))
        ? null
        : new Down(Down.Kind.REFUSED, 401, 0, "The back office refused the password (401).");
  }

  /** The password in the header, which begins with the identity and a colon. */
  private static byte[] shown(Endpoint endpoint) {
    String header = endpoint.authorization();
    if (header == null || !header.startsWith("Basic ")) {
      return new byte[0];
    }
    byte[] both = Base64.getDecoder().decode(header.substring("Basic ".length()));
    byte[] user = (endpoint.identity() + ":").getBytes(StandardCharsets.UTF_8);
    return both.length >= user.length && Arrays.equals(user, 0, user.length, both, 0, user.length)
        ? Arrays.copyOfRange(both, user.length, both.length)
        : new byte[0];
  }
}
