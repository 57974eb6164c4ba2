package opencompact.run;

import java.util.ArrayList;
import java.util.List;
import opencompact.host.Command;
import opencompact.host.Event;
import opencompact.host.Outcome;
import opencompact.host.Turn;
import opencompact.memory.Fact;
import opencompact.memory.Journal;
import opencompact.memory.LogEntry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the turns of one life to the journal. What a full, read-only or failing disk refuses it
 * keeps in order and tries again, all of it in one commit; until then nobody is told of it. On the
 * host's thread.
 */
final class Scribe {
  private static final Logger LOG = LoggerFactory.getLogger(Scribe.class);

  /** So many facts may wait before samples are left out: five hours of a charge. */
  private static final int CROWDED = 600;

  /**
   * Lines of the event log beyond that are given up, oldest first; they are in the program's log.
   */
  private static final int MOST_LINES = 2000;

  private static final long AGAIN_NANOS = 1_000_000_000L;

  private static final Event.StorageTold SOUND = new Event.StorageTold(null, false);

  /** RFC 6455: this endpoint goes away. */
  private static final int GOING_AWAY = 1001;

  /** Where the answers to people go. */
  interface Answers {
    void answer(long ticket, Outcome outcome);
  }

  private final Journal journal;
  private final Deeds deeds;
  private final Answers answers;
  private final List<Fact> facts = new ArrayList<>();
  private final List<LogEntry> lines = new ArrayList<>();
  private final List<Command> deferred = new ArrayList<>();
  private @Nullable String trouble;
  private Event.StorageTold told = SOUND;
  private long tried;

  Scribe(Journal journal, Deeds deeds, Answers answers) {
    this.journal = journal;
    this.deeds = deeds;
    this.answers = answers;
  }

  /** Writes a turn, or keeps it until the disk takes it. */
  void write(Turn turn, long nanos) {
    if (trouble == null) {
      try {
        journal.append(turn.facts(), turn.log());
        return;
      } catch (Journal.JournalFailed failed) {
        trouble = String.valueOf(failed.getMessage());
        tried = nanos;
        LOG.error("Nothing can be recorded: {}", trouble);
      }
    }
    facts.addAll(turn.facts());
    lines.addAll(turn.log());
    if (lines.size() > MOST_LINES) {
      lines.subList(0, lines.size() - MOST_LINES).clear();
    }
  }

  /**
   * Carries out what a written turn has decided. What the disk refused is told to nobody; what is
   * safe without a record is done all the same.
   */
  void obey(Command command, Turn of) {
    if (trouble == null || of.facts().isEmpty()) {
      deeds.obey(command);
      return;
    }
    switch (command) {
      case Command.TellRtm _ -> {
        if (!startWaits()) {
          deeds.obey(command);
        }
      }
      case Command.SendFrame _ ->
          // As if the line had broken: whatever was under way is asked or said again.
          deeds.obey(new Command.Disconnect(GOING_AWAY, "what would be said cannot be recorded"));
      case Command.Answer(long ticket, Outcome _) ->
          answers.answer(
              ticket,
              new Outcome.Refused(
                  "The station could not record this yet; it holds as soon as its disk takes"
                      + " records again. "
                      + trouble));
      case Command.Transfer _, Command.Install _, Command.MakeKey _, Command.KeepKeys _ ->
          deferred.add(command);
      case Command.AskMeter _,
          Command.EndTransfer _,
          Command.Connect _,
          Command.Disconnect _,
          Command.SendPing _,
          Command.Play _,
          Command.SetClock _,
          Command.Restart _ ->
          deeds.obey(command);
    }
  }

  /**
   * What waits is tried again, once a second; what the host must hear of its disk, null if nothing.
   */
  @Nullable Event settle(long nanos) {
    if (trouble != null && nanos - tried >= AGAIN_NANOS) {
      tried = nanos;
      again();
    }
    Event.StorageTold now = new Event.StorageTold(trouble, facts.size() >= CROWDED);
    boolean news = (trouble == null) != (told.trouble() == null) || now.crowded() != told.crowded();
    told = news ? now : told;
    return news ? now : null;
  }

  private void again() {
    try {
      journal.append(List.copyOf(facts), List.copyOf(lines));
    } catch (Journal.JournalFailed failed) {
      trouble = String.valueOf(failed.getMessage());
      return;
    }
    LOG.warn("Recording goes on: {} facts that waited are on disk.", facts.size());
    trouble = null;
    facts.clear();
    lines.clear();
    List<Command> now = List.copyOf(deferred);
    deferred.clear();
    now.forEach(deeds::obey);
  }

  /** Whether the disk takes records. */
  boolean records() {
    return trouble == null;
  }

  /** Whether a transaction has begun of which the disk knows nothing; no energy flows for it. */
  private boolean startWaits() {
    return facts.stream().anyMatch(Fact.TransactionStarted.class::isInstance);
  }

  /** A life is over; what was never on disk was never told, and so never happened. */
  void forget() {
    if (!facts.isEmpty()) {
      LOG.error("{} facts never reached the disk; nobody was told of them.", facts.size());
    }
    trouble = null;
    told = SOUND;
    facts.clear();
    lines.clear();
    deferred.clear();
  }
}
