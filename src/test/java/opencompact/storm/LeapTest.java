package opencompact.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Leaping over quiet seconds changes nothing that anybody can see: every line of a storm's trace is
 * there in both worlds at the same nanosecond with the same readings, but for the reports and
 * renewed grants that were passed over.
 */
class LeapTest {
  private static final Pattern PASSED_OVER =
      Pattern.compile("\\d+ (event RtmReported|  command TellRtm\\[command=HostGrants).*");

  @ParameterizedTest
  @ValueSource(longs = {301, 302, 303, 304, 305, 306})
  void a_storm_with_leaps_is_the_storm_without_them_but_for_repeated_reports(long first) {
    int seeds = Integer.getInteger("leap.seeds", 1);
    for (long seed = first; seed < first + 1000L * seeds; seed += 1000) {
      compare(seed);
    }
  }

  private static void compare(long seed) {
    List<String> every = trace(new Storm(seed), false);
    List<String> leaping = trace(new Storm(seed), true);
    int at = 0;
    int passed = 0;
    String last = "";
    for (String line : every) {
      if (at < leaping.size() && leaping.get(at).equals(line)) {
        at++;
        last = line;
      } else {
        passed++;
        assertThat(line)
            .as("seed %d: a line missing after %s, before %s", seed, last, next(leaping, at))
            .matches(PASSED_OVER);
      }
    }
    assertThat(next(leaping, at)).as("seed %d: what only the leaping world says", seed).isEmpty();
    assertThat(passed).as("lines passed over").isGreaterThan(every.size() / 2);
  }

  private static String next(List<String> lines, int at) {
    return at < lines.size() ? lines.get(at) : "";
  }

  private static List<String> trace(Storm storm, boolean leaps) {
    List<String> lines = new ArrayList<>();
    if (!leaps) {
      storm.yard().withoutLeaps();
    }
    storm.traced(lines::add).blow(Duration.ofHours(24));
    return lines;
  }
}
