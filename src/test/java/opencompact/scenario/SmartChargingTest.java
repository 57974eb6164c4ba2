package opencompact.scenario;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static opencompact.scenario.Scenario.MONDAY_NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Limit;
import opencompact.catalogue.Status;
import opencompact.host.allowance.Hold;
import opencompact.host.profile.Sent;
import opencompact.ocpp.ChargingProfilePurpose;
import opencompact.ocpp.ChargingRateUnit;
import opencompact.ocpp.ClearChargingProfile;
import opencompact.ocpp.GenericStatus;
import opencompact.ocpp.GetCompositeSchedule;
import opencompact.ocpp.RemoteStartTransaction;
import opencompact.ocpp.SetChargingProfile;
import opencompact.ocpp.StartTransaction;
import opencompact.ocpp.StatusNotification;
import opencompact.quantity.IdTag;
import opencompact.sim.Yard;
import org.junit.jupiter.api.Test;

/** Charging profiles and what the car really gets, told as the official test cases tell it. */
class SmartChargingTest {
  private static final IdTag TAG = new IdTag("04A1B2C3");

  private static Scenario charging() {
    return charging(new Scenario());
  }

  private static Scenario charging(Scenario s) {
    return s.plugIn("fast-3p32")
        .later(ofSeconds(2))
        .tap("04A1B2C3")
        .later(ofMinutes(2))
        .expectStatus(Status.CHARGING);
  }

  private static void set(Scenario s, int connector, Sent sent, SetChargingProfile.Status status) {
    s.backOfficeAsks(
        new SetChargingProfile.Request(connector, sent.profile()),
        r -> assertThat(r).isEqualTo(new SetChargingProfile.Response(status)));
  }

  private static void accepted(Scenario s, int connector, Sent sent) {
    set(s, connector, sent, SetChargingProfile.Status.ACCEPTED);
  }

  private static void rejected(Scenario s, int connector, Sent sent) {
    set(s, connector, sent, SetChargingProfile.Status.REJECTED);
  }

  private static void clear(
      Scenario s, ClearChargingProfile.Request request, ClearChargingProfile.Status status) {
    s.backOfficeAsks(
        request, r -> assertThat(r).isEqualTo(new ClearChargingProfile.Response(status)));
  }

  /** The schedule, with each period at the second of the day at which it begins. */
  private static String composite(Scenario s, int connector, int seconds, ChargingRateUnit unit) {
    String[] told = new String[1];
    s.backOfficeAsks(
        new GetCompositeSchedule.Request(connector, seconds, unit),
        r -> {
          GetCompositeSchedule.Response response = (GetCompositeSchedule.Response) r;
          assertThat(response.status()).isEqualTo(GenericStatus.ACCEPTED);
          assertThat(response.connectorId()).isEqualTo(connector);
          assertThat(response.chargingSchedule().duration()).isEqualTo(seconds);
          assertThat(response.chargingSchedule().chargingRateUnit()).isEqualTo(unit);
          long shift = response.scheduleStart().getEpochSecond() - MONDAY_NOON.getEpochSecond();
          told[0] =
              response.chargingSchedule().chargingSchedulePeriod().stream()
                  .map(p ->
                      (p.startPeriod() == 0 ? "now" : p.startPeriod() + shift) + ":" + p.limit())
                  .collect(Collectors.joining(", "));
        });
    return told[0];
  }

  private static String composite(Scenario s, int seconds) {
    return composite(s, 1, seconds, ChargingRateUnit.A);
  }

  private static Instant now(Scenario s) {
    return s.yard().wall();
  }

  private static double drawn(Yard yard) {
    return yard.report().readings().amperes().getFirst();
  }

  private static void expectDrawn(Scenario s, double amperes) {
    s.expectOffered(amperes);
    s.later(ofSeconds(10)); // for the car to follow
    assertThat(drawn(s.yard())).isBetween(amperes - 1.0, amperes);
  }

  // ---------------------------------------------------------------- the official cases

