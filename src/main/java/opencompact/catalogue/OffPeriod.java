package opencompact.catalogue;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;

/**
 * A daily span in which nothing charges by itself, on weekdays and in local time (OFF-3; UK-OP-10).
 * It is half open, and one that ends before it begins runs over midnight (OCPP-CF-78).
 */
public record OffPeriod(boolean enabled, LocalTime from, LocalTime until) {

  /** Whether the period rules at this local time. The weekday is that of the date itself. */
  public boolean covers(LocalDateTime local) {
    boolean weekday =
        local.getDayOfWeek() != DayOfWeek.SATURDAY && local.getDayOfWeek() != DayOfWeek.SUNDAY;
    LocalTime time = local.toLocalTime();
    boolean begun = !time.isBefore(from);
    boolean over = !time.isBefore(until);
    boolean inside = until.isBefore(from) ? begun || !over : begun && !over;
    return enabled && weekday && inside;
  }

  /** The wire text: {@code enable,08:00,11:00}. */
  @Override
  public String toString() {
    return (enabled ? "enable" : "disable") + "," + from + "," + until;
  }
}
