package opencompact.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashSet;
import org.junit.jupiter.api.Test;

/** Each misbehaviour of charging-standards 9.2, seen from the station. */
class CarsTest {
  private static final long MILLI = 1_000_000L;

  private static Hand charging(String name, double amperes) {
    return Hand.threePhase().charging(Cars.named(name), amperes);
  }

  @Test
  void every_name_is_its_own_and_finds_its_car() {
    assertThat(new LinkedHashSet<>(Cars.names())).hasSameSizeAs(Cars.all());
    for (String name : Cars.names()) {
      assertThat(Cars.named(" " + name.toUpperCase(java.util.Locale.ROOT)).name()).isEqualTo(name);
      assertThat(Cars.named(name).description()).endsWith(".");
    }
  }

  @Test
  void cars_use_the_lines_they_have() {
    assertThat(charging("compact-1p16", 16).signals.amperes)
        .containsExactly(new double[] {15.7, 0, 0}, within(0.01));
    assertThat(charging("duo-2p16", 16).signals.amperes)
        .containsExactly(new double[] {15.7, 15.7, 0}, within(0.01));
    assertThat(charging("sedan-3p16", 32).signals.amperes)
        .containsExactly(new double[] {16, 16, 16}, within(0.01));
  }

  @Test
  void a_zoe_below_eight_amperes_only_stands_by() {
    assertThat(charging("zoe-3p32", 7).signals.amperes[0]).isCloseTo(1.3, within(0.01));
    assertThat(charging("zoe-3p32", 8).signals.amperes[0]).isCloseTo(7.7, within(0.01));
  }

  @Test
  void a_tesla_takes_one_line_first_and_whole_amperes() {
    Hand hand = Hand.threePhase().plug(Cars.named("tesla-3p16")).offer(13.9).seconds(3);
    hand.contactor(true).seconds(20);
    assertThat(hand.signals.amperes).containsExactly(new double[] {13, 0, 0}, within(0.01));
    hand.seconds(20);
    assertThat(hand.signals.amperes).containsExactly(new double[] {13, 13, 13}, within(0.01));
  }

  @Test
  void a_greedy_car_ignores_the_limit_PRT_3() {
    assertThat(charging("greedy", 8).signals.amperes[0]).isCloseTo(32, within(0.01));
  }

  @Test
  void a_slow_car_follows_after_eleven_seconds() {
    Hand hand = Hand.threePhase().plug(Cars.named("slow")).offer(16).seconds(31);
    hand.contactor(true).seconds(60).offer(10).seconds(10.9);
    assertThat(hand.signals.amperes[0]).isCloseTo(15.7, within(0.01));
    hand.seconds(1.5);
    assertThat(hand.signals.amperes[0]).isCloseTo(9.7, within(0.01));
  }

  @Test
  void polestar_hangs_up_after_one_pause_and_wakes_when_plugged_in_anew() {
    Hand hand = charging("polestar", 16).noOffer().seconds(5).offer(16).seconds(600);
    assertThat(hand.signals.pilotHighVolts).isGreaterThan(8);
    assertThat(hand.car().state()).isEqualTo("hung up");

    Hand.done(hand.bench.unplugAtCar());
    hand.plug(Cars.named("polestar")).seconds(5);
    assertThat(hand.signals.pilotHighVolts).isLessThan(7);
  }

  @Test
  void an_id_bears_ten_pauses_and_not_eleven() {
    Hand hand = charging("id-3p16", 16);
    for (int pause = 1; pause <= 11; pause++) {
      assertThat(hand.signals.pilotHighVolts).as("pause " + pause).isLessThan(7);
      hand.noOffer().seconds(5).offer(16).seconds(20);
    }
    assertThat(hand.signals.pilotHighVolts).isGreaterThan(8);
  }

  @Test
  void a_sleepy_car_sleeps_after_15_minutes_in_B1_and_wakes_by_state_F_IEC_W_01() {
    Hand hand = Hand.threePhase().plug(Cars.named("sleepy")).seconds(899).offer(16).seconds(3);
    assertThat(hand.signals.pilotHighVolts).isLessThan(7);

    hand = Hand.threePhase().plug(Cars.named("sleepy")).seconds(901).offer(16).seconds(60);
    assertThat(hand.car().state()).isEqualTo("asleep");
    assertThat(hand.signals.pilotHighVolts).isGreaterThan(8);

    hand.drive.dutyPercent = 0;
    hand.tell().seconds(4).noOffer().seconds(0.75).offer(16).seconds(6);
    assertThat(hand.signals.pilotHighVolts).isLessThan(7);
  }

  private static boolean wakes(String name, double interruptedSeconds) {
    Hand hand = Hand.threePhase().plug(Cars.named(name)).seconds(1000).offer(16).seconds(10);
    hand.drive.pilotConnected = false;
    hand.tell().seconds(interruptedSeconds);
    hand.drive.pilotConnected = true;
    return hand.tell().seconds(20).signals.pilotHighVolts < 7;
  }

  @Test
  void some_wake_by_a_short_interruption_some_by_a_long_one_some_only_by_replugging() {
    assertThat(wakes("e-golf", 4)).isTrue();
    assertThat(wakes("e-golf", 1)).isFalse();
    assertThat(wakes("heavy-sleeper", 4)).isFalse();
    assertThat(wakes("heavy-sleeper", 30)).isTrue();
    assertThat(wakes("dead-asleep", 30)).isFalse();
  }

