package opencompact.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import opencompact.catalogue.Delivery;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Model;
import opencompact.catalogue.Region;
import opencompact.host.Plate;
import opencompact.host.Wish;
import opencompact.memory.Fact;
import opencompact.sim.Yard;
import opencompact.sim.bench.Cars;
import opencompact.storm.Storm;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Simulated station-hours per second of one core: a whole station with its bench, disk, network and
 * back office in virtual time. The score is hours.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 4)
@Measurement(iterations = 5, time = 4)
public class StationHoursBenchmark {
  private static final int STORM_HOURS = 24;
  private static final int WEEK_HOURS = 168;

  private Yard yard;
  private Yard calm;
  private Yard charged;
  private long seed;

  /**
   * A new world for each iteration, because a yard keeps all that its back office was ever told.
   */
  @Setup(Level.Iteration)
  public void open() {
    yard =
        new Yard(
            new Plate("00000042", "bench", new Delivery(Model.SLC, 3, Region.EU)),
            List.of(new Fact.SettingChanged(Keys.BACKEND_URL.name(), "ws://cs.test/ocpp", "bench")),
            Instant.parse("2026-03-02T06:00:00Z"),
            ++seed);
    yard.later(Duration.ofMinutes(1));
    calm = calm();
    charged = calm();
    charged.bench().plugIn(Cars.SEDAN, 32);
    charged.touched();
    charged.tap("04A1B2C3");
    charged.later(Duration.ofMinutes(2));
  }

  /** Probes of the line are off, a heartbeat is sent once a day, samples come each quarter. */
  private Yard calm() {
    Yard made =
        new Yard(
            new Plate("00000042", "bench", new Delivery(Model.SLC, 3, Region.EU)),
            List.of(
                new Fact.SettingChanged(Keys.BACKEND_URL.name(), "ws://cs.test/ocpp", "bench"),
                new Fact.SettingChanged(Keys.WEB_SOCKET_PING_INTERVAL.name(), "0", "bench"),
                new Fact.SettingChanged(Keys.METER_VALUE_SAMPLE_INTERVAL.name(), "900", "bench")),
            Instant.parse("2026-03-02T06:00:00Z"),
            ++seed);
    made.later(Duration.ofMinutes(1));
    made.ask(new Wish.ChangeSetting(Keys.HEARTBEAT_INTERVAL.name(), "86400"));
    return made;
  }

  /** A week online with a heartbeat a day. */
  @Benchmark
  @OperationsPerInvocation(WEEK_HOURS)
  public long idleWeek() {
    calm.later(Duration.ofHours(WEEK_HOURS));
    return calm.now();
  }

  /** An hour at a current that stays; then a new car, so that no battery comes to its taper. */
  @Benchmark
  public long quietCharge() {
    charged.later(Duration.ofHours(1));
    charged.bench().stopAtCar();
    charged.later(Duration.ofSeconds(20));
    charged.bench().unplugAtCar();
    charged.touched();
    charged.later(Duration.ofSeconds(20));
    charged.bench().unplugAtStation();
    charged.bench().plugIn(Cars.SEDAN, 32);
    charged.touched();
    charged.tap("04A1B2C3");
    charged.later(Duration.ofSeconds(20));
    return charged.now();
  }

  /** Online, and nobody comes. */
  @Benchmark
  public long idle() {
    yard.later(Duration.ofHours(1));
    return yard.now();
  }

  /** One hour: plug, card, 58 minutes of 11 kW with samples, stop at the car, unplug. */
  @Benchmark
  public long charging() {
    yard.bench().plugIn(Cars.SEDAN, 32);
    yard.touched();
    yard.tap("04A1B2C3");
    yard.later(Duration.ofMinutes(58));
    if (!yard.view().rtm().contactorClosed()) {
      throw new IllegalStateException(yard.view().sentence());
    }
    yard.bench().stopAtCar();
    yard.later(Duration.ofMinutes(1));
    yard.bench().unplugAtCar();
    yard.touched();
    yard.later(Duration.ofMinutes(1));
    yard.bench().unplugAtStation();
    yard.touched();
    return yard.now();
  }

  /** A day of the storm under all its laws; the three hours of calm after it are not counted. */
  @Benchmark
  @OperationsPerInvocation(STORM_HOURS)
  public void storm() {
    new Storm(++seed).blow(Duration.ofHours(STORM_HOURS));
  }
}
