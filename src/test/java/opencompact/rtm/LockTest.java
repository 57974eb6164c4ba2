package opencompact.rtm;

import static opencompact.rtm.Span.MILLISECOND;
import static opencompact.rtm.Span.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import opencompact.quantity.Moment;
import opencompact.rtm.Drive.LockMotor;
import org.junit.jupiter.api.Test;

/** The servo of the lock, attempt by attempt, at the nanosecond (LK-01 to LK-06). */
class LockTest {
  private static final long MS = MILLISECOND;
  private static final long T = 1000 * SECOND;

  private final Pace pace = new Pace();
  private final Lock lock = new Lock();
  private boolean hold;
  private boolean mayUnlock;
  private boolean feedback;
  private boolean plugged = true;

  private LockMotor at(long since) {
    pace.begin();
    lock.read(feedback, T + since, pace);
    lock.follow(hold, mayUnlock, feedback, plugged, T + since, pace);
    return lock.motor();
  }

  private long deadline() {
    return pace.deadline() - T;
  }

  private void hold() {
    hold = true;
    mayUnlock = false;
  }

  private void let() {
    hold = false;
    mayUnlock = true;
  }

  /** A pin that has stood in the plug for long. */
  private void lockedBefore() {
    hold();
    at(-20 * SECOND);
    feedback = true;
    at(-19 * SECOND);
    at(-18 * SECOND);
    assertThat(lock.lockedLong()).isTrue();
  }

  @Test
  void the_pin_is_driven_for_a_whole_second_and_has_then_stood_for_75_ms_LK_01() {
    hold();
    assertThat(at(0)).isEqualTo(LockMotor.LOCK);
    assertThat(deadline()).isEqualTo(SECOND);
    assertThat(pace.settled()).isFalse();
    feedback = true;
    assertThat(at(SECOND - 1)).isEqualTo(LockMotor.LOCK);
    assertThat(lock.lockedLong()).isFalse();
    assertThat(at(SECOND)).isEqualTo(LockMotor.REST);
    assertThat(lock.lockedLong()).as("driven in, but seen for 1 ns only").isFalse();
    at(SECOND + 75 * MS - 2);
    assertThat(lock.lockedLong()).isFalse();
    at(SECOND + 75 * MS - 1);
    assertThat(lock.lockedLong()).isTrue();
    assertThat(lock.lockFailed()).isFalse();
  }

  @Test
  void a_switch_that_is_stuck_proves_nothing_before_a_whole_drive_LK_01() {
    feedback = true;
    at(-10 * SECOND);
    hold();
    assertThat(at(0)).isEqualTo(LockMotor.LOCK);
    assertThat(at(SECOND - 1)).isEqualTo(LockMotor.LOCK);
    assertThat(lock.lockedLong()).isFalse();
    at(SECOND);
    assertThat(lock.lockedLong()).isTrue();
  }

  @Test
  void a_pin_in_place_needs_no_motor_and_waits_for_nothing_LK_01() {
    lockedBefore();
    assertThat(at(0)).isEqualTo(LockMotor.REST);
    assertThat(pace.deadline()).isEqualTo(Moment.NEVER);
    assertThat(pace.settled()).isTrue();
  }

  @Test
  void a_feedback_that_is_lost_must_be_won_by_a_drive_again_LK_01() {
    lockedBefore();
    feedback = false;
    assertThat(at(0)).isEqualTo(LockMotor.LOCK);
    assertThat(lock.lockedLong()).isFalse();
    feedback = true;
    at(500 * MS);
    assertThat(lock.lockedLong()).isFalse();
    at(SECOND);
    assertThat(lock.lockedLong()).isTrue();
  }

  @Test
  void three_drives_of_a_second_with_two_between_and_then_0x20_LK_03_PRT_6() {
    hold();
    for (int attempt = 0; attempt < 3; attempt++) {
      long begins = attempt * 3 * SECOND;
      assertThat(at(begins)).isEqualTo(LockMotor.LOCK);
      assertThat(deadline()).isEqualTo(begins + SECOND);
      assertThat(at(begins + SECOND - 1)).isEqualTo(LockMotor.LOCK);
      assertThat(lock.lockFailed()).isFalse();
      assertThat(at(begins + SECOND)).isEqualTo(LockMotor.REST);
      assertThat(pace.settled()).isTrue();
      assertThat(lock.lockFailed()).isEqualTo(attempt == 2);
      long next = attempt == 2 ? 30 : 2;
      assertThat(deadline()).isEqualTo(begins + SECOND + next * SECOND);
      assertThat(at(begins + SECOND + next * SECOND - 1)).isEqualTo(LockMotor.REST);
    }
    assertThat(at(37 * SECOND)).as("one more attempt after 30 s").isEqualTo(LockMotor.LOCK);
    assertThat(at(38 * SECOND)).isEqualTo(LockMotor.REST);
    assertThat(deadline()).as("and again 30 s").isEqualTo(68 * SECOND);
    assertThat(lock.unlockFailed()).isFalse();
    assertThat(lock.unlockFailing()).isFalse();
  }

