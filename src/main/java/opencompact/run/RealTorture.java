package opencompact.run;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import opencompact.driver.SqliteJournal;
import opencompact.memory.History;
import opencompact.quantity.WattHours;
import org.jspecify.annotations.Nullable;

/**
 * Tortures a real station: a process of its own with a real journal, charging at a real back
 * office's socket, is killed again and again, at random moments and right before or after a commit,
 * and its connection is cut. At the end the {@link RealLedger} is audited (OFF-2): {@code compact
 * torture --real}.
 */
final class RealTorture {
  private static final int SPEED = 5;
  private static final int ONE_CUT_IN = 6;
  private static final int SAID_EVERY = 10;

  /** A station that has just started takes so long to hear its first two requests. */
  private static final long ANSWERS_NANOS = TimeUnit.MILLISECONDS.toNanos(1500);

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final String UID = "04A1B2C3D4E5F6";

  private final Path data;
  private final SplittableRandom chance;
  private final PrintWriter out;
  private final RealLedger ledger = new RealLedger();
  private int killsAtRandom;
  private int killsBeforeCommit;
  private int killsAfterCommit;

  /**
   * A torture over an empty data directory.
   *
   * @param seed of its plans; what the operating system makes of them is never twice the same
   */
  RealTorture(Path data, long seed, PrintWriter out) {
    this.data = data;
    this.chance = new SplittableRandom(seed);
    this.out = out;
  }