  @Test
  void a_default_profile_rules_the_next_transaction_OCPP_T_056() {
    Scenario s = new Scenario();
    Instant start = MONDAY_NOON;
    accepted(s, 1, Sent.txDefault(0).absolute(start).lasting(300).amperes("0:6, 100:10, 200:8"));
    charging(s);
    assertThat(composite(s, 300)).isEqualTo("now:10, 200:8, 300:32");
  }

  @Test
  void a_profile_for_the_running_transaction_rules_it_OCPP_T_057() {
    Scenario s = charging();
    int id = s.view().transaction().transactionId();
    accepted(s, 1, Sent.tx(0).transaction(id).absolute(MONDAY_NOON).amperes("0:6, 300:10"));
    expectDrawn(s, 6);
    assertThat(composite(s, 300)).isEqualTo("now:6, 300:10");
    s.later(ofMinutes(3));
    expectDrawn(s, 10);
  }

  @Test
  void without_a_transaction_there_is_no_profile_for_it_OCPP_T_058_1() {
    Scenario s = new Scenario();
    rejected(s, 1, Sent.tx(0).amperes("0:6"));
  }

  @Test
  void a_profile_for_another_transaction_is_rejected_OCPP_T_058_2() {
    Scenario s = charging();
    rejected(s, 1, Sent.tx(0).transaction(4711).amperes("0:6"));
    expectDrawn(s, 32);
  }

  @Test
  void a_default_profile_applies_at_once_to_a_transaction_without_its_own_OCPP_T_082_SC_11_SC_44() {
    Scenario s = charging();
    accepted(s, 1, Sent.txDefault(0).id(3).amperes("0:16"));
    expectDrawn(s, 16);
    assertThat(composite(s, 300)).isEqualTo("now:16");
    clear(
        s,
        new ClearChargingProfile.Request(3, null, null, null),
        ClearChargingProfile.Status.ACCEPTED);
    s.later(ofSeconds(10));
    expectDrawn(s, 32);
  }

  @Test
  void three_profiles_make_one_schedule_OCPP_T_066() {
    Scenario s = charging();
    Instant start = MONDAY_NOON.plusSeconds(now(s).getEpochSecond() - MONDAY_NOON.getEpochSecond());
    long at = start.getEpochSecond() - MONDAY_NOON.getEpochSecond();
    accepted(s, 0, Sent.max(0).absolute(start).lasting(86_400).amperes("0:10"));
    accepted(
        s,
        1,
        Sent.txDefault(0).absolute(start).lasting(300).amperes("0:6, 60:10, 120:8, 180:25, 260:8"));
    accepted(
        s,
        1,
        Sent.tx(0)
            .transaction(s.view().transaction().transactionId())
            .absolute(start)
            .lasting(260)
            .amperes("0:8, 50:11, 140:16, 200:6, 240:12"));
    assertThat(composite(s, 400))
        .isEqualTo(
            "now:8, %d:10, %d:6, %d:10, %d:8, %d:10"
                .formatted(at + 50, at + 200, at + 240, at + 260, at + 300));
    assertThat(composite(s, 1, 400, ChargingRateUnit.W)).startsWith("now:5520, ");
  }

  @Test
  void a_profile_is_cleared_by_id_by_place_and_with_all_others_OCPP_T_067() {
    Scenario s = new Scenario();
    Sent sent = Sent.txDefault(1).id(5).amperes("0:6, 60:8, 200:10");
    for (ClearChargingProfile.Request request :
        List.of(
            new ClearChargingProfile.Request(5, null, null, null),
            new ClearChargingProfile.Request(null, 1, ChargingProfilePurpose.TX_DEFAULT_PROFILE, 1),
            new ClearChargingProfile.Request(null, null, null, null))) {
      accepted(s, 1, sent);
      assertThat(composite(s, 300)).startsWith("now:6, ");
      clear(s, request, ClearChargingProfile.Status.ACCEPTED);
      assertThat(composite(s, 300)).isEqualTo("now:32");
      clear(s, request, ClearChargingProfile.Status.UNKNOWN);
    }
  }

