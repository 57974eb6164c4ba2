package opencompact.host;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import opencompact.memory.Fact;
import opencompact.memory.LogEntry;
import opencompact.memory.Memory;
import opencompact.memory.Stamp;
import opencompact.quantity.Moment;

/**
 * Everything one event led to: facts, log lines, commands. The cell writes the facts and lines to
 * the journal first and only then carries the commands out, so that nothing is said that could be
 * forgotten.
 */
public final class Turn {
  private final Moment now;
  private final Memory memory;
  private final List<Fact> facts = new ArrayList<>();
  private final List<LogEntry> log = new ArrayList<>();
  private final List<Command> commands = new ArrayList<>();

  public Turn(Moment now, Memory memory) {
    this.now = now;
    this.memory = memory;
  }

  public Moment now() {
    return now;
  }

  public Memory memory() {
    return memory;
  }

  /** This instant as it is stamped on facts. */
  public Stamp stamp() {
    return Stamp.of(memory.boot(), now);
  }

  /** Decides to remember; the rest of the turn sees it at once. */
  public void remember(Fact fact) {
    memory.fold(fact);
    facts.add(fact);
  }

  /** Adds a line to the event log: what happened, why, what followed. */
  public void note(String kind, String sentence) {
    log.add(new LogEntry(stamp(), kind, sentence));
  }

  public void tell(Command command) {
    commands.add(command);
  }

  public List<Fact> facts() {
    return Collections.unmodifiableList(facts);
  }

  public List<LogEntry> log() {
    return Collections.unmodifiableList(log);
  }

  public List<Command> commands() {
    return Collections.unmodifiableList(commands);
  }
}
