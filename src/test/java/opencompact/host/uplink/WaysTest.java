package opencompact.host.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import opencompact.host.security.Certificates;
import opencompact.host.security.Roots;
import opencompact.host.uplink.BackOfficeLink.Down;
import opencompact.host.uplink.BackOfficeLink.Down.Kind;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.ocpp.RegistrationStatus;
import opencompact.ocpp.SecurityEventNotification;
import opencompact.sim.SimAuthority;
import org.junit.jupiter.api.Test;

/** Which way to the back office is tried, word by word. */
class WaysTest {
  private static final String OLD = "0123456789abcdef0123456789abcdef";
  private static final String NEW = "ffffffffffffffffffffffffffffffff";
  private static final Down GONE = new Down(Kind.CLOSED, 0, 0, "It was cut.");
  private static final Down NOBODY = new Down(Kind.UNREACHABLE, 0, 0, "Nobody is there.");
  private static final Down WRONG_PASSWORD = new Down(Kind.REFUSED, 401, 0, "Wrong password.");

  private final Line line = new Line();

  private void key(String value) {
    line.remember(new Fact.SecretChanged("AuthorizationKey", value));
  }

  /** Fails attempt after attempt, for the given number of them; the addresses that were dialled. */
  private List<String> fails(int times, Down why) {
    List<String> tried = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      attempt();
      tried.add(line.dialled.getLast().url().toString());
      line.down(why);
    }
    return tried;
  }

  /** Waits until the station dials; true if it ever does. */
  private void attempt() {
    line.settle();
    for (int i = 0; i < 200 && !line.view().state().equals("connecting"); i++) {
      line.later(2);
    }
    assertThat(line.view().state()).isEqualTo("connecting");
  }

  private String password() {
    String header = String.valueOf(line.dialled.getLast().authorization());
    byte[] basic = Base64.getDecoder().decode(header.substring(6));
    return new String(basic, StandardCharsets.ISO_8859_1).substring("12345678:".length());
  }

  private Line secured(String profile) {
    key(OLD);
    return line.set("SecurityProfile", profile).onlineWithoutHeartbeats();
  }

  private String profile() {
    return line.memory.settings().get("SecurityProfile");
  }

  // Profiles.

  @Test
  void a_profile_that_leads_nowhere_is_left_after_five_attempts_OCPP_SE_04() {
    secured("1").set("SecurityProfile", "2").later(6).down(GONE);
    assertThat(fails(5, NOBODY)).containsOnly("wss://csms.example/ocpp/12345678");
    assertThat(profile()).isEqualTo("2");
    attempt();
    assertThat(line.dialled.getLast().url()).hasToString("ws://csms.example/ocpp/12345678");
    line.up().boot(RegistrationStatus.ACCEPTED, 0);
    line.settle();
    assertThat(profile()).isEqualTo("1");
    assertThat(line.log)
        .anyMatch(sentence -> sentence.startsWith("ReconfigurationOfSecurityParameters: The new"));
    int hungUp = line.hungUp.size();
    line.later(30);
    assertThat(line.hungUp).hasSize(hungUp);
    assertThat(line.backOffice.online()).isTrue();
  }

  @Test
  void while_nobody_answers_both_ways_are_tried_in_turn_and_nothing_is_changed_OCPP_SE_04() {
    secured("1").set("SecurityProfile", "2").later(6).down(GONE);
    fails(5, NOBODY);
    List<String> more = fails(6, NOBODY);
    assertThat(more.stream().filter(url -> url.startsWith("wss"))).hasSize(3);
    assertThat(profile()).isEqualTo("2");
  }

  @Test
  void after_one_success_the_old_profile_is_never_used_again_OCPP_SE_04() {
    secured("1").set("SecurityProfile", "2").later(6).down(GONE).connect();
    line.boot(RegistrationStatus.ACCEPTED, 0);
    line.settle();
    assertThat(line.memory.registered().profile()).isEqualTo(2);
    line.down(GONE);
    assertThat(fails(30, NOBODY)).containsOnly("wss://csms.example/ocpp/12345678");
  }

  @Test
  void a_station_that_was_never_accepted_has_no_way_back() {
    key(OLD);
    line.set("SecurityProfile", "2");
    assertThat(fails(20, NOBODY)).containsOnly("wss://csms.example/ocpp/12345678");
  }

  @Test
  void a_restart_in_between_still_finds_the_way_back_OCPP_SE_04() {
    secured("1").set("SecurityProfile", "2").later(6).down(GONE);
    Memory again = new Memory();
    line.memory.compacted().forEach(again::fold);
    Line next = new Line(again, "EXTERNAL", new SplittableRandom(3));
    for (int i = 0; i < 6; i++) {
      next.settle();
      while (!next.view().state().equals("connecting")) {
        next.later(2);
      }
      if (i < 5) {
        next.down(NOBODY);
      }
    }
    assertThat(next.dialled.getLast().url().getScheme()).isEqualTo("ws");
  }

  // Addresses.

  @Test
  void a_mistyped_address_is_given_up_after_ten_minutes_for_the_last_good_one_OCP_3() {
    line.onlineWithoutHeartbeats().set("BackendUrl", "ws://tpyo.example/").settle().down(GONE);
    while (line.dialled.getLast().url().getHost().equals("tpyo.example")
        || line.dialled.size() < 2) {
      attempt();
      if (line.dialled.getLast().url().getHost().equals("csms.example")) {
        break;
      }
      line.down(NOBODY);
    }
    assertThat(line.uptimeNanos).isGreaterThan(Duration.ofMinutes(10).toNanos());
    line.up().boot(RegistrationStatus.ACCEPTED, 0);
    line.settle();
    assertThat(line.memory.settings().get("BackendUrl")).isEqualTo("ws://csms.example/ocpp");
    assertThat(line.backOffice.online()).isTrue();
    line.later(60);
    assertThat(line.hungUp).hasSize(1);
  }

  @Test
  void a_good_new_address_is_the_one_to_come_back_to_OCP_3() {
    line.onlineWithoutHeartbeats().set("BackendUrl", "ws://new.example/").settle().down(GONE);
    line.connect().boot(RegistrationStatus.ACCEPTED, 0);
    line.settle();
    line.down(GONE);
    assertThat(fails(30, NOBODY)).containsOnly("ws://new.example/12345678");
  }

  @Test
  void a_server_that_does_not_know_the_station_is_no_good_address_OCP_3() {
    line.onlineWithoutHeartbeats().set("Uid", "WRONG").settle().down(GONE);
    Down unknown = new Down(Kind.REFUSED, 404, 0, "Unknown.");
    List<String> tried = fails(20, unknown);
    assertThat(tried).contains("ws://csms.example/ocpp/12345678");
    attempt();
    while (!line.dialled.getLast().identity().equals("12345678")) {
      line.down(unknown);
      attempt();
    }
    line.up().boot(RegistrationStatus.ACCEPTED, 0);
    line.settle();
    assertThat(line.memory.settings().get("Uid")).isEmpty();
  }

  // Passwords.

  @Test
  void a_password_that_was_not_stored_is_taken_back_after_three_refusals_OCPP_SE_12_X_22() {
    secured("1");
    key(NEW);
    line.settle().down(GONE);
    for (int i = 0; i < 3; i++) {
      attempt();
      assertThat(password()).startsWith("\u00ff");
      line.down(WRONG_PASSWORD);
    }
    attempt();
    assertThat(password()).startsWith("\u0001");
    line.down(WRONG_PASSWORD);
    attempt();
    assertThat(password()).startsWith("\u00ff");
    line.down(WRONG_PASSWORD);
    attempt();
    assertThat(password()).startsWith("\u0001");
    line.up().settle();
    assertThat(line.backOffice.online()).isTrue();
    line.later(60);
    assertThat(line.hungUp).hasSize(1);
    assertThat(line.memory.formerPassword()).isEqualTo(OLD);
    // The next connection tries the newest first, and its success ends the old one.
    line.down(GONE);
    attempt();
    assertThat(password()).startsWith("\u00ff");
    line.up().settle();
    assertThat(line.memory.formerPassword()).isNull();
    line.down(GONE);
    for (int i = 0; i < 8; i++) {
      attempt();
      assertThat(password()).startsWith("\u00ff");
      line.down(WRONG_PASSWORD);
    }
  }

  @Test
  void in_profile_0_a_password_is_only_kept_OCPP_SE_11() {
    line.onlineWithoutHeartbeats();
    key(NEW);
    line.settle().later(60);
    assertThat(line.hungUp).isEmpty();
    assertThat(line.dialled.getLast().authorization()).isNull();
  }

  // Certificates.

  @Test
  void a_certificate_that_is_not_taken_gives_way_to_the_one_before_OCPP_SE_21() {
    Instant from = Instant.parse("2020-01-01T00:00:00Z");
    Instant until = Instant.parse("2090-01-01T00:00:00Z");
    SimAuthority authority = new SimAuthority("Root", 1, from, until);
    line.remember(
        new Fact.CertificateInstalled(
            "CentralSystemRootCertificate", "print", authority.rootPem()));
    for (int i = 1; i <= 2; i++) {
      String pem = Certificates.pem(authority.server("12345678", from.plusSeconds(i), until));
      line.remember(new Fact.StationCertified("key-" + i, pem, 1000L * i));
    }
    line.set("SecurityProfile", "3");
    Down stranger = new Down(Kind.STRANGER, 0, 0, "Not with that certificate.");
    for (String expected : List.of("key-2", "key-2", "key-2", "key-1", "key-2", "key-1")) {
      attempt();
      assertThat(line.dialled.getLast().tls().key()).isEqualTo(expected);
      if (line.dialled.size() < 6) {
        line.down(stranger);
      }
    }
    line.up().boot(RegistrationStatus.ACCEPTED, 0);
    line.settle();
    assertThat(line.backOffice.online()).isTrue();
    assertThat(line.log)
        .containsOnlyOnce("FailedToAuthenticateAtCentralSystem: " + stranger.sentence());
  }

  // Security events of the line.

  @Test
  void a_server_that_is_not_believed_is_one_event_until_it_is_OCPP_T_078_SE_07() {
    line.onlineWithoutHeartbeats().down(GONE);
    for (Down why :
        List.of(
            new Down(Kind.UNTRUSTED, 0, 0, "Expired."),
            new Down(Kind.OLD_TLS, 0, 0, "Old."),
            new Down(Kind.WEAK_TLS, 0, 0, "Weak."),
            new Down(Kind.TLS, 0, 0, "Odd."))) {
      fails(3, why);
    }
    assertThat(line.log)
        .containsOnlyOnce("InvalidCentralSystemCertificate: Expired.")
        .containsOnlyOnce("InvalidTLSVersion: Old.")
        .containsOnlyOnce("InvalidTLSCipherSuite: Weak.")
        .containsOnlyOnce("CentralSystemFailedToAuthenticate: Odd.");
    line.fresh();
    attempt();
    line.up().settle();
    assertThat(((SecurityEventNotification.Request) line.last()).type())
        .isEqualTo("InvalidCentralSystemCertificate");
    line.answer(new SecurityEventNotification.Response());
    line.down(GONE);
    fails(1, new Down(Kind.UNTRUSTED, 0, 0, "Expired again."));
    assertThat(line.log).contains("InvalidCentralSystemCertificate: Expired again.");
  }

  @Test
  void a_server_that_is_not_believed_is_not_stormed_OCPP_SE_07() {
    line.onlineWithoutHeartbeats().down(GONE);
    long began = line.uptimeNanos;
    fails(40, new Down(Kind.UNTRUSTED, 0, 0, "Expired."));
    assertThat(line.uptimeNanos - began).isGreaterThan(Duration.ofMinutes(15).toNanos());
  }

  // What is believed.

  @Test
  void only_installed_roots_are_believed_from_profile_2_on_OCPP_SE_05() {
    key(OLD);
    line.set("BackendUrl", "wss://csms.example/").settle();
    assertThat(line.dialled.getLast().tls().bundled()).isTrue();
    line.down(NOBODY);
    line.set("SecurityProfile", "2");
    attempt();
    assertThat(line.dialled.getLast().tls().bundled()).isTrue();
    assertThat(line.dialled.getLast().tls().anchors()).isEmpty();
    line.down(NOBODY);
    line.remember(new Fact.CertificateInstalled("CentralSystemRootCertificate", "p", "PEM"));
    line.remember(new Fact.CertificateInstalled("ManufacturerRootCertificate", "q", "OTHER"));
    attempt();
    assertThat(line.dialled.getLast().tls().bundled()).isFalse();
    assertThat(line.dialled.getLast().tls().anchors()).containsExactly("PEM");
    line.up().settle();
    int hungUp = line.hungUp.size();
    line.remember(new Fact.CertificateInstalled("CentralSystemRootCertificate", "r", "MORE"));
    line.settle().later(10);
    assertThat(line.hungUp).as("a new root ends no connection").hasSize(hungUp);
  }

  @Test
  void with_profile_3_public_authorities_vouch_for_nobody_OCPP_SE_05() {
    Endpoint endpoint = Endpoint.of("wss://csms.example/", "CP1", null);
    Address strict = new Address("wss://csms.example/", "CP1", 3, endpoint, null);
    assertThat(Ways.secured(strict, endpoint, line.turn).tls().bundled()).isFalse();
  }

  @Test
  void without_a_clock_the_latest_time_on_record_or_of_the_build_counts_OCPP_SE_09() {
    Instant before = Roots.BUILT.minusSeconds(86_400);
    line.remember(new Fact.Booted(2, "EXTERNAL", before.toEpochMilli()));
    line.knowsTime = false;
    line.set("BackendUrl", "wss://csms.example/").settle();
    assertThat(line.dialled.getLast().tls().at()).isEqualTo(Roots.BUILT);
    line.down(NOBODY);
    Instant after = Roots.BUILT.plusSeconds(86_400);
    line.remember(new Fact.Booted(3, "EXTERNAL", after.toEpochMilli()));
    attempt();
    assertThat(line.dialled.getLast().tls().at()).isEqualTo(after);
    line.down(NOBODY);
    line.knowsTime = true;
    attempt();
    assertThat(line.dialled.getLast().tls().at())
        .isBetween(line.time().minusSeconds(2), line.time());
  }

  @Test
  void the_time_of_the_build_is_that_of_the_build() throws IOException {
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains(
            "<project.build.outputTimestamp>" + Roots.BUILT + "</project.build.outputTimestamp>");
  }

  @Test
  void only_the_default_port_moves_with_the_profile_OCPP_SE_03() {
    key(OLD);
    line.set("SecurityProfile", "2").set("BackendUrl", "ws://a.example:80/x?y=1").settle();
    assertThat(line.dialled.getLast().url()).hasToString("wss://a.example/x/12345678?y=1");
    line.down(NOBODY);
    line.set("BackendUrl", "WS://a.example:8080");
    attempt();
    assertThat(line.dialled.getLast().url()).hasToString("wss://a.example:8080/12345678");
  }

  @Test
  void no_password_is_in_what_is_printed_of_an_endpoint_OCPP_SE_11() {
    secured("1");
    String header = String.valueOf(line.dialled.getLast().authorization());
    assertThat(line.dialled.getLast().toString()).doesNotContain(header.substring(6));
    assertThat(new Fact.SecretChanged("AuthorizationKey", NEW).toString()).doesNotContain(NEW);
  }
}
