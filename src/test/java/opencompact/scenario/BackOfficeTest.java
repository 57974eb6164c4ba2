package opencompact.scenario;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Status;
import opencompact.memory.Fact;
import opencompact.ocpp.AuthorizationStatus;
import opencompact.ocpp.AvailabilityType;
import opencompact.ocpp.BootNotification;
import opencompact.ocpp.ChangeAvailability;
import opencompact.ocpp.ChangeConfiguration;
import opencompact.ocpp.ClearCache;
import opencompact.ocpp.DataTransfer;
import opencompact.ocpp.GenericStatus;
import opencompact.ocpp.GetConfiguration;
import opencompact.ocpp.MeterValues;
import opencompact.ocpp.RemoteStartTransaction;
import opencompact.ocpp.RemoteStopTransaction;
import opencompact.ocpp.Reset;
import opencompact.ocpp.ResetType;
import opencompact.ocpp.StatusNotification;
import opencompact.ocpp.TriggerMessage;
import opencompact.ocpp.TriggerStatus;
import opencompact.ocpp.UnlockConnector;
import opencompact.quantity.IdTag;
import opencompact.sim.SimNetwork;
import org.junit.jupiter.api.Test;

/** What the back office may ask, and what the station then does with its physics. */
class BackOfficeTest {
  private static final IdTag TAG = new IdTag("04A1B2C3");

  private static Scenario charging() {
    return new Scenario()
        .plugIn()
        .tap("04A1B2C3")
        .later(ofMinutes(2))
        .expectStatus(Status.CHARGING);
  }

  private static int transactionId(Scenario s) {
    return s.view().transaction().transactionId();
  }

