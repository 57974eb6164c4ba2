package opencompact.catalogue;

/**
 * Why the main controller started (RST-2; the manual's VendorID3 table), with the manual's codes
 * and names.
 */
public enum ResetReason {
  UNKNOWN(0, "CC_RST_UNKNOWN", "the cause of the start cannot be told", false),
  POWER_ON(1, "CC_RST_POWERON", "the power came on", false),
  EXTERNAL(2, "CC_RST_EXT", "another controller or a tool reset it", false),
  SOFTWARE(3, "CC_RST_SW", "a restart was asked for, or new firmware was installed", false),
  PANIC(4, "CC_RST_PANIC", "the software stopped at an impossible state", true),
  INTERRUPT_WATCHDOG(5, "CC_RST_INT_WDT", "an interrupt took too long", true),
  TASK_WATCHDOG(6, "CC_RST_TASK_WDT", "a task hung", true),
  OTHER_WATCHDOG(7, "CC_RST_WDT", "another watchdog was not served", true),
  DEEP_SLEEP(8, "CC_RST_DEEPSLEEP", "it woke from deep sleep", false),
  BROWN_OUT(9, "CC_RST_BROWNOUT", "the controller's own supply sagged", true),
  SDIO(10, "CC_RST_SDIO", "an internal bus reset it", false);

  private final int code;
  private final String title;
  private final String text;
  private final boolean warning;

  ResetReason(int code, String title, String text, boolean warning) {
    this.code = code;
    this.title = title;
    this.text = text;
    this.warning = warning;
  }

  /** The manual's VendorID3 code, 0 to 10. */
  public int code() {
    return code;
  }

  /** The manual's identifier. */
  public String title() {
    return title;
  }

  /** What happened, in words that fit after "started because". */
  public String text() {
    return text;
  }

  /** Whether the back office is told InternalError once after such a start (OCPP-ST-42). */
  public boolean warning() {
    return warning;
  }
}
