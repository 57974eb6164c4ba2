package opencompact.rtm.proof;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import opencompact.rtm.proof.Stage.Input;
import org.jspecify.annotations.Nullable;

/**
 * Every sequence of so many rounds from a beginning: in each round any one thing happens and any
 * one of five times passes. What leads to a state already seen, with as many rounds to go, is not
 * followed twice. In the last round the longest time contains the others.
 */
final class Search {
  private static final long MS = 1_000_000;
  static final long[] WAITS = {10 * MS, 100 * MS, 1000 * MS, 7000 * MS, 40_000 * MS};

  /** Where a search begins, and what was done to get there. */
  enum Beginning {
    FRESH(s -> {}),
    IDLE(s -> s.pass(6000 * MS)),
    PLUGGED(s -> after(IDLE, s, 3000, Input.CABLE_32, Input.PILOT_B)),
    OFFERED(s -> after(PLUGGED, s, 3000, Input.GRANT_16)),
    CLOSING(s -> after(OFFERED, s, 490, Input.PILOT_C)),
    CLOSED(s -> after(OFFERED, s, 600, Input.PILOT_C)),
    CHARGING(s -> after(OFFERED, s, 20_000, Input.PILOT_C)),
    IGNORING(s -> {
      after(CHARGING, s, 1000, Input.CAR_IGNORES_STOP);
      after(null, s, 1000, Input.GRANT_ENDS);
    }),
    FAULTED(s -> {
      after(CHARGING, s, 1000, Input.LEAK_AC);
      after(null, s, 1000, Input.LEAK_ENDS);
    }),
    RECOVERING(s -> {
      after(CHARGING, s, 4000, Input.VOLTS_LOW);
      after(null, s, 20_000, Input.VOLTS_RIGHT);
    }),
    LOCK_IN_DOUBT(s -> {
      after(PLUGGED, s, 1000, Input.PIN_JAMS);
      after(null, s, 5000, Input.GRANT_16);
    }),
    LYING_SWITCH(s -> after(PLUGGED, s, 60_000, Input.SWITCH_LIES_LOCKED));

    private final Consumer<Stage> script;

    Beginning(Consumer<Stage> script) {
      this.script = script;
    }

    private static void after(@Nullable Beginning before, Stage stage, long ms, Input... inputs) {
      if (before != null) {
        before.script.accept(stage);
      }
      for (Input input : inputs) {
        stage.give(input);
      }
      stage.pass(ms * MS);
    }
  }

  private final Plant.@Nullable Bug bug;
  private final Seen seen = new Seen();
  private final Deque<String> path = new ArrayDeque<>();
  private long passages;
  private double sequences;
  private long steps;
  private boolean everClosed;

  Search() {
    this(null);
  }

  Search(Plant.@Nullable Bug bug) {
    this.bug = bug;
  }

  /** Tries all; throws when a law is broken, with the way there. */
  void from(Beginning beginning, boolean socketed, int rounds) {
    Stage stage = new Stage(socketed, bug == null ? Plant.NONE : bug.plant());
    path.clear();
    path.add((socketed ? "socket " : "cable ") + beginning);
    beginning.script.accept(stage);
    follow(stage, rounds);
    sequences += Math.pow((double) Input.values().length * WAITS.length, rounds);
    steps += stage.steps();
  }

  private void follow(Stage stage, int rounds) {
    Stage.Whole here = stage.take();
    everClosed |= stage.closed();
    long before = stage.conditions();
    for (Input input : Input.values()) {
      for (int k = rounds == 1 ? WAITS.length - 1 : 0; k < WAITS.length; k++) {
        stage.put(here);
        stage.give(input);
        if (!input.isCommand() && stage.conditions() == before) {
          // It is so already.
          break;
        }
        path.addLast(input + " " + WAITS[k] / MS + " ms");
        String broken = stage.pass(WAITS[k]);
        passages++;
        if (broken != null) {
          throw new AssertionError(broken + ", after " + path);
        }
        if (rounds > 1 && seen.add(stage.hash() * 31 + rounds)) {
          follow(stage, rounds - 1);
        }
        path.removeLast();
      }
    }
  }

  boolean everClosed() {
    return everClosed;
  }

  @Override
  public String toString() {
    return String.format(
        "%.3g sequences, %d different states gone on from, %d passages, %d steps of the RTM",
        sequences, seen.size(), passages, steps);
  }

  /** A set of numbers, small in memory. */
  private static final class Seen {
    private long[] slots = new long[1 << 16];
    private int size;

    int size() {
      return size;
    }

    boolean add(long number) {
      long value = number == 0 ? 1 : number;
      if (size * 2 > slots.length) {
        long[] old = slots;
        slots = new long[old.length * 2];
        size = 0;
        for (long kept : old) {
          if (kept != 0) {
            add(kept);
          }
        }
      }
      int at = (int) (value ^ (value >>> 32)) & (slots.length - 1);
      while (slots[at] != 0) {
        if (slots[at] == value) {
          return false;
        }
        at = (at + 1) & (slots.length - 1);
      }
      slots[at] = value;
      size++;
      return true;
    }
  }
}
