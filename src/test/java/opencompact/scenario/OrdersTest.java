package opencompact.scenario;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Light;
import opencompact.catalogue.Status;
import opencompact.host.Wish;
import opencompact.ocpp.AuthorizationStatus;
import opencompact.ocpp.BootNotification;
import opencompact.ocpp.ChargingProfile;
import opencompact.ocpp.ChargingProfileKind;
import opencompact.ocpp.ChargingProfilePurpose;
import opencompact.ocpp.ChargingRateUnit;
import opencompact.ocpp.ChargingSchedule;
import opencompact.ocpp.ChargingSchedulePeriod;
import opencompact.ocpp.GenericStatus;
import opencompact.ocpp.Rate;
import opencompact.ocpp.RemoteStartTransaction;
import opencompact.ocpp.RemoteStopTransaction;
import opencompact.ocpp.Reset;
import opencompact.ocpp.ResetType;
import opencompact.ocpp.TriggerMessage;
import opencompact.ocpp.TriggerStatus;
import opencompact.ocpp.UnlockConnector;
import opencompact.quantity.IdTag;
import opencompact.sim.SimBackOffice;
import org.junit.jupiter.api.Test;

/** Orders at awkward moments, from the back office and from people, and what is heard and seen. */
class OrdersTest {
  private static final IdTag TAG = new IdTag("04A1B2C3");
  private static final RemoteStartTransaction.Response STARTED =
      new RemoteStartTransaction.Response(GenericStatus.ACCEPTED);
  private static final RemoteStartTransaction.Response NOT_STARTED =
      new RemoteStartTransaction.Response(GenericStatus.REJECTED);

  private static Scenario charging(Scenario s) {
    return s.plugIn()
        .later(ofSeconds(2))
        .tap("04A1B2C3")
        .later(ofMinutes(2))
        .expectStatus(Status.CHARGING);
  }

  private static ChargingProfile profile(ChargingProfilePurpose purpose, Integer transaction) {
    return new ChargingProfile(
        1,
        transaction,
        0,
        purpose,
        ChargingProfileKind.RELATIVE,
        null,
        null,
        null,
        new ChargingSchedule(
            null,
            null,
            ChargingRateUnit.A,
            List.of(new ChargingSchedulePeriod(0, Rate.of(10), null)),
            null));
  }

  @Test
  void a_remote_start_with_a_profile_for_something_else_is_rejected_OCPP_T_060() {
    Scenario s = new Scenario();
    for (ChargingProfile wrong :
        List.of(
            profile(ChargingProfilePurpose.TX_DEFAULT_PROFILE, null),
            profile(ChargingProfilePurpose.CHARGE_POINT_MAX_PROFILE, null),
            profile(ChargingProfilePurpose.TX_PROFILE, 7))) {
      s.backOfficeAsks(
          new RemoteStartTransaction.Request(1, TAG, wrong),
          r -> assertThat(r).isEqualTo(NOT_STARTED));
    }
    s.expectStatus(Status.AVAILABLE);
    s.backOfficeAsks(
        new RemoteStartTransaction.Request(
            1, TAG, profile(ChargingProfilePurpose.TX_PROFILE, null)),
        r -> assertThat(r).isEqualTo(STARTED));
  }

  @Test
  void a_remote_start_for_the_card_that_waits_already_is_one_start_OCPP_MS_26_TX_05_P_04() {
    Scenario s = new Scenario().tap("04A1B2C3").later(ofSeconds(3));
    s.backOfficeAsks(
        new RemoteStartTransaction.Request(1, new IdTag("OTHER"), null),
        r -> assertThat(r).isEqualTo(NOT_STARTED));
    s.backOfficeAsks(
        new RemoteStartTransaction.Request(1, TAG, null), r -> assertThat(r).isEqualTo(STARTED));
    s.plugIn().later(ofSeconds(20)).expectStatus(Status.CHARGING);
    s.expectDelivered("Authorize", "StartTransaction");
  }

  @Test
  void a_remote_start_of_the_cable_left_in_charges_again_OCPP_MS_26_P_39() {
    Scenario s = charging(new Scenario()).tap("04A1B2C3").later(ofSeconds(15));
    s.expectStatus(Status.FINISHING);
    s.backOfficeAsks(
        new RemoteStartTransaction.Request(null, TAG, null), r -> assertThat(r).isEqualTo(STARTED));
    s.later(ofSeconds(30)).expectStatus(Status.CHARGING);
  }

