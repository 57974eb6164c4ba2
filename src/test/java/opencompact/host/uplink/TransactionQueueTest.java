package opencompact.host.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.memory.Reading;
import opencompact.ocpp.AuthorizationStatus;
import opencompact.ocpp.Authorize;
import opencompact.ocpp.Frame;
import opencompact.ocpp.IdTagInfo;
import opencompact.ocpp.MeterValue;
import opencompact.ocpp.MeterValues;
import opencompact.ocpp.RegistrationStatus;
import opencompact.ocpp.StartTransaction;
import opencompact.ocpp.StopTransaction;
import opencompact.quantity.IdTag;
import org.junit.jupiter.api.Test;

class TransactionQueueTest {
  private final Line line = new Line().set("TransactionMessageRetryInterval", "60");

  private Line accepted(int id) {
    return line.answer(
        new StartTransaction.Response(IdTagInfo.of(AuthorizationStatus.ACCEPTED), id));
  }

  @Test
  void messages_leave_in_order_one_by_one_and_carry_the_number_that_came_meanwhile_OCPP_TX_20_26() {
    line.start(1).sample(1).stop(1).online();

    assertThat(line.names()).containsExactly("BootNotification", "StartTransaction");
    accepted(77);
    assertThat(((MeterValues.Request) line.last()).transactionId()).isEqualTo(77);
    line.answer(new MeterValues.Response());
    StopTransaction.Request stop = (StopTransaction.Request) line.last();
    assertThat(stop.transactionId()).isEqualTo(77);
    assertThat(stop.transactionData()).hasSize(1);
    line.answer(new StopTransaction.Response(null));
    assertThat(line.memory.owed()).isZero();
    assertThat(line.answered)
        .containsExactly("BootNotification", "StartTransaction", "MeterValues", "StopTransaction");
  }

  @Test
  void a_failed_message_waits_k_times_the_interval_and_is_given_up_OCPP_TX_21_X_03() {
    line.set("WebSocketPingInterval", "0").set("HeartbeatInterval", "0").start(1).sample(1);
    line.connect().boot(RegistrationStatus.ACCEPTED, 0).fresh();
    line.down().connect();
    line.error();
    line.later(59);
    assertThat(line.names()).containsExactly("StartTransaction");
    line.later(1).error().later(119);
    assertThat(line.names()).hasSize(2);
    line.later(1).error();

    assertThat(line.names())
        .containsExactly("StartTransaction", "StartTransaction", "StartTransaction", "MeterValues");
    assertThat(((MeterValues.Request) line.last()).transactionId()).isEqualTo(-1);
    assertThat(line.facts).hasAtLeastOneElementOfType(Fact.Dropped.class);
    assertThat(line.unanswered).containsExactly("StartTransaction");
    assertThat(line.log).anyMatch(sentence -> sentence.startsWith("Gave up StartTransaction"));
    Memory replayed = new Memory();
    line.memory.compacted().forEach(replayed::fold);
    assertThat(replayed.transactionId(1)).isEqualTo(-1);
  }

  @Test
  void other_messages_flow_while_one_waits_for_its_retry_OCPP_TX_23_X_04() {
    line.start(1).online().error().fresh();
    line.ask(new Authorize.Request(new IdTag("OTHER")));
    assertThat(line.names()).containsExactly("Authorize");
  }

  @Test
  void a_lost_connection_neither_counts_nor_discards_OCPP_TR_43_X_05() {
    line.set("TransactionMessageAttempts", "1").start(1).onlineWithoutHeartbeats();
    StartTransaction.Request first = (StartTransaction.Request) line.last();
    String id = line.heard.getLast().id();
    for (int i = 0; i < 5; i++) {
      line.down().later(300).connect();
      assertThat(line.last()).isEqualTo(first);
      assertThat(line.heard.getLast().id()).isNotEqualTo(id);
    }
    accepted(5);
    assertThat(line.memory.transactionId(1)).isEqualTo(5);
    assertThat(line.memory.owed()).isZero();
  }

