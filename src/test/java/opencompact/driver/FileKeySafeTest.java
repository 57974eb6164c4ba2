package opencompact.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import opencompact.host.security.KeySafe;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Private keys on a real disk. */
class FileKeySafeTest {
  private static final long BOUND_SECONDS = 30;

  @TempDir Path data;

  private static KeySafe.Told told(FileKeySafe safe, String commonName, String organization) {
    CompletableFuture<KeySafe.Told> told = new CompletableFuture<>();
    safe.make(commonName, organization, told::complete);
    return told.orTimeout(BOUND_SECONDS, TimeUnit.SECONDS).join();
  }

  private static KeySafe.Told.Made made(FileKeySafe safe, String commonName, String organization) {
    return (KeySafe.Told.Made) told(safe, commonName, organization);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("keys"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void a_key_is_made_for_its_owners_eyes_and_signs_a_right_request_OCPP_SE_08_SE_20()
      throws Exception {
    FileKeySafe safe = new FileKeySafe(data);
    KeySafe.Told.Made made = made(safe, "00000042", "Operator + \"Sons\", Inc.");
    assertThat(names()).containsExactly(made.key() + ".key");
    Path file = data.resolve("keys").resolve(made.key() + ".key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
    try (PEMParser pem = new PEMParser(new StringReader(made.request()))) {
      PKCS10CertificationRequest request = (PKCS10CertificationRequest) pem.readObject();
      assertThat(request.getSubject().toString())
          .isEqualTo("O=Operator \\+ \\\"Sons\\\"\\, Inc.,CN=00000042");
      assertThat(
              request.isSignatureValid(
                  new JcaContentVerifierProviderBuilder().build(request.getSubjectPublicKeyInfo())))
          .isTrue();
      assertThat(Base64.getEncoder().encodeToString(request.getSubjectPublicKeyInfo().getEncoded()))
          .isEqualTo(made.publicKey());
    }
    PrivateKey read = new FileKeySafe(data).read(made.key());
    assertThat(read.getAlgorithm()).isEqualTo("EC");
    assertThat(made.toString())
        .doesNotContain(Base64.getEncoder().encodeToString(read.getEncoded()));
  }

  @Test
  void keys_that_nobody_needs_are_destroyed_with_what_a_power_cut_left() throws IOException {
    FileKeySafe safe = new FileKeySafe(data);
    safe.keepOnly(List.of());
    String first = made(safe, "1", "O").key();
    String second = made(safe, "1", "O").key();
    assertThat(first).isNotEqualTo(second);
    Files.writeString(data.resolve("keys").resolve("abc.key.new"), "torn");
    safe.keepOnly(List.of(second));
    // It does what it is asked in order, so what was asked before is done when this is.
    String third = made(safe, "1", "O").key();
    assertThat(names()).containsExactlyInAnyOrder(second + ".key", third + ".key");
    assertThatThrownBy(() -> safe.read(first)).isInstanceOf(IOException.class);
  }

  @Test
  void a_place_where_nothing_can_be_kept_is_told() throws IOException {
    Files.writeString(data.resolve("keys"), "in the way");
    assertThat(told(new FileKeySafe(data), "1", "O"))
        .isInstanceOfSatisfying(
            KeySafe.Told.Failed.class,
            failed -> assertThat(failed.sentence()).contains("check that there is room"));
  }

  @Test
  void a_spoilt_key_is_told_and_no_name_leads_out_of_the_safe() throws IOException {
    FileKeySafe safe = new FileKeySafe(data);
    String name = made(safe, "1", "O").key();
    Files.writeString(data.resolve("keys").resolve(name + ".key"), "-----BEGIN X-----\nAAAA\n");
    assertThatThrownBy(() -> safe.read(name)).hasMessageContaining("is spoilt");
    assertThatThrownBy(() -> safe.read("../../etc/passwd"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
