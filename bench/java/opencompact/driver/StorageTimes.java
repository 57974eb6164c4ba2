package opencompact.driver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.memory.Owed;
import opencompact.memory.Reading;
import opencompact.memory.Stamp;
import opencompact.quantity.IdTag;
import opencompact.quantity.WattHours;

/**
 * The journal on the disk of a directory: how fast it appends beside the disk's own fsync, what a
 * full queue of 200,000 messages takes to open, and how fast it is emptied.
 */
public final class StorageTimes {
  private static final int MESSAGES = 200_000;
  private static final int COMMITS = 500;
  private static final Reading READING =
      new Reading(
          "Energy.Active.Import.Register", null, "123456.7", "Wh", "Sample.Periodic", "Outlet");

  private StorageTimes() {}

  public static void main(String[] arguments) throws IOException {
    Path base = Path.of(arguments.length > 0 ? arguments[0] : "target");
    Path directory = Files.createTempDirectory(base, "storage");
    raw(directory);
    try (SqliteJournal journal = SqliteJournal.open(directory.resolve("a"))) {
      append(journal, 1);
    }
    try (SqliteJournal journal = SqliteJournal.open(directory.resolve("b"))) {
      append(journal, 4);
    }
    Path full = directory.resolve("full");
    fill(full);
    opened(full);
    emptied(full);
    try (var files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  private static void raw(Path directory) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            directory.resolve("raw"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer page = ByteBuffer.allocate(4096);
      long began = System.nanoTime();
      for (int i = 0; i < COMMITS; i++) {
        page.rewind();
        channel.write(page);
        channel.force(false);
      }
      rate("the disk's own fsync of 4 KiB", COMMITS, began);
    }
  }

  private static void append(SqliteJournal journal, int facts) {
    long began = System.nanoTime();
    for (int i = 0; i < COMMITS; i++) {
      List<Fact> turn = new ArrayList<>();
      for (int j = 0; j < facts; j++) {
        turn.add(new Fact.EnergySeen(1, at(i), WattHours.of(i)));
      }
      journal.append(turn, List.of());
    }
    rate("facts appended, " + facts + " in a turn", (long) COMMITS * facts, began);
  }

  private static Stamp at(int i) {
    return new Stamp(1, i, 1_000 + i);
  }

  private static void fill(Path data) {
    try (SqliteJournal journal = SqliteJournal.open(data)) {
      List<Fact> turn = new ArrayList<>();
      turn.add(
          new Fact.TransactionStarted(
              1, new IdTag("A"), null, false, false, null, at(0), WattHours.NONE));
      for (int i = 1; i < MESSAGES; i++) {
        turn.add(
            new Fact.SampleTaken(
                1, 1, at(i), List.of(READING, READING, READING, READING), List.of()));
        if (turn.size() >= 500) {
          journal.append(turn, List.of());
          turn.clear();
        }
      }
      journal.append(turn, List.of());
      journal.compact(journal.remembered().compacted());
    }
  }

  private static void opened(Path data) {
    for (int i = 0; i < 3; i++) {
      long began = System.nanoTime();
      try (SqliteJournal journal = SqliteJournal.openOrRescue(data, System.out::println)) {
        Memory memory = journal.remembered();
        say(
            "open with %,d messages owed, %,d of them in the heap: %.2f s",
            memory.owed(), memory.owedInHeap(), (System.nanoTime() - began) / 1e9);
      }
    }
  }

  private static void emptied(Path data) {
    try (SqliteJournal journal = SqliteJournal.open(data)) {
      Memory memory = journal.remembered();
      long began = System.nanoTime();
      int delivered = 0;
      for (Owed next = memory.oldestOwed(); next != null && delivered < 10_000; delivered++) {
        Fact fact = new Fact.Delivered(next.sequence());
        memory.fold(fact);
        journal.append(List.of(fact), List.of());
        next = memory.oldestOwed();
      }
      rate("deliveries recorded, each with its fsync", delivered, began);
    }
  }

  private static void rate(String what, long count, long began) {
    say("%s: %,.0f a second", what, count / ((System.nanoTime() - began) / 1e9));
  }

  private static void say(String format, Object... figures) {
    System.out.println(String.format(Locale.ROOT, format, figures));
  }
}
