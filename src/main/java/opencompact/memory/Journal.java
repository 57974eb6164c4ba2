package opencompact.memory;

import java.util.List;

/**
 * The door to durable storage. One writer. What {@link #append} returned from is on disk; whole
 * turns count, a torn one never happened.
 */
public interface Journal extends AutoCloseable {

  /**
   * Makes one turn's facts and log lines durable, all or none, before anything is told to the
   * world.
   *
   * @throws JournalFailed when they are not on disk; nothing of them counts then
   */
  void append(List<Fact> facts, List<LogEntry> log);

  /**
   * Tries whether the disk takes a write now, without one that means anything.
   *
   * @throws JournalFailed when it does not
   */
  default void prove() {}

  /**
   * Every fact since delivery, in order, or a compaction that folds to the same memory. A journal
   * that keeps the queue beside its facts leaves out what is owed; {@link #remembered} does not.
   */
  List<Fact> replay();

  /** What all that was appended adds up to. */
  default Memory remembered() {
    Memory memory = new Memory();
    replay().forEach(memory::fold);
    return memory;
  }

  /**
   * Replaces everything appended so far by this equivalent, in one step ({@link
   * Memory#compacted()}).
   */
  void compact(List<Fact> equivalent);

  @Override
  void close();

  /** Storage did not do what it must. The message says what to check. */
  final class JournalFailed extends RuntimeException {
    public JournalFailed(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
