package opencompact.host.profile;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import opencompact.host.charge.Charge;
import opencompact.memory.InstalledProfile;
import opencompact.memory.Memory;
import opencompact.ocpp.ChargingProfilePurpose;
import opencompact.ocpp.ClearChargingProfile;
import opencompact.ocpp.RecurrencyKind;
import opencompact.quantity.Amperes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which profiles are taken, replaced, cleared, and what they then rule (OCPP-SC-01 to SC-45). */
class ReceptionTest {
  private static final Instant T = Instant.parse("2025-03-03T12:00:00Z");

  private static Arguments wrong(String sentence, int connector, Sent sent) {
    return Arguments.of(sentence, connector, sent);
  }

  static Stream<Arguments> wrong() {
    String many =
        IntStream.rangeClosed(0, 60).mapToObj(i -> i + ":6").collect(Collectors.joining(","));
    return Stream.of(
        wrong("set on connector 0", 1, Sent.max(0).amperes("0:6")),
        wrong("set on connector 1", 0, Sent.tx(0).amperes("0:6")),
        wrong("transaction 8 is not", 1, Sent.tx(0).transaction(8).amperes("0:6")),
        wrong("0 to 100", 1, Sent.txDefault(-1).amperes("0:6")),
        wrong("0 to 100", 1, Sent.txDefault(101).amperes("0:6")),
        wrong("at most 60 periods, not 61", 1, Sent.txDefault(0).amperes(many)),
        wrong("first startPeriod is 0, not 1", 1, Sent.txDefault(0).amperes("1:6")),
        wrong("later than", 1, Sent.txDefault(0).amperes("0:6, 60:7, 60:8")),
        wrong("later than", 1, Sent.txDefault(0).amperes("0:6, 60:7, 30:8")),
        wrong("0 or more, not -0.1", 1, Sent.txDefault(0).amperes("0:-0.1")),
        wrong("numberPhases is 1, 2 or 3, not 0", 1, Sent.txDefault(0).phases(0).amperes("0:6")),
        wrong("numberPhases is 1, 2 or 3, not 4", 1, Sent.txDefault(0).phases(4).amperes("0:6")),
        wrong("at least 1 s", 1, Sent.txDefault(0).lasting(0).amperes("0:6")),
        wrong("at least 1 s", 1, Sent.txDefault(0).lasting(-5).amperes("0:6")),
        wrong("says recurrencyKind", 1, Sent.txDefault(0).recurring(null, T).amperes("0:6")),
        wrong("and startSchedule", 1, Sent.txDefault(0).daily(null).amperes("0:6")),
        wrong(
            "after validFrom",
            1,
            Sent.txDefault(0).valid(T.plusSeconds(60), T.plusSeconds(60)).amperes("0:6")),
        wrong("validTo is past", 1, Sent.txDefault(0).valid(null, T).amperes("0:6")));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void what_cannot_be_is_rejected_and_nothing_changes_OCPP_SC_06_TR_32_P_27(
      String sentence, int connector, Sent sent) {
    Shelf shelf = new Shelf().at(T).begins(7);
    assertThat(shelf.set(connector, sent)).contains(sentence);
    assertThat(shelf.memory.profiles()).isEmpty();
    assertThat(shelf.settled()).isNull();
  }

  static Stream<Arguments> right() {
    return Stream.of(
        Arguments.of(0, Sent.max(0).amperes("0:0")),
        Arguments.of(0, Sent.max(100).amperes("0:0.1")),
        Arguments.of(0, Sent.txDefault(0).amperes("0:6")),
        Arguments.of(1, Sent.txDefault(0).transaction(99).amperes("0:6")),
        Arguments.of(1, Sent.tx(3).amperes("0:6")),
        Arguments.of(1, Sent.tx(3).transaction(7).watts("0:4000")),
        Arguments.of(1, Sent.txDefault(0).absolute(null).amperes("0:6")),
        Arguments.of(1, Sent.txDefault(0).lasting(60).amperes("0:6, 60:7")),
        Arguments.of(1, Sent.txDefault(0).weekly(T).lasting(1_000_000).amperes("0:6")));
  }

  @ParameterizedTest
  @MethodSource("right")
  void what_can_be_is_tolerated_OCPP_SC_01_SC_07(int connector, Sent sent) {
    Shelf shelf = new Shelf().at(T).begins(7).holds(connector, sent);
    assertThat(shelf.memory.profiles()).hasSize(1);
    assertThat(shelf.settled()).isNotNull();
  }

  @Test
  void a_TxProfile_wants_a_transaction_whose_number_is_known_if_it_names_one_OCPP_SC_06_SC_08() {
    Shelf shelf = new Shelf().at(T);
    assertThat(shelf.set(1, Sent.tx(0).amperes("0:6"))).contains("running transaction");
    shelf.begins(null);
    assertThat(shelf.set(1, Sent.tx(0).transaction(7).amperes("0:6"))).contains("is not the one");
    assertThat(shelf.set(1, Sent.tx(0).amperes("0:6"))).isNull();
    Shelf givenUp = new Shelf().at(T).begins(-1);
    assertThat(givenUp.set(1, Sent.tx(0).transaction(-1).amperes("0:6"))).isNotNull();
  }

  // ---------------------------------------------------------------- replacing and clearing

  @Test
  void the_same_id_or_the_same_place_is_replaced_OCPP_SC_02() {
    Shelf shelf = new Shelf().at(T).holds(0, Sent.txDefault(0).id(1).amperes("0:6"));
    shelf.holds(1, Sent.txDefault(0).id(2).amperes("0:7"));
    assertThat(ids(shelf)).containsExactly(1, 2);
    shelf.holds(1, Sent.txDefault(0).id(3).amperes("0:8"));
    assertThat(ids(shelf)).containsExactly(1, 3);
    shelf.holds(0, Sent.max(5).id(1).amperes("0:9"));
    assertThat(ids(shelf)).containsExactly(1, 3);
    // One that takes the id of one and the place of another replaces both.
    shelf.holds(0, Sent.max(5).id(3).amperes("0:10"));
    assertThat(ids(shelf)).containsExactly(3);
  }

  @Test
  void a_replacement_that_is_not_valid_yet_removes_the_old_one_now_OCPP_SC_03() {
    Shelf shelf = new Shelf().at(T).holds(0, Sent.txDefault(0).amperes("0:6"));
    assertThat(shelf.limit()).isEqualTo(Amperes.of(6));
    shelf.holds(0, Sent.txDefault(0).valid(T.plusSeconds(600), null).amperes("0:10"));
    assertThat(shelf.limit()).isNull();
    assertThat(shelf.later(ofSeconds(600)).limit()).isEqualTo(Amperes.of(10));
  }

  @Test
  void the_eleventh_is_rejected_and_a_replacement_needs_no_room_OCPP_X_16() {
    Shelf shelf = new Shelf().at(T);
    for (int level = 0; level < 10; level++) {
      shelf.holds(0, Sent.txDefault(level).amperes("0:6"));
    }
    assertThat(shelf.set(0, Sent.txDefault(10).amperes("0:6"))).contains("10 profiles");
    assertThat(shelf.set(0, Sent.txDefault(9).id(77).amperes("0:8"))).isNull();
    assertThat(shelf.memory.profiles()).hasSize(10);
  }

  private static Shelf five() {
    return new Shelf()
        .at(T)
        .begins(7)
        .holds(0, Sent.max(0).id(1).amperes("0:20"))
        .holds(0, Sent.txDefault(0).id(2).amperes("0:16"))
        .holds(1, Sent.txDefault(1).id(3).amperes("0:13"))
        .holds(1, Sent.tx(0).id(4).amperes("0:10"))
        .holds(1, Sent.tx(1).id(5).amperes("0:8"));
  }

  static Stream<Arguments> clearings() {
    ChargingProfilePurpose max = ChargingProfilePurpose.CHARGE_POINT_MAX_PROFILE;
    ChargingProfilePurpose txDefault = ChargingProfilePurpose.TX_DEFAULT_PROFILE;
    return Stream.of(
        Arguments.of(3, null, null, null, "1245"),
        Arguments.of(3, 0, max, 99, "1245"),
        Arguments.of(6, null, null, null, "12345"),
        Arguments.of(null, null, null, null, ""),
        Arguments.of(null, 0, null, null, "345"),
        Arguments.of(null, 1, null, null, "12"),
        Arguments.of(null, 2, null, null, "12345"),
        Arguments.of(null, null, txDefault, null, "145"),
        Arguments.of(null, null, null, 0, "35"),
        Arguments.of(null, 1, txDefault, null, "1245"),
        Arguments.of(null, 1, txDefault, 0, "12345"),
        Arguments.of(null, 0, max, 0, "2345"));
  }

  @ParameterizedTest
  @MethodSource("clearings")
  void clearing_takes_what_matches_all_that_is_said_OCPP_SC_40_to_SC_43(
      Integer id, Integer connector, ChargingProfilePurpose purpose, Integer level, String left) {
    Shelf shelf = five();
    assertThat(shelf.clear(id, connector, purpose, level))
        .isEqualTo(
            left.equals("12345")
                ? ClearChargingProfile.Status.UNKNOWN
                : ClearChargingProfile.Status.ACCEPTED);
    assertThat(ids(shelf).map(String::valueOf).collect(Collectors.joining())).isEqualTo(left);
  }

  private static Stream<Integer> ids(Shelf shelf) {
    return shelf.memory.profiles().stream().map(InstalledProfile::id);
  }

  // ---------------------------------------------------------------- what rules

  @Test
  void the_TxProfile_rules_its_transaction_and_goes_with_it_OCPP_SC_04_SC_11_SC_17() {
    Shelf shelf = five();
    assertThat(shelf.limit()).isEqualTo(Amperes.of(8));
    assertThat(shelf.settled().because())
        .isEqualTo("charging profile 5 (TxProfile, stack level 1)");
    shelf.clear(5, null, null, null);
    assertThat(shelf.limit()).isEqualTo(Amperes.of(10));
    shelf.ends();
    assertThat(ids(shelf)).containsExactly(1, 2, 3);
    assertThat(shelf.limit()).isEqualTo(Amperes.of(13));
    shelf.clear(null, null, ChargingProfilePurpose.TX_DEFAULT_PROFILE, null);
    assertThat(shelf.limit()).isEqualTo(Amperes.of(20));
    shelf.clear(null, null, null, null);
    assertThat(shelf.limit()).isNull();
  }

  @Test
  void of_equal_levels_that_of_the_connector_leads_OCPP_SC_16() {
    Shelf shelf = new Shelf().at(T).holds(0, Sent.txDefault(3).id(1).amperes("0:6"));
    shelf.holds(1, Sent.txDefault(3).id(2).amperes("0:16"));
    assertThat(shelf.limit()).isEqualTo(Amperes.of(16));
  }

  @Test
  void a_profile_switches_at_its_boundary_and_says_until_when_OCPP_X_14() {
    Shelf shelf =
        new Shelf()
            .at(T)
            .holds(0, Sent.txDefault(0).absolute(T).lasting(120).amperes("0:6, 60:10"));
    assertThat(shelf.settled().until()).isEqualTo(T.plusSeconds(60));
    assertThat(shelf.at(T.plusMillis(59_999)).limit()).isEqualTo(Amperes.of(6));
    assertThat(shelf.at(T.plusSeconds(60)).limit()).isEqualTo(Amperes.of(10));
    assertThat(shelf.settled().until()).isEqualTo(T.plusSeconds(120));
    assertThat(shelf.at(T.plusMillis(119_999)).limit()).isEqualTo(Amperes.of(10));
    assertThat(shelf.at(T.plusSeconds(120)).limit()).isNull();
  }

  @Test
  void a_clock_set_back_two_hours_brings_back_what_held_then_OCPP_X_14() {
    Shelf shelf =
        new Shelf()
            .at(T)
            .begins(7)
            .holds(0, Sent.max(0).absolute(T.minus(ofHours(3))).amperes("0:16, 7200:20"))
            .holds(1, Sent.tx(0).amperes("0:32, 600:6"));
    assertThat(shelf.limit()).isEqualTo(Amperes.of(20));
    shelf.later(ofSeconds(300)).clockStepped(ofHours(-2));
    assertThat(shelf.limit()).isEqualTo(Amperes.of(16));
    // What counts from the transaction goes by the clock that never jumps.
    assertThat(shelf.later(ofSeconds(299)).limit()).isEqualTo(Amperes.of(16));
    assertThat(shelf.later(ofSeconds(1)).limit()).isEqualTo(Amperes.of(6));
  }

  @Test
  void without_a_clock_what_goes_by_it_counts_with_its_least_BT_15() {
    Shelf shelf =
        new Shelf()
            .at(T)
            .holds(0, Sent.max(0).daily(T.minus(ofHours(1))).lasting(7200).amperes("0:16, 3600:8"))
            .holds(0, Sent.txDefault(0).amperes("0:6"))
            .holds(0, Sent.txDefault(1).amperes("0:20, 600:13"));
    shelf.withoutClock().begins(7);
    assertThat(shelf.limit()).isEqualTo(Amperes.of(8));
    assertThat(shelf.settled().because()).contains("time of day is unknown");
    shelf.clear(null, 0, ChargingProfilePurpose.CHARGE_POINT_MAX_PROFILE, null);
    // The lower level surely does not lead, and needs no clock to know it.
    assertThat(shelf.limit()).isEqualTo(Amperes.of(20));
    assertThat(shelf.later(ofSeconds(600)).limit()).isEqualTo(Amperes.of(13));
    assertThat(shelf.withClock().limit()).isEqualTo(Amperes.of(13));
  }

  @Test
  void a_relative_limit_of_the_station_counts_from_when_it_was_received_OCPP_SC_07_P_25() {
    Shelf shelf = new Shelf().at(T).holds(0, Sent.max(0).amperes("0:16, 60:10"));
    assertThat(shelf.later(ofSeconds(59)).limit()).isEqualTo(Amperes.of(16));
    assertThat(shelf.begins(7).later(ofSeconds(1)).limit()).isEqualTo(Amperes.of(10));
    assertThat(shelf.withoutClock().set(0, Sent.max(1).amperes("0:6"))).contains("time");
  }

  @Test
  void a_huge_limit_is_a_limit_that_never_rules() {
    Shelf shelf = new Shelf().at(T).holds(0, Sent.max(0).amperes("0:200000000"));
    assertThat(shelf.limit()).isEqualTo(Amperes.of(10_000));
    assertThat(shelf.schedule(60)).isEqualTo("0:32");
  }

  // ---------------------------------------------------------------- with a remote start

  private static final Charge.Admitted ADMITTED =
      new Charge.Admitted(Shelf.TAG, null, false, true, Long.MAX_VALUE);

  @Test
  void a_profile_of_a_remote_start_becomes_that_of_its_transaction_OCPP_SC_10() {
    Shelf shelf = new Shelf().at(T).holds(0, Sent.txDefault(0).amperes("0:6"));
    shelf.awaitStart(Sent.tx(0).id(9).amperes("0:16"));
    shelf.charge = ADMITTED;
    assertThat(shelf.limit()).isEqualTo(Amperes.of(6));
    assertThat(shelf.memory.profiles()).hasSize(1);
    shelf.later(ofSeconds(60)).begins(7);
    assertThat(shelf.limit()).isEqualTo(Amperes.of(16));
    shelf.holds(1, Sent.tx(0).id(10).transaction(7).amperes("0:8"));
    assertThat(ids(shelf)).containsExactly(10, 1000);
    shelf.holds(1, Sent.tx(1).id(11).transaction(7).amperes("0:10"));
    assertThat(shelf.limit()).isEqualTo(Amperes.of(10));
  }

  @Test
  void it_goes_with_the_authorisation_and_with_a_matching_clear_OCPP_MS_26_SC_45() {
    Shelf shelf = new Shelf().at(T);
    shelf.awaitStart(Sent.tx(0).id(9).amperes("0:16"));
    shelf.settled();
    shelf.begins(7);
    assertThat(shelf.limit()).isNull();

    Shelf cleared = new Shelf().at(T);
    cleared.charge = ADMITTED;
    cleared.awaitStart(Sent.tx(0).id(9).amperes("0:16"));
    assertThat(cleared.clear(9, null, null, null)).isEqualTo(ClearChargingProfile.Status.ACCEPTED);
    assertThat(cleared.clear(9, null, null, null)).isEqualTo(ClearChargingProfile.Status.UNKNOWN);
    cleared.begins(7);
    assertThat(cleared.limit()).isNull();
  }

  @Test
  void only_a_TxProfile_without_a_number_can_come_with_a_start_OCPP_MS_26_T_060() {
    Shelf shelf = new Shelf().at(T);
    assertThat(shelf.withStart(Sent.tx(0).amperes("0:6"))).isNull();
    assertThat(shelf.withStart(Sent.txDefault(0).amperes("0:6"))).contains("only a TxProfile");
    assertThat(shelf.withStart(Sent.max(0).amperes("0:6"))).contains("only a TxProfile");
    assertThat(shelf.withStart(Sent.tx(0).transaction(7).amperes("0:6")))
        .contains("no transactionId");
    assertThat(shelf.withStart(Sent.tx(0).amperes("5:6"))).contains("first startPeriod");
  }

  @Test
  void a_daily_profile_with_an_unused_recurrency_is_just_what_it_says_OCPP_SC_07() {
    Shelf shelf =
        new Shelf()
            .at(T)
            .holds(
                0,
                Sent.txDefault(0)
                    .recurring(RecurrencyKind.WEEKLY, T)
                    .absolute(T)
                    .lasting(60)
                    .amperes("0:6"));
    assertThat(shelf.schedule(700_000)).isEqualTo("0:6, 60:32");
  }

  @Test
  void a_least_rate_is_kept_over_a_restart_and_changes_nothing_OCPP_SC_23() {
    Shelf shelf = new Shelf().at(T).holds(0, Sent.txDefault(0).least(8).amperes("0:6"));
    assertThat(shelf.memory.profiles().getFirst().leastTenths()).isEqualTo(80);
    assertThat(shelf.limit()).isEqualTo(Amperes.of(6));
    Memory again = new Memory();
    shelf.memory.compacted().forEach(again::fold);
    assertThat(again.profiles()).isEqualTo(shelf.memory.profiles());
  }
}
