package opencompact.catalogue;

/**
 * Why the main controller started (RST-2; the manual's VendorID3 table), with the manual's codes
 * and names.
 */
public enum ResetReason {
  UNKNOWN(
      0,
      "CC_RST_UNKNOWN",
      "the cause of the start cannot be told",
      false,
      "The marker in the data directory is spoilt, or the machine does not tell its own"
          + " starts apart."),
  POWER_ON(
      1,
      "CC_RST_POWERON",
      "the power came on",
      false,
      "There is no marker (first start), it says that the bench was without power, or"
          + " the machine itself has started since."),
  EXTERNAL(
      2,
      "CC_RST_EXT",
      "another controller or a tool reset it",
      false,
      "The marker says that the program runs, and the machine is still in the same"
          + " start: it was killed."),
  SOFTWARE(
      3,
      "CC_RST_SW",
      "a restart was asked for, or new firmware was installed",
      false,
      "The marker says that it stopped in an orderly way or was updated; or the host"
          + " restarted inside the program by order of back office or web client."),
  PANIC(
      4,
      "CC_RST_PANIC",
      "the software stopped at an impossible state",
      true,
      "The marker says so, after an exception that nobody expected; or the exit code"
          + " does, after exhausted memory or a crash of the Java machine."),
  INTERRUPT_WATCHDOG(
      5,
      "CC_RST_INT_WDT",
      "an interrupt took too long",
      true,
      "The marker says that the watchdog found the RTM's loop hanging for 2 s."),
  TASK_WATCHDOG(
      6,
      "CC_RST_TASK_WDT",
      "a task hung",
      true,
      "The marker says that the watchdog found the host, its journal, the network or"
          + " the web server hanging for 20 s."),
  OTHER_WATCHDOG(
      7,
      "CC_RST_WDT",
      "another watchdog was not served",
      true,
      "The marker says that the watchdog found the simulated bench hanging for 20 s."),
  DEEP_SLEEP(
      8,
      "CC_RST_DEEPSLEEP",
      "it woke from deep sleep",
      false,
      "Never here: the program does not sleep."),
  BROWN_OUT(
      9,
      "CC_RST_BROWNOUT",
      "the controller's own supply sagged",
      true,
      "Never here: a machine that can run this program does not tell it from a power"
          + " cut, which is told instead."),
  SDIO(10, "CC_RST_SDIO", "an internal bus reset it", false, "Never here: there is no such bus.");

  private final int code;
  private final String title;
  private final String text;
  private final boolean warning;
  private final String toldBy;

  ResetReason(int code, String title, String text, boolean warning, String toldBy) {
    this.code = code;
    this.title = title;
    this.text = text;
    this.warning = warning;
    this.toldBy = toldBy;
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

  /** How this program finds out, in a sentence; or why it never occurs here. */
  public String toldBy() {
    return toldBy;
  }
}
