package opencompact.catalogue;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import opencompact.quantity.Amperes;
import opencompact.quantity.IdTag;
import org.jspecify.annotations.Nullable;

/**
 * The form of a setting: its type, its bounds and how it is written on the wire (section 10.1 of
 * the OCPP requirements). A shape reads leniently where the rules allow it (blanks around a number,
 * any case of {@code true}) and writes one spelling.
 */
public sealed interface Shape<T> {

  /** The value that a text stands for, or null if it stands for none. */
  @Nullable T value(String text);

  /** The one spelling of a value on the wire. */
  String text(T value);

  /** The spelling under which an accepted text is kept. */
  default String kept(String given, T value) {
    return text(value);
  }

  /** What the setting takes, in words that fit after "takes". */
  String wants();

  /** Yes or no; {@code 1}, {@code 0} and {@code yes} are none (OCPP-CF-03). */
  record Bool() implements Shape<Boolean> {
    @Override
    public @Nullable Boolean value(String text) {
      return switch (text.strip().toLowerCase(Locale.ROOT)) {
        case "true" -> Boolean.TRUE;
        case "false" -> Boolean.FALSE;
        default -> null;
      };
    }

    @Override
    public String text(Boolean value) {
      return value.toString();
    }

    @Override
    public String wants() {
      return "true or false";
    }
  }

  /**
   * A whole number in decimal digits (OCPP-CF-04).
   *
   * @param unit what is counted, for people; empty where the name says it
   */
  record WholeNumber(int min, int max, String unit) implements Shape<Integer> {
    @Override
    public @Nullable Integer value(String text) {
      int number = digits(text);
      return number >= min && number <= max ? (Integer) number : null;
    }

    @Override
    public String text(Integer value) {
      return value.toString();
    }

    @Override
    public String wants() {
      return "a whole number" + of(unit) + " from " + min + " to " + max;
    }
  }

  /**
   * A whole number that is switched off with 0 and has a least value otherwise.
   *
   * @param unit what is counted, for people
   */
  record ZeroOrMore(int least, int most, String unit) implements Shape<Integer> {
    @Override
    public @Nullable Integer value(String text) {
      int number = digits(text);
      return number == 0 || (number >= least && number <= most) ? (Integer) number : null;
    }

    @Override
    public String text(Integer value) {
      return value.toString();
    }

    @Override
    public String wants() {
      return "a whole number" + of(unit) + " from " + least + " to " + most + ", or 0 for none";
    }
  }

  /**
   * A current, written in tenths of an ampere as the manual's keys do.
   *
   * @param min whole amperes
   * @param max whole amperes
   */
  record TenthsOfAmpere(int min, int max) implements Shape<Amperes> {
    @Override
    public @Nullable Amperes value(String text) {
      int tenths = digits(text);
      return tenths >= min * 10 && tenths <= max * 10 ? Amperes.ofTenths(tenths) : null;
    }

    @Override
    public String text(Amperes value) {
      return Integer.toString(value.tenths());
    }

    @Override
    public String wants() {
      return "tenths of an ampere from "
          + min * 10
          + " to "
          + max * 10
          + " ("
          + min
          + " A to "
          + max
          + " A)";
    }
  }

  /** A time-out in whole minutes; unset and 0 both mean that it never passes (OCPP-CF-76). */
  record MinutesOrUnset(int max) implements Shape<Integer> {
    @Override
    public @Nullable Integer value(String text) {
      if (unset(text)) {
        return 0;
      }
      int minutes = digits(text);
      return minutes >= 0 && minutes <= max ? (Integer) minutes : null;
    }

    @Override
    public String text(Integer value) {
      return value == 0 ? "" : value.toString();
    }

    @Override
    public String kept(String given, Integer value) {
      // Who wrote 0 reads 0 again; never a JSON null (OCPP-CF-76).
      return unset(given) ? "" : value.toString();
    }

    @Override
    public String wants() {
      return "whole minutes from 0 (never) to " + max + ", or nothing to leave it unset";
    }

    private static boolean unset(String text) {
      return text.isBlank() || text.strip().equalsIgnoreCase("null");
    }
  }

  /** One of a few numbers, each with a meaning. */
  record Choice(List<Option> options) implements Shape<Integer> {

    /** A number that may be chosen and what it means. */
    public record Option(int number, String meaning) {}

    public Choice {
      options = List.copyOf(options);
    }

    @Override
    public @Nullable Integer value(String text) {
      int number = digits(text);
      return options.stream().anyMatch(option -> option.number == number) ? (Integer) number : null;
    }

    @Override
    public String text(Integer value) {
      return value.toString();
    }

    @Override
    public String wants() {
      return options.stream()
          .map(option -> option.number + " (" + option.meaning + ")")
          .collect(Collectors.joining(", ", "one of ", ""));
    }
  }

