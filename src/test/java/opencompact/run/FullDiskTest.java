package opencompact.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import opencompact.catalogue.Status;
import opencompact.host.HostView;
import opencompact.memory.Fact;
import opencompact.sim.bench.Bench;
import opencompact.sim.bench.Cars;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A station whose disk takes nothing for a while (docs/storage.md). */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class FullDiskTest {
  @TempDir Path data;

  private static void until(Rig rig, Predicate<HostView> wanted, String what)
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
    rig.reached(seen, what + ", but " + rig.host.view());
    rig.host.watchers().remove(look);
  }

  private static boolean blames(HostView view) {
    return view.why().stream().anyMatch(hold -> hold.name().equals("storage"));
  }

  @Test
  void a_charge_goes_on_no_other_begins_and_what_waited_is_written_when_there_is_room()
      throws Exception {
    try (Rig rig = new Rig(data).charging()) {
      until(rig, v -> v.status() == Status.CHARGING, "the car charges");
      int before = rig.written().size();
      rig.diskFull(true);
      long full = rig.host.view().uptimeNanos();
      rig.clock.advance(Duration.ofMinutes(4));
      until(rig, FullDiskTest::blames, "the station says that it cannot record");
      until(rig, v -> v.uptimeNanos() > full + 180_000_000_000L, "minutes have passed");
      assertThat(rig.host.view().status()).isEqualTo(Status.CHARGING);
      assertThat(rig.probe.openedAt).as("when the contacts opened").isNegative();

      rig.bench.does(() -> rig.bench.bench().unplugAtCar());
      until(rig, v -> v.transaction() == null && v.status() == Status.FAULTED, "it is out of use");
      rig.clock.advance(Duration.ofSeconds(10));
      until(rig, v -> !v.rtm().locked(), "the cable is free");
      // The RTM knows that the bolt has left its place before it has wholly left the plug.
      AtomicBoolean out = new AtomicBoolean();
      rig.until(bench -> out.get() || pulled(bench, out), "the plug comes out");
      until(rig, v -> !v.rtm().plugged(), "the plug is seen to be out");
      rig.bench.does(() -> rig.bench.bench().plugIn(Cars.SEDAN, 32));
      until(rig, v -> v.rtm().plugged(), "another car is there");
      rig.clock.advance(Duration.ofMinutes(2));
      until(rig, v -> v.status() == Status.FAULTED && v.transaction() == null, "it waits");
      assertThat(rig.written()).as("what is on disk").hasSize(before);

      rig.diskFull(false);
      until(rig, v -> !blames(v) && v.status() != Status.FAULTED, "it goes on by itself");
      rig.clock.advance(Duration.ofSeconds(20));
      until(rig, v -> v.status() == Status.CHARGING, "the car that waited is charged");
      assertThat(rig.written()).filteredOn(Fact.TransactionStopped.class::isInstance).hasSize(1);
      assertThat(rig.written()).filteredOn(Fact.EnergySeen.class::isInstance).hasSizeGreaterThan(2);
      assertThat(rig.died).isNotDone();
    }
  }

  private static boolean pulled(Bench bench, AtomicBoolean out) {
    out.set(bench.plugOut() == null);
    return out.get();
  }

  /** As root a small disk of its own is filled to the last byte; others may not mount one. */
  @Test
  void a_real_disk_that_is_filled_to_the_last_byte_ends_no_charge_and_loses_none()
      throws Exception {
    Path small = Files.createDirectory(data.resolve("small"));
    Assumptions.assumeTrue(
        ended("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", small.toString()) == 0,
        "only root may mount a disk of six megabytes");
    try (StationProcess station = StationProcess.start(small.resolve("data"), "--speed", "10")) {
      station.plugIn();
      station.until(v -> v.path("status").asString().equals("Charging"), "it charges");
      fill(small.resolve("ballast"));
      station.until(
          v -> v.path("why").toString().contains("storage"), "it says that its disk is full");
      JsonNode full = station.get("/api/v1/status");
      assertThat(full.path("status").asString()).isEqualTo("Charging");
      station.unplug();
      station.until(v -> v.path("status").asString().equals("Faulted"), "it takes no other charge");

      station.plugIn();
      station.until(v -> v.path("rtm").path("plugged").asBoolean(), "another car is there");
      Files.delete(small.resolve("ballast"));
      station.until(v -> v.path("status").asString().equals("Charging"), "it goes on by itself");
      station.stop();
    } finally {
      ended("umount", "-l", small.toString());
    }
  }

  private static void fill(Path ballast) throws IOException {
    try (var out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(new byte[4096]);
      }
    } catch (IOException full) {
      assertThat(full.getMessage()).contains("space");
    }
  }

  private static int ended(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.waitFor();
  }
}
