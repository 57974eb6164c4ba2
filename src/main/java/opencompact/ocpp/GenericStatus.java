package opencompact.ocpp;

/** The plain yes or no with which many requests are answered. */
public enum GenericStatus implements Word {
  ACCEPTED("Accepted"),
  REJECTED("Rejected");

  static final Words<GenericStatus> WORDS = Words.of(values());

  private final String wire;

  GenericStatus(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
