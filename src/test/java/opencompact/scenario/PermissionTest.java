package opencompact.scenario;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static opencompact.scenario.Scenario.MONDAY_NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeSet;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Status;
import opencompact.host.Outcome;
import opencompact.host.Wish;
import opencompact.host.allowance.Countdown;
import opencompact.host.allowance.Hold;
import opencompact.host.profile.Sent;
import opencompact.memory.Span;
import opencompact.ocpp.ClearChargingProfile;
import opencompact.ocpp.SetChargingProfile;
import opencompact.quantity.Amperes;
import org.junit.jupiter.api.Test;

/** What permits or forbids current apart from limits: off periods and random delays (LIM-3). */
class PermissionTest {

  /** A British station whose off period has just begun when its story does, at noon in winter. */
  private static Scenario offAtNoon(String delay) {
    return new Scenario()
        .british()
        .with(Keys.CHARGE_OFF_PERIOD_1, "enable,11:00,13:00")
        .with(Keys.CHARGE_OFF_PERIOD_2, "disable,16:00,22:00")
        .with(Keys.MAX_START_DELAY, delay);
  }

  private static Scenario asked(Scenario s) {
    return s.plugIn("fast-3p32").later(ofSeconds(2)).tap("04A1B2C3").later(ofSeconds(20));
  }

  private static Hold first(Scenario s, String name) {
    Hold hold = s.view().why().getFirst();
    assertThat(hold.name()).as(s.view().sentence()).isEqualTo(name);
    assertThat(hold.kind()).isEqualTo(Hold.Kind.BLOCK);
    assertThat(hold.since()).isNotNull();
    return hold;
  }

  private static boolean flows(Scenario s) {
    return s.view().rtm().contactorClosed();
  }

  /** Goes on by seconds until current may flow; how long that took. */
  private static Duration untilFlowing(Scenario s, Duration most) {
    Duration gone = Duration.ZERO;
    while (!flows(s)) {
      assertThat(gone).as(s.view().sentence()).isLessThan(most);
      s.later(ofSeconds(1));
      gone = gone.plusSeconds(1);
    }
    return gone;
  }

  @Test
  void within_an_off_period_a_charge_is_suspended_not_ended_LIM_3_OFF_3_CHG_4() {
    Scenario s = asked(offAtNoon("0")).expectStatus(Status.SUSPENDED_EVSE);
    Hold hold = first(s, "charge-off-period");
    assertThat(hold.value()).isNull();
    assertThat(hold.source()).isEqualTo("c_ChargeOffPeriod1");
    assertThat(hold.until()).isEqualTo(Instant.parse("2026-03-02T13:00:00Z"));
    assertThat(s.view().sentence()).contains("from 11:00 to 13:00 on weekdays", "Charge now");
    assertThat(s.view().transaction()).isNotNull();
    s.later(ofMinutes(59).plusSeconds(20));
    assertThat(flows(s)).isFalse();
    s.later(ofMinutes(1)).expectStatus(Status.CHARGING);
    s.expectDelivered("Authorize", "StartTransaction");
  }

  @Test
  void an_off_period_that_begins_during_a_charge_opens_the_contacts_softly_OFF_3() {
    Scenario s =
        asked(
            new Scenario()
                .with(Keys.TIME_ZONE, "Europe/London")
                .with(Keys.CHARGE_OFF_PERIOD_2, "enable,12:10,12:20"));
    s.later(ofMinutes(1)).expectStatus(Status.CHARGING);
    s.later(ofMinutes(9)).expectStatus(Status.SUSPENDED_EVSE);
    assertThat(s.view().faults()).isEmpty();
    s.later(ofMinutes(10)).expectStatus(Status.CHARGING);
    assertThat(s.delivered("StopTransaction")).isEmpty();
  }

  @Test
  void the_driver_overrides_an_off_period_for_this_charge_only_UK_OP_03() {
    Scenario s = asked(offAtNoon("600"));
    first(s, "charge-off-period");
    s.doing(y -> y.ask(new Wish.ChargeNow())).later(ofSeconds(10)).expectStatus(Status.CHARGING);
    s.plugOut().later(ofSeconds(5));
    asked(s);
    first(s, "charge-off-period");
  }

  @Test
  void weekends_have_no_off_periods_and_summer_time_moves_them_UK_OP_10() {
    Scenario s = offAtNoon("0");
    // Saturday noon; and then Monday, 30 March: clocks have gone forward, 12:00 UTC is 13:00.
    asked(s.later(ofHours(24 * 5))).later(ofMinutes(1)).expectStatus(Status.CHARGING);
    s.plugOut().later(ofHours(24 * 23).minusMinutes(10)).expectStatus(Status.AVAILABLE);
    assertThat(s.view().wall()).isBetween("2026-03-30T11:00:00Z", "2026-03-30T12:00:00Z");
    asked(s);
    assertThat(first(s, "charge-off-period").until())
        .isEqualTo(Instant.parse("2026-03-30T12:00:00Z"));
  }

