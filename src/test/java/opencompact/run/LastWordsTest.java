package opencompact.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import opencompact.catalogue.ResetReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastWordsTest {
  @TempDir Path data;

  @Test
  void the_first_start_is_a_power_up() throws IOException {
    assertThat(new LastWords(data, "boot-1", Supervision.NONE).reason())
        .isEqualTo(ResetReason.POWER_ON);
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
    "LOOP_HUNG, boot-1, boot-1, INTERRUPT_WATCHDOG",
    "TASK_HUNG, boot-1, boot-1, TASK_WATCHDOG",
    "OTHER_HUNG, boot-1, boot-1, OTHER_WATCHDOG",
    "UPDATED, boot-1, boot-1, SOFTWARE",
    "UPDATED, boot-1, boot-2, SOFTWARE",
  })
  void rst_2_the_end_before_tells_the_reason_of_a_start(
      LastWords.Word word, String before, String now, ResetReason reason) throws IOException {
    new LastWords(data, before, Supervision.NONE).say(word);

    assertThat(new LastWords(data, now, Supervision.NONE).reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    // exit code of the process before, machine start then and now, reason
    "3, boot-1, boot-1, PANIC",
    "134, boot-1, boot-1, PANIC",
    "139, boot-1, boot-1, PANIC",
    "137, boot-1, boot-1, EXTERNAL",
    "137, '', '', EXTERNAL",
    "143, boot-1, boot-1, EXTERNAL",
    "134, boot-1, boot-2, POWER_ON",
    "134, '', '', PANIC",
  })
  void rst_2_what_crashed_could_not_say_so_but_its_exit_code_does(
      int exitCode, String before, String now, ResetReason reason) throws IOException {
    new LastWords(data, before, Supervision.NONE).say(LastWords.Word.RUNNING);

    assertThat(new LastWords(data, now, new Supervision(1, exitCode)).reason()).isEqualTo(reason);
  }

  @Test
  void rst_2_every_reason_but_those_that_never_occur_here_is_told_by_something()
      throws IOException {
    Set<ResetReason> told = new TreeSet<>();
    for (LastWords.Word word : LastWords.Word.values()) {
      new LastWords(data, "boot-1", Supervision.NONE).say(word);
      told.add(new LastWords(data, "boot-1", Supervision.NONE).reason());
    }
    told.add(new LastWords(data.resolve("none"), "boot-1", Supervision.NONE).reason());
    Files.writeString(data.resolve(LastWords.FILE), "?!");
    told.add(new LastWords(data, "boot-1", Supervision.NONE).reason());

    for (ResetReason reason : ResetReason.values()) {
      assertThat(told.contains(reason))
          .as(reason.title())
          .isNotEqualTo(reason.toldBy().startsWith("Never here"));
    }
  }

  @Test
  void a_spoilt_file_tells_nothing() throws IOException {
    Files.writeString(data.resolve(LastWords.FILE), "?!");

    assertThat(new LastWords(data, "boot-1", Supervision.NONE).reason())
        .isEqualTo(ResetReason.UNKNOWN);
  }
}
