package opencompact.rtm;

import static opencompact.rtm.Span.MILLISECOND;
import static opencompact.rtm.Span.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import opencompact.catalogue.Fault;
import opencompact.quantity.Moment;
import org.junit.jupiter.api.Test;

/** The register of faults by itself: what it keeps, and to the nanosecond when a fault ends. */
class FaultRegisterTest {
  private static final long HOUR = 3600 * SECOND;
  private static final long DAY = 24 * HOUR;

  private final Faults faults = new Faults();
  private final Evidence evidence = new Evidence();
  private final Pace pace = new Pace();
  private boolean plugged = true;

  private boolean closed;

  /** One step in which nothing is wrong. */
  private void quiet(long now) {
    faults.begin(closed, closed, now);
    settle(now);
  }

  /** One step in which this trips. */
  private void trip(Fault fault, long now) {
    faults.begin(closed, closed, now);
    faults.judge(fault, true, evidence.plain(), now);
    settle(now);
  }

  private void settle(long now) {
    pace.begin();
    faults.settle(plugged, now, pace);
  }

  /** A fault that comes, and whose cause goes, at this moment; it ends when calm has lasted. */
  private void passing(Fault fault, long now) {
    trip(fault, now);
    quiet(now);
  }

  private void recoveredAfter(long from, long seconds) {
    long end = from + seconds * SECOND;
    quiet(end - 1);
    assertThat(faults.has(Fault.OVERVOLTAGE)).as("a nanosecond before " + seconds + " s").isTrue();
    quiet(end);
    assertThat(faults.has(Fault.OVERVOLTAGE)).as("after " + seconds + " s").isFalse();
  }

  private RtmReport.FaultRecord record() {
    return faults.records().getFirst();
  }

  @Test
  void a_recovery_comes_after_30_then_60_then_300_s_to_the_nanosecond_FLT_01() {
    passing(Fault.OVERVOLTAGE, 0);
    assertThat(pace.deadline()).isEqualTo(30 * SECOND);
    recoveredAfter(0, 30);
    passing(Fault.OVERVOLTAGE, 100 * SECOND);
    recoveredAfter(100 * SECOND, 60);
    passing(Fault.OVERVOLTAGE, 200 * SECOND);
    recoveredAfter(200 * SECOND, 300);
    passing(Fault.OVERVOLTAGE, 600 * SECOND);
    recoveredAfter(600 * SECOND, 300);
  }

  @Test
  void a_cause_that_returns_begins_the_calm_anew_even_of_another_fault_FLT_01() {
    passing(Fault.OVERVOLTAGE, 0);
    faults.begin(false, false, 29 * SECOND);
    faults.judge(Fault.UNDERVOLTAGE, false, true, evidence.plain(), 29 * SECOND);
    settle(29 * SECOND);
    assertThat(faults.has(Fault.UNDERVOLTAGE)).as("a cause alone is no fault").isFalse();
    quiet(29 * SECOND);
    recoveredAfter(29 * SECOND, 30);
  }

  @Test
  void a_cause_that_is_not_of_a_recovering_fault_does_not_disturb_the_calm_FLT_01() {
    passing(Fault.OVERVOLTAGE, 0);
    trip(Fault.TAMPER, 15 * SECOND);
    recoveredAfter(0, 30);
  }

  @Test
  void a_recovery_counts_for_less_than_an_hour_FLT_01() {
    passing(Fault.OVERVOLTAGE, 0);
    recoveredAfter(0, 30);
    long first = 30 * SECOND;
    passing(Fault.OVERVOLTAGE, first + HOUR - 30 * SECOND);
    quiet(first + HOUR - 1);
    assertThat(faults.has(Fault.OVERVOLTAGE)).as("the second within the hour").isTrue();
    quiet(first + HOUR);
    assertThat(faults.has(Fault.OVERVOLTAGE)).as("an hour after the first").isFalse();
  }

  private void recoverySixTimes(long lastAt) {
    for (int round = 0; round < 5; round++) {
      passing(Fault.OVERVOLTAGE, round * 2 * HOUR);
      recoveredAfter(round * 2 * HOUR, 30);
    }
    passing(Fault.OVERVOLTAGE, lastAt - 30 * SECOND);
    recoveredAfter(lastAt - 30 * SECOND, 30);
  }

