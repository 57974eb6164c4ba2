package opencompact.scenario;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import opencompact.catalogue.Keys;
import opencompact.catalogue.Status;
import opencompact.host.Wish;
import opencompact.host.allowance.Hold;
import opencompact.ocpp.AuthorizationStatus;
import opencompact.ocpp.AvailabilityType;
import opencompact.ocpp.ChangeAvailability;
import opencompact.ocpp.Reset;
import opencompact.ocpp.ResetType;
import opencompact.quantity.Amperes;
import opencompact.quantity.IdTag;
import opencompact.sim.SimBackOffice;
import opencompact.sim.bench.Cars;
import org.junit.jupiter.api.Test;

/** "Why does it not charge", in every state a person can meet it in (LIM-1). */
class WhyTest {

  private static Scenario charging() {
    return new Scenario()
        .plugIn()
        .later(ofSeconds(2))
        .tap("04A1B2C3")
        .later(ofMinutes(2))
        .expectStatus(Status.CHARGING);
  }

  /** The first reason is the one a person is told. */
  private static void first(Scenario s, String name, String... words) {
    Hold hold = s.view().why().getFirst();
    assertThat(hold.name()).as(s.view().sentence()).isEqualTo(name);
    assertThat(s.view().sentence()).contains(words).contains(hold.sentence());
    assertThat(hold.since()).isNotNull();
  }

  @Test
  void idle_there_is_no_cable_and_nobody_has_asked_LIM_1() {
    Scenario s = new Scenario();
    first(s, "no-vehicle", "Ready. ", "No cable is in the socket.");
    s.plugIn().later(ofSeconds(5));
    first(s, "not-authorized", "tap a card, or start it from the app");
    s.networkDown().with(Keys.PLUG_AND_CHARGE, "false").later(ofSeconds(5));
    first(s, "not-authorized", "The back office is out of reach");
  }

  @Test
  void a_refused_card_is_named_for_a_minute_LIM_1() {
    Scenario s = new Scenario().card("BAD00001", AuthorizationStatus.BLOCKED).plugIn();
    s.later(ofSeconds(2)).tap("BAD00001").later(ofSeconds(3));
    first(s, "not-authorized", "Card BAD00001 is refused: the back office says Blocked.");
    s.later(ofMinutes(1));
    first(s, "not-authorized", "Nobody has asked for a charge");
  }

  @Test
  void asking_and_locking_are_told_as_what_they_are_LIM_1() {
    Scenario s = new Scenario().plugIn().later(ofSeconds(2));
    s.doing(y -> y.backOffice().becomes(SimBackOffice.Mood.SILENT));
    s.tap("04A1B2C3").later(ofSeconds(2));
    first(s, "authorizing", "The back office is being asked about card 04A1B2C3.");

    Scenario jam = new Scenario().raise("lock=jammed").plugIn().later(ofSeconds(2));
    jam.tap("04A1B2C3").later(ofMillis(1500));
    first(jam, "locking", "The plug is not locked yet");
    jam.later(ofSeconds(20)).expectStatus(Status.FAULTED);
    first(jam, "EVSE_FAULT_ACT_LOCK_FAULT", "Stopped by a fault. Connector does not lock");
  }

  @Test
  void each_of_the_limits_is_named_when_it_rules_LIM_1() {
    Scenario all = new Scenario().plugIn("fast-3p32").tap("04A1B2C3").later(ofMinutes(2));
    first(all, "DeviceCurrentLimit", "32 A");
    all.raise("temperature=77").later(ofSeconds(30));
    first(all, "DeviceTemperatureLimit", "77.0 °C");
    Scenario s = new Scenario().plugIn(Cars.SEDAN, 13).tap("04A1B2C3").later(ofMinutes(1));
    first(s, "ProximityPilotLimit", "The cable is coded for 13 A");
    s.supplyLimit(Amperes.of(9)).later(ofSeconds(5));
    first(s, "ExtTransformerCurrentLimit", "9 A by the CT clamp on the main fuse");
    s.with(Keys.DEVICE_LIMIT, "70").later(ofSeconds(5));
    first(s, "FuseLimit", "c_DeviceLimit_I");
  }

