package opencompact.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import opencompact.rtm.Drive;
import org.junit.jupiter.api.Test;

class BenchTest {

  @Test
  void an_empty_socket_shows_state_A_and_no_cable() {
    Hand hand = Hand.threePhase();

    assertThat(hand.signals.pilotHighVolts).isEqualTo(12);
    assertThat(hand.signals.proximityOhms).isInfinite();
    assertThat(hand.signals.supplyVolts)
        .containsExactly(new double[] {230, 230, 230}, within(1e-9));
    assertThat(hand.signals.lineToEarthVolts[0]).isCloseTo(230, within(1e-9));
    assertThat(hand.signals.neutralToEarthVolts).isCloseTo(0, within(1e-9));
    assertThat(hand.bench.restless()).isFalse();
    assertThat(hand.bench.nextChange()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void a_car_charges_when_offered_and_switched_and_the_register_counts_CHG_1() {
    Hand hand = Hand.threePhase().plug(Cars.SEDAN);
    assertThat(hand.signals.pilotHighVolts).isCloseTo(8.98, within(0.005));
    assertThat(hand.signals.pilotLowVolts).isEqualTo(hand.signals.pilotHighVolts);
    assertThat(hand.signals.proximityOhms).isEqualTo(220);

    hand.offer(16);
    assertThat(hand.signals.pilotLowVolts).isEqualTo(-12);
    hand.seconds(1.99);
    assertThat(hand.signals.pilotHighVolts).isGreaterThan(8);
    hand.seconds(0.02);
    assertThat(hand.signals.pilotHighVolts).isCloseTo(6.0, within(0.006));

    hand.contactor(true).seconds(0.019);
    assertThat(hand.signals.lineLive).containsOnly(false);
    hand.seconds(0.002);
    assertThat(hand.signals.lineLive).containsOnly(true);
    assertThat(hand.signals.neutralLive).isTrue();
    assertThat(hand.signals.amperes[0]).isZero();

    hand.seconds(30);
    assertThat(hand.signals.amperes).containsExactly(new double[] {15.7, 15.7, 15.7}, within(0.01));
    // Balanced, so nothing returns through the neutral: one leg of 0.24 ohm.
    assertThat(hand.signals.supplyVolts[0]).isCloseTo(230 - 15.7 * 0.24, within(0.01));
    double before = hand.importedWh();
    double watts = hand.signals.watts[0] * 3;
    hand.seconds(3600);
    assertThat(hand.importedWh() - before).isCloseTo(watts, within(watts * 0.0001));
  }

  @Test
  void the_end_of_the_offer_brings_the_current_down_and_opens_S2_within_three_seconds_IEC_T_10() {
    Hand hand = Hand.threePhase().charging(Cars.named("fast-3p32"), 32).noOffer();

    hand.seconds(2.99);

    assertThat(hand.signals.amperes).containsOnly(0);
    assertThat(hand.signals.pilotHighVolts).isGreaterThan(8);
  }

  @Test
  void a_kona_goes_on_until_the_contacts_open_IEC_T_11() {
    Hand hand = Hand.threePhase().charging(Cars.named("kona"), 16).noOffer().seconds(20);
    assertThat(hand.signals.amperes[0]).isGreaterThan(15);

    hand.contactor(false).seconds(0.021);
    assertThat(hand.signals.amperes[0]).isZero();
    assertThat(hand.signals.pilotHighVolts).isLessThan(7);
    hand.seconds(3);
    assertThat(hand.signals.pilotHighVolts).isGreaterThan(8);
  }

  @Test
  void a_new_duty_is_followed_within_five_seconds_IEC_T_07() {
    Hand hand = Hand.threePhase().charging(Cars.SEDAN, 16).offer(10).seconds(5);

    assertThat(hand.signals.amperes[0]).isCloseTo(9.7, within(0.01));
  }

  @Test
  void a_locked_plug_cannot_be_pulled_from_the_socket_but_from_the_car_CHG_6() {
    Hand hand = Hand.threePhase().plug(Cars.SEDAN).lock(Drive.LockMotor.LOCK).seconds(0.5);
    assertThat(hand.signals.lockedFeedback).isTrue();

    assertThat(hand.bench.plugOut()).contains("locked");
    assertThat(hand.bench.unplugAtStation()).contains("locked");
    assertThat(hand.measure().signals.pilotHighVolts).isLessThan(10);

    assertThat(hand.bench.unplugAtCar()).isNull();
    assertThat(hand.measure().signals.pilotHighVolts).isEqualTo(12);
    assertThat(hand.signals.proximityOhms).isEqualTo(220);
    assertThat(hand.bench.unplugAtCar()).isEqualTo("no car is plugged in");

    hand.lock(Drive.LockMotor.UNLOCK).seconds(0.5);
    assertThat(hand.bench.plugOut()).isNull();
    assertThat(hand.measure().signals.proximityOhms).isInfinite();
  }

  @Test
  void pulling_the_plug_at_the_car_under_load_ends_the_current_at_once_IEC_T_03() {
    Hand hand = Hand.threePhase().charging(Cars.SEDAN, 16);

    assertThat(hand.bench.unplugAtCar()).isNull();

    hand.measure();
    assertThat(hand.signals.amperes).containsOnly(0);
    assertThat(hand.signals.pilotHighVolts).isEqualTo(12);
    assertThat(hand.signals.lineLive).containsOnly(true);
  }

  @Test
  void a_tethered_station_has_a_fixed_cable_and_no_lock_MOD_1() {
    Hand hand = new Hand(false, 3).plug(Cars.SEDAN).lock(Drive.LockMotor.LOCK).seconds(1);

    assertThat(hand.signals.lockedFeedback).isFalse();
    assertThat(hand.signals.proximityOhms).isInfinite();
    assertThat(hand.bench.unplugAtStation()).contains("fixed");
    assertThat(hand.bench.plugOut()).isNull();
    assertThat(hand.bench.insertCable(32)).contains("fixed");
  }

  @Test
  void a_car_that_keeps_its_plug_gives_it_back_when_the_driver_stops_the_charge() {
    Hand hand = Hand.threePhase().charging(Cars.named("keeper"), 16);
    assertThat(hand.bench.unplugAtCar()).contains("stop the charge at the car first");

    assertThat(hand.bench.stopAtCar()).isNull();
    hand.seconds(4);
    assertThat(hand.signals.pilotHighVolts).isGreaterThan(8);
    assertThat(hand.bench.unplugAtCar()).isNull();
  }

  @Test
  void what_makes_no_sense_is_refused_and_changes_nothing() {
    Hand hand = Hand.threePhase();
    assertThat(hand.bench.plugIn(Cars.SEDAN, 16)).contains("13, 20, 32 or 63 A");
    assertThat(hand.view().car()).isNull();
    assertThat(hand.bench.plugOut()).isEqualTo("no plug is in the socket");
    hand.plug(Cars.SEDAN);
    assertThat(hand.bench.plugIn(Cars.SEDAN, 32)).contains("plugged in already: sedan-3p16");
    hand.seconds(1);
    assertThatThrownBy(() -> hand.bench.advance(1)).hasMessageContaining("cannot go back");
    assertThatThrownBy(() -> Cars.named("batmobile"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no car is called \"batmobile\"; there are sedan-3p16, compact-1p16");
    assertThatThrownBy(() -> new Hand(true, 2)).hasMessageContaining("1 or 3 phases");
  }

  @Test
  void an_overcurrent_of_45_A_trips_the_hardware_within_100_ms_OC_04() {
    Hand hand = Hand.threePhase().charging(Cars.named("fast-3p32"), 32).raise("car.current=45A");
    double[] worst = {0};
    hand.stepping(
        5, 1_000_000, step -> worst[0] += hand.signals.amperes[0] > 38.4 ? step * 1e-9 : 0);

    assertThat(worst[0]).isBetween(0.05, 0.1);
    assertThat(hand.signals.hardwareTrip).isTrue();
    assertThat(hand.signals.lineLive).containsOnly(false);

    hand.contactor(false);
    assertThat(hand.signals.hardwareTrip).isFalse();
  }

  @Test
  void a_voltage_beyond_300_or_below_115_V_trips_the_hardware_PRT_12() {
    for (String upset : new String[] {"supply.L2=310V", "supply.L1=110V", "supply.L3=off"}) {
      Hand hand = Hand.threePhase().charging(Cars.SEDAN, 16).raise(upset).seconds(0.1);

      assertThat(hand.signals.hardwareTrip).as(upset).isTrue();
      assertThat(hand.signals.lineLive).as(upset).containsOnly(false);
    }
  }

  @Test
  void the_register_outlives_a_power_cut_and_the_bench_itself_MOD_5() {
    Hand hand = Hand.threePhase().charging(Cars.SEDAN, 16).seconds(600);
    double before = hand.importedWh();
    assertThat(before).isGreaterThan(1500);

    hand.bench.cutPower();
    hand.measure();
    assertThat(hand.signals.amperes).containsOnly(0);
    assertThat(hand.signals.supplyVolts).containsOnly(0);
    hand.seconds(60);
    assertThat(hand.signals.lineLive).containsOnly(false);
    hand.bench.restorePower();
    assertThat(hand.measure().importedWh()).isEqualTo(before);

    Bench again = new Bench(true, 3, hand.memory, new SplittableRandom(1));
    again.measure(hand.signals);
    assertThat(hand.importedWh()).isEqualTo(before);
  }

  @Test
  void without_power_the_pin_goes_back_or_stays_as_configured_LK_04() {
    for (boolean releases : new boolean[] {true, false}) {
      Hand hand = Hand.threePhase().plug(Cars.SEDAN).lock(Drive.LockMotor.LOCK).seconds(1);
      hand.drive.unlocksWithoutPower = releases;
      hand.lock(Drive.LockMotor.REST);

      hand.bench.cutPower();

      assertThat(hand.bench.plugOut() == null).isEqualTo(releases);
    }
  }
}
