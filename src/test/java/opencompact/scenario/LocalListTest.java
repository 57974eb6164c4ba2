package opencompact.scenario;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import opencompact.catalogue.ErrorCode;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Status;
import opencompact.host.Wish;
import opencompact.memory.Fact;
import opencompact.ocpp.AuthorizationData;
import opencompact.ocpp.AuthorizationStatus;
import opencompact.ocpp.ClearCache;
import opencompact.ocpp.GetConfiguration;
import opencompact.ocpp.GetLocalListVersion;
import opencompact.ocpp.IdTagInfo;
import opencompact.ocpp.RemoteStartTransaction;
import opencompact.ocpp.SendLocalList;
import opencompact.ocpp.StatusNotification;
import opencompact.ocpp.UpdateType;
import opencompact.quantity.IdTag;
import opencompact.sim.SimDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The back office's list of cards, on the whole station (section 8.1 of the checklist). */
class LocalListTest {
  private static final String CARD = "04A1B2C3";

  private static Scenario listed() {
    return new Scenario()
        .with(Keys.LOCAL_AUTH_LIST_ENABLED, "true")
        .with(Keys.AUTHORIZATION_CACHE_ENABLED, "false")
        .with(Keys.LOCAL_PRE_AUTHORIZE, "true")
        .with(Keys.PLUG_AND_CHARGE, "false");
  }

  private static AuthorizationData entry(String tag, AuthorizationStatus status) {
    return new AuthorizationData(new IdTag(tag), IdTagInfo.of(status));
  }

  private static AuthorizationData accepted(String tag) {
    return entry(tag, AuthorizationStatus.ACCEPTED);
  }

  private static AuthorizationData gone(String tag) {
    return new AuthorizationData(new IdTag(tag), null);
  }

  private static void send(
      Scenario s,
      UpdateType type,
      int version,
      SendLocalList.Status expected,
      AuthorizationData... entries) {
    s.backOfficeAsks(
        new SendLocalList.Request(version, List.of(entries), type),
        r -> assertThat(r).isEqualTo(new SendLocalList.Response(expected)));
  }

  private static void full(Scenario s, int version, AuthorizationData... entries) {
    send(s, UpdateType.FULL, version, SendLocalList.Status.ACCEPTED, entries);
  }

  private static void version(Scenario s, int expected) {
    s.backOfficeAsks(
        new GetLocalListVersion.Request(),
        r -> assertThat(r).isEqualTo(new GetLocalListVersion.Response(expected)));
  }

  @Test
  void a_card_on_the_list_charges_without_being_asked_about_OCPP_T_008_1() {
    Scenario s = listed();
    version(s, 0);
    full(s, 1, accepted(CARD));
    s.tap(CARD).later(ofSeconds(3)).expectStatus(Status.PREPARING).plugIn().later(ofSeconds(30));
    s.expectStatus(Status.CHARGING).expectDelivered("StartTransaction");
  }

  @Test
  void a_remote_start_with_a_card_on_the_list_asks_nobody_OCPP_T_008_2() {
    Scenario s = listed();
    full(s, 1, accepted(CARD));
    s.backOfficeAsks(new RemoteStartTransaction.Request(1, new IdTag(CARD), null), _ -> {});
    s.expectStatus(Status.PREPARING).plugIn().later(ofSeconds(30)).expectStatus(Status.CHARGING);
    s.expectDelivered("StartTransaction");
  }

  @Test
  void as_delivered_the_list_is_off_and_every_message_about_it_says_so_OCPP_T_042_1_043_1() {
    Scenario s = new Scenario();
    version(s, -1);
    send(s, UpdateType.FULL, 1, SendLocalList.Status.NOT_SUPPORTED, accepted(CARD));
    s.with(Keys.LOCAL_AUTH_LIST_ENABLED, "true");
    version(s, 0);
  }

  @Test
  void an_empty_whole_list_clears_with_any_version_even_0_OCPP_T_042_2_OCPP_LL_04_P_44() {
    Scenario s = listed();
    full(s, 7, accepted(CARD));
    version(s, 7);
    full(s, 0);
    version(s, 0);
    full(s, 3);
    version(s, 0);
    s.backOfficeAsks(
        new SendLocalList.Request(5, null, UpdateType.FULL),
        r -> assertThat(r).isEqualTo(new SendLocalList.Response(SendLocalList.Status.ACCEPTED)));
    version(s, 0);
  }

  @Test
  void a_change_adds_updates_and_deletes_and_its_version_must_grow_OCPP_T_043_OCPP_LL_03() {
    Scenario s = listed();
    full(s, 2, accepted(CARD), accepted("04D4E5F6"));
    send(
        s,
        UpdateType.DIFFERENTIAL,
        3,
        SendLocalList.Status.ACCEPTED,
        gone("04d4e5f6"),
        gone("NEVERSEEN"),
        entry(CARD, AuthorizationStatus.BLOCKED),
        accepted("NEW00001"));
    version(s, 3);
    send(s, UpdateType.DIFFERENTIAL, 4, SendLocalList.Status.ACCEPTED);
    version(s, 4);
    s.networkDown().later(ofSeconds(5)).tap(CARD).later(ofSeconds(2));
    s.expectStatus(Status.AVAILABLE);
    assertThat(s.view().why()).anyMatch(hold -> hold.sentence().contains("Blocked"));
    s.tap("NEW00001").later(ofSeconds(2)).expectStatus(Status.PREPARING);
  }

