package opencompact.torture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A ledger that finds nothing proves little unless it finds what is there. */
class TorturePlantsTest {

  @ParameterizedTest
  @EnumSource
  void the_ledger_finds_a_planted_bug_within_its_number_of_lives(Plant plant) {
    assertThat(firstThatFinds(plant)).as("lives until " + plant + " is found").isPositive();
  }

  /** The seed of the first life in which the ledger finds it, or 0. */
  private static int firstThatFinds(Plant plant) {
    for (int seed = 1; seed <= plant.lives; seed++) {
      try {
        new Torture(seed, plant.seams()).live();
      } catch (RuntimeException | AssertionError found) {
        System.out.println(plant + " is found in life " + seed + ": " + found.getMessage());
        return seed;
      }
    }
    return 0;
  }
}
