package opencompact.host.uplink;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import opencompact.ocpp.Glance;
import org.jspecify.annotations.Nullable;

/**
 * Makes lines of the frame log out of what was noted, in the order in which it happened: joins each
 * answer to its call, so that it carries the action and how long it took (DIA-2). Calls that nobody
 * answers are forgotten with their connection, or when too many wait.
 */
public final class FramePairs {
  /** A back office that asks without waiting for answers must not make the log grow. */
  static final int MOST_WAITING = 256;

  private record Asked(@Nullable String action, long nanos) {}

  private final Map<String, Asked> ours = new LinkedHashMap<>();
  private final Map<String, Asked> theirs = new LinkedHashMap<>();
  private Instant lastWall = Instant.EPOCH;
  private String lastIdentity = "";
  private long number;

  /**
   * The next line has the number after the given one.
   *
   * @param lastNumber of the last line kept so far, 0 where there is none
   */
  public FramePairs(long lastNumber) {
    this.number = lastNumber;
  }

  /** The line for what happened next. */
  public LoggedFrame line(FrameLog.Note note) {
    lastWall = note.wall();
    lastIdentity = note.identity();
    return switch (note.what()) {
      case OPENED, CLOSED -> {
        ours.clear();
        theirs.clear();
        yield mark(note);
      }
      case SENT -> frame(note, LoggedFrame.Direction.CP_TO_CSMS, ours, theirs);
      case HEARD -> frame(note, LoggedFrame.Direction.CSMS_TO_CP, theirs, ours);
    };
  }

  /** The line that says that some are missing. */
  public LoggedFrame lost(long count) {
    return LoggedFrame.lost(++number, lastWall, lastIdentity, count);
  }

  /** How many calls of both sides wait for their answer. */
  int waiting() {
    return ours.size() + theirs.size();
  }

  private LoggedFrame mark(FrameLog.Note note) {
    return new LoggedFrame(
        ++number,
        note.wall(),
        note.identity(),
        note.what().name().toLowerCase(Locale.ROOT),
        null,
        null,
        null,
        null,
        null,
        Glance.withoutPasswords(note.text()));
  }

  private LoggedFrame frame(
      FrameLog.Note note,
      LoggedFrame.Direction direction,
      Map<String, Asked> speakers,
      Map<String, Asked> listeners) {
    Glance glance = Glance.at(note.text());
    String id = glance.id();
    String action = glance.action();
    Long latencyMillis = null;
    switch (glance.kind()) {
      case CALL -> {
        if (id != null) {
          speakers.put(id, new Asked(action, note.nanos()));
          if (speakers.size() > MOST_WAITING) {
            speakers.remove(speakers.keySet().iterator().next());
          }
        }
      }
      case RESULT, CALL_ERROR -> {
        Asked asked = id == null ? null : listeners.remove(id);
        if (asked != null) {
          action = asked.action();
          latencyMillis = Math.max(0, note.nanos() - asked.nanos()) / 1_000_000;
        }
      }
      case UNREADABLE -> {}
    }
    return new LoggedFrame(
        ++number,
        note.wall(),
        note.identity(),
        glance.kind().word(),
        direction,
        action,
        id,
        latencyMillis,
        glance.shown(),
        null);
  }
}