  @Test
  void a_retry_that_succeeds_ends_0x20_once_it_has_lasted_75_ms_LK_03() {
    hold();
    for (int second = 0; second <= 7; second++) {
      at(second * SECOND);
    }
    assertThat(lock.lockFailed()).isTrue();
    at(37 * SECOND);
    feedback = true;
    at(38 * SECOND);
    assertThat(lock.lockFailed()).as("it may bounce yet").isTrue();
    at(38 * SECOND + 75 * MS - 1);
    assertThat(lock.lockFailed()).isTrue();
    at(38 * SECOND + 75 * MS);
    assertThat(lock.lockFailed()).isFalse();
  }

  @Test
  void the_attempts_of_one_movement_are_not_counted_for_the_next_LK_03() {
    hold();
    at(0);
    at(SECOND);
    at(3 * SECOND);
    feedback = true;
    at(4 * SECOND);
    at(5 * SECOND);
    feedback = false;
    at(10 * SECOND);
    at(11 * SECOND);
    assertThat(lock.lockFailed()).as("the first attempt of a new movement").isFalse();
    at(13 * SECOND);
    at(14 * SECOND);
    assertThat(lock.lockFailed()).isFalse();
    at(16 * SECOND);
    at(17 * SECOND);
    assertThat(lock.lockFailed()).isTrue();
  }

  @Test
  void three_drives_out_and_then_0x40_LK_03_PRT_6() {
    lockedBefore();
    let();
    for (int attempt = 0; attempt < 3; attempt++) {
      long begins = attempt * 3 * SECOND;
      assertThat(at(begins)).isEqualTo(LockMotor.UNLOCK);
      assertThat(lock.unlockFailing()).isEqualTo(attempt > 0);
      assertThat(at(begins + SECOND)).isEqualTo(LockMotor.REST);
      assertThat(lock.unlockFailing()).isTrue();
      assertThat(lock.unlockFailed()).isEqualTo(attempt == 2);
    }
    assertThat(lock.lockFailed()).isFalse();
    assertThat(at(37 * SECOND)).isEqualTo(LockMotor.UNLOCK);
    feedback = false;
    at(38 * SECOND);
    assertThat(lock.unlockFailed()).isFalse();
    assertThat(lock.unlockFailing()).isFalse();
  }

  @Test
  void the_pin_is_withdrawn_for_a_whole_second_although_the_switch_opens_sooner_LK_03() {
    lockedBefore();
    let();
    at(0);
    feedback = false;
    assertThat(at(100 * MS)).isEqualTo(LockMotor.UNLOCK);
    assertThat(at(SECOND - 1)).isEqualTo(LockMotor.UNLOCK);
    assertThat(at(SECOND)).isEqualTo(LockMotor.REST);
    assertThat(lock.unlockFailing()).isFalse();
    assertThat(pace.deadline()).isEqualTo(Moment.NEVER);
  }

  @Test
  void nothing_is_withdrawn_unless_every_pole_is_proven_open_LK_02() {
    lockedBefore();
    hold = false;
    assertThat(at(0)).isEqualTo(LockMotor.REST);
    assertThat(pace.deadline()).isEqualTo(Moment.NEVER);
    mayUnlock = true;
    assertThat(at(SECOND)).isEqualTo(LockMotor.UNLOCK);
    mayUnlock = false;
    assertThat(at(SECOND + 500 * MS)).as("stops in the middle").isEqualTo(LockMotor.REST);
    mayUnlock = true;
    assertThat(at(2 * SECOND)).as("and begins anew").isEqualTo(LockMotor.UNLOCK);
    assertThat(deadline()).isEqualTo(3 * SECOND);
  }

  @Test
  void a_withdrawal_that_was_stopped_after_the_switch_opened_rests_LK_02() {
    lockedBefore();
    let();
    at(0);
    feedback = false;
    mayUnlock = false;
    assertThat(at(500 * MS)).isEqualTo(LockMotor.REST);
  }

  @Test
  void without_a_plug_there_is_nothing_to_hold_LK_01() {
    hold();
    plugged = false;
    assertThat(at(0)).isEqualTo(LockMotor.REST);
    assertThat(pace.deadline()).isEqualTo(Moment.NEVER);
    plugged = true;
    assertThat(at(SECOND)).isEqualTo(LockMotor.LOCK);
  }

  private void failToLock() {
    hold();
    for (int second = 0; second <= 7; second++) {
      at(second * SECOND);
    }
    assertThat(lock.lockFailed()).isTrue();
  }

  private void failToUnlock() {
    lockedBefore();
    let();
    for (int second = 0; second <= 7; second++) {
      at(second * SECOND);
    }
    assertThat(lock.unlockFailed()).isTrue();
  }

  @Test
  void the_plug_that_could_not_be_locked_takes_its_fault_along_LK_03() {
    failToLock();
    plugged = false;
    at(8 * SECOND);
    assertThat(lock.lockFailed()).as("it shall be held still").isTrue();
    let();
    plugged = true;
    at(9 * SECOND);
    assertThat(lock.lockFailed()).as("it is there still").isTrue();
    plugged = false;
    at(10 * SECOND);
    assertThat(lock.lockFailed()).isFalse();
  }

