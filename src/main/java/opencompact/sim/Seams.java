package opencompact.sim;

import opencompact.memory.Journal;
import opencompact.rtm.Drive;
import opencompact.rtm.RtmCommand;
import opencompact.rtm.RtmReport;
import opencompact.rtm.Signals;
import org.jspecify.annotations.Nullable;

/**
 * The seams between the parts of a simulated station, at which a test can put a bug, to see whether
 * anybody notices. Here nothing is in between.
 */
public interface Seams {

  /** A station as it is built. */
  Seams TIGHT = new Seams() {};

  /** What the RTM is given in place of what the power stage measured. */
  default Signals measured(Signals truth, long worldNanos) {
    return truth;
  }

  /** May change what the RTM commands on its way to the power stage. */
  default void driven(Drive command, Signals truth, long worldNanos) {}

  /** What reaches the RTM in place of what the host tells it; null if nothing does. */
  default @Nullable RtmCommand told(RtmCommand command) {
    return command;
  }

  /** What reaches the host in place of what the RTM reports; null if nothing does. */
  default @Nullable RtmReport reported(RtmReport report) {
    return report;
  }

  /** What leaves for the back office in place of what the host says. */
  default String said(String text) {
    return text;
  }

  /** What the station hears in place of a frame of the back office. */
  default String heard(String text) {
    return text;
  }

  /** What the station writes on. */
  default Journal journal(Journal disk) {
    return disk;
  }
}
