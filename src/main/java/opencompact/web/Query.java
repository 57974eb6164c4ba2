package opencompact.web;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import opencompact.catalogue.Keys;
import opencompact.host.HostView;
import opencompact.memory.Span;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the question mark of an address: numbers with their bounds, and times as
 * people write them, by the station's clock and calendar.
 */
record Query(HttpServerRequest request, HostView view) {
  private static final Pattern DATE = Pattern.compile("(\\d{4})(?:-(\\d{2}))?(?:-(\\d{2}))?");
  private static final Pattern AGO =
      Pattern.compile("(\\d{1,6}) ?([smhdw])(?: ago)?", Pattern.CASE_INSENSITIVE);

  ZoneId zone() {
    return view.settings().value(Keys.TIME_ZONE);
  }

  @Nullable String text(String name) {
    return request.getParam(name);
  }

  int wholeNumber(String name, int usual, int least, int most) {
    return (int) wholeNumber(name, (long) usual, least, most);
  }

  long wholeNumber(String name, long usual, long least, long most) {
    String text = text(name);
    if (text == null) {
      return usual;
    }
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notOne) {
      // The sentence below says what would be right.
    }
    throw new Problem(
        400,
        "The parameter "
            + name
            + " takes a whole number "
            + (most == Long.MAX_VALUE ? "from " + least + " on" : "from " + least + " to " + most)
            + ".");
  }

  /** From {@code since} until {@code until}; a day, month or year is meant whole. */
  Span span() {
    Instant from = time("since", false);
    Instant until = time("until", true);
    if (from != null && until != null && until.isBefore(from)) {
      throw new Problem(400, "The parameter until names a time before since.");
    }
    return new Span(from, until);
  }

  private @Nullable Instant time(String name, boolean end) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    try {
      Matcher date = DATE.matcher(text);
      if (date.matches()) {
        return day(date, end).atStartOfDay(zone()).toInstant();
      }
      Matcher ago = AGO.matcher(text);
      if (ago.matches()) {
        return now(name).minus(span(ago.group(2)).multipliedBy(Long.parseLong(ago.group(1))));
      }
      if (text.matches(".*T.*([Zz]|[-+ ]\\d{2}(:?\\d{2})?)")) {
        // A plus that was not escaped arrives as a blank.
        return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
      }
      return LocalDateTime.parse(text).atZone(zone()).toInstant();
    } catch (DateTimeParseException notOne) {
      throw new Problem(
          400,
          "The parameter "
              + name
              + " takes a time such as 2026-03-01T08:00:00Z, a local date such as 2026-03-01 or"
              + " 2026-03, or a time ago such as 3h or 2d.");
    }
  }

  private static LocalDate day(Matcher date, boolean end) {
    if (date.group(2) == null) {
      return Year.parse(date.group()).plusYears(end ? 1 : 0).atDay(1);
    }
    return date.group(3) == null
        ? YearMonth.parse(date.group()).plusMonths(end ? 1 : 0).atDay(1)
        : LocalDate.parse(date.group()).plusDays(end ? 1 : 0);
  }

  private Instant now(String name) {
    Instant wall = view.wall();
    if (wall == null) {
      throw new Problem(
          409,
          "The station does not know the time of day, so nothing is so long ago; set the clock, or"
              + " leave out "
              + name
              + ".");
    }
    return wall;
  }

  private static Duration span(String unit) {
    return switch (unit) {
      case "s", "S" -> Duration.ofSeconds(1);
      case "m", "M" -> Duration.ofMinutes(1);
      case "h", "H" -> Duration.ofHours(1);
      case "d", "D" -> Duration.ofDays(1);
      default -> Duration.ofDays(7);
    };
  }
}
