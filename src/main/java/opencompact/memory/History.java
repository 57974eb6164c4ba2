package opencompact.memory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The door to what has been, for people: sessions and the event log (WEB-11, DIA-2). It only reads,
 * beside the writer, and what it shows is on disk. Times that were unknown when they were written
 * are filled in once the clock is known (OCPP-BT-15).
 */
public interface History {

  /** More than any number of a session or line: from the newest on. */
  int NEWEST = Integer.MAX_VALUE;

  /**
   * One line of the event log.
   *
   * @param number its place in the log, counted from 1 and never reused
   */
  record Line(long number, LogEntry entry) {}

  /** At most so many sessions with a number below {@code before}, newest first. */
  default List<Session> sessions(int before, int most) {
    return sessions(Span.ALWAYS, before, most);
  }

  /**
   * At most so many sessions with a number below {@code before}, newest first.
   *
   * @param span in which they began
   */
  List<Session> sessions(Span span, int before, int most);

  /** The session of that number, or null. */
  @Nullable Session session(int number);

  /** What is kept of the changes of a session's rate, oldest first (UK-ME-01). */
  List<RateChange> changes(int session);

  /**
   * At most so many lines of the event log with a number below {@code before}, newest first.
   *
   * @param kind only lines of this kind; null for all
   */
  default List<Line> events(long before, int most, @Nullable String kind) {
    return events(Span.ALWAYS, before, most, kind);
  }

  /** The same, of one stretch of time only. */
  List<Line> events(Span span, long before, int most, @Nullable String kind);

  /** At most so many lines with a number above {@code after}, oldest first. */
  List<Line> eventsAfter(Span span, long after, int most, @Nullable String kind);

  /** The number of the newest line; 0 where there is none. */
  long newestEvent();
}
