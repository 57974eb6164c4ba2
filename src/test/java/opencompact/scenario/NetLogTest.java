package opencompact.scenario;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import opencompact.catalogue.Keys;
import opencompact.ocpp.DataTransfer;
import opencompact.sim.SimBackOffice;
import org.junit.jupiter.api.Test;

/** The log of the line, told to a back office that wants it (OCPP-DX-03, OCPP-CF-77). */
class NetLogTest {

  private static List<String> told(Scenario s) {
    return s.yard().backOffice().received(DataTransfer.Request.class).stream()
        .peek(r -> {
          assertThat(r.vendorId()).isEqualTo("bg.evnet");
          assertThat(r.messageId()).isEqualTo("NetLog");
          assertThat(r.data().getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(4096);
        })
        .map(DataTransfer.Request::data)
        .toList();
  }

  private static Scenario wanted() {
    Scenario s = new Scenario().doing(y -> y.backOffice().learns("bg.evnet"));
    return s.with(Keys.OCPP_NET_LOG, "true");
  }

  private static Scenario lost(Scenario s) {
    return s.networkDown().later(ofMinutes(3)).networkUp().later(ofMinutes(3));
  }

  @Test
  void what_happens_on_the_line_is_told_once_it_is_back_OCPP_DX_03() {
    Scenario s = lost(wanted());
    assertThat(String.join("\n", told(s)))
        .contains("Lost the back office", "Connected to the back office at ws://cs.test/ocpp")
        .contains("2026-03-02T12:0");
    int before = told(s).size();
    s.later(ofHours(1));
    assertThat(told(s)).hasSize(before);
  }

  @Test
  void as_delivered_nothing_is_told_OCPP_CF_77() {
    assertThat(told(lost(new Scenario()))).isEmpty();
  }

  @Test
  void whoever_does_not_know_it_hears_no_more_for_a_day_OCPP_DX_03() {
    Scenario s = lost(new Scenario().with(Keys.OCPP_NET_LOG, "true"));
    assertThat(told(s)).hasSize(1);
    assertThat(told(lost(lost(s)))).hasSize(1);
    s.doing(y -> y.backOffice().learns("bg.evnet")).later(ofHours(25));
    assertThat(told(s)).hasSizeGreaterThan(1);
  }

  @Test
  void an_error_for_an_answer_is_not_asked_about_again_OCPP_MS_03() {
    Scenario s = wanted().networkDown().later(ofMinutes(3));
    s.doing(y -> y.backOffice().becomes(SimBackOffice.Mood.REFUSES)).networkUp();
    s.later(ofMinutes(5));
    assertThat(told(s)).hasSize(1);
    s.doing(y -> y.backOffice().becomes(SimBackOffice.Mood.ANSWERS)).later(ofHours(1));
    assertThat(told(s)).hasSize(1);
  }

  @Test
  void it_waits_for_everything_else_and_for_a_second_OCPP_DX_03() {
    Scenario s = wanted().plugIn().later(ofSeconds(2)).tap("04A1B2C3").later(ofMinutes(1));
    s.networkDown().later(ofMinutes(2)).unplugAtCar().networkUp().later(ofMinutes(5));
    List<String> order =
        s.delivered("BootNotification", "StartTransaction", "StopTransaction", "DataTransfer");
    int stop = order.indexOf("StopTransaction");
    assertThat(stop).isPositive();
    assertThat(order.subList(stop, order.size())).contains("DataTransfer");
    var received = s.yard().backOffice().received();
    long last = -1_000_000_000L;
    for (var one : received) {
      if (one.request() instanceof DataTransfer.Request) {
        assertThat(one.worldNanos() - last).isGreaterThanOrEqualTo(900_000_000L);
        last = one.worldNanos();
      }
    }
  }
}
