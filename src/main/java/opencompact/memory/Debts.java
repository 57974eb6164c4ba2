package opencompact.memory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which fact owes the back office which message (OCPP-TX-20): the one place that says so, for a
 * memory and for a journal that keeps the queue in a table of its own.
 */
public final class Debts {
  private static final int MOST_KEPT = 100;

  private long nextSequence = 1;
  private int open;
  private List<Owed.Kept> kept = List.of();

  /** The same debts, to go on from alone. */
  public Debts copy() {
    Debts copy = new Debts();
    copy.nextSequence = nextSequence;
    copy.open = open;
    copy.kept = kept;
    return copy;
  }

  /** Hears the next fact; the message that it queues, null if it queues none. */
  public @Nullable Owed hear(Fact fact) {
    return switch (fact) {
      case Fact.TransactionStarted f -> {
        opened(f.number(), List.of());
        yield new Owed.Start(
            nextSequence++, f.number(), f.tag(), f.free(), f.reservation(), f.at(), f.register());
      }
      case Fact.SampleTaken f -> {
        if (!f.keep().isEmpty() && f.number() == open) {
          List<Owed.Kept> more = new ArrayList<>(kept);
          more.add(new Owed.Kept(f.at(), f.keep()));
          kept = Collections.unmodifiableList(thinned(more));
        }
        yield f.send().isEmpty()
            ? null
            : new Owed.Values(nextSequence++, f.number(), f.connector(), f.at(), f.send());
      }
      case Fact.TransactionStopped f -> {
        List<Owed.Kept> told = f.number() == open ? kept : List.of();
        opened(0, List.of());
        yield new Owed.Stop(
            nextSequence++, f.number(), f.reason(), f.tag(), f.at(), f.register(), told);
      }
      case Fact.StillOwed f -> {
        beyond(f.owed().sequence());
        yield f.owed();
      }
      case Fact.StillOpen f -> {
        opened(f.transaction().number(), f.transaction().kept());
        yield null;
      }
      case Fact.SecurityEventHappened f -> {
        beyond(f.sequence());
        yield null;
      }
      case Fact.CountersWere f -> {
        beyond(f.nextSequence() - 1);
        yield null;
      }
      default -> null;
    };
  }

  /** No message gets this place in the queue, or one before it. */
  public void beyond(long sequence) {
    nextSequence = Math.max(nextSequence, sequence + 1);
  }

  /** The place that the next message gets. */
  long nextSequence() {
    return nextSequence;
  }

  /** What transactionData of the open transaction will tell. */
  List<Owed.Kept> kept() {
    return kept;
  }

  private void opened(int number, List<Owed.Kept> soFar) {
    open = number;
    kept = soFar;
  }

  /** Above the bound every second intermediate value goes, never the first or last (OCPP-MV-22). */
  private static List<Owed.Kept> thinned(List<Owed.Kept> kept) {
    if (kept.size() <= MOST_KEPT) {
      return kept;
    }
    List<Owed.Kept> fewer = new ArrayList<>();
    for (int i = 0; i < kept.size(); i++) {
      if (i == 0 || i == kept.size() - 1 || i % 2 == 0) {
        fewer.add(kept.get(i));
      }
    }
    return fewer;
  }
}
