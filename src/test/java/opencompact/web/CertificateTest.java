package opencompact.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The certificate made at the first start (product section 8). */
class CertificateTest {
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

  private final Certificate certificate =
      Certificate.make(
          "COMPACT-00000042", List.of("garage.lan", "192.168.4.1"), NOW, new SecureRandom());

  @Test
  void it_names_this_machine_and_the_given_hosts() throws Exception {
    assertThat(certificate.certificate().getSubjectAlternativeNames())
        .extracting(name -> String.valueOf(name.get(1)))
        .containsExactly("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "garage.lan", "192.168.4.1");
    assertThat(certificate.covers("garage.lan", NOW)).isTrue();
    assertThat(certificate.covers("GARAGE.lan", NOW)).isTrue();
    assertThat(certificate.covers("::1", NOW)).isTrue();
    assertThat(certificate.covers("192.168.4.2", NOW)).isFalse();
  }

  @Test
  void it_is_good_for_ten_years_and_also_by_a_clock_that_is_behind() throws Exception {
    X509Certificate x509 = certificate.certificate();
    x509.checkValidity(java.util.Date.from(NOW.minus(Duration.ofHours(20))));
    x509.checkValidity(java.util.Date.from(NOW.plus(Duration.ofDays(3649))));
    assertThat(certificate.covers("localhost", NOW.plus(Duration.ofDays(3651)))).isFalse();
  }

  @Test
  void its_key_is_on_p_256_and_signs_itself() throws Exception {
    X509Certificate x509 = certificate.certificate();
    x509.verify(x509.getPublicKey());
    assertThat(((ECPublicKey) x509.getPublicKey()).getParams().getOrder().bitLength())
        .isEqualTo(256);
    assertThat(x509.getSigAlgName()).isEqualTo("SHA256withECDSA");
    assertThat(certificate.keyPem()).startsWith("-----BEGIN PRIVATE KEY-----");
  }

  @Test
  void SEC_1_its_key_is_not_printed() {
    assertThat(certificate.toString()).contains("COMPACT-00000042").doesNotContain("KEY");
    assertThat(certificate.fingerprint()).matches("(?:[0-9A-F]{2}:){31}[0-9A-F]{2}");
  }

  @Test
  void a_text_that_is_no_certificate_is_refused_with_a_sentence() {
    assertThatThrownBy(() -> new Certificate("", "nonsense").certificate())
        .hasMessageContaining("not a PEM text");
  }
}
