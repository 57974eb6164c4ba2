package opencompact.host.security;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.Locale;
import opencompact.ocpp.CertificateHashData;
import opencompact.ocpp.HashAlgorithm;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * What names a certificate in OCPP, as in OCSP (RFC 6960, 4.1.1; OCPP-SE-25): hashes of the DER
 * form of its issuer's name and of the bits of its issuer's key, and its serial number in hex
 * without leading zeros.
 */
final class HashData {
  private HashData() {}

  /** The name of a certificate that its issuer has signed. */
  static CertificateHashData of(
      X509Certificate certificate, X509Certificate issuer, HashAlgorithm algorithm) {
    String hash =
        switch (algorithm) {
          case SHA256 -> "SHA-256";
          case SHA384 -> "SHA-384";
          case SHA512 -> "SHA-512";
        };
    byte[] name = certificate.getIssuerX500Principal().getEncoded();
    // The content of the BIT STRING, without its tag, its length and the count of unused bits.
    byte[] key =
        SubjectPublicKeyInfo.getInstance(issuer.getPublicKey().getEncoded())
            .getPublicKeyData()
            .getOctets();
    return new CertificateHashData(
        algorithm,
        Certificates.hash(hash, name),
        Certificates.hash(hash, key),
        serial(certificate.getSerialNumber()));
  }

  /** At most 40 digits: RFC 5280 allows 20 bytes. Whoever breaks that is named by the last ones. */
  private static String serial(BigInteger number) {
    String hex = number.abs().toString(16);
    return hex.length() <= 40 ? hex : hex.substring(hex.length() - 40);
  }

  /** Whether both name the same, however they are written. */
  static boolean same(CertificateHashData one, CertificateHashData other) {
    return one.hashAlgorithm() == other.hashAlgorithm()
        && one.issuerNameHash().equalsIgnoreCase(other.issuerNameHash())
        && one.issuerKeyHash().equalsIgnoreCase(other.issuerKeyHash())
        && bare(one.serialNumber()).equals(bare(other.serialNumber()));
  }

  private static String bare(String serial) {
    return serial.toLowerCase(Locale.ROOT).replaceFirst("^0x", "").replaceFirst("^0+(?=.)", "");
  }
}