  @Test
  void an_older_change_is_a_mismatch_and_an_older_whole_list_is_not_OCPP_T_043_2_OCPP_LL_04() {
    Scenario s = listed();
    full(s, 2, accepted(CARD));
    version(s, 2);
    full(s, 5, accepted(CARD));
    version(s, 5);
    for (int old : new int[] {4, 5}) {
      send(s, UpdateType.DIFFERENTIAL, old, SendLocalList.Status.VERSION_MISMATCH, gone(CARD));
      version(s, 5);
    }
    full(s, 3, accepted(CARD));
    version(s, 3);
  }

  @Test
  void what_is_wrong_in_itself_fails_and_changes_nothing_OCPP_T_043_3_OCPP_LL_05_TR_32() {
    Scenario s = listed();
    full(s, 2, accepted(CARD));
    SendLocalList.Status failed = SendLocalList.Status.FAILED;
    send(s, UpdateType.FULL, 3, failed, accepted("A"), accepted("a"));
    send(s, UpdateType.FULL, 3, failed, gone("A"));
    send(s, UpdateType.FULL, -1, failed, accepted("A"));
    send(s, UpdateType.FULL, 0, failed, accepted("A"));
    send(s, UpdateType.DIFFERENTIAL, 0, failed);
    send(s, UpdateType.FULL, 3, failed, many(0, 101));
    version(s, 2);
    s.tap(CARD).later(ofSeconds(2)).expectStatus(Status.PREPARING).expectDelivered();
  }

