package opencompact.sim.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * A kind of car, as data: what its charger can, what its battery holds, how quickly it reacts and
 * in what it misbehaves (charging-standards 9.1, 9.2).
 *
 * @param description one sentence for a person who chooses a car
 */
public record Car(
    String name,
    String description,
    Charger charger,
    Pack battery,
    Manners manners,
    List<Quirk> quirks) {

  /**
   * The on-board charger.
   *
   * @param lines how many lines it uses, 1 to 3; a three-line charger takes L1 where there is only
   *     one
   * @param mostAmperes per line
   * @param leastAmperes the offer below which it only stands by
   * @param standbyAmperes what it draws then
   * @param upPerSecond amperes per second when taking more
   * @param downPerSecond amperes per second when taking less
   * @param leakageMilliamperes AC leakage to earth while connected to the mains
   */
  public record Charger(
      int lines,
      double mostAmperes,
      double leastAmperes,
      double standbyAmperes,
      double upPerSecond,
      double downPerSecond,
      double leakageMilliamperes) {

    public Charger {
      if (lines < 1 || lines > 3) {
        throw new IllegalArgumentException("a car charges on 1 to 3 lines, not " + lines);
      }
      if (!(mostAmperes > 0) || !(upPerSecond > 0) || !(downPerSecond > 0)) {
        throw new IllegalArgumentException("a charger's current and ramps are above zero");
      }
    }

    static Charger of(int lines, double mostAmperes) {
      return new Charger(lines, mostAmperes, 6, 0, 3, 6, 0.5);
    }

    Charger least(double amperes, double standby) {
      return new Charger(
          lines, mostAmperes, amperes, standby, upPerSecond, downPerSecond, leakageMilliamperes);
    }
  }

  /**
   * The battery.
   *
   * @param soc state of charge when the car arrives, 0 to 1
   * @param target where the driver wants it to end
   * @param efficiency what arrives in the battery of what is taken from the mains
   */
  public record Pack(double kilowattHours, double soc, double target, double efficiency) {
    public Pack {
      if (!(kilowattHours > 0) || !(efficiency > 0) || efficiency > 1) {
        throw new IllegalArgumentException("a battery has a capacity and an efficiency of 0 to 1");
      }
      if (!(soc >= 0 && soc <= 1) || !(target >= 0 && target <= 1)) {
        throw new IllegalArgumentException("a state of charge lies between 0 and 1");
      }
    }

    static Pack of(double kilowattHours) {
      return new Pack(kilowattHours, 0.3, 1, 0.92);
    }
  }

  /** What wakes a sleeping car; unplugging and plugging in again wakes every car. */
  public enum Alarm {
    /** Steady -12 V for three seconds, or anything longer that interrupts the pilot. */
    STATE_F,
    /** A pilot interrupted for four seconds. */
    INTERRUPTION,
    /** A pilot interrupted for thirty seconds. */
    LONG_INTERRUPTION,
    REPLUGGING
  }

  /**
   * How quickly the car reacts, in milliseconds.
   *
   * @param wakeMillis from PWM to S2 closed
   * @param firstCurrentMillis from mains voltage to the first ampere
   * @param followMillis from a new duty to the new current's ramp
   * @param stopMillis from the end of PWM to the ramp down
   * @param sleepMillis in B1 until it sleeps; negative for never
   * @param yawnMillis from being woken to S2 closed
   * @param pausesBorne how many pauses it bears until it wants to be plugged in anew; negative for
   *     all
   */
  public record Manners(
      long wakeMillis,
      long firstCurrentMillis,
      long followMillis,
      long stopMillis,
      long sleepMillis,
      long yawnMillis,
      Alarm alarm,
      int pausesBorne) {

    static final Manners USUAL = new Manners(2000, 2000, 1500, 500, -1, 2000, Alarm.STATE_F, -1);

    Manners sleeping(long afterMillis, long yawn, Alarm by) {
      return new Manners(
          wakeMillis,
          firstCurrentMillis,
          followMillis,
          stopMillis,
          afterMillis,
          yawn,
          by,
          pausesBorne);
    }

    Manners waking(long millis) {
      return new Manners(
          millis,
          firstCurrentMillis,
          followMillis,
          stopMillis,
          sleepMillis,
          yawnMillis,
          alarm,
          pausesBorne);
    }

    Manners following(long millis) {
      return new Manners(
          wakeMillis,
          firstCurrentMillis,
          millis,
          stopMillis,
          sleepMillis,
          yawnMillis,
          alarm,
          pausesBorne);
    }

    Manners bearing(int pauses) {
      return new Manners(
          wakeMillis,
          firstCurrentMillis,
          followMillis,
          stopMillis,
          sleepMillis,
          yawnMillis,
          alarm,
          pauses);
    }
  }

  public Car {
    quirks = List.copyOf(quirks);
  }

  public boolean is(Quirk quirk) {
    return quirks.contains(quirk);
  }

  /** The same car arriving with another state of charge, 0 to 1. */
  public Car withSoc(double soc) {
    return new Car(
        name,
        description,
        charger,
        new Pack(battery.kilowattHours(), soc, battery.target(), battery.efficiency()),
        manners,
        quirks);
  }

  /** The same car with another wish of where to end, 0 to 1. */
  public Car withTarget(double target) {
    return new Car(
        name,
        description,
        charger,
        new Pack(battery.kilowattHours(), battery.soc(), target, battery.efficiency()),
        manners,
        quirks);
  }

  /** The same car with other manners. */
  public Car withManners(Manners other) {
    return new Car(name, description, charger, battery, other, quirks);
  }

  /** The same car with one more quirk. */
  public Car with(Quirk quirk) {
    List<Quirk> more = new ArrayList<>(quirks);
    more.add(quirk);
    return new Car(name, description, charger, battery, manners, more);
  }
}
