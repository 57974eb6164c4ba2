package opencompact.host.profile;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import opencompact.ocpp.ChargingRateUnit;
import opencompact.ocpp.ChargingSchedule;
import opencompact.ocpp.GenericStatus;
import opencompact.ocpp.GetCompositeSchedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GetCompositeSchedule: the seven worked examples, and its form (OCPP-SC-30 to SC-38). */
class CompositeScheduleTest {
  private static final Instant T = Instant.parse("2025-03-03T12:00:00Z");

  private static Shelf example1() {
    return new Shelf()
        .at(T)
        .begins(7)
        .holds(0, Sent.max(0).absolute(T).lasting(86_400).amperes("0:10"))
        .holds(
            1,
            Sent.txDefault(0).absolute(T).lasting(300).amperes("0:6, 60:10, 120:8, 180:25, 260:8"))
        .holds(
            1,
            Sent.tx(0)
                .transaction(7)
                .absolute(T)
                .lasting(260)
                .amperes("0:8, 50:11, 140:16, 200:6, 240:12"));
  }

  @Test
  void three_purposes_together_OCPP_SC_EX1() {
    Shelf shelf = example1();
    assertThat(shelf.schedule(400)).isEqualTo("0:8, 50:10, 200:6, 240:10, 260:8, 300:10");
  }

  @Test
  void a_shorter_schedule_of_a_higher_level_lies_over_a_longer_one_OCPP_SC_EX2() {
    Shelf shelf =
        new Shelf()
            .at(T)
            .holds(
                1, Sent.txDefault(0).absolute(T).lasting(400).amperes("0:6, 50:5, 100:8, 200:10"))
            .holds(1, Sent.txDefault(1).absolute(T).lasting(150).amperes("0:7, 100:9"));
    assertThat(shelf.schedule(350)).isEqualTo("0:7, 100:9, 150:8, 200:10");
    assertThat(shelf.schedule(450)).isEqualTo("0:7, 100:9, 150:8, 200:10, 400:32");
    assertThat(shelf.later(ofSeconds(2)).schedule(350)).isEqualTo("0:7, 98:9, 148:8, 198:10");
  }

  private static Shelf example3(int phases) {
    return new Shelf(phases)
        .holds(
            0,
            Sent.txDefault(0)
                .daily(Instant.parse("2025-01-01T00:00:00Z"))
                .lasting(86_400)
                .phases(3)
                .watts("0:11000, 28800:6000, 72000:11000"))
        .at(Instant.parse("2025-01-15T19:30:00Z"));
  }

  @Test
  void watts_become_amperes_by_the_nominal_voltage_and_the_phases_we_have_OCPP_SC_EX3() {
    assertThat(example3(3).schedule(7200)).isEqualTo("0:8.6, 1800:15.9");
    assertThat(example3(3).schedule(7200, ChargingRateUnit.W)).isEqualTo("0:6000, 1800:11000");
    assertThat(example3(1).schedule(7200)).isEqualTo("0:26, 1800:32");
  }

  @Test
  void nights_and_weekends_come_round_OCPP_SC_EX4_P_21() {
    Shelf shelf =
        new Shelf()
            .holds(
                1,
                Sent.txDefault(0)
                    .daily(Instant.parse("2025-01-06T22:00:00Z"))
                    .lasting(28_800)
                    .amperes("0:16"))
            .holds(
                1,
                Sent.txDefault(1)
                    .weekly(Instant.parse("2025-01-11T00:00:00Z"))
                    .lasting(10_800)
                    .amperes("0:32, 7200:20"))
            .holds(0, Sent.max(0).absolute(Instant.parse("2025-01-01T00:00:00Z")).amperes("0:25"))
            .at(Instant.parse("2025-01-17T21:00:00Z"));
    assertThat(shelf.schedule(43_200))
        .isEqualTo("0:25, 3600:16, 10800:25, 18000:20, 21600:16, 32400:25");
  }

  @Test
  void a_relative_schedule_counts_from_the_start_of_the_transaction_OCPP_SC_EX5() {
    Instant began = Instant.parse("2025-03-03T10:00:00Z");
    Shelf shelf =
        new Shelf()
            .at(began)
            .begins(7)
            .holds(1, Sent.tx(2).lasting(3000).amperes("0:6, 600:16, 1800:0, 2400:12.5"))
            .holds(1, Sent.txDefault(0).amperes("0:10"))
            .later(ofSeconds(450));
    assertThat(shelf.schedule(3600)).isEqualTo("0:6, 150:16, 1350:0, 1950:12.5, 2550:10");
  }

