package opencompact.host;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import opencompact.memory.Fact;
import opencompact.memory.Journal;
import opencompact.memory.LogEntry;
import opencompact.rtm.Grant;
import opencompact.rtm.RtmCommand;
import org.jspecify.annotations.Nullable;

/**
 * Writes the turns of one life to the journal. What a full, read-only or failing disk refuses it
 * keeps in order and tries again, all of it in one commit; until then nobody is told of it. Whoever
 * gives the host its turns has one, and uses it on the same thread.
 */
public final class Scribe {

  /** So many facts may wait before samples are left out: five hours of a charge. */
  private static final int CROWDED = 600;

  /**
   * Lines of the event log beyond that are given up, oldest first; they are in the program's log.
   */
  private static final int MOST_LINES = 2000;

  /** What waits is tried again after that time. */
  public static final long AGAIN_NANOS = 1_000_000_000L;

  private static final Event.StorageTold SOUND = new Event.StorageTold(null, false);

  /** RFC 6455: this endpoint goes away. */
  private static final int GOING_AWAY = 1001;

  private final Journal journal;
  private final Consumer<Command> deeds;
  private final Consumer<String> log;
  private final List<Fact> facts = new ArrayList<>();
  private final List<LogEntry> lines = new ArrayList<>();
  private final List<Command> deferred = new ArrayList<>();
  private @Nullable String trouble;
  private Event.StorageTold told = SOUND;
  private long tried;

  /**
   * A scribe to whom nothing has been dictated yet.
   *
   * @param deeds carries commands out
   * @param log the program's log, which hears when recording stops and goes on
   */
  public Scribe(Journal journal, Consumer<Command> deeds, Consumer<String> log) {
    this.journal = journal;
    this.deeds = deeds;
    this.log = log;
  }

  /**
   * To be called before each turn: an order of the back office that would have to be recorded is
   * given to the host only after the disk has been tried, so that it can be refused in time.
   */
  public void expect(Event event, long nanos) {
    if (trouble == null
        && event instanceof Event.FrameArrived(String text)
        && Unrecorded.rests(text)) {
      try {
        journal.prove();
      } catch (Journal.JournalFailed failed) {
        fails(failed, nanos);
      }
    }
  }

  private void fails(Journal.JournalFailed failed, long nanos) {
    trouble = String.valueOf(failed.getMessage());
    tried = nanos;
    log.accept("Nothing can be recorded: " + trouble);
  }

  /** Writes a turn, or keeps it until the disk takes it. */
  public void write(Turn turn, long nanos) {
    if (trouble == null) {
      try {
        journal.append(turn.facts(), turn.log());
        return;
      } catch (Journal.JournalFailed failed) {
        fails(failed, nanos);
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
  public void obey(Command command, Turn of) {
    if (trouble != null && command instanceof Command.TellRtm(RtmCommand.HostGrants(Grant g))) {
      // In every turn until the start is on disk, not only in the one that decided it.
      deeds.accept(
          startWaits() && g.energise()
              ? new Command.TellRtm(
                  new RtmCommand.HostGrants(new Grant(false, g.limit(), g.source(), g.holdCable())))
              : command);
      return;
    }
    if (trouble == null || of.facts().isEmpty()) {
      deeds.accept(command);
      return;
    }
    switch (command) {
      case Command.SendFrame _ when !of.records() ->
          // The host knew: it refuses what would have to be recorded, and rests the queue.
          deeds.accept(command);
      case Command.SendFrame _ ->
          // As if the line had broken: whatever was under way is asked or said again.
          deeds.accept(new Command.Disconnect(GOING_AWAY, "what would be said cannot be recorded"));
      case Command.Answer(long ticket, Outcome _) ->
          deeds.accept(
              new Command.Answer(
                  ticket,
                  new Outcome.Refused(
                      "The station could not record this yet; it holds as soon as its disk takes"
                          + " records again. "
                          + trouble)));
      case Command.Transfer _, Command.Install _, Command.MakeKey _, Command.KeepKeys _ ->
          deferred.add(command);
      case Command.AskMeter _,
          Command.EndTransfer _,
          Command.Connect _,
          Command.Disconnect _,
          Command.SendPing _,
          Command.Play _,
          Command.SetClock _,
          Command.Restart _,
          Command.TellRtm _ ->
          deeds.accept(command);
    }
  }

  /**
   * What waits is tried again, once a second; what the host must hear of its disk, null if nothing.
   */
  public @Nullable Event settle(long nanos) {
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
    log.accept("Recording goes on: " + facts.size() + " facts that waited are on disk.");
    trouble = null;
    facts.clear();
    lines.clear();
    List<Command> now = List.copyOf(deferred);
    deferred.clear();
    now.forEach(deeds);
  }

  /** Whether the disk takes records. */
  public boolean records() {
    return trouble == null;
  }

  /** Whether a transaction has begun of which the disk knows nothing; no energy flows for it. */
  private boolean startWaits() {
    return facts.stream().anyMatch(Fact.TransactionStarted.class::isInstance);
  }

  /** A life is over; what was never on disk was never told, and so never happened. */
  public void forget() {
    if (!facts.isEmpty()) {
      log.accept(facts.size() + " facts never reached the disk; nobody was told of them.");
    }
    trouble = null;
    told = SOUND;
    facts.clear();
    lines.clear();
    deferred.clear();
  }
}
