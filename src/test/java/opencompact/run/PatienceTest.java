package opencompact.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When a thread gives up waiting for another. */
class PatienceTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void it_is_over_when_the_time_has_passed_and_the_looks_are_taken() {
    Patience patience = new Patience(2 * SECOND, 100, -5);
    for (int look = 1; look < 200; look++) {
      assertThat(patience.over(2 * SECOND - 6)).as("too soon, however often").isFalse();
    }
    assertThat(patience.over(2 * SECOND - 5)).isTrue();
  }

  @Test
  void a_process_that_was_stopped_gives_the_other_thread_its_looks_all_the_same_RST_5() {
    Patience patience = new Patience(2 * SECOND, 100, 0);
    assertThat(patience.over(0)).isFalse();
    for (int look = 2; look < 100; look++) {
      assertThat(patience.over(600 * SECOND)).isFalse();
    }
    assertThat(patience.over(600 * SECOND)).isTrue();
  }
}
