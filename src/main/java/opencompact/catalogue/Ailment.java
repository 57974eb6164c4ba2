package opencompact.catalogue;

/**
 * What can be wrong with a part beside the safety core. It is told as a warning of the whole
 * station and stops no charge (OCPP-ST-18, OCPP-ST-20, OCPP-ST-41). The most severe comes first.
 */
public enum Ailment {
  READER_SILENT(
      Part.CARD_READER,
      ErrorCode.READER_FAILURE,
      "Card reader silent",
      "The card reader does not answer, so no card can be read.",
      "Charges can still be started from the web client and by the back office. Switch the station"
          + " off and on at the breaker; if the reader stays silent, it needs service."),
  READER_FAULTY(
      Part.CARD_READER,
      ErrorCode.READER_FAILURE,
      "Card reader faulty",
      "The card reader says that its field does not come up, so no card can be read.",
      "Charges can still be started from the web client and by the back office. Take away what lies"
          + " on the reader; if the fault stays, the reader needs service."),
  SIGNAL_WEAK(
      Part.RADIO,
      ErrorCode.WEAK_SIGNAL,
      "Weak signal",
      "The radio hears its network only weakly, so the line to the back office may break at times.",
      "Move the access point nearer, mount a better antenna, or use a cable.");

  /** A part that says by itself how it fares. */
  public enum Part {
    CARD_READER("The card reader"),
    RADIO("The radio");

    private final String title;

    Part(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  private final Part part;
  private final ErrorCode errorCode;
  private final String text;
  private final String cause;
  private final String advice;

  Ailment(Part part, ErrorCode errorCode, String text, String cause, String advice) {
    this.part = part;
    this.errorCode = errorCode;
    this.text = text;
    this.cause = cause;
    this.advice = advice;
  }

  public Part part() {
    return part;
  }

  /** What StatusNotification says of it. */
  public ErrorCode errorCode() {
    return errorCode;
  }

  /** What it is called in words. */
  public String text() {
    return text;
  }

  /** What has happened, in a sentence. */
  public String cause() {
    return cause;
  }

  /** What a person should do about it. */
  public String advice() {
    return advice;
  }
}
