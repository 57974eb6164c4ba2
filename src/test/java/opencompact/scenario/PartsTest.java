package opencompact.scenario;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import opencompact.catalogue.Ailment;
import opencompact.catalogue.ErrorCode;
import opencompact.catalogue.Light;
import opencompact.catalogue.Status;
import opencompact.host.Wish;
import opencompact.host.allowance.Hold;
import opencompact.memory.History;
import opencompact.ocpp.GenericStatus;
import opencompact.ocpp.RemoteStartTransaction;
import opencompact.ocpp.StatusNotification;
import opencompact.quantity.IdTag;
import opencompact.sim.bench.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A card reader that cannot read, and a radio that hardly hears: warnings of the station. */
class PartsTest {
  private static final String CARD = "04A1B2C3";

  /** What was told of connector 0, as {@code Available ReaderFailure}. */
  private static List<String> told(Scenario s) {
    return s.yard().backOffice().received(StatusNotification.Request.class).stream()
        .filter(r -> r.connectorId() == 0)
        .map(r -> r.status().wire() + " " + r.errorCode().wire())
        .toList();
  }

  private static boolean logged(Scenario s, String words) {
    return s.yard().disk().events(History.NEWEST, 999, "fault").stream()
        .anyMatch(line -> line.entry().sentence().contains(words));
  }

  @ParameterizedTest
  @CsvSource({"silent, does not answer", "faulty, does not come up"})
  void a_reader_that_cannot_read_is_told_of_connector_0_and_why_until_cured_OCPP_ST_41_ST_20(
      String how, String words) {
    Scenario s = new Scenario().later(ofSeconds(10)).raise("reader=" + how).later(ofSeconds(2));
    assertThat(told(s)).containsExactly("Available NoError", "Available ReaderFailure");
    s.expectStatus(Status.AVAILABLE).expectWhy("card-reader");
    assertThat(s.view().stationStatus()).isEqualTo(Status.AVAILABLE);
    assertThat(s.view().light()).isEqualTo(Light.AVAILABLE);
    assertThat(logged(s, words)).isTrue();
    s.tap(CARD).later(ofSeconds(3)).expectStatus(Status.AVAILABLE).expectDelivered();
    s.plugIn().later(ofSeconds(3)).expectStatus(Status.PREPARING);
    assertThat(s.view().sentence()).contains(words, "web client");

    s.mend().later(ofSeconds(2));
    assertThat(told(s)).endsWith("Available NoError").hasSize(3);
    assertThat(s.view().why()).extracting(Hold::name).doesNotContain("card-reader");
    assertThat(logged(s, "The card reader is well again.")).isTrue();
    s.tap(CARD).later(ofSeconds(20)).expectStatus(Status.CHARGING);
  }

  @Test
  void without_its_reader_a_station_is_started_and_stopped_from_elsewhere_OCPP_ST_41_ST_18() {
    Scenario s = new Scenario().plugIn().raise("reader=silent").later(ofSeconds(5));
    s.backOfficeAsks(
        new RemoteStartTransaction.Request(1, new IdTag(CARD), null),
        r -> assertThat(r).isEqualTo(new RemoteStartTransaction.Response(GenericStatus.ACCEPTED)));
    s.later(ofMinutes(1)).expectStatus(Status.CHARGING);
    s.doing(y -> y.ask(new Wish.StopCharging())).later(ofSeconds(20)).expectStop("Local");
  }

  @Test
  void a_reader_that_fails_during_a_charge_ends_nothing_OCPP_ST_41() {
    Scenario s = new Scenario().plugIn().tap(CARD).later(ofMinutes(1)).raise("reader=faulty");
    s.later(ofMinutes(1)).expectStatus(Status.CHARGING);
    assertThat(told(s)).endsWith("Available ReaderFailure");
    s.tap(CARD).later(ofSeconds(10)).expectStatus(Status.CHARGING);
    s.mend().later(ofSeconds(1)).tap(CARD).later(ofSeconds(10)).expectStop("Local");
  }

  @Test
  void what_ails_a_part_is_told_again_after_a_restart_and_a_power_cut_OCPP_ST_41() {
    Scenario s = new Scenario().raise("reader=silent").later(ofSeconds(5));
    s.doing(y -> y.ask(new Wish.Restart())).later(ofMinutes(1));
    s.expectWhy("card-reader");
    assertThat(told(s)).endsWith("Available ReaderFailure");
    s.cutPower().later(ofSeconds(5)).restorePower().later(ofMinutes(1)).expectWhy("card-reader");
    assertThat(told(s)).endsWith("Available ReaderFailure");
  }

  @Test
  void a_weak_radio_is_a_warning_and_a_broken_reader_a_worse_one_OCPP_ST_41_ST_22() {
    Scenario s = new Scenario().raise("radio=weak").later(ofSeconds(5));
    assertThat(told(s)).endsWith("Available WeakSignal");
    s.raise("reader=silent").later(ofSeconds(5));
    assertThat(told(s)).endsWith("Available ReaderFailure");
    s.doing(y -> y.bench().clear(Cause.READER)).later(ofSeconds(5));
    assertThat(told(s)).endsWith("Available WeakSignal");
    s.plugIn().tap(CARD).later(ofMinutes(1)).expectStatus(Status.CHARGING);
    s.mend().later(ofSeconds(5));
    assertThat(told(s)).endsWith("Available NoError");
  }

  @Test
  void a_station_that_is_faulted_says_so_and_not_what_ails_a_part_OCPP_ST_10() {
    Scenario s = new Scenario().raise("reader=silent").raise("calibration=lost");
    s.later(ofSeconds(5));
    assertThat(told(s)).endsWith("Faulted InternalError");
    assertThat(Ailment.READER_SILENT.errorCode()).isEqualTo(ErrorCode.READER_FAILURE);
  }
}
