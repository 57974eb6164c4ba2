package opencompact.memory;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of lines in the event log (DIA-2). Each has its own share of the room, so that a line
 * that flaps for a year does not push out what happened to the charges.
 */
public enum LogKind {
  /** Cards, charges from beginning to end, what held them back, what the car did. */
  CHARGE("charge", 40),
  /** A fault came, went, was cleared, or stopped something. */
  FAULT("fault", 15),
  /** The line to the back office, and what it ordered that was refused. */
  LINE("line", 15),
  /** Security events of the white paper, and logins (OCPP-SE-40, UK-SEC-10). */
  SECURITY("security", 10),
  /** Starts, restarts, availability, locks, firmware and uploads. */
  STATION("station", 10),
  /** Settings, cards and secrets that somebody changed. */
  SETTING("setting", 5),
  /** The external meter. */
  METER("meter", 5);

  private final String word;
  private final int percent;

  LogKind(String word, int percent) {
    this.word = word;
    this.percent = percent;
  }

  /** As it stands in the log and is asked for. */
  public String word() {
    return word;
  }

  /** Its share of the log's room; all together are a hundred. */
  public int percent() {
    return percent;
  }

  /** The kind of that word, or null. */
  public static @Nullable LogKind named(String word) {
    for (LogKind kind : values()) {
      if (kind.word.equals(word)) {
        return kind;
      }
    }
    return null;
  }

  /** All of them in words, for whoever asked for another. */
  public static String words() {
    return Arrays.stream(values()).map(LogKind::word).collect(Collectors.joining(", "));
  }
}
