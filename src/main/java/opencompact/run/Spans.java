package opencompact.run;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * Time spans as people write them: {@code 10s}, {@code 90m}, {@code 8h}, {@code 2d}, {@code PT8H}.
 */
final class Spans {
  private Spans() {}

  /** A span as a person would write it: {@code 10 s}, {@code 5 min}, {@code 1 h 30 min}. */
  static String words(Duration span) {
    StringBuilder words = new StringBuilder();
    if (span.toHours() > 0) {
      words.append(span.toHours()).append(" h ");
    }
    if (span.toMinutesPart() > 0) {
      words.append(span.toMinutesPart()).append(" min ");
    }
    Duration rest = Duration.ofSeconds(span.toSecondsPart(), span.toNanosPart());
    if (rest.isPositive() || words.isEmpty()) {
      double seconds = rest.toNanos() * 1e-9;
      words.append(BenchDoor.plain(Math.rint(seconds * 1000) / 1000)).append(" s ");
    }
    return words.toString().strip();
  }

  static Duration read(String text, String where) {
    String span = text.strip().toUpperCase(Locale.ROOT);
    String iso = span.startsWith("P") ? span : span.endsWith("D") ? "P" + span : "PT" + span;
    try {
      Duration duration = Duration.parse(iso);
      if (duration.isPositive()) {
        return duration;
      }
    } catch (DateTimeParseException | ArithmeticException notOne) {
      // The line below says what would be right.
    }
    throw Complaint.usage(
        where + " takes a time span such as 10s, 90m, 8h or PT8H, not \"" + text + "\".");
  }
}
