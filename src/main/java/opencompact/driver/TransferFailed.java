package opencompact.driver;

import opencompact.host.upkeep.FileTransfers;

/** A transfer that did not work; its message is a sentence for a person. */
final class TransferFailed extends Exception {
  private static final long serialVersionUID = 1;

  private final FileTransfers.Cause cause;

  TransferFailed(FileTransfers.Cause cause, String sentence) {
    super(sentence);
    this.cause = cause;
  }

  FileTransfers.Told.Failed told() {
    return new FileTransfers.Told.Failed(cause, String.valueOf(getMessage()));
  }
}
