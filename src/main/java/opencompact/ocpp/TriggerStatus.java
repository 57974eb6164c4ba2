package opencompact.ocpp;

/** Whether a triggered message will be sent (OCPP 1.6, 7.43). */
public enum TriggerStatus implements Word {
  ACCEPTED("Accepted"),
  REJECTED("Rejected"),
  NOT_IMPLEMENTED("NotImplemented");

  static final Words<TriggerStatus> WORDS = Words.of(values());

  private final String wire;

  TriggerStatus(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
