package opencompact.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The station's own certificate for its HTTPS pages, made at the first start, because a station in
 * a garage has no name that an authority would vouch for (product section 8). Whoever wants better
 * gives one of their own in the same two PEM texts.
 */
public record Certificate(String keyPem, String certificatePem) {
  private static final Duration LIFE = Duration.ofDays(3650);
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

  /**
   * Makes a key on P-256 and a certificate for ten years.
   *
   * @param station the common name, such as {@code COMPACT-00000042}
   * @param hosts names and addresses besides this machine's own by which the station is reached
   */
  public static Certificate make(
      String station, List<String> hosts, Instant now, SecureRandom chance) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), chance);
      KeyPair keys = generator.generateKeyPair();
      var name =
          new X500NameBuilder(BCStyle.INSTANCE)
              .addRDN(BCStyle.O, "OpenCompact")
              .addRDN(BCStyle.CN, station)
              .build();
      var builder =
          new JcaX509v3CertificateBuilder(
                  name,
                  new BigInteger(127, chance).setBit(64),
                  // A day earlier, for phones whose clock is behind.
                  Date.from(now.minus(Duration.ofDays(1))),
                  Date.from(now.plus(LIFE)),
                  name,
                  keys.getPublic())
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
              .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
              .addExtension(
                  Extension.extendedKeyUsage,
                  false,
                  new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
              .addExtension(Extension.subjectAlternativeName, false, names(hosts));
      byte[] certificate =
          builder
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
              .getEncoded();
      return new Certificate(
          pem(new JcaPKCS8Generator(keys.getPrivate(), null)), pem(x509(certificate)));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("every JDK signs with ECDSA on P-256", e);
    }
  }

  /** Whether the certificate names this host and is still good at the given time. */
  public boolean covers(String host, Instant now) {
    X509Certificate certificate = certificate();
    if (now.isAfter(certificate.getNotAfter().toInstant())) {
      return false;
    }
    try {
      var names = certificate.getSubjectAlternativeNames();
      String wanted = comparable(host);
      return names != null
          && names.stream().anyMatch(n -> comparable(String.valueOf(n.get(1))).equals(wanted));
    } catch (GeneralSecurityException unreadable) {
      return false;
    }
  }

  /** The SHA-256 fingerprint, as browsers show it, for a person to compare. */
  public String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded());
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The certificate as the JDK reads it. A text that is none is refused with a sentence. */
  public X509Certificate certificate() {
    try {
      return x509(certificatePem.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the certificate is not a PEM text of an X.509 one", e);
    }
  }

  private static GeneralNames names(List<String> hosts) {
    Set<String> all = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
    all.addAll(hosts);
    List<GeneralName> names = new ArrayList<>();
    for (String host : all) {
      boolean address = ADDRESS.matcher(host).matches();
      names.add(new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host));
    }
    return new GeneralNames(names.toArray(GeneralName[]::new));
  }

  /** The JDK writes IPv6 addresses out in full, so one short form is brought to that. */
  private static String comparable(String host) {
    return host.equals("::1") ? "0:0:0:0:0:0:0:1" : host.toLowerCase(Locale.ROOT);
  }

  private static X509Certificate x509(byte[] encoded) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(encoded));
  }

  private static String pem(Object thing) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(thing);
    }
    return text.toString();
  }

  /** The key stays out of logs. */
  @Override
  public String toString() {
    return "Certificate[" + certificate().getSubjectX500Principal().getName() + "]";
  }
}
