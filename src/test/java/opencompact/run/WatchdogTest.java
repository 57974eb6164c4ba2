package opencompact.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import opencompact.catalogue.ResetReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchdogTest {
  private static final Duration PATIENCE = Watchdog.ROUND.multipliedBy(4);

  private final List<String> alarms = new ArrayList<>();
  private final List<Beat> hanging = new ArrayList<>();

  private Watchdog over(Beat... beats) {
    return new Watchdog(
        List.of(beats),
        (beat, sentence) -> {
          hanging.add(beat);
          alarms.add(sentence);
        },
        () -> {});
  }

  private static Beat beat(String loop, ResetReason reason) {
    return new Beat(loop, reason, PATIENCE, null);
  }

  @Test
  void RST_5_a_loop_that_comes_round_is_left_alone() {
    Beat beat = beat("host", ResetReason.TASK_WATCHDOG);
    Watchdog watchdog = over(beat);
    for (int round = 0; round < 100; round++) {
      if (round % 3 == 0) {
        beat.beats();
      }
      watchdog.look();
    }
    assertThat(alarms).isEmpty();
  }

  @Test
  void RST_5_a_hung_loop_is_named_once_with_what_it_did_and_where_it_stands() throws Exception {
    Beat host = beat("host", ResetReason.TASK_WATCHDOG);
    Beat rtm = beat("RTM", ResetReason.INTERRUPT_WATCHDOG);
    Watchdog watchdog = over(host, rtm);
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              host.beats();
              host.doing("it began to write the journal");
              hangs.countDown();
              waitFor(released);
            },
            "host");
    thread.start();
    hangs.await();
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }

    for (int round = 0; round < 20; round++) {
      rtm.beats();
      watchdog.look();
    }
    released.countDown();
    thread.join();

    assertThat(hanging).containsExactly(host);
    assertThat(alarms.getFirst())
        .startsWith(
            "The host has not come round for 1.0 s, since it began to write the journal."
                + " Its thread host stands here:")
        .contains("WatchdogTest.waitFor");
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void RST_5_a_loop_that_is_not_ours_is_asked_for_its_beat() {
    List<Runnable> queue = new ArrayList<>();
    Beat web = new Beat("web server", ResetReason.TASK_WATCHDOG, PATIENCE, queue::add);
    Watchdog watchdog = over(web);
    for (int round = 0; round < 100; round++) {
      watchdog.look();
      queue.forEach(Runnable::run);
      queue.clear();
    }
    assertThat(alarms).isEmpty();

    for (int round = 0; round < 100; round++) {
      watchdog.look();
    }

    assertThat(alarms).hasSize(1);
    assertThat(queue).as("a hung loop is not flooded with questions").hasSizeLessThan(3);
  }

  @ParameterizedTest
  @CsvSource({
    "INTERRUPT_WATCHDOG, LOOP_HUNG",
    "TASK_WATCHDOG, TASK_HUNG",
    "OTHER_WATCHDOG, OTHER_HUNG",
  })
  void RST_2_what_hung_is_the_reason_of_the_next_start(
      ResetReason reason, LastWords.Word word, @TempDir Path data) throws Exception {
    assertThat(LastWords.Word.hung(reason)).isEqualTo(word);

    new LastWords(data, "boot-1", Supervision.NONE).say(word);

    assertThat(Files.readString(data.resolve(LastWords.FILE))).startsWith(word.name());
    assertThat(new LastWords(data, "boot-1", Supervision.NONE).reason()).isEqualTo(reason);
  }
}
