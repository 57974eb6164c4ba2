package opencompact.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import opencompact.memory.Fact;
import opencompact.memory.History;
import opencompact.memory.Journal;
import opencompact.memory.Journal.JournalFailed;
import opencompact.memory.LogEntry;
import opencompact.memory.LogKind;
import opencompact.memory.Memory;
import opencompact.memory.Owed;
import opencompact.memory.RateChange;
import opencompact.memory.Retention;
import opencompact.memory.Session;
import opencompact.memory.Span;
import opencompact.memory.Stamp;
import opencompact.quantity.Amperes;
import opencompact.quantity.IdTag;
import opencompact.quantity.WattHours;
import org.junit.jupiter.api.Test;

/** What every journal and its history promise, on a real disk and on a simulated one. */
public abstract class JournalContract {

  /** What the journals of this test keep for people. */
  protected static final Retention KEPT = new Retention(1000, 30, 30);

  /** Opens the one journal of this test, for the first time or again. */
  protected abstract Journal open();

  /** Opens a journal whose disk will be full within ten thousand turns. */
  protected abstract Journal openNearlyFull();

  protected abstract History historyOf(Journal journal);

  private static final IdTag TAG = new IdTag("04a1B2c3");

  private static Stamp at(long uptimeMillis) {
    return new Stamp(1, uptimeMillis, 1_700_000_000_000L + uptimeMillis);
  }

  private static Stamp undated(int boot, long uptimeMillis) {
    return new Stamp(boot, uptimeMillis, -1);
  }

  private static Fact seen(int number, long wattHours) {
    return new Fact.EnergySeen(number, at(wattHours), WattHours.of(wattHours));
  }

  private static Fact started(int number, Stamp at, long wattHours) {
    return new Fact.TransactionStarted(
        number, TAG, null, false, false, null, at, WattHours.of(wattHours));
  }

  private static Fact stopped(int number, Stamp at, long wattHours) {
    return new Fact.TransactionStopped(number, "Local", TAG, at, WattHours.of(wattHours));
  }

  private static LogEntry line(int i) {
    return new LogEntry(at(i), i % 2 == 0 ? "charge" : "fault", "Line " + i + ".");
  }

  @Test
  void a_new_journal_is_empty() {
    try (Journal journal = open()) {
      assertThat(journal.replay()).isEmpty();
      assertThat(historyOf(journal).sessions(History.NEWEST, 10)).isEmpty();
      assertThat(historyOf(journal).events(History.NEWEST, 10, null)).isEmpty();
    }
  }

  @Test
  void facts_come_back_in_order_now_and_after_opening_again() {
    List<Fact> all = List.of(seen(0, 1), seen(0, 2), seen(0, 3), new Fact.CacheCleared());
    try (Journal journal = open()) {
      journal.append(all.subList(0, 1), List.of());
      journal.append(all.subList(1, 3), List.of());
      assertThat(journal.replay()).isEqualTo(all.subList(0, 3));
    }
    try (Journal journal = open()) {
      assertThat(journal.replay()).isEqualTo(all.subList(0, 3));
      journal.append(all.subList(3, 4), List.of());
    }
    try (Journal journal = open()) {
      assertThat(journal.replay()).isEqualTo(all);
    }
  }

  @Test
  void a_compaction_stands_in_for_everything_before_it_and_more_can_follow() {
    try (Journal journal = open()) {
      journal.append(List.of(seen(0, 1), seen(0, 2)), List.of());
      journal.compact(List.of(seen(0, 2)));
      journal.append(List.of(seen(0, 3)), List.of());
      assertThat(journal.replay()).containsExactly(seen(0, 2), seen(0, 3));
    }
    try (Journal journal = open()) {
      assertThat(journal.replay()).containsExactly(seen(0, 2), seen(0, 3));
      journal.compact(List.of(seen(0, 3)));
      journal.compact(List.of(seen(0, 3)));
    }
    try (Journal journal = open()) {
      assertThat(journal.replay()).containsExactly(seen(0, 3));
    }
  }

  @Test
  void a_compacted_memory_is_found_again_whole() {
    Memory memory = new Memory();
    List<Fact> life =
        List.of(
            new Fact.Booted(1, "CC_RST_UNKNOWN", 5),
            new Fact.SecretChanged("AuthorizationKey", "hush"),
            started(1, at(1), 10),
            seen(1, 11));
    life.forEach(memory::fold);
    try (Journal journal = open()) {
      journal.append(life, List.of());
      journal.compact(journal.remembered().compacted());
    }
    Memory again;
    try (Journal journal = open()) {
      again = journal.remembered();
    }
    assertThat(again.oldestOwed()).isEqualTo(memory.oldestOwed());
    assertThat(again.owed()).isOne();
    assertThat(withoutOwed(again)).isEqualTo(withoutOwed(memory));
    assertThat(again.open()).isEqualTo(memory.open());
  }