  @Test
  void a_station_that_does_not_know_the_time_charges_UK_LC_01_UK_OP_10() {
    Scenario s = offAtNoon("0").alone().withoutClock().with(Keys.PLUG_AND_CHARGE, "true");
    s.plugIn("fast-3p32").later(ofMinutes(1)).expectStatus(Status.CHARGING);
  }

  @Test
  void it_says_in_the_log_that_the_periods_rest_meanwhile_UK_OP_10() {
    Scenario s = offAtNoon("0").alone().withoutClock().with(Keys.PLUG_AND_CHARGE, "true");
    s.plugIn("fast-3p32").later(ofMinutes(2));
    assertThat(
            s.yard().disk().events(Span.ALWAYS, Long.MAX_VALUE, 1000, null).stream()
                .filter(line -> line.entry().sentence().contains("the charge-off periods rest")))
        .hasSize(1);
  }

  @Test
  void without_a_clock_the_random_delay_counts_down_all_the_same_OFF_4_UK_OP_10_UK_RD_10() {
    Scenario s = new Scenario().british().alone().withoutClock().seed(3);
    s.with(Keys.PLUG_AND_CHARGE, "true").plugIn("fast-3p32").later(ofSeconds(10));
    Countdown first = s.view().startDelay();
    assertThat(first).isNotNull();
    assertThat(first.seconds()).isBetween(30L, 600L);
    assertThat(first.ends()).isNull();
    assertThat(first.held()).isEqualTo(Amperes.NONE);
    s.later(ofSeconds(20));
    assertThat(s.view().startDelay().seconds()).isEqualTo(first.seconds() - 20);
    s.later(ofSeconds(first.seconds() - 20)).later(ofSeconds(10));
    assertThat(s.view().startDelay()).isNull();
    s.expectStatus(Status.CHARGING);
  }

  @Test
  void the_countdown_says_from_what_to_what_since_when_and_until_when_UK_RD_10() {
    Scenario s = asked(new Scenario().british().seed(3));
    Countdown delay = s.view().startDelay();
    assertThat(delay.held()).isEqualTo(Amperes.NONE);
    assertThat(delay.due()).isNull();
    assertThat(delay.began()).isBeforeOrEqualTo(s.yard().clock());
    assertThat(Duration.between(s.yard().clock(), delay.ends()).toSeconds())
        .isBetween(delay.seconds() - 1, delay.seconds());
  }

  @Test
  void a_charging_profile_rules_instead_of_the_off_periods_OFF_3() {
    Scenario s = asked(offAtNoon("0"));
    first(s, "charge-off-period");
    install(s, 16);
    s.later(ofSeconds(10)).expectStatus(Status.CHARGING).expectOffered(16);
    s.backOfficeAsks(new ClearChargingProfile.Request(null, null, null, null), _ -> {});
    s.later(ofSeconds(10)).expectStatus(Status.SUSPENDED_EVSE);
  }

  private static void install(Scenario s, double amperes) {
    s.backOfficeAsks(
        new SetChargingProfile.Request(1, Sent.txDefault(0).amperes("0:" + amperes).profile()),
        r ->
            assertThat(r)
                .isEqualTo(new SetChargingProfile.Response(SetChargingProfile.Status.ACCEPTED)));
  }

  @Test
  void a_start_at_the_end_of_an_off_period_waits_a_random_while_OFF_4_UK_RD_02() {
    TreeSet<Long> waits = new TreeSet<>();
    for (int seed = 1; seed <= 12; seed++) {
      Scenario s = asked(offAtNoon("600").seed(seed));
      s.later(Duration.between(s.view().wall(), MONDAY_NOON.plus(ofHours(1))).plusMillis(500));
      if (!flows(s)) {
        Hold hold = first(s, "random-delay");
        assertThat(hold.until())
            .isBetween(MONDAY_NOON.plus(ofHours(1)), MONDAY_NOON.plus(ofMinutes(70)).plusMillis(1));
      }
      waits.add(untilFlowing(s, ofSeconds(615)).toSeconds());
    }
    assertThat(waits).hasSizeGreaterThan(9);
    assertThat(waits.first()).isLessThan(200);
    assertThat(waits.last()).isGreaterThan(400);
  }