  /** Printable text in one line. */
  record Text(int maxLength, boolean mayBeEmpty) implements Shape<String> {
    @Override
    public @Nullable String value(String text) {
      String stripped = text.strip();
      boolean fits = stripped.length() <= maxLength && (mayBeEmpty || !stripped.isEmpty());
      return fits && stripped.chars().noneMatch(Character::isISOControl) ? stripped : null;
    }

    @Override
    public String text(String value) {
      return value;
    }

    @Override
    public String wants() {
      return "text of " + (mayBeEmpty ? "at most " : "1 to ") + maxLength + " characters";
    }
  }

  /**
   * The name by which a back office knows the station. It becomes one segment of an address, where
   * it is escaped as needed (OCPP-TR-02), so any printable characters will do.
   */
  record Identity(int maxLength) implements Shape<String> {
    @Override
    public @Nullable String value(String text) {
      String stripped = text.strip();
      boolean printable = stripped.codePoints().noneMatch(Character::isISOControl);
      return printable && stripped.length() <= maxLength ? stripped : null;
    }

    @Override
    public String text(String value) {
      return value;
    }

    @Override
    public String wants() {
      return "at most " + maxLength + " printable characters, or nothing for the serial number";
    }
  }

  /** The address of a back office, to which the identity is appended (OCP-3). */
  record Address() implements Shape<String> {
    private static final Pattern FORM =
        Pattern.compile(
            "(?i:wss?)://"
                + "(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(:([0-9]{1,5}))?"
                + "(/[^\\s?#]*)?(\\?[^\\s#]*)?");

    @Override
    public @Nullable String value(String text) {
      String stripped = text.strip();
      if (stripped.isEmpty()) {
        return stripped;
      }
      Matcher parts = FORM.matcher(stripped);
      if (!parts.matches()) {
        return null;
      }
      String port = parts.group(3);
      boolean portFits =
          port == null || (Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= 65_535);
      return portFits ? stripped : null;
    }

    @Override
    public String text(String value) {
      return value;
    }

    @Override
    public String wants() {
      return "an address like wss://host:443/path/, or nothing for no back office";
    }
  }

  /** An access point name of a mobile network; {@code 0} and nothing leave it unset. */
  record AccessPoint() implements Shape<String> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{0,63}");

    @Override
    public @Nullable String value(String text) {
      String stripped = text.strip();
      if (stripped.equals("0")) {
        return "";
      }
      return FORM.matcher(stripped).matches() ? stripped : null;
    }

    @Override
    public String text(String value) {
      return value;
    }

