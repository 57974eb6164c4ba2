package opencompact.ocpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever judges every frame sees what is wrong with one. */
class FrameJudgeTest {
  private final FrameJudge judge = new FrameJudge();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "hello                                                  | it is not JSON",
        "{}                                                     | it is no array",
        "[2,1,\"Heartbeat\",{}]                                 | it is no array",
        "[5,\"1\",\"Heartbeat\",{}]                             | its message type is 5",
        "[2,\"1\",\"Heartbeat\",{},{}]                          | a CALL has four elements",
        "[2,\"1\",\"Reset\",{\"type\":\"Soft\"}]                | does not ask for Reset",
        "[2,\"1234567890123456789012345678901234567\",\"Heartbeat\",{}] | its id has 37 characters",
        "[3,\"1\",{}]                                           | nobody has asked under the id 1",
        "[4,\"1\",\"FormatViolation\",\"\",{}]                  | no error code",
        "[4,\"1\",\"NotSupported\",\"\"]                        | a CALLERROR has five elements",
      })
  void OCPP_TR_11_a_frame_of_the_wrong_form_is_named(String frame, String sentence) {
    assertThatThrownBy(() -> judge.said(frame))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(sentence)
        .hasMessageEndingWith(frame);
  }

  @Test
  void OCPP_MS_38_a_payload_that_breaks_its_schema_is_named() {
    assumeTrue(OfficialSchemas.installed() != null, "run npm ci in src/test/node");
    judge.told("[2,\"1\",\"Reset\",{\"type\":\"Soft\"}]");
    judge.told("[2,\"2\",\"ClearCache\",{}]");

    judge.said("[3,\"1\",{\"status\":\"Accepted\"}]");
    assertThatThrownBy(() -> judge.said("[3,\"2\",{\"status\":\"Perhaps\"}]"))
        .hasMessageContaining("payload.status is none of [Accepted, Rejected]");
    assertThatThrownBy(() -> judge.said("[2,\"9\",\"Heartbeat\",{\"a\":1}]"))
        .hasMessageContaining("payload has the unknown property a");
    assertThat(judge.judged()).isEqualTo(3);
  }

  @Test
  void an_id_that_is_used_again_is_answered_again() {
    judge.told("[2,\"1\",\"Reset\",{\"type\":\"Soft\"}]");
    judge.told("[2,\"1\",\"ClearCache\",{}]");

    judge.said("[4,\"1\",\"ProtocolError\",\"\",{}]");
    judge.said("[3,\"1\",{\"status\":\"Accepted\"}]");
    judge.said("[3,\"1\",{\"status\":\"Accepted\"}]");
    assertThatThrownBy(() -> judge.said("[3,\"1\",{\"status\":\"Accepted\"}]"))
        .hasMessageContaining("nobody has asked");
  }

  @Test
  void OCPP_MS_38_no_test_of_a_whole_station_goes_unjudged() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
      List<Path> unjudged =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.endsWith("FrameJudgeTest.java"))
              .filter(
                  file -> text(file).contains("new Yard(") && !text(file).contains("FrameJudge"))
              .toList();
      assertThat(unjudged).as("tests whose yard nobody judges: FrameJudge.of(yard)").isEmpty();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