  @Test
  void the_sixth_recovery_within_a_day_is_the_last_until_somebody_clears_FLT_01() {
    recoverySixTimes(30 * SECOND + DAY - 1);
    passing(Fault.OVERVOLTAGE, 2 * DAY);
    assertThat(faults.word()).as("no flag").isEqualTo(Fault.OVERVOLTAGE.bit());
    quiet(10 * DAY);
    assertThat(faults.has(Fault.OVERVOLTAGE)).isTrue();
    faults.begin(false, false, 10 * DAY);
    faults.clear(false, plugged);
    settle(10 * DAY);
    recoveredAfter(10 * DAY, 30);
  }

  @Test
  void the_sixth_recovery_a_whole_day_after_the_first_is_not_the_last_FLT_01() {
    recoverySixTimes(30 * SECOND + DAY);
    passing(Fault.OVERVOLTAGE, 2 * DAY);
    assertThat(faults.word()).isEqualTo(Fault.OVERVOLTAGE.bit() | Fault.AUTO_RECOVERY.bit());
    recoveredAfter(2 * DAY, 30);
  }

  @Test
  void clearing_by_hand_forgets_the_ladder_only_when_the_day_is_used_up_FLT_01() {
    passing(Fault.OVERVOLTAGE, 0);
    recoveredAfter(0, 30);
    faults.clear(false, plugged);
    passing(Fault.OVERVOLTAGE, 100 * SECOND);
    recoveredAfter(100 * SECOND, 60);
  }

  @Test
  void the_flag_of_recovery_is_told_only_where_all_that_stops_ends_by_itself_PRT_13() {
    trip(Fault.TAMPER, 0);
    assertThat(faults.has(Fault.TAMPER)).isTrue();
    assertThat(faults.word()).as("nothing recovers").isEqualTo(Fault.TAMPER.bit());
    trip(Fault.OVERVOLTAGE, 1);
    assertThat(Fault.AUTO_RECOVERY.isIn(faults.word())).as("beside a warning").isTrue();
    faults.begin(false, false, 2);
    faults.follow(Fault.MISSING_HOST, true, evidence.plain(), 2);
    assertThat(Fault.AUTO_RECOVERY.isIn(faults.word())).as("beside a silent host").isTrue();
    trip(Fault.RCD, 3);
    assertThat(Fault.AUTO_RECOVERY.isIn(faults.word())).as("beside a leak").isFalse();
    faults.begin(false, false, 4);
    faults.clear(false, plugged);
    assertThat(faults.has(Fault.RCD)).isFalse();
    assertThat(Fault.AUTO_RECOVERY.isIn(faults.word())).as("the leak is cleared").isTrue();
  }

  @Test
  void a_silent_host_alone_is_not_told_to_recover_after_a_calm_PRT_13() {
    faults.begin(false, false, 0);
    faults.follow(Fault.MISSING_HOST, true, evidence.plain(), 0);
    assertThat(faults.word()).isEqualTo(Fault.MISSING_HOST.bit());
    faults.begin(false, false, 1);
    faults.follow(Fault.MISSING_HOST, false, evidence.plain(), 1);
    assertThat(faults.word()).isZero();
  }

  @Test
  void a_latched_undervoltage_waits_for_the_plug_and_then_for_its_calm_VOL_05() {
    passing(Fault.UNDERVOLTAGE, 0);
    faults.latch(Fault.UNDERVOLTAGE);
    assertThat(faults.word()).as("no flag").isEqualTo(Fault.UNDERVOLTAGE.bit());
    quiet(HOUR);
    assertThat(faults.has(Fault.UNDERVOLTAGE)).isTrue();
    trip(Fault.OVERVOLTAGE, HOUR);
    assertThat(Fault.AUTO_RECOVERY.isIn(faults.word())).as("the other one stays").isFalse();
    quiet(HOUR);
    recoveredAfter(HOUR, 30);
    assertThat(faults.has(Fault.UNDERVOLTAGE)).isTrue();
    plugged = false;
    long unplugged = HOUR + 40 * SECOND;
    quiet(unplugged);
    assertThat(faults.has(Fault.UNDERVOLTAGE)).isTrue();
    quiet(unplugged + 60 * SECOND - 1);
    assertThat(faults.has(Fault.UNDERVOLTAGE)).as("the second calm is 60 s").isTrue();
    quiet(unplugged + 60 * SECOND);
    assertThat(faults.has(Fault.UNDERVOLTAGE)).isFalse();
  }

  @Test
  void the_calm_of_a_fault_begins_anew_after_the_recovery_of_another_VOL_05() {
    trip(Fault.UNDERVOLTAGE, 0);
    passing(Fault.OVERVOLTAGE, 0);
    faults.latch(Fault.UNDERVOLTAGE);
    recoveredAfter(0, 30);
    plugged = false;
    quiet(30 * SECOND + 1);
    quiet(80 * SECOND);
    assertThat(faults.has(Fault.UNDERVOLTAGE)).isTrue();
  }

