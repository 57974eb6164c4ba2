package opencompact.driver;

import java.sql.SQLException;
import org.sqlite.SQLiteException;

/** What is on disk is not what was written there. */
final class SqliteDamage extends SQLException {
  private static final long serialVersionUID = 1;

  SqliteDamage(String what) {
    super(what);
  }

  /** Whether an error says that the file is damaged, ours or one of SQLite's own. */
  static boolean is(Throwable error) {
    if (error instanceof SQLiteException sqlite) {
      int primary = sqlite.getResultCode().code & 0xff;
      return primary == 11 || primary == 26;
    }
    return error instanceof SqliteDamage;
  }
}
