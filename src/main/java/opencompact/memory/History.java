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
  List<Session> sessions(int before, int most);

  /**
   * At most so many lines of the event log with a number below {@code before}, newest first.
   *
   * @param kind only lines of this kind; null for all
   */
  List<Line> events(long before, int most, @Nullable String kind);
}
