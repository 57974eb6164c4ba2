package opencompact.rtm;

/**
 * Everything the interlocks look at, on one image of the world. One object is refilled in each
 * step, so that the safety loop allocates nothing.
 */
final class Situation {
  // How the station is built.
  boolean socketed;
  boolean lockActive = true;
  boolean ventilationAllowed;

  // What is at the connector.
  Pilot pilot = Pilot.A;
  boolean plugged;

  /** Socketed: the cable's class is valid and has not changed for a second. */
  boolean cableSteady;

  /** The lock's feedback now, and for the last 75 ms. */
  boolean lockedNow;

  boolean lockedLong;
  boolean diodeSeen;

  // What is allowed.
  boolean grantFresh;
  boolean energise;
  boolean holdCable;

  /** Somebody has asked for the plug to be released. */
  boolean releaseWanted;

  /** The least of all limits, tenths of an ampere. */
  int limitTenths;

  // What stands against it.
  boolean stoppingFault;

  /** A stopping fault that does not leave the car its six seconds. */
  boolean emergency;

  boolean hardwareTrip;
  boolean voltageInWindow;

  // What we are doing.
  boolean pwm;

  /** PWM has ended and the car may still be ramping down, at most 6 s (IEC-T-11). */
  boolean windingDown;

  boolean contactorClosed;

  /** Any pole is measured closed. */
  boolean measuredClosed;

  /** Open has been commanded, settled and measured on every pole. */
  boolean provenOpen;

  /** The contacts have rested five seconds (CT-05). */
  boolean rested;

  /** The residual current sensor has passed its test since the last state A (CT-01, RCD-03). */
  boolean sensorProven;
}
