package opencompact.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import opencompact.catalogue.Ailment;
import opencompact.catalogue.ResetReason;
import opencompact.catalogue.Settings;
import opencompact.host.Command;
import opencompact.host.Event;
import opencompact.host.Host;
import opencompact.host.HostView;
import opencompact.host.Outcome;
import opencompact.host.Plate;
import opencompact.host.Scribe;
import opencompact.host.Turn;
import opencompact.host.Wish;
import opencompact.host.uplink.BackOfficeLink;
import opencompact.memory.Fact;
import opencompact.memory.FirmwareUpdate;
import opencompact.memory.InstalledProfile;
import opencompact.memory.Journal;
import opencompact.memory.Memory;
import opencompact.memory.OpenTransaction;
import opencompact.memory.Reservation;
import opencompact.memory.Upload;
import opencompact.memory.UploadKind;
import opencompact.quantity.Moment;
import opencompact.rtm.Drive;
import opencompact.rtm.Grant;
import opencompact.rtm.Rtm;
import opencompact.rtm.RtmCommand;
import opencompact.rtm.RtmReport;
import opencompact.rtm.RtmSettings;
import opencompact.rtm.Signals;
import opencompact.sim.bench.Bench;
import opencompact.sim.bench.NonVolatile;
import org.jspecify.annotations.Nullable;

/**
 * One simulated charger and its surroundings in virtual time: bench, RTM, host, disk, network, back
 * office. It does what the live cells do, without threads. The disk and the meter's registers
 * outlive power cuts; the rest is born anew at each start.
 */
public final class Yard {
  private static final long RESTLESS_STEP_NANOS = 10_000_000;
  private static final long QUIET_STEP_NANOS = Leap.BEAT;
  private static final long GRANT_CERTAINLY_FRESH_NANOS = 3_000_000_000L;
  private static final int COMPACT_AFTER = 300;
  private static final long SHORTEST_PAUSE_NANOS = 1_000_000_000L;
  private static final long LONGEST_PAUSE_NANOS = 60_000_000_000L;

  private final Plate plate;
  private final Instant worldBegan;
  private final SplittableRandom chance;
  private final Timeline timeline = new Timeline();
  private final NonVolatile registers = new NonVolatile();
  private final Bench bench;
  private final Leap leap;
  private final SimMeterBus meterBus;
  private final SimParts parts;
  private final SimDisk disk = new SimDisk();
  private final SimBackOffice backOffice;
  private final SimNetwork network;
  private final SimFileServers files;
  private final SimInstaller installer;
  private final SimKeySafe safe;

  private final Seams seams;
  private final Journal journal;
  private final Scribe scribe;
  private final Signals signals = new Signals();
  private final Drive drive = new Drive();
  private @Nullable Host host;
  private @Nullable Rtm rtm;
  private int life;
  private long bootedAt;
  private long rtmDue;
  private int factsSinceCompaction;
  private long tickets;
  private @Nullable Outcome lastOutcome;
  private long clockOffsetNanos;
  private boolean battery = true;
  private boolean clockKnown = true;
  private boolean settingBoots;

  /** Whether the turn under way answers a report while nothing moves. */
  private boolean beating;

  /**
   * The program has not started on its disk and whoever supervises it will start it again (RST-5).
   */
  private boolean crashed;

  /** Whether what waits for the disk has an appointment to be tried again. */
  private boolean retrying;

  /** How long the supervisor waits; it grows from crash to crash. */
  private long pauseNanos = SHORTEST_PAUSE_NANOS;

  /** Whether the RTM is being restarted with the host, its power staying on. */
  private boolean restarted;

  private @Nullable Granted granted;
  private @Nullable RtmReport report;
  private @Nullable Memory memory;
  private Consumer<Yard> law = _ -> {};
  private @Nullable Consumer<String> trace;
  private String driveTraced = "";

  /**
   * A yard with the power on and the station booted.
   *
   * @param settings changes from delivery, folded as if somebody had set them before
   * @param seed decides everything that chance decides here
   */
  public Yard(Plate plate, List<Fact> settings, Instant worldBegan, long seed) {
    this(plate, settings, worldBegan, seed, Seams.TIGHT);
  }

