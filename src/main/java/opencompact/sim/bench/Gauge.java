package opencompact.sim.bench;

import java.util.Locale;

/**
 * What the world shows of a cause at this moment, whether the cause is in force or not: the voltage
 * of L1, the state of a contact, the healthy word of what nobody has touched (WEB-12).
 */
public final class Gauge {
  private Gauge() {}

  /** The present value, with its unit. */
  public static String now(Cause cause, BenchView view) {
    for (BenchView.Standing standing : view.causes()) {
      if (standing.upset().cause() == cause && standing.upset().word() != null) {
        return standing.upset().word();
      }
    }
    return switch (cause) {
      case RCD_AC, LEAKAGE_AC -> number(view.residualAcMilliamperes(), 1, cause);
      case RCD_DC, LEAKAGE_DC -> number(view.residualDcMilliamperes(), 1, cause);
      case RCD_SENSOR -> "alive";
      case CONTACT_L1 -> contact(view, 0);
      case CONTACT_L2 -> contact(view, 1);
      case CONTACT_L3 -> contact(view, 2);
      case CONTACT_N -> contact(view, Contacts.NEUTRAL);
      case CONTACT_DELAY -> set(cause, view, Contacts.TRAVEL_NANOS * 1e-6);
      case PE -> "connected";
      case NEUTRAL, PHASES -> "in order";
      case NEUTRAL_EARTH -> number(view.neutralToEarthVolts(), 1, cause);
      case SUPPLY -> all(view, cause);
      case SUPPLY_L1 -> line(view, 0, cause);
      case SUPPLY_L2 -> line(view, 1, cause);
      case SUPPLY_L3 -> line(view, 2, cause);
      case SUPPLY_OHMS -> set(cause, view, Supply.LINE_OHMS);
      case DIODE -> view.car() == null ? "no car" : "present";
      case CP -> view.pilot().connected() ? "whole" : "disconnected by the station";
      case CP_HIGH -> number(view.pilot().highVolts(), 1, cause);
      case PP ->
          Double.isInfinite(view.proximityOhms())
              ? "no resistor"
              : number(view.proximityOhms(), 0, cause);
      case TEMPERATURE -> number(Math.max(first(view), second(view)), 1, cause);
      case AMBIENT -> number(view.ambientCelsius(), 1, cause);
      case LOCK -> view.lock().moving() ? "moving" : view.lock().inPlace() ? "locked" : "released";
      case COVER_MAIN, COVER_SERVICE -> "closed";
      case CALIBRATION -> "readable";
      case METER -> view.powered() ? "answers when asked" : "no supply";
      case HOST -> "heard";
      case READER -> "reads";
      case RADIO -> "strong";
      case CAR_CURRENT -> number(view.car() == null ? 0 : view.car().amperes(), 1, cause);
      case CAR_LINES -> loaded(view);
      case CAR_IGNORES_LIMIT, CAR_IGNORES_STOP, CAR_BOUNCES, CAR_VENTILATED, CAR_ASLEEP -> "off";
      case NOISE -> set(cause, view, 0);
    };
  }

  private static double first(BenchView view) {
    return view.celsius().getFirst();
  }

  private static double second(BenchView view) {
    return view.celsius().getLast();
  }

  /** A value that nothing but the cause moves. */
  private static String set(Cause cause, BenchView view, double healthy) {
    for (BenchView.Standing standing : view.causes()) {
      if (standing.upset().cause() == cause) {
        return standing.upset().value();
      }
    }
    return Cause.plain(healthy) + " " + cause.unit();
  }

  private static String contact(BenchView view, int pole) {
    if (pole < 3 && pole >= view.phases()) {
      return "not there";
    }
    return view.contacts().get(pole) ? "closed" : "open";
  }

  private static String line(BenchView view, int line, Cause cause) {
    return line < view.phases() ? number(view.volts().get(line), 1, cause) : "not there";
  }

  private static String all(BenchView view, Cause cause) {
    double least = view.volts().stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double most = view.volts().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    return most - least < 0.05
        ? number(least, 1, cause)
        : String.format(Locale.ROOT, "%.1f to %s", least, number(most, 1, cause));
  }

  private static String loaded(BenchView view) {
    long loaded = view.amperes().stream().filter(amperes -> amperes > 0.05).count();
    return loaded + (loaded == 1 ? " line" : " lines");
  }

  private static String number(double value, int digits, Cause cause) {
    double shown = Math.abs(value) < 0.05 ? 0 : value;
    return String.format(Locale.ROOT, "%." + digits + "f ", shown) + cause.unit();
  }
}
