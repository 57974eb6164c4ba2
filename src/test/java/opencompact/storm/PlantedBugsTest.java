package opencompact.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A storm that finds nothing proves little unless it finds what is there (house, section 12). */
class PlantedBugsTest {

  @ParameterizedTest
  @EnumSource
  void the_storm_finds_a_planted_bug_within_its_number_of_seeds(Plant plant) {
    assertThat(firstSeedThatFinds(plant)).as("seeds until " + plant + " is found").isPositive();
  }

  /** The count of the seed in which a law breaks, or 0 where none does. */
  private static int firstSeedThatFinds(Plant plant) {
    for (int seed = 1; seed <= plant.seeds; seed++) {
      try {
        new Storm(seed, plant.seams()).blow(Duration.ofHours(24));
      } catch (AssertionError found) {
        System.out.println(plant + " is found by seed " + seed + ": " + first(found));
        return seed;
      }
    }
    return 0;
  }

  private static String first(AssertionError found) {
    Throwable cause = found.getCause() == null ? found : found.getCause();
    return String.valueOf(cause.getMessage()).strip().lines().findFirst().orElse("");
  }
}
