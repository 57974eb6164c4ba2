package opencompact.host.allowance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.TreeSet;
import opencompact.catalogue.Key;
import opencompact.catalogue.Keys;
import opencompact.catalogue.OffPeriod;
import opencompact.catalogue.Settings;
import org.jspecify.annotations.Nullable;

/**
 * What the charge-off periods say at one instant (OFF-3, UK-OP-10): whether one of them rules, and
 * until when it stays so. They are meant in local time, so that daylight saving moves them.
 *
 * @param ruling the key of the period that rules; null outside of all
 * @param until when the answer changes; null if not within nine days
 */
record OffHours(@Nullable Key<OffPeriod> ruling, @Nullable Instant until) {

  private static final List<Key<OffPeriod>> PERIODS =
      List.of(Keys.CHARGE_OFF_PERIOD_1, Keys.CHARGE_OFF_PERIOD_2);

  /** Beyond a weekend and a week everything has come once. */
  private static final int DAYS = 9;

  static OffHours at(Instant now, Settings settings) {
    Key<OffPeriod> ruling = ruling(now, settings);
    for (Instant edge : edges(now, settings)) {
      if ((ruling(edge, settings) == null) != (ruling == null)) {
        return new OffHours(ruling, edge);
      }
    }
    return new OffHours(ruling, null);
  }

  /** Whether there is any period that could rule. */
  static boolean any(Settings settings) {
    return PERIODS.stream().anyMatch(key -> settings.value(key).enabled());
  }

  private static @Nullable Key<OffPeriod> ruling(Instant now, Settings settings) {
    ZoneId zone = settings.value(Keys.TIME_ZONE);
    for (Key<OffPeriod> key : PERIODS) {
      if (settings.value(key).covers(now.atZone(zone).toLocalDateTime())) {
        return key;
      }
    }
    return null;
  }

  /** Every instant after now at which the answer can change: nowhere else need be looked. */
  private static TreeSet<Instant> edges(Instant now, Settings settings) {
    ZoneId zone = settings.value(Keys.TIME_ZONE);
    TreeSet<Instant> edges = new TreeSet<>();
    LocalDate today = now.atZone(zone).toLocalDate();
    for (int day = 0; day <= DAYS; day++) {
      LocalDate date = today.plusDays(day);
      edges.add(date.atStartOfDay(zone).toInstant());
      for (Key<OffPeriod> key : PERIODS) {
        OffPeriod period = settings.value(key);
        for (LocalTime time : List.of(period.from(), period.until())) {
          // In the hour that comes twice a time is two instants; in the one left out it is none,
          // and
          // the shift itself is the edge.
          LocalDateTime local = date.atTime(time);
          for (ZoneOffset offset : zone.getRules().getValidOffsets(local)) {
            edges.add(local.toInstant(offset));
          }
        }
      }
    }
    ZoneOffsetTransition shift = zone.getRules().nextTransition(now);
    if (shift != null) {
      edges.add(shift.getInstant());
    }
    return new TreeSet<>(edges.tailSet(now, false));
  }
}
