package opencompact.memory;

import java.time.Instant;
import opencompact.quantity.Moment;
import org.jspecify.annotations.Nullable;

/**
 * When something happened, in a form that survives an unknown clock: if the wall time was unknown,
 * it is found later from the boot it belongs to (OCPP-BT-15).
 *
 * @param boot the number of the start of the station, counted from 1
 * @param uptimeMillis milliseconds since that start
 * @param wallMillis milliseconds since 1970 in UTC, or -1 while unknown
 */
public record Stamp(int boot, long uptimeMillis, long wallMillis) {

  public static Stamp of(int boot, Moment now) {
    Instant wall = now.wall();
    return new Stamp(boot, now.uptimeNanos() / 1_000_000, wall == null ? -1 : wall.toEpochMilli());
  }

  /** The time of day, or null while nobody knows it. */
  public @Nullable Instant wall() {
    return wallMillis < 0 ? null : Instant.ofEpochMilli(wallMillis);
  }

  /** This stamp once the wall time at which its boot began is known (OCPP-BT-15). */
  public Stamp dated(Fact.ClockKnown clock) {
    return wallMillis < 0 && clock.boot() == boot
        ? new Stamp(boot, uptimeMillis, clock.bootWallMillis() + uptimeMillis)
        : this;
  }
}