  @Test
  void periods_count_from_the_schedule_and_not_from_its_validity_OCPP_SC_EX6_P_21() {
    Shelf shelf =
        new Shelf()
            .at(T)
            .most(20)
            .holds(
                1,
                Sent.txDefault(5)
                    .absolute(T)
                    .valid(T.plusSeconds(300), T.plusSeconds(1200))
                    .amperes("0:0, 900:20"))
            .holds(1, Sent.txDefault(0).absolute(T.minus(ofDays(1))).amperes("0:13"));
    assertThat(shelf.schedule(1800)).isEqualTo("0:13, 300:0, 900:20, 1200:13");
  }

  @Test
  void watts_go_by_our_phases_whatever_numberPhases_says_OCPP_SC_EX7() {
    assertThat(example7(3).schedule(1000)).isEqualTo("0:10.6, 300:5.3, 600:16, 900:20");
    assertThat(example7(1).schedule(1000)).isEqualTo("0:20, 300:16, 600:20");
  }

  private static Shelf example7(int phases) {
    return new Shelf(phases)
        .at(T)
        .begins(7)
        .holds(
            1,
            Sent.tx(0)
                .absolute(T)
                .lasting(900)
                .phases(1)
                .watts("0:7360, 300:3680")
                .phases(null)
                .watts("600:11040"))
        .holds(0, Sent.max(0).absolute(T).amperes("0:20"));
  }

  // ---------------------------------------------------------------- its form

  @Test
  void the_answer_says_what_was_asked_and_nothing_more_OCPP_SC_31_SC_34() {
    Shelf shelf = example1().at(T.plusMillis(700));
    GetCompositeSchedule.Response response = shelf.composite(1, 400, null);
    ChargingSchedule schedule = response.chargingSchedule();
    assertThat(response.connectorId()).isEqualTo(1);
    assertThat(response.scheduleStart()).isEqualTo(T);
    assertThat(schedule.duration()).isEqualTo(400);
    assertThat(schedule.chargingRateUnit()).isEqualTo(ChargingRateUnit.A);
    assertThat(schedule.startSchedule()).isNull();
    assertThat(schedule.minChargingRate()).isNull();
    assertThat(schedule.chargingSchedulePeriod()).allMatch(p -> p.numberPhases() == null);
    assertThat(new Shelf(1).at(T).composite(1, 9, null).chargingSchedule().chargingSchedulePeriod())
        .allMatch(p -> p.numberPhases() == 1);
  }

  @ParameterizedTest
  @CsvSource({"-1,60", "2,60", "1,-1"})
  void other_connectors_and_negative_durations_are_rejected_OCPP_SC_30_X_15(
      int connector, int seconds) {
    assertThat(new Shelf().at(T).composite(connector, seconds, null))
        .isEqualTo(new GetCompositeSchedule.Response(GenericStatus.REJECTED, null, null, null));
  }

  @Test
  void no_time_is_no_schedule_and_no_duration_is_the_present_limit_OCPP_SC_30_X_15_P_22() {
    Shelf shelf = example1();
    assertThat(shelf.schedule(0)).isEqualTo("0:8");
    assertThat(shelf.composite(1, 0, null).chargingSchedule().duration()).isZero();
    assertThat(shelf.withoutClock().composite(1, 60, null).status())
        .isEqualTo(GenericStatus.REJECTED);
  }

  @Test
  void with_nothing_installed_it_is_what_the_station_allows_OCPP_SC_18_SC_36() {
    assertThat(new Shelf().at(T).schedule(86_400)).isEqualTo("0:32");
    assertThat(new Shelf().at(T).most(13).schedule(60, ChargingRateUnit.W)).isEqualTo("0:8970");
    assertThat(new Shelf(1).at(T).most(13).schedule(60, ChargingRateUnit.W)).isEqualTo("0:2990");
  }

