package opencompact.ocpp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlanceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      quoteCharacter = '`',
      value = {
        "[2,\"1\",\"Heartbeat\",{}]                       | CALL       | 1 | Heartbeat",
        "[3,\"1\",{\"currentTime\":\"x\"}]                | RESULT     | 1 | -",
        "[4,\"1\",\"NotSupported\",\"\",{}]               | CALL_ERROR | 1 | -",
        "[2,\"1\",7,{}]                                   | CALL       | 1 | -",
        "[9,\"1\",\"Heartbeat\",{}]                       | UNREADABLE | 1 | -",
        "[2,7,\"Heartbeat\",{}]                           | UNREADABLE | - | Heartbeat",
        "[2,\"1\",\"Heartbeat\",{                         | UNREADABLE | 1 | Heartbeat",
        "{\"a\":[2,\"1\",\"Heartbeat\",{}]}               | UNREADABLE | - | -",
        "[2,\"1\",\"Heartbeat\",{}] []                    | UNREADABLE | 1 | Heartbeat",
        "hello                                            | UNREADABLE | - | -",
        "[]                                               | UNREADABLE | - | -",
        "17                                               | UNREADABLE | - | -",
      })
  void DIA_2_a_text_tells_its_kind_its_id_and_its_action(
      String text, Glance.Kind kind, String id, String action) {
    Glance glance = Glance.at(text);

    assertThat(glance.kind()).isEqualTo(kind);
    assertThat(glance.id()).isEqualTo(id);
    assertThat(glance.action()).isEqualTo(action);
    assertThat(glance.shown()).isEqualTo(text);
  }

  @Test
  void an_empty_text_is_unreadable() {
    assertThat(Glance.at("").kind()).isEqualTo(Glance.Kind.UNREADABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[2,\"1\",\"ChangeConfiguration\",{\"key\":\"AuthorizationKey\",\"value\":\"PASS\"}]",
        "[2,\"1\",\"ChangeConfiguration\",{\"value\":\"PASS\",\"key\":\"authorizationKEY\"}]",
        "[2,\"1\",\"ChangeConfiguration\",{\"Key\":\" AuthorizationKey \",\"Value\":\"PASS\"}]",
        "[2,\"1\",\"ChangeConfiguration\",{\"key\":\"Authorization\\u004bey\",\"value\":\"PASS\"}]",
        "[2,\"1\",\"X\",{\"key\":\"a\",\"key\":\"AuthorizationKey\",\"value\":\"PASS\",\"value\":1}]",
        "[2,\"1\",\"X\",{\"key\":\"AuthorizationKey\",\"value\":[\"PASS\",{\"x\":\"PASS\"}]}]",
        "[3,\"1\",{\"configurationKey\":[{\"key\":\"A\",\"readonly\":true,\"value\":\"shown\"},"
            + "{\"key\":\"AuthorizationKey\",\"readonly\":false,\"value\":\"PASS\"}]}]",
        "[2,\"1\",\"ChangeConfiguration\",{\"key\":\"AuthorizationKey\",\"value\":\"PASS",
        "[2,\"1\",\"ChangeConfiguration\",{\"value\":\"PASS\",\"key\":\"AuthorizationKey\"}",
        "[2,\"1\",\"ChangeConfiguration\",{\"key\":\"Authorization\\u004Bey\",\"value\":\"PASS",
        "{\"key\":\"AuthorizationKey\",\"value\":\"PASS\"}",
        "[2,\"1\",\"GetDiagnostics\",{\"location\":\"ftp://user:PASS@files.test/a\"}]",
        "[2,\"1\",\"GetDiagnostics\",{\"location\":\"ftp:\\/\\/user:PASS@files.test\\/a\"}]",
        "[2,\"1\",\"GetLog\",{\"log\":{\"remoteLocation\":\"https://u:PA@SS@h:8443/a\"}}]",
        "[2,\"1\",\"UpdateFirmware\",{\"location\":\"https://:PASS@h/a\"}]",
        "[2,\"1\",\"UpdateFirmware\",{\"location\":\"https://u:PA/SS@h/a\"}]",
        "[2,\"1\",\"UpdateFirmware\",{\"location\":\"https://u:PASS@h/a\"",
        "[2,\"1\",\"UpdateFirmware\",{\"ftp://u:PASS@h/a\":1}]",
        "[2,\"1\",\"UpdateFirmware\",{\"location\":\"https://PASS@h/a\"}]",
        "[2,\"1\",\"GetDiagnostics\",{\"location\":\"https://h/put?sig=PASS&token=PASS\"}]",
        "[2,\"1\",\"GetDiagnostics\",{\"location\":\"https:\\/\\/h\\/put?sig=PASS\"",
        "please fetch ftp:\\/\\/u:PASS@h/a",
      })
  void DIA_2_a_secret_is_in_no_form_of_the_log(String text) {
    String shown = Glance.at(text).shown();

    assertThat(shown).doesNotContain("PASS", "SS@").contains(Glance.MASK);
  }

  @Test
  void DIA_2_everything_else_stays_as_it_was_said() {
    String text =
        "[2, \"1\" ,\"ChangeConfiguration\",{ \"x\":\"\\u00fc\",\"value\" : \"PASS\" ,"
            + "\"key\":\"AuthorizationKey\",\"l\":\"ftp://u:PASS@h/\\u00fc\"}]";

    assertThat(Glance.at(text).shown())
        .isEqualTo(
            "[2, \"1\" ,\"ChangeConfiguration\",{ \"x\":\"\\u00fc\",\"value\" : \"***\" ,"
                + "\"key\":\"AuthorizationKey\",\"l\":\"ftp://u:***@h/ü\"}]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[2,\"1\",\"ChangeConfiguration\",{\"key\":\"HeartbeatInterval\",\"value\":\"60\"}]",
        "[2,\"1\",\"GetDiagnostics\",{\"location\":\"http://files.test:8080/a@b\"}]",
        "[2,\"1\",\"GetDiagnostics\",{\"location\":\"ftp://anonymous@files.test/a\"}]",
        "[2,\"1\",\"SignCertificate\",{\"csr\":\"-----BEGIN CERTIFICATE REQUEST-----\\nMII\"}]",
        "[2,\"1\",\"DataTransfer\",{\"vendorId\":\"a\",\"data\":\"12:30 me@example.org\"}]",
      })
  void what_is_no_secret_is_shown(String text) {
    assertThat(Glance.at(text).shown()).isEqualTo(text);
  }

  @Test
  void a_long_frame_is_masked_at_the_right_place() {
    String filling = "\"" + "ü".repeat(70_000) + "\"";
    String text =
        "[2,\"1\",\"X\",{\"a\":" + filling + ",\"key\":\"AuthorizationKey\",\"value\":\"PASS\"}]";

    assertThat(Glance.at(text).shown()).isEqualTo(text.replace("PASS", "***"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "://", "://a:b", ":", "{", "[", "\"", "ftp://a:1@"})
  @Timeout(20)
  void no_text_takes_long(String piece) {
    String text = piece.repeat(256 * 1024 / piece.length());

    assertThat(Glance.at(text).kind()).isEqualTo(Glance.Kind.UNREADABLE);
    assertThat(Glance.at("[2,\"1\",\"X\",{\"a\":\"" + text.replace('"', 'q') + "\"}]").kind())
        .isEqualTo(Glance.Kind.CALL);
  }
}