  private static AuthorizationData[] many(int from, int count) {
    List<AuthorizationData> many = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      many.add(accepted("CARD" + i));
    }
    return many.toArray(AuthorizationData[]::new);
  }

  @Test
  void a_full_list_takes_no_more_but_replaces_and_survives_a_power_cut_OCPP_X_17() {
    Scenario s = listed();
    full(s, 1, many(0, 100));
    for (int part = 1; part < 10; part++) {
      send(
          s,
          UpdateType.DIFFERENTIAL,
          part + 1,
          SendLocalList.Status.ACCEPTED,
          many(100 * part, 100));
    }
    send(s, UpdateType.DIFFERENTIAL, 11, SendLocalList.Status.FAILED, accepted("ONE2MANY"));
    send(
        s,
        UpdateType.DIFFERENTIAL,
        11,
        SendLocalList.Status.ACCEPTED,
        accepted("ONE2MANY"),
        gone("CARD7"));
    s.cutPower().later(ofSeconds(5)).restorePower().later(ofSeconds(40));
    version(s, 11);
    long lists =
        s.yard().disk().replay().stream().filter(f -> f instanceof Fact.LocalListSent).count();
    assertThat(lists).isLessThanOrEqualTo(11);
    s.tap("CARD999").later(ofSeconds(2)).expectStatus(Status.PREPARING).expectDelivered();
  }

  @ParameterizedTest
  @EnumSource
  void a_power_cut_in_the_middle_leaves_the_old_list_or_the_new_OCPP_X_17(SimDisk.Cut cut) {
    Scenario s = listed().with(Keys.ALLOW_OFFLINE_TX_FOR_UNKNOWN_ID, "false");
    full(s, 1, accepted(CARD), accepted("04D4E5F6"));
    SimDisk disk = s.yard().disk();
    disk.cutPowerAt(disk.writes() + 1, cut);
    s.yard()
        .backOffice()
        .call(new SendLocalList.Request(2, List.of(accepted("NEW00001")), UpdateType.FULL));
    s.later(ofSeconds(5)).restorePower().later(ofSeconds(40));
    s.networkDown().later(ofSeconds(5)).tap("NEW00001").later(ofSeconds(2));
    boolean renewed = s.view().status() == Status.PREPARING;
    s.later(ofMinutes(3));
    for (String old : List.of(CARD, "04D4E5F6")) {
      s.tap(old).later(ofSeconds(2));
      assertThat(s.view().status() == Status.PREPARING).as(old).isNotEqualTo(renewed);
      s.later(ofMinutes(3));
    }
  }

  @Test
  void a_listed_card_that_may_not_charge_is_asked_about_online_and_refused_offline_OCPP_AU_06_09() {
    Scenario s = listed();
    full(s, 1, entry(CARD, AuthorizationStatus.BLOCKED));
    s.tap(CARD).later(ofSeconds(3)).expectStatus(Status.PREPARING).expectDelivered("Authorize");
    s.tap(CARD).later(ofSeconds(3)).expectStatus(Status.AVAILABLE);
    s.networkDown().later(ofSeconds(5)).tap(CARD).later(ofSeconds(3));
    s.expectStatus(Status.AVAILABLE);
    s.tap("STRANGER").later(ofSeconds(3)).expectStatus(Status.PREPARING);
  }

  @Test
  void an_entry_whose_date_has_passed_counts_as_expired_and_stays_listed_OCPP_LL_07() {
    Scenario s = listed();
    IdTagInfo short1 =
        new IdTagInfo(Scenario.MONDAY_NOON.plus(ofDays(1)), null, AuthorizationStatus.ACCEPTED);
    full(s, 1, new AuthorizationData(new IdTag(CARD), short1));
    s.tap(CARD).later(ofSeconds(2)).expectStatus(Status.PREPARING).expectDelivered();
    s.tap(CARD).later(ofDays(1)).tap(CARD).later(ofSeconds(2)).expectDelivered("Authorize");
    s.tap(CARD).networkDown().later(ofSeconds(5)).tap(CARD).later(ofSeconds(2));
    s.expectStatus(Status.AVAILABLE);
    version(s.networkUp().later(ofMinutes(4)), 1);
  }

  @Test
  void a_card_that_enters_the_list_leaves_the_cache_and_clearing_that_spares_it_OCPP_LL_06_07() {
    Scenario s = listed().with(Keys.AUTHORIZATION_CACHE_ENABLED, "true");
    s.tap(CARD).later(ofSeconds(2)).tap(CARD).later(ofSeconds(2)).expectDelivered("Authorize");
    full(s, 1, entry(CARD, AuthorizationStatus.INVALID));
    s.tap(CARD).later(ofSeconds(2)).tap(CARD).later(ofSeconds(2));
    s.expectDelivered("Authorize", "Authorize");
    full(s, 2, accepted(CARD));
    s.backOfficeAsks(new ClearCache.Request(), _ -> {});
    s.tap(CARD).later(ofSeconds(2)).expectStatus(Status.PREPARING);
    s.expectDelivered("Authorize", "Authorize");
  }

  @Test
  void the_group_of_a_listed_card_is_known_from_the_list_OCPP_AU_02() {
    Scenario s = listed();
    IdTagInfo family = new IdTagInfo(null, new IdTag("FAMILY"), AuthorizationStatus.ACCEPTED);
    full(
        s,
        1,
        new AuthorizationData(new IdTag("AAAA0001"), family),
        new AuthorizationData(new IdTag("AAAA0002"), family));
    s.plugIn().tap("AAAA0001").later(ofMinutes(1)).expectStatus(Status.CHARGING);
    s.tap("AAAA0002").later(ofSeconds(10)).expectStatus(Status.FINISHING).expectStop("Local");
    s.expectDelivered("StartTransaction", "StopTransaction");
  }

  @Test
  void a_no_of_the_back_office_to_a_card_of_its_own_list_is_told_as_a_conflict_OCPP_TX_14_ST_20() {
    Scenario s = listed().with(Keys.AUTHORIZATION_CACHE_ENABLED, "true");
    s.card(CARD, AuthorizationStatus.BLOCKED);
    full(s, 1, accepted(CARD));
    s.plugIn().tap(CARD).later(ofMinutes(1)).expectStop("DeAuthorized");
    assertThat(s.yard().backOffice().received(StatusNotification.Request.class))
        .anyMatch(
            told -> told.connectorId() == 0 && told.errorCode() == ErrorCode.LOCAL_LIST_CONFLICT);
    assertThat(s.yard().disk().replay())
        .as("what the list knows is not in the cache, OCPP-AU-20")
        .noneMatch(fact -> fact instanceof Fact.CardSeen);
    version(s, 1);
  }

  @Test
  void the_owner_s_list_is_another_and_is_asked_first_offline_OCPP_AU_13_AUT_3() {
    Scenario s = listed();
    s.doing(y -> y.ask(new Wish.AddCard(new IdTag("0A0B0C0D"), null)));
    full(s, 1, entry("0A0B0C0D", AuthorizationStatus.BLOCKED));
    s.tap("0A0B0C0D").later(ofSeconds(2)).expectDelivered("Authorize").tap("0A0B0C0D");
    s.networkDown().later(ofSeconds(5)).tap("0A0B0C0D").later(ofSeconds(2));
    s.expectStatus(Status.PREPARING);
  }

  @Test
  void the_profile_is_claimed_and_its_keys_are_there_OCPP_T_019() {
    new Scenario()
        .backOfficeAsks(
            new GetConfiguration.Request(
                List.of(
                    "SupportedFeatureProfiles",
                    "LocalAuthListEnabled",
                    "LocalAuthListMaxLength",
                    "SendLocalListMaxLength",
                    "ReserveConnectorZeroSupported")),
            r -> {
              var answer = (GetConfiguration.Response) r;
              assertThat(answer.configurationKey().getFirst().value())
                  .contains("Core", "LocalAuthListManagement", "Reservation", "RemoteTrigger");
              assertThat(answer.configurationKey())
                  .extracting(k -> k.value())
                  .contains("false", "1000", "100", "true");
            });
  }
}
