package opencompact.ocpp;

/** Which log is asked for (security white paper, LogEnumType). */
public enum LogType implements Word {
  DIAGNOSTICS_LOG("DiagnosticsLog"),
  SECURITY_LOG("SecurityLog");

  static final Words<LogType> WORDS = Words.of(values());

  private final String wire;

  LogType(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
