package opencompact.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import opencompact.quantity.IdTag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How many of the back office's answers about cards are kept, and which go first (OCPP-AU-20). */
class CardCacheTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final Memory memory = new Memory();

  private void seen(int card, String status, @Nullable Instant expiry) {
    memory.fold(
        new Fact.CardSeen(tag(card), status, expiry, null, NOON.toEpochMilli() + 1000L * card));
  }

  private static IdTag tag(int card) {
    return new IdTag("CARD" + card);
  }

  private boolean known(int card) {
    return memory.cached(tag(card)) != null;
  }

  @Test
  void five_hundred_answers_survive_a_restart_OCPP_AU_21() {
    for (int card = 0; card < 500; card++) {
      seen(card, "Accepted", null);
    }
    Memory again = new Memory();
    memory.compacted().forEach(again::fold);
    for (int card = 0; card < 500; card++) {
      assertThat(again.cached(tag(card))).isNotNull().isEqualTo(memory.cached(tag(card)));
    }
  }

  @Test
  void when_full_those_that_may_not_charge_go_first_and_then_the_oldest_OCPP_AU_20_21() {
    for (int card = 0; card < 500; card++) {
      boolean lapses = card == 200;
      seen(card, card == 300 ? "Blocked" : "Accepted", lapses ? NOON.plusSeconds(450) : null);
    }
    seen(500, "Accepted", null);
    assertThat(known(200)).as("its date had passed").isFalse();
    seen(501, "Accepted", null);
    assertThat(known(300)).as("it was blocked").isFalse();
    assertThat(known(0)).isTrue();
    seen(502, "Accepted", null);
    assertThat(known(0)).as("the oldest").isFalse();
    assertThat(known(1)).isTrue();
    assertThat(known(502)).isTrue();
  }
}
