package opencompact.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much of what has been is kept for people (UK-ME-10, DIA-2); {@code docs/storage.md} counts
 * out why so much.
 *
 * @param lines of the event log, shared out to its kinds ({@link LogKind})
 * @param sessions the oldest go first
 * @param changes of rates, in all sessions together; the oldest go first
 */
public record Retention(int lines, int sessions, int changes) {
  public static final Retention USUAL = new Retention(400_000, 50_000, 400_000);

  /** A session older than that goes (UK-ME-10). */
  public static final Duration SESSIONS = Duration.ofDays(400);

  /** A wrong clock that was believed for fewer charges than that has cost no history. */
  public static final int WITNESSES = 10;

  /** How many lines of that kind are kept. */
  public int lines(LogKind kind) {
    return (int) ((long) lines * kind.percent() / 100);
  }

  /**
   * Sessions that began before this are too old; null while too few are known to judge. It is
   * counted back from the earliest of the newest {@link #WITNESSES}, and not from now: a clock that
   * jumps into another century must not take the history with it.
   *
   * @param newest when the newest dated sessions began, in any order
   */
  public static @Nullable Instant horizon(List<Instant> newest) {
    return newest.size() < WITNESSES
        ? null
        : newest.stream().min(Comparator.naturalOrder()).orElseThrow().minus(SESSIONS);
  }
}
