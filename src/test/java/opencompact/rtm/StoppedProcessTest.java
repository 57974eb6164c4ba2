package opencompact.rtm;

import static org.assertj.core.api.Assertions.assertThat;

import opencompact.catalogue.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The process is stopped during a charge, by a signal, a debugger or with the whole machine, and
 * goes on after a while: no step was taken, nothing was driven and nothing was heard in between.
 */
class StoppedProcessTest {
  private static Board stopped(long ms) {
    Board board = Board.charging(true, 16);
    board.now += ms * Board.MS;
    return board;
  }

  /** A real stage has opened by itself after 200 ms without a command (RST-5). */
  private static Board stoppedBeforeAStageThatOpens(long ms) {
    Board board = stopped(ms);
    board.signals.hardwareTrip = true;
    board.signals.lineLive[0] = false;
    board.signals.neutralLive = false;
    board.current(0);
    return board;
  }

  @ParameterizedTest
  @ValueSource(longs = {300, 4000, 8000, 3_600_000})
  void the_first_step_afterwards_opens_what_the_stage_has_opened_and_latches_nothing_RST_5(
      long ms) {
    Board board = stoppedBeforeAStageThatOpens(ms);
    board.hostAlive = false;
    board.run(10);
    assertThat(board.closed()).isFalse();
    boolean silent = ms + 1000 > 5000;
    assertThat(board.has(Fault.MISSING_HOST)).as("the grant is old").isEqualTo(silent);
    // The stage has been told to open and takes commands again; the host comes round.
    board.signals.hardwareTrip = false;
    board.hostAlive = true;
    board.run(1500);
    assertThat(board.rtm.faultWord()).as("nothing stands").isZero();
    assertThat(board.untilClosed(100_000)).as("it charges on").isBetween(28_000L, 31_000L);
    assertThat(board.run(20_000).rtm.faultWord()).isZero();
  }

  @Test
  void before_a_stage_that_was_stopped_too_a_short_stop_is_borne_CHG_8() {
    Board board = stopped(3000).run(10_000);
    assertThat(board.closed()).isTrue();
    assertThat(board.rtm.faultWord()).isZero();
  }

  @Test
  void before_a_stage_that_was_stopped_too_a_silent_host_is_noticed_at_once_CHG_8() {
    Board board = stopped(8000);
    board.hostAlive = false;
    board.run(10);
    assertThat(board.has(Fault.MISSING_HOST)).isTrue();
    assertThat(board.drive.dutyPercent).as("the offer ends in the first step").isEqualTo(100);
    board.carVolts = 9;
    board.current(0);
    assertThat(board.untilOpen(1000)).isLessThan(200);
    board.hostAlive = true;
    board.carVolts = 6;
    board.run(1500);
    assertThat(board.rtm.faultWord()).isZero();
    assertThat(board.untilClosed(100_000)).isBetween(28_000L, 31_000L);
  }
}