  @Test
  void a_plug_in_waits_too_and_the_driver_may_end_that_wait_only_UK_RD_04_UK_RD_11_UK_RD_12() {
    Scenario s = asked(new Scenario().british().seed(3));
    Hold hold = first(s, "random-delay");
    assertThat(hold.source()).isEqualTo("c_MaxStartDelay");
    s.expectStatus(Status.SUSPENDED_EVSE);
    s.doing(y -> y.ask(new Wish.ChargeNow())).later(ofSeconds(10)).expectStatus(Status.CHARGING);
    s.plugOut().later(ofSeconds(5));
    asked(s);
    first(s, "random-delay");
  }

  @Test
  void a_plug_in_need_not_wait_where_that_is_set_so_UK_RD_11() {
    asked(new Scenario().british().seed(3).with(Keys.RANDOM_DELAY_ON_PLUG_IN, "false"))
        .expectStatus(Status.CHARGING);
  }

  @Test
  void a_longest_wait_of_nothing_ends_the_wait_under_way_UK_RD_12() {
    Scenario s = asked(new Scenario().british().seed(3));
    first(s, "random-delay");
    s.with(Keys.MAX_START_DELAY, "0").later(ofSeconds(10)).expectStatus(Status.CHARGING);
  }

  @Test
  void there_is_nothing_to_override_where_nothing_waits_OFF_4() {
    Scenario s = new Scenario();
    assertThat(answer(s)).isInstanceOf(Outcome.Refused.class);
    asked(s).expectStatus(Status.CHARGING);
    assertThat(answer(s)).isInstanceOf(Outcome.Refused.class);
  }

  private static Outcome answer(Scenario s) {
    return s.yard().ask(new Wish.ChargeNow());
  }

  @Test
  void what_rises_waits_at_what_it_was_and_what_falls_falls_at_once_UK_RD_10_UK_SA_01() {
    Scenario s =
        asked(new Scenario().british().seed(3).with(Keys.RANDOM_DELAY_ON_PLUG_IN, "false"));
    install(s, 10);
    s.later(ofMillis(1100)).expectOffered(10);
    install(s, 20);
    s.later(ofSeconds(5)).expectOffered(10).expectStatus(Status.CHARGING);
    Hold rules =
        s.view().why().stream().filter(h -> h.kind() == Hold.Kind.LIMIT).toList().getFirst();
    assertThat(rules.sentence()).contains("10 A", "random delay", "c_MaxStartDelay");
    // A later change moves the target and draws no second time.
    Instant until = rules.until();
    install(s, 25);
    s.later(ofSeconds(2)).expectOffered(10);
    assertThat(s.view().why().stream().filter(h -> h.kind() == Hold.Kind.LIMIT).findFirst())
        .get()
        .extracting(Hold::until)
        .isEqualTo(until);
    install(s, 8);
    s.later(ofMillis(1100)).expectOffered(8);
    install(s, 25);
    s.later(ofSeconds(2)).expectOffered(8);
    s.later(Duration.between(s.view().wall(), until).plusSeconds(3)).expectOffered(25);
  }

  @Test
  void a_power_cut_during_the_wait_does_not_shorten_it_OFF_4() {
    Scenario s = asked(new Scenario().british().alone().seed(3).with(Keys.PLUG_AND_CHARGE, "true"));
    Instant until = first(s, "random-delay").until();
    assertThat(until).isAfter(s.view().wall().plusSeconds(120));
    s.cutPower().later(ofSeconds(30)).restorePower().later(ofSeconds(30));
    s.tap("04A1B2C3").later(ofSeconds(10));
    assertThat(first(s, "random-delay").until()).isEqualTo(until);
    assertThat(flows(s)).isFalse();
    s.later(Duration.between(s.view().wall(), until).plusSeconds(10)).expectStatus(Status.CHARGING);
  }

  @Test
  void after_a_cut_of_the_supply_charging_comes_back_at_random_FLT_01_VOL_04() {
    Scenario s =
        asked(new Scenario().british().seed(3).with(Keys.RANDOM_DELAY_ON_PLUG_IN, "false"));
    s.expectStatus(Status.CHARGING).raise("supply.L1=270V").later(ofSeconds(20));
    s.expectStatus(Status.FAULTED).mend().later(ofSeconds(5));
    while (s.view().status() == Status.FAULTED) {
      s.later(ofSeconds(1));
      assertThat(flows(s)).isFalse();
    }
    first(s, "random-delay");
    untilFlowing(s, ofSeconds(610));
  }

  @Test
  void wherever_the_rules_of_the_united_kingdom_do_not_hold_nothing_waits_OFF_3_OFF_4() {
    asked(new Scenario().later(ofHours(5))).expectStatus(Status.CHARGING);
  }
}
