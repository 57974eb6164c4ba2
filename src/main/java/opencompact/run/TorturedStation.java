package opencompact.run;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import opencompact.driver.SqliteJournal;
import opencompact.memory.History;
import opencompact.quantity.WattHours;

/**
 * One data directory over which a station lives and is killed again and again, with a back office
 * and a {@link RealLedger} of its own (OFF-2, OCPP-TX-25). Whatever is waited for has a bound: a
 * station that hangs is a violation, and its threads are printed.
 */
final class TorturedStation implements AutoCloseable {
  private static final int SPEED = 8;
  private static final int ONE_CUT_IN = 6;
  private static final int WAYS = 3;

  /** A life that charges a little commits about so often. */
  private static final int COMMITS = 24;

  /** As a process ends that was killed, or has ended itself at a commit. */
  private static final int HALTED = 137;

  private static final long LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long STARTS_NANOS = TimeUnit.SECONDS.toNanos(180);
  private static final long RESTS_NANOS = TimeUnit.SECONDS.toNanos(300);
  private static final long DUMP_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final RealVictims victims;
  private final Path data;
  private final Path said;
  private final SplittableRandom chance;
  private final RealLedger ledger = new RealLedger();
  private final RealBackOffice office;
  private final List<String> hung = new ArrayList<>();
  private long startTakesNanos = TimeUnit.SECONDS.toNanos(1);
  private int lives;
  private final AtomicInteger killsAtRandom = new AtomicInteger();
  private final AtomicInteger killsWhileStarting = new AtomicInteger();
  private final AtomicInteger killsBeforeCommit = new AtomicInteger();
  private final AtomicInteger killsAfterCommit = new AtomicInteger();
  private final AtomicInteger endsByWatchdog = new AtomicInteger();

  /**
   * A station over an empty data directory.
   *
   * @param chance of its plans
   */
  TorturedStation(RealVictims victims, Path data, SplittableRandom chance) {
    this.victims = victims;
    this.data = data;
    this.said = data.resolveSibling(data.getFileName() + ".said");
    this.chance = chance;
    this.office = new RealBackOffice(ledger, chance.split(), ONE_CUT_IN);
  }

  // What became of it.

  /** The figures of a torture, to be added up. */
  record Figures(
      int killsAtRandom,
      int killsWhileStarting,
      int killsBeforeCommit,
      int killsAfterCommit,
      int endsByWatchdog,
      long cuts,
      long transactions,
      long cutOff,
      long repeats) {
    static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0);

    int kills() {
      return killsAtRandom + killsWhileStarting + killsBeforeCommit + killsAfterCommit;
    }

