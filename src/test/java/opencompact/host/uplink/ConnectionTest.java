package opencompact.host.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.SplittableRandom;
import opencompact.host.Command;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.ocpp.Authorize;
import opencompact.ocpp.RegistrationStatus;
import opencompact.quantity.IdTag;
import org.junit.jupiter.api.Test;

class ConnectionTest {
  private final Line line = new Line();

  private static BackOfficeLink.Down refused(int status, int retryAfter) {
    return new BackOfficeLink.Down(
        BackOfficeLink.Down.Kind.REFUSED, status, retryAfter, "It said " + status + ".");
  }

  @Test
  void without_an_address_nobody_dials() {
    line.set("BackendUrl", "").later(600);
    assertThat(line.dialled).isEmpty();
    assertThat(line.backOffice.configured(line.settings())).isFalse();
    assertThat(line.view().state()).isEqualTo("none");
  }

  @Test
  void the_identity_is_the_serial_number_until_there_is_a_uid_OCPP_TR_02() {
    line.settle();
    assertThat(line.dialled.getFirst().url()).hasToString("ws://csms.example/ocpp/12345678");
    line.up().set("Uid", "RDAM 123").settle();
    assertThat(line.hungUp).hasSize(1);
    line.down().later(2);
    assertThat(line.dialled.getLast().url()).hasToString("ws://csms.example/ocpp/RDAM%20123");
  }

  @Test
  void after_a_power_up_the_first_attempt_comes_within_ten_seconds_OCPP_TR_40() {
    boolean early = false;
    boolean late = false;
    for (int seed = 0; seed < 40; seed++) {
      Line street = new Line(new Memory(), "POWER_ON", new SplittableRandom(seed));
      street.settle();
      assertThat(street.backOffice.deadline()).isLessThanOrEqualTo(10_000_000_000L);
      early |= street.backOffice.deadline() < 5_000_000_000L;
      late |= street.backOffice.deadline() > 5_000_000_000L;
    }
    assertThat(early && late).isTrue();
  }

  @Test
  void the_back_off_doubles_up_to_two_minutes_with_full_jitter_OCPP_TR_40() {
    long[] most = new long[12];
    for (int seed = 0; seed < 50; seed++) {
      Line one = new Line(new Memory(), "EXTERNAL", new SplittableRandom(seed));
      one.settle();
      for (int attempt = 0; attempt < most.length; attempt++) {
        one.down(refused(404, 0));
        long wait = one.backOffice.deadline() - one.uptimeNanos;
        most[attempt] = Math.max(most[attempt], wait);
        one.uptimeNanos = one.backOffice.deadline();
        one.settle();
      }
    }
    for (int attempt = 0; attempt < most.length; attempt++) {
      long cap = Math.min(120, 2L << attempt) * 1_000_000_000L;
      assertThat(most[attempt]).isBetween(cap / 2, cap);
    }
  }

  @Test
  void a_server_that_closes_at_once_a_hundred_times_is_not_stormed_OCPP_X_11() {
    line.online().fresh();
    for (int i = 0; i < 100; i++) {
      line.down().connect();
    }
    assertThat(line.names()).doesNotContain("BootNotification");
    assertThat(line.uptimeNanos).isGreaterThan(Duration.ofMinutes(30).toNanos());
  }

  @Test
  void a_minute_of_stable_connection_resets_the_back_off_OCPP_TR_40() {
    line.settle();
    for (int i = 0; i < 10; i++) {
      line.down(refused(503, 0)).later(130);
    }
    line.up().later(30).pong().later(31).down();
    assertThat(line.backOffice.deadline() - line.uptimeNanos).isLessThanOrEqualTo(2_000_000_000L);
  }

  @Test
  void the_servers_wish_to_wait_is_respected_OCPP_TR_05() {
    line.settle().down(refused(503, 300));
    assertThat(line.backOffice.deadline() - line.uptimeNanos)
        .isEqualTo(Duration.ofSeconds(300).toNanos());
    assertThat(line.view().nextTryInSeconds()).isEqualTo(300);
    assertThat(line.view().sentence())
        .isEqualTo("Not connected: It said 503. Next attempt in 300 s.");
  }

  @Test
  void pings_come_at_the_interval_and_a_missing_pong_ends_the_connection_OCPP_TR_38_P_12() {
    line.set("WebSocketPingInterval", "20").onlineWithoutHeartbeats().later(19);
    assertThat(line.pings).isZero();
    line.later(1);
    assertThat(line.pings).isOne();
    line.pong().later(20);
    assertThat(line.pings).isEqualTo(2);
    line.later(12);
    assertThat(line.view().sentence())
        .isEqualTo("Connected. Last heard 32 s ago; a ping waits for its answer.");
    line.later(7);
    assertThat(line.hungUp).isEmpty();
    line.later(1);
    assertThat(line.hungUp).hasSize(1);
    assertThat(line.backOffice.online()).isFalse();
    line.down().later(2);
    assertThat(line.dialled).hasSize(2);
  }

