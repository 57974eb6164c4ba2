package opencompact.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import opencompact.host.Turn;
import opencompact.host.uplink.Thinning;
import opencompact.quantity.IdTag;
import opencompact.quantity.Moment;
import opencompact.quantity.WattHours;
import org.junit.jupiter.api.Test;

/** What goes, and what never goes, when the queue to the back office is full (OCPP-TX-24). */
class FullQueueTest {
  private static final Reading READING =
      new Reading("Energy.Active.Import.Register", null, "1", "Wh", "Sample.Periodic", "Outlet");

  private final Memory memory = new Memory(20);
  private final Thinning thinning = new Thinning();
  private final List<Fact> facts = new ArrayList<>();
  private long millis;

  private void fold(Fact fact) {
    Turn turn = new Turn(new Moment(0, null), memory);
    turn.remember(fact);
    thinning.settle(turn);
    facts.addAll(turn.facts());
  }

  private Stamp at() {
    return new Stamp(1, ++millis, millis);
  }

  private void charge(int number, int samples) {
    fold(
        new Fact.TransactionStarted(
            number, new IdTag("A"), null, false, false, null, at(), WattHours.NONE));
    for (int i = 0; i < samples; i++) {
      fold(new Fact.SampleTaken(1, number, at(), List.of(READING), List.of()));
    }
    fold(new Fact.TransactionStopped(number, "Local", null, at(), WattHours.NONE));
  }

  private static List<Owed> owed(Memory of) {
    List<Owed> all = new ArrayList<>();
    of.outbox().forEach(all::add);
    return all;
  }

  @Test
  void the_oldest_charge_is_thinned_first_and_starts_and_stops_stay_OCPP_TX_24_P_08() {
    charge(1, 10);
    charge(2, 10);
    List<Owed> all = owed(memory);
    assertThat(all).hasSizeLessThanOrEqualTo(21);
    assertThat(all.stream().filter(o -> o instanceof Owed.Start)).hasSize(2);
    assertThat(all.stream().filter(o -> o instanceof Owed.Stop)).hasSize(2);
    List<Long> samples =
        all.stream()
            .filter(o -> o instanceof Owed.Values && o.number() == 1)
            .map(Owed::sequence)
            .toList();
    assertThat(samples).hasSizeLessThan(10).startsWith(2L).endsWith(11L);
    assertThat(all.stream().filter(o -> o instanceof Owed.Values && o.number() == 2)).hasSize(10);
    assertThat(all).extracting(Owed::sequence).isSorted();
  }

  @Test
  void however_many_samples_come_first_and_last_of_each_charge_stay_OCPP_TX_24() {
    for (int number = 1; number <= 5; number++) {
      charge(number, 40);
    }
    List<Owed> all = owed(memory);
    // Nothing is left to thin: for each charge its start, first and last sample, and stop.
    assertThat(all).hasSizeBetween(20, 22);
    assertThat(all.stream().filter(o -> !(o instanceof Owed.Values))).hasSize(10);
    for (int number = 1; number <= 5; number++) {
      int n = number;
      assertThat(all.stream().filter(o -> o instanceof Owed.Values && o.number() == n).count())
          .isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void the_message_on_its_way_is_not_taken_from_under_it_and_a_replay_thins_alike() {
    charge(1, 6);
    fold(new Fact.Delivered(1));
    fold(new Fact.Delivered(2));
    long head = memory.oldestOwed().sequence();
    charge(2, 30);
    assertThat(memory.oldestOwed().sequence()).isEqualTo(head);
    Memory again = new Memory(20);
    facts.forEach(again::fold);
    assertThat(owed(again)).isEqualTo(owed(memory));
    fold(new Fact.Delivered(head));
    assertThat(memory.oldestOwed().sequence()).isGreaterThan(head);
  }
}
