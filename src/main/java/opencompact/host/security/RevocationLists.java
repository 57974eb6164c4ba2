package opencompact.host.security;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.ocpp.CertificateUse;
import org.jspecify.annotations.Nullable;

/**
 * Which certificates the manufacturer has taken back (OCPP-SE-30): a list (RFC 5280, 5) that the
 * back office sends in PEM behind the ManufacturerRootCertificate that signed it, and sends again
 * with the same root when there is a newer one. So the answer needs no server that could be out of
 * reach, or be kept out of it by whoever wants a revoked certificate to pass.
 */
public final class RevocationLists {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN X509 CRL-----([A-Za-z0-9+/=\\s]*)-----END X509 CRL-----");

  private RevocationLists() {}

  /** Whether a text holds any list at all, good or bad. */
  static boolean in(String text) {
    return PEM.matcher(text).find();
  }

  /** The newest list in a text that this root has signed; null where there is none. */
  static @Nullable X509CRL newest(String text, X509Certificate root) {
    X509CRL newest = null;
    Matcher blocks = PEM.matcher(text);
    while (blocks.find()) {
      X509CRL list = list(blocks.group(1), root);
      if (list != null && (newest == null || newer(list, newest))) {
        newest = list;
      }
    }
    return newest;
  }

  static boolean newer(X509CRL list, X509CRL than) {
    return list.getThisUpdate().toInstant().isAfter(than.getThisUpdate().toInstant());
  }

  private static @Nullable X509CRL list(String base64, X509Certificate root) {
    try {
      byte[] der = Base64.getMimeDecoder().decode(base64);
      X509CRL list =
          (X509CRL)
              CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
      list.verify(root.getPublicKey());
      return list.getIssuerX500Principal().equals(root.getSubjectX500Principal()) ? list : null;
    } catch (GeneralSecurityException | IllegalArgumentException unusable) {
      return null;
    }
  }

  /** A list as PEM. */
  static String pem(X509CRL list) {
    try {
      return "-----BEGIN X509 CRL-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(list.getEncoded())
          + "\n-----END X509 CRL-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a list that was read can be written", e);
    }
  }

  /** Whether a manufacturer's root that is installed has taken this certificate back. */
  public static boolean revoked(String pem, Memory memory) {
    X509Certificate certificate = Certificates.one(pem);
    if (certificate == null) {
      return false;
    }
    for (Fact.CertificateInstalled installed : memory.roots()) {
      X509Certificate root = Certificates.one(installed.pem());
      if (root != null
          && installed.use().equals(CertificateUse.MANUFACTURER_ROOT_CERTIFICATE.wire())
          && Certificates.signed(certificate, root)) {
        X509CRL list = newest(installed.pem(), root);
        if (list != null && list.isRevoked(certificate)) {
          return true;
        }
      }
    }
    return false;
  }
}
