package opencompact.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import opencompact.rtm.Drive;
import opencompact.rtm.Signals;
import opencompact.sim.bench.Bench;
import opencompact.sim.bench.Cars;
import opencompact.sim.bench.NonVolatile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes between an RTM and a power stage that live on threads of their own. */
class TerminalsTest {
  private final Terminals terminals = new Terminals();
  private final Drive command = new Drive();
  private final Bench bench = new Bench(true, 3, new NonVolatile(), new SplittableRandom(1));

  private boolean drive() {
    terminals.drive(command);
    return terminals.driveAt(bench);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void what_the_pin_does_without_power_reaches_a_stage_on_another_thread_LK_04(boolean free) {
    assertThat(bench.plugIn(Cars.SEDAN, 32)).isNull();
    command.lockMotor = Drive.LockMotor.LOCK;
    command.unlocksWithoutPower = !free;
    assertThat(drive()).isTrue();
    bench.advance(1_000_000_000L);
    assertThat(bench.pinInPlace()).isTrue();
    command.lockMotor = Drive.LockMotor.REST;
    command.unlocksWithoutPower = free;
    assertThat(drive()).isTrue();
    bench.cutPower();
    assertThat(bench.pinInPlace()).isNotEqualTo(free);
    assertThat(bench.unplugAtStation() == null).isEqualTo(free);
  }

  @Test
  void a_command_is_carried_out_as_it_was_when_it_was_given_and_once_RST_5() {
    assertThat(bench.plugIn(Cars.SEDAN, 32)).isNull();
    command.lockMotor = Drive.LockMotor.LOCK;
    terminals.drive(command);
    command.lockMotor = Drive.LockMotor.REST;
    assertThat(terminals.driveAt(bench)).isTrue();
    assertThat(terminals.driveAt(bench)).as("there is no newer one").isFalse();
    bench.advance(1_000_000_000L);
    assertThat(bench.pinInPlace()).isTrue();
    terminals.drive(command);
    terminals.forgetCommand();
    assertThat(terminals.driveAt(bench)).isFalse();
  }

  @Test
  void ten_steps_without_a_measurement_are_a_silent_stage_and_the_next_one_ends_that_RST_5() {
    Signals seen = new Signals();
    for (int round = 1; round <= 2; round++) {
      terminals.measureAt(bench);
      terminals.measure(seen);
      assertThat(seen.stale).isFalse();
      for (int step = 1; step < Terminals.BLIND_STEPS; step++) {
        terminals.measure(seen);
        assertThat(seen.stale).isFalse();
      }
      for (int step = 0; step < 5; step++) {
        terminals.measure(seen);
        assertThat(seen.stale).isTrue();
      }
      assertThat(terminals.timesBlind()).isEqualTo(round);
    }
    terminals.measureAt(bench);
    terminals.measure(seen);
    assertThat(seen.stale).isFalse();
  }
}