  @Test
  void the_number_of_a_start_that_was_given_up_matches_no_remote_stop_OCPP_MS_27() {
    Scenario s = new Scenario().with(Keys.TRANSACTION_MESSAGE_ATTEMPTS, "1");
    s.doing(y -> y.backOffice().treatsNext(List.of(SimBackOffice.Mood.REFUSES)));
    charging(s);
    assertThat(s.view().transaction().transactionId()).isEqualTo(-1);
    s.backOfficeAsks(
        new RemoteStopTransaction.Request(-1),
        r -> assertThat(r).isEqualTo(new RemoteStopTransaction.Response(GenericStatus.REJECTED)));
    s.expectStatus(Status.CHARGING);
  }

  @Test
  void two_resets_are_one_restart_and_the_harder_holds_OCPP_X_25() {
    Scenario s = charging(new Scenario());
    s.doing(y -> y.backOffice().becomes(SimBackOffice.Mood.SILENT));
    s.doing(y -> y.backOffice().call(new Reset.Request(ResetType.SOFT)));
    for (int i = 0; i < 3; i++) {
      s.later(ofSeconds(1)).doing(y -> y.backOffice().call(new Reset.Request(ResetType.SOFT)));
    }
    s.doing(y -> y.backOffice().call(new Reset.Request(ResetType.HARD)));
    s.doing(y -> y.backOffice().becomes(SimBackOffice.Mood.ANSWERS));
    s.later(ofMinutes(2)).expectStop("SoftReset");
    assertThat(s.yard().backOffice().received(BootNotification.Request.class)).hasSize(2);
  }

  @Test
  void a_person_and_the_back_office_unlock_at_once_and_both_hear_of_it_OCPP_MS_29() {
    Scenario s = charging(new Scenario());
    String call = s.yard().backOffice().call(new UnlockConnector.Request(1));
    s.later(ofMillis(100));
    assertThat(s.yard().ask(new Wish.UnlockConnector())).isNull();
    s.later(ofSeconds(6));
    assertThat(s.yard().backOffice().answer(call))
        .isEqualTo(new UnlockConnector.Response(UnlockConnector.Status.UNLOCKED));
    s.expectStop("UnlockCommand").expectStatus(Status.FINISHING);
  }

  @Test
  void a_person_who_unlocks_ends_the_charge_as_the_driver_OCPP_TX_18() {
    Scenario s = charging(new Scenario());
    s.yard().ask(new Wish.UnlockConnector());
    s.later(ofSeconds(6)).expectStop("Local");
    assertThat(s.stop().idTag()).isEqualTo(TAG);
  }

  @Test
  void a_start_pressed_twice_does_not_cancel_itself_AUT_4() {
    Scenario s = new Scenario();
    s.yard().ask(new Wish.StartCharging(TAG));
    s.later(ofSeconds(2));
    assertThat(s.yard().ask(new Wish.StartCharging(TAG)).sentence()).contains("waits here already");
    s.plugIn().later(ofSeconds(20)).expectStatus(Status.CHARGING);
  }

  @Test
  void values_of_the_grid_side_cannot_be_triggered_where_there_are_none_OCPP_TM_02() {
    charging(new Scenario())
        .backOfficeAsks(
            new TriggerMessage.Request("MeterValues", 0),
            r -> assertThat(r).isEqualTo(new TriggerMessage.Response(TriggerStatus.REJECTED)))
        .backOfficeAsks(
            new TriggerMessage.Request("StatusNotification", 0),
            r -> assertThat(r).isEqualTo(new TriggerMessage.Response(TriggerStatus.ACCEPTED)));
  }

  @Test
  void a_group_told_after_an_offline_start_may_stop_the_charge_OCPP_AU_02() {
    Scenario s = new Scenario().card("AAAA0001", "FAMILY").card("AAAA0002", "FAMILY");
    s.with(Keys.PLUG_AND_CHARGE, "false").networkDown().later(ofSeconds(5));
    s.tap("AAAA0001").plugIn().later(ofMinutes(1)).expectStatus(Status.CHARGING);
    s.networkUp().later(ofMinutes(5)).tap("AAAA0002").later(ofSeconds(10));
    s.expectStop("Local").expectStatus(Status.FINISHING);
    assertThat(s.stop().idTag()).isEqualTo(new IdTag("AAAA0002"));
  }