  /** A journal that keeps the queue beside its facts has none of it in a snapshot. */
  private static List<Fact> withoutOwed(Memory memory) {
    return memory.compacted().stream().filter(f -> !(f instanceof Fact.StillOwed)).toList();
  }

  @Test
  void OFF_2_the_queue_is_found_again_in_its_order_however_much_of_it_is_in_the_heap() {
    List<Owed> all = new ArrayList<>();
    Memory whole = new Memory();
    try (Journal journal = open()) {
      for (int i = 1; i <= 30; i++) {
        List<Fact> turn = List.of(started(i, at(i), i), stopped(i, at(i), i));
        journal.append(turn, List.of());
        turn.forEach(whole::fold);
        if (i % 3 == 0) {
          Fact delivered = new Fact.Delivered(whole.oldestOwed().sequence());
          journal.append(List.of(delivered), List.of());
          whole.fold(delivered);
        }
      }
      journal.compact(journal.remembered().compacted());
      journal.prove();
    }
    try (Journal journal = open()) {
      Memory paged = journal.remembered();
      assertThat(paged.owed()).isEqualTo(whole.owed()).isEqualTo(50);
      for (Owed next = paged.oldestOwed(); next != null; next = paged.oldestOwed()) {
        all.add(next);
        assertThat(next).isEqualTo(whole.oldestOwed());
        Fact delivered = new Fact.Delivered(next.sequence());
        paged.fold(delivered);
        whole.fold(delivered);
        journal.append(List.of(delivered), List.of());
      }
      assertThat(all).hasSize(50);
      assertThat(journal.remembered().owed()).isZero();
    }
  }

