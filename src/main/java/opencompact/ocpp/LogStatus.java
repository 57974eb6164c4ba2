package opencompact.ocpp;

/** Whether a log will be uploaded (security white paper, LogStatusEnumType). */
public enum LogStatus implements Word {
  ACCEPTED("Accepted"),
  REJECTED("Rejected"),
  ACCEPTED_CANCELED("AcceptedCanceled");

  static final Words<LogStatus> WORDS = Words.of(values());

  private final String wire;

  LogStatus(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
