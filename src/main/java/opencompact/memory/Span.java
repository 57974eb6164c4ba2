package opencompact.memory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time that somebody asks about.
 *
 * @param from the first instant of it; null for the beginning
 * @param until the first instant after it; null for the end
 */
public record Span(@Nullable Instant from, @Nullable Instant until) {
  public static final Span ALWAYS = new Span(null, null);

  /** Whether it covers that instant. What nobody can date belongs to no span but to all of time. */
  public boolean covers(Stamp at) {
    Instant wall = at.wall();
    return wall == null
        ? from == null && until == null
        : (from == null || !wall.isBefore(from)) && (until == null || wall.isBefore(until));
  }
}
