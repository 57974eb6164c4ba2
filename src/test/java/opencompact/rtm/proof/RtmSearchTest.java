package opencompact.rtm.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * All short sequences from every stage of a charge, on the real RTM. {@code -Drtm.search.rounds=3}
 * goes deeper.
 */
class RtmSearchTest {

  @Test
  void no_sequence_of_two_rounds_from_any_stage_of_a_charge_breaks_a_law_SI_01_to_SI_18() {
    int rounds = Integer.getInteger("rtm.search.rounds", 2);
    Search search = new Search();
    for (Search.Beginning beginning : Search.Beginning.values()) {
      search.from(beginning, true, rounds);
      search.from(beginning, false, rounds);
    }
    System.out.println("RTM search, " + rounds + " rounds: " + search);
    assertThat(search.everClosed()).as("the search closes contacts").isTrue();
  }
}