  @Test
  void after_a_soft_restart_plug_and_charge_waits_its_half_minute_again_OFF_1() {
    Scenario s = new Scenario().later(ofMinutes(10)).plugIn().later(ofSeconds(2));
    s.doing(y -> y.backOffice().call(new Reset.Request(ResetType.SOFT)));
    s.later(ofMillis(40)).networkDown().later(ofSeconds(20));
    assertThat(s.view().resetReason()).isEqualTo("CC_RST_SW");
    s.expectNoTransaction().expectStatus(Status.PREPARING);
    s.later(ofSeconds(40)).expectStatus(Status.CHARGING);
  }

  @Test
  void free_charging_goes_on_whatever_the_back_office_says_of_its_tag_OCPP_X_27() {
    Scenario s =
        new Scenario()
            .card("FREEVEND", AuthorizationStatus.INVALID)
            .with(Keys.AUTHORIZATION_ENABLED, "false");
    s.plugIn().later(ofMinutes(2)).expectStatus(Status.CHARGING);
    s.expectDelivered("StartTransaction");
  }

  @Test
  void where_no_card_is_needed_the_reader_stops_a_cards_own_charge_only_OCPP_AU_16() {
    Scenario s = new Scenario().with(Keys.AUTHORIZATION_ENABLED, "false");
    s.tap("04A1B2C3").later(ofSeconds(3)).expectStatus(Status.AVAILABLE).expectDelivered();
    s.backOfficeAsks(
        new RemoteStartTransaction.Request(1, TAG, null), r -> assertThat(r).isEqualTo(STARTED));
    s.plugIn().later(ofMinutes(1)).expectStatus(Status.CHARGING);
    assertThat(s.start().idTag()).isEqualTo(TAG);
    s.tap("04D4E5F6").later(ofSeconds(5)).expectStatus(Status.CHARGING);
    s.tap("04A1B2C3").later(ofSeconds(10)).expectStop("Local");
  }

  @Test
  void cards_are_heard_and_seen_at_once_LGT_2() {
    Scenario s = new Scenario().card("BAD00001", AuthorizationStatus.INVALID);
    s.sounds();
    s.tap("BAD00001").later(ofSeconds(1));
    assertThat(s.sounds()).containsExactly("CARD_READ", "REFUSED");
    assertThat(s.view().overlay()).isEqualTo(Light.Overlay.CARD_REFUSED);
    s.later(ofSeconds(3)).tap("04A1B2C3").later(ofMillis(500));
    assertThat(s.sounds()).containsExactly("CARD_READ", "ACCEPTED");
    assertThat(s.view().overlay()).isEqualTo(Light.Overlay.CARD_ACCEPTED);
    s.later(ofSeconds(2));
    assertThat(s.view().overlay()).isNull();
  }

  @Test
  void a_stopping_fault_and_a_lock_that_fails_are_heard_once_LGT_2() {
    Scenario s = charging(new Scenario());
    s.sounds();
    s.raise("leakage.dc=20").later(ofSeconds(10)).expectStop("Other");
    assertThat(s.sounds()).containsExactly("FAULT");
    Scenario jam = new Scenario().raise("lock=jammed").plugIn().tap("04A1B2C3");
    jam.later(ofSeconds(20));
    assertThat(jam.sounds()).containsOnlyOnce("LOCK_FAULT").doesNotContain("FAULT");
  }

  @Test
  void the_next_card_is_learnt_within_a_minute_and_starts_nothing_AUT_2() {
    Scenario s = new Scenario();
    s.yard().ask(new Wish.LearnCard());
    assertThat(s.view().overlay()).isEqualTo(Light.Overlay.LEARNING);
    s.tap("04AAAAAA").later(ofSeconds(3)).expectStatus(Status.AVAILABLE).expectDelivered();
    assertThat(s.view().cards()).hasSize(1);
    assertThat(s.view().learning()).isFalse();
    s.yard().ask(new Wish.LearnCard());
    s.later(ofSeconds(61));
    assertThat(s.view().learning()).isFalse();
    assertThat(s.view().overlay()).isNull();
    s.tap("04BBBBBB").later(ofSeconds(3)).expectStatus(Status.PREPARING);
    assertThat(s.view().cards()).hasSize(1);
  }

  @Test
  void the_same_card_in_other_letters_stops_its_charge_OCPP_X_18() {
    charging(new Scenario()).tap("04a1b2c3").later(ofSeconds(10)).expectStop("Local");
  }
}
