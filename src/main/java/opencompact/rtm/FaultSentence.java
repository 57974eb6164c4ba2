package opencompact.rtm;

import java.util.Locale;
import opencompact.catalogue.Fault;

/** What was measured when a fault tripped, where, and the threshold it passed, in words. */
final class FaultSentence {
  private FaultSentence() {}

  /**
   * The sentence.
   *
   * @param where the pole, line or sensor, or nothing
   */
  static String of(Fault fault, Finding finding, String where, double value, double limit) {
    return switch (fault) {
      case RCD, RCD_DC -> residual(finding, value, limit);
      case NEUTRAL ->
          finding == Finding.SWAPPED
              ? String.format(
                  Locale.ROOT,
                  "L1 and N are exchanged: the neutral stood %.1f V above earth, L1 had none.",
                  value)
              : String.format(
                  Locale.ROOT,
                  "Neutral stood %.1f V above earth; more than %.0f V trips.",
                  value,
                  limit);
      case OVERCURRENT ->
          String.format(
              Locale.ROOT,
              "The car drew %.1f A%s; more than %.1f A for the permitted time trips.",
              value,
              on(where),
              limit);
      case POWER_RELAY ->
          finding == Finding.OPENED_BY_ITSELF
              ? "The contacts opened without having been told to."
              : "The contacts" + of(where) + " did not do what they were told.";
      case LOCK -> "The lock's pin was not seen in place.";
      case UNLOCK -> "The lock's pin was not seen withdrawn after three attempts.";
      case CP_STATE ->
          String.format(
              Locale.ROOT, "The control pilot stood at %.1f V, which is no state of a car.", value);
      case DIODE ->
          String.format(
              Locale.ROOT,
              "The pilot's negative half-wave was %.1f V; it must reach %.0f V.",
              value,
              limit);
      case PP -> "A charge was attempted and the cable's proximity resistor cannot be read.";
      case MISSING_HOST ->
          String.format(
              Locale.ROOT,
              "The main controller was silent for %.0f s; %.0f s are permitted.",
              value,
              limit);
      case TEMPERATURE -> temperature(where, value, limit);
      case OVERVOLTAGE ->
          String.format(
              Locale.ROOT,
              "%s stood at %.1f V; more than %.0f V trips.",
              named(where),
              value,
              limit);
      case UNDERVOLTAGE ->
          String.format(
              Locale.ROOT,
              "%s stood at %.1f V; less than %.0f V trips.",
              named(where),
              value,
              limit);
      case PHASES -> phases(finding, where, value, limit);
      case AUTO_RECOVERY -> "The station will recover by itself.";
      case CALIBRATION -> "The calibration data or the serial number cannot be read.";
      case NEUTRAL_STUCK_CLOSED, LINE_STUCK_CLOSED ->
          String.format(Locale.ROOT, "The contact of %s was commanded open and is closed.", where);
      case NEUTRAL_STUCK_OPEN, LINE_STUCK_OPEN ->
          String.format(Locale.ROOT, "The contact of %s was commanded closed and is open.", where);
      case TAMPER -> "The main cover was opened.";
      case TAMPER_SERVICE -> "The service cover was opened.";
      case EXTERNAL_METER -> "The configured external meter is silent.";
    };
  }

  private static String residual(Finding finding, double value, double limit) {
    String kind = limit == ResidualCurrent.DC_TRIPS_MILLIAMPERES ? "DC" : "AC";
    return switch (finding) {
      case TEST_NOT_SEEN ->
          String.format(
              Locale.ROOT,
              "The residual current sensor's self-test failed: it showed %.1f mA %s of its test"
                  + " current, and %.0f mA are the least.",
              value,
              kind,
              limit);
      case TEST_NOT_ENDED ->
          String.format(
              Locale.ROOT,
              "The residual current sensor's self-test failed: it still showed %.1f mA %s when the"
                  + " test current had ended; less than %.0f mA would be right.",
              value,
              kind,
              limit);
      default ->
          Double.isNaN(value)
              ? "The residual current sensor gives no reading."
              : String.format(
                  Locale.ROOT,
                  "The residual current was %.1f mA %s; from %.0f mA it trips.",
                  value,
                  kind,
                  limit);
    };
  }

  private static String phases(Finding finding, String where, double value, double limit) {
    return switch (finding) {
      case WRONG_ORDER -> "L1, L2 and L3 do not follow each other in this order.";
      case LINE_TOO_MANY ->
          String.format(
              Locale.ROOT,
              "%s stood at %.1f V, though the station is configured for one phase.",
              where,
              value);
      case LINE_TO_LINE ->
          String.format(
              Locale.ROOT,
              "%s stood at %.1f V against the neutral terminal, which carries a line and no neutral;"
                  + " more than %.0f V tells that.",
              where,
              value,
              limit);
      default ->
          String.format(
              Locale.ROOT,
              "%s stood at %.1f V while others have voltage; a configured phase is missing below"
                  + " %.0f V.",
              where,
              value,
              limit);
    };
  }

  private static String temperature(String where, double value, double limit) {
    if (Double.isNaN(value)) {
      return "The temperature sensor" + called(where) + " gives no reading.";
    }
    return Derating.felt(value) != value
        ? String.format(
            Locale.ROOT,
            "The temperature sensor%s showed %.1f °C, which it cannot be inside: it is broken.",
            called(where),
            value)
        : String.format(
            Locale.ROOT,
            "It was %.1f °C inside%s; more than %.0f °C trips.",
            value,
            sensor(where),
            limit);
  }

  private static String called(String where) {
    return where.isEmpty() ? "" : " " + where;
  }

  private static String on(String where) {
    return where.isEmpty() ? "" : " on " + where;
  }

  private static String of(String where) {
    return where.isEmpty() ? "" : " of " + where;
  }

  private static String sensor(String where) {
    return where.isEmpty() ? "" : " at sensor " + where;
  }

  private static String named(String where) {
    return where.isEmpty() ? "A phase" : where;
  }
}
