package opencompact.sim.bench;

import java.util.ArrayList;
import java.util.List;
import opencompact.catalogue.Fault;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be made to go wrong on the bench, one row each: what a person, a test or the
 * bench page can throw, in which unit or words, and which fault it should lead to
 * (charging-standards 4 and 9.2, WEB-12). Nothing here raises a fault; it only hurts the world
 * until the RTM notices.
 */
public enum Cause {
  // name, unit, least, most, words, the fault it leads to, description
  RCD_AC(
      "rcd.ac",
      "mA",
      0,
      1000,
      "",
      Fault.RCD,
      "AC current fed through the residual current sensor; 30 mA trips"),
  RCD_DC(
      "rcd.dc",
      "mA",
      0,
      1000,
      "",
      Fault.RCD_DC,
      "smooth DC fed through the residual current sensor; 6 mA trips"),
  RCD_SENSOR(
      "rcd.sensor",
      "",
      0,
      0,
      "dead",
      Fault.RCD,
      "the residual current sensor shows nothing, not even its own test"),
  LEAKAGE_AC(
      "leakage.ac",
      "mA",
      0,
      1000,
      "",
      Fault.RCD,
      "AC leakage in the car, flowing only while the contacts are closed"),
  LEAKAGE_DC(
      "leakage.dc",
      "mA",
      0,
      1000,
      "",
      Fault.RCD_DC,
      "smooth DC leakage in the car, flowing only while the contacts are closed"),
  CONTACT_L1(
      "contact.L1",
      "",
      0,
      0,
      "welded stuck",
      Fault.LINE_STUCK_CLOSED,
      "the contact of L1 does not open (welded) or does not close (stuck)"),
  CONTACT_L2(
      "contact.L2",
      "",
      0,
      0,
      "welded stuck",
      Fault.LINE_STUCK_CLOSED,
      "the contact of L2 does not open (welded) or does not close (stuck)"),
  CONTACT_L3(
      "contact.L3",
      "",
      0,
      0,
      "welded stuck",
      Fault.LINE_STUCK_CLOSED,
      "the contact of L3 does not open (welded) or does not close (stuck)"),
  CONTACT_N(
      "contact.N",
      "",
      0,
      0,
      "welded stuck",
      Fault.NEUTRAL_STUCK_CLOSED,
      "the contact of the neutral does not open (welded) or does not close (stuck)"),
  CONTACT_DELAY(
      "contact.delay",
      "ms",
      1,
      5000,
      "",
      null,
      "how long the contacts take to follow their coil; 20 ms when healthy"),
  PE("pe", "", 0, 0, "open", Fault.NEUTRAL, "the protective earth is interrupted"),
  NEUTRAL(
      "neutral",
      "",
      0,
      0,
      "swapped line",
      Fault.NEUTRAL,
      "L1 and N are exchanged (swapped), or the neutral terminal carries L2 of the grid (line)"),
  NEUTRAL_EARTH(
      "neutral.earth",
      "V",
      0,
      400,
      "",
      Fault.NEUTRAL,
      "the neutral stands at this voltage to earth, as behind a broken PEN; 70 V trips"),
  PHASES(
      "phases", "", 0, 0, "swapped", Fault.PHASES, "L2 and L3 are exchanged: the order is wrong"),
  SUPPLY(
      "supply", "V", 0, 450, "off", Fault.UNDERVOLTAGE, "voltage of all lines; 230 V when healthy"),
  SUPPLY_L1("supply.L1", "V", 0, 450, "off", Fault.UNDERVOLTAGE, "voltage of L1"),
  SUPPLY_L2("supply.L2", "V", 0, 450, "off", Fault.UNDERVOLTAGE, "voltage of L2"),
  SUPPLY_L3("supply.L3", "V", 0, 450, "off", Fault.UNDERVOLTAGE, "voltage of L3"),
  SUPPLY_OHMS(
      "supply.ohms",
      "ohm",
      0,
      5,
      "",
      null,
      "resistance of each line from the transformer; 0.24 ohm when healthy"),
  DIODE(
      "diode",
      "",
      0,
      0,
      "missing shorted open",
      Fault.DIODE,
      "the car's pilot diode: a wire in its place (missing), conducts both ways (shorted) or not at"
          + " all (open: no car is seen)"),
  CP(
      "cp",
      "",
      0,
      0,
      "short open",
      Fault.CP_STATE,
      "the control pilot touches earth (short) or is broken (open: the car is gone)"),
  CP_HIGH(
      "cp.high",
      "V",
      -12,
      15,
      "",
      Fault.CP_STATE,
      "voltage forced upon the pilot's positive half-wave; 2.62 to 3.25, 5.48 to 6.53, 8.36 to 9.56"
          + " and 11.4 to 12.6 V are states of a car or of none"),
  PP(
      "pp",
      "ohm",
      0,
      100_000,
      "short open",
      Fault.PP,
      "resistance of the proximity pilot; below 75 or above 4500 ohm is no cable"),
  TEMPERATURE(
      "temperature",
      "C",
      -100,
      150,
      "",
      Fault.TEMPERATURE,
      "both sensors show this; from 72 C the current falls, above 79 C it stops, below -50 C they are"
          + " broken"),
  AMBIENT("ambient", "C", -40, 85, "", null, "temperature around the housing; 20 C usually"),
  LOCK(
      "lock",
      "",
      0,
      0,
      "jammed sluggish feedback-lost feedback-stuck",
      Fault.LOCK,
      "the lock's pin does not move, moves slowly, or its switch lies"),
  COVER_MAIN("cover.main", "", 0, 0, "open", Fault.TAMPER, "the main cover is off"),
  COVER_SERVICE(
      "cover.service", "", 0, 0, "open", Fault.TAMPER_SERVICE, "the service cover is off"),
  CALIBRATION(
      "calibration",
      "",
      0,
      0,
      "lost",
      Fault.CALIBRATION,
      "calibration data and serial number cannot be read"),
  METER(
      "meter",
      "",
      0,
      0,
      "silent",
      Fault.EXTERNAL_METER,
      "the external meter gives no answer; noticed where the setting ExternalMeter is 1"),
  HOST(
      "host",
      "",
      0,
      0,
      "silent",
      Fault.MISSING_HOST,
      "the line between main controller and safety core carries nothing, either way"),
  READER(
      "reader",
      "",
      0,
      0,
      "silent faulty",
      null,
      "the card reader gives no answer, or says that its field does not come up; told as"
          + " ReaderFailure"),
  RADIO(
      "radio",
      "",
      0,
      0,
      "weak",
      null,
      "the radio hears its network only weakly; told as WeakSignal, and the line goes on"),
  CAR_CURRENT(
      "car.current",
      "A",
      0,
      100,
      "",
      Fault.OVERCURRENT,
      "the car draws this per line, whatever it is offered"),
  CAR_IGNORES_LIMIT(
      "car.ignoresLimit",
      "",
      0,
      0,
      "on",
      Fault.OVERCURRENT,
      "the car draws all it can, whatever it is offered"),
  CAR_IGNORES_STOP(
      "car.ignoresStop",
      "",
      0,
      0,
      "on",
      null,
      "the car goes on when the offer ends, until the contacts open"),
  CAR_LINES("car.lines", "lines", 1, 3, "", null, "how many lines the car draws from"),
  CAR_BOUNCES("car.bounces", "", 0, 0, "on", null, "the car swings between B and C at 3 Hz"),
  CAR_VENTILATED(
      "car.ventilated", "", 0, 0, "on", null, "the car asks for a ventilated room: D instead of C"),
  CAR_ASLEEP(
      "car.asleep", "", 0, 0, "on", null, "the car falls asleep now and wakes by its own alarm"),
  NOISE("noise", "%", 0, 5, "", null, "normal noise on every measured voltage and current");

