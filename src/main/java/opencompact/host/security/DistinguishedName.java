package opencompact.host.security;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.jspecify.annotations.Nullable;

/** A name in a certificate (X.501). */
final class DistinguishedName {
  private DistinguishedName() {}

  /**
   * The first value of one of its attributes; null where there is none.
   *
   * @param der the name as it stands in the certificate
   * @param attribute such as CN or O
   */
  static @Nullable String attribute(byte[] der, String attribute) {
    ASN1ObjectIdentifier wanted = BCStyle.INSTANCE.attrNameToOID(attribute);
    RDN[] found = X500Name.getInstance(der).getRDNs(wanted);
    return found.length == 0
        ? null
        : IETFUtils.valueToString(found[0].getFirst().getValue()).replaceAll("\\\\(.)", "$1");
  }
}