  @Test
  void a_higher_level_lies_over_a_lower_one_OCPP_T_072() {
    Scenario s = new Scenario();
    Instant start = MONDAY_NOON.plusSeconds(20);
    accepted(
        s, 1, Sent.txDefault(0).absolute(start).lasting(400).amperes("0:6, 50:5, 100:8, 200:10"));
    accepted(s, 1, Sent.txDefault(1).absolute(start).lasting(150).amperes("0:7, 100:9"));
    assertThat(composite(s, 350)).isEqualTo("now:7, 120:9, 170:8, 220:10");
  }

  @Test
  void a_remote_start_brings_its_own_profile_OCPP_T_059_SC_10() {
    Scenario s = new Scenario();
    accepted(s, 0, Sent.txDefault(0).amperes("0:8"));
    s.plugIn("fast-3p32").later(ofSeconds(2));
    s.backOfficeAsks(
        new RemoteStartTransaction.Request(
            1, TAG, Sent.tx(0).id(9).lasting(300).amperes("0:16, 120:10").profile()),
        r -> assertThat(r).isEqualTo(new RemoteStartTransaction.Response(GenericStatus.ACCEPTED)));
    s.later(ofSeconds(60)).expectStatus(Status.CHARGING);
    expectDrawn(s, 16);
    long began = s.start().timestamp().getEpochSecond() - MONDAY_NOON.getEpochSecond();
    assertThat(composite(s, 300))
        .isEqualTo("now:16, %d:10, %d:8".formatted(began + 120, began + 300));
    s.later(ofMinutes(2));
    expectDrawn(s, 10);
    s.tap("04A1B2C3").later(ofSeconds(20));
    assertThat(composite(s, 300)).as("it went with its transaction").isEqualTo("now:8");
  }

  @Test
  void a_remote_start_with_a_profile_that_cannot_be_is_rejected_OCPP_T_060() {
    Scenario s = new Scenario();
    for (Sent wrong :
        List.of(
            Sent.txDefault(0).amperes("0:6"),
            Sent.max(0).amperes("0:6"),
            Sent.tx(0).transaction(1).amperes("0:6"),
            Sent.tx(101).amperes("0:6"))) {
      s.backOfficeAsks(
          new RemoteStartTransaction.Request(1, TAG, wrong.profile()),
          r ->
              assertThat(r).isEqualTo(new RemoteStartTransaction.Response(GenericStatus.REJECTED)));
    }
    s.expectStatus(Status.AVAILABLE);
  }

  @Test
  void an_unknown_connector_is_an_error_and_not_a_status_OCPP_SC_05() {
    Scenario s = new Scenario();
    String id =
        s.yard()
            .backOffice()
            .call(new SetChargingProfile.Request(2, Sent.txDefault(0).amperes("0:6").profile()));
    s.later(ofSeconds(3));
    assertThat(s.yard().backOffice().refusal(id)).isEqualTo("PropertyConstraintViolation");
  }

  // ---------------------------------------------------------------- what the car gets

  @Test
  void a_limit_of_nothing_pauses_the_transaction_and_another_goes_on_with_it_OCPP_X_13_P_24() {
    Scenario s = charging();
    int number = s.view().transaction().number();
    accepted(s, 1, Sent.tx(0).amperes("0:0"));
    s.later(ofSeconds(10)).expectStatus(Status.SUSPENDED_EVSE).expectOffered(0);
    assertThat(drawn(s.yard())).isZero();
    assertThat(s.yard().signals().lockedFeedback).as("the plug stays locked").isTrue();
    Hold why = s.view().why().getFirst();
    assertThat(why.name()).isEqualTo("below-minimum");
    assertThat(why.sentence())
        .contains("0 A")
        .contains("OCPPGridLimit")
        .contains("charging profile 2000 (TxProfile, stack level 0)");

    double[] most = new double[1];
    s.doing(y -> y.law(yard -> most[0] = Math.max(most[0], drawn(yard))));
    accepted(s, 1, Sent.tx(0).amperes("0:16"));
    s.later(ofMinutes(1)).expectStatus(Status.CHARGING);
    expectDrawn(s, 16);
    assertThat(most[0]).as("never more, not even at first").isLessThanOrEqualTo(16.05);
    assertThat(s.view().transaction().number()).isEqualTo(number);
    assertThat(s.delivered("StartTransaction", "StopTransaction"))
        .containsExactly("StartTransaction");
    // The car needs a moment to ask for energy again.
    s.expectStatuses(
        Status.AVAILABLE,
        Status.PREPARING,
        Status.CHARGING,
        Status.SUSPENDED_EVSE,
        Status.SUSPENDED_EV,
        Status.CHARGING);
  }

