package opencompact.host;

import opencompact.catalogue.Delivery;

/**
 * What stands on the type plate and never changes in the station's life (MOD-4).
 *
 * @param serial the hardware's serial number, 8 digits
 * @param firmware the program's version
 */
public record Plate(String serial, String firmware, Delivery delivery) {

  /** Who speaks in messages of our own, DataTransfer's (OCPP-DX-01). */
  public static final String VENDOR = "bg.evnet";

  public Plate {
    if (!serial.matches("[0-9]{8}")) {
      throw new IllegalArgumentException("a serial number has 8 digits, not \"" + serial + "\"");
    }
  }

  /** The manual's "Device Model(efuse)" line. */
  public String deviceModel() {
    return delivery.phases()
        + (delivery.phases() == 1 ? " phase" : " phases")
        + ", model "
        + delivery.model().title();
  }
}
