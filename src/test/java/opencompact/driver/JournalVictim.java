package opencompact.driver;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import opencompact.memory.Fact;
import opencompact.memory.LogEntry;
import opencompact.memory.Stamp;
import opencompact.quantity.IdTag;
import opencompact.quantity.WattHours;

/**
 * A process that writes numbered turns as fast as the disk allows, says each number once it is
 * acknowledged, and lives until somebody kills it.
 */
final class JournalVictim {
  static final String READY = "ready.";
  private static final int TURNS_BETWEEN_COMPACTIONS = 50;

  private JournalVictim() {}

  public static void main(String[] arguments) {
    System.out.println(READY);
    try (SqliteJournal journal = SqliteJournal.open(Path.of(arguments[0]))) {
      int turn = lastTurn(journal.replay());
      // Ends by itself only where nobody listens any more.
      while (!System.out.checkError()) {
        turn++;
        journal.append(facts(turn), List.of(line(turn)));
        System.out.println(turn + ".");
        if (turn % TURNS_BETWEEN_COMPACTIONS == 0) {
          journal.compact(journal.replay());
        }
      }
    }
  }

  static int lastTurn(List<Fact> facts) {
    return facts.isEmpty() ? 0 : ((Fact.TransactionStopped) facts.getLast()).number();
  }

  /** Turns differ in size, so that a torn one cannot pass for another. */
  static List<Fact> facts(int turn) {
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact.TransactionStarted(
            turn, new IdTag("CARD"), null, false, false, null, at(turn), WattHours.of(turn)));
    for (int i = 0; i < turn % 4; i++) {
      facts.add(new Fact.EnergySeen(turn, at(turn), WattHours.of(turn + i)));
    }
    facts.add(new Fact.TransactionStopped(turn, "Local", null, at(turn), WattHours.of(turn + 5L)));
    return facts;
  }

  static LogEntry line(int turn) {
    return new LogEntry(at(turn), "charge", "Turn " + turn + ".");
  }

  private static Stamp at(int turn) {
    return new Stamp(1, turn, 1_700_000_000_000L + turn);
  }
}
