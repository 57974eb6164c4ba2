package opencompact.catalogue;

/**
 * What can be wrong with the station above its safety core; the manual's own faults are {@link
 * Fault}. Each is declared here once: its words for people, and what StatusNotification says of it.
 */
public enum HostFault {
  /** The disk does not take what must be remembered: it is full, read-only, failing or damaged. */
  STORAGE(
      "Storage",
      ErrorCode.INTERNAL_ERROR,
      "The station cannot record: its disk takes nothing",
      "A charge under way goes on, and no other begins. What cannot be recorded is not acknowledged"
          + " to anybody. The station goes on by itself as soon as the disk takes records again.");

  private final String code;
  private final ErrorCode errorCode;
  private final String text;
  private final String advice;

  HostFault(String code, ErrorCode errorCode, String text, String advice) {
    this.code = code;
    this.errorCode = errorCode;
    this.text = text;
    this.advice = advice;
  }

  /** The vendor's error code in StatusNotification. */
  public String code() {
    return code;
  }

  public ErrorCode errorCode() {
    return errorCode;
  }

  /** What is wrong, at most fifty characters. */
  public String text() {
    return text;
  }

  /** What follows and what to do. */
  public String advice() {
    return advice;
  }
}
