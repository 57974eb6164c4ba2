package opencompact.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import opencompact.catalogue.Delivery;
import opencompact.catalogue.Keys;
import opencompact.catalogue.ResetReason;
import opencompact.catalogue.Settings;
import opencompact.driver.Archive;
import opencompact.driver.FileCourier;
import opencompact.driver.FileKeySafe;
import opencompact.driver.FrameRing;
import opencompact.driver.JournalRefused;
import opencompact.driver.NettyLinks;
import opencompact.driver.Shelf;
import opencompact.driver.SqliteJournal;
import opencompact.host.Host;
import opencompact.host.Plate;
import opencompact.host.upkeep.Dossier;
import opencompact.host.uplink.FrameLog;
import opencompact.memory.Journal;
import opencompact.memory.LogEntry;
import opencompact.memory.Memory;
import opencompact.memory.Stamp;
import opencompact.sim.SimMeterBus;
import opencompact.sim.bench.Bench;
import opencompact.web.Certificate;
import opencompact.web.Doors;
import opencompact.web.FrameBook;
import opencompact.web.WebServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One station on the simulated bench in real time: the RTM, the bench and the host on threads of
 * their own, a journal, a line to the back office, web pages, and a watchdog over all of them. Here
 * they are made, joined, and ended in the right order.
 */
final class Appliance {
  private static final Logger LOG = LoggerFactory.getLogger(Appliance.class);

  /** A journal of more facts than that is compacted at the start. */
  private static final int COMPACTED_ABOVE = 200;

  /** The host ends its charge and takes leave of the back office within this time. */
  private static final long GOODBYE = TimeUnit.SECONDS.toNanos(8);

  /** A car is given this time to stop drawing before the contacts open. */
  private static final long CAR_STOPS = TimeUnit.SECONDS.toNanos(7);

  private static final long JOIN_MILLIS = 2000;

  /** The RTM's loop comes round every 10 ms; the stage itself has opened long before this. */
  private static final Duration RTM_PATIENCE = Duration.ofSeconds(2);

  /**
   * Every other loop comes round at least once a second. A host that hangs for five seconds has
   * lost its charge (CHG-8), and the contacts are open six seconds later at the latest.
   */
  private static final Duration PATIENCE =
      Duration.ofSeconds(Long.getLong("opencompact.patience", 20));

  /** Late steps are told of once a minute at most. */
  private static final long ROUNDS_BETWEEN_COMPLAINTS =
      Duration.ofMinutes(1).dividedBy(Watchdog.ROUND);

  /** After an alarm the process ends in an orderly way within this time, or at once. */
  private static final long LAST_RITES_MILLIS = 3000;

  private final DataDirectory directory;
  private final SqliteJournal journal;
  private final NettyLinks links;
  private final @Nullable FrameRing frames;
  private final FileCourier files;
  private final LastWords lastWords;
  private final Clock clock;
  private final HostCell host;
  private final RtmLoop rtm;
  private final BenchCell bench;
  private final Thread hostThread;
  private final Thread rtmThread;
  private final Thread benchThread;
  private final Supervision supervision;
  private final Beat rtmBeat = new Beat("RTM", ResetReason.INTERRUPT_WATCHDOG, RTM_PATIENCE, null);
  private final Beat benchBeat = new Beat("bench", ResetReason.OTHER_WATCHDOG, PATIENCE, null);
  private final Beat hostBeat = new Beat("host", ResetReason.TASK_WATCHDOG, PATIENCE, null);
  private final CountDownLatch over = new CountDownLatch(1);
  private long lateTold;
  private int blindTold;
  private long roundsSinceTold = ROUNDS_BETWEEN_COMPLAINTS;
  private final AtomicReference<@Nullable String> death = new AtomicReference<>();
  private final Certificate certificate;
  private final String token;
  private final Terminals terminals;
  private final Doors doors;
  private final Welcome welcome;
  private final FirstPassword firstPassword;
  private @Nullable WebServer web;
  private @Nullable Watchdog watchdog;

  /** What a person is told at the start. */
  record Welcome(Plate plate, long seed, String fingerprint, String url) {

    Welcome at(String address) {
      return new Welcome(plate, seed, fingerprint, address);
    }

    void print(PrintWriter out, Path data) {
      Delivery built = plate.delivery();
      out.printf(
          "OpenCompact %s: COMPACT %s (%s), %s, serial %s, on the simulated bench%n",
          plate.firmware(),
          built.model().title(),
          built.model().kind(),
          built.phases() == 1 ? "1 phase" : "3 phases",
          plate.serial());
      out.printf("  Status page     %s/%n", url);
      out.printf("  Bench page      %s/#bench%n", url);
      out.printf("  Data            %s%n", data);
      out.printf("  Seed            %d%n", seed);
      out.printf("  Certificate     our own; SHA-256 %s%n", fingerprint);
      out.flush();
    }
  }

