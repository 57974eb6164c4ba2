package opencompact.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import opencompact.driver.NettyLinks;
import opencompact.host.Wish;
import opencompact.sim.bench.Bench;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The RTM's independence, with real threads: whatever else in the process hangs, is flooded or
 * starved, the contacts open in the very step in which the cause has reached the signals (CHG-8).
 * Everything is counted in steps of the RTM's loop, nothing in seconds.
 */
@Tag("slow")
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class RealTimeTest {
  private static final int FLOODS = 2;
  private static final int MEGABYTE = 1 << 20;

  @TempDir Path data;

  /** What else goes wrong in the process. */
  enum Trouble {
    NOTHING {
      @Override
      void begin(Rig rig) {}
    },
    HOST_HANGS_IN_A_TURN {
      @Override
      void begin(Rig rig) throws InterruptedException {
        rig.hangHost().awaitBegin();
      }
    },
    DISK_HANGS {
      @Override
      void begin(Rig rig) throws InterruptedException {
        Rig.Hang hang = rig.hangJournal();
        rig.host.ask(new Wish.ChangeSetting("LightIntensity", "50"), "test");
        hang.awaitBegin();
      }
    },
    NETWORK_HANGS {
      @Override
      void begin(Rig rig) throws InterruptedException {
        NettyLinks links = NettyLinks.open(null);
        for (Consumer<Runnable> loop : links.pulses()) {
          Rig.Hang hang = rig.hang();
          loop.accept(hang);
          hang.awaitBegin();
        }
      }
    },
    HOST_IS_FLOODED {
      @Override
      void begin(Rig rig) {
        rig.flood(() -> rig.host.read("04A1B2C3"));
      }
    },
    RTM_IS_FLOODED_WITH_COMMANDS {
      @Override
      void begin(Rig rig) {
        rig.floodMailbox();
      }
    },
    PAGES_ARE_FLOODED {
      @Override
      void begin(Rig rig) {
        StationDoor station = new StationDoor(rig.host);
        BenchDoor bench = new BenchDoor(rig.bench, rig.host, rig.clock);
        for (int i = 0; i < FLOODS; i++) {
          rig.flood(() -> {
            station.view();
            bench.picture();
            station.ask(new Wish.ChangeSetting("LightIntensity", "50"), "test");
          });
        }
      }
    },
    BENCH_IS_FLOODED_WITH_DEEDS {
      @Override
      void begin(Rig rig) {
        rig.flood(() -> rig.bench.does(rig.bench::world));
      }
    },
    MEMORY_IS_SHORT {
      @Override
      void begin(Rig rig) {
        List<byte[]> kept = new ArrayList<>();
        rig.flood(() -> {
          kept.add(new byte[MEGABYTE]);
          if (kept.size() > 64) {
            kept.clear();
          }
        });
      }
    };

    abstract void begin(Rig rig) throws InterruptedException;
  }

  @ParameterizedTest
  @EnumSource
  void CHG_8_contacts_open_in_the_step_that_sees_the_cause_whatever_else_happens(Trouble trouble)
      throws Exception {
    try (Rig rig = new Rig(data)) {
      rig.charging().looksFor(signals -> !signals.lockedFeedback);
      trouble.begin(rig);
      long turns = rig.host.turns();

      rig.raise("lock=feedback-lost").opens();

      assertThat(rig.probe.causeAt).isPositive();
      assertThat(rig.probe.openedAt - rig.probe.causeAt).as("steps from cause to command").isZero();
      if (trouble == Trouble.HOST_HANGS_IN_A_TURN || trouble == Trouble.DISK_HANGS) {
        assertThat(rig.host.turns()).as("the host was not needed").isEqualTo(turns);
      }
      assertThat(rig.died).isNotDone();
    }
  }

  @Test
  void a_power_stage_that_says_nothing_any_more_is_opened_after_ten_steps_RST_5() throws Exception {
    try (Rig rig = new Rig(data)) {
      rig.charging().looksFor(signals -> signals.stale);

      rig.hangBench().awaitBegin();
      long hungAt = rig.probe.steps;
      rig.opens();

      assertThat(rig.probe.openedAt).isEqualTo(rig.probe.causeAt);
      assertThat(rig.probe.openedAt - hungAt).isLessThanOrEqualTo(Terminals.BLIND_STEPS + 1);
    }
  }

  @Test
  void a_hung_RTM_is_cut_off_by_the_stages_own_watchdog_and_named_by_ours_RST_5() throws Exception {
    try (Rig rig = new Rig(data)) {
      rig.charging();
      List<String> alarms = new ArrayList<>();
      Watchdog watchdog =
          new Watchdog(List.of(rig.rtmBeat), (_, sentence) -> alarms.add(sentence), () -> {});

      Rig.Hang hang = rig.hangRtm();
      hang.awaitBegin();
      rig.until(RealTimeTest::open, "the stage opens by itself");
      for (int round = 0; round < 10; round++) {
        watchdog.look();
      }

      assertThat(rig.probe.openedAt).as("the RTM itself has said nothing").isNegative();
      assertThat(alarms).hasSize(1);
      assertThat(alarms.getFirst()).contains("The RTM").contains("Rig$Hang.run");

      // Once it comes round it hears of it, says open itself, and is believed again.
      rig.probe.before(() -> {});
      hang.release();
      rig.opens();
    }
  }

  private static boolean open(Bench bench) {
    return bench.view().contacts().stream().noneMatch(closed -> closed);
  }

  @Test
  void an_RTM_in_an_impossible_state_opens_before_it_says_so_RST_5() throws Exception {
    try (Rig rig = new Rig(data)) {
      rig.charging();

      rig.probe.before(() -> {
        throw new IllegalStateException("impossible");
      });

      assertThat(rig.died.get(1, TimeUnit.MINUTES)).contains("RTM").contains("impossible");
      assertThat(rig.probe.openedAt).isEqualTo(rig.probe.steps);
      rig.until(RealTimeTest::open, "the stage opens");
    }
  }

  @Test
  void a_step_without_a_report_allocates_nothing() throws Exception {
    try (Rig rig = new Rig(data)) {
      rig.charging();
      long reports = rig.probe.reports;
      long thrifty = rig.probe.thriftySteps;
      long wasteful = rig.probe.wastefulSteps;

      rig.until(_ -> rig.probe.steps > 50 && rig.probe.reports > reports + 3, "some seconds pass");

      assertThat(rig.probe.thriftySteps).isGreaterThan(thrifty);
      assertThat(rig.probe.wastefulSteps - wasteful)
          .as("steps that allocated, %d bytes in all", rig.probe.bytesWasted)
          .isZero();
    }
  }
}
