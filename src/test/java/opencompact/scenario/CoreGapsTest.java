package opencompact.scenario;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Status;
import opencompact.host.Wish;
import opencompact.host.allowance.Hold;
import opencompact.ocpp.AuthorizationStatus;
import opencompact.ocpp.Authorize;
import opencompact.ocpp.BootNotification;
import opencompact.ocpp.DataTransfer;
import opencompact.ocpp.MeterValues;
import opencompact.ocpp.ReadingContext;
import opencompact.ocpp.TriggerMessage;
import opencompact.quantity.IdTag;
import opencompact.quantity.WattHours;
import opencompact.sim.SimBackOffice;
import org.junit.jupiter.api.Test;

/** Small rules of the protocol that no large story tells. */
class CoreGapsTest {
  private static final String CARD = "04A1B2C3";

  private static long triggered(Scenario s) {
    return s.yard().backOffice().received(MeterValues.Request.class).stream()
        .filter(v ->
            v.meterValue().getFirst().sampledValue().getFirst().context() == ReadingContext.TRIGGER)
        .count();
  }

  @Test
  void an_Authorize_that_is_answered_with_an_error_is_asked_once_more_OCPP_P_53() {
    Scenario s = new Scenario();
    s.doing(y -> y.backOffice().becomes(SimBackOffice.Mood.REFUSES));
    s.tap(CARD).later(ofMillis(500));
    s.doing(y -> y.backOffice().becomes(SimBackOffice.Mood.ANSWERS));
    s.expectStatus(Status.AVAILABLE).later(ofSeconds(2)).expectStatus(Status.PREPARING);
    assertThat(s.yard().backOffice().received(Authorize.Request.class)).hasSize(2);
  }

  @Test
  void after_a_second_error_the_offline_rules_hold_OCPP_P_53_OCPP_AU_07() {
    Scenario s = new Scenario().with(Keys.ALLOW_OFFLINE_TX_FOR_UNKNOWN_ID, "false");
    s.doing(y -> y.backOffice().becomes(SimBackOffice.Mood.REFUSES));
    s.tap(CARD).later(ofSeconds(5)).expectStatus(Status.AVAILABLE);
    assertThat(s.yard().backOffice().received(Authorize.Request.class)).hasSize(2);
    s.tap(CARD).later(ofSeconds(5));
    assertThat(s.yard().backOffice().received(Authorize.Request.class)).hasSize(4);
  }

  @Test
  void a_line_that_breaks_before_the_second_question_leaves_the_card_to_the_offline_rules() {
    Scenario s = new Scenario();
    s.doing(y -> y.backOffice().becomes(SimBackOffice.Mood.REFUSES));
    s.tap(CARD).later(ofMillis(500)).networkDown().later(ofSeconds(1));
    s.expectStatus(Status.PREPARING);
  }

  @Test
  void a_known_card_charges_after_a_power_up_without_a_line_OCPP_BT_10_P_45() {
    Scenario s = new Scenario().with(Keys.PLUG_AND_CHARGE, "false");
    s.tap(CARD).later(ofSeconds(3)).tap(CARD).later(ofSeconds(3)).expectStatus(Status.AVAILABLE);
    s.cutPower().networkDown().later(ofMinutes(1)).restorePower().later(ofMinutes(1));
    s.tap(CARD).plugIn().later(ofSeconds(30)).expectStatus(Status.CHARGING);
    s.networkUp().later(ofMinutes(5)).expectDelivered("Authorize", "StartTransaction");
  }

  @Test
  void a_stop_that_is_refused_once_is_repeated_and_restarts_nothing_OCPP_TX_21_P_52() {
    Scenario s = new Scenario().plugIn().tap(CARD).later(ofMinutes(1));
    s.doing(y -> y.backOffice().treatsNext(List.of(SimBackOffice.Mood.REFUSES)));
    s.tap(CARD).later(ofMinutes(3)).expectStop("Local");
    s.expectDelivered("Authorize", "StartTransaction", "StopTransaction", "StopTransaction");
    assertThat(s.yard().backOffice().received(BootNotification.Request.class)).hasSize(1);
  }