  /**
   * Starts a station.
   *
   * @param version of the program
   * @param supervision who started it, and how the one before ended
   */
  static Appliance start(Options options, String version, Supervision supervision) {
    return start(options, version, supervision, new Terminals());
  }

  /** The same with terminals at which somebody measures. */
  static Appliance start(
      Options options, String version, Supervision supervision, Terminals terminals) {
    Path data = options.value(Options.DATA);
    SqliteJournal journal;
    List<String> damage = new ArrayList<>();
    try {
      journal = SqliteJournal.openOrRescue(data, damage::add);
    } catch (JournalRefused refused) {
      throw Complaint.failed(String.valueOf(refused.getMessage()));
    }
    boolean started = false;
    try {
      for (String sentence : damage) {
        LOG.error("{}", sentence);
        LogEntry told = new LogEntry(new Stamp(0, 0, -1), "fault", sentence);
        journal.append(List.of(), List.of(told));
      }
      Appliance appliance = new Appliance(options, version, supervision, terminals, journal);
      try {
        appliance.begin(options);
        started = true;
        return appliance;
      } finally {
        if (!started) {
          appliance.abandon();
        }
      }
    } catch (IOException e) {
      throw Complaint.failed(
          "The data directory " + data + " cannot be used: " + e.getMessage() + ".");
    } catch (Journal.JournalFailed failed) {
      throw Complaint.failed(String.valueOf(failed.getMessage()));
    } finally {
      if (!started) {
        journal.close();
      }
    }
  }

  private Appliance(
      Options options,
      String version,
      Supervision supervision,
      Terminals terminals,
      SqliteJournal journal)
      throws IOException {
    this.journal = journal;
    this.supervision = supervision;
    this.terminals = terminals;
    this.directory = new DataDirectory(options.value(Options.DATA));
    this.lastWords = new LastWords(directory.path(), supervision);
    FileKeySafe safe = new FileKeySafe(directory.path());
    this.links = links(options.optional(Options.TRUST), safe);
    Path storage = directory.path().resolve("files");
    this.files = FileCourier.open(storage, journal.history(), options.optional(Options.TRUST));
    ResetReason reason = lastWords.reason();
    SecureRandom secure = new SecureRandom();
    Long given = options.optional(Options.SEED);
    // 53 bits, so that no program that reads the seed as a number rounds it.
    long seed = given == null ? secure.nextLong(1L << 53) : given;
    SplittableRandom chance = new SplittableRandom(seed);
    Delivery delivery =
        new Delivery(
            options.value(Options.MODEL),
            options.value(Options.PHASES),
            options.value(Options.REGION));
    Plate plate = new Plate(options.value(Options.SERIAL), version, delivery);

    Memory memory = journal.remembered();
    this.firstPassword = new FirstPassword(secure);
    firstPassword.ensure(journal, memory);
    if (journal.lines() > COMPACTED_ABOVE) {
      HostCell.compact(journal);
    }

    FrameRing ring = frames(directory.frames(), options.value(Options.FRAMES));
    this.frames = ring;
    Metrics metrics = new Metrics();
    boolean believed = options.value(Options.CLOCK);
    this.clock =
        new Clock(
            options.value(Options.SPEED),
            believed,
            believed ? directory.clockAhead() : Duration.ZERO,
            directory::keepClock);
    RegisterFile registers = RegisterFile.open(directory.path(), memory.register());
    Bench board =
        new Bench(
            delivery.model().socketed(), delivery.phases(), registers.memory(), chance.split());
    this.host =
        new HostCell(
            plate,
            journal,
            firstPassword::ensure,
            overrides(options),
            chance.split(),
            clock,
            new Surroundings(
                links.link(),
                ring == null ? FrameLog.NONE : ring,
                safe,
                new SimMeterBus(board, (wait, what) -> bench().later(wait, what)),
                files,
                new Shelf(storage)),
            reason,
            command -> board.hostSilent() || rtm().tell(command),
            _ -> restartRtm(),
            hostBeat,
            this::died);
    this.rtm =
        new RtmLoop(
            clock,
            terminals,
            (report, begun) -> {
              if (!board.hostSilent()) {
                host.hear(report, begun);
              }
            },
            Host.rtmSettings(Settings.delivered(delivery)),
            rtmBeat,
            this::died);
    this.bench =
        new BenchCell(clock, board, registers, terminals, rtm, host, benchBeat, this::died);
    this.hostThread = new Thread(host, "host");
    this.rtmThread = new Thread(rtm, "rtm");
    this.benchThread = new Thread(bench, "bench");
    hurry(rtmThread);
    metrics.show(host, clock, rtm.punctuality());

    this.certificate =
        directory.certificate(plate.serial(), options.value(Options.BIND), Instant.now(), secure);
    this.token = token(secure);
    this.doors =
        new Doors(
            new StationDoor(host),
            new BenchDoor(bench, host, clock),
            journal.history(),
            ring == null ? FrameBook.NONE : new FrameDoor(ring),
            this::zip,
            host::adminHash,
            token,
            metrics::scrape,
            System::nanoTime,
            secure);
    this.welcome = new Welcome(plate, seed, certificate.fingerprint(), "");
  }

