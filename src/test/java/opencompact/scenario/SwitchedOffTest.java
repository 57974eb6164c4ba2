package opencompact.scenario;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Status;
import opencompact.host.Wish;
import opencompact.host.profile.Sent;
import opencompact.ocpp.AuthorizationData;
import opencompact.ocpp.AuthorizationStatus;
import opencompact.ocpp.CancelReservation;
import opencompact.ocpp.ChangeConfiguration;
import opencompact.ocpp.GenericStatus;
import opencompact.ocpp.GetConfiguration;
import opencompact.ocpp.GetLocalListVersion;
import opencompact.ocpp.IdTagInfo;
import opencompact.ocpp.RemoteStartTransaction;
import opencompact.ocpp.Request;
import opencompact.ocpp.ReserveNow;
import opencompact.ocpp.SendLocalList;
import opencompact.ocpp.SetChargingProfile;
import opencompact.ocpp.TriggerMessage;
import opencompact.ocpp.UpdateFirmware;
import opencompact.ocpp.UpdateType;
import opencompact.quantity.IdTag;
import org.junit.jupiter.api.Test;

/** Profiles of OCPP that the owner has switched off, and on again (OCPP-CF-38, OCPP-TR-25). */
class SwitchedOffTest {
  private static final IdTag HOLDER = new IdTag("04A1B2C3");
  private static final Instant LATER = Scenario.MONDAY_NOON.plusSeconds(7200);

  private static Scenario off(Scenario s, String... profiles) {
    return s.with(Keys.SUPPORTED_FEATURE_PROFILES, String.join(",", profiles));
  }

  private static void reserve(Scenario s, int connector, ReserveNow.Status expected) {
    s.backOfficeAsks(
        new ReserveNow.Request(connector, LATER, HOLDER, null, 1),
        r -> assertThat(r).isEqualTo(new ReserveNow.Response(expected)));
  }

  private static String refusal(Scenario s, Request.ToChargePoint request) {
    String id = s.yard().backOffice().call(request);
    s.later(ofSeconds(6));
    return s.yard().backOffice().refusal(id);
  }

  @Test
  void without_reservations_none_is_taken_and_one_that_stands_ends_OCPP_RS_01_T_048_4() {
    Scenario s = new Scenario();
    reserve(s, 1, ReserveNow.Status.ACCEPTED);
    s.expectStatus(Status.RESERVED);
    off(s, "Core", "SmartCharging").later(ofSeconds(2)).expectStatus(Status.AVAILABLE);
    reserve(s, 1, ReserveNow.Status.REJECTED);
    s.backOfficeAsks(
        new CancelReservation.Request(1),
        r -> assertThat(r).isEqualTo(new CancelReservation.Response(GenericStatus.REJECTED)));
    off(s, "Core", "Reservation");
    reserve(s, 1, ReserveNow.Status.ACCEPTED);
  }

  @Test
  void the_station_as_a_whole_is_reserved_only_where_that_is_on_OCPP_T_050_4_CF_47() {
    Scenario s = new Scenario().with(Keys.RESERVE_CONNECTOR_ZERO_SUPPORTED, "false");
    reserve(s, 0, ReserveNow.Status.REJECTED);
    reserve(s, 1, ReserveNow.Status.ACCEPTED);
  }

  @Test
  void without_smart_charging_profiles_rest_and_are_refused_OCPP_SC_05_TR_25_MS_26() {
    Scenario s = new Scenario();
    s.backOfficeAsks(
        new SetChargingProfile.Request(1, Sent.txDefault(0).amperes("0:10").profile()),
        r ->
            assertThat(r)
                .isEqualTo(new SetChargingProfile.Response(SetChargingProfile.Status.ACCEPTED)));
    s.plugIn("fast-3p32").tap("04A1B2C3").later(ofMinutes(2)).expectOffered(10);
    off(s, "Core").later(ofSeconds(5)).expectOffered(32).expectStatus(Status.CHARGING);
    assertThat(
            refusal(
                s, new SetChargingProfile.Request(1, Sent.txDefault(0).amperes("0:6").profile())))
        .isEqualTo("NotSupported");
    off(s, "Core", "SmartCharging").later(ofSeconds(2)).expectOffered(10);
    // A profile that comes with a remote start is passed over, even one that could not be.
    Scenario remote = off(new Scenario(), "Core");
    remote.backOfficeAsks(
        new RemoteStartTransaction.Request(1, HOLDER, Sent.max(0).amperes("0:6").profile()),
        r -> assertThat(r).isEqualTo(new RemoteStartTransaction.Response(GenericStatus.ACCEPTED)));
    remote.plugIn("fast-3p32").later(ofMinutes(2)).expectOffered(32);
  }

  @Test
  void without_the_list_profile_there_is_no_list_OCPP_LL_01_LL_05() {
    Scenario s = new Scenario().with(Keys.LOCAL_AUTH_LIST_ENABLED, "true");
    SendLocalList.Request list =
        new SendLocalList.Request(
            1,
            List.of(new AuthorizationData(HOLDER, IdTagInfo.of(AuthorizationStatus.ACCEPTED))),
            UpdateType.FULL);
    s.with(Keys.LOCAL_PRE_AUTHORIZE, "true").backOfficeAsks(list, _ -> {});
    off(s, "Core");
    s.backOfficeAsks(
        new GetLocalListVersion.Request(),
        r -> assertThat(r).isEqualTo(new GetLocalListVersion.Response(-1)));
    s.backOfficeAsks(
        list,
        r ->
            assertThat(r)
                .isEqualTo(new SendLocalList.Response(SendLocalList.Status.NOT_SUPPORTED)));
    s.tap("04A1B2C3").later(ofSeconds(3)).expectDelivered("Authorize");
  }

  @Test
  void without_trigger_and_firmware_profiles_their_requests_are_not_supported_OCPP_TR_25() {
    Scenario s = off(new Scenario(), "Core");
    assertThat(refusal(s, new TriggerMessage.Request("Heartbeat", null))).isEqualTo("NotSupported");
    assertThat(refusal(s, new UpdateFirmware.Request("https://files.test/x", null, LATER, null)))
        .isEqualTo("NotSupported");
  }

  @Test
  void the_owner_chooses_the_back_office_reads_and_Core_stays_OCPP_CF_38() {
    Scenario s = new Scenario();
    s.backOfficeAsks(
        new ChangeConfiguration.Request("SupportedFeatureProfiles", "Core"),
        r ->
            assertThat(r)
                .isEqualTo(new ChangeConfiguration.Response(ChangeConfiguration.Status.REJECTED)));
    assertThat(s.yard().ask(new Wish.ChangeSetting("SupportedFeatureProfiles", "Reservation")))
        .asString()
        .contains("Core among them");
    off(s, "Core", "Reservation")
        .backOfficeAsks(
            new GetConfiguration.Request(List.of("SupportedFeatureProfiles")),
            r -> {
              var key = ((GetConfiguration.Response) r).configurationKey().getFirst();
              assertThat(key.value()).isEqualTo("Core,Reservation");
              assertThat(key.readonly()).isTrue();
            });
  }
}
