package opencompact.memory;

/**
 * One line of the event log: what happened, why, and what followed (DIA-2). Kept for people, never
 * folded.
 *
 * @param kind the word of a {@link LogKind}
 */
public record LogEntry(Stamp at, String kind, String sentence) {

  public LogEntry {
    if (LogKind.named(kind) == null) {
      throw new IllegalArgumentException(
          "a line of the event log is of one of these kinds: " + LogKind.words() + "; not " + kind);
    }
  }

  /** The same line once the wall time at which its boot began is known (OCPP-BT-15). */
  public LogEntry dated(Fact.ClockKnown clock) {
    return new LogEntry(at.dated(clock), kind, sentence);
  }
}
