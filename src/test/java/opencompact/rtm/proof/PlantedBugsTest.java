package opencompact.rtm.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A walk that finds nothing proves little unless it finds what is there. */
class PlantedBugsTest {
  private static final int MOST_DAYS = 120;

  @ParameterizedTest
  @EnumSource
  void the_walk_finds_a_planted_bug_within_120_days(Plant.Bug bug) {
    assertThat(dayThatFinds(bug)).as("the day on which " + bug + " is found").isPositive();
  }

  private static int dayThatFinds(Plant.Bug bug) {
    for (int seed = 1; seed <= MOST_DAYS; seed++) {
      try {
        new Walk(seed, bug.plant(), null).walk(Duration.ofHours(24));
      } catch (AssertionError found) {
        System.out.println(bug + " is found on day " + seed + ": " + found.getMessage());
        return seed;
      }
    }
    return 0;
  }
}
