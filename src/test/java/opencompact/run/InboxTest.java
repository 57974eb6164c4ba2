package opencompact.run;

import static org.assertj.core.api.Assertions.assertThat;

import opencompact.host.Event;
import opencompact.quantity.Amperes;
import org.junit.jupiter.api.Test;

class InboxTest {
  private static final long SOON = 1;

  private final Inbox inbox = new Inbox();

  @Test
  void events_come_out_in_the_order_in_which_they_came_in() throws InterruptedException {
    inbox.offer(new Event.CardRead("01"));
    inbox.offer(new Event.CardRead("02"));

    assertThat(inbox.take(SOON)).isEqualTo(new Event.CardRead("01"));
    assertThat(inbox.take(SOON)).isEqualTo(new Event.CardRead("02"));
    assertThat(inbox.take(SOON)).isNull();
  }

  @Test
  void it_is_bounded_and_says_when_it_is_full() {
    int taken = 0;
    while (inbox.offer(new Event.TimePassed())) {
      taken++;
      assertThat(taken).isLessThan(100_000);
    }

    assertThat(inbox.size()).isEqualTo(taken);
  }

  @Test
  void what_is_forgotten_does_not_come_out() throws InterruptedException {
    inbox.offer(new Event.CardRead("01"));

    inbox.forgetEvents();

    assertThat(inbox.take(SOON)).isNull();
  }

  @Test
  void nobody_rests_while_something_waits() throws InterruptedException {
    inbox.offer(new Event.CardRead("01"));

    assertThat(inbox.awaitRest(SOON)).isFalse();
  }

  @Test
  void the_newest_limit_of_the_supply_needs_no_room_and_does_not_wait_LIM_1()
      throws InterruptedException {
    while (inbox.offer(new Event.CardRead("01"))) {
      assertThat(inbox.size()).isLessThan(100_000);
    }

    inbox.supply(new Event.SupplyLimited(Amperes.of(16), "the first"));
    inbox.supply(new Event.SupplyLimited(Amperes.of(9), "the newest"));

    assertThat(inbox.take(SOON)).isEqualTo(new Event.SupplyLimited(Amperes.of(9), "the newest"));
    assertThat(inbox.take(SOON)).isEqualTo(new Event.CardRead("01"));
  }

  @Test
  void what_is_told_once_has_room_in_a_full_inbox_and_keeps_its_place()
      throws InterruptedException {
    int taken = 0;
    while (inbox.offer(new Event.CardRead("01"))) {
      taken++;
    }

    inbox.keep(new Event.LinkUp(null));

    assertThat(inbox.offer(new Event.CardRead("02"))).isFalse();
    for (int i = 0; i < taken; i++) {
      assertThat(inbox.take(SOON)).isEqualTo(new Event.CardRead("01"));
    }
    assertThat(inbox.take(SOON)).isEqualTo(new Event.LinkUp(null));
    assertThat(inbox.size()).isZero();
  }
}
