package opencompact.sim;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.util.random.RandomGenerator;
import org.bouncycastle.asn1.nist.NISTNamedCurves;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X962Parameters;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;

/**
 * A key on P-256 of the simulated world: a seed decides what it is, and what it signs (RFC 6979),
 * so that a day with certificates replays line by line. It protects nothing.
 */
final class SimKeys {
  private static final X9ECParameters P256 = NISTNamedCurves.getByName("P-256");

  private final ECPrivateKeyParameters secret;
  private final byte[] publicKey;

  private SimKeys(ECPrivateKeyParameters secret, byte[] publicKey) {
    this.secret = secret;
    this.publicKey = publicKey;
  }

  static SimKeys random(RandomGenerator chance) {
    byte[] bytes = new byte[40];
    chance.nextBytes(bytes);
    BigInteger below = P256.getN().subtract(BigInteger.ONE);
    BigInteger secret = new BigInteger(1, bytes).mod(below).add(BigInteger.ONE);
    ECDomainParameters domain = new ECDomainParameters(P256);
    byte[] point = P256.getG().multiply(secret).normalize().getEncoded(false);
    try {
      byte[] info =
          new SubjectPublicKeyInfo(
                  new AlgorithmIdentifier(
                      X9ObjectIdentifiers.id_ecPublicKey,
                      new X962Parameters(X9ObjectIdentifiers.prime256v1)),
                  point)
              .getEncoded();
      return new SimKeys(new ECPrivateKeyParameters(secret, domain), info);
    } catch (IOException e) {
      throw new IllegalStateException("a key in memory can be written", e);
    }
  }

  /** X.509's SubjectPublicKeyInfo in DER. */
  byte[] publicKey() {
    return publicKey.clone();
  }

  /** What signs with this key. */
  ContentSigner signer() {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    return new ContentSigner() {
      @Override
      public AlgorithmIdentifier getAlgorithmIdentifier() {
        return new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withECDSA");
      }

      @Override
      public OutputStream getOutputStream() {
        return content;
      }

      @Override
      public byte[] getSignature() {
        DSADigestSigner signer =
            new DSADigestSigner(
                new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest())), new SHA256Digest());
        signer.init(true, secret);
        byte[] bytes = content.toByteArray();
        signer.update(bytes, 0, bytes.length);
        return signer.generateSignature();
      }
    };
  }
}
