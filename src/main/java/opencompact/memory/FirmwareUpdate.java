package opencompact.memory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last firmware update that was ordered, and how far it has come (OCPP-FW-06).
 *
 * @param told whether the back office has confirmed that it knows this step (OCPP-TR-43)
 */
public record FirmwareUpdate(Order order, FirmwareStep step, boolean told) {

  /**
   * What the back office ordered.
   *
   * @param number the station's own count of orders, from 1
   * @param requestId the back office's number of a signed update; null for a plain one
   * @param location where the firmware lies, with the login if there is one
   * @param retrieve not fetched before
   * @param install not installed before; null for at once
   * @param retries repeats after the first failure
   * @param intervalSeconds between two attempts
   * @param certificate in PEM, of whoever signed it; null for a plain update
   * @param signature in Base64, over the whole file; null for a plain update
   */
  public record Order(
      long number,
      @Nullable Integer requestId,
      String location,
      Instant retrieve,
      @Nullable Instant install,
      int retries,
      int intervalSeconds,
      @Nullable String certificate,
      @Nullable String signature) {

    public boolean signed() {
      return requestId != null;
    }

    /** Hides the login that may stand in the address. */
    @Override
    public String toString() {
      return "Order[" + number + ", requestId=" + requestId + "]";
    }
  }

  FirmwareUpdate at(FirmwareStep next) {
    return new FirmwareUpdate(order, next, false);
  }

  FirmwareUpdate heard() {
    return new FirmwareUpdate(order, step, true);
  }
}
