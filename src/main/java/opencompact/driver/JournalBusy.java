package opencompact.driver;

/** Another station already lives in the data directory; its journal has one writer. */
public final class JournalBusy extends JournalRefused {

  private static final long serialVersionUID = 1;

  JournalBusy(String message) {
    super(message);
  }
}
