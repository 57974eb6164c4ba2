package opencompact.memory;

import java.util.List;

/**
 * The door to the messages that are owed and lie on disk (OFF-2). A journal keeps them in a table
 * beside its facts and changes both in one commit; {@link Memory} holds no more than the head of
 * the queue.
 */
public interface Backlog {

  /** How many messages are owed, all in all. */
  int owed();

  /**
   * The oldest owed messages behind a place in the queue.
   *
   * @param after a sequence; 0 for the beginning of the queue
   * @param most how many at most
   * @throws Journal.JournalFailed when they cannot be read
   */
  List<Owed> owed(long after, int most);
}
