package opencompact.rtm;

/**
 * The raw image of the world at one instant, as the power stage measures it. One object is reused
 * for every step, so that the safety loop allocates nothing. Index 0 to 2 of an array is L1 to L3;
 * on a 1-phase station only index 0 counts.
 */
public final class Signals {
  /** Plateau of the pilot's positive half-wave at the connector, volts. */
  public double pilotHighVolts;

  /**
   * Plateau of the pilot's negative half-wave, volts; equals the high one while there is no PWM.
   */
  public double pilotLowVolts;

  /**
   * Resistance between proximity pilot and earth at the socket, ohms; infinite when no plug is in.
   */
  public double proximityOhms = Double.POSITIVE_INFINITY;

  /** Line to neutral at the supply terminals, volts rms. */
  public final double[] supplyVolts = new double[3];

  /** Line to earth at the supply terminals, volts rms; near 0 on L1 tells swapped conductors. */
  public final double[] lineToEarthVolts = new double[3];

  /** Neutral to earth at the supply terminals, volts rms. */
  public double neutralToEarthVolts;

  /** Whether the phases follow each other as L1, L2, L3. */
  public boolean phaseOrderRight = true;

  /** Whether the output side of each line contact is live. */
  public final boolean[] lineLive = new boolean[3];

  /** Whether the output side of the neutral contact is connected to the supply's neutral. */
  public boolean neutralLive;

  /** Current per phase, amperes rms. */
  public final double[] amperes = new double[3];

  /** Active power per phase, watts; positive flows to the car. */
  public final double[] watts = new double[3];

  /** The internal meter's import registers per phase, milliwatt hours; kept without power. */
  public final long[] importedMilliwattHours = new long[3];

  /** The internal meter's export registers per phase, milliwatt hours; kept without power. */
  public final long[] exportedMilliwattHours = new long[3];

  /** AC residual current, milliamperes rms. */
  public double residualAcMilliamperes;

  /** Smooth DC residual current, milliamperes, in either direction. */
  public double residualDcMilliamperes;

  /** The two temperatures inside, "L1-L2" and "L1-N", degrees Celsius. */
  public final double[] celsius = new double[2];

  /** The lock's feedback switch: the pin is in place. */
  public boolean lockedFeedback;

  public boolean mainCoverOpen;
  public boolean serviceCoverOpen;

  /** Whether calibration data and serial number can be read. */
  public boolean calibrationValid = true;

  /** The stage's own hardware has opened the contacts without being asked. */
  public boolean hardwareTrip;

  /**
   * Nothing has been measured for a while: all that is here is old. The contacts open until there
   * is something new; it is no fault of the stage, and proves nothing about a contact.
   */
  public boolean stale;

  /** Becomes the same image as another one. */
  public void copy(Signals other) {
    pilotHighVolts = other.pilotHighVolts;
    pilotLowVolts = other.pilotLowVolts;
    proximityOhms = other.proximityOhms;
    for (int line = 0; line < 3; line++) {
      supplyVolts[line] = other.supplyVolts[line];
      lineToEarthVolts[line] = other.lineToEarthVolts[line];
      lineLive[line] = other.lineLive[line];
      amperes[line] = other.amperes[line];
      watts[line] = other.watts[line];
      importedMilliwattHours[line] = other.importedMilliwattHours[line];
      exportedMilliwattHours[line] = other.exportedMilliwattHours[line];
    }
    neutralToEarthVolts = other.neutralToEarthVolts;
    phaseOrderRight = other.phaseOrderRight;
    neutralLive = other.neutralLive;
    residualAcMilliamperes = other.residualAcMilliamperes;
    residualDcMilliamperes = other.residualDcMilliamperes;
    celsius[0] = other.celsius[0];
    celsius[1] = other.celsius[1];
    lockedFeedback = other.lockedFeedback;
    mainCoverOpen = other.mainCoverOpen;
    serviceCoverOpen = other.serviceCoverOpen;
    calibrationValid = other.calibrationValid;
    hardwareTrip = other.hardwareTrip;
    stale = other.stale;
  }
}
