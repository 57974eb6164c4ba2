package opencompact.torture;

/**
 * The ledger and what the back office was told do not agree; the message says how, in a sentence.
 */
public final class Discrepancy extends RuntimeException {

  private static final long serialVersionUID = 1;

  Discrepancy(String what) {
    super(what);
  }
}
