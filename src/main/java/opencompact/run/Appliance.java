package opencompact.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import opencompact.catalogue.Delivery;
import opencompact.catalogue.Keys;
import opencompact.catalogue.ResetReason;
import opencompact.catalogue.Settings;
import opencompact.driver.JournalRefused;
import opencompact.driver.NettyLinks;
import opencompact.driver.SqliteJournal;
import opencompact.host.Host;
import opencompact.host.Plate;
import opencompact.memory.Fact;
import opencompact.memory.History;
import opencompact.memory.Journal;
import opencompact.memory.Memory;
import opencompact.sim.bench.Bench;
import opencompact.web.AdminPassword;
import opencompact.web.Certificate;
import opencompact.web.Doors;
import opencompact.web.WebServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One station on the simulated bench in real time: two cells on threads of their own, a journal, a
 * line to the back office, web pages. Here they are made, joined, and ended in the right order.
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

  private final DataDirectory directory;
  private final SqliteJournal journal;
  private final NettyLinks links;
  private final LastWords lastWords;
  private final Clock clock;
  private final HostCell host;
  private final RtmCell rtm;
  private final Thread hostThread;
  private final Thread rtmThread;
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicReference<@Nullable String> death = new AtomicReference<>();
  private final Certificate certificate;
  private final String token;
  private final Doors doors;
  private final Welcome welcome;
  private @Nullable WebServer web;

  /** What a person is told at the start. */
  record Welcome(
      Plate plate, long seed, @Nullable String firstPassword, String fingerprint, String url) {

    Welcome at(String address) {
      return new Welcome(plate, seed, firstPassword, fingerprint, address);
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
      if (firstPassword != null) {
        out.printf("  Admin password  %s   (shown this once; write it down)%n", firstPassword);
      }
      out.flush();
    }
  }

  /**
   * Starts a station.
   *
   * @param version of the program
   */
  static Appliance start(Options options, String version) {
    Path data = options.value(Options.DATA);
    SqliteJournal journal;
    try {
      journal = SqliteJournal.open(data);
    } catch (JournalRefused refused) {
      throw Complaint.failed(String.valueOf(refused.getMessage()));
    }
    boolean started = false;
    try {
      Appliance appliance = new Appliance(options, version, journal);
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

  private Appliance(Options options, String version, SqliteJournal journal) throws IOException {
    this.journal = journal;
    this.directory = new DataDirectory(options.value(Options.DATA));
    this.lastWords = new LastWords(directory.path());
    this.links = links(options.optional(Options.TRUST));
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

    List<Fact> facts = journal.replay();
    Memory memory = HostCell.fold(facts);
    String password = null;
    if (memory.secret(DataDirectory.ADMIN) == null) {
      password = AdminPassword.random(secure);
      String hash = AdminPassword.hash(password, secure);
      journal.append(List.of(new Fact.SecretChanged(DataDirectory.ADMIN, hash)), List.of());
    }
    if (facts.size() > COMPACTED_ABOVE) {
      HostCell.compact(journal);
    }

    Metrics metrics = new Metrics();
    this.clock = new Clock(options.value(Options.SPEED));
    RegisterFile registers = RegisterFile.open(directory.path(), memory.register());
    Bench bench =
        new Bench(
            delivery.model().socketed(), delivery.phases(), registers.memory(), chance.split());
    this.host =
        new HostCell(
            plate,
            journal,
            overrides(options),
            chance.split(),
            clock,
            links.link(),
            reason,
            command -> rtm().tell(command),
            _ -> restartRtm(),
            this::died);
    this.rtm =
        new RtmCell(
            clock,
            bench,
            registers,
            Host.rtmSettings(Settings.delivered(delivery)),
            host,
            metrics.stepTime(),
            this::died);
    this.hostThread = new Thread(host, "host");
    this.rtmThread = new Thread(rtm, "rtm");
    metrics.show(host, clock);

    this.certificate =
        directory.certificate(plate.serial(), options.value(Options.BIND), clock.wall(), secure);
    this.token = token(secure);
    this.doors =
        new Doors(
            new StationDoor(host),
            new BenchDoor(rtm, host, clock),
            (most, kind) ->
                journal.history().events(History.NEWEST, most, kind).stream()
                    .map(History.Line::entry)
                    .toList(),
            host::adminHash,
            token,
            metrics::scrape,
            System::nanoTime,
            secure);
    this.welcome = new Welcome(plate, seed, password, certificate.fingerprint(), "");
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
    directory.announce(new DataDirectory.Note(url(bind), token, ProcessHandle.current().pid()));
  }

  /** What a person is told; known once it has started. */
  void welcome(PrintWriter out, Options options) {
    welcome.at(url(options.value(Options.BIND))).print(out, directory.path());
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
      rtm.end();
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
          if (rtm.view().contacts().stream().noneMatch(closed -> closed)) {
            open.countDown();
          }
        };
    rtm.watchers().add(look);
    look.run();
    if (!open.await(CAR_STOPS, TimeUnit.NANOSECONDS)) {
      LOG.warn("The contacts are still closed; the bench opens them with the program's end.");
    }
    rtm.watchers().remove(look);
  }

  /** A start that failed leaves nothing behind; the journal is closed by whoever opened it. */
  private void abandon() {
    WebServer server = web;
    if (server != null) {
      server.close();
    }
    links.close();
  }

  private void closeAll() throws IOException {
    directory.withdraw();
    WebServer server = web;
    if (server != null) {
      server.close();
    }
    links.close();
    journal.close();
  }

  private void died(String cell, Throwable why) {
    if (!death.compareAndSet(null, "The " + cell + " stopped at an impossible state: " + why)) {
      return;
    }
    LOG.error("The {} died.", cell, why);
    try {
      lastWords.say(LastWords.Word.PANIC);
      directory.withdraw();
    } catch (IOException e) {
      LOG.error("Nor could it be noted for the next start: {}", e.getMessage());
    }
    over.countDown();
  }

  private RtmCell rtm() {
    return rtm;
  }

  private void restartRtm() {
    if (!rtm.does(rtm::restartRtm)) {
      LOG.warn("The bench is busy; the RTM goes on as it is.");
    }
  }

  private static NettyLinks links(@Nullable Path trust) {
    try {
      if (trust != null && !Files.isReadable(trust)) {
        throw Complaint.usage(
            "--trust takes a file of certificates in PEM; " + trust + " is none.");
      }
      return NettyLinks.open(trust);
    } catch (IllegalArgumentException notPem) {
      throw Complaint.usage("--trust: " + notPem.getMessage() + ".");
    }
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
