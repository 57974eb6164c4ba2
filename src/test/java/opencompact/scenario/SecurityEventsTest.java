package opencompact.scenario;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import opencompact.catalogue.Keys;
import opencompact.catalogue.SecurityEvent;
import opencompact.host.Wish;
import opencompact.memory.History;
import opencompact.ocpp.ChangeConfiguration;
import opencompact.ocpp.Reset;
import opencompact.ocpp.ResetType;
import opencompact.ocpp.SecurityEventNotification;
import org.junit.jupiter.api.Test;

/** What the back office hears of the station's security, and what only the log does. */
class SecurityEventsTest {

  private static List<String> told(Scenario s) {
    return s.yard().backOffice().received(SecurityEventNotification.Request.class).stream()
        .map(SecurityEventNotification.Request::type)
        .toList();
  }

  private static List<String> logged(Scenario s) {
    return sentences(s).stream().map(line -> line.replaceAll(":.*", "")).toList();
  }

  /** The security log, oldest first. */
  private static List<String> sentences(Scenario s) {
    return s.yard().disk().events(History.NEWEST, 100, "security").reversed().stream()
        .map(line -> line.entry().sentence())
        .toList();
  }

  @Test
  void a_start_is_told_and_a_restart_as_one_OCPP_SE_40() {
    Scenario s = new Scenario();
    assertThat(told(s)).containsExactly("StartupOfTheDevice");
    s.backOfficeAsks(new Reset.Request(ResetType.SOFT), _ -> {}).later(ofSeconds(60));
    assertThat(told(s))
        .containsExactly("StartupOfTheDevice", "StartupOfTheDevice", "ResetOrReboot");
    assertThat(logged(s)).isEqualTo(told(s));
  }

  @Test
  void an_opened_cover_is_told_OCPP_ST_39() {
    Scenario s = new Scenario().later(ofSeconds(5)).raise("tamper").later(ofSeconds(5));
    assertThat(told(s)).contains("TamperDetectionActivated");
  }

  @Test
  void a_clock_that_is_set_is_told_OCPP_BT_14() {
    Scenario s = new Scenario().networkDown().later(ofSeconds(60));
    s.yard().ask(new Wish.SetClock(Scenario.MONDAY_NOON.plus(Duration.ofDays(9))));
    s.networkUp().later(Duration.ofMinutes(10));
    assertThat(told(s))
        .containsExactly("StartupOfTheDevice", "SettingSystemTime", "SettingSystemTime");
  }

  @Test
  void protection_changed_from_afar_is_logged_and_not_told() {
    Scenario s = new Scenario();
    s.backOfficeAsks(
        new ChangeConfiguration.Request("c_VoltageProtectionOffset", "10"),
        r ->
            assertThat(r)
                .isEqualTo(new ChangeConfiguration.Response(ChangeConfiguration.Status.ACCEPTED)));
    assertThat(sentences(s))
        .contains(
            "ReconfigurationOfSecurityParameters: c_VoltageProtectionOffset was changed by back"
                + " office.");
    assertThat(told(s)).containsExactly("StartupOfTheDevice");
  }

  @Test
  void a_new_password_is_logged_without_it_OCPP_SE_11() {
    Scenario s = new Scenario();
    s.backOfficeAsks(
        new ChangeConfiguration.Request(
            Keys.AUTHORIZATION_KEY.name(), "4f43415f4f4354545f61646d696e5f74657374"),
        _ -> {});
    assertThat(logged(s)).contains("ReconfigurationOfSecurityParameters");
    assertThat(sentences(s)).noneMatch(line -> line.contains("4f4341"));
    assertThat(told(s)).containsExactly("StartupOfTheDevice");
  }

  @Test
  void the_list_is_the_white_papers_OCPP_SE_40() {
    assertThat(SecurityEvent.values()).hasSize(18).allMatch(e -> !e.meaning().isEmpty());
    assertThat(List.of(SecurityEvent.values()).stream().filter(SecurityEvent::critical)).hasSize(7);
    assertThat(SecurityEvent.named("InvalidTLSVersion"))
        .isEqualTo(SecurityEvent.INVALID_TLS_VERSION);
    assertThat(SecurityEvent.named("invalidtlsversion")).isNull();
  }
}
