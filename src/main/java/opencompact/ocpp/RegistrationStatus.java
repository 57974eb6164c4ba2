package opencompact.ocpp;

/**
 * What the central system makes of a charge point that has booted (OCPP 1.6, 7.38; OCPP-BT-03 to
 * OCPP-BT-06).
 */
public enum RegistrationStatus implements Word {
  ACCEPTED("Accepted"),
  PENDING("Pending"),
  REJECTED("Rejected");

  static final Words<RegistrationStatus> WORDS = Words.of(values());

  private final String wire;

  RegistrationStatus(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