  /** The same with something at the seams of the station. */
  public Yard(Plate plate, List<Fact> settings, Instant worldBegan, long seed, Seams seams) {
    this.plate = plate;
    this.seams = seams;
    this.journal = seams.journal(disk);
    this.scribe = new Scribe(journal, this::obey, word -> traced("disk: ", word));
    this.worldBegan = worldBegan;
    this.chance = new SplittableRandom(seed);
    this.bench =
        new Bench(
            plate.delivery().model().socketed(),
            plate.delivery().phases(),
            registers,
            chance.split());
    this.leap = new Leap(bench);
    this.meterBus = new SimMeterBus(bench, (wait, what) -> timeline.in(wait.toNanos(), what));
    this.parts = new SimParts(bench, this::tell);
    this.backOffice = new SimBackOffice(timeline, worldBegan);
    this.network = new SimNetwork(timeline, backOffice);
    this.files = new SimFileServers(timeline, network, disk);
    this.installer = new SimInstaller(timeline, files);
    // A chance of its own, so that days without certificates stay as they were.
    this.safe = new SimKeySafe(timeline, new SplittableRandom(~seed));
    disk.append(settings, List.of());
    settingBoots = true;
    boot(ResetReason.POWER_ON, null);
    settingBoots = false;
  }

  // ---------------------------------------------------------------- what a test or a story does

  public Bench bench() {
    return bench;
  }

  public SimBackOffice backOffice() {
    return backOffice;
  }

  public SimNetwork network() {
    return network;
  }

  public SimFileServers files() {
    return files;
  }

  public SimInstaller installer() {
    return installer;
  }

  public SimKeySafe safe() {
    return safe;
  }

  public SimDisk disk() {
    return disk;
  }

  /** Nanoseconds since the world began. */
  public long now() {
    return timeline.now();
  }

  /** The true time of day. */
  public Instant wall() {
    return worldBegan.plusNanos(timeline.now());
  }

  /** The time of day by the station's own clock; null while it knows none. */
  public @Nullable Instant clock() {
    return clockKnown ? wall().plusNanos(clockOffsetNanos) : null;
  }

  /** Is called after every appointment, and throws when a law is broken. */
  public void law(Consumer<Yard> checks) {
    law = checks;
  }

  /** Is told one line for each event, fact, log entry, command and change of what is driven. */
  public void trace(Consumer<String> lines) {
    trace = lines;
  }

  /** Goes through every second from now on, however quiet it is. */
  public void withoutLeaps() {
    leap.forbid();
  }

  public boolean powered() {
    return host != null;
  }

  /** The station's own picture; only while it has power. */
  public HostView view() {
    return live().view();
  }

  /** The RTM's report after its last step that had something to say; null before the first. */
  public @Nullable RtmReport report() {
    return report;
  }

  /** The firmware update the station remembers, or null. */
  public @Nullable FirmwareUpdate firmware() {
    Memory known = memory;
    return known == null ? null : known.firmware();
  }

  /** The last upload of that kind the station remembers, or null. */
  public @Nullable Upload upload(UploadKind kind) {
    Memory known = memory;
    return known == null ? null : known.upload(kind);
  }

  /** The transaction the station remembers as open, or null. */
  public @Nullable OpenTransaction open() {
    Memory known = memory;
    return known == null ? null : known.open();
  }

  /** The charging profiles the station remembers; none without power. */
  public List<InstalledProfile> profiles() {
    Memory known = memory;
    return known == null ? List.of() : known.profiles();
  }

  /** The version of the list of cards that the station remembers; 0 for none. */
  public int localListVersion() {
    Memory known = memory;
    return known == null ? 0 : known.localListVersion();
  }

  /** The reservation the station remembers as in force, or null. */
  public @Nullable Reservation reservation() {
    Memory known = memory;
    return known == null ? null : known.reservation();
  }

  /** What the RTM was last told it may give, and the world time of it; null before the first. */
  public @Nullable Granted granted() {
    return granted;
  }

  /** A grant on its way down, for laws. */
  public record Granted(Grant grant, long worldNanos) {}

  /** What the power stage measured at the RTM's last step. */
  public Signals signals() {
    return signals;
  }

  /** What the power stage was commanded at the RTM's last step. */
  public Drive drive() {
    return drive;
  }

  /** How often the program was started, or ended without a new start yet. */
  public int lives() {
    return life;
  }

  /** Something will be done in that time from now. */
  public void in(Duration wait, Runnable deed) {
    timeline.in(wait.toNanos(), deed);
  }