  private final String title;
  private final String unit;
  private final double least;
  private final double most;
  private final String words;
  private final @Nullable Fault fault;
  private final String description;

  Cause(
      String title,
      String unit,
      double least,
      double most,
      String words,
      @Nullable Fault fault,
      String description) {
    this.title = title;
    this.unit = unit;
    this.least = least;
    this.most = most;
    this.words = words;
    this.fault = fault;
    this.description = description;
  }

  /** The name under which it is thrown: {@code rcd.dc}. */
  public String title() {
    return title;
  }

  /** The unit of its number; empty where it takes words only. */
  public String unit() {
    return unit;
  }

  public boolean takesNumber() {
    return most > least;
  }

  public double least() {
    return least;
  }

  public double most() {
    return most;
  }

  /** The words it takes; empty where it takes a number only. */
  public List<String> words() {
    return words.isEmpty() ? List.of() : List.of(words.split(" ", -1));
  }

  public String description() {
    return description;
  }

  /** The fault it should lead to in general, or null where it only disturbs. */
  public @Nullable Fault fault() {
    return fault;
  }

  /**
   * A value with which a cause should lead to a fault.
   *
   * @param when in words, {@code from 30 mA}
   * @param example one such value, {@code 35mA}
   */
  public record Lead(String when, String example, Fault fault) {}