  /** The same in a directory of its own, which goes when nothing was found wrong. */
  static List<String> inDirectoryOfItsOwn(int kills, long seed, PrintWriter out) {
    try {
      Path data = Files.createTempDirectory("compact-torture");
      List<String> wrong = new RealTorture(data, seed, out).torture(kills);
      if (wrong.isEmpty()) {
        try (var files = Files.walk(data)) {
          files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
      } else {
        out.println("The station's data are kept in " + data + ".");
      }
      return wrong;
    } catch (IOException e) {
      throw Complaint.failed("The torture cannot be held: " + e.getMessage() + ".");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Complaint.failed("Interrupted; nothing was audited.");
    }
  }

  /** Kills the station so many times; everything that was found wrong in the end. */
  List<String> torture(int kills) throws IOException, InterruptedException {
    long began = System.nanoTime();
    try (RealBackOffice office = new RealBackOffice(ledger, chance.split(), ONE_CUT_IN)) {
      for (int kill = 1; kill <= kills; kill++) {
        liveAndDie(office.url());
        if (kill % SAID_EVERY == 0 || kill == kills) {
          out.printf(
              Locale.ROOT,
              "%,d of %,d kills, %,d transactions, %,d cuts, %,d messages said again%n",
              kill,
              kills,
              ledger.transactions(),
              office.cuts(),
              ledger.repeats());
          out.flush();
        }
      }
      int remembered = comeToRest(office.url());
      List<String> wrong = ledger.audit(remembered, register());
      table(office.cuts(), wrong, (System.nanoTime() - began) / 1e9);
      return wrong;
    }
  }

  private void table(long cuts, List<String> wrong, double seconds) {
    out.println();
    row("kills at random", killsAtRandom);
    row("kills before a commit", killsBeforeCommit);
    row("kills after a commit", killsAfterCommit);
    row("connections cut", cuts);
    row("transactions", ledger.transactions());
    row("of them cut off", ledger.cutOff());
    row("messages said again", ledger.repeats());
    row("seconds", Math.round(seconds));
    row("violations", wrong.size());
    wrong.forEach(one -> out.println("    " + one));
    out.flush();
  }

  private void row(String what, long number) {
    out.printf(Locale.ROOT, "  %-24s %,d%n", what, number);
  }

  // One life.

  private void liveAndDie(String url) throws IOException, InterruptedException {
    int way = chance.nextInt(3);
    int commit = way == 0 ? 0 : chance.nextInt(1, 14);
    Process station = start(url, way == 2 ? -commit : commit);
    try {
      long lifeNanos = TimeUnit.MILLISECONDS.toNanos(chance.nextInt(200, 4000));
      boolean dead = false;
      if (way == 0 && chance.nextInt(4) == 0) {
        // Before anybody could speak to it.
        dead = ended(station, lifeNanos / 4);
      } else if (reachable(station)) {
        dead = charge(station, lifeNanos);
      } else {
        dead = true;
      }
      count(dead ? way : 0);
    } finally {
      kill(station);
    }
    ledger.died(register());
  }

  private void count(int way) {
    switch (way) {
      case 1 -> killsBeforeCommit++;
      case 2 -> killsAfterCommit++;
      default -> killsAtRandom++;
    }
  }

  /** A charge, or as much of it as the station lives to see; whether it has died by itself. */
  private boolean charge(Process station, long lifeNanos) throws InterruptedException {
    boolean taps = chance.nextInt(3) == 0;
    // A station that dies in the middle of a sentence must not keep its killer waiting.
    Thread driver =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try {
                StationClient client = client();
                client.post("/api/v1/bench/plugin", new JsonObject());
                card(client);
                if (taps) {
                  LockSupport.parkNanos(lifeNanos * 2 / 3);
                  ledger.tapped();
                  card(client);
                }
              } catch (Complaint gone) {
                // It died, or could not hear it just then.
              }
            });
    boolean died = ended(station, ANSWERS_NANOS + lifeNanos);
    kill(station);
    driver.join(TimeUnit.NANOSECONDS.toMillis(ANSWERS_NANOS));
    return died;
  }

  private static void card(StationClient client) {
    client.post("/api/v1/bench/card", new JsonObject().put("uid", UID));
  }

  private StationClient client() {
    return StationClient.find(new Options(Map.of("data", data.toString()), Map.of()), null);
  }

  private static boolean ended(Process station, long nanos) throws InterruptedException {
    return station.waitFor(nanos, TimeUnit.NANOSECONDS);
  }

  /** Waits until this very process can be spoken to; whether it lived so long. */
  private boolean reachable(Process station) {
    DataDirectory directory = new DataDirectory(data);
    for (long waited = 0; waited < PATIENCE_NANOS && station.isAlive(); waited += 20_000_000) {
      DataDirectory.Note note = directory.note();
      if (note != null && note.pid() == station.pid()) {
        return true;
      }
      LockSupport.parkNanos(this, 20_000_000);
    }
    return false;
  }

  private static void kill(Process station) throws InterruptedException {
    station.destroyForcibly();
    if (!station.waitFor(60, TimeUnit.SECONDS)) {
      throw Complaint.failed("The station " + station.pid() + " does not die of SIGKILL.");
    }
  }

  /** A last life in peace, until nothing is owed; how many transactions the station remembers. */
  private int comeToRest(String url) throws IOException, InterruptedException {
    Process station = start(url, 0);
    try {
      if (!reachable(station)) {
        throw Complaint.failed(
            "The station does not start any more; its data are in " + data + ".");
      }
      StationClient client = client();
      JsonObject view = view(client);
      for (long waited = 0; !rests(view); waited += 200_000_000) {
        if (waited > PATIENCE_NANOS) {
          throw Complaint.failed("The station still owes messages after a minute: " + view);
        }
        LockSupport.parkNanos(this, 200_000_000);
        view = view(client);
      }
      station.destroy();
      station.waitFor(60, TimeUnit.SECONDS);
    } finally {
      kill(station);
    }
    try (SqliteJournal journal = SqliteJournal.open(data)) {
      return journal.history().sessions(History.NEWEST, Integer.MAX_VALUE).size();
    }
  }

  /** What it shows; nothing while it is too busy to say. */
  private static JsonObject view(StationClient client) {
    return CompletableFuture.supplyAsync(() -> client.get("/api/v1/view"))
        .orTimeout(30, TimeUnit.SECONDS)
        .exceptionally(_ -> new JsonObject())
        .join();
  }

  private static boolean rests(JsonObject view) {
    @Nullable JsonObject line = view.getJsonObject("backOffice");
    return line != null
        && view.getValue("transaction") == null
        && view.getValue("rtm") != null
        && "online".equals(line.getString("state"))
        && line.getInteger("owed") == 0;
  }

  /** Where the meter stands while the station is dead, in milliwatt hours. */
  private long register() throws IOException {
    if (!Files.exists(data.resolve(RegisterFile.FILE))) {
      return 0;
    }
    RegisterFile file = RegisterFile.open(data, WattHours.NONE);
    long sum = 0;
    for (int line = 0; line < 3; line++) {
      sum += file.memory().importedMilliwattHours(line);
    }
    return sum;
  }

  private Process start(String url, int haltAtCommit) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:+AutoCreateSharedArchive",
            "-XX:SharedArchiveFile=" + data.resolveSibling("compact-torture.jsa"),
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    if (haltAtCommit != 0) {
      command.add("-Dopencompact.halt.commit=" + haltAtCommit);
    }
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "run",
            "--data",
            data.toString(),
            "--port",
            "0",
            "--speed",
            String.valueOf(SPEED),
            "--frames",
            "0",
            "--backend",
            url));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(data.resolve("torture.err").toFile())
        .start();
  }
}
