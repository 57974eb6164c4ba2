package opencompact.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import opencompact.catalogue.ResetReason;
import org.jspecify.annotations.Nullable;

/**
 * How the program ended last time, told to the next start (RST-2). While it runs the file says so;
 * an orderly end, a panic and a power cut on the bench say so instead. What still says "running"
 * was killed, or lost its machine, which the identity of the machine's own start tells apart.
 */
final class LastWords {
  static final String FILE = "last-words";

  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  /** What the file may say. */
  enum Word {
    RUNNING,
    STOPPED,
    PANIC,
    POWER_CUT
  }

  private final Path file;
  private final String machineStart;

  LastWords(Path directory) {
    this(directory, machineStart());
  }

  LastWords(Path directory, String machineStart) {
    this.file = directory.resolve(FILE);
    this.machineStart = machineStart;
  }

  /** Why this start happens, as far as the last one tells. */
  ResetReason reason() throws IOException {
    if (!Files.exists(file)) {
      return ResetReason.POWER_ON;
    }
    String[] parts = Files.readString(file).strip().split(" ", 2);
    Word word = word(parts[0]);
    String before = parts.length > 1 ? parts[1] : "";
    boolean machineKnown = !before.isEmpty() && !machineStart.isEmpty();
    boolean sameMachineStart = machineKnown && before.equals(machineStart);
    return switch (word) {
      case null -> ResetReason.UNKNOWN;
      case PANIC -> ResetReason.PANIC;
      case POWER_CUT -> ResetReason.POWER_ON;
      case STOPPED ->
          machineKnown && !sameMachineStart ? ResetReason.POWER_ON : ResetReason.SOFTWARE;
      case RUNNING ->
          !machineKnown
              ? ResetReason.UNKNOWN
              : sameMachineStart ? ResetReason.EXTERNAL : ResetReason.POWER_ON;
    };
  }

  /** Replaces the file in one step, so that half a word is never read. */
  void say(Word word) throws IOException {
    Path fresh = file.resolveSibling(FILE + ".new");
    Files.writeString(fresh, word + " " + machineStart + "\n", StandardCharsets.UTF_8);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static @Nullable Word word(String text) {
    for (Word word : Word.values()) {
      if (word.name().equals(text)) {
        return word;
      }
    }
    return null;
  }

  private static String machineStart() {
    try {
      return Files.readString(BOOT_ID).strip();
    } catch (IOException elsewhere) {
      return "";
    }
  }
}