    Figures plus(Figures more) {
      return new Figures(
          killsAtRandom + more.killsAtRandom,
          killsWhileStarting + more.killsWhileStarting,
          killsBeforeCommit + more.killsBeforeCommit,
          killsAfterCommit + more.killsAfterCommit,
          endsByWatchdog + more.endsByWatchdog,
          cuts + more.cuts,
          transactions + more.transactions,
          cutOff + more.cutOff,
          repeats + more.repeats);
    }
  }

  Figures figures() {
    return new Figures(
        killsAtRandom.get(),
        killsWhileStarting.get(),
        killsBeforeCommit.get(),
        killsAfterCommit.get(),
        endsByWatchdog.get(),
        office.cuts(),
        ledger.transactions(),
        ledger.cutOff(),
        ledger.repeats());
  }

  // Lives.

  /** A life in peace with one charge, from which the next lives learn to start quickly. */
  void rehearse() throws IOException, InterruptedException {
    Process station = victims.first(data, office.url(), SPEED, said);
    try {
      if (reached(station, STARTS_NANOS, false)) {
        say(station, RealVictim.PLUG);
        say(station, RealVictim.CARD);
        LockSupport.parkNanos(this, TimeUnit.SECONDS.toNanos(2));
        rest(station);
      }
    } finally {
      kill(station);
    }
    ledger.died(register());
  }

  /** Kills it so many times, then lets it come to rest; everything that was found wrong. */
  List<String> torture(int kills) throws IOException, InterruptedException {
    while (figures().kills() < kills && hung.isEmpty()) {
      liveAndDie();
    }
    boolean rested = false;
    while (!rested && hung.isEmpty()) {
      Process station = victims.next(data, office.url(), SPEED, said, 0);
      try {
        rested = reached(station, STARTS_NANOS, false) && rest(station);
      } finally {
        kill(station);
      }
    }
    if (!hung.isEmpty()) {
      return hung;
    }
    try (SqliteJournal journal = SqliteJournal.open(data)) {
      int remembered = journal.history().sessions(History.NEWEST, Integer.MAX_VALUE).size();
      return ledger.audit(remembered, register());
    }
  }

  /** The ways take turns, and each write of a life has its turn (the Nth since the start). */
  private void liveAndDie() throws IOException, InterruptedException {
    int way = lives % WAYS;
    int commit = 1 + lives / WAYS % COMMITS;
    lives++;
    int haltAt = way == 0 ? 0 : way == 1 ? commit : -commit;
    Process station = victims.next(data, office.url(), SPEED, said, haltAt);
    boolean early = way == 0 && chance.nextInt(3) == 0;
    boolean reached;
    try {
      reached = reached(station, early ? chance.nextLong(startTakesNanos) : STARTS_NANOS, early);
      if (reached) {
        visit(station, TimeUnit.MILLISECONDS.toNanos(chance.nextInt(50, 2500)));
      }
      if (!station.isAlive() && station.exitValue() == Supervision.START_AGAIN) {
        // It found itself starved, and ended itself: nothing may be lost by that either.
        endsByWatchdog.incrementAndGet();
      } else if (!station.isAlive()) {
        ended(station.exitValue(), way);
      } else if (reached) {
        killsAtRandom.incrementAndGet();
      } else {
        killsWhileStarting.incrementAndGet();
      }
    } finally {
      kill(station);
    }
    ledger.died(register());
  }

  private void ended(int exit, int way) throws IOException {
    if (exit != HALTED || way == 0) {
      hung.add("the station ended by itself with " + exit + ": " + lastWords());
    } else if (way == 1) {
      killsBeforeCommit.incrementAndGet();
    } else {
      killsAfterCommit.incrementAndGet();
    }
  }

  /** People come, charge and go as long as it lives. */
  private void visit(Process station, long lifeNanos) throws InterruptedException {
    long ends = System.nanoTime() + lifeNanos;
    String next = RealVictim.PLUG;
    while (System.nanoTime() < ends) {
      say(station, next);
      long wait =
          switch (next) {
            case RealVictim.PLUG -> chance.nextInt(0, 200);
            case RealVictim.UNPLUG -> chance.nextInt(50, 200);
            default -> chance.nextInt(200, 1200);
          };
      next =
          switch (next) {
            case RealVictim.PLUG -> RealVictim.CARD;
            case RealVictim.UNPLUG -> RealVictim.PLUG;
            // Whether it begins or ends a charge is the station's affair.
            default -> chance.nextBoolean() ? RealVictim.CARD : RealVictim.UNPLUG;
          };
      long left = Math.min(TimeUnit.MILLISECONDS.toNanos(wait), ends - System.nanoTime());
      if (station.waitFor(Math.max(0, left), TimeUnit.NANOSECONDS)) {
        return;
      }
    }
  }

  private void say(Process station, String deed) {
    if (deed.equals(RealVictim.CARD)) {
      ledger.tapped();
    } else if (deed.equals(RealVictim.UNPLUG)) {
      ledger.unplugged();
    }
    try {
      Writer deeds = station.outputWriter();
      deeds.write(deed + "\n");
      deeds.flush();
    } catch (IOException gone) {
      // It has just died; nobody heard of it.
    }
  }

  /** Whether it has come to rest; not if its watchdog has ended it before. */
  private boolean rest(Process station) throws IOException, InterruptedException {
    say(station, RealVictim.REST);
    ledger.tapped();
    if (!station.waitFor(RESTS_NANOS, TimeUnit.NANOSECONDS)) {
      hangs(station, "did not come to rest");
      return false;
    }
    int exit = station.exitValue();
    if (exit == Supervision.START_AGAIN) {
      endsByWatchdog.incrementAndGet();
    } else if (exit != 0) {
      hung.add("the station ended with " + exit + " instead of resting: " + lastWords());
    }
    return exit == 0;
  }

  /** Waits until this very process has started; whether it has within that time. */
  private boolean reached(Process station, long nanos, boolean orLess)
      throws IOException, InterruptedException {
    DataDirectory directory = new DataDirectory(data);
    long began = System.nanoTime();
    while (station.isAlive() && System.nanoTime() - began < nanos) {
      DataDirectory.Note note = directory.note();
      if (note != null && note.pid() == station.pid()) {
        startTakesNanos = Math.max(LOOKS_NANOS, System.nanoTime() - began);
        return true;
      }
      LockSupport.parkNanos(this, Math.min(LOOKS_NANOS, nanos));
    }
    if (!orLess && station.isAlive()) {
      hangs(station, "did not start");
    }
    return false;
  }

  /** A hang is a violation, and the threads of the station say why. */
  private void hangs(Process station, String what) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-QUIT", String.valueOf(station.pid())).start().waitFor();
    LockSupport.parkNanos(this, DUMP_NANOS);
    Path threads = data.resolveSibling(data.getFileName() + ".threads");
    if (Files.exists(said)) {
      Files.copy(said, threads);
    }
    hung.add("the station " + what + " in time; its threads are in " + threads);
  }

  private String lastWords() throws IOException {
    List<String> lines = Files.readAllLines(said);
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
  }

  private static void kill(Process station) throws InterruptedException {
    station.destroyForcibly();
    if (!station.waitFor(60, TimeUnit.SECONDS)) {
      throw Complaint.failed("The station " + station.pid() + " does not die of SIGKILL.");
    }
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

  @Override
  public void close() {
    office.close();
  }
}