  @Test
  void a_person_who_clears_ends_the_latch_but_not_a_misconnection_VOL_05_PRT_19() {
    passing(Fault.UNDERVOLTAGE, 0);
    passing(Fault.PHASES, 0);
    faults.latch(Fault.UNDERVOLTAGE);
    faults.latchForGood(Fault.PHASES);
    quiet(HOUR);
    assertThat(faults.has(Fault.UNDERVOLTAGE)).isTrue();
    faults.clear(false, plugged);
    quiet(HOUR + 1);
    quiet(HOUR + 1 + 30 * SECOND);
    assertThat(faults.has(Fault.UNDERVOLTAGE)).isFalse();
    plugged = false;
    quiet(2 * HOUR);
    quiet(3 * HOUR);
    assertThat(faults.word()).as("until it is switched off").isEqualTo(Fault.PHASES.bit());
  }

  @Test
  void a_fault_is_cleared_only_when_its_cause_has_gone_and_somebody_may_PRT_1() {
    trip(Fault.OVERCURRENT, 0);
    faults.clear(false, plugged);
    assertThat(faults.has(Fault.OVERCURRENT)).as("its cause stands").isTrue();
    trip(Fault.LINE_STUCK_CLOSED, 1);
    quiet(2);
    faults.clear(false, plugged);
    assertThat(faults.word()).as("not by hand").isEqualTo(Fault.LINE_STUCK_CLOSED.bit());
  }

  @Test
  void residual_current_is_cleared_from_afar_only_without_a_plug_FLT_02() {
    trip(Fault.RCD, 0);
    trip(Fault.RCD_DC, 0);
    trip(Fault.OVERCURRENT, 0);
    quiet(1);
    faults.clear(true, true);
    assertThat(faults.word()).isEqualTo(Fault.word(Fault.RCD, Fault.RCD_DC));
    faults.clear(true, false);
    assertThat(faults.word()).isZero();
    trip(Fault.RCD, 2);
    quiet(3);
    faults.clear(false, true);
    assertThat(faults.word()).as("by hand at the station").isZero();
  }

  @Test
  void unplugging_ends_what_it_may_once_the_cause_has_gone_PRT_3() {
    trip(Fault.OVERCURRENT, 0);
    trip(Fault.RCD, 0);
    plugged = false;
    trip(Fault.OVERCURRENT, 1);
    assertThat(faults.has(Fault.OVERCURRENT)).as("its cause stands").isTrue();
    quiet(2);
    assertThat(faults.word()).isEqualTo(Fault.RCD.bit());
  }

  @Test
  void unplugging_does_not_end_what_came_without_a_plug_FLT_02() {
    trip(Fault.OVERCURRENT, 0);
    quiet(1);
    faults.clear(false, plugged);
    quiet(2);
    plugged = false;
    quiet(3);
    passing(Fault.OVERCURRENT, 4);
    assertThat(faults.has(Fault.OVERCURRENT)).as("it has not seen this plug").isTrue();
    plugged = true;
    quiet(5);
    plugged = false;
    quiet(6);
    assertThat(faults.has(Fault.OVERCURRENT)).isFalse();
  }

  @Test
  void a_record_keeps_what_was_found_first_and_every_place_DIA_2() {
    faults.begin(false, false, 5 * SECOND);
    evidence.of(199, 207).at(Places.line(1)).since(2 * SECOND);
    faults.judge(Fault.UNDERVOLTAGE, true, evidence, 5 * SECOND);
    faults.begin(false, false, 6 * SECOND);
    evidence.of(180, 115).at(Places.line(2)).since(6 * SECOND);
    faults.judge(Fault.UNDERVOLTAGE, true, evidence, 6 * SECOND);
    assertThat(faults.records()).hasSize(1);
    assertThat(record().measured()).isEqualTo(199);
    assertThat(record().threshold()).isEqualTo(207);
    assertThat(record().where()).isEqualTo("L2 and L3");
    assertThat(record().sinceNanos()).isEqualTo(5 * SECOND);
    assertThat(record().detection()).isEqualTo(Duration.ofSeconds(3));
    assertThat(record().opening()).as("they were open").isNull();
    assertThat(record().sentence()).startsWith("L2 and L3 stood at 199.0 V");
  }

