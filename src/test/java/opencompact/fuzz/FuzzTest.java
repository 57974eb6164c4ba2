package opencompact.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import opencompact.ocpp.OfficialSchemas;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Spoilt frames against a whole station; a million of them with {@code ./compact fuzz}. */
class FuzzTest {

  @Test
  void a_few_thousand_spoilt_frames_break_no_law_OCPP_TR_21_OCPP_TR_37() {
    blow(4_000, 1_000_001);
  }

  @Test
  @Tag("slow")
  void fifty_thousand_spoilt_frames_break_no_law_OCPP_TR_21_OCPP_TR_37() {
    blow(50_000, 2_000_001);
  }

  private static void blow(long frames, long firstSeed) {
    OfficialSchemas schemas = OfficialSchemas.installed();
    assumeTrue(schemas != null, "run npm ci in src/test/node to compare with the schemas");

    Fuzz.Tally tally = Fuzz.blow(frames, firstSeed, schemas);

    System.out.println("fuzz: " + tally);
    assertThat(tally.frames).isEqualTo(frames);
    // A menu of which everything is thrown away at the door would prove little.
    assertThat(tally.carriedOut).isGreaterThan(frames / 20);
    assertThat(tally.refused).isGreaterThan(frames / 5);
    assertThat(tally.silent).isGreaterThan(frames / 20);
  }
}
