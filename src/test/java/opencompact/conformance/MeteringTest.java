package opencompact.conformance;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import opencompact.catalogue.Keys;
import opencompact.host.Wish;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The internal meter against an integral of its own over the measured power, under loads that
 * change at random: limits, lines in use, voltages, sags, faults, power cuts (MOD-5).
 */
class MeteringTest {
  /** The aim of MOD-5. */
  private static final double ACCURACY = 0.001;

  @ParameterizedTest
  @CsvSource({"true, 3, 1", "false, 3, 2", "true, 1, 3", "false, 1, 4"})
  void the_register_is_the_integral_within_a_thousandth_and_never_goes_back_MOD_5(
      boolean socketed, int phases, long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    Station s = new Station(socketed, phases).charge();
    for (int i = 0; i < 150; i++) {
      disturb(s, phases, chance);
      s.later(ofSeconds(5 + chance.nextInt(40)));
    }
    double counted = s.registerMilli() / 1000.0;
    assertThat(counted).as("something flowed").isGreaterThan(1_000);
    assertThat(counted).isCloseTo(s.flowedWattHours(), within(counted * ACCURACY));
    assertThat(s.registerWentBack()).isFalse();
    assertThat(s.yard().signals().exportedMilliwattHours).containsOnly(0);
  }

  private static void disturb(Station s, int phases, SplittableRandom chance) {
    switch (chance.nextInt(6)) {
      case 0 -> s.raise("supply.L1=" + (216 + chance.nextInt(32)));
      case 1 -> s.raise("car.lines=" + (1 + chance.nextInt(phases)));
      case 2 -> s.raise("supply.ohms=0." + (1 + chance.nextInt(3)));
      case 3 -> s.raise("car.current=" + (1 + chance.nextInt(6)));
      case 4 -> {
        int tenths = 60 + chance.nextInt(260);
        s.ask(new Wish.ChangeSetting(Keys.DEVICE_LIMIT.name(), String.valueOf(tenths)));
      }
      default -> s.mend();
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void a_power_cut_in_full_load_costs_less_than_a_watt_hour_MOD_5(long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    Station s = new Station(false, 3).charge();
    for (int i = 0; i < 5; i++) {
      s.later(ofMillis(20_000 + chance.nextInt(60_000)));
      double flowed = s.flowedWattHours();
      s.power();
      assertThat(s.registerMilli() / 1000.0).isCloseTo(flowed, within(1.0));
      s.unplug().charge();
    }
    assertThat(s.registerWentBack()).isFalse();
  }
}
