package opencompact.scenario;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import opencompact.catalogue.Keys;
import opencompact.catalogue.Status;
import opencompact.ocpp.AuthorizationStatus;
import opencompact.quantity.Amperes;
import opencompact.sim.bench.Cars;
import org.junit.jupiter.api.Test;

/** The whole charge, told in both orders and with everything that can end it by now. */
class ChargeTest {

  @Test
  void a_car_is_plugged_in_then_a_card_is_tapped_OCPP_T_003() {
    Scenario s = new Scenario().plugIn().later(ofSeconds(5)).expectStatus(Status.PREPARING);
    s.tap("04A1B2C3").later(ofSeconds(20)).expectStatus(Status.CHARGING).expectOffered(32);
    s.later(ofMinutes(30));
    assertThat(s.view().transaction().charged().whole()).isBetween(5000L, 5600L);
    s.plugOut().later(ofSeconds(10)).expectStatus(Status.AVAILABLE);
    s.expectDelivered("Authorize", "StartTransaction", "StopTransaction")
        .expectStop("EVDisconnected");
    assertThat(s.stop().meterStop() - s.start().meterStart()).isBetween(5000, 5700);
  }

  @Test
  void a_card_is_tapped_then_a_car_is_plugged_in_OCPP_T_004_1() {
    new Scenario()
        .tap("04A1B2C3")
        .later(ofSeconds(2))
        .expectStatus(Status.PREPARING)
        .plugIn()
        .later(ofSeconds(20))
        .expectStatus(Status.CHARGING)
        .tap("04a1b2c3")
        .later(ofSeconds(10))
        .expectStatus(Status.FINISHING)
        .expectDelivered("Authorize", "StartTransaction", "StopTransaction")
        .expectStop("Local")
        .plugOut()
        .later(ofSeconds(2))
        .expectStatus(Status.AVAILABLE)
        .expectStatuses(
            Status.AVAILABLE,
            Status.PREPARING,
            Status.CHARGING,
            Status.FINISHING,
            Status.AVAILABLE);
  }

  @Test
  void a_card_without_a_car_is_forgotten_after_ConnectionTimeOut_OCPP_T_004_2() {
    new Scenario()
        .tap("04A1B2C3")
        .later(ofSeconds(80))
        .expectStatus(Status.PREPARING)
        .later(ofSeconds(20))
        .expectStatus(Status.AVAILABLE)
        .plugIn()
        .later(ofSeconds(10))
        .expectStatus(Status.PREPARING)
        .expectDelivered("Authorize");
  }

  @Test
  void a_refused_card_starts_nothing_OCPP_T_023() {
    Scenario s = new Scenario().card("BAD00001", AuthorizationStatus.INVALID).tap("BAD00001");
    s.later(ofSeconds(3)).plugIn().later(ofSeconds(20)).expectStatus(Status.PREPARING);
    s.expectDelivered("Authorize").expectNoTransaction().expectWhy("not-authorized");
  }

  @Test
  void a_car_that_is_full_taps_out_and_the_charge_stays_open_as_SuspendedEV() {
    new Scenario()
        .plugIn()
        .tap("04A1B2C3")
        .later(ofMinutes(2))
        .expectStatus(Status.CHARGING)
        .stopAtCar()
        .later(ofSeconds(20))
        .expectStatus(Status.SUSPENDED_EV)
        .expectWhy("vehicle-not-ready")
        .startAtCar()
        .later(ofSeconds(20))
        .expectStatus(Status.CHARGING)
        .expectDelivered("Authorize", "StartTransaction");
  }

  @Test
  void a_limit_below_6_A_pauses_and_its_return_resumes_the_same_charge_MOD_3() {
    Scenario s = new Scenario().plugIn().tap("04A1B2C3").later(ofMinutes(2));
    s.expectStatus(Status.CHARGING).supplyLimit(Amperes.of(5)).later(ofSeconds(20));
    s.expectStatus(Status.SUSPENDED_EVSE).expectOffered(0).expectWhy("below-minimum");
    s.supplyLimit(Amperes.of(10)).later(ofSeconds(50));
    s.expectStatus(Status.CHARGING).expectOffered(10);
    s.supplyLimit(null).later(ofSeconds(30)).expectOffered(32);
    s.expectDelivered("Authorize", "StartTransaction");
  }

  @Test
  void the_weakest_link_rules_and_is_named_LIM_1() {
    Scenario s =
        new Scenario().plugIn(Cars.named("fast-3p32"), 20).tap("04A1B2C3").later(ofSeconds(30));
    s.expectOffered(20);
    assertThat(s.view().why().getFirst().name()).isEqualTo("ProximityPilotLimit");
    assertThat(s.view().sentence()).contains("20 A");
    s.with(Keys.DEVICE_LIMIT, "130").later(ofSeconds(10)).expectOffered(13);
    assertThat(s.view().why().getFirst().name()).isEqualTo("FuseLimit");
  }

  @Test
  void a_car_that_takes_less_than_it_is_offered_is_named_as_the_reason_LIM_1() {
    Scenario s = new Scenario().plugIn(Cars.SEDAN, 32).tap("04A1B2C3").later(ofMinutes(2));
    s.expectOffered(32);
    assertThat(s.view().why().getFirst().name()).isEqualTo("vehicle");
    assertThat(s.view().why().getFirst().value()).isEqualTo(Amperes.of(16));
    assertThat(s.view().sentence()).contains("16 A of the 32 A");
    s.supplyLimit(Amperes.of(10)).later(ofSeconds(30));
    assertThat(s.view().why().getFirst().name()).isEqualTo("ExtTransformerCurrentLimit");
  }

  @Test
  void a_tethered_station_goes_from_charging_to_Available_when_the_car_is_unplugged() {
    new Scenario()
        .tethered()
        .plugIn()
        .tap("04A1B2C3")
        .later(ofMinutes(5))
        .expectStatus(Status.CHARGING)
        .plugOut()
        .later(ofSeconds(5))
        .expectStatus(Status.AVAILABLE)
        .expectStop("EVDisconnected");
  }

  @Test
  void alone_and_as_delivered_a_plugged_in_car_charges_at_once_OFF_1() {
    Scenario s = new Scenario().alone().onePhase().plugIn().later(ofSeconds(30));
    s.expectStatus(Status.CHARGING);
    s.later(ofHours(1));
    assertThat(s.view().transaction().charged().whole()).isBetween(3400L, 3700L);
  }

  @Test
  void a_free_charge_cut_off_by_a_power_failure_is_never_resumed_by_itself_RST_3() {
    Scenario s = new Scenario().alone().plugIn().later(ofMinutes(10)).expectStatus(Status.CHARGING);
    s.cutPower().later(ofSeconds(30)).restorePower().later(ofMinutes(2));
    s.expectStatus(Status.FINISHING).expectNoTransaction();
    assertThat(s.yard().disk().sessions(Integer.MAX_VALUE, 10)).hasSize(1);
  }

  @Test
  void a_charge_cut_off_by_a_power_failure_is_closed_once_and_delivered_after_the_boot_RST_3() {
    new Scenario()
        .plugIn()
        .tap("04A1B2C3")
        .later(ofMinutes(30))
        .expectStatus(Status.CHARGING)
        .networkDown()
        .later(ofMinutes(10))
        .cutPower()
        .later(ofMinutes(2))
        .restorePower()
        .networkUp()
        .later(ofMinutes(5))
        .expectDelivered("Authorize", "StartTransaction", "StopTransaction")
        .expectStop("PowerLoss");
  }
}
