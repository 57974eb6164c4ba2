package opencompact.scenario;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Light;
import opencompact.catalogue.Status;
import opencompact.host.Wish;
import opencompact.ocpp.AuthorizationStatus;
import opencompact.ocpp.AvailabilityType;
import opencompact.ocpp.CancelReservation;
import opencompact.ocpp.ChangeAvailability;
import opencompact.ocpp.GenericStatus;
import opencompact.ocpp.RemoteStartTransaction;
import opencompact.ocpp.ReserveNow;
import opencompact.quantity.IdTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reservations on the whole station (section 8.2 of the checklist). */
class ReservationTest {
  private static final String HOLDER = "04A1B2C3";
  private static final String STRANGER = "04D4E5F6";

  private static Scenario reserved(int connector, String parent, Duration span) {
    Scenario s = new Scenario().with(Keys.PLUG_AND_CHARGE, "false");
    reserve(s, connector, 12, parent, span, ReserveNow.Status.ACCEPTED);
    return s.expectStatus(Status.RESERVED);
  }

  private static Scenario reserved() {
    return reserved(1, null, ofHours(1));
  }

  private static void reserve(
      Scenario s, int connector, int id, String parent, Duration span, ReserveNow.Status expected) {
    s.backOfficeAsks(
        new ReserveNow.Request(
            connector,
            s.yard().wall().plus(span),
            new IdTag(HOLDER),
            parent == null ? null : new IdTag(parent),
            id),
        r -> assertThat(r).isEqualTo(new ReserveNow.Response(expected)));
  }

  private static void cancel(Scenario s, int id, GenericStatus expected) {
    s.backOfficeAsks(
        new CancelReservation.Request(id),
        r -> assertThat(r).isEqualTo(new CancelReservation.Response(expected)));
  }