  @Test
  void below_six_amperes_the_station_is_to_blame_and_not_the_car_LIM_1() {
    Scenario s = charging().supplyLimit(Amperes.of(5)).later(ofSeconds(30));
    s.expectStatus(Status.SUSPENDED_EVSE);
    first(s, "below-minimum", "Paused. Only 5 A is left");
    assertThat(s.view().why()).extracting(Hold::name).doesNotContain("vehicle-not-ready");
    s.supplyLimit(null).later(ofSeconds(30)).stopAtCar().later(ofSeconds(20));
    first(s, "vehicle-not-ready", "Paused. The car does not ask for energy");
  }

  @Test
  void a_fault_says_what_was_measured_and_what_to_do_most_severe_first_LIM_1() {
    Scenario s = charging().raise("temperature=85").later(ofSeconds(20));
    first(s, "EVSE_FAULT_TEMPERATURE", "Stopped by a fault. Too hot: It was", "Let the station");
    s.raise("leakage.dc=20").later(ofSeconds(5));
    assertThat(s.view().why().getFirst().name()).isIn("EVSE_FAULT_RCD", "EVSE_FAULT_TEMPERATURE");
  }

  @Test
  void out_of_service_nobody_is_invited_LIM_1() {
    Scenario s = new Scenario().plugIn().later(ofSeconds(2));
    s.backOfficeAsks(new ChangeAvailability.Request(0, AvailabilityType.INOPERATIVE), _ -> {});
    first(s, "unavailable", "Out of service. ");
    assertThat(s.view().why()).noneMatch(h -> h.sentence().contains("tap a card"));
    s.tap("04A1B2C3").later(ofSeconds(2)).expectNoTransaction().expectDelivered();
  }

  @Test
  void a_restart_that_waits_is_told_and_takes_nobody_on_OCPP_MS_28() {
    Scenario s = charging();
    s.doing(y -> y.backOffice().becomes(SimBackOffice.Mood.SILENT));
    s.doing(y -> y.backOffice().call(new Reset.Request(ResetType.SOFT)));
    s.later(ofSeconds(3));
    first(s, "restarting", "The station is about to restart.");
    assertThat(s.yard().ask(new Wish.StartCharging(new IdTag("04A1B2C3"))).sentence())
        .contains("about to restart");
  }

  @Test
  void the_end_of_a_charge_says_why_it_ended_LIM_1() {
    Scenario s = charging().tap("04A1B2C3").later(ofSeconds(10));
    first(s, "ended", "has ended by the driver's wish; unplug");
  }

  @Test
  void plug_and_charge_is_called_by_its_name_OFF_1() {
    Scenario alone = new Scenario().alone();
    assertThat(alone.view().why().get(1).sentence())
        .isEqualTo("Plug in a car and it charges at once; no card is needed (Plug & Charge).");
    Scenario s = new Scenario().plugIn().later(ofSeconds(2)).networkDown().later(ofSeconds(5));
    first(s, "not-authorized", "half a minute", "(Plug & Charge)");
    assertThat(s.view().why().getFirst().until()).isNotNull();
    s.later(ofSeconds(60)).expectStatus(Status.CHARGING);
  }

  @Test
  void what_began_before_the_clock_was_known_is_dated_once_it_is_OCPP_BT_15() {
    Scenario s = new Scenario().withoutClock().networkDown();
    s.cutPower().later(ofSeconds(3)).restorePower();
    var boot = s.yard().wall();
    s.later(ofMinutes(10)).networkUp().later(ofMinutes(5));
    assertThat(s.view().why().getFirst().since())
        .isBetween(boot.minusSeconds(1), boot.plusSeconds(10));
    assertThat(s.view().since()).isBetween(boot.minusSeconds(1), boot.plusSeconds(10));
  }
}
