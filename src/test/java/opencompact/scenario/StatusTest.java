package opencompact.scenario;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import opencompact.catalogue.ErrorCode;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Status;
import opencompact.ocpp.AvailabilityType;
import opencompact.ocpp.ChangeAvailability;
import opencompact.ocpp.RemoteStopTransaction;
import opencompact.ocpp.Reset;
import opencompact.ocpp.ResetType;
import opencompact.ocpp.StatusNotification;
import opencompact.quantity.WattHours;
import org.junit.jupiter.api.Test;

/** What the back office is told of the connector, step by step (section 4 of the checklist). */
class StatusTest {
  private static final ChangeAvailability.Response ACCEPTED =
      new ChangeAvailability.Response(ChangeAvailability.Status.ACCEPTED);

  private static Scenario charging(Scenario s) {
    return s.plugIn().tap("04A1B2C3").later(ofMinutes(2)).expectStatus(Status.CHARGING);
  }

  private static Scenario available(Scenario s, int connector, AvailabilityType type) {
    return s.backOfficeAsks(
        new ChangeAvailability.Request(connector, type), r -> assertThat(r).isEqualTo(ACCEPTED));
  }

  private static String lastInfo(Scenario s) {
    return s.yard().backOffice().received(StatusNotification.Request.class).stream()
        .filter(r -> r.connectorId() == 1)
        .toList()
        .getLast()
        .info();
  }

  @Test
  void out_of_service_while_preparing_passes_Available_OCPP_ST_11() {
    Scenario s = new Scenario().plugIn().later(ofSeconds(5));
    available(s, 1, AvailabilityType.INOPERATIVE).expectStatus(Status.UNAVAILABLE);
    s.expectStatuses(Status.AVAILABLE, Status.PREPARING, Status.AVAILABLE, Status.UNAVAILABLE);
    available(s, 1, AvailabilityType.OPERATIVE).expectStatus(Status.PREPARING);
  }

  @Test
  void
      out_of_service_drops_a_waiting_card_and_in_service_the_cable_is_Preparing_OCPP_MS_21_ST_05() {
    Scenario s = new Scenario().tap("04A1B2C3").later(ofSeconds(3)).expectStatus(Status.PREPARING);
    available(s, 1, AvailabilityType.INOPERATIVE).expectStatus(Status.UNAVAILABLE);
    s.plugIn().later(ofSeconds(20)).expectStatus(Status.UNAVAILABLE).expectNoTransaction();
    available(s, 0, AvailabilityType.INOPERATIVE);
    available(s, 1, AvailabilityType.OPERATIVE).expectStatus(Status.UNAVAILABLE);
    available(s, 0, AvailabilityType.OPERATIVE).expectStatus(Status.PREPARING);
    s.expectNoTransaction();
  }

  @Test
  void the_station_in_service_again_means_its_connector_too_OCPP_MS_21() {
    Scenario s = new Scenario();
    available(s, 1, AvailabilityType.INOPERATIVE).expectStatus(Status.UNAVAILABLE);
    available(s, 0, AvailabilityType.OPERATIVE).expectStatus(Status.AVAILABLE);
  }

  @Test
  void out_of_service_while_faulted_holds_when_the_fault_is_over_OCPP_MS_21() {
    Scenario s = new Scenario().raise("calibration=lost").later(ofSeconds(5));
    s.expectStatus(Status.FAULTED);
    available(s, 1, AvailabilityType.INOPERATIVE).expectStatus(Status.FAULTED);
    s.mend().later(ofSeconds(60)).expectStatus(Status.UNAVAILABLE);
  }

  @Test
  void in_service_again_cancels_what_was_scheduled_OCPP_MS_21_ST_09() {
    Scenario s = charging(new Scenario());
    s.backOfficeAsks(
        new ChangeAvailability.Request(1, AvailabilityType.INOPERATIVE),
        r ->
            assertThat(r)
                .isEqualTo(new ChangeAvailability.Response(ChangeAvailability.Status.SCHEDULED)));
    available(s, 1, AvailabilityType.OPERATIVE).expectStatus(Status.CHARGING);
    s.plugOut().later(ofSeconds(5)).expectStatus(Status.AVAILABLE);
  }

  @Test
  void an_unknown_connector_cannot_be_put_out_of_service_OCPP_MS_21() {
    for (int connector : new int[] {-1, 2}) {
      new Scenario()
          .backOfficeAsks(
              new ChangeAvailability.Request(connector, AvailabilityType.INOPERATIVE),
              r ->
                  assertThat(r)
                      .isEqualTo(
                          new ChangeAvailability.Response(ChangeAvailability.Status.REJECTED)));
    }
  }

