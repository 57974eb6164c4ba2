package opencompact.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import opencompact.rtm.Drive;
import org.junit.jupiter.api.Test;

class ActuatorsTest {

  @Test
  void the_pin_travels_four_tenths_of_a_second_and_the_switch_tells_the_end() {
    Hand hand = Hand.threePhase().plug(Cars.SEDAN).lock(Drive.LockMotor.LOCK);
    assertThat(hand.bench.restless()).isTrue();
    hand.seconds(0.37);
    assertThat(hand.signals.lockedFeedback).isFalse();
    hand.seconds(0.02);
    assertThat(hand.signals.lockedFeedback).isTrue();
    hand.seconds(0.1);
    assertThat(hand.bench.restless()).isFalse();

    hand.lock(Drive.LockMotor.REST).seconds(10);
    assertThat(hand.signals.lockedFeedback).isTrue();
    hand.lock(Drive.LockMotor.UNLOCK).seconds(0.05);
    assertThat(hand.signals.lockedFeedback).isFalse();
    assertThat(hand.bench.plugOut()).contains("locked");
    hand.seconds(0.2);
    assertThat(hand.bench.plugOut()).isNull();
  }

  @Test
  void a_lock_can_jam_lie_or_be_slow_PRT_6() {
    Hand jammed = Hand.threePhase().plug(Cars.SEDAN).raise("lock=jammed");
    jammed.lock(Drive.LockMotor.LOCK).seconds(5);
    assertThat(jammed.signals.lockedFeedback).isFalse();
    assertThat(jammed.bench.plugOut()).isNull();

    Hand blind = Hand.threePhase().plug(Cars.SEDAN).raise("lock=feedback-lost");
    blind.lock(Drive.LockMotor.LOCK).seconds(5);
    assertThat(blind.signals.lockedFeedback).isFalse();
    assertThat(blind.bench.plugOut()).contains("locked");

    Hand liar = Hand.threePhase().plug(Cars.SEDAN).raise("lock=feedback-stuck");
    assertThat(liar.signals.lockedFeedback).isTrue();
    assertThat(liar.bench.plugOut()).isNull();

    Hand slow = Hand.threePhase().plug(Cars.SEDAN).raise("lock=sluggish");
    slow.lock(Drive.LockMotor.LOCK).seconds(2);
    assertThat(slow.signals.lockedFeedback).isFalse();
    slow.seconds(0.5);
    assertThat(slow.signals.lockedFeedback).isTrue();
  }

  @Test
  void a_plug_does_not_enter_a_locked_socket() {
    Hand hand = Hand.threePhase().lock(Drive.LockMotor.LOCK).seconds(1);

    assertThat(hand.bench.plugIn(Cars.SEDAN, 32)).contains("pin");
    assertThat(hand.measure().signals.proximityOhms).isInfinite();
  }

  @Test
  void a_welded_contact_stays_and_a_stuck_one_never_comes_CHG_5() {
    Hand hand = Hand.threePhase().plug(Cars.SEDAN).raise("contact.L2=welded");
    assertThat(hand.signals.lineLive).containsExactly(false, true, false);

    hand.raise("contact.L3=stuck").contactor(true).seconds(0.1);
    assertThat(hand.signals.lineLive).containsExactly(true, true, false);
    hand.contactor(false).seconds(0.1);
    assertThat(hand.signals.lineLive).containsExactly(false, true, false);

    hand.clear(Cause.CONTACT_L2).seconds(0.1);
    assertThat(hand.signals.lineLive).containsOnly(false);

    hand.raise("contact.N=welded");
    assertThat(hand.signals.neutralLive).isTrue();
  }

  @Test
  void a_single_phase_station_has_two_poles_MOD_2() {
    Hand hand = Hand.singlePhase().charging(Cars.SEDAN, 16).raise("contact.L3=welded");

    assertThat(hand.signals.lineLive).containsExactly(true, false, false);
    assertThat(hand.signals.amperes[0]).isGreaterThan(15);
    assertThat(hand.signals.amperes[1]).isZero();
    assertThat(hand.signals.supplyVolts[1]).isZero();
  }

  @Test
  void a_coil_released_before_the_contact_arrived_closes_nothing() {
    Hand hand = Hand.threePhase().contactor(true).seconds(0.01).contactor(false).seconds(1);

    assertThat(hand.signals.lineLive).containsOnly(false);
  }

  @Test
  void leakage_of_the_car_flows_only_through_closed_contacts_PRT_1() {
    Hand hand = Hand.threePhase().plug(Cars.SEDAN).raise("leakage.ac=35mA");
    assertThat(hand.signals.residualAcMilliamperes).isZero();

    hand.offer(16).seconds(3).contactor(true).seconds(0.03);
    assertThat(hand.signals.residualAcMilliamperes).isEqualTo(35.5);

    hand.contactor(false).seconds(0.03);
    assertThat(hand.signals.residualAcMilliamperes).isZero();
  }

  @Test
  void the_test_winding_shows_both_currents_after_50_ms_unless_the_sensor_is_dead_RCD_03() {
    Hand hand = Hand.threePhase();
    hand.drive.residualTest = true;
    hand.tell().seconds(0.049);
    assertThat(hand.signals.residualDcMilliamperes).isZero();
    hand.seconds(0.002);
    assertThat(hand.signals.residualDcMilliamperes).isGreaterThanOrEqualTo(6);
    assertThat(hand.signals.residualAcMilliamperes).isGreaterThanOrEqualTo(30);
    hand.raise("rcd.sensor=dead");
    assertThat(hand.signals.residualAcMilliamperes).isZero();
    hand.clear(Cause.RCD_SENSOR);
    hand.drive.residualTest = false;
    hand.tell();
    assertThat(hand.signals.residualDcMilliamperes).isZero();
  }
}