  private static void remoteStart(Scenario s, String tag, GenericStatus expected) {
    s.backOfficeAsks(
        new RemoteStartTransaction.Request(1, new IdTag(tag), null),
        r -> assertThat(r).isEqualTo(new RemoteStartTransaction.Response(expected)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void only_the_holder_charges_and_the_start_carries_the_number_OCPP_T_046_1_049_P_36(
      int connector) {
    Scenario s = reserved(connector, null, ofHours(1));
    assertThat(s.view().light()).isEqualTo(Light.RESERVED);
    s.expectWhy("reserved").tap(STRANGER).later(ofSeconds(3));
    s.expectStatus(Status.RESERVED).expectDelivered();
    s.tap(HOLDER).later(ofSeconds(3)).expectStatus(Status.PREPARING);
    s.plugIn().later(ofSeconds(30)).expectStatus(Status.CHARGING);
    s.expectDelivered("Authorize", "StartTransaction");
    assertThat(s.start().reservationId()).isEqualTo(12);
    s.expectStatuses(Status.AVAILABLE, Status.RESERVED, Status.PREPARING, Status.CHARGING);
    assertThat(s.view().reservation()).isNull();
    cancel(s, 12, GenericStatus.REJECTED);
    s.tap(HOLDER).later(ofMinutes(1)).plugOut().later(ofMinutes(1)).expectStatus(Status.AVAILABLE);
    s.tap(STRANGER).plugIn().later(ofSeconds(30)).expectStatus(Status.CHARGING);
    assertThat(s.start().reservationId()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void a_remote_start_uses_the_reservation_of_its_card_only_OCPP_T_046_2(String authorize) {
    Scenario s = reserved().with(Keys.AUTHORIZE_REMOTE_TX_REQUESTS, authorize);
    remoteStart(s, STRANGER, GenericStatus.REJECTED);
    remoteStart(s, HOLDER, GenericStatus.ACCEPTED);
    s.expectStatus(Status.PREPARING).plugIn().later(ofSeconds(30)).expectStatus(Status.CHARGING);
    assertThat(s.start().reservationId()).isEqualTo(12);
    assertThat(s.start().idTag()).isEqualTo(new IdTag(HOLDER));
  }

  @Test
  void it_lapses_at_its_second_and_then_others_may_charge_OCPP_T_047() {
    Scenario s = reserved(1, null, ofSeconds(60));
    s.later(ofSeconds(53)).expectStatus(Status.RESERVED);
    s.later(ofSeconds(2)).expectStatus(Status.AVAILABLE);
    s.tap(STRANGER).plugIn().later(ofSeconds(30)).expectStatus(Status.CHARGING);
    assertThat(s.start().reservationId()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void a_connector_that_is_not_free_answers_why_OCPP_T_048_1_2_3_050_1_2_3(int connector) {
    Scenario faulted = new Scenario().raise("calibration=lost").later(ofSeconds(3));
    reserve(faulted, connector, 1, null, ofHours(1), ReserveNow.Status.FAULTED);
    Scenario occupied = new Scenario().plugIn().later(ofSeconds(5));
    reserve(occupied, connector, 1, null, ofHours(1), ReserveNow.Status.OCCUPIED);
    Scenario waiting = new Scenario().tap(STRANGER).later(ofSeconds(3));
    reserve(waiting, connector, 1, null, ofHours(1), ReserveNow.Status.OCCUPIED);
    Scenario charging = new Scenario().plugIn().tap(STRANGER).later(ofMinutes(1));
    reserve(charging, connector, 1, null, ofHours(1), ReserveNow.Status.OCCUPIED);
    Scenario away = new Scenario();
    away.backOfficeAsks(
        new ChangeAvailability.Request(connector, AvailabilityType.INOPERATIVE), _ -> {});
    reserve(away, connector, 1, null, ofHours(1), ReserveNow.Status.UNAVAILABLE);
  }

  @ParameterizedTest
  @CsvSource({"2, 3600", "-1, 3600", "1, -1", "0, -1", "1, -100000"})
  void a_connector_that_is_not_there_or_a_past_date_is_rejected_OCPP_RS_01(int connector, int s) {
    reserve(new Scenario(), connector, 1, null, ofSeconds(s), ReserveNow.Status.REJECTED);
  }

  @Test
  void the_same_number_replaces_and_another_is_occupied_OCPP_RS_01() {
    Scenario s = reserved(1, null, ofMinutes(5));
    reserve(s, 1, 13, null, ofHours(1), ReserveNow.Status.OCCUPIED);
    reserve(s, 0, 12, null, ofHours(2), ReserveNow.Status.ACCEPTED);
    s.later(ofHours(1)).expectStatus(Status.RESERVED);
    cancel(s, 13, GenericStatus.REJECTED);
    s.expectStatus(Status.RESERVED);
    s.later(ofHours(1)).expectStatus(Status.AVAILABLE);
  }

  @Test
  void cancelling_frees_the_connector_and_an_unknown_number_is_rejected_OCPP_T_051_052() {
    Scenario s = reserved();
    cancel(s, 99, GenericStatus.REJECTED);
    s.expectStatus(Status.RESERVED);
    cancel(s, 12, GenericStatus.ACCEPTED);
    s.later(ofSeconds(2)).expectStatus(Status.AVAILABLE);
    s.expectStatuses(Status.AVAILABLE, Status.RESERVED, Status.AVAILABLE);
    cancel(s, 12, GenericStatus.REJECTED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_card_of_the_reserved_group_may_use_it_OCPP_T_053_1_053_2(boolean remotely) {
    Scenario s = reserved(1, "FAMILY", ofHours(1)).card("AAAA0002", "FAMILY");
    s.card("BBBB0001", "OTHERS");
    if (remotely) {
      remoteStart(s, "BBBB0001", GenericStatus.ACCEPTED);
      s.later(ofSeconds(3)).expectStatus(Status.RESERVED);
      remoteStart(s, "AAAA0002", GenericStatus.ACCEPTED);
    } else {
      s.tap("BBBB0001").later(ofSeconds(3)).expectStatus(Status.RESERVED).tap("AAAA0002");
    }
    s.later(ofSeconds(3)).plugIn().later(ofSeconds(30)).expectStatus(Status.CHARGING);
    s.expectDelivered("Authorize", "Authorize", "StartTransaction");
    assertThat(s.start().idTag()).isEqualTo(new IdTag("AAAA0002"));
    assertThat(s.start().reservationId()).isEqualTo(12);
  }

  @Test
  void a_plug_alone_changes_nothing_and_starts_nothing_even_free_OCPP_ST_13() {
    Scenario s = reserved().with(Keys.AUTHORIZATION_ENABLED, "false");
    s.plugIn().later(ofMinutes(2)).expectStatus(Status.RESERVED).expectNoTransaction();
    s.tap(HOLDER).later(ofSeconds(30)).expectStatus(Status.CHARGING);
    assertThat(s.start().reservationId()).isEqualTo(12);
    assertThat(s.start().idTag()).isEqualTo(new IdTag(HOLDER));
  }

  @Test
  void plug_and_charge_offline_leaves_a_reserved_connector_alone_OCPP_RS_04() {
    Scenario s = reserved().with(Keys.PLUG_AND_CHARGE, "true").networkDown();
    s.plugIn().later(ofMinutes(5)).expectStatus(Status.RESERVED).expectNoTransaction();
    s.tap(STRANGER).later(ofSeconds(5)).expectStatus(Status.RESERVED);
    s.tap(HOLDER).later(ofSeconds(30)).expectStatus(Status.CHARGING);
    s.networkUp().later(ofMinutes(5));
    assertThat(s.start().reservationId()).isEqualTo(12);
  }

  @Test
  void a_holder_who_does_not_plug_in_leaves_it_reserved_by_way_of_available_OCPP_RS_05() {
    Scenario s = reserved();
    s.tap(HOLDER).later(ofSeconds(95)).expectStatus(Status.RESERVED);
    s.expectStatuses(
        Status.AVAILABLE, Status.RESERVED, Status.PREPARING, Status.AVAILABLE, Status.RESERVED);
  }

  @Test
  void a_holder_whom_the_back_office_refuses_does_not_charge_OCPP_RS_06() {
    Scenario s = reserved().card(HOLDER, AuthorizationStatus.BLOCKED);
    s.plugIn().tap(HOLDER).later(ofMinutes(1)).expectStatus(Status.RESERVED).expectNoTransaction();
  }

  @Test
  void it_survives_a_power_cut_OCPP_BT_11() {
    Scenario s = reserved().cutPower().later(ofMinutes(5)).restorePower().later(ofSeconds(40));
    s.expectStatus(Status.RESERVED).tap(STRANGER).plugIn().later(ofMinutes(1));
    s.expectStatus(Status.RESERVED).expectDelivered();
    s.tap(HOLDER).later(ofSeconds(30)).expectStatus(Status.CHARGING);
    assertThat(s.start().reservationId()).isEqualTo(12);
  }

  @Test
  void one_that_lapses_while_the_power_is_off_is_over_at_boot_OCPP_X_26() {
    Scenario s = reserved(1, null, ofMinutes(10));
    s.cutPower().later(ofMinutes(20)).restorePower().later(ofSeconds(40));
    s.expectStatus(Status.AVAILABLE);
    assertThat(s.view().reservation()).isNull();
  }

  @Test
  void one_that_lapses_while_the_plug_is_in_leaves_preparing_OCPP_X_26() {
    Scenario s = reserved(1, null, ofMinutes(2)).plugIn().later(ofMinutes(1));
    s.expectStatus(Status.RESERVED).later(ofMinutes(1)).expectStatus(Status.PREPARING);
    s.expectStatuses(Status.AVAILABLE, Status.RESERVED, Status.PREPARING);
  }

  @Test
  void a_fault_ends_it_for_good_OCPP_RS_03_X_26() {
    Scenario s = reserved().raise("calibration=lost").later(ofSeconds(3));
    s.expectStatus(Status.FAULTED);
    assertThat(s.view().reservation()).isNull();
    s.mend().later(ofMinutes(2)).expectStatus(Status.AVAILABLE);
  }

  @Test
  void going_out_of_service_ends_it_OCPP_MS_21_ST_G8() {
    Scenario s = reserved();
    s.backOfficeAsks(
        new ChangeAvailability.Request(1, AvailabilityType.INOPERATIVE),
        r ->
            assertThat(r)
                .isEqualTo(new ChangeAvailability.Response(ChangeAvailability.Status.ACCEPTED)));
    s.expectStatuses(Status.AVAILABLE, Status.RESERVED, Status.UNAVAILABLE);
    s.backOfficeAsks(new ChangeAvailability.Request(1, AvailabilityType.OPERATIVE), _ -> {});
    s.expectStatus(Status.AVAILABLE);
  }

  @Test
  void a_person_clears_it_like_the_back_office_WEB_1_OCPP_RS_04() {
    Scenario s = reserved().doing(y -> y.ask(new Wish.ClearReservation()));
    s.later(ofSeconds(2)).expectStatus(Status.AVAILABLE);
    cancel(s, 12, GenericStatus.REJECTED);
  }

  @Test
  void a_reservation_for_another_replaces_the_one_whose_holder_waits_and_sends_him_away() {
    Scenario s = reserved().tap(HOLDER).later(ofSeconds(3)).expectStatus(Status.PREPARING);
    s.backOfficeAsks(
        new ReserveNow.Request(1, s.yard().wall().plus(ofHours(1)), new IdTag(STRANGER), null, 12),
        r -> assertThat(r).isEqualTo(new ReserveNow.Response(ReserveNow.Status.ACCEPTED)));
    s.plugIn().later(ofMinutes(1)).expectStatus(Status.RESERVED).expectNoTransaction();
  }

  @Test
  void OCPP_RS_03_a_reservation_for_ever_holds_and_does_not_stop_the_station() {
    Scenario s = new Scenario();
    s.backOfficeAsks(
            new ReserveNow.Request(
                1, Instant.parse("9999-12-31T23:59:59Z"), new IdTag(HOLDER), null, 12),
            r -> assertThat(r).isEqualTo(new ReserveNow.Response(ReserveNow.Status.ACCEPTED)))
        .later(ofHours(1))
        .expectStatus(Status.RESERVED);
    s.cutPower().restorePower().later(ofMinutes(1)).expectStatus(Status.RESERVED);
  }
}
