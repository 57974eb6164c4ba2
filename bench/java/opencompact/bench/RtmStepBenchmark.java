package opencompact.bench;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import opencompact.catalogue.Delivery;
import opencompact.catalogue.Limit;
import opencompact.catalogue.Model;
import opencompact.catalogue.Region;
import opencompact.catalogue.Settings;
import opencompact.host.Host;
import opencompact.quantity.Amperes;
import opencompact.rtm.Drive;
import opencompact.rtm.Grant;
import opencompact.rtm.Rtm;
import opencompact.rtm.RtmCommand;
import opencompact.rtm.RtmReport;
import opencompact.rtm.Signals;
import opencompact.sim.bench.Bench;
import opencompact.sim.bench.Cars;
import opencompact.sim.bench.NonVolatile;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One step of the safety core, which a live station takes every 10 ms: three phases, nobody there,
 * or a car that charges at 16 A. The signals stand still; the world's own work is not in it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RtmStepBenchmark {
  private static final long STEP_NANOS = 10_000_000;

  @Param({"idle", "charging"})
  public String scene;

  private final Signals signals = new Signals();
  private final Drive drive = new Drive();
  private Rtm rtm;
  private RtmCommand renewal;
  private long uptimeNanos;
  private int steps;

  @Setup
  public void settle() {
    Delivery delivery = new Delivery(Model.SLC, 3, Region.EU);
    Bench bench = new Bench(true, 3, new NonVolatile(), new SplittableRandom(1));
    rtm = new Rtm(Host.rtmSettings(Settings.delivered(delivery)));
    boolean charging = scene.equals("charging");
    renewal =
        new RtmCommand.HostGrants(
            charging ? new Grant(true, Amperes.of(16), Limit.FUSE, true) : Grant.NOTHING);
    for (int i = 0; i < 3_000; i++) {
      if (i == 500 && charging) {
        bench.plugIn(Cars.SEDAN, 32);
      }
      bench.advance(uptimeNanos);
      bench.measure(signals);
      step();
      bench.drive(drive);
    }
    if (charging != signals.amperes[0] > 15) {
      throw new IllegalStateException("it draws " + signals.amperes[0] + " A when " + scene);
    }
  }

  /** The step alone. */
  @Benchmark
  public boolean step() {
    if (++steps % 100 == 0) {
      rtm.hear(renewal, uptimeNanos);
    }
    uptimeNanos += STEP_NANOS;
    return rtm.step(signals, uptimeNanos, drive);
  }

  /** The step with the report that is due once a second. */
  @Benchmark
  public @Nullable RtmReport stepAndReport() {
    return step() ? rtm.report() : null;
  }
}
