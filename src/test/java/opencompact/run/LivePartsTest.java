package opencompact.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import opencompact.host.HostView;
import opencompact.host.Outcome;
import opencompact.host.Wish;
import opencompact.host.allowance.Hold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A card reader that fails beside a live station, and a station that is born beside it. */
class LivePartsTest {

  /** Waits until the station's picture is like that. */
  private static void awaits(Rig rig, Predicate<HostView> wanted, String what)
      throws InterruptedException {
    CountDownLatch seen = new CountDownLatch(1);
    Runnable look =
        () -> {
          if (wanted.test(rig.host.view())) {
            seen.countDown();
          }
        };
    rig.host.watchers().add(look);
    look.run();
    rig.reached(seen, what);
    rig.host.watchers().remove(look);
  }

  private static boolean unread(HostView view) {
    return view.why().stream().map(Hold::name).anyMatch("card-reader"::equals);
  }

  private static boolean well(HostView view) {
    return !view.why().isEmpty() && !unread(view);
  }

  @Test
  void a_reader_that_fails_is_told_at_once_and_to_the_next_life_OCPP_ST_41(@TempDir Path data)
      throws Exception {
    try (Rig rig = new Rig(data)) {
      awaits(rig, LivePartsTest::well, "the reader is well");
      // Where nobody needs a card nobody misses the reader.
      Outcome set =
          rig.host
              .ask(new Wish.ChangeSetting("PlugAndCharge", "false"), "test")
              .toCompletableFuture()
              .get(60, TimeUnit.SECONDS);
      assertThat(set).isInstanceOf(Outcome.Done.class);
      rig.raise("reader=silent");
      awaits(rig, LivePartsTest::unread, "the reader is dead");
      BenchDoor door = new BenchDoor(rig.bench, rig.host, rig.clock);
      Outcome tapped = door.card("04A1B2C3").toCompletableFuture().join();
      assertThat(tapped).isInstanceOf(Outcome.Refused.class);
      assertThat(tapped.sentence()).contains("does not answer");

      String before = rig.host.view().resetReason();
      rig.host.ask(new Wish.Restart(), "test");
      awaits(
          rig,
          view -> !view.resetReason().equals(before) && unread(view),
          "the reader is dead in another life");

      rig.bench.does(() -> rig.bench.bench().clearAll());
      awaits(rig, LivePartsTest::well, "the reader is well");
    }
  }
}
