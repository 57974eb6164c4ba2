package opencompact.torture;

/** The ledger and what the back office was told disagree; the message says how, in a sentence. */
public final class Discrepancy extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final long at;

  Discrepancy(long at, String what) {
    super(what);
    this.at = at;
  }

  /** The instant of which it speaks, in nanoseconds since the world began. */
  public long at() {
    return at;
  }
}
