package opencompact.torture;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last things that happened before a life went wrong, found by living it once more. */
public final class Story {
  private static final int MOST = 60;
  private static final long AFTERWARDS_NANOS = 2_000_000_000L;

  /** What happens every second and tells a reader nothing. */
  private static final List<String> NOISE =
      List.of("event RtmReported", "  command TellRtm", "drive Drive", "event TimePassed", "Play[");

  private final Deque<String> lines = new ArrayDeque<>();
  private final long until;

  private Story(long until) {
    this.until = until;
  }

  /** The story of a life that went wrong like that: one line for each event, fact and command. */
  public static List<String> of(long seed, Throwable wrong) {
    Story story =
        new Story(
            wrong instanceof Discrepancy found ? found.at() + AFTERWARDS_NANOS : Long.MAX_VALUE);
    try {
      new Torture(seed).traced(story::line).live();
    } catch (RuntimeException | AssertionError again) {
      // As was to be expected: the same seed gives the same life.
      return List.copyOf(story.lines);
    }
    throw new IllegalStateException("life " + seed + " went well the second time");
  }

  private void line(String line) {
    int space = line.indexOf(' ');
    long at = Long.parseLong(line.substring(0, space));
    String what = line.substring(space + 1);
    if (at > until || NOISE.stream().anyMatch(what::contains)) {
      return;
    }
    lines.add("%12.3f s  %s".formatted(at / 1e9, what));
    if (lines.size() > MOST) {
      lines.remove();
    }
  }
}