  /** A card touches the reader, which reads it if it can. */
  public void tap(String uid) {
    if (bench.ailment(Ailment.Part.CARD_READER) == null) {
      give(new Event.CardRead(uid));
    }
  }

  /** The recessed button goes down or comes up (RST-4). */
  public void button(boolean pressed) {
    give(new Event.ButtonTold(pressed));
  }

  /** The CT clamp or a neighbour limits the supply; null lifts the limit. */
  public void supply(Event.SupplyLimited limit) {
    give(limit);
  }

  /** A person asks for something; the answer if it comes at once, else null. */
  public @Nullable Outcome ask(Wish wish) {
    lastOutcome = null;
    give(new Event.Asked(++tickets, wish, "test"));
    return lastOutcome;
  }

  /** Something was done to the bench; the RTM looks at once. */
  public void touched() {
    rtmDue = timeline.now();
  }

  /** The mains go: whatever is not on disk is lost. */
  public void cutPower() {
    if (host == null && !crashed) {
      return;
    }
    traced("power cut", "");
    died();
    crashed = false;
    pauseNanos = SHORTEST_PAUSE_NANOS;
    bench.advance(timeline.now());
    bench.cutPower();
    disk.cutPower();
    safe.cutPower();
    undriven();
  }

  /** Without power nothing is driven, until the next RTM's first step. */
  private void undriven() {
    drive.dutyPercent = 100;
    drive.pilotConnected = true;
    drive.contactorClosed = false;
    drive.lockMotor = Drive.LockMotor.REST;
    drive.residualTest = false;
  }

  /** The mains are back and the station boots. */
  public void restorePower() {
    if (host != null || crashed) {
      return;
    }
    bench.advance(timeline.now());
    bench.restorePower();
    disk.restorePower();
    clockKnown &= battery;
    boot(ResetReason.POWER_ON, null);
  }

  /** The station's clock has no battery: after each power cut it knows no time until told. */
  public void withoutBattery() {
    battery = false;
    clockKnown = false;
  }

  /** Lets time pass. */
  public void later(Duration duration) {
    long until = timeline.now() + duration.toNanos();
    while (timeline.now() < until) {
      step(until);
    }
  }

  // ---------------------------------------------------------------- how time passes

  private void step(long until) {
    long next = leap(until) ? rtmDue : next(until);
    timeline.moveTo(Math.max(timeline.now(), next));
    bench.advance(timeline.now());
    try {
      if (host != null) {
        parts.look();
      }
      timeline.keepDue();
      if (host != null && timeline.now() >= rtmDue) {
        stepRtm();
      }
      Host now = host;
      if (now != null && timeline.now() >= world(now.deadline())) {
        give(new Event.TimePassed());
      }
    } catch (PowerCut cut) {
      cutPower();
    }
    law.accept(this);
  }

  private long next(long until) {
    long next = Math.min(until, timeline.next());
    next = Math.min(next, bench.nextChange());
    Host h = host;
    return h == null ? next : Math.min(next, Math.min(rtmDue, world(h.deadline())));
  }

  /**
   * Puts the RTM's next step off to the beat before anything happens. It hears the renewal that
   * would have come a second before that.
   */
  private boolean leap(long until) {
    Host h = host;
    Rtm core = rtm;
    Granted told = granted;
    if (h == null || core == null || told == null) {
      return false;
    }
    long landing = leap.landing(rtmDue, Math.min(until, timeline.next()), h, core, bootedAt);
    if (landing <= timeline.now()) {
      return false;
    }
    RtmCommand renewal = new RtmCommand.HostGrants(told.grant());
    if (!renewal.equals(seams.told(renewal))) {
      leap.interrupted();
      return false;
    }
    long renewed = landing - QUIET_STEP_NANOS;
    granted = new Granted(told.grant(), renewed);
    core.hear(renewal, renewed - bootedAt);
    rtmDue = landing;
    return true;
  }

  private void stepRtm() {
    Rtm core = rtm;
    if (core == null) {
      return;
    }
    long uptime = timeline.now() - bootedAt;
    leap.stepping(timeline.now());
    bench.measure(signals);
    boolean due = core.step(seams.measured(signals, timeline.now()), uptime, drive);
    seams.driven(drive, signals, timeline.now());
    bench.drive(drive);
    traceDrive();
    boolean moving = bench.restless() || !core.settled();
    long next = timeline.now() + (moving ? RESTLESS_STEP_NANOS : QUIET_STEP_NANOS);
    rtmDue = Math.min(next, Math.max(timeline.now() + 1, world(core.deadline())));
    rtmDue = Math.min(rtmDue, Math.max(timeline.now() + 1, bench.nextChange()));
    if (due) {
      report = core.report();
      RtmReport heard = seams.reported(report);
      if (heard != null && !bench.hostSilent()) {
        beating = !moving && heard.equals(report);
        give(new Event.RtmReported(heard));
        beating = false;
      }
    }
  }

