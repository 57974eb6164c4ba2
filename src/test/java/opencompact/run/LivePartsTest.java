package opencompact.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import opencompact.host.Outcome;
import opencompact.host.Wish;
import opencompact.host.allowance.Hold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A card reader that fails beside a live station, and a station that is born beside it. */
class LivePartsTest {

  /** Waits until the station says, or no longer says, that no card can be read. */
  private static void awaits(Rig rig, boolean unread) throws InterruptedException {
    CountDownLatch seen = new CountDownLatch(1);
    Runnable look =
        () -> {
          var why = rig.host.view().why();
          boolean said = why.stream().map(Hold::name).anyMatch("card-reader"::equals);
          if (!why.isEmpty() && said == unread) {
            seen.countDown();
          }
        };
    rig.host.watchers().add(look);
    look.run();
    rig.reached(seen, "the card reader is " + (unread ? "dead" : "well"));
    rig.host.watchers().remove(look);
  }

  @Test
  void a_reader_that_fails_is_told_at_once_and_to_the_next_life_OCPP_ST_41(@TempDir Path data)
      throws Exception {
    try (Rig rig = new Rig(data)) {
      rig.host.ask(new Wish.ChangeSetting("PlugAndCharge", "false"), "test");
      awaits(rig, false);
      rig.raise("reader=silent");
      awaits(rig, true);
      BenchDoor door = new BenchDoor(rig.bench, rig.host, rig.clock);
      Outcome tapped = door.card("04A1B2C3").toCompletableFuture().join();
      assertThat(tapped).isInstanceOf(Outcome.Refused.class);
      assertThat(tapped.sentence()).contains("does not answer");

      CountDownLatch starting = new CountDownLatch(1);
      Runnable look =
          () -> {
            if (rig.host.view().why().isEmpty()) {
              starting.countDown();
            }
          };
      rig.host.watchers().add(look);
      rig.host.ask(new Wish.Restart(), "test");
      rig.reached(starting, "the station starts");
      rig.host.watchers().remove(look);
      awaits(rig, true);

      rig.bench.does(() -> rig.bench.bench().clearAll());
      awaits(rig, false);
    }
  }
}
