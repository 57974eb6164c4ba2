package opencompact.ocpp;

/** What the central system thinks of an idTag (OCPP 1.6, 7.2). */
public enum AuthorizationStatus implements Word {
  ACCEPTED("Accepted"),
  BLOCKED("Blocked"),
  EXPIRED("Expired"),
  INVALID("Invalid"),
  CONCURRENT_TX("ConcurrentTx");

  static final Words<AuthorizationStatus> WORDS = Words.of(values());

  private final String wire;

  AuthorizationStatus(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