  @Test
  void a_time_out_counts_only_when_the_connection_proves_to_live_OCPP_TR_20_TX_21() {
    line.set("TransactionMessageAttempts", "1").start(1).onlineWithoutHeartbeats();
    line.later(30);
    assertThat(line.pings).isOne();
    line.later(10);
    assertThat(line.hungUp).hasSize(1);
    assertThat(line.memory.owed()).isOne();

    line.down().later(300).connect().later(30).pong();
    assertThat(line.memory.owed()).isZero();
    assertThat(line.memory.transactionId(1)).isEqualTo(-1);
  }

  @Test
  void a_late_answer_is_ignored_and_only_the_repetition_counts_OCPP_TR_15_X_06() {
    line.start(1).online();
    Line.Heard first = line.heard.getLast();
    line.later(30).pong().later(60);
    Line.Heard second = line.heard.getLast();
    assertThat(second.request()).isEqualTo(first.request());
    line.answer(
        first, new StartTransaction.Response(IdTagInfo.of(AuthorizationStatus.ACCEPTED), 1));
    assertThat(line.memory.transactionId(1)).isNull();
    line.answer(
        second, new StartTransaction.Response(IdTagInfo.of(AuthorizationStatus.ACCEPTED), 2));
    assertThat(line.memory.transactionId(1)).isEqualTo(2);
    line.answer(
        second, new StartTransaction.Response(IdTagInfo.of(AuthorizationStatus.ACCEPTED), 3));
    assertThat(line.memory.transactionId(1)).isEqualTo(2);
  }

  @Test
  void messages_wait_until_the_clock_is_known_and_are_then_dated_right_OCPP_BT_15() {
    line.knowsTime = false;
    line.later(20).start(1).later(Duration.ofMinutes(10));
    line.connect().boot(RegistrationStatus.ACCEPTED, 60);
    assertThat(line.names()).containsExactly("BootNotification");
    line.settle();
    StartTransaction.Request start = (StartTransaction.Request) line.last();
    assertThat(Duration.between(start.timestamp(), Line.NOON))
        .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
  }

  @Test
  void a_start_that_never_knew_the_time_does_not_block_the_queue_for_ever_OCPP_BT_15() {
    line.knowsTime = false;
    line.later(20).start(1).later(600).stop(1);
    Line next = new Line(line.memory, "POWER_ON", new java.util.SplittableRandom(3));
    next.later(5);
    next.online();
    StartTransaction.Request start = (StartTransaction.Request) next.last();
    next.answer(new StartTransaction.Response(IdTagInfo.of(AuthorizationStatus.ACCEPTED), 9));
    StopTransaction.Request stop = (StopTransaction.Request) next.last();
    assertThat(Duration.between(start.timestamp(), stop.timestamp()))
        .isEqualTo(Duration.ofMinutes(10));
    assertThat(stop.timestamp()).isEqualTo(Line.NOON);
  }

  @Test
  void the_answer_about_a_card_is_remembered_unless_the_cache_is_off_OCPP_AU_20_22() {
    line.start(1).online();
    accepted(4);
    assertThat(line.memory.cached(new IdTag("TAG1"))).isNotNull();

    line.set("AuthorizationCacheEnabled", "false").ask(new Authorize.Request(new IdTag("NEW")));
    line.answer(new Authorize.Response(IdTagInfo.of(AuthorizationStatus.INVALID)));
    assertThat(line.memory.cached(new IdTag("NEW"))).isNull();
  }

  @Test
  void the_data_of_a_long_charge_are_thinned_to_fit_a_message_with_both_ends_OCPP_TR_08_MV_22() {
    line.onlineWithoutHeartbeats().start(1).settle();
    line.answer(Line.polite(line.last(), 7, line.time()));
    List<Reading> many = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      many.add(new Reading("Voltage", "L1-N", "230." + i, "V", "Sample.Periodic", "Outlet"));
    }
    for (int i = 0; i < 100; i++) {
      line.remember(new Fact.SampleTaken(1, 1, line.stamp(), List.of(), many));
      line.later(1).pong();
    }
    line.stop(1).settle();
    StopTransaction.Request stop = (StopTransaction.Request) line.last();
    assertThat(new Frame.Call("x".repeat(36), stop).text().length()).isLessThan(64 * 1024);
    List<MeterValue> told = stop.transactionData();
    assertThat(told).hasSizeGreaterThan(5);
    assertThat(told.getLast().timestamp()).isEqualTo(told.getFirst().timestamp().plusSeconds(99));
  }
}
