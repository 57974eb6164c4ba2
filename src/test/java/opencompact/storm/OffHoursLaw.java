package opencompact.storm;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import opencompact.sim.Yard;

/**
 * In the United Kingdom as delivered no contacts stay closed on weekdays from 8 to 11 and from 16
 * to 22 o'clock, unless a charging profile rules or nobody knows the time (OFF-3, UK-OP-02).
 */
final class OffHoursLaw {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  /** A car is given six seconds to stop; the rest is for the pilot and for the turn. */
  private static final long GRACE_NANOS = Duration.ofSeconds(9).toNanos();

  private long since = -1;
  private int kept;

  void check(Yard yard) {
    boolean charges = yard.powered() && yard.open() != null && yard.profiles().isEmpty();
    if (!charges || !knowsTheTime(yard) || !off(yard.wall())) {
      since = -1;
      return;
    }
    if (since < 0) {
      since = yard.now();
      kept++;
    }
    if (yard.drive().contactorClosed && yard.now() - since > GRACE_NANOS) {
      throw new AssertionError("charges at " + yard.wall() + ", within a charge-off period");
    }
  }

  /** How often a charge was seen to wait; a storm without says nothing about the periods. */
  int kept() {
    return kept;
  }

  private static boolean knowsTheTime(Yard yard) {
    Instant told = yard.clock();
    return told != null && Duration.between(told, yard.wall()).abs().toSeconds() < 3;
  }

  private static boolean off(Instant now) {
    ZonedDateTime local = now.atZone(LONDON);
    boolean weekend =
        local.getDayOfWeek() == DayOfWeek.SATURDAY || local.getDayOfWeek() == DayOfWeek.SUNDAY;
    int hour = local.getHour();
    return !weekend && (hour >= 8 && hour < 11 || hour >= 16 && hour < 22);
  }
}
