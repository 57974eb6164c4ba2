package opencompact.ocpp;

/** How often a recurring schedule starts anew (OCPP 1.6, 7.37; OCPP-SC-13). */
public enum RecurrencyKind implements Word {
  DAILY("Daily"),
  WEEKLY("Weekly");

  static final Words<RecurrencyKind> WORDS = Words.of(values());

  private final String wire;

  RecurrencyKind(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