  /** The faults that its values should lead to; empty where it only disturbs. */
  public List<Lead> leads() {
    return switch (this) {
      case RCD_AC, LEAKAGE_AC -> List.of(new Lead("from 30 mA", "35mA", Fault.RCD));
      case RCD_DC, LEAKAGE_DC -> List.of(new Lead("from 6 mA", "8mA", Fault.RCD_DC));
      case CONTACT_L1, CONTACT_L2, CONTACT_L3 ->
          List.of(word("welded", Fault.LINE_STUCK_CLOSED), word("stuck", Fault.LINE_STUCK_OPEN));
      case CONTACT_N ->
          List.of(
              word("welded", Fault.NEUTRAL_STUCK_CLOSED), word("stuck", Fault.NEUTRAL_STUCK_OPEN));
      case NEUTRAL -> List.of(word("swapped", Fault.NEUTRAL), word("line", Fault.PHASES));
      case NEUTRAL_EARTH -> List.of(new Lead("above 70 V", "90V", Fault.NEUTRAL));
      case SUPPLY ->
          List.of(
              new Lead("above 253 V", "270V", Fault.OVERVOLTAGE),
              new Lead("below 207 V", "190V", Fault.UNDERVOLTAGE),
              word("off", Fault.UNDERVOLTAGE));
      case SUPPLY_L1, SUPPLY_L2, SUPPLY_L3 ->
          List.of(
              new Lead("above 253 V", "270V", Fault.OVERVOLTAGE),
              new Lead("below 207 V", "190V", Fault.UNDERVOLTAGE),
              word("off", Fault.UNDERVOLTAGE));
      case DIODE -> List.of(word("missing", Fault.DIODE), word("shorted", Fault.DIODE));
      case CP -> List.of(word("short", Fault.CP_STATE));
      case CP_HIGH ->
          List.of(
              new Lead("up to 1.5 V or from 13.5 V", "1V", Fault.CP_STATE),
              new Lead("between two states", "7V", Fault.CP_STATE));
      case PP ->
          List.of(
              word("open", Fault.PP),
              word("short", Fault.PP),
              new Lead("below 75 or above 4500 ohm", "50ohm", Fault.PP));
      case TEMPERATURE ->
          List.of(
              new Lead("above 79 C", "82C", Fault.TEMPERATURE),
              new Lead("below -50 C", "-60C", Fault.TEMPERATURE));
      case LOCK -> List.of(word("jammed", Fault.LOCK), word("feedback-lost", Fault.LOCK));
      case CAR_CURRENT -> List.of(new Lead("above 110 % of the offer", "36A", Fault.OVERCURRENT));
      default ->
          fault == null ? List.of() : words().stream().map(word -> word(word, fault)).toList();
    };
  }

  private static Lead word(String word, Fault fault) {
    return new Lead(word, word, fault);
  }

  /** What it takes, for a person: {@code a number of 0 to 1000 mA}. */
  public String takes() {
    List<String> ways = new ArrayList<>();
    if (takesNumber()) {
      ways.add("a number of " + plain(least) + " to " + plain(most) + " " + unit);
    }
    ways.addAll(words());
    return String.join(" or ", ways);
  }

  static String plain(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }
}
