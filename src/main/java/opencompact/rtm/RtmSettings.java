package opencompact.rtm;

import opencompact.quantity.Amperes;

/**
 * How the station is built and configured, as far as safety is concerned.
 *
 * @param socketed true for 3SLC (socket, lock, coded cable), false for 3TLC (tethered) (MOD-1)
 * @param phases 1 or 3, as wired and commissioned (MOD-2)
 * @param deviceLimit the hardware's maximum per phase, 32 A
 * @param ventilationAllowed whether state D is treated as C (c_ChargingVentilatedEnabled, CHG-3)
 * @param residualDcProtected whether the 6 mA DC protection is on (c_RCDProtectionType 0, not 2)
 * @param voltageOffset volts by which the 207 to 253 V window is widened at both ends, 0 to 23
 * @param lockActive false where the lock's functions are skipped (c_LockerDisengage, LK-05)
 * @param unlocksWithoutPower whether a power cut releases the plug
 *     (UnlockConnectorOnEVSideDisconnect, LK-04)
 * @param simplifiedPilotCapped whether a car with the simplified pilot is offered 10 A at most
 *     (IEC-CP-06)
 * @param faultStateFMillis how long a fault during a charge is told by state F, 300 to 3000; 0 for
 *     a station that never shows state F (IEC-T-21)
 * @param meterCalibration by how many ten-thousandths the meter multiplies the power that it
 *     measures, 9800 to 10200 (OCP-5); no protection looks at that power
 */
public record RtmSettings(
    boolean socketed,
    int phases,
    Amperes deviceLimit,
    boolean ventilationAllowed,
    boolean residualDcProtected,
    int voltageOffset,
    boolean lockActive,
    boolean unlocksWithoutPower,
    boolean simplifiedPilotCapped,
    int faultStateFMillis,
    int meterCalibration) {

  /** With the meter as it left the factory. */
  public RtmSettings(
      boolean socketed,
      int phases,
      Amperes deviceLimit,
      boolean ventilationAllowed,
      boolean residualDcProtected,
      int voltageOffset,
      boolean lockActive,
      boolean unlocksWithoutPower,
      boolean simplifiedPilotCapped,
      int faultStateFMillis) {
    this(
        socketed,
        phases,
        deviceLimit,
        ventilationAllowed,
        residualDcProtected,
        voltageOffset,
        lockActive,
        unlocksWithoutPower,
        simplifiedPilotCapped,
        faultStateFMillis,
        10_000);
  }

  /** With the pilot's manners and the lock without power as delivered. */
  public RtmSettings(
      boolean socketed,
      int phases,
      Amperes deviceLimit,
      boolean ventilationAllowed,
      boolean residualDcProtected,
      int voltageOffset,
      boolean lockActive) {
    this(
        socketed,
        phases,
        deviceLimit,
        ventilationAllowed,
        residualDcProtected,
        voltageOffset,
        lockActive,
        true,
        false,
        300);
  }

  public RtmSettings {
    if (phases != 1 && phases != 3) {
      throw new IllegalArgumentException("a station has 1 or 3 phases, not " + phases);
    }
    if (voltageOffset < 0 || voltageOffset > 23) {
      throw new IllegalArgumentException("a voltage offset of 0 to 23 V, not " + voltageOffset);
    }
    if (faultStateFMillis != 0 && (faultStateFMillis < 300 || faultStateFMillis > 3000)) {
      throw new IllegalArgumentException(
          "state F for 300 to 3000 ms, or 0 for never, not " + faultStateFMillis);
    }
    if (meterCalibration < 9800 || meterCalibration > 10_200) {
      throw new IllegalArgumentException(
          "a calibration of 9800 to 10200 ten-thousandths, not " + meterCalibration);
    }
  }
}
