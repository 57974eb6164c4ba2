package opencompact.rtm;

/**
 * What the RTM wants of the power stage, written anew in each step. One object is reused, so that
 * the safety loop allocates nothing.
 */
public final class Drive {
  /** What the lock's motor shall do. */
  public enum LockMotor {
    REST,
    LOCK,
    UNLOCK
  }

  /**
   * Duty of the 1 kHz pilot in percent: 100 is steady +12 V (x1), 0 is steady -12 V (state F), 10
   * to 53.3 offers 6 to 32 A.
   */
  public double dutyPercent = 100;

  /** False interrupts the pilot wire, to wake a sleeping car (IEC-W-01). */
  public boolean pilotConnected = true;

  /** Whether the contactor coil is fed; closes neutral and the configured lines together. */
  public boolean contactorClosed;

  public LockMotor lockMotor = LockMotor.REST;

  /** Whether stored energy shall withdraw the pin of the lock when the power fails (LK-04). */
  public boolean unlocksWithoutPower = true;

  /** Whether the residual current monitor's test winding is fed. */
  public boolean residualTest;

  /** By how many ten-thousandths the meter multiplies the power that it measures (OCP-5). */
  public int meterCalibration = 10_000;

  /** Becomes the same command as another one. */
  public void copy(Drive other) {
    dutyPercent = other.dutyPercent;
    pilotConnected = other.pilotConnected;
    contactorClosed = other.contactorClosed;
    lockMotor = other.lockMotor;
    unlocksWithoutPower = other.unlocksWithoutPower;
    residualTest = other.residualTest;
    meterCalibration = other.meterCalibration;
  }

  @Override
  public String toString() {
    return "Drive[dutyPercent="
        + dutyPercent
        + ", pilotConnected="
        + pilotConnected
        + ", contactorClosed="
        + contactorClosed
        + ", lockMotor="
        + lockMotor
        + ", unlocksWithoutPower="
        + unlocksWithoutPower
        + ", residualTest="
        + residualTest
        + ", meterCalibration="
        + meterCalibration
        + "]";
  }
}
