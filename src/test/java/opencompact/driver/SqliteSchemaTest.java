package opencompact.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import opencompact.driver.SqliteSteps.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a database of an older form becomes one of the newest (docs/storage.md). */
class SqliteSchemaTest {
  private static final Step FIRST =
      SqliteSteps.sql(
          "CREATE TABLE schema (version INTEGER NOT NULL)",
          "INSERT INTO schema VALUES (0)",
          "CREATE TABLE fact (id INTEGER PRIMARY KEY, json TEXT NOT NULL)");
  private static final Step SECOND =
      SqliteSteps.sql("ALTER TABLE fact ADD COLUMN seal INTEGER NOT NULL DEFAULT 7");
  private static final Step THIRD = SqliteSteps.sql("CREATE TABLE later (id INTEGER PRIMARY KEY)");

  @TempDir Path directory;

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("a.db"));
  }

  private void prepare(Step... steps) throws SQLException {
    try (Connection connection = connect()) {
      SqliteSchema.prepare(connection, directory.resolve("a.db"), List.of(steps));
    }
  }

  private long number(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getLong(1) : -1;
    }
  }

  private void sql(String text) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }

  @Test
  void a_database_of_an_older_form_takes_the_steps_that_it_lacks_and_keeps_what_is_in_it()
      throws Exception {
    prepare(FIRST);
    sql("INSERT INTO fact VALUES (1, '{}')");

    prepare(FIRST, SECOND, THIRD);

    assertThat(number("SELECT version FROM schema")).isEqualTo(3);
    assertThat(number("SELECT seal FROM fact WHERE id = 1")).isEqualTo(7);
    assertThat(number("SELECT count(*) FROM later")).isZero();
    prepare(FIRST, SECOND, THIRD);
    assertThat(number("SELECT count(*) FROM fact")).isOne();
  }

  @Test
  void a_step_that_fails_leaves_the_old_form_whole() throws Exception {
    prepare(FIRST);
    sql("INSERT INTO fact VALUES (1, '{}')");

    assertThatThrownBy(() -> prepare(FIRST, SECOND, SqliteSteps.sql("CREATE NONSENSE")))
        .isInstanceOf(SQLException.class);

    assertThat(number("SELECT version FROM schema")).isOne();
    assertThat(number("SELECT count(*) FROM pragma_table_info('fact')")).isEqualTo(2);
    prepare(FIRST, SECOND);
    assertThat(number("SELECT seal FROM fact WHERE id = 1")).isEqualTo(7);
  }

  @Test
  void a_newer_form_is_refused_in_one_sentence_and_stays_as_it_is() throws Exception {
    prepare(FIRST, SECOND, THIRD);

    assertThatThrownBy(() -> prepare(FIRST, SECOND))
        .isInstanceOf(JournalRefused.class)
        .message()
        .contains("form 3", "up to 2", "newer OpenCompact")
        .doesNotContain("\n");

    assertThat(number("SELECT version FROM schema")).isEqualTo(3);
  }
}
