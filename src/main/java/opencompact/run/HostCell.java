package opencompact.run;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
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
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import opencompact.catalogue.Ailment;
import opencompact.catalogue.ResetReason;
import opencompact.catalogue.Status;
import opencompact.host.Command;
import opencompact.host.Event;
import opencompact.host.Host;
import opencompact.host.HostView;
import opencompact.host.Outcome;
import opencompact.host.Plate;
import opencompact.host.Turn;
import opencompact.host.Wish;
import opencompact.host.energy.MeterBus;
import opencompact.host.security.KeySafe;
import opencompact.host.upkeep.FileTransfers;
import opencompact.host.upkeep.Installer;
import opencompact.host.uplink.BackOfficeLink;
import opencompact.host.uplink.Endpoint;
import opencompact.host.uplink.FrameLog;
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
  private final Map<String, String> overrides;
  private final RandomGenerator chance;
  private final Clock clock;
  private final BackOfficeLink link;
  private final KeySafe safe;
  private final FrameLog frames;
  private final MeterBus meterBus;
  private final FileTransfers files;
  private final Installer installer;
  private final Deaths deaths;
  private final Consumer<Boolean> restartsRtm;
  private final Predicate<RtmCommand> tellsRtm;
  private final Beat beat;
  private final Inbox inbox = new Inbox();
  private final Deque<RtmCommand> untold = new ArrayDeque<>();
  private final ConcurrentMap<Long, CompletableFuture<Outcome>> asked = new ConcurrentHashMap<>();
  private final AtomicLong tickets = new AtomicLong();
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicLong turns = new AtomicLong();
  private final AtomicLong factsKept = new AtomicLong();
  private final AtomicLong framesIn = new AtomicLong();
  private final AtomicLong framesOut = new AtomicLong();

  private ResetReason reason;
  private boolean restarting;

  /** The charge point identity of the newest connection. */
  private String identity = "";

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
   * @param overrides settings that hold for this run and are not remembered, by key
   * @param reason why the program started
   */
  HostCell(
      Plate plate,
      Journal journal,
      Map<String, String> overrides,
      RandomGenerator chance,
      Clock clock,
      BackOfficeLink link,
      KeySafe safe,
      FrameLog frames,
      MeterBus meterBus,
      FileTransfers files,
      Installer installer,
      ResetReason reason,
      Predicate<RtmCommand> tellsRtm,
      Consumer<Boolean> restartsRtm,
      Beat beat,
      Deaths deaths) {
    this.plate = plate;
    this.journal = journal;
    this.overrides = overrides;
    this.chance = chance;
    this.clock = clock;
    this.link = link;
    this.safe = safe;
    this.frames = frames;
    this.meterBus = meterBus;
    this.files = files;
    this.installer = installer;
    this.reason = reason;
    this.tellsRtm = tellsRtm;
    this.restartsRtm = restartsRtm;
    this.beat = beat;
    this.deaths = deaths;
    this.view = new Host(plate, remembered(), chance).view();
  }

  // From other threads.

  HostView view() {
    HostView newest = view;
    return powered ? newest : dark(newest);
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
    inbox.report(shifted(report, rtmStarted - started));
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
    return framesIn.get();
  }

  long framesOut() {
    return framesOut.get();
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
    inbox.forgetEvents();
    untold.clear();
    refuseAll("The station restarted before it could answer.");
    Host host = new Host(plate, remembered(), chance);
    started = clock.nanos();
    restarting = false;
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
        turn(host, event == null ? new Event.TimePassed() : event);
      }
    }
    link.close();
    files.drop();
    installer.drop();
    deadline = Moment.NEVER;
    refuseAll(
        fed() ? "The station restarts." : "The station lost its power before it could answer.");
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
    handOver();
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
      journal.append(turn.facts(), turn.log());
      beat.doing(null);
      turn.log().forEach(line -> LOG.debug("{}", line.sentence()));
      kept(turn.facts());
    }
    view = host.view();
    for (Command command : turn.commands()) {
      if (!fed()) {
        return;
      }
      obey(command);
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

  private void obey(Command command) {
    switch (command) {
      case Command.TellRtm(RtmCommand told) -> tell(told);
      case Command.AskMeter(long number) -> {
        long life = started;
        // An answer without room is as none, and the meter is asked again.
        meterBus.ask(reading -> {
          if (life == started) {
            inbox.offer(new Event.MeterAnswered(number, reading));
          }
        });
      }
      case Command.Transfer(long job, var task) -> {
        long life = started;
        files.begin(job, task, told -> hear(life, job, told));
      }
      case Command.EndTransfer(long job) -> files.end(job);
      case Command.Install(long job, String name, boolean review) -> {
        long life = started;
        installer.ask(name, review, verdict -> keep(life, new Event.InstallerTold(job, verdict)));
      }
      case Command.MakeKey(String commonName, String organization) -> {
        long life = started;
        safe.make(commonName, organization, told -> keep(life, new Event.KeyMade(told)));
      }
      case Command.KeepKeys(var names) -> safe.keepOnly(names);
      case Command.Connect(var endpoint) -> {
        identity = endpoint.identity();
        link.connect(endpoint, new Ear(endpoint));
      }
      case Command.Disconnect(int code, String why) -> link.disconnect(code, why);
      case Command.SendFrame(String text) -> {
        framesOut.incrementAndGet();
        note(FrameLog.What.SENT, identity, text);
        link.send(text);
      }
      case Command.SendPing() -> link.ping();
      case Command.Play(var sound) -> LOG.debug("Beeper: {}", sound);
      case Command.SetClock(Instant wall) -> {
        clock.set(wall);
        inbox.offer(new Event.TimePassed());
      }
      case Command.Answer(long ticket, Outcome outcome) -> answer(ticket, outcome);
      case Command.Restart(boolean hard) -> {
        restarting = true;
        if (stopping) {
          ended = true;
        } else if (hard) {
          restartsRtm.accept(true);
        }
      }
    }
  }

  /** How far a file has come is told again soon; what became of it is told once. */
  private void hear(long life, long job, FileTransfers.Told told) {
    Event event = new Event.FileTold(job, told);
    switch (told) {
      case FileTransfers.Told.Progress _ -> {
        if (life == started) {
          inbox.offer(event);
        }
      }
      case FileTransfers.Told.Gathered _, FileTransfers.Told.Done _, FileTransfers.Told.Failed _ ->
          keep(life, event);
    }
  }

  /** What is told only once, on whatever thread, to the life that has begun it. */
  private void keep(long life, Event event) {
    if (life == started) {
      inbox.keep(event);
    }
  }

  /**
   * Leaves a command for the RTM. What its full mailbox refuses is tried again with the next turn,
   * and of each kind only the newest: an RTM that does not read must not make the host grow.
   */
  private void tell(RtmCommand told) {
    untold.removeIf(waiting ->
        told instanceof RtmCommand.FaultsCleared
            ? waiting.equals(told)
            : waiting.getClass() == told.getClass());
    untold.addLast(told);
    handOver();
  }

  private void handOver() {
    while (!untold.isEmpty() && tellsRtm.test(untold.getFirst())) {
      untold.removeFirst();
    }
  }

  /** What the line says, on whatever thread, of the connection that was opened last. */
  private final class Ear implements BackOfficeLink.Listener {
    private final long life = started;
    private final Endpoint endpoint;

    Ear(Endpoint endpoint) {
      this.endpoint = endpoint;
    }

    private volatile @Nullable String anchor;

    @Override
    public void anchored(String fingerprint) {
      anchor = fingerprint;
    }

    @Override
    public void up() {
      note(FrameLog.What.OPENED, endpoint.identity(), "Connected to " + endpoint.url() + ".");
      keep(life, new Event.LinkUp(anchor));
    }

    @Override
    public void frame(String text) {
      framesIn.incrementAndGet();
      note(FrameLog.What.HEARD, endpoint.identity(), text);
      offer(new Event.FrameArrived(text));
    }

    @Override
    public void pong() {
      offer(new Event.PongSeen());
    }

    @Override
    public void down(BackOfficeLink.Down why) {
      note(FrameLog.What.CLOSED, endpoint.identity(), why.sentence());
      keep(life, new Event.LinkDown(why));
    }

    /** What is lost here is as if the line had lost it: both ends ask again. */
    private void offer(Event event) {
      if (life == started && !inbox.offer(event)) {
        LOG.warn("The inbox is full; what the back office said is lost.");
      }
    }
  }

  /** Before a frame is passed on, so that no answer is noted before its call. */
  private void note(FrameLog.What what, String of, String text) {
    frames.note(new FrameLog.Note(what, clock.wall(), clock.nanos(), of, text));
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
    adminHash = memory.secret(DataDirectory.ADMIN);
    overrides.forEach(
        (key, value) -> memory.fold(new Fact.SettingChanged(key, value, "an option")));
    beat.doing(null);
    return memory;
  }

  private void compactWhenDue() {
    if (factsSinceCompaction >= COMPACTED_ABOVE) {
      beat.doing("it began to compact the journal");
      compact(journal);
      beat.doing(null);
      factsSinceCompaction = 0;
    }
  }

  /** Replaces the journal's facts by the fewest that fold to the same. */
  static void compact(Journal journal) {
    journal.compact(journal.remembered().compacted());
  }

  // Views.

  /**
   * The same report with uptimes of the host's start: since when faults stand, when offers come.
   */
  private static RtmReport shifted(RtmReport r, long nanos) {
    RtmReport.PlugIn p = r.plugIn();
    boolean waits = p.offerFromNanos() != 0;
    if (nanos == 0 || (r.faults().isEmpty() && !waits)) {
      return r;
    }
    return new RtmReport(
        r.pilot(),
        r.pwm(),
        r.plugged(),
        r.cable(),
        r.locked(),
        r.contactorClosed(),
        r.offered(),
        r.limit(),
        r.ruling(),
        r.temperatureLimit(),
        r.faultWord(),
        r.readings(),
        r.register(),
        r.unlockFailing(),
        r.maybeOpenedUnderLoad(),
        new RtmReport.PlugIn(
            p.simplifiedPilot(),
            p.pauses(),
            p.wakeUpCalls(),
            p.calling(),
            p.replugAdvised(),
            p.delay(),
            waits ? p.offerFromNanos() + nanos : 0),
        r.faults().stream().map(f -> f.shifted(nanos)).toList());
  }

  /** What is to be seen of a station without power: who it is, and that it is dark. */
  private HostView dark(HostView v) {
    return new HostView(
        v.sequence() + 1,
        v.uptimeNanos(),
        clock.wall(),
        v.identity(),
        Status.UNAVAILABLE,
        v.since(),
        v.errorCode(),
        Status.UNAVAILABLE,
        null,
        false,
        null,
        null,
        "The station has no power.",
        List.of(),
        List.of(),
        new HostView.Line(
            v.line().state().equals("none") ? "none" : "offline",
            "The station has no power.",
            v.line().url(),
            v.line().identity(),
            v.line().lastHeard(),
            -1,
            v.line().owed(),
            false),
        v.light(),
        null,
        false,
        0,
        v.settings(),
        v.commissioned(),
        false,
        v.cards(),
        v.reservation(),
        v.resetReason());
  }
}
