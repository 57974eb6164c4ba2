package opencompact.sim.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An immutable picture of the bench, for the bench page and the API (WEB-12). Lists have one entry
 * per line, L1 first.
 *
 * @param cableAmperes the cable in the socket, or null when none is in
 * @param contacts whether L1, L2, L3 and N are closed
 * @param proximityOhms of the plug in the socket; infinite when none is in
 * @param nextChangeNanos uptime of the next scheduled change, {@code Long.MAX_VALUE} for none
 */
public record BenchView(
    long uptimeNanos,
    boolean powered,
    boolean socketed,
    int phases,
    @Nullable CarView car,
    @Nullable Integer cableAmperes,
    LockView lock,
    List<Boolean> contacts,
    boolean coil,
    boolean hardwareTrip,
    PilotView pilot,
    List<Double> volts,
    List<Double> amperes,
    List<Double> watts,
    double neutralToEarthVolts,
    List<Long> importedMilliwattHours,
    double residualAcMilliamperes,
    double residualDcMilliamperes,
    List<Double> celsius,
    double ambientCelsius,
    boolean mainCoverOpen,
    boolean serviceCoverOpen,
    boolean meterSilent,
    double proximityOhms,
    List<Standing> causes,
    boolean restless,
    long nextChangeNanos) {

  /**
   * The car at the cable.
   *
   * @param soc state of charge, 0 to 1
   * @param state one or two words: waiting, asking, charging, full, asleep, stopped, hung up
   */
  public record CarView(String name, double soc, String state, double amperes) {}

  /** The plug's lock: whether the pin is in place, what its switch says, whether it moves. */
  public record LockView(boolean inPlace, boolean feedback, boolean moving) {}

  /** The control pilot at the connector. */
  public record PilotView(
      double highVolts, double lowVolts, double dutyPercent, boolean connected) {}

  /** A cause in force; it ends by itself at the given uptime, {@code Long.MAX_VALUE} for never. */
  public record Standing(Upset upset, long sinceNanos, long endNanos) {}
}
