package opencompact.sim.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import opencompact.catalogue.ErrorCode;
import opencompact.catalogue.Fault;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a person writes to hurt the bench: a cause with its value, one of the manual's fault
 * names ({@code EVSE_FAULT_RCD}) or one of OCPP's error codes ({@code OverVoltage}).
 */
public final class Causes {
  private Causes() {}

  /** What became of the text. */
  public sealed interface Parsed {
    /** It can be raised. */
    record Understood(Upset upset) implements Parsed {}

    /** It cannot; the sentence says what would be right. */
    record Refused(String sentence) implements Parsed {}
  }

  /** Reads {@code name=value}, {@code name} alone where one word is possible, or an alias. */
  public static Parsed parse(String text) {
    int equals = text.indexOf('=');
    String name = (equals < 0 ? text : text.substring(0, equals)).strip();
    String value = equals < 0 ? null : text.substring(equals + 1).strip();
    Cause cause = called(name);
    if (cause == null) {
      return alias(name, value);
    }
    return parse(cause, value);
  }

  /** The cause of that name or alias, or null. */
  public static @Nullable Cause named(String name) {
    Cause cause = called(name.strip());
    if (cause == null && alias(name.strip(), null) instanceof Parsed.Understood(Upset upset)) {
      return upset.cause();
    }
    return cause;
  }

  private static @Nullable Cause called(String name) {
    for (Cause cause : Cause.values()) {
      if (cause.title().equalsIgnoreCase(name)) {
        return cause;
      }
    }
    return null;
  }

  private static Parsed parse(Cause cause, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      if (!cause.takesNumber() && cause.words().size() == 1) {
        return new Parsed.Understood(Upset.of(cause, cause.words().getFirst()));
      }
      return wrong(cause, "nothing");
    }
    for (String word : cause.words()) {
      if (word.equalsIgnoreCase(value)) {
        return new Parsed.Understood(Upset.of(cause, word));
      }
    }
    if (!cause.takesNumber()) {
      return wrong(cause, "\"" + value + "\"");
    }
    int end = 0;
    while (end < value.length() && "+-.0123456789".indexOf(value.charAt(end)) >= 0) {
      end++;
    }
    double number;
    try {
      number = Double.parseDouble(value.substring(0, end));
    } catch (NumberFormatException notOne) {
      return wrong(cause, "\"" + value + "\"");
    }
    String unit = value.substring(end).strip();
    if (!unit.isEmpty() && !means(cause.unit(), unit)) {
      return wrong(cause, "\"" + value + "\"");
    }
    if (!(number >= cause.least() && number <= cause.most())
        || (cause == Cause.CAR_LINES && number != Math.rint(number))) {
      return wrong(cause, "\"" + value + "\"");
    }
    return new Parsed.Understood(Upset.of(cause, number));
  }

  private static boolean means(String unit, String written) {
    return switch (written.toLowerCase(Locale.ROOT)) {
      case "°c", "celsius", "degc" -> unit.equals("C");
      case "ω", "ohms", "r" -> unit.equals("ohm");
      case "line", "phase", "phases" -> unit.equals("lines");
      case "percent" -> unit.equals("%");
      default -> unit.equalsIgnoreCase(written);
    };
  }

  private static Parsed wrong(Cause cause, String given) {
    return new Parsed.Refused(cause.title() + " takes " + cause.takes() + ", not " + given);
  }

  private static Parsed alias(String name, @Nullable String value) {
    for (Fault fault : Fault.values()) {
      if (fault.title().equalsIgnoreCase(name) || fault.name().equalsIgnoreCase(name)) {
        return meant(fault, value);
      }
    }
    for (ErrorCode code : ErrorCode.values()) {
      if (code.wire().equalsIgnoreCase(name)) {
        return meant(code, value);
      }
    }
    return new Parsed.Refused(
        "nothing on the bench is called \""
            + name
            + "\"; there are "
            + Arrays.stream(Cause.values()).map(Cause::title).collect(Collectors.joining(", ")));
  }

  private static Parsed meant(Fault fault, @Nullable String value) {
    return switch (fault) {
      case RCD -> usual(Cause.RCD_AC, "35", value);
      case NEUTRAL -> usual(Cause.NEUTRAL_EARTH, "90", value);
      case OVERCURRENT -> usual(Cause.CAR_CURRENT, "36", value);
      case RCD_DC -> usual(Cause.RCD_DC, "8", value);
      case POWER_RELAY, LINE_STUCK_CLOSED -> usual(Cause.CONTACT_L1, "welded", value);
      case LINE_STUCK_OPEN -> usual(Cause.CONTACT_L1, "stuck", value);
      case NEUTRAL_STUCK_CLOSED -> usual(Cause.CONTACT_N, "welded", value);
      case NEUTRAL_STUCK_OPEN -> usual(Cause.CONTACT_N, "stuck", value);
      case LOCK, UNLOCK -> usual(Cause.LOCK, "jammed", value);
      case CP_STATE -> usual(Cause.CP, "short", value);
      case DIODE -> usual(Cause.DIODE, "missing", value);
      case PP -> usual(Cause.PP, "open", value);
      case TEMPERATURE -> usual(Cause.TEMPERATURE, "82", value);
      case PHASES -> usual(Cause.PHASES, "swapped", value);
      case OVERVOLTAGE -> usual(Cause.SUPPLY, "270", value);
      case UNDERVOLTAGE -> usual(Cause.SUPPLY, "190", value);
      case CALIBRATION -> usual(Cause.CALIBRATION, "lost", value);
      case TAMPER -> usual(Cause.COVER_MAIN, "open", value);
      case TAMPER_SERVICE -> usual(Cause.COVER_SERVICE, "open", value);
      case EXTERNAL_METER -> usual(Cause.METER, "silent", value);
      case MISSING_HOST -> usual(Cause.HOST, "silent", value);
      // A flag beside a fault from which the station recovers by itself; this is one.
      case AUTO_RECOVERY -> usual(Cause.SUPPLY, "270", value);
    };
  }

  private static Parsed meant(ErrorCode code, @Nullable String value) {
    return switch (code) {
      case CONNECTOR_LOCK_FAILURE -> usual(Cause.LOCK, "jammed", value);
      case EV_COMMUNICATION_ERROR -> usual(Cause.CP, "short", value);
      case GROUND_FAILURE -> usual(Cause.RCD_AC, "35", value);
      case HIGH_TEMPERATURE -> usual(Cause.TEMPERATURE, "82", value);
      case INTERNAL_ERROR -> usual(Cause.CALIBRATION, "lost", value);
      case OTHER_ERROR -> usual(Cause.NEUTRAL_EARTH, "90", value);
      case OVER_CURRENT_FAILURE -> usual(Cause.CAR_CURRENT, "36", value);
      case OVER_VOLTAGE -> usual(Cause.SUPPLY, "270", value);
      case UNDER_VOLTAGE -> usual(Cause.SUPPLY, "190", value);
      case POWER_METER_FAILURE -> usual(Cause.METER, "silent", value);
      case POWER_SWITCH_FAILURE -> usual(Cause.CONTACT_L1, "welded", value);
      case READER_FAILURE -> usual(Cause.READER, "silent", value);
      case WEAK_SIGNAL -> usual(Cause.RADIO, "weak", value);
      case NO_ERROR, LOCAL_LIST_CONFLICT, RESET_FAILURE ->
          new Parsed.Refused(
              code.wire() + " has no cause on the electrical bench; GroundFailure has, for one");
    };
  }

  private static Parsed usual(Cause cause, String usual, @Nullable String value) {
    return parse(cause, value == null ? usual : value);
  }
}
