package opencompact.rtm.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import opencompact.catalogue.Fault;
import org.junit.jupiter.api.Test;

/**
 * Day after day of an RTM on the electrical bench, one seed each. {@code -Drtm.walk.days=N} walks
 * longer, {@code -Drtm.walk.first=SEED} begins elsewhere, {@code -Drtm.walk.trace=SEED} walks one
 * day and prints all that happens.
 */
class RtmWalkTest {
  private static final Duration DAY = Duration.ofHours(24);
  private static final int THREADS = Integer.getInteger("rtm.walk.threads", 2);

  @Test
  void no_day_breaks_a_law_SI_01_to_SI_18() throws InterruptedException {
    Long traced = Long.getLong("rtm.walk.trace");
    if (traced != null) {
      new Walk(traced, Plant.NONE, System.out::println).walk(DAY);
      return;
    }
    long first = Long.getLong("rtm.walk.first", 1);
    int days = Integer.getInteger("rtm.walk.days", 2100);
    Walk.Tally all = walk(first, days);
    double hours = all.nanos / 3600e9;
    System.out.printf(
        "RTM walk: %.0f hours, %d days from seed %d, %d steps, %.1f events an hour, %d causes,"
            + " %d closings, %d starts, faults seen: %s%n",
        hours,
        days,
        first,
        all.steps,
        all.events / hours,
        all.causes,
        all.closings,
        all.boots,
        Fault.in(all.faults));
    assertThat(hours).isGreaterThanOrEqualTo(days * 24.0);
    assertThat(all.closings).as("the walk charges").isGreaterThan(days);
  }

  private static Walk.Tally walk(long first, int days) throws InterruptedException {
    Walk.Tally all = new Walk.Tally();
    try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
      List<Future<Walk.Tally>> parts = new ArrayList<>();
      for (int part = 0; part < THREADS; part++) {
        int mine = part;
        parts.add(pool.submit(() -> share(first, days, mine)));
      }
      for (Future<Walk.Tally> part : parts) {
        try {
          all.add(part.get());
        } catch (ExecutionException broken) {
          pool.shutdownNow();
          throw new AssertionError(broken.getCause().getMessage(), broken.getCause());
        }
      }
    }
    return all;
  }

  private static Walk.Tally share(long first, int days, int mine) {
    Walk.Tally sum = new Walk.Tally();
    for (long seed = first + mine; seed < first + days; seed += THREADS) {
      if (Thread.currentThread().isInterrupted()) {
        break;
      }
      sum.add(day(seed));
    }
    return sum;
  }

  private static Walk.Tally day(long seed) {
    try {
      return new Walk(seed, Plant.NONE, null).walk(DAY);
    } catch (AssertionError | RuntimeException broken) {
      throw new AssertionError(
          "seed " + seed + ": " + broken.getMessage() + "; see it with -Drtm.walk.trace=" + seed,
          broken);
    }
  }
}
