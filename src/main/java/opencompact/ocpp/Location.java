package opencompact.ocpp;

/** Where a value was measured (OCPP 1.6, 7.30; OCPP-MV-11). */
public enum Location implements Word {
  BODY("Body"),
  CABLE("Cable"),
  EV("EV"),
  INLET("Inlet"),
  OUTLET("Outlet");

  static final Words<Location> WORDS = Words.of(values());

  private final String wire;

  Location(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
