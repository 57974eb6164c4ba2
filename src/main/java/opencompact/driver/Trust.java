package opencompact.driver;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom a station believes to be its back office: a certificate for the name in the address, signed
 * by an authority that the JDK or the installer trusts, over TLS 1.2 or 1.3 (OCPP-SE-05).
 */
final class Trust {
  private Trust() {}

  /**
   * The rules for all TLS connections of this process.
   *
   * @param extraAuthorities a PEM file, or null
   */
  static SslContext context(@Nullable Path extraAuthorities) {
    try {
      return SslContextBuilder.forClient()
          .sslProvider(SslProvider.JDK)
          .protocols("TLSv1.3", "TLSv1.2")
          .trustManager(factory(authorities(extraAuthorities)))
          .endpointIdentificationAlgorithm("HTTPS")
          .build();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JDK offers no usable TLS: " + e.getMessage(), e);
    }
  }

  /**
   * Who judges certificates by the same authorities, for connections that are not Netty's.
   *
   * @param extraAuthorities a PEM file, or null
   */
  static X509TrustManager manager(@Nullable Path extraAuthorities) {
    try {
      for (TrustManager manager : factory(authorities(extraAuthorities)).getTrustManagers()) {
        if (manager instanceof X509TrustManager judge) {
          return judge;
        }
      }
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JDK offers no usable TLS: " + e.getMessage(), e);
    }
    throw new IllegalStateException("this JDK offers no usable TLS");
  }

  private static KeyStore authorities(@Nullable Path extraAuthorities)
      throws GeneralSecurityException, IOException {
    List<Certificate> authorities =
        new ArrayList<>(extraAuthorities == null ? List.of() : certificates(extraAuthorities));
    for (TrustManager manager : factory(null).getTrustManagers()) {
      if (manager instanceof X509TrustManager jdk) {
        authorities.addAll(List.of(jdk.getAcceptedIssuers()));
      }
    }
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    for (int i = 0; i < authorities.size(); i++) {
      trusted.setCertificateEntry("authority" + i, authorities.get(i));
    }
    return trusted;
  }

  private static TrustManagerFactory factory(@Nullable KeyStore trusted)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory;
  }

  private static List<Certificate> certificates(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        throw new IllegalArgumentException(notPem(pem));
      }
      return List.copyOf(found);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the file of certificate authorities " + pem + " cannot be read: give a readable file",
          e);
    } catch (CertificateException e) {
      throw new IllegalArgumentException(notPem(pem), e);
    }
  }

  private static String notPem(Path pem) {
    return pem
        + " holds no certificate authority: it must be a PEM file with one or more certificates,"
        + " each beginning with -----BEGIN CERTIFICATE-----";
  }
}
