package opencompact.host.security;

import java.util.List;
import java.util.function.Consumer;

/**
 * The door to where private keys are made, kept and used. None ever comes out, and nobody can read
 * one (OCPP-SE-08). Calls return at once and are carried out in their order; what becomes of a key
 * is told later, on whatever thread.
 */
public interface KeySafe {

  /** What became of a key that was to be made. */
  sealed interface Told {

    /**
     * It is made, and durable.
     *
     * @param key the safe's name for it
     * @param publicKey its public half, X.509's SubjectPublicKeyInfo in Base64
     * @param request the request for a certificate, PKCS#10 as PEM, signed with it
     */
    record Made(String key, String publicKey, String request) implements Told {}

    /** It cannot be made or kept; the sentence says what to check. */
    record Failed(String sentence) implements Told {}
  }

  /**
   * Makes a key on P-256 and a request for a certificate for it.
   *
   * @param commonName the station's serial number
   * @param organization the operator's name
   */
  void make(String commonName, String organization, Consumer<Told> ear);

  /** Forgets all keys but these. */
  void keepOnly(List<String> keys);
}
