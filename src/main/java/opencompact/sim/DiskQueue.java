package opencompact.sim;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import opencompact.memory.Backlog;
import opencompact.memory.Debts;
import opencompact.memory.Fact;
import opencompact.memory.Owed;

/** The queue of messages owed as it lies on the simulated disk, filled and emptied by facts. */
final class DiskQueue implements Backlog {
  private final Debts debts;
  private final SortedMap<Long, Owed> owed = new TreeMap<>();

  DiskQueue() {
    this(new Debts());
  }

  private DiskQueue(Debts debts) {
    this.debts = debts;
  }

  DiskQueue copy() {
    DiskQueue copy = new DiskQueue(debts.copy());
    copy.owed.putAll(owed);
    return copy;
  }

  void hear(Fact fact) {
    Owed queued = debts.hear(fact);
    if (queued != null) {
      owed.put(queued.sequence(), queued);
    }
    switch (fact) {
      case Fact.Delivered f -> owed.remove(f.sequence());
      case Fact.Dropped f -> owed.remove(f.sequence());
      case Fact.Thinned f -> owed.remove(f.sequence());
      default -> {}
    }
  }

  @Override
  public int owed() {
    return owed.size();
  }

  @Override
  public List<Owed> owed(long after, int most) {
    return owed.tailMap(after + 1).values().stream().limit(most).toList();
  }
}
