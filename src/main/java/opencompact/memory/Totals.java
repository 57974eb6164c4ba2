package opencompact.memory;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import opencompact.quantity.WattHours;
import org.jspecify.annotations.Nullable;

/**
 * The energy of many sessions by day, month or year (UK-ME-01). A session counts for the local day
 * on which it began, so that each list adds up to the sessions in it, and a day of 23 or 25 hours
 * is a day.
 *
 * @param rows the periods in which any session began, oldest first
 * @param all everything, what cannot be dated included
 * @param undated how many sessions began while nobody knew the time
 */
public record Totals(List<Row> rows, Row all, int undated) {

  /** What is summed up. */
  public enum By {
    DAY,
    MONTH,
    YEAR;

    LocalDate first(LocalDate day) {
      return switch (this) {
        case DAY -> day;
        case MONTH -> day.withDayOfMonth(1);
        case YEAR -> day.withDayOfYear(1);
      };
    }

    LocalDate next(LocalDate first) {
      return switch (this) {
        case DAY -> first.plusDays(1);
        case MONTH -> first.plusMonths(1);
        case YEAR -> first.plusYears(1);
      };
    }

    /** As people write it: 2026-03-29, 2026-03, 2026. */
    String name(LocalDate first) {
      String day = first.toString();
      return switch (this) {
        case DAY -> day;
        case MONTH -> day.substring(0, day.length() - 3);
        case YEAR -> day.substring(0, day.length() - 6);
      };
    }
  }

  /**
   * One period.
   *
   * @param name its local date, as far as it matters; empty for all
   * @param span from its first instant until the first of the next
   * @param seconds how long the ended sessions lasted, as far as that is known
   */
  public record Row(String name, Span span, int sessions, WattHours energy, long seconds) {

    private Row with(Session session) {
      return new Row(
          name, span, sessions + 1, energy.plus(session.energy()), seconds + lasted(session));
    }

    private static long lasted(Session session) {
      Long lasted = session.seconds();
      return lasted == null ? 0 : lasted;
    }
  }

  /** The sums of these sessions, by the calendar of that zone. */
  public static Totals of(List<Session> sessions, By by, ZoneId zone) {
    SortedMap<LocalDate, Row> rows = new TreeMap<>();
    Row all = new Row("", Span.ALWAYS, 0, WattHours.NONE, 0);
    int undated = 0;
    for (Session session : sessions) {
      all = all.with(session);
      Instant began = session.started().wall();
      if (began == null) {
        undated++;
        continue;
      }
      LocalDate first = by.first(began.atZone(zone).toLocalDate());
      rows.put(first, row(rows.get(first), first, by, zone).with(session));
    }
    return new Totals(List.copyOf(new ArrayList<>(rows.values())), all, undated);
  }

  private static Row row(@Nullable Row before, LocalDate first, By by, ZoneId zone) {
    if (before != null) {
      return before;
    }
    Span span =
        new Span(
            first.atStartOfDay(zone).toInstant(), by.next(first).atStartOfDay(zone).toInstant());
    return new Row(by.name(first), span, 0, WattHours.NONE, 0);
  }
}
