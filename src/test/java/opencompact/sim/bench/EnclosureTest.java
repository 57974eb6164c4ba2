package opencompact.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EnclosureTest {

  private static void settles(double ambient, double rise, double celsius, double amperes) {
    Enclosure enclosure = new Enclosure(3);
    enclosure.ambientCelsius = ambient;
    enclosure.riseKelvin = rise;
    double current = 32;
    for (int second = 0; second < 40_000; second++) {
      current = Math.min(32, Math.sqrt(144.1 * Math.max(0, 79 - enclosure.first())));
      enclosure.advance(3 * current * current, (second + 1) * 1_000_000_000L);
    }
    assertThat(enclosure.first()).isCloseTo(celsius, within(0.06));
    assertThat(current).isCloseTo(amperes, within(0.06));
  }

  @Test
  void with_the_derating_law_the_housing_settles_where_9_4_says() {
    settles(40, 35, 72.4, 30.8);
    settles(55, 25, 73.7, 27.7);
    settles(55, 35, 74.9, 24.2);
    settles(55, 45, 75.7, 21.7);
  }

  @Test
  void one_long_step_is_as_warm_as_many_short_ones() {
    Enclosure one = new Enclosure(1);
    Enclosure many = new Enclosure(1);
    one.advance(1024, 1_800_000_000_000L);
    for (int i = 1; i <= 180_000; i++) {
      many.advance(1024, i * 10_000_000L);
    }
    assertThat(one.first()).isCloseTo(20 + 35 * (1 - Math.exp(-1)), within(1e-9));
    assertThat(many.first()).isEqualTo(one.first());
    assertThat(one.second() - 20).isCloseTo(0.9 * (one.first() - 20), within(1e-9));
  }

  @Test
  void a_charging_station_warms_and_an_idle_one_cools() {
    Hand hand = Hand.threePhase().charging(Cars.named("fast-3p32"), 32).seconds(5400);
    assertThat(hand.signals.celsius[0]).isBetween(50.0, 55.0);
    hand.bench.unplugAtCar();
    hand.seconds(20_000);
    assertThat(hand.signals.celsius[0]).isCloseTo(20, within(0.01));
  }
}
