package opencompact.sim.bench;

/**
 * The internal energy meter: it adds up what flows through each line, to the nanowatt hour. A power
 * that stays is counted from where it began, so that the registers do not depend on how often
 * anybody looks.
 */
final class Meter {
  private static final double NANOWATT_HOURS_PER_JOULE = 1e9 / 3600;
  private static final double NANOJOULES_PER_NANOWATT_HOUR = 3600;

  private final NonVolatile memory;
  private final double[] watts = new double[3];
  private final long[] since = new long[3];
  private final long[] until = new long[3];
  private final long[] imported = new long[3];
  private final long[] exported = new long[3];

  /** Whether the external meter on the bus gives no answer (PRT-18). */
  boolean silent;

  Meter(NonVolatile memory) {
    this.memory = memory;
  }

  /** By how many ten-thousandths it multiplies what it measures (OCP-5). */
  int calibration = 10_000;

  double gain() {
    return calibration / 10_000.0;
  }

  /** A piece of a ramp. */
  void add(int line, double joules) {
    watts[line] = Double.NaN;
    long nanowattHours = Math.round(joules * gain() * NANOWATT_HOURS_PER_JOULE);
    if (nanowattHours >= 0) {
      memory.importedNanowattHours[line] += nanowattHours;
    } else {
      memory.exportedNanowattHours[line] -= nanowattHours;
    }
  }

  /** A power that stays the same from one uptime to another. */
  void flows(int line, double measured, long from, long to) {
    double power = measured * gain();
    if (power != watts[line] || from != until[line]) {
      watts[line] = power;
      since[line] = from;
      imported[line] = memory.importedNanowattHours[line];
      exported[line] = memory.exportedNanowattHours[line];
    }
    until[line] = to;
    long nanowattHours = Math.round(power * (to - since[line]) / NANOJOULES_PER_NANOWATT_HOUR);
    if (nanowattHours >= 0) {
      memory.importedNanowattHours[line] = imported[line] + nanowattHours;
    } else {
      memory.exportedNanowattHours[line] = exported[line] - nanowattHours;
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
