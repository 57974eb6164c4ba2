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
 * an orderly end, a panic, a hung loop, an update and a power cut on the bench say so instead. What
 * still says "running" crashed, was killed, or lost its machine: the exit code, which a supervising
 * shell passes on, tells the first, the identity of the machine's own start the last.
 */
final class LastWords {
  static final String FILE = "last-words";

  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  /** What the file may say. */
  enum Word {
    RUNNING,
    STOPPED,
    PANIC,
    LOOP_HUNG,
    TASK_HUNG,
    OTHER_HUNG,
    UPDATED,
    POWER_CUT;

    /** The word for a loop that hung, by what that is to the next start. */
    static Word hung(ResetReason reason) {
      return switch (reason) {
        case INTERRUPT_WATCHDOG -> LOOP_HUNG;
        case TASK_WATCHDOG -> TASK_HUNG;
        default -> OTHER_HUNG;
      };
    }
  }

  private final Path file;
  private final String machineStart;
  private final Supervision supervision;

  LastWords(Path directory, Supervision supervision) {
    this(directory, machineStart(), supervision);
  }

  LastWords(Path directory, String machineStart, Supervision supervision) {
    this.file = directory.resolve(FILE);
    this.machineStart = machineStart;
    this.supervision = supervision;
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
    boolean otherMachineStart = machineKnown && !before.equals(machineStart);
    return switch (word) {
      case null -> ResetReason.UNKNOWN;
      case PANIC -> ResetReason.PANIC;
      case LOOP_HUNG -> ResetReason.INTERRUPT_WATCHDOG;
      case TASK_HUNG -> ResetReason.TASK_WATCHDOG;
      case OTHER_HUNG -> ResetReason.OTHER_WATCHDOG;
      case UPDATED -> ResetReason.SOFTWARE;
      case POWER_CUT -> ResetReason.POWER_ON;
      case STOPPED -> otherMachineStart ? ResetReason.POWER_ON : ResetReason.SOFTWARE;
      case RUNNING -> cutOff(machineKnown, otherMachineStart);
    };
  }

  private ResetReason cutOff(boolean machineKnown, boolean otherMachineStart) {
    if (otherMachineStart) {
      return ResetReason.POWER_ON;
    }
    if (supervision.crashed()) {
      return ResetReason.PANIC;
    }
    return machineKnown || supervision.killed() ? ResetReason.EXTERNAL : ResetReason.UNKNOWN;
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
