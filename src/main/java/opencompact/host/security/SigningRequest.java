package opencompact.host.security;

import java.io.IOException;
import java.io.StringWriter;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;

/** A request for a certificate (PKCS#10), whoever holds the key that signs it (OCPP-SE-20). */
public final class SigningRequest {
  private SigningRequest() {}

  /**
   * The request as PEM.
   *
   * @param publicKey X.509's SubjectPublicKeyInfo in DER
   */
  public static String pem(
      String commonName, String organization, byte[] publicKey, ContentSigner signer) {
    var name =
        new X500NameBuilder(BCStyle.INSTANCE)
            .addRDN(BCStyle.O, organization)
            .addRDN(BCStyle.CN, commonName)
            .build();
    var request =
        new PKCS10CertificationRequestBuilder(name, SubjectPublicKeyInfo.getInstance(publicKey))
            .build(signer);
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(request);
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory takes every line", e);
    }
    return text.toString();
  }
}
