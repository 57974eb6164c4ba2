package opencompact.catalogue;

/** What the back office may do with a configuration key. */
public enum Access {
  READ_ONLY("read only", true, false),
  /** The back office reads what the owner has chosen. */
  CHOSEN_BY_OWNER("read only; set in the web client", true, false),
  READ_WRITE("read and write", true, true),
  /** Secrets: they can be set, and are never told again (OCPP-SE-10). */
  WRITE_ONLY("write only", false, true),
  /** A setting of the web client; to the back office the key does not exist. */
  NOT_OVER_OCPP("web client only", false, false);

  private final String words;
  private final boolean readable;
  private final boolean writable;

  Access(String words, boolean readable, boolean writable) {
    this.words = words;
    this.readable = readable;
    this.writable = writable;
  }

  public String words() {
    return words;
  }

  /** Whether GetConfiguration tells the value. */
  public boolean readable() {
    return readable;
  }

  /** Whether ChangeConfiguration may set it. */
  public boolean writable() {
    return writable;
  }

  /** Whether the back office is to know that the key exists. */
  public boolean known() {
    return this != NOT_OVER_OCPP;
  }
}
