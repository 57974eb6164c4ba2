package opencompact.rtm;

import java.time.Duration;

/**
 * The door between the RTM and the electrical world: a real board, or the simulated bench. Messages
 * are raw signals both ways, so neither side can tell what stands behind the other.
 *
 * <p>A stage has a watchdog of its own: when it has not been driven for {@link #DRIVEN_WITHIN} it
 * opens the contacts by itself, says so as {@link Signals#hardwareTrip}, and keeps them open until
 * it has been told to open them (RST-5). On a board that is a monostable in the coil's feed, which
 * each command retriggers; no program is needed for it. Virtual time leaves out the commands that
 * would change nothing, and this watchdog with them.
 *
 * <p>A stage keeps the meter's registers itself, in memory that outlives its power: after a cut
 * {@link Signals#importedMilliwattHours} goes on from what it was, to the watt hour. A charge that
 * was cut off is closed with it (OCPP-TX-25), so no journal has to be written for each watt hour.
 */
public interface PowerStage {

  /** So long a stage keeps its contacts closed without a new command: twenty steps of the RTM. */
  Duration DRIVEN_WITHIN = Duration.ofMillis(200);

  /** Writes the present measurements into the given image. Must not block. */
  void measure(Signals into);

  /** Applies the commands. Must not block; the stage copies what it needs. */
  void drive(Drive command);
}
