package opencompact.driver;

/**
 * The data directory cannot be used as it is; nothing in it was changed. The message is one line
 * for the person who starts the station and says what to do.
 */
public sealed class JournalRefused extends RuntimeException permits JournalBusy, JournalDamaged {

  private static final long serialVersionUID = 1;

  JournalRefused(String message) {
    super(message);
  }

  JournalRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