  @Test
  void the_same_cable_charges_again_by_way_of_Preparing_OCPP_ST_12_AU_15() {
    Scenario s = charging(new Scenario().with(Keys.LOCAL_PRE_AUTHORIZE, "true"));
    s.tap("04A1B2C3").later(ofSeconds(15)).expectStatus(Status.FINISHING);
    s.tap("04A1B2C3").later(ofSeconds(30)).expectStatus(Status.CHARGING);
    s.expectStatuses(
        Status.AVAILABLE,
        Status.PREPARING,
        Status.CHARGING,
        Status.FINISHING,
        Status.PREPARING,
        Status.CHARGING);
  }

  @Test
  void a_car_unplugged_at_its_own_side_ends_the_charge_and_frees_the_cable_OCPP_T_005_1_ST_21() {
    Scenario s = charging(new Scenario()).unplugAtCar().later(ofSeconds(5));
    s.expectStop("EVDisconnected").expectStatus(Status.FINISHING);
    assertThat(s.stop().idTag()).isNull();
    assertThat(lastInfo(s)).isEqualTo("EV side disconnected");
    s.unplugAtStation().later(ofSeconds(2)).expectStatus(Status.AVAILABLE);
  }

  @Test
  void the_cable_stays_locked_for_its_card_where_so_configured_OCPP_T_005_2_TX_15() {
    Scenario s =
        charging(new Scenario().with(Keys.UNLOCK_CONNECTOR_ON_EV_SIDE_DISCONNECT, "false"));
    s.unplugAtCar().later(ofSeconds(5)).expectStop("EVDisconnected");
    assertThat(s.yard().bench().unplugAtStation()).contains("locked");
    s.tap("04A1B2C3").later(ofSeconds(5)).unplugAtStation();
    s.later(ofSeconds(2))
        .expectStatus(Status.AVAILABLE)
        .expectDelivered("Authorize", "StartTransaction", "StopTransaction");
  }

  @Test
  void a_charge_may_outlive_the_car_that_left_OCPP_T_005_3_ST_21() {
    Scenario s =
        charging(new Scenario().with(Keys.STOP_TRANSACTION_ON_EV_SIDE_DISCONNECT, "false"));
    s.unplugAtCar().later(ofSeconds(5)).expectStatus(Status.SUSPENDED_EV);
    assertThat(lastInfo(s)).isEqualTo("EV side disconnected");
    assertThat(s.yard().bench().unplugAtStation()).contains("locked");
    s.expectWhy("vehicle-gone").expectDelivered("Authorize", "StartTransaction");
    int id = s.view().transaction().transactionId();
    s.backOfficeAsks(new RemoteStopTransaction.Request(id), _ -> {});
    s.expectStop("Remote").expectStatus(Status.FINISHING);
  }

  @Test
  void a_warning_is_told_beside_the_status_and_charging_goes_on_OCPP_ST_18() {
    Scenario s = charging(new Scenario()).raise("cover.main=open").later(ofSeconds(5));
    StatusNotification.Request told =
        s.yard().backOffice().received(StatusNotification.Request.class).getLast();
    assertThat(told.status()).isEqualTo(Status.CHARGING);
    assertThat(told.errorCode()).isEqualTo(ErrorCode.OTHER_ERROR);
    WattHours before = s.view().rtm().register();
    s.later(ofMinutes(5)).expectStatus(Status.CHARGING);
    assertThat(s.view().rtm().register().since(before)).isGreaterThan(WattHours.of(500));
  }

  @Test
  void what_concerns_the_whole_station_is_told_of_connector_0_OCPP_ST_20_ST_10() {
    Scenario s = new Scenario().raise("calibration=lost").later(ofSeconds(5));
    assertThat(s.yard().backOffice().received(StatusNotification.Request.class))
        .anyMatch(told ->
            told.connectorId() == 0
                && told.status() == Status.FAULTED
                && told.errorCode() == ErrorCode.INTERNAL_ERROR);
  }

  @Test
  void a_soft_reset_tells_Finishing_before_it_restarts_OCPP_T_016_P_40() {
    Scenario s = charging(new Scenario());
    s.backOfficeAsks(new Reset.Request(ResetType.SOFT), _ -> {});
    s.later(ofSeconds(30)).expectStop("SoftReset");
    s.expectStatuses(
        Status.AVAILABLE, Status.PREPARING, Status.CHARGING, Status.FINISHING, Status.PREPARING);
  }

  @Test
  void whoever_plugs_in_at_the_last_moment_is_not_timed_out_by_the_lock_OCPP_TX_03() {
    Scenario s = new Scenario().tap("04A1B2C3").later(ofMillis(89_700)).plugIn();
    s.later(ofSeconds(20)).expectStatus(Status.CHARGING);
  }

  @Test
  void a_cable_without_a_car_times_a_waiting_card_out_OCPP_TX_03() {
    new Scenario()
        .insertCable(32)
        .tap("04A1B2C3")
        .later(ofSeconds(80))
        .expectWhy("waiting-for-plug")
        .later(ofSeconds(20))
        .expectWhy("not-authorized")
        .expectStatus(Status.PREPARING)
        .expectNoTransaction();
  }
}