  @Test
  void a_driver_wakes_every_car_at_its_door() {
    Hand hand = Hand.threePhase().plug(Cars.named("dead-asleep")).seconds(1000).offer(16);
    Hand.done(hand.bench.startAtCar());
    assertThat(hand.seconds(11).signals.pilotHighVolts).isLessThan(7);
  }

  @Test
  void a_full_e_golf_greets_for_45_seconds() {
    Hand hand = Hand.threePhase().plug(Cars.named("e-golf").withSoc(1)).offer(16).seconds(46.9);
    assertThat(hand.signals.pilotHighVolts).isLessThan(7);
    hand.seconds(0.2);
    assertThat(hand.signals.pilotHighVolts).isGreaterThan(8);
    hand.seconds(3600);
    assertThat(hand.signals.pilotHighVolts).isGreaterThan(8);
  }

  @Test
  void a_full_car_never_asks_but_one_tops_up_and_one_heats() {
    assertThat(charging("full", 16).seconds(20_000).importedWh()).isZero();

    Hand topper = charging("topper", 16).seconds(10_000);
    assertThat(topper.importedWh()).isZero();
    assertThat(topper.seconds(8000).importedWh()).isGreaterThan(500);

    Hand warmer = charging("warmer", 16).seconds(100);
    assertThat(warmer.signals.watts[0]).isCloseTo(2000, within(20.0));
    warmer.seconds(500);
    assertThat(warmer.signals.watts[0]).isZero();
    assertThat(warmer.signals.pilotHighVolts).isGreaterThan(8);
    warmer.seconds(330);
    assertThat(warmer.signals.watts[0]).isGreaterThan(1900);
  }

  private static int edges(Hand hand, double seconds, double below) {
    int[] count = {0};
    boolean[] was = {hand.signals.pilotHighVolts < below};
    hand.stepping(
        seconds,
        MILLI,
        s -> {
          boolean is = hand.signals.pilotHighVolts < below;
          if (is != was[0]) {
            count[0]++;
            was[0] = is;
          }
        });
    return count[0];
  }

  @Test
  void an_ix3_pulses_C_for_250_ms_before_it_means_it_IEC_T_14() {
    Hand hand = Hand.threePhase().plug(Cars.named("bmw-ix3")).offer(16).seconds(1.1);
    assertThat(hand.signals.pilotHighVolts).isLessThan(7);
    hand.seconds(0.2);
    assertThat(hand.signals.pilotHighVolts).isGreaterThan(8);
    hand.seconds(1);
    assertThat(hand.signals.pilotHighVolts).isLessThan(7);
  }

  @Test
  void a_phev_blips_half_a_second_after_a_new_duty_IEC_CP_04() {
    Hand hand = charging("phev-1p16", 16).offer(10).seconds(0.51);
    assertThat(hand.signals.pilotHighVolts).isGreaterThan(8);
    hand.seconds(0.05);
    assertThat(hand.signals.pilotHighVolts).isLessThan(7);
  }

  @Test
  void a_leaf_bounces_at_plug_in_and_shuns_a_duty_below_ten_percent() {
    Hand hand = Hand.threePhase().plug(Cars.named("leaf-1p32"));
    assertThat(edges(hand, 1, 10)).isBetween(8, 10);

    hand.offer(32).seconds(3).contactor(true).seconds(30);
    assertThat(hand.signals.amperes[0]).isCloseTo(31.7, within(0.01));
    hand.drive.dutyPercent = 9;
    hand.tell().seconds(3);
    assertThat(hand.signals.amperes[0]).isZero();
    assertThat(hand.signals.pilotHighVolts).isGreaterThan(8);
  }

  @Test
  void a_bouncy_car_swings_between_C_and_B_at_3_Hz_when_it_begins() {
    Hand hand = Hand.threePhase().plug(Cars.named("bouncy")).offer(16);
    assertThat(edges(hand, 10, 7)).isBetween(30, 34);
    assertThat(edges(hand, 10, 7)).isZero();
  }

  @Test
  void ventilated_simplified_and_diodeless_cars_show_their_voltages() {
    assertThat(charging("ventilated", 16).signals.pilotHighVolts).isCloseTo(2.93, within(0.005));

    Hand simplified = Hand.threePhase().plug(Cars.named("simplified"));
    assertThat(simplified.signals.pilotHighVolts).isCloseTo(6, within(0.006));
    simplified.offer(16).seconds(1).contactor(true).seconds(20);
    assertThat(simplified.signals.amperes[0]).isCloseTo(10, within(0.01));
    simplified.noOffer().seconds(3);
    assertThat(simplified.signals.amperes[0]).isZero();
    assertThat(simplified.signals.pilotHighVolts).isLessThan(7);

    Hand shorted = Hand.threePhase().plug(Cars.named("no-diode")).offer(16);
    assertThat(shorted.signals.pilotLowVolts).isEqualTo(-shorted.signals.pilotHighVolts);
    assertThat(Hand.threePhase().plug(Cars.named("dead-diode")).signals.pilotHighVolts)
        .isEqualTo(12);
  }

  @Test
  void a_lost_pilot_stops_every_car_within_three_seconds_IEC_T_15() {
    for (Car car : Cars.all()) {
      Hand hand = Hand.threePhase().charging(car, 16).seconds(40).raise("cp=short").seconds(3);
      assertThat(hand.signals.amperes).as(car.name()).containsOnly(0);
    }
  }
}
