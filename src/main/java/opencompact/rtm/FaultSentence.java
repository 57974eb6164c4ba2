package opencompact.rtm;

import java.util.Locale;
import opencompact.catalogue.Fault;

/** What was measured when a fault tripped, and the threshold it passed, in words. */
final class FaultSentence {
  private FaultSentence() {}

  static String of(Fault fault, double value, double limit) {
    return switch (fault) {
      case RCD ->
          String.format(
              Locale.ROOT,
              "The residual current was %.1f mA %s; from %.0f mA it trips.",
              value,
              limit == ResidualCurrent.DC_TRIPS_MILLIAMPERES ? "DC" : "AC",
              limit);
      case RCD_DC ->
          String.format(
              Locale.ROOT,
              "The residual current was %.1f mA DC; from %.0f mA it trips.",
              value,
              limit);
      case NEUTRAL ->
          String.format(
              Locale.ROOT,
              "Neutral stood %.1f V above earth; more than %.0f V trips.",
              value,
              limit);
      case OVERCURRENT ->
          String.format(
              Locale.ROOT,
              "The car drew %.1f A; more than %.1f A for the permitted time trips.",
              value,
              limit);
      case POWER_RELAY -> "The contactor did not do what it was told.";
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
      case TEMPERATURE ->
          String.format(
              Locale.ROOT, "It was %.1f °C inside; more than %.0f °C trips.", value, limit);
      case OVERVOLTAGE ->
          String.format(
              Locale.ROOT, "A phase stood at %.1f V; more than %.0f V trips.", value, limit);
      case UNDERVOLTAGE ->
          String.format(
              Locale.ROOT, "A phase stood at %.1f V; less than %.0f V trips.", value, limit);
      case AUTO_RECOVERY -> "The station will recover by itself.";
      case CALIBRATION -> "The calibration data or the serial number cannot be read.";
      case NEUTRAL_STUCK_CLOSED -> "The neutral contact was commanded open and is closed.";
      case NEUTRAL_STUCK_OPEN -> "The neutral contact was commanded closed and is open.";
      case LINE_STUCK_CLOSED -> "A line contact was commanded open and is closed.";
      case LINE_STUCK_OPEN -> "A line contact was commanded closed and is open.";
      case TAMPER -> "The main cover was opened.";
      case TAMPER_SERVICE -> "The service cover was opened.";
      case EXTERNAL_METER -> "The configured external meter is silent.";
    };
  }
}
