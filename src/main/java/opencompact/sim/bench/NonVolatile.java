package opencompact.sim.bench;

/**
 * The power stage's own memory, which outlives every power cut and restart: the energy registers.
 * It is handed to the bench, so that a restarted bench counts on (MOD-5).
 */
public final class NonVolatile {
  private static final long NANO_PER_MILLI = 1_000_000L;

  final long[] importedNanowattHours = new long[3];
  final long[] exportedNanowattHours = new long[3];

  /** The import register of a line (0 to 2) in milliwatt hours. */
  public long importedMilliwattHours(int line) {
    return importedNanowattHours[line] / NANO_PER_MILLI;
  }

  /** The export register of a line (0 to 2) in milliwatt hours. */
  public long exportedMilliwattHours(int line) {
    return exportedNanowattHours[line] / NANO_PER_MILLI;
  }

  /** Sets the registers of a line, as when a stored world is taken up again. */
  public void restore(int line, long importedMilliwattHours, long exportedMilliwattHours) {
    if (importedMilliwattHours < 0 || exportedMilliwattHours < 0) {
      throw new IllegalArgumentException("an energy register is never negative");
    }
    importedNanowattHours[line] = importedMilliwattHours * NANO_PER_MILLI;
    exportedNanowattHours[line] = exportedMilliwattHours * NANO_PER_MILLI;
  }
}
