package opencompact.scenario;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import opencompact.catalogue.Colour;
import opencompact.catalogue.Fault;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Light;
import opencompact.catalogue.LightPattern;
import opencompact.catalogue.Status;
import opencompact.host.Outcome;
import opencompact.host.Wish;
import opencompact.host.lamp.Lamp;
import opencompact.rtm.RtmReport;
import opencompact.sim.Yard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a station does when it gets power, and until it is commissioned (RST-1). */
class PowerUpTest {

  private static LightPattern light(Scenario s) {
    return Lamp.pattern(s.view().light(), s.view().lightOnline(), s.view().overlay());
  }

  private static LightPattern constant(Colour colour) {
    return new LightPattern(colour, colour, 1000);
  }

  private static Scenario switchedOff(Scenario s) {
    s.yard();
    s.sounds();
    return s.cutPower().later(ofMinutes(1));
  }

  @Test
  void it_beeps_once_and_is_yellow_as_soon_as_it_knows_where_it_stands_RST_1_LGT_2() {
    for (boolean commissioned : new boolean[] {false, true}) {
      Scenario s = new Scenario();
      if (commissioned) {
        s.yard().ask(new Wish.Commission());
      }
      switchedOff(s).restorePower();
      assertThat(s.sounds()).containsExactly("POWER_UP");
      s.later(ofSeconds(1));
      assertThat(s.view().lightOnline()).as("not registered yet").isFalse();
      assertThat(light(s)).isEqualTo(constant(Colour.YELLOW));
      s.later(ofSeconds(30)).expectStatus(Status.AVAILABLE);
      assertThat(light(s)).isEqualTo(constant(Colour.GREEN));
      assertThat(s.sounds()).isEmpty();
    }
  }

  @Test
  void without_a_back_office_it_stays_yellow_until_it_is_commissioned_for_good_RST_1() {
    Scenario s = new Scenario().alone();
    for (int day = 0; day < 3; day++) {
      assertThat(s.view().commissioned()).isFalse();
      assertThat(s.view().light()).isEqualTo(Light.UNCONFIGURED);
      assertThat(light(s)).isEqualTo(constant(Colour.YELLOW));
      s.later(ofDays(1));
    }
    assertThat(s.yard().ask(new Wish.Commission())).isInstanceOf(Outcome.Done.class);
    assertThat(s.view().light()).isEqualTo(Light.AVAILABLE);
    switchedOff(s).restorePower().later(ofSeconds(20));
    assertThat(s.view().commissioned()).as("it is remembered").isTrue();
    assertThat(s.view().light()).isEqualTo(Light.AVAILABLE);
    s.expectStatus(Status.AVAILABLE);
  }

  @Test
  void the_first_configuration_that_is_saved_commissions_it_RST_1() {
    Scenario s = new Scenario().alone();
    s.yard().ask(new Wish.ChangeSetting(Keys.LIGHT_INTENSITY.name(), "500"));
    assertThat(s.view().light()).as("nothing was saved").isEqualTo(Light.UNCONFIGURED);
    s.yard().ask(new Wish.ChangeSetting(Keys.LIGHT_INTENSITY.name(), "50"));
    assertThat(s.view().commissioned()).isTrue();
    assertThat(s.view().light()).isEqualTo(Light.AVAILABLE);
  }

  @Test
  void the_bar_is_yellow_before_the_safety_core_has_spoken_RST_1() {
    Scenario s = switchedOff(new Scenario().alone()).restorePower().later(ofMillis(30));
    assertThat(s.view().rtm()).isNull();
    assertThat(light(s)).isEqualTo(constant(Colour.YELLOW));
  }

  @Test
  void the_sensor_of_residual_currents_is_tested_with_every_pole_open_RST_1_RCD_03() {
    Scenario s = switchedOff(new Scenario().alone());
    int[] fed = {0};
    s.yard()
        .law(yard -> {
          if (yard.powered() && yard.drive().residualTest) {
            fed[0]++;
            assertThat(yard.drive().contactorClosed).isFalse();
            assertThat(yard.signals().neutralLive).isFalse();
          }
        });
    s.restorePower().later(ofSeconds(5));
    assertThat(fed[0]).isPositive();
    assertThat(s.view().faults()).isEmpty();
    fed[0] = 0;
    s.later(ofMinutes(10));
    assertThat(fed[0]).as("once is enough").isZero();
  }

  /** Whatever a self-test can find is told without a car, before anybody could charge. */
  @ParameterizedTest
  @CsvSource({
    "rcd.sensor=dead, RCD, 3000",
    "contact.L2=welded, LINE_STUCK_CLOSED, 3000",
    "contact.N=welded, NEUTRAL_STUCK_CLOSED, 3000",
    "calibration=lost, CALIBRATION, 1500",
    "neutral=swapped, NEUTRAL, 1500",
    "neutral=line, PHASES, 1500",
    "pe=open, NEUTRAL, 6000",
    "phases=swapped, PHASES, 3000",
    "supply.L1=off, UNDERVOLTAGE, 5000",
    "supply=260, OVERVOLTAGE, 5000",
  })
  void the_self_test_finds_what_is_broken_before_anybody_plugs_in_RST_1(
      String cause, Fault fault, long ms) {
    Scenario s = switchedOff(new Scenario().alone()).raise(cause).restorePower();
    s.later(ofMillis(ms));
    RtmReport report = s.yard().report();
    assertThat(report).isNotNull();
    assertThat(Fault.in(report.faultWord())).contains(fault);
    s.later(ofSeconds(1)).expectStatus(Status.FAULTED);
    assertThat(light(s)).isEqualTo(Light.FAULTED.pattern(false));
    assertThat(s.sounds()).startsWith("POWER_UP").contains("FAULT");
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void nobody_charges_before_the_self_test_is_over_RST_1_CT_05(boolean tethered) {
    Scenario s = tethered ? new Scenario().tethered() : new Scenario();
    switchedOff(s.alone().with(Keys.AUTHORIZATION_ENABLED, "false")).plugIn();
    long[] closedAt = {Long.MAX_VALUE};
    s.restorePower();
    long began = s.yard().now();
    s.yard()
        .law((Yard yard) -> {
          if (yard.powered() && yard.drive().contactorClosed) {
            closedAt[0] = Math.min(closedAt[0], yard.now() - began);
          }
        });
    s.later(ofMinutes(2)).expectStatus(Status.CHARGING);
    assertThat(Duration.ofNanos(closedAt[0])).isBetween(ofSeconds(5), ofMinutes(1));
  }
}
