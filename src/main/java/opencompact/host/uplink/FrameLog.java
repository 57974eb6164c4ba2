package opencompact.host.uplink;

import java.time.Instant;

/**
 * Where everything is noted that goes over the line to the back office and comes from it, for
 * people who want to know what was really said (DIA-2). Noting returns at once, on any thread, and
 * never fails: a log that cannot follow leaves something out and counts it.
 */
public interface FrameLog {

  /** Keeps nothing. */
  FrameLog NONE = _ -> {};

  void note(Note note);

  /** What happened on the line. */
  enum What {
    /** The connection was opened; the text says to where. */
    OPENED,
    /** The connection ended or could not be opened; the text says why. */
    CLOSED,
    /** A frame was handed to the line. */
    SENT,
    /** A text arrived, whether or not it is a frame. */
    HEARD
  }

  /**
   * One thing that happened.
   *
   * @param wall the station's time of day
   * @param nanos a clock that never jumps, for latencies
   * @param identity the charge point identity of the connection
   * @param text the frame as it is, or a sentence
   */
  record Note(What what, Instant wall, long nanos, String identity, String text) {}
}
