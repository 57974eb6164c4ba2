package opencompact.host.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.ocpp.Frame;
import opencompact.ocpp.MeterValues;
import opencompact.ocpp.Request;
import opencompact.ocpp.StartTransaction;
import opencompact.ocpp.StopTransaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad days on the line, one seed each; then a calm in which everything owed must arrive. */
class ConversationStormTest {

  /** What came of one seed: every frame the back office got, in order. */
  private static List<String> day(int seed) {
    SplittableRandom dice = new SplittableRandom(seed);
    Line line = new Line(new Memory(), "POWER_ON", dice.split());
    line.set("TransactionMessageAttempts", "1000").set("TransactionMessageRetryInterval", "1");
    List<String> trace = new ArrayList<>();
    List<Long> delivered = new ArrayList<>();
    List<Line.Heard> late = new ArrayList<>();
    int number = 0;
    boolean running = false;
    boolean linked = false;
    for (int step = 0; step < 400; step++) {
      boolean calm = step >= 300;
      if (!calm && dice.nextInt(4) == 0) {
        if (!running) {
          line.start(++number);
        } else if (dice.nextInt(3) == 0) {
          line.stop(number);
        } else {
          line.sample(number);
        }
        running = line.memory.open() != null;
      }
      int factsBefore = line.facts.size();
      int heardBefore = line.heard.size();
      String state = line.view().state();
      if (state.equals("connecting")) {
        linked = false;
        if (calm || dice.nextInt(3) > 0) {
          line.up();
          linked = true;
        } else {
          line.down();
        }
      } else if (linked && state.equals("offline")) {
        line.down(); // The link confirms what we asked of it.
        linked = false;
      } else if (linked && !calm && dice.nextInt(12) == 0) {
        line.down();
        linked = false;
      } else if (linked && open(line)) {
        Line.Heard call = line.heard.getLast();
        int what = calm ? 0 : dice.nextInt(6);
        switch (what) {
          case 1 -> line.error();
          case 2 -> {
            late.add(call);
            line.later(40).pong();
          }
          case 3 -> line.says("[3,\"" + call.id() + "\",{\"garbage\":true}]");
          case 4 -> {
            answer(line, call, step);
            answer(line, call, step);
          }
          case 5 -> {
            if (!late.isEmpty()) {
              answer(line, late.removeFirst(), step);
            }
          }
          default -> answer(line, call, step);
        }
      } else {
        line.later(Duration.ofMillis(dice.nextInt(5_000)));
        if (linked) {
          line.pong();
        }
      }
      line.later(Duration.ofMillis(dice.nextInt(2_000)));
      for (Fact fact : line.facts.subList(factsBefore, line.facts.size())) {
        if (fact instanceof Fact.Delivered(long sequence)) {
          delivered.add(sequence);
        }
        assertThat(fact).isNotInstanceOf(Fact.Dropped.class);
      }
      line.heard
          .subList(heardBefore, line.heard.size())
          .forEach(h -> trace.add(h.atNanos() + " " + new Frame.Call(h.id(), h.request()).text()));
    }
    for (int i = 0; i < 3000 && line.memory.oldestOwed() != null; i++) {
      String state = line.view().state();
      if (state.equals("connecting")) {
        line.up();
        linked = true;
      } else if (linked && state.equals("offline")) {
        line.down();
        linked = false;
      } else if (linked && open(line)) {
        int before = line.facts.size();
        answer(line, line.heard.getLast(), 400 + i);
        line.facts.subList(before, line.facts.size()).stream()
            .filter(Fact.Delivered.class::isInstance)
            .forEach(f -> delivered.add(((Fact.Delivered) f).sequence()));
      } else {
        line.later(1);
      }
    }
    assertThat(line.memory.owed()).as("seed %s", seed).isZero();
    assertThat(delivered).as("in order, seed %s", seed).isSorted().doesNotHaveDuplicates();
    assertThat(delivered).as("none lost, seed %s", seed).hasSize(owed(line));
    assertThat(line.heard.stream().map(Line.Heard::id)).doesNotHaveDuplicates();
    assertThat(order(line)).as("first sendings, seed %s", seed).isEqualTo(expected(line));
    return trace;
  }

  private static boolean open(Line line) {
    return line.view().outstanding();
  }

  private static void answer(Line line, Line.Heard call, int id) {
    line.answer(call, Line.polite(call.request(), id, line.time()));
  }

  private static int owed(Line line) {
    return (int)
        line.facts.stream()
            .filter(f ->
                f instanceof Fact.TransactionStarted
                    || f instanceof Fact.SampleTaken
                    || f instanceof Fact.TransactionStopped)
            .count();
  }

  /** The kinds of transaction messages, each counted when it was heard first. */
  private static List<String> order(Line line) {
    List<String> order = new ArrayList<>();
    Request before = null;
    for (Line.Heard h : line.heard) {
      boolean queued =
          h.request() instanceof StartTransaction.Request
              || h.request() instanceof MeterValues.Request
              || h.request() instanceof StopTransaction.Request;
      if (queued && !h.request().equals(before)) {
        order.add(h.request().operation().wire());
        before = h.request();
      }
    }
    return order;
  }

  private static List<String> expected(Line line) {
    return line.facts.stream()
        .map(f ->
            switch (f) {
              case Fact.TransactionStarted _ -> "StartTransaction";
              case Fact.SampleTaken _ -> "MeterValues";
              case Fact.TransactionStopped _ -> "StopTransaction";
              default -> "";
            })
        .filter(name -> !name.isEmpty())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void whatever_the_line_does_every_owed_message_arrives_in_order_OCPP_TX_20_25_TR_17(int seed) {
    assertThat(day(seed)).isNotEmpty();
  }

  @Test
  void one_seed_replays_the_same_day() {
    assertThat(day(42)).isEqualTo(day(42));
  }
}
