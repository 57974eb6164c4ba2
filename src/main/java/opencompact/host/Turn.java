package opencompact.host;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import opencompact.catalogue.SecurityEvent;
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
  /** What the message of a security event takes (OCPP-MS-12). */
  private static final int MOST_INFO = 255;

  private final Moment now;
  private final Memory memory;
  private final boolean records;
  private final List<Fact> facts = new ArrayList<>();
  private final List<LogEntry> log = new ArrayList<>();
  private final List<Command> commands = new ArrayList<>();

  public Turn(Moment now, Memory memory) {
    this(now, memory, true);
  }

  /**
   * A turn of a station whose disk may take nothing now.
   *
   * @param records whether what is remembered will be on disk before anybody is told
   */
  public Turn(Moment now, Memory memory, boolean records) {
    this.now = now;
    this.memory = memory;
    this.records = records;
  }

  /** Whether what is remembered will be on disk before anybody is told; else nothing is begun. */
  public boolean records() {
    return records;
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

  /**
   * Records a security event: in the security log, and owed to the back office where it is to be
   * told (OCPP-SE-40).
   *
   * @param sentence what has happened; never a secret
   */
  public void alert(SecurityEvent event, String sentence) {
    note("security", event.wire() + ": " + sentence);
    if (event.told()) {
      String info = sentence.replaceAll("[^\\x20-\\x7e]", "?");
      remember(
          new Fact.SecurityEventHappened(
              memory.nextSequence(),
              event.wire(),
              stamp(),
              info.length() > MOST_INFO ? info.substring(0, MOST_INFO) : info));
    }
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
