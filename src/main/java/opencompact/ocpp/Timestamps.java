package opencompact.ocpp;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * The date-times of OCPP 1.6: ISO 8601. We emit UTC with {@code Z} and milliseconds (OCPP-BT-16)
 * and accept any number of fraction digits, any offset, small letters, and no zone at all, which
 * then means UTC (OCPP-BT-13). What is finer than a millisecond is cut off once, here, so that
 * equal times stay equal (OCPP-P-50).
 */
public final class Timestamps {
  /** The length of an emitted stamp, as in {@code 2024-02-29T23:59:59.123Z}. */
  static final int LENGTH = 24;

  private static final int SECONDS_OF_DAY = 86_400;

  private Timestamps() {}

  /** Reads a stamp; throws IllegalArgumentException with a sentence when it is none. */
  public static Instant parse(String text) {
    int length = text.length();
    if (length < 19
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || (text.charAt(10) != 'T' && text.charAt(10) != 't')
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      throw unreadable(text);
    }
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    if (hour > 23 || minute > 59 || second > 59) {
      throw unreadable(text);
    }
    int at = 19;
    int millis = 0;
    if (at < length && (text.charAt(at) == '.' || text.charAt(at) == ',')) {
      int first = ++at;
      int weight = 100;
      while (at < length && isDigit(text.charAt(at))) {
        millis += (text.charAt(at++) - '0') * weight;
        weight /= 10;
      }
      if (at == first) {
        throw unreadable(text);
      }
    }
    long day = day(text);
    long seconds = day * SECONDS_OF_DAY + hour * 3600L + minute * 60L + second - offset(text, at);
    Instant instant = Instant.ofEpochSecond(seconds, millis * 1_000_000L);
    if (!representable(instant)) {
      throw unreadable(text);
    }
    return instant;
  }

  /** The stamp as we send it. */
  public static String text(Instant instant) {
    char[] stamp = new char[LENGTH];
    write(instant, stamp);
    return new String(stamp);
  }

  /** Cuts off what a stamp cannot carry. */
  public static Instant truncated(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS);
  }

  static void write(Instant instant, char[] stamp) {
    if (!representable(instant)) {
      throw new IllegalArgumentException("A stamp needs a year of four digits, not " + instant);
    }
    long seconds = instant.getEpochSecond();
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, (long) SECONDS_OF_DAY));
    int time = (int) Math.floorMod(seconds, (long) SECONDS_OF_DAY);
    two(stamp, 0, date.getYear() / 100);
    two(stamp, 2, date.getYear() % 100);
    stamp[4] = '-';
    two(stamp, 5, date.getMonthValue());
    stamp[7] = '-';
    two(stamp, 8, date.getDayOfMonth());
    stamp[10] = 'T';
    two(stamp, 11, time / 3600);
    stamp[13] = ':';
    two(stamp, 14, time / 60 % 60);
    stamp[16] = ':';
    two(stamp, 17, time % 60);
    stamp[19] = '.';
    int millis = instant.getNano() / 1_000_000;
    stamp[20] = (char) ('0' + millis / 100);
    two(stamp, 21, millis % 100);
    stamp[23] = 'Z';
  }

  private static long day(String text) {
    try {
      return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)).toEpochDay();
    } catch (DateTimeException noSuchDay) {
      throw unreadable(text);
    }
  }

  /** The seconds that the stamp's zone is ahead of UTC. */
  private static int offset(String text, int at) {
    int length = text.length();
    if (at == length) {
      return 0;
    }
    char sign = text.charAt(at);
    if (sign == 'Z' || sign == 'z') {
      if (at + 1 != length) {
        throw unreadable(text);
      }
      return 0;
    }
    if (sign != '+' && sign != '-') {
      throw unreadable(text);
    }
    int hours = number(text, at + 1, at + 3);
    int rest = at + 3;
    if (rest < length && text.charAt(rest) == ':') {
      rest++;
    }
    int minutes = rest == at + 3 && rest == length ? 0 : number(text, rest, rest + 2);
    boolean ended = rest == length || rest + 2 == length;
    if (!ended || hours > 18 || minutes > 59) {
      throw unreadable(text);
    }
    int seconds = hours * 3600 + minutes * 60;
    return sign == '+' ? seconds : -seconds;
  }

  private static int number(String text, int from, int to) {
    if (to > text.length()) {
      throw unreadable(text);
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      char digit = text.charAt(i);
      if (!isDigit(digit)) {
        throw unreadable(text);
      }
      value = value * 10 + digit - '0';
    }
    return value;
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  private static boolean representable(Instant instant) {
    long seconds = instant.getEpochSecond();
    return seconds >= -62_167_219_200L && seconds <= 253_402_300_799L;
  }

  private static void two(char[] stamp, int at, int value) {
    stamp[at] = (char) ('0' + value / 10);
    stamp[at + 1] = (char) ('0' + value % 10);
  }

  private static IllegalArgumentException unreadable(String text) {
    String shown = text.length() > 40 ? text.substring(0, 40) : text;
    return new IllegalArgumentException(
        "must be a date-time such as 2024-02-29T23:59:59.123Z, not \"" + shown + "\"");
  }
}