  private void traceDrive() {
    if (trace != null) {
      String now = drive.toString();
      if (!now.equals(driveTraced)) {
        driveTraced = now;
        traced("drive ", now);
      }
    }
  }

  private void traced(String what, Object it) {
    Consumer<String> lines = trace;
    if (lines != null) {
      lines.accept(timeline.now() + " " + what + it);
    }
  }

  private boolean tell(Event.PartTold event) {
    give(event);
    return true;
  }

  /** One turn, as the live cell does it, and what the host must hear of its disk around it. */
  private void give(Event event) {
    if (host == null) {
      return;
    }
    try {
      scribe.expect(event, timeline.now());
      hearOfDisk();
      turn(event);
      hearOfDisk();
    } catch (PowerCut cut) {
      if (settingBoots) {
        throw cut;
      }
      cutPower();
    }
  }

  /** What waits for the disk is tried again each second, as long as anything does. */
  private void hearOfDisk() {
    if (host == null) {
      return;
    }
    Event disk = scribe.settle(timeline.now());
    if (!scribe.records() && !retrying) {
      retrying = true;
      leap.interrupted();
      timeline.in(
          Scribe.AGAIN_NANOS,
          () -> {
            retrying = false;
            hearOfDisk();
          });
    }
    if (disk != null) {
      turn(disk);
    }
  }

  /** Take, to disk, to the world. */
  private void turn(Event event) {
    Host h = host;
    if (h == null) {
      return;
    }
    Turn turn = h.take(event, moment());
    leap.turned(turn, beating, granted, timeline.now());
    traced("event ", event);
    if (!turn.facts().isEmpty() || !turn.log().isEmpty()) {
      turn.facts().forEach(fact -> traced("  fact ", fact));
      turn.log().forEach(line -> traced("  log ", line));
      scribe.write(turn, timeline.now());
      factsSinceCompaction += turn.facts().size();
    }
    for (Command command : turn.commands()) {
      traced("  command ", command);
      scribe.obey(command, turn);
      if (host != h) {
        return;
      }
    }
    if (world(h.deadline()) <= timeline.now()) {
      throw new IllegalStateException("after " + event + " the host's deadline lies in the past");
    }
  }

  /**
   * The program does not start on a disk that takes nothing. The outputs are where they are without
   * a program, and it is started again.
   */
  private void refuseToStart() {
    traced("no start: ", "the disk cannot be written");
    died();
    crashed = true;
    undriven();
    bench.drive(drive);
    int mine = life;
    timeline.in(
        pauseNanos,
        () -> {
          if (mine == life && crashed) {
            crashed = false;
            boot(ResetReason.PANIC, null);
          }
        });
    pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
  }

