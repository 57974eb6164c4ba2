package opencompact.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Seeds of bad days, more of them with {@code -Dstorm.seeds=N -Dstorm.hours=H}. With {@code
 * -Dstorm.trace=SEED} the first test blows that seed alone and writes its trace below target.
 */
class StormTest {

  @Test
  void a_few_storms_break_no_law() throws IOException {
    Long traced = Long.getLong("storm.trace");
    if (traced == null) {
      blow(1, 8, 24);
    } else {
      write(traced, Integer.getInteger("storm.hours", 24));
    }
  }

  @Test
  @Tag("slow")
  void ten_thousand_hours_of_storms_break_no_law() {
    blow(1000, Integer.getInteger("storm.seeds", 105), Integer.getInteger("storm.hours", 96));
  }

  @Test
  void the_same_seed_gives_the_same_day_event_for_event_FLT_2() {
    List<String> first = trace(77);
    List<String> second = trace(77);
    assertThat(first).hasSizeGreaterThan(1000);
    assertThat(String.join("\n", second)).isEqualTo(String.join("\n", first));
    assertThat(String.join("\n", trace(78))).isNotEqualTo(String.join("\n", first));
  }

  private static List<String> trace(long seed) {
    List<String> lines = new ArrayList<>();
    new Storm(seed).traced(lines::add).blow(Duration.ofHours(24));
    return lines;
  }

  private static void write(long seed, int hours) throws IOException {
    try (PrintWriter lines =
        new PrintWriter(
            Files.newBufferedWriter(Path.of("target", "storm-" + seed + ".trace")), true)) {
      new Storm(seed).traced(lines::println).blow(Duration.ofHours(hours));
    }
  }

  private static void blow(long firstSeed, int seeds, int hours) {
    long cpu = cpuNanos();
    int ruled = 0;
    int kept = 0;
    int installing = 0;
    for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
      Storm storm = new Storm(seed);
      storm.blow(Duration.ofHours(hours));
      ruled += storm.profilesRuled();
      kept += storm.offHoursKept();
      installing += storm.timesInstalling();
    }
    assertThat(ruled).as("how often a charging profile ruled in all these storms").isPositive();
    assertThat(kept).as("how often a charge-off period held a charge back").isPositive();
    assertThat(installing).as("how often firmware was being installed").isPositive();
    double seconds = (cpuNanos() - cpu) / 1e9;
    System.out.printf(
        "storm: %d seeds, %d simulated hours, %.0f simulated hours per CPU-second%n",
        seeds, (long) seeds * hours, seeds * hours / seconds);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