  @Test
  void less_than_six_amperes_is_a_pause_OCPP_SC_21() {
    Scenario s = charging();
    accepted(s, 1, Sent.tx(0).amperes("0:5.9"));
    s.later(ofSeconds(10)).expectStatus(Status.SUSPENDED_EVSE).expectOffered(0);
    assertThat(composite(s, 60)).as("told as it is, not as it acts").isEqualTo("now:5.9");
    accepted(s, 1, Sent.tx(0).amperes("0:6"));
    s.later(ofSeconds(20)).expectStatus(Status.CHARGING);
    expectDrawn(s, 6);
  }

  @Test
  void a_change_reaches_the_pilot_within_a_second_of_its_instant_OCPP_SC_09_SC_25_X_14() {
    Scenario s = charging();
    String id =
        s.yard()
            .backOffice()
            .call(
                new SetChargingProfile.Request(
                    0, Sent.max(0).absolute(MONDAY_NOON).amperes("0:20, 300:8, 360:25").profile()));
    s.later(ofSeconds(1)).expectOffered(20);
    assertThat(s.yard().backOffice().answer(id)).isNotNull();
    s.doing(y -> y.later(ofSeconds(299).minusNanos(y.now()))).expectOffered(20);
    s.later(ofMillis(1100)).expectOffered(8);
    s.doing(y -> y.later(ofMillis(359_900).minusNanos(y.now()))).expectOffered(8);
    s.later(ofMillis(200)).expectOffered(25);
  }

  @Test
  void no_profile_lifts_what_the_station_itself_allows_LIM_1() {
    Scenario s = charging(new Scenario().with(Keys.DEVICE_LIMIT, "130"));
    accepted(s, 0, Sent.max(0).amperes("0:25"));
    accepted(s, 1, Sent.tx(0).watts("0:22000"));
    expectDrawn(s, 13);
    assertThat(s.view().rtm().ruling()).isEqualTo(Limit.FUSE);
    assertThat(composite(s, 60)).isEqualTo("now:13");
  }

  @Test
  void watts_are_shared_among_the_phases_by_the_nominal_voltage_OCPP_SC_20() {
    Scenario s = charging();
    accepted(s, 1, Sent.tx(0).phases(1).watts("0:7360"));
    s.later(ofSeconds(5)).expectOffered(10.6);
    Scenario one = charging(new Scenario().onePhase());
    accepted(one, 1, Sent.tx(0).phases(3).watts("0:3680"));
    one.later(ofSeconds(5)).expectOffered(16);
  }

  @Test
  void why_names_the_profile_its_rank_and_until_when_LIM_1() {
    Scenario s = charging();
    accepted(s, 1, Sent.txDefault(4).id(77).absolute(MONDAY_NOON).lasting(3600).amperes("0:16"));
    Hold hold = s.view().why().getFirst();
    assertThat(hold.name()).isEqualTo("OCPPGridLimit");
    assertThat(hold.value().value()).isEqualTo(16);
    assertThat(hold.until()).isEqualTo(MONDAY_NOON.plusSeconds(3600));
    assertThat(hold.sentence())
        .isEqualTo("The limit is 16 A by charging profile 77 (TxDefaultProfile, stack level 4).");
  }

