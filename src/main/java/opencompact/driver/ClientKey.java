package opencompact.driver;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The station's own certificate during one handshake, shown to whichever server asks for one. It
 * remembers whether it was asked, because that tells a server that does not take the certificate
 * from one that shares no cipher suite.
 */
final class ClientKey extends X509ExtendedKeyManager {
  private static final String ALIAS = "station";

  private final @Nullable PrivateKey key;
  private final List<X509Certificate> chain;
  private volatile boolean asked;

  ClientKey(@Nullable PrivateKey key, List<X509Certificate> chain) {
    this.key = key;
    this.chain = List.copyOf(chain);
  }

  /** Whether the server wanted a certificate. */
  boolean asked() {
    return asked;
  }

  /** Whether there is one to show. */
  boolean present() {
    return key != null;
  }

  private @Nullable String choose() {
    asked = true;
    return key == null ? null : ALIAS;
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] types, Principal @Nullable [] issuers, SSLEngine engine) {
    return choose();
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] types, Principal @Nullable [] issuers, Socket socket) {
    return choose();
  }

  @Override
  public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
    return key == null ? null : new String[] {ALIAS};
  }

  @Override
  public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String type, Principal @Nullable [] issuers, Socket socket) {
    return null;
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return chain.toArray(X509Certificate[]::new);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return key;
  }
}
