package opencompact.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lives under torture, more of them with {@code -Dtorture.seeds=N} (OFF-2). */
class TortureTest {

  @Test
  void a_few_lives_under_torture_lose_nothing_OFF_2() throws IOException {
    Long traced = Long.getLong("torture.trace");
    if (traced != null) {
      try (PrintWriter lines =
          new PrintWriter(
              Files.newBufferedWriter(Path.of("target", "torture-" + traced + ".trace")), true)) {
        new Torture(traced).traced(lines::println).live();
      }
      return;
    }
    live(Integer.getInteger("torture.first", 1), Integer.getInteger("torture.seeds", 12));
  }

  @Test
  @Tag("slow")
  void ninety_lives_under_torture_lose_nothing_OFF_2() {
    Tally all = live(1, Integer.getInteger("torture.many", 90));
    assertThat(all.years()).isGreaterThan(all.lives() * 9 / 366.0);
  }

  @Test
  void the_same_seed_gives_the_same_life_event_for_event() {
    List<String> first = new ArrayList<>();
    new Torture(5).traced(first::add).live();
    List<String> second = new ArrayList<>();
    new Torture(5).traced(second::add).live();
    assertThat(first).hasSizeGreaterThan(1000);
    assertThat(second.equals(first)).as("the second life is the first").isTrue();
  }

  private static Tally live(long first, int seeds) {
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    List<String> broken = new ArrayList<>();
    Tally all = new Tally();
    for (long seed = first; seed < first + seeds; seed++) {
      try {
        all.add(new Torture(seed).live());
      } catch (RuntimeException | AssertionError wrong) {
        broken.add(seed + ": " + wrong);
      }
    }
    double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9;
    System.out.printf(
        "torture: %d lives, %.1f years, %d power cuts, %d transactions, %d messages, %d retries,"
            + " %.1f s of CPU%n",
        all.lives(),
        all.years(),
        all.powerCuts(),
        all.transactions(),
        all.messages(),
        all.retries(),
        seconds);
    assertThat(broken).isEmpty();
    return all;
  }
}