  @Test
  void a_failed_self_test_cannot_be_cleared_in_the_step_in_which_it_failed_RCD_03() {
    faults.begin(false, false, 0);
    faults.judge(Fault.RCD, true, false, evidence.plain(), 0);
    faults.clear(false, plugged);
    assertThat(faults.has(Fault.RCD)).isTrue();
    faults.begin(false, false, 1);
    faults.judge(Fault.RCD, false, false, evidence.plain(), 1);
    faults.clear(false, plugged);
    assertThat(faults.has(Fault.RCD)).isFalse();
  }

  @Test
  void a_cause_that_has_just_come_was_detected_at_once_DIA_2() {
    faults.begin(false, false, 5 * SECOND);
    faults.judge(Fault.TAMPER, true, evidence.plain().since(Moment.NEVER), 5 * SECOND);
    assertThat(record().detection()).isZero();
  }

  @Test
  void the_time_to_open_is_from_the_trip_until_every_pole_is_measured_open_CT_03() {
    closed = true;
    trip(Fault.RCD, 0);
    trip(Fault.NEUTRAL, 5 * MILLISECOND);
    trip(Fault.TAMPER, 6 * MILLISECOND);
    assertThat(record().opening()).as("still closed").isNull();
    faults.begin(false, true, 10 * MILLISECOND);
    assertThat(record().opening()).as("told to open, measured closed").isNull();
    faults.begin(false, false, 30 * MILLISECOND);
    assertThat(record().opening()).isEqualTo(Duration.ofMillis(30));
    assertThat(faults.records().get(1).opening()).isEqualTo(Duration.ofMillis(25));
    assertThat(faults.records().get(2).opening()).as("a warning opens nothing").isNull();
    faults.begin(false, false, 90 * MILLISECOND);
    assertThat(record().opening()).as("once").isEqualTo(Duration.ofMillis(30));
  }

  @Test
  void contacts_closed_by_command_or_by_measurement_are_both_to_be_opened_CT_03() {
    faults.begin(true, false, 0);
    faults.judge(Fault.RCD, true, evidence.plain(), 0);
    faults.begin(true, false, 10 * MILLISECOND);
    assertThat(record().opening()).isEqualTo(Duration.ofMillis(10));

    Faults welded = new Faults();
    welded.begin(false, true, 0);
    welded.judge(Fault.RCD, true, evidence.plain(), 0);
    welded.begin(false, false, 20 * MILLISECOND);
    assertThat(welded.records().getFirst().opening()).isEqualTo(Duration.ofMillis(20));
  }

  @Test
  void only_a_fault_that_endangers_leaves_no_time_to_the_car_CT_03() {
    trip(Fault.TAMPER, 0);
    assertThat(faults.stopping()).isFalse();
    assertThat(faults.emergency()).isFalse();
    trip(Fault.TEMPERATURE, 0);
    assertThat(faults.stopping()).isTrue();
    assertThat(faults.emergency()).as("in order").isFalse();
    trip(Fault.OVERCURRENT, 0);
    assertThat(faults.emergency()).as("at once").isTrue();
  }

  @Test
  void a_restart_takes_over_the_residual_fault_with_what_was_measured_FLT_02() {
    faults.begin(true, true, 5 * SECOND);
    evidence.of(42, 30).at(Places.line(0)).since(4 * SECOND).as(Finding.TEST_NOT_ENDED);
    faults.judge(Fault.RCD, true, evidence, 5 * SECOND);
    faults.judge(Fault.RCD_DC, true, evidence, 5 * SECOND);
    faults.judge(Fault.OVERCURRENT, true, evidence.of(20, 17), 5 * SECOND);
    Faults next = new Faults();
    next.inherit(faults, true);
    assertThat(next.word()).isEqualTo(Fault.word(Fault.RCD, Fault.RCD_DC));
    RtmReport.FaultRecord kept = next.records().getFirst();
    assertThat(kept.measured()).isEqualTo(42);
    assertThat(kept.threshold()).isEqualTo(30);
    assertThat(kept.where()).isEqualTo("L1");
    assertThat(kept.sinceNanos()).as("its clock begins anew").isZero();
    assertThat(kept.detection()).isEqualTo(Duration.ofSeconds(1));
    assertThat(kept.opening()).isNull();
    assertThat(kept.sentence()).contains("still showed 42.0 mA AC");
    next.begin(false, false, SECOND);
    next.settle(true, SECOND, pace);
    next.clear(true, true);
    assertThat(next.word()).isEqualTo(Fault.word(Fault.RCD, Fault.RCD_DC));

    Faults unplugged = new Faults();
    unplugged.inherit(faults, false);
    assertThat(unplugged.word()).isZero();
  }
}
