package opencompact.host.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import opencompact.catalogue.SecurityEvent;
import opencompact.memory.Memory;
import opencompact.ocpp.RegistrationStatus;
import opencompact.ocpp.SecurityEventNotification;
import opencompact.ocpp.StartTransaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Security events on their way to the back office, word by word. */
class SecurityNewsTest {
  private final Line line = new Line();

  private Line happens(SecurityEvent event, String sentence) {
    return line.turn(() -> line.turn.alert(event, sentence));
  }

  private List<String> told() {
    return line.heard.stream()
        .map(Line.Heard::request)
        .filter(SecurityEventNotification.Request.class::isInstance)
        .map(request -> ((SecurityEventNotification.Request) request).techInfo())
        .toList();
  }

  @Test
  void events_of_before_registration_are_told_after_it_in_order_OCPP_SE_40_MS_12() {
    happens(SecurityEvent.STARTUP_OF_THE_DEVICE, "one");
    line.connect();
    happens(SecurityEvent.TAMPER_DETECTION_ACTIVATED, "two");
    assertThat(told()).isEmpty();
    line.boot(RegistrationStatus.ACCEPTED, 0);
    assertThat(told()).containsExactly("one");
    line.answer(new SecurityEventNotification.Response());
    assertThat(told()).containsExactly("one", "two");
    line.answer(new SecurityEventNotification.Response());
    assertThat(line.memory.oldestSecurityEvent()).isNull();
  }

  @Test
  void an_event_that_is_only_logged_is_not_told_OCPP_SE_40() {
    line.onlineWithoutHeartbeats().fresh();
    happens(SecurityEvent.RECONFIGURATION_OF_SECURITY_PARAMETERS, "a key");
    assertThat(line.names()).isEmpty();
    assertThat(line.log).containsExactly("ReconfigurationOfSecurityParameters: a key");
  }

  @Test
  void a_lost_connection_loses_no_event_OCPP_TR_43() {
    line.onlineWithoutHeartbeats().fresh();
    happens(SecurityEvent.TAMPER_DETECTION_ACTIVATED, "open");
    line.down().connect();
    assertThat(told()).containsExactly("open", "open");
    assertThat(line.heard.get(0).id()).isNotEqualTo(line.heard.get(1).id());
  }

  @Test
  void a_restart_loses_no_event_OCPP_SE_40_MS_12() {
    happens(SecurityEvent.TAMPER_DETECTION_ACTIVATED, "open");
    Memory again = new Memory();
    line.memory.compacted().forEach(again::fold);
    Line next = new Line(again, "EXTERNAL", new SplittableRandom(2));
    next.online();
    assertThat(next.names()).contains("SecurityEventNotification");
  }

  @Test
  void events_and_transactions_leave_in_the_order_in_which_they_happened() {
    happens(SecurityEvent.TAMPER_DETECTION_ACTIVATED, "first");
    line.start(1);
    happens(SecurityEvent.TAMPER_DETECTION_ACTIVATED, "last");
    line.onlineWithoutHeartbeats().answer(new SecurityEventNotification.Response());
    line.answer(Line.polite(line.last(), 7, Line.NOON));
    assertThat(line.names())
        .containsExactly(
            "BootNotification",
            "SecurityEventNotification",
            "StartTransaction",
            "SecurityEventNotification");
  }

  @Test
  void an_event_that_nobody_answers_waits_longer_each_time_and_holds_up_no_charge() {
    line.set("MessageTimeout", "30").onlineWithoutHeartbeats().fresh();
    happens(SecurityEvent.TAMPER_DETECTION_ACTIVATED, "open");
    line.later(30).pong().start(1).settle();
    assertThat(line.last()).isInstanceOf(StartTransaction.Request.class);
    line.answer(Line.polite(line.last(), 7, Line.NOON)).fresh();
    for (int i = 0; i < 24 * 720; i++) {
      line.later(5).pong();
    }
    assertThat(told().size()).isBetween(20, 32);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NotImplemented", "NotSupported"})
  void a_back_office_that_does_not_know_the_message_hears_no_more_until_the_next_boot_OCPP_SE_41(
      String error) {
    line.onlineWithoutHeartbeats().fresh();
    happens(SecurityEvent.TAMPER_DETECTION_ACTIVATED, "open");
    line.says("[4,\"" + line.heard.getLast().id() + "\",\"" + error + "\",\"\",{}]");
    happens(SecurityEvent.TAMPER_DETECTION_ACTIVATED, "again");
    line.later(7200).pong().down().connect();
    assertThat(told()).containsExactly("open");
    assertThat(line.log).contains("TamperDetectionActivated: again");
    Line next = new Line(line.memory, "EXTERNAL", new SplittableRandom(2));
    next.onlineWithoutHeartbeats();
    assertThat(next.names()).contains("SecurityEventNotification");
  }

  @Test
  void nobody_is_told_anything_where_the_messages_are_switched_off_OCPP_SE_45() {
    line.set("c_SecurityMessages", "false").onlineWithoutHeartbeats().fresh();
    happens(SecurityEvent.TAMPER_DETECTION_ACTIVATED, "open");
    assertThat(told()).isEmpty();
    assertThat(line.memory.oldestSecurityEvent()).isNull();
    assertThat(line.log).containsExactly("TamperDetectionActivated: open");
  }

  @Test
  void an_event_without_a_time_waits_for_the_clock_and_is_stamped_right_OCPP_BT_15() {
    line.knowsTime = false;
    happens(SecurityEvent.STARTUP_OF_THE_DEVICE, "one");
    line.later(10).onlineWithoutHeartbeats();
    line.settle();
    var event = (SecurityEventNotification.Request) line.last();
    assertThat(event.timestamp()).isBetween(Line.NOON.minusSeconds(20), Line.NOON);
  }

  @Test
  void a_sentence_is_told_in_printable_words_and_not_too_long_OCPP_TR_10_MS_12() {
    line.onlineWithoutHeartbeats().fresh();
    happens(SecurityEvent.TAMPER_DETECTION_ACTIVATED, "café " + "x".repeat(400));
    assertThat(told().getFirst()).startsWith("caf? x").hasSize(255);
  }

  @Test
  void a_refused_password_is_logged_once_for_all_its_attempts_OCPP_TR_05() {
    var down =
        new BackOfficeLink.Down(BackOfficeLink.Down.Kind.REFUSED, 401, 0, "The password is wrong.");
    line.settle().down(down);
    line.later(10).down(down);
    assertThat(line.log)
        .containsOnlyOnce("FailedToAuthenticateAtCentralSystem: The password is wrong.");
  }

  @Test
  void what_is_no_message_is_logged_and_answers_too_late_are_not_OCPP_TR_21() {
    line.onlineWithoutHeartbeats().fresh();
    line.says("what?").says("[3,\"x\",{}]").says("[2,\"a\",\"NoSuch\",{}]");
    line.says("[2,\"a\",\"Reset\",{}]");
    assertThat(line.log.stream().filter(one -> one.startsWith("InvalidMessages"))).hasSize(2);
  }
}
