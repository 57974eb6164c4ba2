package opencompact.host.uplink;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What secures one connection: whom the station believes, and how it shows who it is (OCPP-SE-05).
 *
 * @param anchors the installed root certificates, as PEM
 * @param bundled whether authorities that are known to everybody are believed as well
 * @param key the name of the private key of the station's own certificate, null for none
 * @param chain that certificate and those above it, as PEM, null for none
 * @param at the time at which certificates must be valid; null where the station knows none
 */
public record Tls(
    List<String> anchors,
    boolean bundled,
    @Nullable String key,
    @Nullable String chain,
    @Nullable Instant at) {
  /** Public authorities are believed, and the station shows nothing. */
  public static final Tls OPEN = new Tls(List.of(), true, null, null, null);

  public Tls {
    anchors = List.copyOf(anchors);
  }
}