  @Test
  void the_back_office_is_told_when_another_limit_rules_at_most_once_a_minute_OCPP_SC_19_LIM_1() {
    Scenario s = charging();
    s.later(ofMinutes(2));
    int before = limits(s).size();
    accepted(s, 1, Sent.txDefault(0).absolute(MONDAY_NOON).amperes("0:16, 600:8"));
    s.later(ofSeconds(2));
    assertThat(limits(s).subList(before, limits(s).size()))
        .singleElement()
        .satisfies(told -> {
          assertThat(told.vendorErrorCode()).isEqualTo("4");
          assertThat(told.info()).isEqualTo("OCPPGridLimit 16 A");
          assertThat(told.status().name()).isEqualTo("CHARGING");
        });
    clear(
        s,
        new ClearChargingProfile.Request(null, null, null, null),
        ClearChargingProfile.Status.ACCEPTED);
    assertThat(limits(s)).as("not within the same minute").hasSize(before + 1);
    s.later(ofMinutes(1));
    assertThat(limits(s).getLast().vendorErrorCode()).isEqualTo("0");
  }

  private static List<StatusNotification.Request> limits(Scenario s) {
    return s.yard().backOffice().received(StatusNotification.Request.class).stream()
        .filter(r -> "VendorID1".equals(r.vendorId()))
        .toList();
  }

  // ---------------------------------------------------------------- what survives

  @Test
  void profiles_survive_a_power_cut_and_that_of_the_transaction_does_not_OCPP_SC_04_X_16() {
    Scenario s = charging();
    accepted(s, 0, Sent.max(0).absolute(MONDAY_NOON).amperes("0:20"));
    accepted(s, 0, Sent.txDefault(0).amperes("0:16"));
    accepted(s, 1, Sent.tx(0).amperes("0:8"));
    expectDrawn(s, 8);
    s.cutPower().later(ofMinutes(2)).restorePower().later(ofMinutes(2));
    assertThat(composite(s, 60)).isEqualTo("now:16");
    s.tap("04A1B2C3").later(ofMinutes(1));
    s.expectStatus(Status.CHARGING);
    expectDrawn(s, 16);
    assertThat(s.yard().backOffice().received(StartTransaction.Request.class)).hasSize(2);
    for (int level = 1; level < 9; level++) {
      accepted(s, 1, Sent.txDefault(level).absolute(MONDAY_NOON).amperes("0:16"));
    }
    rejected(s, 1, Sent.txDefault(9).amperes("0:6"));
    accepted(s, 1, Sent.txDefault(8).amperes("0:6"));
    s.cutPower().later(ofMinutes(1)).restorePower().later(ofMinutes(2));
    assertThat(s.yard().profiles()).hasSize(10);
    assertThat(composite(s, 60)).isEqualTo("now:6");
  }

  @Test
  void offline_the_installed_profiles_go_on_ruling_OCPP_SC_24() {
    Scenario s = charging();
    accepted(s, 1, Sent.tx(0).absolute(MONDAY_NOON).amperes("0:16, 1800:10"));
    accepted(s, 0, Sent.max(0).absolute(MONDAY_NOON).amperes("0:32, 3000:6"));
    s.networkDown().later(ofMinutes(35));
    expectDrawn(s, 10);
    s.later(ofMinutes(20));
    expectDrawn(s, 6);
  }

  @Test
  void a_station_that_has_lost_the_time_keeps_to_the_least_of_its_profiles_BT_15() {
    Scenario s = new Scenario();
    accepted(s, 0, Sent.max(0).daily(MONDAY_NOON).amperes("0:25, 7200:13"));
    s.doing(Yard::withoutBattery).networkDown();
    s.cutPower().later(ofMinutes(1)).restorePower().later(ofMinutes(2));
    assertThat(s.view().wall()).isNull();
    s.plugIn("fast-3p32").later(ofMinutes(2)).expectStatus(Status.CHARGING);
    expectDrawn(s, 13);
    assertThat(s.view().why().getFirst().sentence()).contains("the time of day is unknown");
    s.networkUp().later(ofMinutes(5));
    assertThat(s.view().wall()).isNotNull();
    expectDrawn(s, 25);
    s.later(ofHours(2));
    s.expectOffered(13);
  }
}
