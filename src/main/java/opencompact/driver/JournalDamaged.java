package opencompact.driver;

/** The journal on disk is not what was written there. */
public final class JournalDamaged extends JournalRefused {
  private static final long serialVersionUID = 1;

  JournalDamaged(String message, Throwable cause) {
    super(message, cause);
  }
}
