package opencompact.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the Bench page draws of the simulated world: true values, not what the station measures.
 *
 * @param uptimeNanos virtual time since the world began
 * @param wall the world's true time of day
 * @param speed seconds of the station in one of ours
 * @param powered whether the mains are on
 * @param car what is plugged in; null while nothing is
 * @param cableAmperes the coding of the cable in the socket, 0 for one without; null while none is
 *     in
 * @param locked whether the lock's pin is in place
 * @param contacts each pole's contact: N, then L1 and, on three phases, L2 and L3
 * @param lines the supply and the current per phase
 * @param celsius the two temperatures inside
 */
public record BenchPicture(
    long uptimeNanos,
    Instant wall,
    double speed,
    boolean powered,
    @Nullable PluggedCar car,
    @Nullable Integer cableAmperes,
    boolean locked,
    List<Contact> contacts,
    Pilot pilot,
    List<Line> lines,
    double residualAcMilliamperes,
    double residualDcMilliamperes,
    List<Double> celsius,
    List<InForce> causes) {

  public BenchPicture {
    contacts = List.copyOf(contacts);
    lines = List.copyOf(lines);
    celsius = List.copyOf(celsius);
    causes = List.copyOf(causes);
  }

  /**
   * The car.
   *
   * @param state what it is doing, in a few words
   * @param soc state of charge, 0 to 1
   */
  public record PluggedCar(String name, String state, double soc, double watts) {}

  /** One pole of the contactor. */
  public record Contact(String pole, boolean closed) {}

  /** The control pilot at the connector: both plateaus and the duty, 100 for steady +12 V. */
  public record Pilot(double highVolts, double lowVolts, double dutyPercent) {}

  /** One phase of the supply. */
  public record Line(String name, double volts, double amperes, double watts) {}

  /**
   * A cause in force.
   *
   * @param text as it was raised, with its value
   * @param since when it was raised, in the world's time
   * @param until when it mends itself, in the world's time; null for never
   */
  public record InForce(String name, String text, Instant since, @Nullable Instant until) {}
}
