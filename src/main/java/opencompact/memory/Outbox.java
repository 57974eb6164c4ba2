package opencompact.memory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The queue of messages owed, oldest first. Over a {@link Backlog} it holds the oldest thousand and
 * the newest, which may not be on disk yet; what lies between them is on disk alone, so that
 * 200,000 messages take no more of the heap than a few hundred (OFF-2). Without one it holds all.
 */
final class Outbox implements Iterable<Owed> {

  /** The manual's RAM queue. */
  static final int USUAL_HEAD = 1000;

  /**
   * The newest that are kept besides: more than a journal that finds no room can leave unwritten.
   */
  static final int FRESH = 1000;

  private final Deque<Owed> head = new ArrayDeque<>();
  private final Deque<Owed> newest = new ArrayDeque<>();

  /** What was dropped lately, which a backlog may not have heard of yet. */
  private final Set<Long> dropped = new LinkedHashSet<>();

  private final boolean replaying;
  private final int most;

  /** The head is filled up when it is as short as that. */
  private final int low;

  private @Nullable Backlog backlog;
  private int size;

  /** Everything up to this sequence has been in the head. */
  private long read;

  /**
   * An empty queue.
   *
   * @param replaying whether facts are folded whose messages a backlog knows already
   * @param most so many of the oldest are in the heap, at least 1
   */
  Outbox(boolean replaying, int most) {
    this.replaying = replaying;
    this.most = most;
    this.low = most / 10;
  }

  /** From now on what does not fit into the head is found there. */
  void rely(Backlog on) {
    backlog = on;
    size = on.owed();
    refill();
  }

  private boolean blind() {
    return replaying && backlog == null;
  }

  void add(Owed owed) {
    if (blind()) {
      return;
    }
    boolean noGap = head.size() == size;
    size++;
    if (backlog == null || (noGap && head.size() < most)) {
      head.add(owed);
      read = owed.sequence();
      return;
    }
    newest.add(owed);
    if (newest.size() > FRESH) {
      newest.remove();
    }
  }

  /** Takes the oldest message away, which must be that one; null while a replay goes on. */
  @Nullable Owed forget(long sequence) {
    if (blind()) {
      return null;
    }
    Owed oldest = head.peek();
    if (oldest == null || oldest.sequence() != sequence) {
      throw new IllegalStateException("message " + sequence + " is not the oldest owed: " + oldest);
    }
    head.remove();
    size--;
    refill();
    return oldest;
  }

  /** Takes one message away wherever it stands. */
  void drop(long sequence) {
    if (!blind()) {
      head.removeIf(owed -> owed.sequence() == sequence);
      newest.removeIf(owed -> owed.sequence() == sequence);
      size--;
      if (backlog != null) {
        dropped.add(sequence);
        if (dropped.size() > FRESH) {
          dropped.remove(dropped.iterator().next());
        }
      }
      refill();
    }
  }

  private void refill() {
    Backlog from = backlog;
    if (from == null || head.size() > low || head.size() == size) {
      return;
    }
    int room = most - head.size();
    List<Owed> more = from.owed(read, room);
    more.forEach(this::take);
    while (head.isEmpty() && !more.isEmpty()) {
      // Every one of them had been dropped.
      more = from.owed(read, room);
      more.forEach(this::take);
    }
    // The journal says all it has when it says less than it was asked for.
    while (more.size() < room && head.size() < most && !newest.isEmpty()) {
      Owed owed = newest.remove();
      if (owed.sequence() > read) {
        take(owed);
      }
    }
    if (head.isEmpty() && size > 0) {
      throw new IllegalStateException(
          size + " messages are owed, and none of them is found behind number " + read);
    }
  }

  private void take(Owed owed) {
    read = owed.sequence();
    if (!dropped.contains(read)) {
      head.add(owed);
    }
  }

  @Nullable Owed peek() {
    return head.peek();
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** How many of them are in the heap. */
  int held() {
    return head.size() + newest.size();
  }

  /** Whether all of them are on disk as well, so that a snapshot of the facts needs none. */
  boolean relies() {
    return backlog != null;
  }

  /** At most so many messages behind a sequence, oldest first. */
  List<Owed> after(long sequence, int most) {
    List<Owed> found = new ArrayList<>();
    long last = sequence;
    for (Owed owed : head) {
      if (owed.sequence() > last && found.size() < most) {
        found.add(owed);
        last = owed.sequence();
      }
    }
    Backlog from = backlog;
    if (from != null && found.size() < most && head.size() < size) {
      List<Owed> more = from.owed(Math.max(last, read), most - found.size());
      for (Owed owed : more) {
        last = owed.sequence();
        if (!dropped.contains(last)) {
          found.add(owed);
        }
      }
      for (Owed owed : newest) {
        if (owed.sequence() > last && found.size() < most) {
          found.add(owed);
          last = owed.sequence();
        }
      }
    }
    return found;
  }

  /** All of them, read from the disk a thousand at a time. */
  @Override
  public Iterator<Owed> iterator() {
    return new Iterator<>() {
      private final Deque<Owed> page = new ArrayDeque<>(after(0, USUAL_HEAD));

      @Override
      public boolean hasNext() {
        return !page.isEmpty();
      }

      @Override
      public Owed next() {
        Owed next = page.poll();
        if (next == null) {
          throw new NoSuchElementException();
        }
        if (page.isEmpty()) {
          page.addAll(after(next.sequence(), USUAL_HEAD));
        }
        return next;
      }
    };
  }
}