  private void obey(Command command) {
    switch (command) {
      case Command.TellRtm(var told) -> {
        Rtm core = rtm;
        boolean renewal = false;
        if (!bench.hostSilent() && told instanceof RtmCommand.HostGrants(Grant grant)) {
          Granted before = granted;
          // The same again before the old one has run out changes nothing that the RTM drives.
          renewal =
              before != null
                  && before.grant().equals(grant)
                  && timeline.now() - before.worldNanos() < GRANT_CERTAINLY_FRESH_NANOS;
          granted = new Granted(grant, timeline.now());
        }
        RtmCommand heard = bench.hostSilent() ? null : seams.told(told);
        if (!told.equals(heard)) {
          leap.interrupted();
        }
        if (core != null && heard != null) {
          core.hear(heard, timeline.now() - bootedAt);
          if (!renewal) {
            rtmDue = Math.min(rtmDue, timeline.now() + RESTLESS_STEP_NANOS);
          }
        }
      }
      case Command.AskMeter(long number) -> {
        int mine = life;
        meterBus.ask(reading -> {
          if (mine == life) {
            give(new Event.MeterAnswered(number, reading));
          }
        });
      }
      case Command.Transfer(long job, var task) -> {
        int mine = life;
        files.begin(
            job,
            task,
            told -> {
              if (mine == life) {
                give(new Event.FileTold(job, told));
              }
            });
      }
      case Command.EndTransfer(long job) -> files.end(job);
      case Command.Install(long job, String name, boolean review) -> {
        int mine = life;
        installer.ask(
            name,
            review,
            verdict -> {
              if (mine == life) {
                give(new Event.InstallerTold(job, verdict));
              }
            });
      }
      case Command.MakeKey(String commonName, String organization) -> {
        int mine = life;
        safe.make(
            commonName,
            organization,
            told -> {
              if (mine == life) {
                give(new Event.KeyMade(told));
              }
            });
      }
      case Command.KeepKeys(var names) -> safe.keepOnly(names);
      case Command.Connect(var endpoint) -> network.connect(endpoint, listener());
      case Command.Disconnect(int code, String reason) -> network.disconnect(code, reason);
      case Command.SendFrame(String text) -> network.send(seams.said(text));
      case Command.SendPing() -> network.ping();
      case Command.Play _ -> {}
      case Command.SetClock(Instant to) -> {
        clockKnown = true;
        clockOffsetNanos = Duration.between(wall(), to).toNanos();
      }
      case Command.Answer(_, Outcome outcome) -> lastOutcome = outcome;
      case Command.Restart(boolean hard) -> restart(hard);
    }
  }

  private BackOfficeLink.Listener listener() {
    int mine = life;
    return new BackOfficeLink.Listener() {
      private @Nullable String anchor;

      @Override
      public void anchored(String fingerprint) {
        anchor = fingerprint;
      }

      @Override
      public void up() {
        tell(new Event.LinkUp(anchor));
      }

      @Override
      public void frame(String text) {
        tell(new Event.FrameArrived(seams.heard(text)));
      }

      @Override
      public void pong() {
        tell(new Event.PongSeen());
      }

      @Override
      public void down(BackOfficeLink.Down why) {
        tell(new Event.LinkDown(why));
      }

      private void tell(Event event) {
        if (mine == life) {
          give(event);
        }
      }
    };
  }

  // ---------------------------------------------------------------- birth and death

  /** A soft restart leaves the RTM running, and with it the uptime. */
  private void restart(boolean hard) {
    Rtm survivor = rtm;
    died();
    restarted = hard;
    boot(ResetReason.SOFTWARE, survivor);
    restarted = false;
  }

  private void died() {
    life++;
    leap.interrupted();
    host = null;
    rtm = null;
    granted = null;
    report = null;
    memory = null;
    network.stationDied();
    files.drop();
    installer.drop();
  }

  private void boot(ResetReason cause, @Nullable Rtm survivor) {
    scribe.forget();
    if (cause != ResetReason.SOFTWARE && !disk.sound()) {
      refuseToStart();
      return;
    }
    Memory folded;
    try {
      folded = journal.remembered();
      if (factsSinceCompaction > COMPACT_AFTER && disk.sound()) {
        journal.compact(folded.compacted());
        factsSinceCompaction = 0;
      }
    } catch (PowerCut cut) {
      bench.cutPower();
      disk.cutPower();
      undriven();
      return;
    }
    rtmDue = timeline.now();
    if (survivor == null || restarted) {
      bootedAt = timeline.now();
      RtmSettings share = Host.rtmSettings(Settings.of(plate.delivery(), folded.settings()));
      rtm = survivor == null ? new Rtm(share) : survivor.restarted(share);
    } else {
      rtm = survivor;
    }
    memory = folded;
    installer.starts();
    host = new Host(plate(), folded, chance.split());
    give(new Event.Booted(cause));
    parts.startAnew();
  }

  /** The plate of delivery, with the firmware that runs now. */
  private Plate plate() {
    String newer = installer.running();
    return newer == null ? plate : new Plate(plate.serial(), newer, plate.delivery());
  }

  private Moment moment() {
    return new Moment(timeline.now() - bootedAt, clock());
  }

  private long world(long uptimeNanos) {
    return world(uptimeNanos, bootedAt);
  }

  /** An uptime in the world's time; never stays never. */
  static long world(long uptimeNanos, long bootedAt) {
    return uptimeNanos == Moment.NEVER ? Moment.NEVER : uptimeNanos + bootedAt;
  }

  private Host live() {
    Host h = host;
    if (h == null) {
      throw new IllegalStateException("the station is without power");
    }
    return h;
  }
}
