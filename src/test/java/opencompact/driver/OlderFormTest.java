package opencompact.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import opencompact.memory.Fact;
import opencompact.memory.FactCodec;
import opencompact.memory.Memory;
import opencompact.memory.Owed;
import opencompact.memory.Reading;
import opencompact.memory.Stamp;
import opencompact.quantity.IdTag;
import opencompact.quantity.WattHours;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases as older versions left them, made by the text with which those made them. */
class OlderFormTest {
  private static final List<String> FORM_1 =
      List.of(
          "CREATE TABLE schema (version INTEGER NOT NULL)",
          "CREATE TABLE fact (id INTEGER PRIMARY KEY, json TEXT NOT NULL)",
          "CREATE TABLE snapshot (up_to INTEGER NOT NULL, line INTEGER PRIMARY KEY,"
              + " json TEXT NOT NULL)",
          "CREATE TABLE event (id INTEGER PRIMARY KEY, wall_millis INTEGER NOT NULL,"
              + " boot INTEGER NOT NULL, uptime_millis INTEGER NOT NULL, kind TEXT NOT NULL,"
              + " sentence TEXT NOT NULL)",
          "CREATE INDEX event_undated ON event (boot) WHERE wall_millis < 0",
          "CREATE TABLE session (number INTEGER PRIMARY KEY, tag TEXT NOT NULL,"
              + " started_boot INTEGER NOT NULL, started_uptime_millis INTEGER NOT NULL,"
              + " started_wall_millis INTEGER NOT NULL, start_register_wh REAL NOT NULL,"
              + " stopped_boot INTEGER, stopped_uptime_millis INTEGER,"
              + " stopped_wall_millis INTEGER, wh REAL NOT NULL, reason TEXT,"
              + " transaction_id INTEGER)",
          "INSERT INTO schema VALUES (1)");

  private static final Reading READING =
      new Reading("Energy.Active.Import.Register", null, "1", "Wh", "Sample.Periodic", "Outlet");

  @TempDir Path directory;

  private static Stamp at(long millis) {
    return new Stamp(1, millis, 1_700_000_000_000L + millis);
  }

  private static Fact started(int number) {
    return new Fact.TransactionStarted(
        number, new IdTag("A"), null, false, false, null, at(number), WattHours.of(number));
  }

  private static Fact sample(int number) {
    return new Fact.SampleTaken(1, number, at(number), List.of(READING), List.of(READING));
  }

  @Test
  void what_a_station_of_form_1_knew_and_owed_is_known_and_owed_afterwards() throws Exception {
    Memory then = new Memory();
    List<Fact> before =
        List.of(
            new Fact.Booted(1, "POWER_ON", 5),
            new Fact.SettingChanged("HeartbeatInterval", "60", "web"),
            started(1),
            sample(1),
            new Fact.TransactionStopped(1, "Local", null, at(9), WattHours.of(9)));
    before.forEach(then::fold);
    List<Fact> snapshot = then.compacted();
    List<Fact> after =
        List.of(
            new Fact.TransactionBound(1, 77),
            new Fact.Delivered(1),
            started(2),
            sample(2),
            new Fact.EnergySeen(2, at(12), WattHours.of(12)));
    after.forEach(then::fold);
    write(snapshot, after);

    try (SqliteJournal journal = SqliteJournal.open(directory)) {
      Memory now = journal.remembered();
      assertThat(owed(now)).isEqualTo(owed(then)).hasSize(4);
      assertThat(now.open()).isEqualTo(then.open());
      assertThat(now.settings()).isEqualTo(then.settings());
      assertThat(now.transactionId(1)).isEqualTo(77);
      assertThat(now.nextSequence()).isEqualTo(then.nextSequence());
      Fact stopped = new Fact.TransactionStopped(2, "Local", null, at(19), WattHours.of(19));
      journal.append(List.of(stopped), List.of());
      then.fold(stopped);
      assertThat(owed(journal.remembered())).isEqualTo(owed(then));
    }
  }

  @Test
  void an_empty_station_of_form_1_stays_one() throws Exception {
    write(List.of(), List.of());

    try (SqliteJournal journal = SqliteJournal.open(directory)) {
      assertThat(journal.replay()).isEmpty();
    }
  }

  private static List<Owed> owed(Memory memory) {
    List<Owed> all = new ArrayList<>();
    memory.outbox().forEach(all::add);
    return all;
  }

  private void write(List<Fact> snapshot, List<Fact> facts) throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(SqliteJournal.FILE));
        Statement statement = connection.createStatement()) {
      for (String table : FORM_1) {
        statement.execute(table);
      }
      write(connection, snapshot, facts);
    }
  }

  private static void write(Connection connection, List<Fact> snapshot, List<Fact> facts)
      throws Exception {
    FactCodec codec = new FactCodec();
    try (PreparedStatement line =
            connection.prepareStatement("INSERT INTO snapshot VALUES (40, ?, ?)");
        PreparedStatement fact = connection.prepareStatement("INSERT INTO fact VALUES (?, ?)")) {
      for (int i = 0; i < snapshot.size(); i++) {
        line.setInt(1, i + 1);
        line.setString(2, codec.encode(snapshot.get(i)));
        line.executeUpdate();
      }
      for (int i = 0; i < facts.size(); i++) {
        fact.setInt(1, 41 + i);
        fact.setString(2, codec.encode(facts.get(i)));
        fact.executeUpdate();
      }
    }
  }
}
