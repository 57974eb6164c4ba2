package opencompact.run;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import opencompact.quantity.WattHours;
import opencompact.sim.bench.NonVolatile;

/**
 * The bench's non-volatile memory: the energy registers in a file that is mapped into memory. What
 * was written is the operating system's at once, so a killed process loses nothing (MOD-5); a
 * machine that loses power may lose a little, which the journal's register bounds.
 */
final class RegisterFile {
  static final String FILE = "registers";

  private static final int LINES = 3;
  private static final int BYTES = LINES * 2 * Long.BYTES;

  private final MappedByteBuffer bytes;
  private final NonVolatile memory = new NonVolatile();

  private RegisterFile(MappedByteBuffer bytes) {
    this.bytes = bytes;
  }

  /**
   * Takes up the registers of a data directory.
   *
   * @param least what the journal has seen; a register never stands below that
   */
  static RegisterFile open(Path directory, WattHours least) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            directory.resolve(FILE),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      RegisterFile file = new RegisterFile(channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES));
      file.restore(least);
      return file;
    }
  }

  private void restore(WattHours least) {
    long[] imported = new long[LINES];
    long sum = 0;
    for (int line = 0; line < LINES; line++) {
      imported[line] = Math.max(0, bytes.getLong(line * 2 * Long.BYTES));
      sum += imported[line];
    }
    imported[0] += Math.max(0, least.milli() - sum);
    for (int line = 0; line < LINES; line++) {
      long exported = Math.max(0, bytes.getLong((line * 2 + 1) * Long.BYTES));
      memory.restore(line, imported[line], exported);
    }
    keep();
  }

  /** The registers as the bench counts them. */
  NonVolatile memory() {
    return memory;
  }

  /** Writes what the registers show now. */
  void keep() {
    for (int line = 0; line < LINES; line++) {
      bytes.putLong(line * 2 * Long.BYTES, memory.importedMilliwattHours(line));
      bytes.putLong((line * 2 + 1) * Long.BYTES, memory.exportedMilliwattHours(line));
    }
  }

  /** Sees the registers onto the disk itself. */
  void force() {
    bytes.force();
  }
}