  private byte[] zip(Dossier dossier) throws IOException {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    Archive.write(dossier, journal.history(), zip);
    return zip.toByteArray();
  }

  private void begin(Options options) throws IOException {
    String bind = options.value(Options.BIND);
    try {
      web = WebServer.open(bind, options.value(Options.PORT), certificate, doors);
    } catch (IOException e) {
      throw Complaint.failed(String.valueOf(e.getMessage()));
    }
    lastWords.say(LastWords.Word.RUNNING);
    clock.begin();
    hostThread.start();
    rtmThread.start();
    benchThread.start();
    watch();
    directory.announce(new DataDirectory.Note(url(bind), token, ProcessHandle.current().pid()));
  }

  /**
   * Asks for the highest priority. What the operating system makes of it is its affair, and nothing
   * relies on it; docs/guides/running.md says how to make it count.
   */
  @SuppressWarnings("ThreadPriorityCheck")
  private static void hurry(Thread thread) {
    thread.setPriority(Thread.MAX_PRIORITY);
  }

  /** Sets the watchdog over every loop of the process (RST-5). */
  private void watch() {
    List<Beat> beats = new ArrayList<>(List.of(rtmBeat, benchBeat, hostBeat));
    WebServer server = web;
    if (server != null) {
      beats.add(new Beat("web server", ResetReason.TASK_WATCHDOG, PATIENCE, server::pulse));
    }
    for (Consumer<Runnable> loop : links.pulses()) {
      beats.add(new Beat("network", ResetReason.TASK_WATCHDOG, PATIENCE, loop));
    }
    Watchdog watching = new Watchdog(beats, this::hangs, this::lookAround);
    watchdog = watching;
    Thread thread = new Thread(watching, "watchdog");
    thread.setDaemon(true);
    hurry(thread);
    thread.start();
  }

  /**
   * What the watchdog does besides: it tells of late steps, and does not outlive the supervisor.
   */
  private void lookAround() {
    long late = rtm.punctuality().late();
    roundsSinceTold++;
    if (late > lateTold && roundsSinceTold >= ROUNDS_BETWEEN_COMPLAINTS) {
      lateTold = late;
      roundsSinceTold = 0;
      LOG.warn(
          "The RTM was late {} times so far, by at most {} ms; {} of its steps were left out.",
          late,
          rtm.punctuality().worstLateNanos() / 1_000_000,
          rtm.punctuality().leftOut());
    }
    int blind = terminals.timesBlind();
    if (blind > blindTold) {
      blindTold = blind;
      LOG.warn(
          "The bench said nothing for {} steps of the RTM, {} times so far: the contacts opened.",
          Terminals.BLIND_STEPS,
          blind);
    }
    if (supervision.orphaned()) {
      LOG.error("Whoever supervised this station is gone; it ends as if it had been killed.");
      Runtime.getRuntime().halt(Supervision.ORPHANED);
    }
  }

  /** What a person is told; known once it has started. */
  void welcome(PrintWriter out, Options options) {
    welcome.at(url(options.value(Options.BIND))).print(out, directory.path());
    firstPassword.showOn(out);
  }

  private String url(String bind) {
    WebServer server = web;
    String shown =
        switch (bind) {
          case "0.0.0.0" -> "127.0.0.1";
          case "::" -> "[::1]";
          default -> bind.indexOf(':') >= 0 ? "[" + bind + "]" : bind;
        };
    return "https://" + shown + ":" + (server == null ? 0 : server.port());
  }

  /** Waits until it is over; the sentence says what it died of, null when it was told to stop. */
  @Nullable String await() throws InterruptedException {
    over.await();
    return death.get();
  }

