package opencompact.quantity;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One instant on both of the station's clocks. Rules wait by {@code uptime}, which never jumps;
 * stamps and calendars use {@code wall}, which may jump, or be unknown until the back office or a
 * person tells it (OCPP-BT-14, OCPP-BT-15).
 *
 * @param uptimeNanos nanoseconds since this start of the station, never decreasing
 * @param wall the time of day in UTC, or null while it is unknown
 */
public record Moment(long uptimeNanos, @Nullable Instant wall) {

  /** An uptime that no turn ever reaches: the deadline of one who waits for nothing. */
  public static final long NEVER = Long.MAX_VALUE;

  /** Whoever names a day in the year 9999 must not stop the station. */
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  public boolean reached(long deadlineNanos) {
    return uptimeNanos >= deadlineNanos;
  }

  /** The uptime that lies this long after now; {@link #NEVER} where it would overflow. */
  public long in(Duration wait) {
    return wait.compareTo(LONGEST) > 0 ? NEVER : in(wait.toNanos());
  }

  /** The uptime that lies this many nanoseconds after now. */
  public long in(long waitNanos) {
    long then = uptimeNanos + waitNanos;
    return then < uptimeNanos ? NEVER : then;
  }

  /** The time of day of an uptime, by today's clock; null if unknown, or never. */
  public @Nullable Instant wallAt(long otherNanos) {
    return wall == null || otherNanos == NEVER ? null : wall.plusNanos(otherNanos - uptimeNanos);
  }

  /** Nanoseconds from an earlier uptime until now. */
  public long since(long earlierNanos) {
    return uptimeNanos - earlierNanos;
  }
}
