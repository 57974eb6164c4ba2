package opencompact.host.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import opencompact.conformance.Authority;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import org.junit.jupiter.api.Test;

/** Who may sign firmware, and what they signed (OCPP-SE-30, OCPP-SE-32). */
class FileSignatureTest {
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
  private static final byte[] FILE = "a whole firmware".getBytes(StandardCharsets.US_ASCII);

  private final Authority manufacturer = new Authority("Manufacturer");
  private final Memory memory = new Memory();

  FileSignatureTest() {
    memory.fold(
        new Fact.CertificateInstalled("ManufacturerRootCertificate", "print", manufacturer.pem()));
  }

  private static String pem(Authority.Identity identity) {
    return Authority.pem(identity.certificate());
  }

  private static boolean matches(String certificate, byte[] file, String signature) {
    FileSignature verifier = FileSignature.by(certificate);
    for (byte one : file) {
      verifier.update(new byte[] {one}, 0, 1);
    }
    return verifier.matches(signature);
  }

  @Test
  void a_certificate_is_believed_when_the_manufacturers_root_signed_it_OCPP_SE_30() {
    assertThat(FileSignature.objection(pem(manufacturer.issue("Signer")), memory, NOW)).isNull();
    assertThat(FileSignature.objection(pem(manufacturer.issue("Signer")), memory, null)).isNull();
  }

  @Test
  void others_are_not_OCPP_SE_30() {
    assertThat(FileSignature.objection(pem(manufacturer.issueExpired("S")), memory, NOW))
        .contains("expired");
    assertThat(FileSignature.objection(pem(manufacturer.issueNotYetValid("S")), memory, NOW))
        .contains("valid from");
    assertThat(FileSignature.objection(pem(new Authority("Else").issue("S")), memory, NOW))
        .contains("does not lead");
    assertThat(FileSignature.objection(pem(manufacturer.issue("S")), new Memory(), NOW))
        .contains("no root certificate");
    assertThat(FileSignature.objection("nonsense", memory, NOW)).contains("not one X.509");
    assertThat(
            FileSignature.objection(pem(manufacturer.issue("S")) + manufacturer.pem(), memory, NOW))
        .contains("not one X.509");
    assertThat(FileSignature.objection(pem(manufacturer.issueWeak("S")), memory, NOW))
        .contains("shorter than 2048 bits");
  }

  @Test
  void a_signature_of_an_elliptic_curve_is_right_for_these_bytes_only_OCPP_SE_32()
      throws Exception {
    Authority.Identity signer = manufacturer.issue("Signer");
    Signature maker = Signature.getInstance("SHA256withECDSA");
    maker.initSign(signer.keys().getPrivate());
    maker.update(FILE);
    String signature = Base64.getEncoder().encodeToString(maker.sign());
    assertThat(matches(pem(signer), FILE, signature)).isTrue();
    assertThat(matches(pem(signer), "another one".getBytes(StandardCharsets.US_ASCII), signature))
        .isFalse();
    assertThat(matches(pem(manufacturer.issue("Other")), FILE, signature)).isFalse();
    assertThat(matches(pem(signer), FILE, "")).isFalse();
    assertThat(matches(pem(signer), FILE, "no base64!")).isFalse();
  }

  @Test
  void a_signature_of_rsa_is_pss_OCPP_SE_32() throws Exception {
    Authority.Identity signer = manufacturer.issueRsa("Signer");
    assertThat(FileSignature.objection(pem(signer), memory, NOW)).isNull();
    Signature pss = Signature.getInstance("RSASSA-PSS");
    pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
    pss.initSign(signer.keys().getPrivate());
    pss.update(FILE);
    assertThat(matches(pem(signer), FILE, Base64.getEncoder().encodeToString(pss.sign()))).isTrue();
    Signature old = Signature.getInstance("SHA256withRSA");
    old.initSign(signer.keys().getPrivate());
    old.update(FILE);
    assertThat(matches(pem(signer), FILE, Base64.getEncoder().encodeToString(old.sign())))
        .isFalse();
  }
}