  @Test
  void a_turn_that_finds_no_room_is_refused_whole_and_what_was_acknowledged_stays() {
    List<Fact> acknowledged = new ArrayList<>();
    try (Journal journal = openNearlyFull()) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 10_000; i++) {
                  List<Fact> turn = List.of(started(i, at(i), i), seen(i, i), stopped(i, at(i), i));
                  journal.append(turn, List.of(line(i)));
                  acknowledged.addAll(turn);
                }
              })
          .isInstanceOf(JournalFailed.class)
          .message()
          .contains("room")
          .doesNotContain("\n");

      assertThat(acknowledged).isNotEmpty();
      assertThat(journal.replay()).isEqualTo(acknowledged);
      int turns = acknowledged.size() / 3;
      assertThat(historyOf(journal).sessions(History.NEWEST, 1).getFirst().number())
          .isEqualTo(turns - 1);
      assertThat(historyOf(journal).events(History.NEWEST, 1, null).getFirst().entry())
          .isEqualTo(line(turns - 1));
    }
  }

  @Test
  void WEB_11_sessions_are_told_from_their_facts_newest_first() {
    try (Journal journal = open()) {
      History history = historyOf(journal);
      journal.append(List.of(started(1, at(1), 100)), List.of());
      assertThat(history.sessions(History.NEWEST, 10))
          .containsExactly(
              new Session(1, TAG, at(1), WattHours.of(100), null, WattHours.NONE, null, null, 0));

      journal.append(List.of(new Fact.TransactionBound(1, 77), seen(1, 150)), List.of());
      journal.append(List.of(stopped(1, at(9), 164)), List.of());
      journal.append(List.of(started(2, at(20), 164)), List.of());
      journal.append(List.of(seen(2, 170), seen(0, 9999)), List.of());

      Session first =
          new Session(1, TAG, at(1), WattHours.of(100), at(9), WattHours.of(64), "Local", 77, 0);
      Session second =
          new Session(2, TAG, at(20), WattHours.of(164), null, WattHours.of(6), null, null, 0);
      assertThat(history.sessions(History.NEWEST, 10)).containsExactly(second, first);
      assertThat(history.sessions(History.NEWEST, 1)).containsExactly(second);
      assertThat(history.sessions(2, 10)).containsExactly(first);
      assertThat(history.sessions(1, 10)).isEmpty();
      assertThat(history.sessions(History.NEWEST, 1).getFirst().tag().value())
          .isEqualTo(TAG.value());
    }
  }

  @Test
  void sessions_and_events_outlive_compaction_and_opening_again() {
    try (Journal journal = open()) {
      journal.append(List.of(started(1, at(1), 0), stopped(1, at(2), 5)), List.of(line(1)));
      journal.compact(List.of());
    }
    try (Journal journal = open()) {
      journal.append(List.of(new Fact.TransactionBound(1, 4)), List.of(line(2)));
      assertThat(historyOf(journal).sessions(History.NEWEST, 10))
          .containsExactly(
              new Session(1, TAG, at(1), WattHours.NONE, at(2), WattHours.of(5), "Local", 4, 0));
      assertThat(historyOf(journal).events(History.NEWEST, 10, null))
          .containsExactly(new History.Line(2, line(2)), new History.Line(1, line(1)));
    }
  }

  @Test
  void OCPP_BT_15_what_was_written_before_the_clock_was_known_is_dated_later() {
    try (Journal journal = open()) {
      LogEntry before = new LogEntry(undated(1, 30), "station", "Nobody knows when.");
      LogEntry never = new LogEntry(undated(2, 30), "station", "Nobody will.");
      journal.append(List.of(started(1, undated(1, 40), 0)), List.of(before, line(7)));
      journal.append(List.of(stopped(1, undated(2, 50), 1)), List.of(never));
      journal.append(List.of(new Fact.ClockKnown(1, 1_000_000)), List.of());

      assertThat(historyOf(journal).events(History.NEWEST, 10, null))
          .extracting(found -> found.entry().at().wallMillis())
          .containsExactly(-1L, line(7).at().wallMillis(), 1_000_030L);
      Session session = historyOf(journal).sessions(History.NEWEST, 1).getFirst();
      assertThat(session.started()).isEqualTo(new Stamp(1, 40, 1_000_040));
      assertThat(session.stopped()).isEqualTo(undated(2, 50));
    }
  }

  @Test
  void DIA_2_the_event_log_is_read_newest_first_by_kind_and_in_pages() {
    try (Journal journal = open()) {
      History history = historyOf(journal);
      for (int i = 1; i <= 9; i++) {
        journal.append(List.of(), List.of(line(i)));
      }
      assertThat(numbers(history.events(History.NEWEST, 3, null))).containsExactly(9L, 8L, 7L);
      assertThat(numbers(history.events(7, 3, null))).containsExactly(6L, 5L, 4L);
      assertThat(numbers(history.events(History.NEWEST, 3, "charge"))).containsExactly(8L, 6L, 4L);
      assertThat(history.events(History.NEWEST, 3, "nothing")).isEmpty();
      assertThat(history.events(2, 3, null)).containsExactly(new History.Line(1, line(1)));
    }
  }

  @Test
  void DIA_2_a_kind_that_is_noisy_keeps_to_its_share_and_pushes_no_other_out() {
    try (Journal journal = open()) {
      journal.append(List.of(), List.of(new LogEntry(at(0), "fault", "The first of all.")));
      int most = KEPT.lines(LogKind.LINE);
      for (int i = 1; i <= 20 * most; i += 30) {
        List<LogEntry> turn = new ArrayList<>();
        for (int j = i; j < i + 30; j++) {
          turn.add(new LogEntry(at(j), "line", "Noise " + j + "."));
        }
        journal.append(List.of(), turn);
      }
      History history = historyOf(journal);
      List<Long> kept = numbers(history.events(History.NEWEST, 10_000, "line"));
      assertThat(kept).hasSizeBetween(most, most + 100);
      assertThat(kept.getFirst()).isEqualTo(history.newestEvent());
      assertThat(kept.getLast()).isEqualTo(kept.getFirst() - kept.size() + 1);
      assertThat(numbers(history.events(History.NEWEST, 10, "fault"))).containsExactly(1L);
    }
  }

  @Test
  void DIA_2_the_event_log_is_followed_oldest_first_and_asked_by_time() {
    try (Journal journal = open()) {
      History history = historyOf(journal);
      assertThat(history.newestEvent()).isZero();
      LogEntry nobodyKnows = new LogEntry(undated(1, 6), "station", "Nobody knows when.");
      for (int i = 1; i <= 5; i++) {
        journal.append(List.of(), List.of(line(i)));
      }
      journal.append(List.of(), List.of(nobodyKnows));

      assertThat(history.newestEvent()).isEqualTo(6);
      assertThat(numbers(history.eventsAfter(Span.ALWAYS, 3, 2, null))).containsExactly(4L, 5L);
      assertThat(numbers(history.eventsAfter(Span.ALWAYS, 1, 9, "charge"))).containsExactly(2L, 4L);
      assertThat(history.eventsAfter(Span.ALWAYS, 6, 9, null)).isEmpty();
      Span between = new Span(line(2).at().wall(), line(4).at().wall());
      assertThat(numbers(history.events(between, History.NEWEST, 9, null))).containsExactly(3L, 2L);
      Span since = new Span(line(5).at().wall(), null);
      assertThat(numbers(history.eventsAfter(since, 0, 9, null))).containsExactly(5L);
      assertThat(numbers(history.events(new Span(null, line(3).at().wall()), 9, 9, null)))
          .containsExactly(2L, 1L);
    }
    try (Journal journal = open()) {
      assertThat(historyOf(journal).newestEvent()).isEqualTo(6);
    }
  }

  private static RateChange rate(int number, Stamp at, int amperes, int watts) {
    return new RateChange(
        number,
        at,
        Amperes.of(amperes),
        watts,
        WattHours.of(watts),
        "FuseLimit",
        "Because, \"as\" they say.",
        1);
  }

  @Test
  void UK_ME_01_each_change_of_the_rate_is_kept_with_its_session() {
    try (Journal journal = open()) {
      journal.append(
          List.of(
              started(1, undated(1, 1), 0),
              new Fact.RateChanged(rate(1, undated(1, 2), 16, 11_000)),
              new Fact.RateChanged(rate(1, undated(1, 3), 6, 4_000)),
              new Fact.RateChanged(rate(9, at(4), 6, 4_000))),
          List.of());
      journal.append(List.of(new Fact.ClockKnown(1, 1_000_000)), List.of());
      journal.compact(List.of());
    }
    try (Journal journal = open()) {
      History history = historyOf(journal);
      assertThat(history.changes(1))
          .containsExactly(
              rate(1, new Stamp(1, 2, 1_000_002), 16, 11_000),
              rate(1, new Stamp(1, 3, 1_000_003), 6, 4_000));
      assertThat(history.changes(2)).isEmpty();
      assertThat(history.session(1).changes()).isEqualTo(2);
      assertThat(history.session(9)).as("no session of that number began").isNull();
    }
  }

  private static Stamp day(int day) {
    return new Stamp(1, day, 1_700_000_000_000L + day * 86_400_000L);
  }

  @Test
  void UK_ME_10_a_session_is_kept_for_400_days_whatever_a_clock_says_for_a_while() {
    try (Journal journal = open()) {
      History history = historyOf(journal);
      journal.append(List.of(started(1, day(0), 0), stopped(1, day(0), 1)), List.of());
      journal.append(List.of(new Fact.RateChanged(rate(1, day(0), 16, 11_000))), List.of());
      journal.append(List.of(started(2, undated(2, 0), 1)), List.of());
      for (int i = 0; i < 9; i++) {
        // A clock of another century for nine charges, which is put right after that.
        journal.append(List.of(started(3 + i, day(30_000), 1)), List.of());
      }
      assertThat(numbersOf(history)).startsWith(11).endsWith(2, 1).hasSize(11);
      journal.append(List.of(started(12, day(399), 1)), List.of());
      assertThat(numbersOf(history)).endsWith(2, 1).hasSize(12);
      assertThat(history.sessions(new Span(day(399).wall(), day(400).wall()), 99, 99))
          .extracting(Session::number)
          .containsExactly(12);

      for (int i = 0; i < 10; i++) {
        journal.append(List.of(started(13 + i, day(401), 1)), List.of());
      }
      assertThat(numbersOf(history)).endsWith(4, 3, 2).doesNotContain(1);
      assertThat(history.changes(1)).isEmpty();
    }
  }

  @Test
  void UK_ME_10_sessions_and_their_changes_keep_to_their_bounds_and_lose_the_oldest() {
    try (Journal journal = open()) {
      History history = historyOf(journal);
      for (int i = 1; i <= 3 * KEPT.sessions(); i++) {
        journal.append(
            List.of(
                started(i, at(i), i),
                new Fact.RateChanged(rate(i, at(i), 16, i)),
                new Fact.RateChanged(rate(i, at(i), 6, i))),
            List.of());
      }
      List<Integer> kept = numbersOf(history);
      assertThat(kept).hasSize(KEPT.sessions()).startsWith(3 * KEPT.sessions());
      assertThat(history.changes(kept.getFirst())).hasSize(2);
      assertThat(history.changes(kept.getLast())).isEmpty();
      assertThat(history.session(kept.getLast()).changes()).as("that there were some").isEqualTo(2);
    }
  }

  private static List<Integer> numbersOf(History history) {
    return history.sessions(History.NEWEST, 1000).stream().map(Session::number).toList();
  }

  private static List<Long> numbers(List<History.Line> lines) {
    return lines.stream().map(History.Line::number).toList();
  }
}
