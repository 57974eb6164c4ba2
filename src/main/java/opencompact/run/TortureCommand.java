package opencompact.run;

import static java.util.stream.Collectors.joining;

import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import opencompact.torture.Story;
import opencompact.torture.Tally;
import opencompact.torture.Torture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Tortures stations in virtual time, one life for each seed, and says what an independent ledger
 * found (OFF-2): {@code compact torture}.
 */
final class TortureCommand {
  private static final int RUNS = 50;
  private static final int REAL_KILLS = 50;
  private static final int MOST_SHOWN = 5;
  private static final long PROGRESS_NANOS = 5_000_000_000L;

  private final PrintWriter out;

  TortureCommand(PrintWriter out) {
    this.out = out;
  }

  /** What became of one life. */
  private record Life(long seed, @Nullable Tally tally, @Nullable Throwable wrong) {}

  /** With the options of the virtual torture; the command itself is given what to call. */
  static CommandSpec dressed(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("--seed")
            .paramLabel("N")
            .type(String.class)
            .description("The first seed (1); alone it lives that one life.")
            .build());
    spec.addOption(
        OptionSpec.builder("--runs")
            .paramLabel("N")
            .type(String.class)
            .description("How many lives, one seed each (" + RUNS + ").")
            .build());
    spec.addOption(
        OptionSpec.builder("--real")
            .description(
                "Kills real processes instead, --runs times (" + REAL_KILLS + "), in real time.")
            .build());
    spec.addOption(
        OptionSpec.builder("--threads")
            .paramLabel("N")
            .type(String.class)
            .description("How many lives, or real stations, at a time (one for each core).")
            .build());
    return spec;
  }

  int run(ParseResult given) {
    boolean seeded = given.hasMatchedOption("--seed");
    long first = number(given, "--seed", 1, 0);
    int cores = Runtime.getRuntime().availableProcessors();
    int threads = (int) Math.min(number(given, "--threads", cores, 1), 1024);
    if (given.hasMatchedOption("--real")) {
      int kills = (int) Math.min(number(given, "--runs", REAL_KILLS, 1), Integer.MAX_VALUE);
      int stations = Math.min(kills, threads);
      boolean good = RealTorture.inDirectoryOfItsOwn(kills, stations, first, out).isEmpty();
      return good ? 0 : Complaint.FAILED;
    }
    long runs = number(given, "--runs", seeded ? 1 : RUNS, 1);
    return torture(first, runs, threads) == 0 ? 0 : Complaint.FAILED;
  }

  /** How many lives went wrong. */
  private int torture(long first, long runs, int threads) {
    Tally all = new Tally();
    List<Life> wrong = new ArrayList<>();
    long began = System.nanoTime();
    long said = began;
    Deque<Future<Life>> underWay = new ArrayDeque<>();
    try (ExecutorService hands = Executors.newFixedThreadPool(threads)) {
      long next = first;
      while (next < first + runs || !underWay.isEmpty()) {
        while (next < first + runs && underWay.size() < 4 * threads) {
          long seed = next++;
          underWay.add(hands.submit((Callable<Life>) () -> live(seed)));
        }
        Life life = underWay.remove().get();
        if (life.tally() != null) {
          all.add(life.tally());
        } else {
          wrong.add(life);
          tell(life, wrong.size());
        }
        if (System.nanoTime() - said > PROGRESS_NANOS) {
          said = System.nanoTime();
          progress(all, wrong.size(), runs);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Complaint.failed("Interrupted; what was found until then is above.");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a life cannot be lived", e.getCause());
    }
    table(all, wrong, first, runs, (System.nanoTime() - began) / 1e9);
    return wrong.size();
  }

  private static Life live(long seed) {
    try {
      return new Life(seed, new Torture(seed).live(), null);
    } catch (RuntimeException | AssertionError wrong) {
      return new Life(seed, null, wrong);
    }
  }

  private void tell(Life life, int count) {
    Throwable wrong = life.wrong();
    if (wrong == null || count > MOST_SHOWN) {
      return;
    }
    out.println();
    out.println("Life " + life.seed() + " went wrong. The last that happened:");
    Story.of(life.seed(), wrong).forEach(out::println);
    out.println();
    out.println("The ledger: " + sentence(wrong));
    out.println("Live it again: ./compact torture --seed " + life.seed());
    out.println();
    out.flush();
  }

  private static String sentence(Throwable wrong) {
    String message = wrong.getMessage();
    return message == null ? wrong.toString() : message;
  }

  private void progress(Tally all, int wrong, long runs) {
    out.printf(
        Locale.ROOT,
        "%,d of %,d lives, %.1f years, %,d power cuts, %,d transactions, %,d violations%n",
        all.lives() + wrong,
        runs,
        all.years(),
        all.powerCuts(),
        all.transactions(),
        wrong);
    out.flush();
  }

  private void table(Tally all, List<Life> wrong, long first, long runs, double seconds) {
    out.println();
    row(
        "lives",
        "%,d (seeds %d to %d)".formatted(all.lives() + wrong.size(), first, first + runs - 1));
    row("simulated time", "%.1f years in %.0f s".formatted(all.years(), seconds));
    row("power cuts", count(all.powerCuts()));
    row("disk faults", count(all.diskFaults()) + ", crashes by them " + count(all.crashes()));
    row("restarts ordered", count(all.resets()));
    row("lines lost", count(all.linesLost()));
    row("longest offline", "%.1f hours".formatted(all.longestOfflineHours()));
    row("transactions", count(all.transactions()));
    row("messages", count(all.messages()) + ", said again " + count(all.retries()));
    row("violations", count(wrong.size()));
    if (!wrong.isEmpty()) {
      row(
          "failing seeds",
          wrong.stream().map(life -> String.valueOf(life.seed())).collect(joining(", ")));
    }
    out.flush();
  }

  private void row(String what, String figures) {
    out.println("  " + what + " ".repeat(20 - what.length()) + figures);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static long number(ParseResult given, String name, long otherwise, long least) {
    if (!given.hasMatchedOption(name)) {
      return otherwise;
    }
    String text = given.matchedOptionValue(name, "");
    try {
      long number = Long.parseLong(text);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException notOne) {
      // Said below.
    }
    throw Complaint.usage(
        name + " takes a whole number from " + least + " up, not \"" + text + "\".");
  }
}
