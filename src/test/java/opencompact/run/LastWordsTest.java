package opencompact.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import opencompact.catalogue.ResetReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastWordsTest {
  @TempDir Path data;

  @Test
  void the_first_start_is_a_power_up() throws IOException {
    assertThat(new LastWords(data, "boot-1").reason()).isEqualTo(ResetReason.POWER_ON);
  }

  @ParameterizedTest
  @CsvSource({
    // last word, machine start then, machine start now, reason
    "RUNNING, boot-1, boot-1, EXTERNAL",
    "RUNNING, boot-1, boot-2, POWER_ON",
    "RUNNING, '', '', UNKNOWN",
    "STOPPED, boot-1, boot-1, SOFTWARE",
    "STOPPED, boot-1, boot-2, POWER_ON",
    "STOPPED, '', '', SOFTWARE",
    "PANIC, boot-1, boot-1, PANIC",
    "PANIC, boot-1, boot-2, PANIC",
    "POWER_CUT, boot-1, boot-1, POWER_ON",
  })
  void rst_2_the_end_before_tells_the_reason_of_a_start(
      LastWords.Word word, String before, String now, ResetReason reason) throws IOException {
    new LastWords(data, before).say(word);

    assertThat(new LastWords(data, now).reason()).isEqualTo(reason);
  }

  @Test
  void a_spoilt_file_tells_nothing() throws IOException {
    Files.writeString(data.resolve(LastWords.FILE), "?!");

    assertThat(new LastWords(data, "boot-1").reason()).isEqualTo(ResetReason.UNKNOWN);
  }
}
