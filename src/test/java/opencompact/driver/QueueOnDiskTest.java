package opencompact.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import opencompact.host.Turn;
import opencompact.host.uplink.Thinning;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.memory.Owed;
import opencompact.memory.Reading;
import opencompact.memory.Stamp;
import opencompact.quantity.IdTag;
import opencompact.quantity.Moment;
import opencompact.quantity.WattHours;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queue whose head is in the heap and whose rest is on disk (OFF-2). */
class QueueOnDiskTest {
  private static final Reading READING =
      new Reading(
          "Energy.Active.Import.Register", null, "123456.7", "Wh", "Sample.Periodic", "Outlet");

  /** What the test itself takes note of between commits: as many turns as a full disk would. */
  private static final int TURNS_IN_A_COMMIT = 60;

  @TempDir Path directory;

  private SqliteJournal open() {
    return SqliteJournal.open(directory);
  }

  private static Fact started(int number, Stamp at) {
    return new Fact.TransactionStarted(
        number,
        new IdTag("A" + number),
        null,
        false,
        false,
        null,
        at,
        WattHours.of(at.uptimeMillis()));
  }

  private static Fact stopped(int number, Stamp at) {
    return new Fact.TransactionStopped(number, "Local", null, at, WattHours.of(at.uptimeMillis()));
  }

  private static Fact sample(int number, Stamp at) {
    return new Fact.SampleTaken(1, number, at, List.of(READING), List.of(READING));
  }

  private static List<Owed> all(Memory memory) {
    List<Owed> all = new ArrayList<>();
    memory.outbox().forEach(all::add);
    return all;
  }

  /** Life by chance: charges, deliveries, restarts, compactions; told to both kinds of memory. */
  @Test
  void a_memory_over_a_queue_on_disk_answers_like_one_that_holds_all_of_it() {
    for (int seed = 1; seed <= 3; seed++) {
      SplittableRandom chance = new SplittableRandom(seed);
      Path own = directory.resolve("life-" + seed);
      Memory whole = new Memory();
      SqliteJournal journal = SqliteJournal.open(own);
      Memory lean = journal.remembered();
      List<Fact> unwritten = new ArrayList<>();
      int number = 0;
      for (int i = 1; i <= 6000; i++) {
        Stamp at = new Stamp(1, i, 1_000 + i);
        // Days on which little is delivered, and days on which much is.
        boolean delivers = whole.owed() > 0 && chance.nextInt(10) < (i / 1500 % 2 == 0 ? 1 : 9);
        Fact fact;
        if (delivers) {
          fact = new Fact.Delivered(whole.oldestOwed().sequence());
        } else if (whole.open() == null) {
          fact = started(++number, at);
        } else if (chance.nextInt(40) == 0) {
          fact = stopped(number, at);
        } else {
          fact = sample(number, at);
        }
        whole.fold(fact);
        lean.fold(fact);
        unwritten.add(fact);
        assertThat(lean.owed()).isEqualTo(whole.owed());
        assertThat(lean.oldestOwed()).isEqualTo(whole.oldestOwed());
        if (unwritten.size() >= TURNS_IN_A_COMMIT || chance.nextInt(4) == 0) {
          journal.append(unwritten, List.of());
          unwritten.clear();
        }
        if (unwritten.isEmpty() && chance.nextInt(400) == 0) {
          journal.compact(journal.remembered().compacted());
        }
        if (unwritten.isEmpty() && chance.nextInt(400) == 0) {
          journal.close();
          journal = SqliteJournal.open(own);
          lean = journal.remembered();
        }
      }
      assertThat(all(lean)).isEqualTo(all(whole));
      assertThat(lean.open()).isEqualTo(whole.open());
      assertThat(lean.nextSequence()).isEqualTo(whole.nextSequence());
      assertThat(lean.owedInHeap()).isLessThanOrEqualTo(2000);
      journal.close();
    }
  }

  @Test
  void attempts_are_counted_across_a_restart_OCPP_TX_21() {
    try (SqliteJournal journal = open()) {
      journal.append(
          List.of(started(1, new Stamp(1, 1, 1)), new Fact.AttemptFailed(1, 2)), List.of());
      assertThat(journal.remembered().failures()).isEqualTo(2);
      journal.compact(journal.remembered().compacted());
    }
    try (SqliteJournal journal = open()) {
      assertThat(journal.remembered().failures()).isEqualTo(2);
      journal.append(List.of(stopped(1, new Stamp(1, 2, 2)), new Fact.Delivered(1)), List.of());
      assertThat(journal.remembered().failures()).isZero();
    }
  }

  /** 72 hours offline: 200,000 messages, with a restart in between (OFF-2, OCPP-TX-24, TX-25). */
  @Test
  @Tag("slow")
  void OFF_2_two_hundred_thousand_messages_are_kept_and_delivered_in_order_with_a_flat_memory() {
    int most = 210_000;
    try (SqliteJournal journal = open()) {
      fill(journal, journal.remembered(), 1, most / 2);
    }
    try (SqliteJournal journal = open()) {
      Memory memory = journal.remembered();
      assertThat(memory.owed()).isEqualTo(most / 2);
      fill(journal, memory, most / 2 + 1, most);
      // The manual's bound: what is above it has been thinned out of old charges.
      assertThat(memory.owed()).isBetween(200_000, 208_895 + 500);
      assertThat(memory.owedInHeap()).isLessThanOrEqualTo(2000);
    }
    try (SqliteJournal journal = open()) {
      Memory memory = journal.remembered();
      assertThat(memory.owedInHeap()).isLessThanOrEqualTo(2000);
      long last = 0;
      int starts = 0;
      int stops = 0;
      int delivered = memory.owed();
      List<Fact> turn = new ArrayList<>();
      for (Owed next = memory.oldestOwed(); next != null; next = memory.oldestOwed()) {
        assertThat(next.sequence()).isGreaterThan(last);
        last = next.sequence();
        starts += next instanceof Owed.Start ? 1 : 0;
        stops += next instanceof Owed.Stop ? 1 : 0;
        Fact fact = new Fact.Delivered(last);
        memory.fold(fact);
        turn.add(fact);
        if (turn.size() == TURNS_IN_A_COMMIT) {
          journal.append(turn, List.of());
          turn.clear();
        }
      }
      journal.append(turn, List.of());
      assertThat(delivered).isBetween(200_000, 208_895 + 500);
      assertThat(starts).isEqualTo(most / 1000);
      assertThat(stops).isEqualTo(most / 1000);
      assertThat(journal.remembered().owed()).isZero();
    }
  }

  /** A message a place: each thousand a charge of its own. */
  private static void fill(SqliteJournal journal, Memory memory, int first, int last) {
    Thinning thinning = new Thinning();
    List<Fact> unwritten = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      Turn turn = new Turn(new Moment(i * 1_000_000L, null), memory);
      Stamp at = new Stamp(1, i, 1_000 + i);
      int number = 1 + (i - 1) / 1000;
      turn.remember(
          switch (i % 1000) {
            case 1 -> started(number, at);
            case 0 -> stopped(number, at);
            default -> sample(number, at);
          });
      thinning.settle(turn);
      unwritten.addAll(turn.facts());
      if (unwritten.size() >= TURNS_IN_A_COMMIT || i == last) {
        journal.append(unwritten, List.of());
        unwritten.clear();
      }
      if (i % 20_000 == 0) {
        journal.append(unwritten, List.of());
        unwritten.clear();
        journal.compact(journal.remembered().compacted());
      }
    }
  }
}
