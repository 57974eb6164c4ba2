package opencompact.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.memory.Owed;
import opencompact.memory.Reading;
import opencompact.memory.Stamp;
import opencompact.quantity.IdTag;
import opencompact.quantity.WattHours;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes of the database that a disk has changed (docs/storage.md). */
class DamagedJournalTest {
  private static final int SEEDS = 60;
  private static final Reading READING =
      new Reading("Energy.Active.Import.Register", null, "1", "Wh", "Sample.Periodic", "Outlet");

  @TempDir Path directory;

  private static Stamp at(int i) {
    return new Stamp(1, i, 1_000 + i);
  }

  /** A life of forty charges; all but five of their messages are delivered. */
  private static void live(Path data) {
    try (SqliteJournal journal = SqliteJournal.open(data)) {
      journal.append(List.of(new Fact.Booted(1, "POWER_ON", 5)), List.of());
      long sequence = 0;
      for (int n = 1; n <= 40; n++) {
        List<Fact> turn = new ArrayList<>();
        WattHours register = WattHours.of(n);
        turn.add(
            new Fact.TransactionStarted(
                n, new IdTag("A" + n), null, false, false, null, at(n), register));
        turn.add(new Fact.SettingChanged("HeartbeatInterval", String.valueOf(n), "web"));
        turn.add(new Fact.SampleTaken(1, n, at(n), List.of(READING), List.of(READING)));
        turn.add(new Fact.TransactionBound(n, 1000 + n));
        if (n < 40) {
          turn.add(new Fact.TransactionStopped(n, "Local", null, at(n), register));
        }
        for (int i = 0; n <= 35 && i < 3; i++) {
          turn.add(new Fact.Delivered(++sequence));
        }
        journal.append(turn, List.of());
        if (n == 20) {
          journal.compact(journal.remembered().compacted());
        }
      }
    }
  }

  private static List<String> known(Memory memory) {
    List<String> known = new ArrayList<>();
    memory.compacted().forEach(fact -> known.add(fact.toString()));
    memory.outbox().forEach(owed -> known.add(owed.toString()));
    return known;
  }

  @Test
  void whatever_bytes_are_changed_nothing_false_is_believed_and_each_refusal_is_a_sentence()
      throws IOException {
    Path sound = directory.resolve("sound");
    live(sound);
    byte[] bytes = Files.readAllBytes(sound.resolve(SqliteJournal.FILE));
    List<String> truth;
    try (SqliteJournal journal = SqliteJournal.open(sound)) {
      truth = known(journal.remembered());
    }
    int rescued = 0;
    int refused = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      SplittableRandom chance = new SplittableRandom(seed);
      byte[] damaged = bytes.clone();
      for (int flips = chance.nextInt(1, 9); flips > 0; flips--) {
        damaged[chance.nextInt(damaged.length)] ^= (byte) chance.nextInt(1, 256);
      }
      Path data = Files.createDirectory(directory.resolve("seed-" + seed));
      Files.write(data.resolve(SqliteJournal.FILE), damaged);
      List<String> told = new ArrayList<>();
      try (SqliteJournal journal = SqliteJournal.openOrRescue(data, told::add)) {
        Memory memory = journal.remembered();
        if (told.isEmpty()) {
          assertThat(known(memory)).as("what is believed, seed %d", seed).isEqualTo(truth);
        } else {
          rescued++;
          assertThat(told.getFirst()).contains(".damaged-1").doesNotContain("\n");
          Path aside = data.resolve(SqliteJournal.FILE + ".damaged-1");
          assertThat(Files.readAllBytes(aside)).as("seed %d", seed).hasSize(damaged.length);
          assertThat(truth).as("messages that were owed, seed %d", seed).containsAll(owed(memory));
          journal.append(List.of(new Fact.Booted(2, "POWER_ON", 6)), List.of());
        }
      } catch (JournalRefused sentence) {
        refused++;
        assertThat(sentence.getMessage()).as("seed %d", seed).doesNotContain("\n").endsWith(".");
      }
    }
    assertThat(rescued).isGreaterThan(SEEDS / 4);
    assertThat(refused).isLessThan(SEEDS / 4);
  }

  private static List<String> owed(Memory memory) {
    List<String> owed = new ArrayList<>();
    for (Owed one : memory.outbox()) {
      owed.add(one.toString());
    }
    return owed;
  }

  @Test
  void a_file_that_is_no_database_is_kept_aside_and_the_station_begins_anew() throws IOException {
    byte[] nonsense = "not a database ".repeat(1000).getBytes(StandardCharsets.UTF_8);
    Files.write(directory.resolve(SqliteJournal.FILE), nonsense);
    List<String> told = new ArrayList<>();
    try (SqliteJournal journal = SqliteJournal.openOrRescue(directory, told::add)) {
      assertThat(journal.remembered().boot()).isZero();
    }
    assertThat(told).hasSize(1);
    assertThat(Files.readAllBytes(directory.resolve(SqliteJournal.FILE + ".damaged-1")))
        .isEqualTo(nonsense);
  }
}
