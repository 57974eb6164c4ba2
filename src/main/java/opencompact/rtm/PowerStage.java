package opencompact.rtm;

/**
 * The door between the RTM and the electrical world: a real board, or the simulated bench. Messages
 * are raw signals both ways, so neither side can tell what stands behind the other.
 */
public interface PowerStage {

  /** Writes the present measurements into the given image. Must not block. */
  void measure(Signals into);

  /** Applies the commands. Must not block; the stage copies what it needs. */
  void drive(Drive command);
}
