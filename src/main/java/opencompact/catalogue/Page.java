package opencompact.catalogue;

/**
 * The tabs of the web client on which a setting can stand (WEB-1 to WEB-10), as they are titled.
 */
public enum Page {
  STATUS("Device Status and Control"),
  NETWORK("Network Configuration"),
  DEVICE("Device Configuration"),
  BACKEND("Backend Configuration"),
  NFC("NFC Configuration"),
  LOCKER("Locker Configuration"),
  TIMES("Time & Charge Times"),
  EXTERNAL("Configuration of External Devices"),
  DIAGNOSTICS("Charge Point Diagnostics"),
  OFFLINE("Offline Mode Configuration");

  private final String title;

  Page(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