  @Test
  void a_cold_boot_introduces_the_station_and_tells_both_statuses_OCPP_T_001() {
    Scenario s = new Scenario();
    var boot = s.yard().backOffice().received(BootNotification.Request.class).getFirst();
    assertThat(boot.chargePointVendor()).isEqualTo("EV Net");
    assertThat(boot.chargePointModel()).isEqualTo("COMPACT 3SLC");
    assertThat(boot.chargePointSerialNumber()).isEqualTo("00000042");
    assertThat(s.yard().backOffice().received(StatusNotification.Request.class))
        .extracting(StatusNotification.Request::connectorId)
        .containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void a_remote_start_of_a_plugged_in_car_asks_and_charges_OCPP_T_010() {
    new Scenario()
        .plugIn()
        .later(ofSeconds(5))
        .backOfficeAsks(
            new RemoteStartTransaction.Request(1, TAG, null),
            r ->
                assertThat(r)
                    .isEqualTo(new RemoteStartTransaction.Response(GenericStatus.ACCEPTED)))
        .later(ofSeconds(20))
        .expectStatus(Status.CHARGING)
        .expectDelivered("Authorize", "StartTransaction");
  }

  @Test
  void a_remote_start_without_a_car_times_out_OCPP_T_011_2() {
    new Scenario()
        .with(Keys.AUTHORIZE_REMOTE_TX_REQUESTS, "false")
        .backOfficeAsks(new RemoteStartTransaction.Request(null, TAG, null), _ -> {})
        .expectStatus(Status.PREPARING)
        .later(ofSeconds(100))
        .expectStatus(Status.AVAILABLE)
        .expectDelivered();
  }

  @Test
  void a_remote_stop_ends_the_charge_and_frees_the_cable_OCPP_T_012() {
    Scenario s = charging();
    s.backOfficeAsks(
        new RemoteStopTransaction.Request(transactionId(s)),
        r -> assertThat(r).isEqualTo(new RemoteStopTransaction.Response(GenericStatus.ACCEPTED)));
    s.later(ofSeconds(5)).expectStatus(Status.FINISHING).expectStop("Remote").unplugAtStation();
    s.later(ofSeconds(5)).expectStatus(Status.AVAILABLE);
  }

  @Test
  void a_remote_stop_of_another_charge_is_rejected_OCPP_T_028() {
    charging()
        .backOfficeAsks(
            new RemoteStopTransaction.Request(9),
            r ->
                assertThat(r).isEqualTo(new RemoteStopTransaction.Response(GenericStatus.REJECTED)))
        .expectStatus(Status.CHARGING);
  }

  @Test
  void a_remote_start_during_a_charge_and_on_connector_0_is_rejected_OCPP_T_026_027() {
    charging()
        .backOfficeAsks(
            new RemoteStartTransaction.Request(1, new IdTag("OTHER"), null),
            r ->
                assertThat(r)
                    .isEqualTo(new RemoteStartTransaction.Response(GenericStatus.REJECTED)))
        .backOfficeAsks(
            new RemoteStartTransaction.Request(0, TAG, null),
            r ->
                assertThat(r)
                    .isEqualTo(new RemoteStartTransaction.Response(GenericStatus.REJECTED)));
  }

  @Test
  void a_soft_reset_ends_the_charge_tells_it_and_boots_again_OCPP_T_016() {
    Scenario s = charging();
    s.backOfficeAsks(new Reset.Request(ResetType.SOFT), _ -> {});
    s.later(ofSeconds(30)).expectStop("SoftReset").expectStatus(Status.PREPARING);
    assertThat(s.yard().backOffice().received(BootNotification.Request.class)).hasSize(2);
    s.expectDelivered("Authorize", "StartTransaction", "StopTransaction");
  }

  @Test
  void a_hard_reset_ends_the_charge_with_its_own_reason_OCPP_T_015() {
    Scenario s = charging();
    s.backOfficeAsks(new Reset.Request(ResetType.HARD), _ -> {});
    s.later(ofSeconds(30)).expectStop("HardReset");
    s.expectDelivered("Authorize", "StartTransaction", "StopTransaction");
  }

  @Test
  void unlocking_during_a_charge_ends_it_first_OCPP_T_018_1() {
    charging()
        .backOfficeAsks(
            new UnlockConnector.Request(1),
            r ->
                assertThat(r)
                    .isEqualTo(new UnlockConnector.Response(UnlockConnector.Status.UNLOCKED)))
        .later(ofSeconds(3))
        .expectStatus(Status.FINISHING)
        .expectStop("UnlockCommand")
        .unplugAtStation()
        .later(ofSeconds(3))
        .expectStatus(Status.AVAILABLE);
  }

  @Test
  void unlocking_a_tethered_station_or_another_connector_is_not_supported_OCPP_T_017_2_031_TR_34() {
    var notSupported = new UnlockConnector.Response(UnlockConnector.Status.NOT_SUPPORTED);
    new Scenario()
        .tethered()
        .backOfficeAsks(new UnlockConnector.Request(1), r -> assertThat(r).isEqualTo(notSupported));
    new Scenario()
        .backOfficeAsks(new UnlockConnector.Request(2), r -> assertThat(r).isEqualTo(notSupported))
        .backOfficeAsks(
            new UnlockConnector.Request(1),
            r ->
                assertThat(r)
                    .isEqualTo(new UnlockConnector.Response(UnlockConnector.Status.UNLOCKED)));
  }

  @Test
  void a_lock_that_is_jammed_fails_to_unlock_OCPP_T_030() {
    charging()
        .raise("lock=jammed")
        .backOfficeAsks(
            new UnlockConnector.Request(1),
            r ->
                assertThat(r)
                    .isEqualTo(new UnlockConnector.Response(UnlockConnector.Status.UNLOCK_FAILED)));
  }

  @Test
  void a_lock_that_does_not_close_starts_nothing_and_is_a_fault_OCPP_T_024() {
    new Scenario()
        .raise("lock=jammed")
        .plugIn()
        .tap("04A1B2C3")
        .later(ofSeconds(20))
        .expectStatus(Status.FAULTED)
        .expectDelivered("Authorize");
  }

  @Test
  void out_of_service_during_a_charge_waits_for_its_end_OCPP_X_12_ST_05() {
    Scenario s = charging();
    s.backOfficeAsks(
        new ChangeAvailability.Request(0, AvailabilityType.INOPERATIVE),
        r ->
            assertThat(r)
                .isEqualTo(new ChangeAvailability.Response(ChangeAvailability.Status.SCHEDULED)));
    s.expectStatus(Status.CHARGING).tap("04A1B2C3").later(ofSeconds(20));
    s.expectStatus(Status.FINISHING).expectWhy("closing-down");
    s.tap("04A1B2C3").later(ofSeconds(20)).expectStatus(Status.FINISHING);
    s.plugOut().later(ofSeconds(2)).expectStatus(Status.UNAVAILABLE);
    assertThat(
            s.yard().backOffice().received(StatusNotification.Request.class).stream()
                .skip(2)
                .map(StatusNotification.Request::status))
        .doesNotContain(Status.AVAILABLE);
    s.plugIn().cutPower().later(ofSeconds(5)).restorePower().later(ofSeconds(30));
    s.expectStatus(Status.UNAVAILABLE);
    s.backOfficeAsks(
        new ChangeAvailability.Request(0, AvailabilityType.OPERATIVE),
        r ->
            assertThat(r)
                .isEqualTo(new ChangeAvailability.Response(ChangeAvailability.Status.ACCEPTED)));
    s.expectStatus(Status.PREPARING);
  }

  @Test
  void configuration_is_read_and_changed_and_survives_a_power_cut_OCPP_T_021_040() {
    Scenario s = new Scenario();
    s.backOfficeAsks(
        new ChangeConfiguration.Request("MeterValueSampleInterval", "15"),
        r ->
            assertThat(r)
                .isEqualTo(new ChangeConfiguration.Response(ChangeConfiguration.Status.ACCEPTED)));
    s.backOfficeAsks(
        new ChangeConfiguration.Request("MeterValueSampleInterval", "-1"),
        r ->
            assertThat(r)
                .isEqualTo(new ChangeConfiguration.Response(ChangeConfiguration.Status.REJECTED)));
    s.backOfficeAsks(
        new ChangeConfiguration.Request("Testing", "true"),
        r ->
            assertThat(r)
                .isEqualTo(
                    new ChangeConfiguration.Response(ChangeConfiguration.Status.NOT_SUPPORTED)));
    s.cutPower().later(ofSeconds(5)).restorePower().later(ofSeconds(30));
    s.backOfficeAsks(
        new GetConfiguration.Request(List.of("metervaluesampleinterval", "Nonsense")),
        r -> {
          var answer = (GetConfiguration.Response) r;
          assertThat(answer.configurationKey().getFirst().value()).isEqualTo("15");
          assertThat(answer.unknownKey()).containsExactly("Nonsense");
        });
  }

  @Test
  void sampled_values_come_each_interval_with_the_transaction_OCPP_T_070() {
    Scenario s = new Scenario().with(Keys.METER_VALUE_SAMPLE_INTERVAL, "10");
    s.plugIn().tap("04A1B2C3").later(ofMinutes(2));
    List<MeterValues.Request> values = s.yard().backOffice().received(MeterValues.Request.class);
    assertThat(values).hasSizeBetween(10, 12);
    assertThat(values).allMatch(v -> v.transactionId() == transactionId(s));
  }

  @Test
  void triggers_are_answered_first_and_then_followed_OCPP_T_054_055_TM_05() {
    Scenario s = charging();
    s.backOfficeAsks(
        new TriggerMessage.Request("MeterValues", 1),
        r -> assertThat(r).isEqualTo(new TriggerMessage.Response(TriggerStatus.ACCEPTED)));
    assertThat(s.yard().backOffice().received(MeterValues.Request.class))
        .anyMatch(v ->
            v.meterValue().getFirst().sampledValue().stream()
                .anyMatch(x -> "Trigger".equals(x.context().wire())));
    s.backOfficeAsks(
        new TriggerMessage.Request("MeterValues", 2),
        r -> assertThat(r).isEqualTo(new TriggerMessage.Response(TriggerStatus.REJECTED)));
    for (String extended : List.of("LogStatusNotification", "SignChargePointCertificate")) {
      s.backOfficeAsks(
          new TriggerMessage.Request(extended, null),
          r -> assertThat(r).isEqualTo(new TriggerMessage.Response(TriggerStatus.NOT_IMPLEMENTED)));
    }
    s.backOfficeAsks(
        new TriggerMessage.Request("Dance", null),
        r -> assertThat(r).isEqualTo(new TriggerMessage.Response(TriggerStatus.NOT_IMPLEMENTED)));
    s.backOfficeAsks(
        new TriggerMessage.Request("BootNotification", null),
        r -> assertThat(r).isEqualTo(new TriggerMessage.Response(TriggerStatus.REJECTED)));
  }

  @Test
  void a_cleared_cache_makes_the_station_ask_again_OCPP_T_061() {
    new Scenario()
        .with(Keys.LOCAL_PRE_AUTHORIZE, "true")
        .tap("04A1B2C3")
        .later(ofSeconds(2))
        .tap("04A1B2C3")
        .later(ofSeconds(2))
        .expectStatus(Status.AVAILABLE)
        .tap("04A1B2C3")
        .later(ofSeconds(2))
        .expectDelivered("Authorize")
        .tap("04A1B2C3")
        .backOfficeAsks(new ClearCache.Request(), _ -> {})
        .tap("04A1B2C3")
        .later(ofSeconds(2))
        .expectDelivered("Authorize", "Authorize");
  }

  @Test
  void a_stranger_in_DataTransfer_is_unknown_OCPP_T_062() {
    new Scenario()
        .backOfficeAsks(
            new DataTransfer.Request("nobody", null, null),
            r ->
                assertThat(r)
                    .isEqualTo(
                        new DataTransfer.Response(DataTransfer.Status.UNKNOWN_VENDOR_ID, null)));
  }

  @Test
  void a_card_of_the_same_group_stops_the_charge_and_another_does_not_OCPP_T_069_AUT_5() {
    Scenario s = new Scenario().card("AAAA0001", "FAMILY").card("AAAA0002", "FAMILY");
    s.plugIn().tap("AAAA0001").later(ofMinutes(1)).expectStatus(Status.CHARGING);
    s.tap("BBBB0001").later(ofSeconds(5)).expectStatus(Status.CHARGING);
    s.tap("AAAA0002").later(ofSeconds(10)).expectStatus(Status.FINISHING).expectStop("Local");
    assertThat(s.stop().idTag()).isEqualTo(new IdTag("AAAA0002"));
  }

  @Test
  void a_card_refused_after_an_offline_start_is_deauthorised_and_keeps_its_cable_OCPP_T_037_3() {
    Scenario s = new Scenario().card("BAD00001", AuthorizationStatus.INVALID);
    s.with(Keys.PLUG_AND_CHARGE, "false");
    s.networkDown().later(ofSeconds(5)).tap("BAD00001").plugIn().later(ofMinutes(3));
    s.expectStatus(Status.CHARGING).networkUp().later(ofMinutes(4));
    s.expectStop("DeAuthorized").expectStatus(Status.FINISHING);
    assertThat(s.yard().bench().unplugAtStation()).contains("locked");
    s.tap("BAD00001").later(ofSeconds(5)).unplugAtStation();
    s.later(ofSeconds(2)).expectStatus(Status.AVAILABLE);
  }

  @Test
  void an_offline_charge_is_delivered_whole_and_in_order_OCPP_T_039() {
    new Scenario()
        .with(Keys.PLUG_AND_CHARGE, "false")
        .networkDown()
        .later(ofSeconds(5))
        .tap("04A1B2C3")
        .plugIn()
        .later(ofMinutes(10))
        .expectStatus(Status.CHARGING)
        .tap("04A1B2C3")
        .later(ofMinutes(1))
        .plugOut()
        .networkUp()
        .later(ofMinutes(5))
        .expectDelivered("StartTransaction", "StopTransaction")
        .expectStop("Local");
  }

  @Test
  void a_connection_that_is_dead_is_found_out_and_said_so_and_made_anew_OCPP_TR_38_P_12_P_13() {
    Scenario s = charging().networkHalfOpen().later(ofMinutes(5));
    assertThat(s.view().line().online()).isFalse();
    assertThat(s.view().line().sentence()).isNotEmpty();
    s.networkUp().later(ofMinutes(5));
    assertThat(s.view().line().online()).isTrue();
    s.expectStatus(Status.CHARGING);
  }

  @Test
  void a_station_without_a_clock_stamps_what_happened_once_it_knows_the_time_OCPP_BT_15() {
    Scenario s = new Scenario().withoutClock().with(Keys.PLUG_AND_CHARGE, "true");
    s.doing(y -> y.network().becomes(SimNetwork.State.DOWN));
    s.cutPower().later(ofSeconds(3)).restorePower();
    var boot = s.yard().wall();
    s.later(ofSeconds(40)).plugIn().later(ofMinutes(10)).expectStatus(Status.CHARGING);
    assertThat(s.view().wall()).isNull();
    s.networkUp().later(ofMinutes(5));
    assertThat(s.start().timestamp()).isBetween(boot.plusSeconds(38), boot.plusSeconds(60));
  }

  @Test
  void facts_are_written_before_the_contacts_close_OCPP_TX_04() {
    Scenario s = new Scenario().plugIn().tap("04A1B2C3");
    s.yard()
        .law(y -> {
          if (y.drive().contactorClosed) {
            assertThat(y.disk().replay()).anyMatch(f -> f instanceof Fact.TransactionStarted);
          }
        });
    s.later(ofSeconds(30)).expectStatus(Status.CHARGING);
  }
}
