package opencompact.host.uplink;

import java.util.List;
import opencompact.host.Turn;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.memory.Owed;

/**
 * Makes room in a full queue: every second intermediate sample of a charge goes, the oldest charge
 * first; never a start, a stop, a charge's first or last sample, nor the message that may be on its
 * way (OCPP-TX-24). It goes through the queue in short stretches, one for a turn, and begins anew
 * at the end, so no turn ever looks at the whole queue.
 */
public final class Thinning {

  /** So much of the queue is looked at in one turn. */
  private static final int STRETCH = 500;

  /** The last message that was looked at. */
  private long from;

  /** To be called after the samples were taken. */
  public void settle(Turn turn) {
    Memory memory = turn.memory();
    if (!memory.crowded()) {
      return;
    }
    List<Owed> stretch = memory.owed(from, STRETCH);
    List<Owed> samples = stretch.stream().filter(Owed.Values.class::isInstance).toList();
    int i = 1;
    int thinned = -1;
    while (i + 1 < samples.size()) {
      int number = samples.get(i).number();
      boolean between =
          samples.get(i - 1).number() == number && samples.get(i + 1).number() == number;
      if (between && thinned >= 0 && thinned != number) {
        break;
      }
      if (between) {
        thinned = number;
        turn.remember(new Fact.Thinned(samples.get(i).sequence()));
      }
      i += between ? 2 : 1;
    }
    if (stretch.size() < STRETCH) {
      from = 0;
    } else {
      // The next stretch begins with the sample that was kept last.
      long kept = samples.size() < 3 ? 0 : samples.get(i - 1).sequence() - 1;
      from = kept > from ? kept : stretch.getLast().sequence();
    }
  }
}
