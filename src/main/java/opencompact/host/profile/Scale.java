package opencompact.host.profile;

/**
 * Amperes and watts on one scale, tenths of a watt of all phases together. A limit in amperes is
 * per phase; the voltage is nominal and the phases are those of this station, whatever numberPhases
 * says (OCPP-SC-20, OCPP-SC-34).
 *
 * @param phases 1 or 3
 */
record Scale(int phases) {
  private static final int NOMINAL_VOLTS = 230;

  /** A limit as it was sent. */
  long deciwatts(int tenths, boolean watts) {
    return watts ? tenths : (long) tenths * NOMINAL_VOLTS * phases;
  }

  /** Tenths of an ampere per phase, never rounded up (OCPP-SC-21). */
  long deciamperes(long deciwatts) {
    return deciwatts / ((long) NOMINAL_VOLTS * phases);
  }
}
