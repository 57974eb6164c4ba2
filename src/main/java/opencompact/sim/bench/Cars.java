package opencompact.sim.bench;

import static opencompact.sim.bench.Car.Alarm.INTERRUPTION;
import static opencompact.sim.bench.Car.Alarm.LONG_INTERRUPTION;
import static opencompact.sim.bench.Car.Alarm.REPLUGGING;
import static opencompact.sim.bench.Car.Alarm.STATE_F;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import opencompact.sim.bench.Car.Charger;
import opencompact.sim.bench.Car.Manners;
import opencompact.sim.bench.Car.Pack;

/** The cars that stand around the bench, by name (charging-standards 9.2). */
public final class Cars {
  private static final Manners USUAL = Manners.USUAL;
  private static final long QUARTER_HOUR = 900_000;

  /** The car that comes when nobody says which. */
  public static final Car SEDAN =
      car("sedan-3p16", "Three lines, 16 A, 60 kWh; does everything right.", 3, 16, 60);

  private static final List<Car> ALL =
      List.of(
          SEDAN,
          car("compact-1p16", "One line, 16 A, 40 kWh.", 1, 16, 40),
          car(
              "leaf-1p32",
              "One line, 32 A, 40 kWh; bounces at plug-in, lets go below 10 % duty.",
              1,
              32,
              40,
              Quirk.BOUNCES_AT_PLUG_IN,
              Quirk.SHUNS_LOW_DUTY),
          car("duo-2p16", "Two lines, 16 A, 36 kWh.", 2, 16, 36),
          car("fast-3p32", "Three lines, 32 A, 90 kWh.", 3, 32, 90),
          car(
              "phev-1p16",
              "A plug-in hybrid: one line, 16 A, 12 kWh; shows a blip after each new" + " duty.",
              1,
              16,
              12,
              Quirk.BLIP_AFTER_DUTY_CHANGE),
          new Car(
              "zoe-3p32",
              "Three lines, 32 A, 52 kWh; below 8 A only stands by at 1.3 A.",
              Charger.of(3, 32).least(8, 1.3),
              Pack.of(52),
              USUAL,
              List.of()),
          new Car(
              "i3-3p16",
              "Three lines, 16 A, 42 kWh; wakes from sleep after three minutes.",
              Charger.of(3, 16),
              Pack.of(42),
              USUAL.sleeping(QUARTER_HOUR, 180_000, STATE_F),
              List.of()),
          car(
              "bmw-ix3",
              "Three lines, 16 A, 74 kWh; pulses C for 250 ms before it means it.",
              3,
              16,
              74,
              Quirk.SHORT_PULSE_OF_C),
          car(
              "tesla-3p16",
              "Begins on one line and adds two later; 75 kWh, whole amperes.",
              3,
              16,
              75,
              Quirk.ADDS_LINES_LATER,
              Quirk.WHOLE_AMPERES),
          car(
              "kona",
              "Three lines, 16 A, 64 kWh; ignores the end of the offer.",
              3,
              16,
              64,
              Quirk.IGNORES_END_OF_OFFER),
          new Car(
              "polestar",
              "Three lines, 16 A, 78 kWh; hangs up after a pause.",
              Charger.of(3, 16),
              Pack.of(78),
              USUAL.bearing(0),
              List.of()),
          new Car(
              "id-3p16",
              "Three lines, 16 A, 58 kWh; bears ten pauses, not eleven.",
              Charger.of(3, 16),
              Pack.of(58),
              USUAL.bearing(10),
              List.of()),
          new Car(
              "taycan-phev",
              "One line, 16 A, 18 kWh; bears five pauses.",
              Charger.of(1, 16),
              Pack.of(18),
              USUAL.bearing(5),
              List.of()),
          new Car(
              "sleepy",
              "Sleeps after 15 minutes without an offer; state F wakes it.",
              Charger.of(3, 16),
              Pack.of(60),
              USUAL.sleeping(QUARTER_HOUR, 5000, STATE_F),
              List.of()),
          new Car(
              "e-golf",
              "Two lines, 16 A, 36 kWh; sleeps, an interrupted pilot wakes it;"
                  + " greets when full.",
              Charger.of(2, 16),
              Pack.of(36),
              USUAL.sleeping(QUARTER_HOUR, 5000, INTERRUPTION),
              List.of(Quirk.GREETS_WHEN_FULL)),
          new Car(
              "heavy-sleeper",
              "Sleeps; only 30 s without pilot wake it.",
              Charger.of(3, 16),
              Pack.of(60),
              USUAL.sleeping(QUARTER_HOUR, 10_000, LONG_INTERRUPTION),
              List.of()),
          new Car(
              "dead-asleep",
              "Sleeps; only plugging in anew wakes it.",
              Charger.of(3, 16),
              Pack.of(60),
              USUAL.sleeping(QUARTER_HOUR, 10_000, REPLUGGING),
              List.of()),
          new Car(
              "slow",
              "Takes 30 s to ask and 11 s to follow a new offer.",
              Charger.of(3, 16),
              Pack.of(60),
              USUAL.waking(30_000).following(11_000),
              List.of()),
          car(
              "greedy",
              "Three lines, 32 A, 90 kWh; draws what it likes.",
              3,
              32,
              90,
              Quirk.IGNORES_LIMIT),
          car(
              "ventilated",
              "An old car that asks for a ventilated room (state D).",
              1,
              16,
              20,
              Quirk.NEEDS_VENTILATION),
          car(
              "simplified",
              "A light vehicle with the simplified pilot: 10 A, no S2.",
              1,
              16,
              8,
              Quirk.SIMPLIFIED_PILOT),
          car("no-diode", "Its pilot diode conducts both ways.", 3, 16, 60, Quirk.DIODE_SHORTED),
          car(
              "dead-diode",
              "Its pilot diode is open: no station sees this car.",
              3,
              16,
              60,
              Quirk.DIODE_MISSING),
          car(
              "bouncy",
              "Swings between C and B at 3 Hz before it charges.",
              3,
              16,
              60,
              Quirk.BOUNCES_AT_START),
          car("full", "Arrives full and never asks.", 3, 16, 60).withSoc(1),
          car("topper", "Arrives full and tops up every three hours.", 3, 16, 60, Quirk.TOPS_UP)
              .withSoc(1),
          car(
                  "warmer",
                  "Arrives full and heats its cabin from the mains.",
                  1,
                  16,
                  60,
                  Quirk.PRECONDITIONS)
              .withSoc(1),
          car(
              "keeper",
              "Holds the plug in its inlet while it wants energy.",
              3,
              16,
              60,
              Quirk.HOLDS_PLUG));

  private Cars() {}

  /** Every car, in the order in which a page should offer them. */
  public static List<Car> all() {
    return ALL;
  }

  public static List<String> names() {
    return ALL.stream().map(Car::name).toList();
  }

  /** The car of that name. An unknown name is refused with a sentence that lists the known ones. */
  public static Car named(String name) {
    String wanted = name.strip().toLowerCase(Locale.ROOT);
    for (Car car : ALL) {
      if (car.name().equals(wanted)) {
        return car;
      }
    }
    throw new IllegalArgumentException(
        "no car is called \""
            + name.strip()
            + "\"; there are "
            + ALL.stream().map(Car::name).collect(Collectors.joining(", ")));
  }

  private static Car car(
      String name,
      String description,
      int lines,
      double amperes,
      double kilowattHours,
      Quirk... quirks) {
    return new Car(
        name,
        description,
        Charger.of(lines, amperes),
        Pack.of(kilowattHours),
        USUAL,
        List.of(quirks));
  }
}
