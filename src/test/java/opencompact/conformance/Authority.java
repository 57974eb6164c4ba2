package opencompact.conformance;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import opencompact.host.security.Certificates;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.jspecify.annotations.Nullable;

/**
 * A certificate authority of the tests' own, which signs what it is asked to, bad ones included.
 */
public final class Authority {
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant NOT_SO_LONG_AGO = Instant.parse("2021-01-01T00:00:00Z");
  private static final Instant FAR_AHEAD = Instant.parse("2090-01-01T00:00:00Z");
  private static final Instant FARTHER_AHEAD = Instant.parse("2091-01-01T00:00:00Z");
  private static final AtomicLong SERIAL = new AtomicLong(1);

  private final X500Name name;
  private final KeyPair keys = keys();
  private final X509Certificate certificate;

  public Authority(String commonName) {
    name = new X500Name("CN=" + commonName);
    certificate = sign(name, keys, LONG_AGO, FAR_AHEAD, true, new GeneralName[0]);
  }

  /** A server's key and certificate, ready for Java and, as PEM files, for anybody else. */
  public record Identity(KeyPair keys, X509Certificate certificate) {
    public SSLContext serverContext() {
      return serverContext("TLS");
    }

    /** A context that speaks at most that protocol, for example TLSv1.2. */
    public SSLContext serverContext(String protocol) {
      return serverContext(protocol, null);
    }

    /** The same, believing clients whose certificates that authority has signed. */
    public SSLContext serverContext(String protocol, @Nullable Authority clients) {
      try {
        char[] password = "changeit".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", keys.getPrivate(), password, new Certificate[] {certificate});
        KeyManagerFactory managers =
            KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, password);
        SSLContext context = SSLContext.getInstance(protocol);
        context.init(managers.getKeyManagers(), clients == null ? null : clients.trust(), null);
        return context;
      } catch (GeneralSecurityException | IOException e) {
        throw new AssertionError("no server TLS", e);
      }
    }

    public Path writeKey(Path file) {
      return write(file, "PRIVATE KEY", keys.getPrivate().getEncoded());
    }

    public Path writeCertificate(Path file) {
      return Authority.writeCertificate(file, certificate);
    }
  }

  /** For names and, where they look like one, IPv4 addresses. */
  public Identity issue(String... names) {
    return issue(LONG_AGO, FAR_AHEAD, names);
  }

  public Identity issueExpired(String... names) {
    return issue(LONG_AGO, NOT_SO_LONG_AGO, names);
  }

  public Identity issueNotYetValid(String... names) {
    return issue(FAR_AHEAD, FARTHER_AHEAD, names);
  }

  /** With a key of RSA. */
  public Identity issueRsa(String... names) {
    return issue(LONG_AGO, FAR_AHEAD, rsa(2048), names);
  }

  /** With a key that is too short to be believed. */
  public Identity issueWeak(String... names) {
    return issue(LONG_AGO, FAR_AHEAD, rsa(1024), names);
  }

  /** What a request, PKCS#10 as PEM, asks for. */
  public X509Certificate sign(String request) {
    try (PEMParser pem = new PEMParser(new StringReader(request))) {
      PKCS10CertificationRequest asked = (PKCS10CertificationRequest) pem.readObject();
      return new JcaX509CertificateConverter()
          .getCertificate(
              new X509v3CertificateBuilder(
                      name,
                      BigInteger.valueOf(SERIAL.getAndIncrement()),
                      Date.from(LONG_AGO),
                      Date.from(FAR_AHEAD),
                      asked.getSubject(),
                      asked.getSubjectPublicKeyInfo())
                  .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    } catch (IOException | OperatorCreationException | GeneralSecurityException e) {
      throw new AssertionError("no certificate", e);
    }
  }

  /** This authority's own certificate as PEM. */
  public String pem() {
    return pem(certificate);
  }

  /** A certificate as PEM. */
  public static String pem(X509Certificate certificate) {
    return Certificates.pem(certificate);
  }

  private TrustManager[] trust() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("authority", certificate);
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    return managers.getTrustManagers();
  }

  /** What a station must be given to trust this authority. */
  public Path writeCertificate(Path file) {
    return writeCertificate(file, certificate);
  }

  private Identity issue(Instant from, Instant until, String... names) {
    return issue(from, until, keys(), names);
  }

  private Identity issue(Instant from, Instant until, KeyPair pair, String... names) {
    GeneralName[] alternatives = new GeneralName[names.length];
    for (int i = 0; i < names.length; i++) {
      boolean address = names[i].matches("[\\d.]+");
      alternatives[i] =
          new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, names[i]);
    }
    X500Name subject = new X500Name("CN=" + names[0]);
    return new Identity(pair, sign(subject, pair, from, until, false, alternatives));
  }

  private X509Certificate sign(
      X500Name subject,
      KeyPair pair,
      Instant from,
      Instant until,
      boolean authority,
      GeneralName[] alternatives) {
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
                  name,
                  BigInteger.valueOf(SERIAL.getAndIncrement()),
                  Date.from(from),
                  Date.from(until),
                  subject,
                  pair.getPublic())
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      if (alternatives.length > 0) {
        builder.addExtension(
            Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    } catch (CertIOException | OperatorCreationException | GeneralSecurityException e) {
      throw new AssertionError("no certificate", e);
    }
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), new SecureRandom());
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("no key pair", e);
    }
  }

  private static KeyPair rsa(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits, new SecureRandom());
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("no key pair", e);
    }
  }

  private static Path writeCertificate(Path file, X509Certificate certificate) {
    try {
      return write(file, "CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new AssertionError("no certificate", e);
    }
  }

  private static Path write(Path file, String kind, byte[] content) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    try {
      return Files.writeString(
          file, "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
