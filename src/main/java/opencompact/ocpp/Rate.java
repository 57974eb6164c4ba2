package opencompact.ocpp;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A charging rate in tenths of its schedule's unit (A or W): the one decimal that OCPP 1.6 allows,
 * held without binary floating point (OCPP-P-20).
 */
public record Rate(int tenths) implements Comparable<Rate> {

  public static Rate of(int whole) {
    return new Rate(Math.multiplyExact(whole, 10));
  }

  /** Rounds down what is finer than a tenth (OCPP-SC-07); null when it is out of range. */
  static @Nullable Rate of(BigDecimal decimal) {
    // Judged by magnitude first: expanding 1e999999999 would take a gigabyte.
    if (decimal.signum() != 0 && decimal.precision() - (long) decimal.scale() > 9) {
      return null;
    }
    if (decimal.signum() == 0 || decimal.precision() - (long) decimal.scale() < -9) {
      return new Rate(decimal.signum() < 0 ? -1 : 0);
    }
    BigDecimal tenths = decimal.setScale(1, RoundingMode.FLOOR).movePointRight(1);
    return tenths.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0
        ? null
        : new Rate(tenths.intValueExact());
  }

  @Override
  public int compareTo(Rate other) {
    return Integer.compare(tenths, other.tenths);
  }

  /** The number as it is written on the wire: {@code 16} or {@code 5.3}. */
  @Override
  public String toString() {
    return tenths % 10 == 0
        ? Integer.toString(tenths / 10)
        : BigDecimal.valueOf(tenths, 1).toPlainString();
  }
}
