package opencompact.sim.bench;

/**
 * The control pilot from its +-12 V source behind 1 kilohm to the car's diode and resistors
 * (charging-standards 1.1). The same wire tells the station its voltage and the car its duty.
 */
final class PilotWire {
  /** What the car sees of the station on the wire. */
  enum Seen {
    /** Nothing: interrupted, shorted, or the station is dead. */
    NOTHING,
    /** Steady +12 V: x1, no offer. */
    STEADY,
    /** Steady -12 V: state F. */
    MINUS,
    /** The 1 kHz square wave: an offer. */
    PWM
  }

  /** The car's rectifying diode. */
  enum Diode {
    PRESENT,
    /** Conducts both ways, or a wire is in its place: the negative half-wave mirrors the other. */
    SHORTED,
    /** Conducts not at all: the car is never seen. */
    OPEN
  }

  /** Where the wire is hurt. */
  enum Wire {
    WHOLE,
    /** Touches earth at the connector. */
    SHORT,
    /** Broken beyond the connector: the station sees its own idle voltage. */
    OPEN
  }

  static final double SOURCE_VOLTS = 12;
  static final double SOURCE_OHMS = 1000;
  static final double DIODE_VOLTS = 0.7;

  double dutyPercent = 100;

  /** Whether the station's own switch in the wire is closed. */
  boolean connected = true;

  boolean powered = true;
  Wire wire = Wire.WHOLE;

  /** A voltage forced upon the positive half-wave, or not a number. */
  double forcedVolts = Double.NaN;

  double highVolts = SOURCE_VOLTS;
  double lowVolts = SOURCE_VOLTS;

  /** Settles the plateaus for the car's load, which is infinite when no car hangs on the wire. */
  void settle(double loadOhms, Diode diode) {
    boolean pwm = dutyPercent > 0 && dutyPercent < 100;
    if (!powered || !connected || wire == Wire.SHORT) {
      highVolts = 0;
      lowVolts = 0;
      return;
    }
    double ohms = wire == Wire.OPEN || diode == Diode.OPEN ? Double.POSITIVE_INFINITY : loadOhms;
    double high = plateau(ohms, diode == Diode.SHORTED ? 0 : DIODE_VOLTS);
    double low = diode == Diode.SHORTED ? -plateau(ohms, 0) : -SOURCE_VOLTS;
    if (!Double.isNaN(forcedVolts)) {
      high = forcedVolts;
    }
    highVolts = dutyPercent <= 0 ? low : high;
    lowVolts = pwm || dutyPercent <= 0 ? low : high;
  }

  /** The voltage at the connector while the source stands at +12 V. */
  static double plateau(double ohms, double diodeVolts) {
    if (Double.isInfinite(ohms)) {
      return SOURCE_VOLTS;
    }
    return (SOURCE_VOLTS - diodeVolts) * ohms / (ohms + SOURCE_OHMS) + diodeVolts;
  }

  Seen seen() {
    if (!powered || !connected || wire != Wire.WHOLE) {
      return Seen.NOTHING;
    }
    return dutyPercent >= 100 ? Seen.STEADY : dutyPercent <= 0 ? Seen.MINUS : Seen.PWM;
  }
}
