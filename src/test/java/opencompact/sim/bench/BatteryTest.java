package opencompact.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BatteryTest {

  @Test
  void above_the_knee_the_charge_nears_full_exponentially() {
    Hand hand = new Hand(true, 3);
    Car car = Cars.named("fast-3p32").withSoc(0.8);
    hand.charging(car, 32);
    // Past the ramp, the taper rules; take this instant as the start.
    hand.seconds(3600 * 0.2);
    double soc = hand.car().soc();
    double most = 3 * 32 * 230.0;
    double scaleSeconds = 90 * 3.6e6 * 0.2 / (0.92 * most);

    for (int minutes = 10; minutes <= 60; minutes += 10) {
      hand.seconds(600);
      double expected = 1 - (1 - soc) * Math.exp(-minutes * 60 / scaleSeconds);
      assertThat(hand.car().soc()).isCloseTo(expected, within(1e-4));
    }
  }

  @Test
  void with_less_power_on_offer_the_knee_moves_up() {
    Car car = Cars.named("fast-3p32").withSoc(0.85);
    // 10 A of 32: the cap falls below the offer only at 1 - 0.2 * 10 / 32.
    Hand hand = Hand.threePhase().charging(car, 10);
    assertThat(hand.signals.amperes[0]).isCloseTo(9.7, within(0.01));
    double knee = 1 - 0.2 * 9.7 / 32;
    while (hand.car().soc() < knee - 0.01) {
      hand.seconds(60);
      if (hand.car().soc() < knee - 0.01) {
        assertThat(hand.signals.amperes[0]).isCloseTo(9.7, within(0.01));
      }
    }
    hand.seconds(7200);
    assertThat(hand.signals.amperes[0]).isLessThan(7);
  }

  @Test
  void a_full_battery_ends_the_charge_and_opens_S2() {
    Hand hand = Hand.threePhase().charging(Cars.SEDAN.withSoc(0.79).withTarget(0.8), 16);
    assertThat(hand.signals.amperes[0]).isGreaterThan(15);

    hand.seconds(1800);

    assertThat(hand.car().soc()).isCloseTo(0.8, within(0.001));
    assertThat(hand.signals.amperes).containsOnly(0);
    assertThat(hand.signals.pilotHighVolts).isGreaterThan(8);
    assertThat(hand.car().state()).isEqualTo("full");
  }

  @Test
  void what_the_battery_gains_is_what_the_register_counts_times_the_efficiency() {
    Hand hand = Hand.threePhase().charging(Cars.SEDAN, 16).seconds(3 * 3600);

    double gained = (hand.car().soc() - 0.3) * 60_000;

    assertThat(hand.importedWh() * 0.92).isCloseTo(gained, within(gained * 1e-6));
  }
}
