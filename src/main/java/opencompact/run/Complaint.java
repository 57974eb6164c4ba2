package opencompact.run;

/**
 * Something that ends a command with one line on stderr: what is wrong and what would be right.
 *
 * @see #USAGE
 */
final class Complaint extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The command was understood, but refused, or it failed. */
  static final int FAILED = 1;

  /** The command makes no sense as it is written. */
  static final int USAGE = 2;

  final int exitCode;

  private Complaint(int exitCode, String sentence) {
    super(sentence, null, false, false);
    this.exitCode = exitCode;
  }

  static Complaint usage(String sentence) {
    return new Complaint(USAGE, sentence);
  }

  /** The station ended itself, and whoever supervises it is to start it again (RST-5). */
  static Complaint startAgain(String sentence) {
    return new Complaint(Supervision.START_AGAIN, sentence);
  }

  static Complaint failed(String sentence) {
    return new Complaint(FAILED, sentence);
  }
}
