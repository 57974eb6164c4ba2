package opencompact.rtm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import opencompact.catalogue.Limit;
import opencompact.quantity.Amperes;
import org.junit.jupiter.api.Test;

/** A report is due in the very step in which anything discrete differs from what was last told. */
class ToldAtOnceTest {
  private final Board board = new Board(Board.socketedSettings()).run(6000);
  private List<Object> told = List.of();
  private int changes;

  private static List<Object> discrete(RtmReport r) {
    return List.of(
        r.pilot(),
        r.plugged(),
        r.cable(),
        r.locked(),
        r.contactorClosed(),
        r.offered(),
        r.limit(),
        r.ruling(),
        r.temperatureLimit(),
        r.faultWord(),
        r.unlockFailing(),
        r.maybeOpenedUnderLoad(),
        r.plugIn().simplifiedPilot(),
        r.plugIn().pauses(),
        r.plugIn().wakeUpCalls(),
        r.plugIn().calling(),
        r.plugIn().replugAdvised(),
        r.plugIn().delay() != RtmReport.Delay.NONE);
  }

  /** Lets the board step, and asks after each step, at the same instant, whether more was due. */
  private void watch(long ms) {
    for (long t = 0; t < ms; t += 10) {
      board.run(10);
      List<Object> seen = discrete(board.rtm.report());
      boolean differs = !seen.equals(told);
      changes += differs ? 1 : 0;
      if (differs && !told.isEmpty()) {
        assertThat(board.due).as("from %s to %s", told, seen).isTrue();
      }
      told = seen;
    }
  }

  private void limit(int tenths) {
    board.grant(new Grant(true, Amperes.ofTenths(tenths), Limit.GRID, true));
  }

  @Test
  void every_discrete_change_of_a_long_day_is_told_in_its_step() {
    watch(1000);
    limit(100);
    watch(100);
    limit(101);
    watch(100);
    board.plug(680, 12);
    watch(3000);
    board.plug(220, 12);
    watch(3000);
    board.carVolts = 9;
    limit(160);
    watch(60_000);
    watch(400_000);
    board.carVolts = 6;
    watch(10_000);
    limit(100);
    watch(1000);
    limit(200);
    watch(8000);
    for (int pause = 0; pause < 3; pause++) {
      limit(0);
      watch(12_000);
      limit(160);
      watch(12_000);
    }
    for (double celsius : new double[] {75, 75.04, 75.07, 60}) {
      board.signals.celsius[1] = celsius;
      watch(1000);
    }
    board.signals.residualAcMilliamperes = 50;
    watch(3000);
    board.signals.residualAcMilliamperes = 0;
    board.unlockWorks = false;
    board.carVolts = 12;
    board.grant(Grant.NOTHING);
    watch(20_000);
    board.unlockWorks = true;
    watch(40_000);
    board.plug(Double.POSITIVE_INFINITY, 12);
    watch(3000);
    assertThat(changes).isGreaterThan(40);
  }
}
