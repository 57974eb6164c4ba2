package opencompact.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void a_computed_world_is_never_ahead_of_what_has_been_computed() {
    Clock clock = new Clock(60);
    assertThat(clock.computed()).isTrue();
    assertThat(clock.nanos()).isZero();

    clock.reached(123);

    assertThat(clock.nanos()).isEqualTo(123);
  }

  @Test
  void at_speed_one_the_world_goes_with_the_machine() {
    Clock clock = new Clock(1);

    assertThat(clock.computed()).isFalse();
    assertThat(clock.nanos()).isNotNegative();
    assertThat(clock.target()).isGreaterThanOrEqualTo(clock.nanos() - HOUR.toNanos());
  }

  @Test
  void advancing_makes_the_world_hurry_until_it_is_there_and_no_longer() {
    Clock clock = new Clock(1);
    Instant before = clock.wall();

    long until = clock.advance(HOUR);

    assertThat(clock.hurrying()).isTrue();
    assertThat(clock.target()).isEqualTo(until).isGreaterThanOrEqualTo(HOUR.toNanos());
    clock.reached(until);
    assertThat(clock.hurrying()).isFalse();
    assertThat(clock.computed()).isFalse();
    assertThat(clock.nanos()).isGreaterThanOrEqualTo(until);
    assertThat(clock.wall()).isAfterOrEqualTo(before.plus(HOUR).minusSeconds(1));
  }

  @Test
  void the_time_of_day_can_be_set_and_the_uptime_does_not_care() {
    Clock clock = new Clock(60);
    clock.reached(5);

    clock.set(Instant.parse("2030-01-01T00:00:00Z"));

    assertThat(clock.wall())
        .isBetween(Instant.parse("2029-12-31T23:59:59Z"), Instant.parse("2030-01-01T00:00:01Z"));
    assertThat(clock.nanos()).isEqualTo(5);
  }
}
