package opencompact.rtm;

import java.time.Duration;
import java.util.List;
import opencompact.catalogue.Fault;
import opencompact.catalogue.Limit;
import opencompact.quantity.Amperes;
import opencompact.quantity.WattHours;
import org.jspecify.annotations.Nullable;

/**
 * One consistent picture of the RTM and its readings, sent to the host at once when anything
 * discrete changes and at least once a second otherwise.
 *
 * @param pilot the debounced pilot state
 * @param pwm whether the pilot carries PWM (x2)
 * @param plugged whether a plug is in: proximity pilot seen (socketed) or a car on the pilot
 *     (tethered)
 * @param cable what the cable may carry; 0 A when none is in (PP-04), 32 A on tethered models
 * @param locked the lock's feedback
 * @param contactorClosed whether the contacts are commanded or measured closed
 * @param offered the current told to the car by the PWM, 0 A in x1
 * @param limit the least of all six limits now, whether offered or not
 * @param ruling which limit that is
 * @param temperatureLimit what the derating curve allows now (LIM-2)
 * @param faultWord the RTM error word
 * @param readings what is measured
 * @param register the import register, all phases
 * @param unlockFailing whether the last wish to unlock has not succeeded (yet)
 * @param maybeOpenedUnderLoad whether the contacts had to be opened while current flowed
 * @param plugIn what the RTM has found out about the car and done to it since it was plugged in
 */
public record RtmReport(
    Pilot pilot,
    boolean pwm,
    boolean plugged,
    Amperes cable,
    boolean locked,
    boolean contactorClosed,
    Amperes offered,
    Amperes limit,
    Limit ruling,
    Amperes temperatureLimit,
    int faultWord,
    Readings readings,
    WattHours register,
    boolean unlockFailing,
    boolean maybeOpenedUnderLoad,
    PlugIn plugIn,
    List<FaultRecord> faults) {

  /** Why an offer that nothing else stands against has to wait (IEC-T-20). */
  public enum Delay {
    NONE,
    /** A fault has opened the contacts less than 30 s ago. */
    AFTER_FAULT,
    /** Load management has paused the charge less than a minute ago. */
    AFTER_LOAD_MANAGEMENT,
    /** The car has borne too many pauses, so this one lasts ten minutes (IEC-W-02). */
    SPARING_THE_CAR,
    /** The car asked for ventilation less than 30 s ago, and was refused (IEC-D-01). */
    AFTER_VENTILATION
  }

  /**
   * What has happened since the car was plugged in.
   *
   * @param simplifiedPilot whether the car has gone from A to C without B, and so has no S2
   *     (IEC-CP-06)
   * @param pauses how often the station has ended its offer while the car asked, and not for a
   *     fault (IEC-W-02)
   * @param wakeUpCalls how often the car was called because it did not ask (IEC-W-01)
   * @param calling whether it is being called now
   * @param replugAdvised whether no call has woken it, so that only plugging in anew can help
   *     (IEC-W-03)
   * @param delay what the offer waits for
   * @param offerFromNanos the uptime at which it comes; 0 while it does not wait
   */
  public record PlugIn(
      boolean simplifiedPilot,
      int pauses,
      int wakeUpCalls,
      boolean calling,
      boolean replugAdvised,
      Delay delay,
      long offerFromNanos) {

    /** Nothing has happened yet. */
    public static final PlugIn FRESH = new PlugIn(false, 0, 0, false, false, Delay.NONE, 0);

    /** Whether the car should be spared further pauses: better hold it at 6 A (IEC-W-02). */
    public boolean weary() {
      return pauses >= Pauses.BEARABLE;
    }
  }

  /**
   * The measured values, per phase where a list.
   *
   * @param volts line to neutral, rms
   * @param neutralVolts neutral to earth, rms
   * @param amperes rms
   * @param watts active power
   * @param importedWh import register per phase
   * @param exportedWh export register per phase
   * @param celsius the two temperatures
   */
  public record Readings(
      List<Double> volts,
      double neutralVolts,
      List<Double> amperes,
      List<Double> watts,
      List<WattHours> importedWh,
      List<WattHours> exportedWh,
      List<Double> celsius,
      double residualAcMilliamperes,
      double residualDcMilliamperes,
      double pilotHighVolts,
      double pilotLowVolts,
      double dutyPercent) {

    public double totalWatts() {
      return watts.stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  /**
   * One standing fault with what was measured when it tripped, for the event log and "why".
   *
   * @param sinceNanos uptime of the trip
   * @param measured what was measured, in the fault's unit; not a number where nothing is
   * @param threshold what it had to pass
   * @param where the poles, lines or the sensor concerned, as in {@code L1 and L3}; may be empty
   * @param detection how long the cause had been seen when it tripped
   * @param opening how long it took from the trip until every pole was measured open; null where
   *     the contacts were open already or are closed still
   * @param sentence the measured value and the threshold, in words
   */
  public record FaultRecord(
      Fault fault,
      long sinceNanos,
      double measured,
      double threshold,
      String where,
      Duration detection,
      @Nullable Duration opening,
      String sentence) {

    /** The same with the trip so much later or earlier. */
    public FaultRecord shifted(long nanos) {
      return new FaultRecord(
          fault, sinceNanos + nanos, measured, threshold, where, detection, opening, sentence);
    }
  }

  public boolean has(Fault fault) {
    return fault.isIn(faultWord);
  }

  /** Whether any fault stands that forbids current. */
  public boolean stopped() {
    for (FaultRecord record : faults) {
      if (record.fault().stopsCharging()) {
        return true;
      }
    }
    return false;
  }
}
