package opencompact.host.security;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import opencompact.memory.Memory;
import opencompact.ocpp.CertificateUse;
import org.jspecify.annotations.Nullable;

/**
 * The signature of a file by the manufacturer: whether its certificate is believed, and whether it
 * signed these very bytes (OCPP-SE-30, OCPP-SE-32).
 *
 * <pre>{@code
 * String objection =
 *     FileSignature.objection(request.firmware().signingCertificate(), turn.memory(), Roots.at(turn));
 * // not null: answer InvalidCertificate, and turn.alert(INVALID_FIRMWARE_SIGNING_CERTIFICATE, …)
 *
 * FileSignature signature = FileSignature.by(signingCertificate);
 * for (byte[] piece : file) {
 *   signature.update(piece, 0, piece.length);
 * }
 * boolean right = signature.matches(firmware.signature());
 * }</pre>
 */
public final class FileSignature {
  private static final int SALT_BYTES = 32;

  private final Signature verifier;

  private FileSignature(Signature verifier) {
    this.verifier = verifier;
  }

  /**
   * Why a signing certificate is not believed; null if it is: it is valid, strong, and signed by an
   * installed ManufacturerRootCertificate without anybody between.
   *
   * @param pem one certificate
   * @param at the time at which it must be valid, null where nobody knows the time
   */
  public static @Nullable String objection(String pem, Memory memory, @Nullable Instant at) {
    X509Certificate certificate = Certificates.one(pem);
    if (certificate == null) {
      return "it is not one X.509 certificate in PEM";
    }
    if (!Certificates.strong(certificate.getPublicKey())) {
      return "its key is shorter than 2048 bits of RSA or 224 bits of an elliptic curve";
    }
    boolean[] usage = certificate.getKeyUsage();
    if (usage != null && !usage[0]) {
      return "its key is not meant for signatures";
    }
    return Certificates.objection(
        List.of(certificate), Roots.of(CertificateUse.MANUFACTURER_ROOT_CERTIFICATE, memory), at);
  }

  /**
   * A verifier for one file, to be given all its bytes in order: SHA-256 with ECDSA or RSA-PSS.
   *
   * @param pem the signing certificate
   * @throws IllegalArgumentException if it is none; ask {@link #objection} before
   */
  public static FileSignature by(String pem) {
    X509Certificate certificate = Certificates.one(pem);
    if (certificate == null) {
      throw new IllegalArgumentException("a signing certificate must be one X.509 certificate");
    }
    PublicKey key = certificate.getPublicKey();
    try {
      Signature verifier;
      if (key instanceof ECPublicKey) {
        verifier = Signature.getInstance("SHA256withECDSA");
      } else {
        verifier = Signature.getInstance("RSASSA-PSS");
        verifier.setParameter(
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, SALT_BYTES, 1));
      }
      verifier.initVerify(key);
      return new FileSignature(verifier);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("nothing can be verified with this certificate", e);
    }
  }

  /** The next bytes of the file. */
  public void update(byte[] bytes, int from, int length) {
    try {
      verifier.update(bytes, from, length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a verifier that was begun takes bytes", e);
    }
  }

  /** Whether this is the signature of all bytes given, in Base64; a text that is none is not. */
  public boolean matches(String signature) {
    try {
      return verifier.verify(Base64.getMimeDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException spoilt) {
      return false;
    }
  }
}
