package opencompact.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import opencompact.host.upkeep.Dossier;
import opencompact.host.upkeep.FileTransfers.Task;
import opencompact.host.upkeep.FileTransfers.Told;
import opencompact.host.upkeep.LogWindow;
import opencompact.memory.History;
import opencompact.memory.RateChange;
import opencompact.memory.Session;
import opencompact.memory.Span;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An archive is made of what lies on the station's own disk, which may be slow (OCPP-DG-01). */
@Timeout(60)
class GatheringTest {
  private static final long BOUND_SECONDS = 30;

  @TempDir private Path directory;
  private final CountDownLatch reads = new CountDownLatch(1);
  private final CountDownLatch found = new CountDownLatch(1);

  /** A log that is being looked through for as long as the test likes. */
  private final class SlowLog implements History {
    @Override
    public List<Session> sessions(Span span, int before, int most) {
      return List.of();
    }

    @Override
    public @Nullable Session session(int number) {
      return null;
    }

    @Override
    public List<RateChange> changes(int session) {
      return List.of();
    }

    @Override
    public List<Line> eventsAfter(Span span, long after, int most, @Nullable String kind) {
      return List.of();
    }

    @Override
    public long newestEvent() {
      return 0;
    }

    @Override
    public List<Line> events(Span span, long before, int most, @Nullable String kind) {
      reads.countDown();
      try {
        found.await();
      } catch (InterruptedException given) {
        throw new IllegalStateException("nobody waits for the log any more", given);
      }
      return List.of();
    }
  }

  @Test
  void gathering_takes_longer_than_a_server_may_be_silent_OCPP_DG_01() throws Exception {
    BlockingQueue<Told> archive = new LinkedBlockingQueue<>();
    BlockingQueue<Told> firmware = new LinkedBlockingQueue<>();
    try (MoodyWebServer server = new MoodyWebServer(null);
        FileCourier courier =
            new FileCourier(
                directory,
                new SlowLog(),
                Trusted.of(null),
                CourierRig.ROOM,
                5,
                50,
                FileAddress.FTPS)) {
      Dossier dossier =
          new Dossier(
              "COMPACT-1-diagnostics.zip",
              List.of(new Dossier.Page("station.txt", "All is well.\n")),
              new LogWindow(null, null, null));
      courier.begin(1, new Task.Gather(dossier), archive::add);
      assertThat(reads.await(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();

      // A server that was asked later has been silent for too long, and the log is still read.
      server.offers(new byte[3_000_000]);
      server.hangsAfter(500_000);
      String there = "http://127.0.0.1:" + server.port() + "/compact.bin";
      courier.begin(2, new Task.Fetch("firmware-1", there, List.of()), firmware::add);
      Told told;
      do {
        told = firmware.poll(BOUND_SECONDS, TimeUnit.SECONDS);
      } while (told instanceof Told.Progress);
      assertThat(told.toString()).contains("nothing moved");

      found.countDown();
      assertThat(archive.poll(BOUND_SECONDS, TimeUnit.SECONDS)).isEqualTo(new Told.Gathered(false));
    }
  }
}
