package opencompact.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import opencompact.memory.Fact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of the journal that is taken while a station writes (docs/storage.md). */
class SqliteBackupTest {
  @TempDir Path directory;

  private static Fact setting(int i) {
    return new Fact.SettingChanged("HeartbeatInterval", String.valueOf(i), "web");
  }

  @Test
  void a_copy_taken_while_the_station_writes_is_whole_and_can_take_the_journals_place()
      throws Exception {
    Path data = directory.resolve("data");
    Path copy = directory.resolve("copy.db");
    AtomicInteger written = new AtomicInteger();
    CountDownLatch enough = new CountDownLatch(50);
    try (SqliteJournal journal = SqliteJournal.open(data)) {
      Thread writer =
          new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
              int i = written.get() + 1;
              journal.append(List.of(setting(i), setting(-i)), List.of());
              written.set(i);
              enough.countDown();
            }
          });
      writer.start();
      enough.await();
      int before = written.get();
      SqliteBackup.take(data, copy);
      int after = written.get() + 1;
      writer.interrupt();
      writer.join();

      Path restored = Files.createDirectory(directory.resolve("restored"));
      Files.copy(copy, restored.resolve(SqliteJournal.FILE));
      try (SqliteJournal again = SqliteJournal.open(restored)) {
        assertThat(again.replay().size() % 2).as("a torn turn").isZero();
        assertThat(again.replay().size() / 2).isBetween(before, after);
        again.append(List.of(setting(0)), List.of());
      }
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
        .isEqualTo("rw-------");
  }

  @Test
  void a_file_that_is_there_and_a_journal_that_is_not_are_refused_in_a_sentence() throws Exception {
    Path file = Files.writeString(directory.resolve("mine"), "keep me");
    try (SqliteJournal journal = SqliteJournal.open(directory.resolve("data"))) {
      assertThatThrownBy(() -> SqliteBackup.take(directory.resolve("data"), file))
          .isInstanceOf(JournalRefused.class)
          .hasMessageContaining("already");
    }
    assertThat(file).hasContent("keep me");
    assertThatThrownBy(() -> SqliteBackup.take(directory.resolve("none"), directory.resolve("x")))
        .isInstanceOf(JournalRefused.class)
        .hasMessageContaining("--data");
  }
}
