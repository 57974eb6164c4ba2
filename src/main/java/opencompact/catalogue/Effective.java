package opencompact.catalogue;

/** When a changed setting begins to act (OCPP-CF-02). */
public enum Effective {
  AT_ONCE("at once"),
  /** ChangeConfiguration answers RebootRequired; the station does not restart by itself. */
  AFTER_REBOOT("after a restart");

  private final String words;

  Effective(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
