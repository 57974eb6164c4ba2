package opencompact.sim;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.SplittableRandom;
import opencompact.host.security.Certificates;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.jspecify.annotations.Nullable;

/** A certificate authority of the simulated world; its seed decides every certificate. */
public final class SimAuthority {
  private final X500Name name;
  private final SplittableRandom chance;
  private final SimKeys keys;
  private final X509Certificate root;
  private long serial;

  /**
   * An authority with a root certificate.
   *
   * @param from when the root begins to be valid
   * @param until when it ends
   */
  public SimAuthority(String commonName, long seed, Instant from, Instant until) {
    this.name = new X500Name("CN=" + commonName);
    this.chance = new SplittableRandom(seed);
    this.keys = SimKeys.random(chance);
    this.root = sign(name, SubjectPublicKeyInfo.getInstance(keys.publicKey()), from, until, true);
  }

  public X509Certificate root() {
    return root;
  }

  /** The root certificate as PEM. */
  public String rootPem() {
    return Certificates.pem(root);
  }

  /** A server's certificate for a name, whose key nobody needs here. */
  public X509Certificate server(String host, Instant from, Instant until) {
    SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(SimKeys.random(chance).publicKey());
    return sign(new X500Name("CN=" + host), key, from, until, false);
  }

  /** Whatever the request asks for. */
  public X509Certificate sign(String request, Instant from, Instant until) {
    return sign(request, null, from, until);
  }

  /** The same for another name than the request's. */
  public X509Certificate sign(
      String request, @Nullable String subject, Instant from, Instant until) {
    try (PEMParser pem = new PEMParser(new StringReader(request))) {
      PKCS10CertificationRequest asked = (PKCS10CertificationRequest) pem.readObject();
      return sign(
          subject == null ? asked.getSubject() : new X500Name(subject),
          asked.getSubjectPublicKeyInfo(),
          from,
          until,
          false);
    } catch (IOException e) {
      throw new IllegalArgumentException("this is no request for a certificate", e);
    }
  }

  /** A list of what has been taken back, as PEM. */
  public String revocations(Instant at, X509Certificate... revoked) {
    X509v2CRLBuilder list = new X509v2CRLBuilder(name, Date.from(at));
    for (X509Certificate one : revoked) {
      list.addCRLEntry(one.getSerialNumber(), Date.from(at), CRLReason.keyCompromise);
    }
    try {
      return "-----BEGIN X509 CRL-----\n"
          + Base64.getMimeEncoder().encodeToString(list.build(keys.signer()).getEncoded())
          + "\n-----END X509 CRL-----\n";
    } catch (IOException e) {
      throw new IllegalStateException("a list in memory can be made", e);
    }
  }

  private X509Certificate sign(
      X500Name subject, SubjectPublicKeyInfo key, Instant from, Instant until, boolean authority) {
    try {
      X509v3CertificateBuilder builder =
          new X509v3CertificateBuilder(
                  name,
                  BigInteger.valueOf(++serial),
                  Date.from(from),
                  Date.from(until),
                  subject,
                  key)
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      if (subject.toString().startsWith("CN=") && !authority) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(
                new GeneralName(GeneralName.dNSName, subject.toString().substring(3))));
      }
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(builder.build(keys.signer()).getEncoded()));
    } catch (IOException | CertificateException e) {
      throw new IllegalStateException("a certificate in memory can be made", e);
    }
  }
}