  @Test
  void the_station_itself_has_the_limits_of_transactions_only_while_one_runs_OCPP_SC_35() {
    Shelf shelf =
        new Shelf()
            .at(T)
            .holds(0, Sent.max(0).absolute(T).amperes("0:20"))
            .holds(0, Sent.txDefault(0).amperes("0:16, 100:8"));
    assertThat(Shelf.text(shelf.composite(0, 300, null))).isEqualTo("0:20");
    assertThat(Shelf.text(shelf.composite(1, 300, null))).isEqualTo("0:16, 100:8");
    shelf.begins(7).later(ofSeconds(50));
    assertThat(Shelf.text(shelf.composite(0, 300, null))).isEqualTo("0:16, 50:8");
  }

  @Test
  void a_week_is_the_longest_and_a_thousand_periods_the_most_OCPP_SC_37_X_15() {
    Shelf shelf = new Shelf().at(T).holds(0, Sent.max(0).absolute(T).amperes("0:20"));
    assertThat(shelf.composite(1, 604_800, null).chargingSchedule().duration()).isEqualTo(604_800);
    assertThat(shelf.composite(1, Integer.MAX_VALUE, null).chargingSchedule().duration())
        .isEqualTo(604_800);

    StringBuilder steps = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      steps.append(i == 0 ? "" : ",").append(i).append(':').append(6 + i % 2);
    }
    for (int level = 0; level < 3; level++) {
      Instant start = T.plus(ofMinutes(level));
      shelf.holds(1, Sent.txDefault(level).daily(start).lasting(60).amperes(steps.toString()));
    }
    ChargingSchedule long7 = shelf.composite(1, 604_800, null).chargingSchedule();
    assertThat(long7.chargingSchedulePeriod()).hasSize(1000);
    assertThat(long7.duration())
        .isGreaterThan(long7.chargingSchedulePeriod().getLast().startPeriod())
        .isLessThan(604_800);
  }

  @Test
  void a_day_is_24_hours_on_the_night_the_clocks_change_OCPP_SC_15_X_14_P_23() {
    // In most of Europe 2025-03-30 has 23 hours; whoever means local time has to say so anew.
    Shelf shelf =
        new Shelf()
            .at(Instant.parse("2025-03-29T12:00:00Z"))
            .holds(
                1,
                Sent.txDefault(0)
                    .daily(Instant.parse("2025-03-28T23:00:00+01:00"))
                    .lasting(3600)
                    .amperes("0:6"));
    assertThat(shelf.schedule(2 * 86_400))
        .isEqualTo("0:32, 36000:6, 39600:32, 122400:6, 126000:32");
  }

  @Test
  void a_week_goes_on_over_the_end_of_the_year_OCPP_SC_13_X_14() {
    Shelf shelf =
        new Shelf()
            .at(Instant.parse("2025-12-31T23:00:00Z"))
            .holds(
                1,
                Sent.txDefault(0)
                    .weekly(Instant.parse("2025-12-25T00:00:00Z"))
                    .lasting(7200)
                    .amperes("0:6, 3600:8"));
    assertThat(shelf.schedule(14_400)).isEqualTo("0:32, 3600:6, 7200:8, 10800:32");
  }

  @Test
  void a_schedule_covers_what_its_duration_says_and_the_last_period_goes_on_OCPP_SC_14() {
    Instant start = T.plusSeconds(100);
    Shelf shelf = new Shelf().at(T).holds(0, Sent.max(0).absolute(start).amperes("0:16, 50:10"));
    assertThat(shelf.schedule(604_800)).isEqualTo("0:32, 100:16, 150:10");
    shelf.holds(0, Sent.max(0).absolute(start).lasting(120).amperes("0:16, 50:10"));
    assertThat(shelf.schedule(604_800)).isEqualTo("0:32, 100:16, 150:10, 220:32");
    shelf.holds(0, Sent.max(0).daily(start).lasting(120).amperes("0:16, 50:10"));
    assertThat(shelf.schedule(86_400 + 160))
        .isEqualTo("0:32, 100:16, 150:10, 220:32, 86500:16, 86550:10");
    // Without a duration, or with one beyond the cycle, it lasts until it begins anew.
    String round = "0:32, 100:16, 150:10, 86500:16, 86550:10";
    shelf.holds(0, Sent.max(0).daily(start).amperes("0:16, 50:10"));
    assertThat(shelf.schedule(86_400 + 160)).isEqualTo(round);
    shelf.holds(0, Sent.max(0).daily(start).lasting(200_000).amperes("0:16, 50:10, 90000:6"));
    assertThat(shelf.schedule(86_400 + 160)).isEqualTo(round);
  }
}
