package opencompact.scenario;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import opencompact.catalogue.Fault;
import opencompact.catalogue.Status;
import opencompact.rtm.RtmReport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Noise on every measured voltage is no fault of a pilot (IEC-CP-02, PRT-7), although single
 * samples lie between two windows of Table A.4, and although virtual time looks seldom while
 * nothing moves.
 */
class NoiseTest {
  private int word;
  private int strays;

  private void watch(Scenario s) {
    s.yard()
        .law(yard -> {
          RtmReport report = yard.report();
          word |= report == null ? 0 : report.faultWord();
          double volts = yard.signals().pilotHighVolts;
          boolean between = (volts > 9.56 && volts < 11.4) || (volts > 6.53 && volts < 8.36);
          strays += between ? 1 : 0;
        });
  }

  @ParameterizedTest
  @CsvSource({"1, true", "2, false", "3, true"})
  void five_percent_of_noise_disturb_no_pilot_of_an_idle_station_PRT_7(
      long seed, boolean tethered) {
    Scenario s = (tethered ? new Scenario().tethered() : new Scenario()).seed(seed);
    s.raise("noise=5");
    watch(s);
    s.later(ofHours(6)).expectStatus(Status.AVAILABLE);
    assertThat(strays).as("samples between two windows").isGreaterThan(1000);
    assertThat(Fault.in(word)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, true", "2, false", "3, true"})
  void five_percent_of_noise_disturb_no_pilot_of_a_charge_PRT_7(long seed, boolean tethered) {
    Scenario s = (tethered ? new Scenario().tethered() : new Scenario()).seed(seed);
    s.plugIn().tap("04A1B2C3").later(ofMinutes(1));
    s.expectStatus(Status.CHARGING).raise("noise=5");
    watch(s);
    s.later(ofHours(6)).expectStatus(Status.CHARGING);
    assertThat(strays).as("samples between two windows").isGreaterThan(1000);
    assertThat(Fault.in(word)).isEmpty();
    s.later(ofHours(12)).expectStatus(Status.SUSPENDED_EV);
    assertThat(Fault.in(word)).doesNotContain(Fault.CP_STATE);
  }
}
