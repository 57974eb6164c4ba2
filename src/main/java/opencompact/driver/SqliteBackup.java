package opencompact.driver;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;

/**
 * A copy of the journal as it stands at one instant, while a station writes on: one sound file that
 * can take its place.
 */
public final class SqliteBackup {
  private SqliteBackup() {}

  /**
   * Copies the journal of a data directory.
   *
   * @param file where to; nothing may be there yet
   * @throws JournalRefused in one sentence when there is no journal or no room for the copy
   */
  public static void take(Path directory, Path file) {
    Path from = directory.resolve(SqliteJournal.FILE);
    if (!Files.exists(from)) {
      throw new JournalRefused(
          "No journal is in " + directory + "; say with --data where the station's is.");
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(5_000);
    try {
      Files.createFile(file, StationLock.ownerOnly("rw-------"));
    } catch (FileAlreadyExistsException e) {
      throw new JournalRefused("There is a file " + file + " already; name one that is not.", e);
    } catch (IOException e) {
      throw new JournalRefused("The file " + file + " cannot be made (" + e.getMessage() + ").", e);
    }
    try (Connection connection = config.createConnection("jdbc:sqlite:" + from);
        PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
      copy.setString(1, file.toString());
      copy.execute();
    } catch (SQLException e) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException _) {
        // It stays behind as it is; the sentence below says that it is no copy.
      }
      throw new JournalRefused(
          "The journal " + from + " could not be copied to " + file + " (" + e.getMessage() + ").",
          e);
    }
  }
}
