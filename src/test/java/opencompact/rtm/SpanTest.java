package opencompact.rtm;

import static org.assertj.core.api.Assertions.assertThat;

import opencompact.quantity.Moment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Debounce times and waits are uptime, exact to the nanosecond, and say when they will be over. */
class SpanTest {
  private final Pace pace = new Pace();
  private final Span span = new Span();

  @BeforeEach
  void nothing_waits() {
    pace.begin();
  }

  @Test
  void a_condition_has_lasted_when_its_time_is_full_and_not_a_nanosecond_before() {
    assertThat(span.lasts(true, 100, 1000, pace)).isFalse();
    assertThat(span.lasts(true, 100, 1099, pace)).isFalse();
    assertThat(span.lasts(true, 100, 1100, pace)).isTrue();
    assertThat(span.since()).isEqualTo(1000);
  }

  @Test
  void a_running_debounce_wants_to_be_asked_at_its_end_and_to_see_the_signal_often() {
    span.lasts(true, 100, 1000, pace);
    assertThat(pace.deadline()).isEqualTo(1100);
    assertThat(pace.settled()).isFalse();
    pace.begin();
    span.lasts(true, 100, 1100, pace);
    assertThat(pace.deadline()).isEqualTo(Moment.NEVER);
    assertThat(pace.settled()).isTrue();
  }

  @Test
  void a_break_begins_the_time_anew() {
    span.lasts(true, 100, 1000, pace);
    assertThat(span.lasts(false, 100, 1050, pace)).isFalse();
    assertThat(span.since()).isEqualTo(Moment.NEVER);
    assertThat(span.lasts(true, 100, 1100, pace)).isFalse();
    assertThat(span.lasts(true, 100, 1200, pace)).isTrue();
  }

  @Test
  void a_wait_is_over_when_its_time_is_full_and_nothing_moves_meanwhile() {
    assertThat(span.over(100, 1000, pace)).isFalse();
    assertThat(span.over(100, 1099, pace)).isFalse();
    assertThat(pace.deadline()).isEqualTo(1100);
    assertThat(pace.settled()).isTrue();
    pace.begin();
    assertThat(span.over(100, 1100, pace)).isTrue();
    assertThat(pace.deadline()).isEqualTo(Moment.NEVER);
    span.restart();
    assertThat(span.over(100, 1100, pace)).as("a new wait").isFalse();
  }

  @Test
  void the_next_step_is_due_when_the_first_of_all_waits_ends() {
    pace.by(500);
    pace.by(300);
    pace.by(400);
    assertThat(pace.deadline()).isEqualTo(300);
  }
}
