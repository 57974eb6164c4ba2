package opencompact.sim.bench;

import java.util.Locale;
import opencompact.catalogue.Fault;
import org.jspecify.annotations.Nullable;

/**
 * One cause with the value it is thrown with: {@code rcd.dc=8mA}, {@code contact.L2=welded}.
 *
 * @param number in the cause's unit; not a number where a word stands
 */
public record Upset(Cause cause, double number, @Nullable String word) {

  public Upset {
    if (word == null
        ? !(cause.takesNumber() && number >= cause.least() && number <= cause.most())
        : !cause.words().contains(word)) {
      throw new IllegalArgumentException(
          cause.title() + " takes " + cause.takes() + ", not " + (word == null ? number : word));
    }
  }

  static Upset of(Cause cause, double number) {
    return new Upset(cause, number, null);
  }

  static Upset of(Cause cause, String word) {
    return new Upset(cause, Double.NaN, word);
  }

  boolean says(String wanted) {
    return wanted.equals(word);
  }

  /** The fault that this value should lead to, or null where it should lead to none. */
  public @Nullable Fault fault() {
    return switch (cause) {
      case CONTACT_L1, CONTACT_L2, CONTACT_L3 ->
          says("welded") ? Fault.LINE_STUCK_CLOSED : Fault.LINE_STUCK_OPEN;
      case CONTACT_N -> says("welded") ? Fault.NEUTRAL_STUCK_CLOSED : Fault.NEUTRAL_STUCK_OPEN;
      case SUPPLY, SUPPLY_L1, SUPPLY_L2, SUPPLY_L3 ->
          number > 253 ? Fault.OVERVOLTAGE : number >= 207 ? null : Fault.UNDERVOLTAGE;
      case RCD_AC, LEAKAGE_AC -> number >= 30 ? Fault.RCD : null;
      case RCD_DC, LEAKAGE_DC -> number >= 6 ? Fault.RCD_DC : null;
      case NEUTRAL_EARTH -> number > 70 ? Fault.NEUTRAL : null;
      case NEUTRAL -> says("line") ? Fault.PHASES : Fault.NEUTRAL;
      case DIODE -> says("open") ? null : Fault.DIODE;
      case CP_HIGH -> ofACar(number) ? null : Fault.CP_STATE;
      case CP -> says("short") ? Fault.CP_STATE : null;
      case PP -> word != null || number < 75 || number > 4500 ? Fault.PP : null;
      case TEMPERATURE -> number > 79 || number < -50 ? Fault.TEMPERATURE : null;
      case LOCK -> says("jammed") || says("feedback-lost") ? Fault.LOCK : null;
      default -> cause.fault();
    };
  }

  /** Whether a pilot may stand there, with or without a car (Table A.4). */
  private static boolean ofACar(double volts) {
    return (volts >= 2.62 && volts <= 3.25)
        || (volts >= 5.48 && volts <= 6.53)
        || (volts >= 8.36 && volts <= 9.56)
        || (volts >= 11.4 && volts <= 12.6);
  }

  /** What it should lead to, as a sentence for whoever raises it. */
  public String promise() {
    Fault expected = fault();
    if (expected == null) {
      return "It should lead to no fault.";
    }
    String where =
        switch (cause) {
          case CAR_CURRENT -> ", where it is " + cause.leads().getFirst().when();
          default -> "";
        };
    return String.format(
        Locale.ROOT,
        "It should lead to %s (0x%X, %s)%s.",
        expected.title(),
        expected.bit(),
        expected.errorCode().wire(),
        where);
  }

  /** The value as it is written behind the equals sign. */
  public String value() {
    return word != null ? word : Cause.plain(number) + cause.unit();
  }

  @Override
  public String toString() {
    return cause.title() + "=" + value();
  }
}
