package opencompact.host.upkeep;

import java.time.Instant;
import java.util.Locale;
import opencompact.memory.LogEntry;
import opencompact.memory.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * The part of the event log that was asked for (OCPP-DG-01, OCPP-SE-42).
 *
 * @param kind only lines of this kind; null for all
 * @param from the oldest instant; null for the beginning
 * @param to the latest instant; null for the end
 */
public record LogWindow(@Nullable String kind, @Nullable Instant from, @Nullable Instant to) {

  /** Whether a line belongs to it. One whose time nobody knows belongs to no span of time. */
  public boolean covers(LogEntry entry) {
    Instant wall = entry.at().wall();
    if (kind != null && !kind.equals(entry.kind())) {
      return false;
    }
    return wall == null
        ? from == null && to == null
        : (from == null || !wall.isBefore(from)) && (to == null || !wall.isAfter(to));
  }

  /** A line as it stands in the archive. */
  public static String line(LogEntry entry) {
    Stamp at = entry.at();
    Instant wall = at.wall();
    String when =
        wall == null
            ? String.format(Locale.ROOT, "start %d + %d ms", at.boot(), at.uptimeMillis())
            : wall.toString();
    return when + "  " + entry.kind() + "  " + Blotted.text(entry.sentence());
  }
}
