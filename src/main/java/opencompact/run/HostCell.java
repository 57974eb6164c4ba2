package opencompact.run;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import opencompact.catalogue.Ailment;
import opencompact.catalogue.ResetReason;
import opencompact.host.Command;
import opencompact.host.Event;
import opencompact.host.Host;
import opencompact.host.HostView;
import opencompact.host.Outcome;
import opencompact.host.Plate;
import opencompact.host.Scribe;
import opencompact.host.Turn;
import opencompact.host.Wish;
import opencompact.memory.Fact;
import opencompact.memory.Journal;
import opencompact.memory.Memory;
import opencompact.quantity.Amperes;
import opencompact.quantity.Moment;
import opencompact.rtm.RtmCommand;
import opencompact.rtm.RtmReport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lives the host's life in real time, on one thread: waits for an event or the deadline, lets the
 * host take its turn, makes the facts durable, then carries the commands out. Between two lives
 * lies a restart or a power cut; each life begins with nothing but what is in the journal.
 */
final class HostCell implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(HostCell.class);

  /** The longest wait, in real time, before the world around is looked at again. */
  private static final long LONGEST_WAIT = 1_000_000_000L;

  /** So many facts make a replay slow enough to be worth a compaction. */
  private static final int COMPACTED_ABOVE = 5_000;

  private static final String OPERATING_SYSTEM = "The operating system";

  private final Plate plate;
  private final Journal journal;
  private final BiConsumer<Journal, Memory> owned;
  private final Map<String, String> overrides;
  private final RandomGenerator chance;
  private final Clock clock;
  private final Deaths deaths;
  private final Consumer<Boolean> restartsRtm;
  private final Beat beat;
  private final Inbox inbox = new Inbox();
  private final Deeds deeds;
  private final Scribe scribe;
  private final ConcurrentMap<Long, CompletableFuture<Outcome>> asked = new ConcurrentHashMap<>();
  private final AtomicLong tickets = new AtomicLong();
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicLong turns = new AtomicLong();
  private final AtomicLong factsKept = new AtomicLong();

  private ResetReason reason;
  private boolean restarting;

  private int factsSinceCompaction;
  private int outagesAtBirth;
  private volatile boolean powered = true;

  /** Grows with each power cut, so that a host that is slow to notice does not live on after it. */
  private final AtomicInteger outages = new AtomicInteger();

  private volatile boolean stopping;
  private volatile boolean ended;
  private volatile long started;
  private volatile long deadline = Moment.NEVER;
  private volatile HostView view;
  private volatile @Nullable String adminHash;
  private volatile Event.@Nullable SupplyLimited supply;
  private final ConcurrentMap<Ailment.Part, Event.PartTold> parts = new ConcurrentHashMap<>();

  /**
   * A host that has not begun to live.
   *
   * @param owned sees to it that what a life begins with has an owner, who has a password (SEC-1)
   * @param overrides settings that hold for this run and are not remembered, by key
   * @param reason why the program started
   */
  HostCell(
      Plate plate,
      Journal journal,
      BiConsumer<Journal, Memory> owned,
      Map<String, String> overrides,
      RandomGenerator chance,
      Clock clock,
      Surroundings around,
      ResetReason reason,
      Predicate<RtmCommand> tellsRtm,
      Consumer<Boolean> restartsRtm,
      Beat beat,
      Deaths deaths) {
    this.plate = plate;
    this.journal = journal;
    this.owned = owned;
    this.overrides = overrides;
    this.chance = chance;
    this.clock = clock;
    this.reason = reason;
    this.restartsRtm = restartsRtm;
    this.beat = beat;
    this.deaths = deaths;
    this.deeds = new Deeds(clock, around, tellsRtm, inbox, new Fate());
    this.scribe = new Scribe(journal, deeds::obey, LOG::warn);
    this.view = new Host(plate, remembered(), chance).view();
  }

  // From other threads.

  HostView view() {
    HostView newest = view;
    return powered ? newest : Pictures.dark(newest, clock.wall());
  }

  List<Runnable> watchers() {
    return watchers;
  }

  @Nullable String adminHash() {
    return adminHash;
  }

  boolean powered() {
    return powered;
  }

  /** The instant of the world by which the host wants a turn. */
  long deadline() {
    return powered ? deadline : Moment.NEVER;
  }

  /** Whether a back office is to say something that a hurrying world should wait for. */
  boolean expectsAnswer() {
    HostView newest = view;
    return newest.line().outstanding()
        || List.of("connecting", "registering").contains(newest.line().state());
  }

  CompletionStage<Outcome> ask(Wish wish, String by) {
    if (!powered) {
      return done(new Outcome.Refused("The station has no power."));
    }
    long ticket = tickets.incrementAndGet();
    CompletableFuture<Outcome> answer = new CompletableFuture<>();
    asked.put(ticket, answer);
    if (!inbox.offer(new Event.Asked(ticket, wish, by))) {
      asked.remove(ticket);
      return done(new Outcome.Refused("The station is busy; try again."));
    }
    return answer;
  }

  /** A card at the reader. */
  Outcome read(String uid) {
    if (!powered) {
      return new Outcome.Refused("The card reader is dark: the station has no power.");
    }
    return inbox.offer(new Event.CardRead(uid))
        ? new Outcome.Done("The card was read.")
        : new Outcome.Refused("The station is busy; try again.");
  }

  /** The recessed button (RST-4). */
  Outcome button(boolean pressed) {
    if (!powered) {
      return new Outcome.Refused("Nobody feels the button: the station has no power.");
    }
    inbox.keep(new Event.ButtonTold(pressed));
    return new Outcome.Done("The reset button is " + (pressed ? "pressed." : "released."));
  }

  /** How a part beside the safety core fares, which is told to each new life, too. */
  boolean hear(Event.PartTold told) {
    if (powered && !inbox.offer(told)) {
      return false;
    }
    parts.put(told.part(), told);
    return true;
  }

  /**
   * What the RTM reports, with uptimes of its own start; on the RTM's thread, which never waits.
   */
  void hear(RtmReport report, long rtmStarted) {
    inbox.report(Pictures.shifted(report, rtmStarted - started));
  }

  /** What the site's supply leaves to this station; null for no limit. */
  void supply(@Nullable Amperes limit, String because) {
    Event.SupplyLimited told = new Event.SupplyLimited(limit, because);
    supply = limit == null ? null : told;
    if (powered) {
      inbox.supply(told);
    }
  }

  /**
   * Without power the host is gone at once, in the middle of a turn if need be. The RTM's thread
   * cuts and restores it, so nothing of the old RTM is heard after a cut.
   */
  void power(boolean on) {
    if (on) {
      reason = ResetReason.POWER_ON;
    }
    powered = on;
    if (!on) {
      outages.incrementAndGet();
      inbox.clear();
    }
    inbox.nudge();
    watchers.forEach(Runnable::run);
  }

  void nudge() {
    inbox.nudge();
  }

  boolean awaitRest(long nanos) throws InterruptedException {
    return inbox.awaitRest(nanos);
  }

  /** Ends the charge and this cell in an orderly way; true when it has ended in that time. */
  boolean stop(long realNanos) throws InterruptedException {
    stopping = true;
    if (powered) {
      inbox.keep(new Event.Asked(tickets.incrementAndGet(), new Wish.Restart(), OPERATING_SYSTEM));
    } else {
      ended = true;
      inbox.nudge();
    }
    boolean orderly = over.await(realNanos, TimeUnit.NANOSECONDS);
    ended = true;
    inbox.nudge();
    return orderly;
  }

  long turns() {
    return turns.get();
  }

  long facts() {
    return factsKept.get();
  }

  long framesIn() {
    return deeds.framesIn();
  }

  long framesOut() {
    return deeds.framesOut();
  }

  int waiting() {
    return inbox.size();
  }

  // The loop.

  @Override
  public void run() {
    try {
      while (!ended) {
        beat.beats();
        if (powered) {
          live();
        } else {
          inbox.take(LONGEST_WAIT);
        }
      }
    } catch (Throwable e) {
      deaths.died("host", e);
    } finally {
      over.countDown();
    }
  }

  /** One life, from boot to restart, power cut or the end of the program. */
  private void live() throws InterruptedException {
    outagesAtBirth = outages.get();
    deeds.begins();
    refuseAll("The station restarted before it could answer.");
    Host host = new Host(plate, remembered(), chance);
    started = clock.nanos();
    restarting = false;
    scribe.forget();
    turn(host, new Event.Booted(reason));
    reason = ResetReason.SOFTWARE;
    Event.SupplyLimited standing = supply;
    if (standing != null) {
      turn(host, standing);
    }
    for (Event told : List.copyOf(parts.values())) {
      turn(host, told);
    }
    while (lives()) {
      beat.beats();
      Event event = inbox.take(wait(host));
      if (event == null && !clock.moment(started).reached(host.deadline())) {
        compactWhenDue();
      } else if (lives()) {
        Event now = event == null ? new Event.TimePassed() : event;
        scribe.expect(now, clock.nanos());
        hearOfDisk(host);
        if (lives()) {
          turn(host, now);
        }
      }
      hearOfDisk(host);
    }
    deeds.end();
    deadline = Moment.NEVER;
    refuseAll(
        fed() ? "The station restarts." : "The station lost its power before it could answer.");
  }

  private void hearOfDisk(Host host) {
    Event disk = scribe.settle(clock.nanos());
    if (disk != null && lives()) {
      turn(host, disk);
    }
  }

  private boolean lives() {
    return fed() && !ended && !restarting;
  }

  /** Whether the power has been there since this life began. */
  private boolean fed() {
    return powered && outages.get() == outagesAtBirth;
  }

  private long wait(Host host) {
    if (clock.computed()) {
      return LONGEST_WAIT;
    }
    long due = host.deadline();
    return due == Moment.NEVER
        ? LONGEST_WAIT
        : Math.clamp(clock.realNanosUntil(started + due), 0, LONGEST_WAIT);
  }

  private void turn(Host host, Event event) {
    Moment now = clock.moment(started);
    deeds.handOver();
    Turn turn = host.take(event, now);
    turns.incrementAndGet();
    if (LOG.isDebugEnabled() && !(event instanceof Event.RtmReported)) {
      LOG.debug("{} -> {} {}", event, turn.facts(), turn.commands());
    }
    if (!fed()) {
      // The power went during the turn: nobody was told of it, so it never happened.
      return;
    }
    if (!turn.facts().isEmpty() || !turn.log().isEmpty()) {
      beat.doing("it began to write the journal");
      scribe.write(turn, clock.nanos());
      beat.doing(null);
      turn.log().forEach(line -> LOG.debug("{}", line.sentence()));
      kept(turn.facts());
    }
    view = host.view();
    for (Command command : turn.commands()) {
      if (!fed()) {
        return;
      }
      scribe.obey(command, turn);
    }
    long due = host.deadline();
    if (due <= now.uptimeNanos()) {
      throw new IllegalStateException("the host waits for a moment that has passed: " + event);
    }
    deadline = due == Moment.NEVER ? due : started + due;
    watchers.forEach(Runnable::run);
  }

  private void kept(List<Fact> facts) {
    factsKept.addAndGet(facts.size());
    factsSinceCompaction += facts.size();
    for (Fact fact : facts) {
      if (fact instanceof Fact.SecretChanged(String name, String value)
          && name.equals(DataDirectory.ADMIN)) {
        adminHash = value;
      }
    }
  }

  private final class Fate implements Deeds.Cell {
    @Override
    public void answer(long ticket, Outcome outcome) {
      HostCell.this.answer(ticket, outcome);
    }

    @Override
    public void restart(boolean hard) {
      restarting = true;
      if (stopping) {
        ended = true;
      } else if (hard) {
        restartsRtm.accept(true);
      }
    }
  }

  private void answer(long ticket, Outcome outcome) {
    CompletableFuture<Outcome> answer = asked.remove(ticket);
    if (answer != null) {
      answer.complete(outcome);
    }
  }

  private void refuseAll(String why) {
    for (Long ticket : asked.keySet()) {
      answer(ticket, new Outcome.Refused(why));
    }
  }

  private static CompletionStage<Outcome> done(Outcome outcome) {
    return CompletableFuture.completedFuture(outcome);
  }

  // Memory.

  /** The fold of the journal, and above it what holds for this run only. */
  private Memory remembered() {
    beat.doing("it began to read the journal");
    Memory memory = journal.remembered();
    owned.accept(journal, memory);
    adminHash = memory.secret(DataDirectory.ADMIN);
    overrides.forEach(
        (key, value) -> memory.fold(new Fact.SettingChanged(key, value, "an option")));
    beat.doing(null);
    return memory;
  }

  private void compactWhenDue() {
    if (factsSinceCompaction >= COMPACTED_ABOVE && scribe.records()) {
      beat.doing("it began to compact the journal");
      compact(journal);
      beat.doing(null);
      factsSinceCompaction = 0;
    }
  }

  /** Replaces the journal's facts by the fewest that fold to the same. */
  static void compact(Journal journal) {
    try {
      journal.compact(journal.remembered().compacted());
    } catch (Journal.JournalFailed failed) {
      // It stays as long as it is, and nothing is lost.
      LOG.warn("The journal was not made shorter: {}", failed.getMessage());
    }
  }
}