  @Test
  void an_interval_of_zero_sends_no_pings_and_a_new_one_acts_at_once_OCPP_TR_38_39_CF_43() {
    Line asDelivered = new Line().onlineWithoutHeartbeats().later(59);
    assertThat(asDelivered.pings).isZero();
    assertThat(asDelivered.later(1).pings).isOne();
    line.set("WebSocketPingInterval", "0").onlineWithoutHeartbeats().later(3600);
    assertThat(line.pings).isZero();
    line.set("WebSocketPingInterval", "30").settle();
    assertThat(line.pings).isOne();
  }

  @Test
  void a_dead_link_that_never_reports_its_end_does_not_stop_us_OCPP_TR_45() {
    line.set("WebSocketPingInterval", "20").onlineWithoutHeartbeats().later(50).later(130);
    assertThat(line.hungUp).isNotEmpty();
    assertThat(line.dialled).hasSizeGreaterThan(1);
  }

  @Test
  void
      a_new_authorization_key_reconnects_with_its_bytes_and_is_never_logged_OCPP_SE_11_TR_06_P_31_P_32() {
    String key = "00ff112233445566778899aabbccddeeff";
    line.set("SecurityProfile", "1").later(60);
    assertThat(line.dialled).isEmpty();
    assertThat(line.view().sentence()).contains("needs an AuthorizationKey");
    line.remember(new Fact.SecretChanged("AuthorizationKey", "0123456789abcdef0123456789abcdef"));
    line.online();
    line.remember(new Fact.SecretChanged("AuthorizationKey", key + "01"));
    line.settle();
    assertThat(line.hungUp).hasSize(1);
    line.down().later(2);
    String header = line.dialled.getLast().authorization();
    assertThat(header).startsWith("Basic ");
    byte[] basic = Base64.getDecoder().decode(String.valueOf(header).substring(6));
    assertThat(basic).hasSize("12345678:".length() + 18);
    assertThat(new String(basic, 0, 9, StandardCharsets.ISO_8859_1)).isEqualTo("12345678:");
    assertThat(basic[10]).isEqualTo((byte) 0xff);
    assertThat(line.log).noneMatch(sentence -> sentence.contains(key));
    line.up().fresh();
    assertThat(line.names()).isEmpty();
  }

  @Test
  void a_change_of_profile_leaves_five_seconds_for_a_reset_OCPP_SE_03() {
    line.remember(new Fact.SecretChanged("AuthorizationKey", "0123456789abcdef0123456789abcdef"));
    line.online().set("SecurityProfile", "2").settle().later(4);
    assertThat(line.hungUp).isEmpty();
    line.later(1);
    assertThat(line.hungUp).hasSize(1);
    line.down().later(2);
    assertThat(line.dialled.getLast().url()).hasToString("wss://csms.example/ocpp/12345678");
  }

  @Test
  void another_back_office_is_told_who_we_are_OCPP_TR_41() {
    line.online().set("BackendUrl", "ws://other.example/").settle().down().later(2);
    line.up();
    assertThat(line.names()).containsExactly("BootNotification", "BootNotification");
    assertThat(line.backOffice.online()).isFalse();
    line.boot(RegistrationStatus.ACCEPTED, 60);
    assertThat(line.memory.registeredAt("ws://other.example/", "12345678")).isTrue();
  }

  @Test
  void what_cannot_be_said_is_told_to_the_desk_OCPP_TR_43() {
    line.online()
        .ask(new Authorize.Request(new IdTag("A")))
        .ask(new Authorize.Request(new IdTag("B")));
    line.down();
    assertThat(line.unanswered).containsExactly("Authorize", "Authorize");
    line.ask(new Authorize.Request(new IdTag("C")));
    assertThat(line.unanswered).hasSize(3);
  }

  @Test
  void hanging_up_for_a_restart_flushes_and_never_dials_again_OCPP_TR_44() {
    line.online();
    line.turn(() -> line.backOffice.hangUp("the station restarts", line.turn));
    assertThat(line.hungUp).containsExactly(new Command.Disconnect(1001, "the station restarts"));
    line.down().later(3600);
    assertThat(line.dialled).hasSize(1);
  }

  @Test
  void frames_of_a_connection_given_up_change_nothing() {
    line.online().set("Uid", "X").settle();
    int before = line.answers.size();
    line.says("[2,\"1\",\"ClearCache\",{}]").up();
    assertThat(line.answers).hasSize(before);
    assertThat(line.backOffice.online()).isFalse();
  }

  @Test
  void the_time_offline_counts_from_the_loss() {
    assertThat(line.backOffice.offlineSinceNanos()).isZero();
    line.online().later(10).down();
    assertThat(line.backOffice.offlineSinceNanos()).isEqualTo(line.uptimeNanos);
  }
}
