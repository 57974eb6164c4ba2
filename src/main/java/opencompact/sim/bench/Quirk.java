package opencompact.sim.bench;

/** One way in which a car differs from the textbook (charging-standards 9.2). */
public enum Quirk {
  /** Goes from A straight to C, has no S2, and limits itself to 10 A (IEC-CP-06). */
  SIMPLIFIED_PILOT,
  /** Asks for a ventilated room: D instead of C. */
  NEEDS_VENTILATION,
  /** Draws what it likes, whatever the duty says. */
  IGNORES_LIMIT,
  /** Goes on drawing when the PWM ends, until the contacts open (IEC-T-11). */
  IGNORES_END_OF_OFFER,
  /** Follows whole amperes only. */
  WHOLE_AMPERES,
  /** Its diode conducts both ways. */
  DIODE_SHORTED,
  /** Its diode does not conduct, so that no station ever sees it. */
  DIODE_MISSING,
  /** Shows C for 250 ms after the PWM starts, then B, then C (IEC-T-14). */
  SHORT_PULSE_OF_C,
  /** Looks like B for 50 ms, half a second after a change of duty (IEC-CP-04). */
  BLIP_AFTER_DUTY_CHANGE,
  /** Its plug bounces for 400 ms when put in. */
  BOUNCES_AT_PLUG_IN,
  /** Swings between C and B at 3 Hz for five seconds when it begins. */
  BOUNCES_AT_START,
  /** Lets go when offered a duty below 10 %. */
  SHUNS_LOW_DUTY,
  /** Holds the plug in its inlet while it wants energy. */
  HOLDS_PLUG,
  /** When full, asks for 45 s at each plug-in and then lets go. */
  GREETS_WHEN_FULL,
  /** When full, heats its cabin from the mains: ten minutes on, five off. */
  PRECONDITIONS,
  /** When full, tops up a hundredth of its battery every three hours. */
  TOPS_UP,
  /** Begins on one line and takes the others half a minute later. */
  ADDS_LINES_LATER
}
