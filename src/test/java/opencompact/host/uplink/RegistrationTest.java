package opencompact.host.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import opencompact.catalogue.ErrorCode;
import opencompact.catalogue.Status;
import opencompact.host.Plate;
import opencompact.memory.Fact;
import opencompact.ocpp.BootNotification;
import opencompact.ocpp.GetConfiguration;
import opencompact.ocpp.Heartbeat;
import opencompact.ocpp.RegistrationStatus;
import opencompact.ocpp.RemoteStartTransaction;
import opencompact.ocpp.RemoteStopTransaction;
import opencompact.ocpp.StatusNotification;
import opencompact.quantity.IdTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationTest {
  private final Line line = new Line().set("WebSocketPingInterval", "0");

  @Test
  void nothing_goes_before_the_registration_OCPP_BT_01_02() {
    line.start(1).sample(1).connect().later(20);
    assertThat(line.names()).containsExactly("BootNotification");
    BootNotification.Request boot = (BootNotification.Request) line.last();
    assertThat(boot.chargePointVendor()).isEqualTo("EV Net");
    assertThat(boot.chargePointModel()).isEqualTo("COMPACT 3SLC");
    assertThat(boot.chargePointSerialNumber()).isEqualTo("12345678");
    assertThat(boot.iccid()).isNull();
  }

  @Test
  void a_long_name_of_the_firmware_is_cut_to_fit_the_message_OCPP_BT_02() {
    String version = "1.2.3-" + "x".repeat(60);
    assertThat(
            Registration.notification(new Plate("12345678", version, Line.DELIVERY))
                .firmwareVersion())
        .isEqualTo(version.substring(0, 50));
  }

  @Test
  void acceptance_sets_clock_heartbeat_and_flag_OCPP_BT_03_10_13() {
    line.knowsTime = false;
    line.connect();
    line.answer(new BootNotification.Response(RegistrationStatus.ACCEPTED, Line.NOON, 300));
    assertThat(line.backOffice.online()).isTrue();
    assertThat(line.knowsTime).isTrue();
    assertThat(line.facts)
        .contains(new Fact.SettingChanged("HeartbeatInterval", "300", "back office"))
        .contains(new Fact.Registered("ws://csms.example/ocpp", "12345678", 0));
    assertThat(line.answered).containsExactly("BootNotification");
  }

  @Test
  void an_interval_of_zero_keeps_our_own_OCPP_BT_03() {
    line.set("HeartbeatInterval", "77").connect().boot(RegistrationStatus.ACCEPTED, 0);
    assertThat(line.memory.settings()).containsEntry("HeartbeatInterval", "77");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0001-01-01T00:00:00Z", "1999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"})
  void a_time_of_day_that_cannot_be_is_ignored_OCPP_BT_13(String told) {
    line.connect()
        .answer(
            new BootNotification.Response(RegistrationStatus.ACCEPTED, Instant.parse(told), 60));

    assertThat(line.time()).isEqualTo(Line.NOON.plusNanos(line.uptimeNanos));
    assertThat(line.log).anyMatch(entry -> entry.contains("it cannot be " + told));
    assertThat(line.view().online()).isTrue();
  }

  @Test
  void small_differences_do_not_step_the_clock_OCPP_BT_14() {
    line.connect();
    var wall = line.wall;
    line.answer(
        new BootNotification.Response(
            RegistrationStatus.ACCEPTED, line.time().plusMillis(900), 60));
    assertThat(line.wall).isEqualTo(wall);
    line.later(60);
    line.answer(new Heartbeat.Response(line.time().plusMillis(1000)));
    assertThat(line.wall).isEqualTo(wall.plusMillis(1000));
  }

  @Test
  void pending_repeats_after_the_interval_and_answers_but_starts_nothing_OCPP_BT_04_05_X_09() {
    line.start(1).connect().boot(RegistrationStatus.PENDING, 300).fresh();
    line.asks(new GetConfiguration.Request(null));
    assertThat(line.decided).hasSize(1);
    line.asks(new RemoteStartTransaction.Request(1, new IdTag("A"), null));
    line.asks(new RemoteStopTransaction.Request(1));
    assertThat(line.decided).hasSize(1);
    assertThat(line.answers.subList(1, 3)).allMatch(text -> text.contains("Rejected"));
    line.later(299);
    assertThat(line.names()).isEmpty();
    line.later(1);
    assertThat(line.names()).containsExactly("BootNotification");
  }

  @Test
  void a_triggered_boot_notification_leaves_at_once_while_pending_OCPP_BT_04_08() {
    line.connect().boot(RegistrationStatus.PENDING, 300).fresh();
    line.turn(() -> assertThat(line.backOffice.triggerBoot(line.turn)).isTrue());
    assertThat(line.names()).containsExactly("BootNotification");
    line.boot(RegistrationStatus.ACCEPTED, 60);
    line.turn(() -> assertThat(line.backOffice.triggerBoot(line.turn)).isFalse());
    line.turn(() -> assertThat(line.backOffice.triggerHeartbeat(line.turn)).isTrue());
    assertThat(line.names()).containsExactly("BootNotification", "Heartbeat");
  }

  @Test
  void an_interval_of_zero_means_our_own_wait_OCPP_BT_04() {
    line.connect().boot(RegistrationStatus.PENDING, 0).fresh().later(59);
    assertThat(line.names()).isEmpty();
    line.later(11);
    assertThat(line.names()).containsExactly("BootNotification");
  }

  @Test
  void rejected_says_nothing_and_answers_nothing_OCPP_BT_06_12() {
    line.start(1).connect().boot(RegistrationStatus.REJECTED, 60).fresh();
    line.asks(new GetConfiguration.Request(null)).later(59);
    assertThat(line.names()).isEmpty();
    assertThat(line.answers).isEmpty();
    assertThat(line.decided).isEmpty();
    assertThat(line.view().state()).isEqualTo("rejected");
    line.later(1);
    assertThat(line.names()).containsExactly("BootNotification");
  }

  @Test
  void a_station_rejected_three_times_waits_without_a_connection_OCPP_BT_06() {
    line.connect();
    for (int i = 0; i < 3; i++) {
      assertThat(line.hungUp).isEmpty();
      line.boot(RegistrationStatus.REJECTED, 600);
      if (i < 2) {
        line.later(600);
      }
    }
    assertThat(line.hungUp).hasSize(1);
    line.later(1).down().later(598);
    assertThat(line.dialled).hasSize(1);
    line.later(3);
    assertThat(line.dialled).hasSize(2);
  }

  @Test
  void an_unanswered_registration_is_repeated_between_10_s_and_5_min_OCPP_BT_07_X_10() {
    line.connect();
    for (int i = 0; i < 12; i++) {
      long before = line.uptimeNanos;
      line.error();
      int heard = line.heard.size();
      while (line.heard.size() == heard) {
        line.later(1);
      }
      assertThat(Duration.ofNanos(line.uptimeNanos - before))
          .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(301));
      assertThat(line.last()).isInstanceOf(BootNotification.Request.class);
    }
    line.says("[3,\"" + line.heard.getLast().id() + "\",{\"status\":\"Great\"}]");
    assertThat(line.backOffice.online()).isFalse();
  }

  @Test
  void a_mere_reconnect_sends_no_boot_notification_OCPP_TR_41() {
    line.online().fresh().down().connect();
    assertThat(line.names()).isEmpty();
    assertThat(line.backOffice.online()).isTrue();
  }

  @Test
  void heartbeats_come_after_silence_only_OCPP_BT_17_18() {
    line.online().fresh().later(59);
    assertThat(line.names()).isEmpty();
    line.later(1);
    assertThat(line.names()).containsExactly("Heartbeat");
    line.answer(new Heartbeat.Response(line.time())).later(30);
    line.start(1).settle();
    line.answer(Line.polite(line.last(), 1, line.time()));
    line.later(59);
    assertThat(line.names()).containsExactly("Heartbeat", "StartTransaction");
  }

  @Test
  void an_interval_of_zero_leaves_the_daily_heartbeat_OCPP_BT_18_19() {
    line.onlineWithoutHeartbeats().fresh().later(Duration.ofHours(23));
    assertThat(line.names()).isEmpty();
    line.later(Duration.ofHours(1));
    assertThat(line.names()).containsExactly("Heartbeat");
  }

  @Test
  void other_traffic_spares_heartbeats_for_a_day_at_most_OCPP_BT_18() {
    line.online().fresh();
    for (int i = 0; i < 2000 && line.heard.isEmpty(); i++) {
      line.later(40);
      if (line.heard.isEmpty()) {
        line.ask(status()).answer(new StatusNotification.Response());
        line.heard.removeLast();
        line.later(10);
      }
    }
    assertThat(line.names()).containsExactly("Heartbeat");
    assertThat(line.heard.getFirst().atNanos())
        .isBetween(Duration.ofHours(23).toNanos(), Duration.ofHours(24).toNanos());
  }

  @Test
  void a_heartbeat_that_is_answered_with_an_error_is_not_repeated_at_once_OCPP_BT_17() {
    line.online().fresh().later(60);
    line.error().later(59);
    assertThat(line.names()).containsExactly("Heartbeat");
    line.later(1);
    assertThat(line.names()).containsExactly("Heartbeat", "Heartbeat");
  }

  @Test
  void an_interval_of_more_than_a_day_means_a_day_OCPP_BT_19() {
    line.connect().boot(RegistrationStatus.ACCEPTED, 1_000_000);
    assertThat(line.memory.settings()).containsEntry("HeartbeatInterval", "86400");
  }

  @Test
  void a_rejected_station_does_not_answer_nonsense_either_OCPP_BT_06() {
    line.connect().boot(RegistrationStatus.REJECTED, 100);
    line.says("[2,\"a\",\"Nonsense\",{}]").says("[2,\"b\",\"Reset\",{}]");
    assertThat(line.answers).isEmpty();
  }

  private static StatusNotification.Request status() {
    return new StatusNotification.Request(
        0, ErrorCode.NO_ERROR, null, Status.AVAILABLE, null, null, null);
  }

  @Test
  void a_registration_put_off_later_stops_the_queue_OCPP_BT_09() {
    line.online().down().connect().fresh();
    line.turn(() -> assertThat(line.backOffice.triggerBoot(line.turn)).isTrue());
    line.boot(RegistrationStatus.PENDING, 60);
    line.start(1).settle();
    assertThat(line.names()).containsExactly("BootNotification");
    assertThat(line.backOffice.online()).isFalse();
  }
}