  @Test
  void a_lock_lost_during_a_charge_is_0x20_until_the_pin_is_driven_in_LK_03() {
    lockedBefore();
    feedback = false;
    lock.lost();
    at(0);
    assertThat(lock.lockFailed()).isTrue();
    feedback = true;
    at(SECOND);
    at(SECOND + 75 * MS);
    assertThat(lock.lockFailed()).isFalse();
  }

  @Test
  void faults_cleared_by_hand_give_three_new_attempts_LK_03() {
    failToLock();
    lock.cleared();
    assertThat(lock.lockFailed()).isFalse();
    assertThat(at(8 * SECOND)).as("at once").isEqualTo(LockMotor.LOCK);
    at(9 * SECOND);
    at(11 * SECOND);
    at(12 * SECOND);
    assertThat(lock.lockFailed()).as("after two").isFalse();
    at(14 * SECOND);
    at(15 * SECOND);
    assertThat(lock.lockFailed()).as("after three").isTrue();
  }

  @Test
  void an_unlocking_that_failed_is_cleared_by_hand_too_LK_03() {
    failToUnlock();
    lock.cleared();
    assertThat(lock.unlockFailed()).isFalse();
    assertThat(at(8 * SECOND)).isEqualTo(LockMotor.UNLOCK);
  }

  @Test
  void a_lock_that_is_not_used_rests_and_has_no_faults_LK_05() {
    failToLock();
    at(37 * SECOND);
    assertThat(lock.motor()).isEqualTo(LockMotor.LOCK);
    lock.rest();
    assertThat(lock.motor()).isEqualTo(LockMotor.REST);
    assertThat(lock.lockFailed()).isFalse();
    assertThat(at(38 * SECOND)).as("used again").isEqualTo(LockMotor.LOCK);
    assertThat(deadline()).isEqualTo(39 * SECOND);
  }

  @Test
  void a_lock_that_is_not_used_forgets_that_it_would_not_open_LK_05() {
    failToUnlock();
    lock.rest();
    assertThat(lock.unlockFailed()).isFalse();
    assertThat(lock.unlockFailing()).isFalse();
  }

  @Test
  void a_lock_put_to_use_again_must_be_driven_in_anew_LK_05() {
    lockedBefore();
    lock.rest();
    assertThat(lock.lockedLong()).isFalse();
    assertThat(at(0)).isEqualTo(LockMotor.LOCK);
  }

  @Test
  void a_wish_to_unlock_withdraws_the_pin_whatever_the_switch_says_LK_06() {
    let();
    assertThat(at(0)).isEqualTo(LockMotor.REST);
    lock.release();
    assertThat(at(SECOND)).isEqualTo(LockMotor.UNLOCK);
    assertThat(at(2 * SECOND - 1)).isEqualTo(LockMotor.UNLOCK);
    assertThat(at(2 * SECOND)).isEqualTo(LockMotor.REST);
    assertThat(at(10 * SECOND)).as("once").isEqualTo(LockMotor.REST);
    assertThat(lock.unlockFailing()).isFalse();
  }

  @Test
  void a_wish_to_unlock_a_held_plug_withdraws_the_pin_even_if_the_switch_says_it_is_out_LK_06() {
    lockedBefore();
    feedback = false;
    lock.release();
    let();
    assertThat(at(0)).isEqualTo(LockMotor.UNLOCK);
    assertThat(at(SECOND - 1)).isEqualTo(LockMotor.UNLOCK);
    assertThat(at(SECOND)).isEqualTo(LockMotor.REST);
  }

  @Test
  void a_wish_to_unlock_waits_until_every_pole_is_proven_open_LK_02_LK_06() {
    hold = false;
    mayUnlock = false;
    lock.release();
    assertThat(at(0)).isEqualTo(LockMotor.REST);
    mayUnlock = true;
    assertThat(at(SECOND)).isEqualTo(LockMotor.UNLOCK);
  }

  @Test
  void a_wish_to_unlock_gives_a_jammed_pin_three_attempts_at_once_LK_03_LK_06() {
    failToUnlock();
    lock.release();
    assertThat(at(8 * SECOND)).isEqualTo(LockMotor.UNLOCK);
    at(9 * SECOND);
    assertThat(deadline()).as("two seconds between, as in the beginning").isEqualTo(11 * SECOND);
  }

  @Test
  void a_wish_to_unlock_is_over_when_the_plug_is_to_be_held_again_LK_06() {
    hold = false;
    mayUnlock = false;
    lock.release();
    at(0);
    hold();
    at(SECOND);
    plugged = false;
    at(SECOND + 1);
    let();
    assertThat(at(2 * SECOND)).as("a pin that is out stays out").isEqualTo(LockMotor.REST);
  }

  @Test
  void a_plug_to_be_held_is_driven_for_at_once_whatever_waits_LK_01() {
    failToUnlock();
    hold();
    assertThat(at(8 * SECOND)).isEqualTo(LockMotor.LOCK);
  }
}