  /** Ends the charge, tells the back office, opens the contacts, and lets go of everything. */
  synchronized void stop() {
    if (over.getCount() == 0) {
      return;
    }
    try {
      LastWords.Word word = host.powered() ? LastWords.Word.STOPPED : LastWords.Word.POWER_CUT;
      if (!host.stop(GOODBYE)) {
        LOG.warn("The back office did not hear of everything; it will after the next start.");
      }
      awaitContactsOpen();
      endWatch();
      bench.end();
      benchThread.join(JOIN_MILLIS);
      rtmThread.join(JOIN_MILLIS);
      hostThread.join(JOIN_MILLIS);
      closeAll();
      lastWords.say(word);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.warn("The data directory could not be left tidily: {}", e.getMessage());
    } finally {
      over.countDown();
    }
  }

  private void awaitContactsOpen() throws InterruptedException {
    CountDownLatch open = new CountDownLatch(1);
    Runnable look =
        () -> {
          if (bench.view().contacts().stream().noneMatch(closed -> closed)) {
            open.countDown();
          }
        };
    bench.watchers().add(look);
    look.run();
    if (!open.await(CAR_STOPS, TimeUnit.NANOSECONDS)) {
      LOG.warn("The contacts are still closed; the bench opens them with the program's end.");
    }
    bench.watchers().remove(look);
  }

  /** A start that failed leaves nothing behind; the journal is closed by whoever opened it. */
  private void abandon() {
    WebServer server = web;
    if (server != null) {
      server.close();
    }
    links.close();
    closeFrames();
    files.close();
  }

  private void closeAll() throws IOException {
    directory.withdraw();
    WebServer server = web;
    if (server != null) {
      server.close();
    }
    links.close();
    closeFrames();
    files.close();
    journal.close();
  }

  private void closeFrames() {
    FrameRing ring = frames;
    if (ring != null) {
      ring.close();
    }
  }

  private void endWatch() {
    Watchdog watching = watchdog;
    if (watching != null) {
      watching.end();
    }
  }

  /** Whatever nobody catches, on any thread of the process, is a panic too (RST-5). */
  void watchStrangers() {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, why) -> died("thread " + thread.getName(), why));
  }

  /** Something found itself in an impossible state: the process ends, and is started again. */
  void died(String what, Throwable why) {
    String sentence = "The " + what + " stopped at an impossible state: " + why;
    if (death.compareAndSet(null, sentence)) {
      LOG.error("The {} died.", what, why);
      lastRites(LastWords.Word.PANIC);
    }
  }

  /** A loop hangs: the process ends, and is started again (RST-5). */
  private void hangs(Beat loop, String sentence) {
    if (death.compareAndSet(null, "The " + loop.loop() + " hung")) {
      LOG.error("{}", sentence);
      lastRites(LastWords.Word.hung(loop.reason()));
    }
  }

  private void lastRites(LastWords.Word word) {
    // Whatever hangs may be what a tidy end would wait for.
    Thread end =
        new Thread(
            () -> {
              LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(LAST_RITES_MILLIS));
              Runtime.getRuntime().halt(Supervision.START_AGAIN);
            },
            "last-rites");
    end.setDaemon(true);
    end.start();
    try {
      lastWords.say(word);
      directory.withdraw();
    } catch (IOException e) {
      LOG.error("Nor could it be noted for the next start: {}", e.getMessage());
    }
    over.countDown();
  }

  private RtmLoop rtm() {
    return rtm;
  }

  HostCell host() {
    return host;
  }

  BenchCell bench() {
    return bench;
  }

  Punctuality punctuality() {
    return rtm.punctuality();
  }

  String url() {
    return url("127.0.0.1");
  }

  private void restartRtm() {
    if (!bench.does(bench::restartRtm)) {
      LOG.warn("The bench is busy; the RTM goes on as it is.");
    }
  }

  private static NettyLinks links(@Nullable Path trust, FileKeySafe safe) {
    try {
      if (trust != null && !Files.isReadable(trust)) {
        throw Complaint.usage(
            "--trust takes a file of certificates in PEM; " + trust + " is none.");
      }
      return NettyLinks.open(trust, safe);
    } catch (IllegalArgumentException notPem) {
      throw Complaint.usage("--trust: " + notPem.getMessage() + ".");
    }
  }

  private static @Nullable FrameRing frames(Path folder, int mebibytes) throws IOException {
    return mebibytes == 0 ? null : FrameRing.open(folder, mebibytes * 1024L * 1024L);
  }

  /** What an option says of a setting holds for this run, above what is remembered. */
  private static Map<String, String> overrides(Options options) {
    Map<String, String> overrides = new LinkedHashMap<>();
    String backend = options.optional(Options.BACKEND);
    if (backend != null) {
      overrides.put(Keys.BACKEND_URL.name(), backend);
    }
    String uid = options.optional(Options.UID);
    if (uid != null) {
      overrides.put(Keys.UID.name(), uid);
    }
    return overrides;
  }

  private static String token(SecureRandom chance) {
    byte[] bytes = new byte[32];
    chance.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
