package opencompact.driver;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import opencompact.host.security.Certificates;
import opencompact.host.uplink.Tls;
import org.jspecify.annotations.Nullable;

/**
 * Whom a station believes to be its back office: a certificate for the name in the address, signed
 * by an authority that is installed, or known to everybody where that is enough, over TLS 1.2 or
 * 1.3 with the suites of the white paper (OCPP-SE-05, OCPP-SE-06).
 */
final class Trust {
  /** Those that keep no secret once the server's key is lost come last; few servers need them. */
  private static final List<String> SUITES =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_RSA_WITH_AES_256_GCM_SHA384");

  private final List<X509Certificate> known;
  private final @Nullable FileKeySafe safe;

  /**
   * The rules for the stations of this process.
   *
   * @param extraAuthorities a PEM file of authorities known to everybody here, or null
   * @param safe where the stations' own private keys are, null for stations that have none
   */
  Trust(@Nullable Path extraAuthorities, @Nullable FileKeySafe safe) {
    List<X509Certificate> all = new ArrayList<>();
    if (extraAuthorities != null) {
      all.addAll(certificates(extraAuthorities));
    }
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509TrustManager jdk) {
          all.addAll(List.of(jdk.getAcceptedIssuers()));
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK offers no usable TLS: " + e.getMessage(), e);
    }
    this.known = List.copyOf(all);
    this.safe = safe;
  }

  /**
   * The rules for one connection.
   *
   * @param own what the station shows where it is asked for it, null for nothing
   */
  SslContext context(Tls tls, @Nullable ClientKey own) throws SSLException {
    try {
      SslContextBuilder builder =
          SslContextBuilder.forClient()
              .sslProvider(SslProvider.JDK)
              .protocols("TLSv1.3", "TLSv1.2")
              .ciphers(SUITES, SupportedCipherSuiteFilter.INSTANCE)
              .trustManager(believed(tls))
              .endpointIdentificationAlgorithm("HTTPS");
      if (own != null) {
        builder.keyManager(own);
      }
      return builder.build();
    } catch (GeneralSecurityException e) {
      throw new SSLException("this JDK offers no usable TLS: " + e.getMessage(), e);
    }
  }

  /**
   * The station's own certificate with its key.
   *
   * @throws IOException when the key is not there; the message says what to do
   */
  ClientKey own(Tls tls) throws IOException {
    String name = tls.key();
    String chain = tls.chain();
    return name == null || chain == null || safe == null
        ? new ClientKey(null, List.of())
        : new ClientKey(safe.read(name), Certificates.parse(chain));
  }

  /**
   * Who judges certificates by the authorities known to everybody and by some roots besides, for
   * connections that are not to the back office.
   *
   * @param roots installed root certificates, as PEM
   */
  X509TrustManager manager(List<String> roots) {
    try {
      Tls tls = new Tls(roots, true, null, null, null);
      for (TrustManager manager : believed(tls).getTrustManagers()) {
        if (manager instanceof X509TrustManager judge) {
          return judge;
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK offers no usable TLS: " + e.getMessage(), e);
    }
    throw new IllegalStateException("this JDK offers no usable TLS");
  }

  private TrustManagerFactory believed(Tls tls) throws GeneralSecurityException {
    Set<TrustAnchor> anchors = new LinkedHashSet<>();
    for (String pem : tls.anchors()) {
      Certificates.parse(pem).forEach(root -> anchors.add(new TrustAnchor(root, null)));
    }
    if (tls.bundled()) {
      known.forEach(root -> anchors.add(new TrustAnchor(root, null)));
    }
    if (anchors.isEmpty()) {
      throw new GeneralSecurityException("no root certificate is installed");
    }
    PKIXBuilderParameters rules = new PKIXBuilderParameters(anchors, new X509CertSelector());
    rules.setRevocationEnabled(false);
    Instant at = tls.at();
    if (at != null) {
      // The station's clock counts, not this machine's (OCPP-SE-09).
      rules.setDate(Date.from(at));
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(new CertPathTrustManagerParameters(rules));
    return factory;
  }

  private static List<X509Certificate> certificates(Path pem) {
    try {
      List<X509Certificate> found =
          Certificates.parse(Files.readString(pem, StandardCharsets.ISO_8859_1));
      if (found.isEmpty()) {
        throw new IllegalArgumentException(
            pem
                + " holds no certificate authority: it must be a PEM file with one or more"
                + " certificates, each beginning with -----BEGIN CERTIFICATE-----");
      }
      return found;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the file of certificate authorities " + pem + " cannot be read: give a readable file",
          e);
    }
  }
}
