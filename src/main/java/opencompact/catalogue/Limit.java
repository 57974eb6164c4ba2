package opencompact.catalogue;

/**
 * The six limits of the offered current (LIM-1; the manual's VendorID1 table). The least one in
 * force rules; a tie is reported under the lower code.
 */
public enum Limit {
  DEVICE(0, "DeviceCurrentLimit", "the charger's own maximum"),
  CABLE(1, "ProximityPilotLimit", "the cable's proximity resistor"),
  TEMPERATURE(2, "DeviceTemperatureLimit", "the temperature inside the charger"),
  TRANSFORMER(3, "ExtTransformerCurrentLimit", "the site's supply, seen by CT clamp or neighbours"),
  GRID(4, "OCPPGridLimit", "a charging profile of the back office"),
  FUSE(5, "FuseLimit", "the circuit's rating, c_DeviceLimit_I");

  private final int code;
  private final String title;
  private final String source;

  Limit(int code, String title, String source) {
    this.code = code;
    this.title = title;
    this.source = source;
  }

  /** The manual's VendorID1 code, 0 to 5. */
  public int code() {
    return code;
  }

  /** The manual's name, as it is reported to the back office. */
  public String title() {
    return title;
  }

  /** Where the value comes from, in words that fit after "set by". */
  public String source() {
    return source;
  }
}
