package opencompact.memory;

/**
 * One line of the event log: what happened, why, and what followed (DIA-2). Kept for people, never
 * folded.
 *
 * @param kind a short word to filter by: {@code charge}, {@code fault}, {@code line}, {@code
 *     setting}, {@code security}, {@code station}
 */
public record LogEntry(Stamp at, String kind, String sentence) {

  /** The same line once the wall time at which its boot began is known (OCPP-BT-15). */
  public LogEntry dated(Fact.ClockKnown clock) {
    return new LogEntry(at.dated(clock), kind, sentence);
  }
}
