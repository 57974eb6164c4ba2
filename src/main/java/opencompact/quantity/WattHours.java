package opencompact.quantity;

/**
 * An amount of energy, or the state of an energy register, in thousandths of a watt hour.
 *
 * @param milli milliwatt hours, never negative
 */
public record WattHours(long milli) implements Comparable<WattHours> {

  public static final WattHours NONE = new WattHours(0);

  public WattHours {
    if (milli < 0) {
      throw new IllegalArgumentException("an energy of " + milli + " mWh");
    }
  }

  public static WattHours of(long whole) {
    return new WattHours(whole * 1000);
  }

  public static WattHours ofMilli(long milli) {
    return new WattHours(milli);
  }

  /** Whole watt hours as OCPP wants them, cut down (OCPP-TX-27). */
  public long whole() {
    return milli / 1000;
  }

  public WattHours plus(WattHours other) {
    return new WattHours(milli + other.milli);
  }

  /** The energy between an earlier state of the register and this one. */
  public WattHours since(WattHours earlier) {
    return new WattHours(Math.max(0, milli - earlier.milli));
  }

  public WattHours max(WattHours other) {
    return other.milli > milli ? other : this;
  }

  @Override
  public int compareTo(WattHours other) {
    return Long.compare(milli, other.milli);
  }

  @Override
  public String toString() {
    return whole() + " Wh";
  }
}
