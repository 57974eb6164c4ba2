package opencompact.run;

import java.util.Map;

/**
 * What the shell that supervises this process ({@code ./compact run}) tells it in its environment:
 * who it is, so that the station does not outlive it, and with which code the process before this
 * one ended, which a process that crashes cannot note itself (RST-2, RST-5).
 *
 * @param process the shell's process id, -1 where nobody supervises
 * @param lastExit the exit code, -1 where there was none or it is not known
 */
record Supervision(long process, int lastExit) {
  static final String PROCESS = "COMPACT_SUPERVISOR";
  static final String LAST_EXIT = "COMPACT_LAST_EXIT";

  /** The program ended itself and wants to be started again. */
  static final int START_AGAIN = 75;

  /** As a process that was killed ends. */
  static final int ORPHANED = 137;

  /** The Java machine's own exit code when its memory is exhausted. */
  private static final int OUT_OF_MEMORY = 3;

  /** A shell tells the end by a signal as 128 and the signal's number. */
  private static final int BY_SIGNAL = 128;

  private static final int ILLEGAL_INSTRUCTION = 4;
  private static final int ABORTED = 6;
  private static final int BUS_ERROR = 7;
  private static final int ARITHMETIC = 8;
  private static final int KILLED = 9;
  private static final int SEGMENTATION = 11;

  static final Supervision NONE = new Supervision(-1, -1);

  static Supervision of(Map<String, String> environment) {
    return new Supervision(
        number(environment, PROCESS), Math.toIntExact(number(environment, LAST_EXIT)));
  }

  private static long number(Map<String, String> environment, String name) {
    String text = environment.getOrDefault(name, "");
    return text.matches("\\d{1,9}") ? Long.parseLong(text) : -1;
  }

  /** Whether the process before crashed: its memory was exhausted, or the Java machine itself. */
  boolean crashed() {
    return switch (lastExit - BY_SIGNAL) {
      case ILLEGAL_INSTRUCTION, ABORTED, BUS_ERROR, ARITHMETIC, SEGMENTATION -> true;
      default -> lastExit == OUT_OF_MEMORY;
    };
  }

  /** Whether somebody killed the process before. */
  boolean killed() {
    return lastExit == BY_SIGNAL + KILLED;
  }

  /** Whether the shell that supervised this process is gone. */
  boolean orphaned() {
    return process >= 0
        && ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(-1L) != process;
  }
}
