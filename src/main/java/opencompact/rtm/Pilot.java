package opencompact.rtm;

/** The states of the control pilot by IEC 61851-1 Annex A; x1 or x2 is told by the duty. */
public enum Pilot {
  A,
  B,
  C,
  D,
  E,
  F;

  /** Whether a car hangs on the pilot wire. */
  public boolean connected() {
    return this == B || this == C || this == D;
  }

  /** Whether the car asks for energy. */
  public boolean ready() {
    return this == C || this == D;
  }
}
