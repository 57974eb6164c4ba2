package opencompact.host.security;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** X.509 certificates: reading them, naming them, and whether one leads to another (RFC 5280). */
public final class Certificates {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]*)-----END CERTIFICATE-----");
  private static final int LEAST_RSA_BITS = 2048;
  private static final int LEAST_EC_BITS = 224;

  private Certificates() {}

  /** The certificates of a PEM text, in its order; none where one of them cannot be read. */
  public static List<X509Certificate> parse(String text) {
    List<X509Certificate> found = new ArrayList<>();
    Matcher blocks = PEM.matcher(text);
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      while (blocks.find()) {
        byte[] der = Base64.getMimeDecoder().decode(blocks.group(1));
        found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
      }
      return List.copyOf(found);
    } catch (CertificateException | IllegalArgumentException unreadable) {
      return List.of();
    }
  }

  /** The only certificate of a PEM text; null where there is none, or more than one. */
  public static @Nullable X509Certificate one(String text) {
    List<X509Certificate> found = parse(text);
    return found.size() == 1 ? found.getFirst() : null;
  }

  /** A certificate as PEM. */
  public static String pem(X509Certificate certificate) {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der(certificate))
        + "\n-----END CERTIFICATE-----\n";
  }

  /** The SHA-256 of a certificate, in hex: what tells it from every other. */
  public static String fingerprint(X509Certificate certificate) {
    return hash("SHA-256", der(certificate));
  }

  /** The hash of some bytes in lower-case hex. */
  static String hash(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }

  private static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateException e) {
      throw new IllegalStateException("a certificate that was read can be written", e);
    }
  }

  /** Whether it is a certificate of an authority, signed with its own key (OCPP-SE-22). */
  public static boolean root(X509Certificate certificate) {
    return certificate.getBasicConstraints() >= 0
        && certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal())
        && signed(certificate, certificate);
  }

  /** Whether the second certificate's key signed the first one. */
  public static boolean signed(X509Certificate certificate, X509Certificate by) {
    try {
      certificate.verify(by.getPublicKey());
      return true;
    } catch (GeneralSecurityException no) {
      return false;
    }
  }

  /** Whether a key is long enough: RSA 2048, elliptic curves 224 bits (OCPP-SE-08). */
  public static boolean strong(PublicKey key) {
    return switch (key) {
      case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= LEAST_RSA_BITS;
      case ECPublicKey ec -> ec.getParams().getOrder().bitLength() >= LEAST_EC_BITS;
      default -> false;
    };
  }

  /** One attribute of the subject's name, such as CN; null where there is none. */
  static @Nullable String subject(X509Certificate certificate, String attribute) {
    return DistinguishedName.attribute(
        certificate.getSubjectX500Principal().getEncoded(), attribute);
  }

  /**
   * Why a chain does not lead to one of the anchors; null if it does. Each link is checked: who
   * signed it, when it is valid, whether its issuer may sign.
   *
   * @param chain its own certificate first; the anchor may be at its end
   * @param at the time at which it must be valid, null where nobody knows the time
   */
  public static @Nullable String objection(
      List<X509Certificate> chain, List<X509Certificate> anchors, @Nullable Instant at) {
    if (chain.isEmpty()) {
      return "there is no certificate in it";
    }
    if (anchors.isEmpty()) {
      return "no root certificate is installed that could vouch for it";
    }
    List<X509Certificate> path = new ArrayList<>();
    for (X509Certificate link : chain) {
      if (anchors.contains(link) && !path.isEmpty()) {
        break;
      }
      path.add(link);
    }
    X509Certificate first = path.getFirst();
    if (at != null && at.isAfter(first.getNotAfter().toInstant())) {
      return "it expired on " + first.getNotAfter().toInstant();
    }
    if (at != null && at.isBefore(first.getNotBefore().toInstant())) {
      return "it is valid from " + first.getNotBefore().toInstant() + " only";
    }
    try {
      CertPath certPath = CertificateFactory.getInstance("X.509").generateCertPath(path);
      LinkedHashSet<TrustAnchor> trusted = new LinkedHashSet<>();
      anchors.forEach(anchor -> trusted.add(new TrustAnchor(anchor, null)));
      PKIXParameters rules = new PKIXParameters(trusted);
      rules.setRevocationEnabled(false);
      rules.setDate(Date.from(at == null ? middle(first) : at));
      CertPathValidator.getInstance("PKIX").validate(certPath, rules);
      return null;
    } catch (GeneralSecurityException no) {
      return "it does not lead to an installed root certificate ("
          + String.valueOf(no.getMessage())
          + ")";
    }
  }

  /** A time at which a certificate is valid, where nobody knows the time. */
  private static Instant middle(X509Certificate certificate) {
    Instant from = certificate.getNotBefore().toInstant();
    Instant until = certificate.getNotAfter().toInstant();
    return from.plusMillis((until.toEpochMilli() - from.toEpochMilli()) / 2);
  }

  /** The bytes of an ASCII text. */
  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