    @Override
    public String wants() {
      return "an access point name of at most 63 letters, digits, dots or hyphens; 0 or nothing"
          + " leaves it unset";
    }
  }

  /** An id tag (CiString20). */
  record Tag() implements Shape<IdTag> {
    @Override
    public @Nullable IdTag value(String text) {
      String stripped = text.strip();
      return IdTag.acceptable(stripped) ? new IdTag(stripped) : null;
    }

    @Override
    public String text(IdTag value) {
      return value.value();
    }

    @Override
    public String wants() {
      return "an id tag of 1 to 20 printable ASCII characters";
    }
  }

  /** A time zone under its IANA name, so that summer time is known (OFF-5). */
  record Zone() implements Shape<ZoneId> {
    @Override
    public @Nullable ZoneId value(String text) {
      try {
        ZoneId zone = ZoneId.of(text.strip());
        return zone instanceof ZoneOffset ? null : zone;
      } catch (DateTimeException unknown) {
        return null;
      }
    }

    @Override
    public String text(ZoneId value) {
      return value.getId();
    }

    @Override
    public String wants() {
      return "an IANA time zone such as Europe/London";
    }
  }

  /** A charge-off period (OCPP-CF-78). */
  record Period() implements Shape<OffPeriod> {
    private static final Pattern FORM =
        Pattern.compile(
            "\\s*(?i:(enable)|disable)\\s*"
                + ",\\s*([01][0-9]|2[0-3]):([0-5][0-9])\\s*"
                + ",\\s*([01][0-9]|2[0-3]):([0-5][0-9])\\s*");

    @Override
    public @Nullable OffPeriod value(String text) {
      Matcher parts = FORM.matcher(text);
      if (!parts.matches()) {
        return null;
      }
      boolean enabled = parts.group(1) != null;
      LocalTime from = time(parts.group(2), parts.group(3));
      LocalTime until = time(parts.group(4), parts.group(5));
      // A period of no length could mean never or all day; nobody should have to guess.
      return enabled && from.equals(until) ? null : new OffPeriod(enabled, from, until);
    }

    @Override
    public String text(OffPeriod value) {
      return value.toString();
    }

    @Override
    public String wants() {
      return "enable or disable and two different local times, like enable,08:00,11:00";
    }

    private static LocalTime time(String hour, String minute) {
      return LocalTime.of(Integer.parseInt(hour), Integer.parseInt(minute));
    }
  }

  /**
   * The password of the back office link: 32 to 40 hexadecimal digits, which are 16 to 20 bytes, or
   * 16 to 20 printable characters (OCPP-SE-10). Nothing is the state of delivery, and no text.
   */
  record HexPassword() implements Shape<String> {
    private static final Pattern HEX = Pattern.compile("(?:[0-9A-Fa-f]{2}){16,20}");
    private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7e]{16,20}");

    @Override
    public @Nullable String value(String text) {
      return HEX.matcher(text).matches() || PLAIN.matcher(text).matches() ? text : null;
    }

    @Override
    public String text(String value) {
      return value;
    }

    @Override
    public String wants() {
      return "32 to 40 hexadecimal digits in pairs, or 16 to 20 printable characters";
    }
  }

  /** A list of known words, separated by commas; repeated and empty items are dropped. */
  record Csl(int maxItems, List<String> words, @Nullable String indispensable)
      implements Shape<List<String>> {
    public Csl {
      words = List.copyOf(words);
    }

    public Csl(int maxItems, List<String> words) {
      this(maxItems, words, null);
    }

    @Override
    public @Nullable List<String> value(String text) {
      List<String> found = new ArrayList<>();
      for (String item : items(text)) {
        String word = spelled(item, words);
        if (word == null) {
          return null;
        }
        if (!found.contains(word)) {
          found.add(word);
        }
      }
      boolean whole = indispensable == null || found.contains(indispensable);
      return whole && found.size() <= maxItems ? List.copyOf(found) : null;
    }

    @Override
    public String text(List<String> value) {
      return String.join(",", value);
    }

    @Override
    public String wants() {
      return "at most "
          + maxItems
          + " of "
          + String.join(", ", words)
          + (indispensable == null ? "" : ", " + indispensable + " among them")
          + ", separated by commas";
    }
  }

  /** How the phases of the supply reach each connector: {@code 0.RST,1.RST} (OCPP-CF-16). */
  record PhaseRotation(int connectors) implements Shape<List<String>> {
    private static final Pattern FORM = Pattern.compile("([0-9])\\.([A-Za-z]+)");
    private static final List<String> ROTATIONS =
        List.of("NotApplicable", "Unknown", "RST", "RTS", "SRT", "STR", "TRS", "TSR");

    @Override
    public @Nullable List<String> value(String text) {
      List<String> found = new ArrayList<>();
      boolean[] said = new boolean[connectors + 1];
      for (String item : items(text)) {
        Matcher parts = FORM.matcher(item);
        String rotation = parts.matches() ? spelled(parts.group(2), ROTATIONS) : null;
        if (rotation == null) {
          return null;
        }
        int connector = Integer.parseInt(parts.group(1));
        if (connector > connectors || said[connector]) {
          return null;
        }
        said[connector] = true;
        found.add(connector + "." + rotation);
      }
      return found.isEmpty() ? null : List.copyOf(found);
    }

    @Override
    public String text(List<String> value) {
      return String.join(",", value);
    }

    @Override
    public String wants() {
      return "for each connector from 0 to "
          + connectors
          + " at most one item such as 0.RST, with "
          + String.join(", ", ROTATIONS);
    }
  }

  /**
   * A list of measurands, each with or without a phase (OCPP-MV-21). Here only the length and the
   * characters are judged; which measurands exist is OCPP's to say, so whoever changes such a key
   * asks there as well.
   */
  record Measurands(int maxItems) implements Shape<List<String>> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9.-]*");

    @Override
    public @Nullable List<String> value(String text) {
      List<String> found = new ArrayList<>();
      for (String item : items(text)) {
        if (!FORM.matcher(item).matches()) {
          return null;
        }
        if (found.stream().noneMatch(item::equalsIgnoreCase)) {
          found.add(item);
        }
      }
      return found.size() <= maxItems ? List.copyOf(found) : null;
    }

    @Override
    public String text(List<String> value) {
      return String.join(",", value);
    }

    @Override
    public String wants() {
      return "at most "
          + maxItems
          + " measurands separated by commas, such as"
          + " Energy.Active.Import.Register or Voltage.L1-N";
    }
  }

  /** The number that decimal digits with optional blanks around them spell, or -1. */
  private static int digits(String text) {
    String stripped = text.strip();
    boolean decimal = !stripped.isEmpty() && stripped.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!decimal) {
      return -1;
    }
    try {
      return Integer.parseInt(stripped);
    } catch (NumberFormatException tooLarge) {
      return -1;
    }
  }

  /** The official spelling of a word given in any case, or null if it is not among them. */
  private static @Nullable String spelled(String given, List<String> words) {
    for (String word : words) {
      if (word.equalsIgnoreCase(given)) {
        return word;
      }
    }
    return null;
  }

  private static List<String> items(String text) {
    return Pattern.compile(",")
        .splitAsStream(text)
        .map(String::strip)
        .filter(i -> !i.isEmpty())
        .toList();
  }

  private static String of(String unit) {
    return unit.isEmpty() ? "" : " of " + unit;
  }
}
