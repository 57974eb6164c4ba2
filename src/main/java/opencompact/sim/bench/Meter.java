package opencompact.sim.bench;

/** The internal energy meter: it adds up what flows through each line, to the nanowatt hour. */
final class Meter {
  private static final double NANOWATT_HOURS_PER_JOULE = 1e9 / 3600;

  private final NonVolatile memory;

  /** Whether the external meter on the bus gives no answer (PRT-18). */
  boolean silent;

  Meter(NonVolatile memory) {
    this.memory = memory;
  }

  void add(int line, double joules) {
    long nanowattHours = Math.round(joules * NANOWATT_HOURS_PER_JOULE);
    if (nanowattHours >= 0) {
      memory.importedNanowattHours[line] += nanowattHours;
    } else {
      memory.exportedNanowattHours[line] -= nanowattHours;
    }
  }

  long importedMilliwattHours(int line) {
    return memory.importedMilliwattHours(line);
  }

  void read(long[] importedMilliwattHours, long[] exportedMilliwattHours) {
    for (int line = 0; line < 3; line++) {
      importedMilliwattHours[line] = memory.importedMilliwattHours(line);
      exportedMilliwattHours[line] = memory.exportedMilliwattHours(line);
    }
  }
}
