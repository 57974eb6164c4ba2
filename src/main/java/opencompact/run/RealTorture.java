package opencompact.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Tortures real stations: processes with a real journal, charging at a real back office's socket,
 * are killed again and again, at random moments and right before or after each commit, and their
 * connections are cut. In the end each {@link RealLedger} is audited (OFF-2): {@code compact
 * torture --real}.
 */
final class RealTorture {
  private static final long SAID_EVERY_SECONDS = 15;

  private final Path directory;
  private final SplittableRandom chance;
  private final PrintWriter out;

  /**
   * A torture in an empty directory.
   *
   * @param seed of its plans; what the operating system makes of them is never twice the same
   */
  RealTorture(Path directory, long seed, PrintWriter out) {
    this.directory = directory;
    this.chance = new SplittableRandom(seed);
    this.out = out;
  }

  /** The same in a directory of its own, which goes when nothing was found wrong. */
  static List<String> inDirectoryOfItsOwn(int kills, int stations, long seed, PrintWriter out) {
    try {
      Path directory = Files.createTempDirectory("compact-torture");
      List<String> wrong = new RealTorture(directory, seed, out).torture(kills, stations);
      if (wrong.isEmpty()) {
        try (Stream<Path> files = Files.walk(directory)) {
          files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
      } else {
        out.println("The stations' data are kept in " + directory + ".");
        out.flush();
      }
      return wrong;
    } catch (IOException e) {
      throw Complaint.failed("The torture cannot be held: " + e.getMessage() + ".");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Complaint.failed("Interrupted; nothing was audited.");
    }
  }

  /**
   * Kills so many times altogether; everything that was found wrong in the end.
   *
   * @param side how many stations are tortured side by side
   */
  List<String> torture(int kills, int side) throws IOException, InterruptedException {
    long began = System.nanoTime();
    RealVictims victims = RealVictims.in(directory);
    List<TorturedStation> stations = new ArrayList<>();
    try (ExecutorService hands = Executors.newFixedThreadPool(side)) {
      for (int number = 0; number < side; number++) {
        Path data = Files.createDirectory(directory.resolve("station" + number));
        stations.add(new TorturedStation(victims, data, chance.split()));
      }
      stations.getFirst().rehearse();
      long killing = System.nanoTime();
      List<Future<List<String>>> underWay = new ArrayList<>();
      for (int number = 0; number < side; number++) {
        TorturedStation station = stations.get(number);
        int share = kills / side + (number < kills % side ? 1 : 0);
        underWay.add(hands.submit((Callable<List<String>>) () -> station.torture(share)));
      }
      List<String> wrong = new ArrayList<>();
      for (Future<List<String>> each : underWay) {
        wrong.addAll(await(each, stations, kills));
      }
      long now = System.nanoTime();
      table(sum(stations), wrong, (now - began) / 1e9, (now - killing) / 1e9);
      return wrong;
    } finally {
      stations.forEach(TorturedStation::close);
    }
  }

  private List<String> await(
      Future<List<String>> torture, List<TorturedStation> stations, int kills)
      throws InterruptedException {
    while (true) {
      try {
        return torture.get(SAID_EVERY_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException notYet) {
        TorturedStation.Figures sum = sum(stations);
        out.printf(
            Locale.ROOT,
            "%,d of %,d kills, %,d transactions, %,d cuts, %,d messages said again%n",
            sum.kills(),
            kills,
            sum.transactions(),
            sum.cuts(),
            sum.repeats());
        out.flush();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Complaint complaint) {
          throw complaint;
        }
        throw new IllegalStateException("a station cannot be tortured", e.getCause());
      }
    }
  }

  private static TorturedStation.Figures sum(List<TorturedStation> stations) {
    return stations.stream()
        .map(TorturedStation::figures)
        .reduce(TorturedStation.Figures.NONE, TorturedStation.Figures::plus);
  }

  private void table(TorturedStation.Figures sum, List<String> wrong, double all, double killing) {
    int kills = sum.kills();
    out.println();
    row("kills", kills);
    row("  at random", sum.killsAtRandom());
    row("  during the start", sum.killsWhileStarting());
    row("  before a commit", sum.killsBeforeCommit());
    row("  after a commit", sum.killsAfterCommit());
    row("ended by the watchdog", sum.endsByWatchdog());
    row("connections cut", sum.cuts());
    row("transactions", sum.transactions());
    row("  cut off by a kill", sum.cutOff());
    row("messages said again", sum.repeats());
    row("seconds", Math.round(all));
    out.printf(Locale.ROOT, "  %-24s %.1f%n", "seconds for a kill", killing / Math.max(1, kills));
    row("violations", wrong.size());
    wrong.forEach(one -> out.println("    " + one));
    out.flush();
  }

  private void row(String what, long number) {
    out.printf(Locale.ROOT, "  %-24s %,d%n", what, number);
  }
}
