package opencompact.quantity;

/**
 * A current per phase in tenths of an ampere, the resolution of the manual's keys and of every
 * limit (charging-standards SR-03).
 *
 * @param tenths 0 to 100,000 tenths of an ampere
 */
public record Amperes(int tenths) implements Comparable<Amperes> {

  public static final Amperes NONE = new Amperes(0);

  public Amperes {
    if (tenths < 0 || tenths > 100_000) {
      throw new IllegalArgumentException("a current of " + tenths + " tenths of an ampere");
    }
  }

  public static Amperes of(int whole) {
    return new Amperes(whole * 10);
  }

  public static Amperes ofTenths(int tenths) {
    return new Amperes(tenths);
  }

  /** The largest tenth not above the value: an offer is never rounded up (IEC-CP-05). */
  public static Amperes floor(double amperes) {
    // One billionth absorbs binary noise, so that 8.1 stays 8.1 (OCPP-P-20).
    return new Amperes((int) Math.floor(Math.max(0, amperes) * 10 + 1e-9));
  }

  public double value() {
    return tenths / 10.0;
  }

  public Amperes min(Amperes other) {
    return other.tenths < tenths ? other : this;
  }

  public boolean atLeast(Amperes other) {
    return tenths >= other.tenths;
  }

  public boolean below(Amperes other) {
    return tenths < other.tenths;
  }

  @Override
  public int compareTo(Amperes other) {
    return Integer.compare(tenths, other.tenths);
  }

  /** The value with its unit as a person writes it: {@code 16 A}, {@code 13.3 A}. */
  @Override
  public String toString() {
    return (tenths % 10 == 0 ? tenths / 10 : tenths / 10 + "." + tenths % 10) + " A";
  }
}
