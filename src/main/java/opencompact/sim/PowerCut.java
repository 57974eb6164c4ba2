package opencompact.sim;

/**
 * The simulated mains went away while the program was in the middle of something. Nobody in the
 * station catches it: like the real thing, it ends the program where it stands.
 */
public final class PowerCut extends RuntimeException {

  private static final long serialVersionUID = 1;

  public PowerCut(String where) {
    super("power cut " + where);
  }
}