  @Test
  void a_card_refused_afterwards_gets_the_energy_that_was_allowed_and_no_more_OCPP_TX_13_CF_23() {
    Scenario s = new Scenario().card(CARD, AuthorizationStatus.BLOCKED);
    s.with(Keys.STOP_TRANSACTION_ON_INVALID_ID, "false").with(Keys.MAX_ENERGY_ON_INVALID_ID, "500");
    s.with(Keys.PLUG_AND_CHARGE, "false").networkDown().later(ofSeconds(5)).tap(CARD).plugIn();
    s.later(ofMinutes(5)).expectStatus(Status.CHARGING).networkUp();
    s.later(ofSeconds(1));
    while (s.view().transaction().transactionId() == null) {
      s.later(ofSeconds(1));
    }
    WattHours refusedAt = s.view().rtm().register();
    s.later(ofMinutes(1)).expectStatus(Status.CHARGING);
    assertThat(s.view().why()).extracting(Hold::name).doesNotContain("card-refused");
    s.later(ofMinutes(15)).expectStatus(Status.SUSPENDED_EVSE).expectWhy("card-refused");
    assertThat(s.view().rtm().register().since(refusedAt).whole()).isBetween(480L, 530L);
    // It is still the driver's charge, and ends by the driver's wish.
    s.tap(CARD).later(ofSeconds(10)).expectStop("Local");
  }

  @Test
  void no_energy_is_left_for_a_refused_card_where_its_charge_is_to_stop_OCPP_TX_13() {
    Scenario s = new Scenario().card(CARD, AuthorizationStatus.BLOCKED);
    s.with(Keys.MAX_ENERGY_ON_INVALID_ID, "5000").with(Keys.PLUG_AND_CHARGE, "false");
    s.networkDown().later(ofSeconds(5)).tap(CARD).plugIn().later(ofMinutes(3)).networkUp();
    s.later(ofMinutes(4)).expectStop("DeAuthorized");
  }

  @Test
  void readings_that_are_asked_for_all_the_time_come_once_a_second_OCPP_P_54_MV_07() {
    Scenario s = new Scenario().later(ofSeconds(1));
    for (int i = 0; i < 100; i++) {
      s.doing(y -> y.backOffice().call(new TriggerMessage.Request("MeterValues", 1)));
      s.later(ofMillis(20));
    }
    s.later(ofSeconds(2));
    assertThat(triggered(s)).isBetween(2L, 4L);
  }

  @Test
  void free_charging_goes_on_whatever_the_back_office_thinks_of_its_placeholder_OCPP_X_27() {
    Scenario s = new Scenario().card("FREEVEND", AuthorizationStatus.INVALID);
    s.with(Keys.AUTHORIZATION_ENABLED, "false").plugIn().later(ofMinutes(10));
    s.expectStatus(Status.CHARGING).expectDelivered("StartTransaction");
  }

  @Test
  void the_back_office_clears_faults_but_no_residual_current_of_a_plugged_in_car_OCP_5() {
    Scenario s = new Scenario();
    s.backOfficeAsks(
        new DataTransfer.Request("BG.EVNET", "clearfaults", null),
        r ->
            assertThat(r).isEqualTo(new DataTransfer.Response(DataTransfer.Status.ACCEPTED, null)));
    s.backOfficeAsks(
        new DataTransfer.Request("bg.evnet", "Dance", null),
        r ->
            assertThat(r)
                .isEqualTo(
                    new DataTransfer.Response(DataTransfer.Status.UNKNOWN_MESSAGE_ID, null)));
    s.plugIn().tap(CARD).later(ofMinutes(1)).raise("leakage.dc=20").later(ofSeconds(10));
    s.expectStatus(Status.FAULTED).mend();
    s.backOfficeAsks(new DataTransfer.Request("bg.evnet", "ClearFaults", null), _ -> {});
    s.expectStatus(Status.FAULTED);
    s.doing(y -> y.ask(new Wish.ClearFaults())).later(ofSeconds(5));
    assertThat(s.view().status()).isNotEqualTo(Status.FAULTED);
  }

  @Test
  void a_card_is_learnt_within_a_minute_without_its_check_byte_and_forgotten_AUT_1_AUT_2() {
    Scenario s = new Scenario().with(Keys.REMOVE_CS_FROM_CARD_ID, "true");
    s.doing(y -> y.ask(new Wish.LearnCard())).tap("874943F17C").later(ofSeconds(2));
    assertThat(s.view().cards()).extracting(c -> c.tag().value()).containsExactly("874943F1");
    s.expectStatus(Status.AVAILABLE).expectDelivered();
    s.doing(y -> y.ask(new Wish.LearnCard())).later(ofSeconds(61));
    assertThat(s.view().learning()).isFalse();
    s.doing(y -> y.ask(new Wish.AddCard(new IdTag("874943f17c"), null)));
    assertThat(s.view().cards()).hasSize(1);
    s.cutPower().later(ofSeconds(5)).restorePower().later(ofSeconds(30));
    assertThat(s.view().cards()).hasSize(1);
    s.doing(y -> y.ask(new Wish.RemoveCard(new IdTag("874943F17C"))));
    assertThat(s.view().cards()).isEqualTo(List.of());
  }
}
