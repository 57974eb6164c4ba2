package opencompact.host.security;

import java.util.List;

/**
 * The door to where private keys are made, kept and used. None ever comes out, and nobody can read
 * one (OCPP-SE-08). Calls return within a few milliseconds.
 */
public interface KeySafe {

  /**
   * A key that was just made.
   *
   * @param key the safe's name for it
   * @param publicKey its public half, X.509's SubjectPublicKeyInfo in Base64
   * @param request the request for a certificate, PKCS#10 as PEM, signed with it
   */
  record Made(String key, String publicKey, String request) {}

  /**
   * Makes a key on P-256 and a request for a certificate for it; both are durable when this
   * returns.
   *
   * @param commonName the station's serial number
   * @param organization the operator's name
   * @throws Failed when the key cannot be kept
   */
  Made make(String commonName, String organization);

  /** Forgets all keys but these. */
  void keepOnly(List<String> keys);

  /** The safe cannot do what it must. The message says what to check. */
  final class Failed extends RuntimeException {
    public Failed(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
