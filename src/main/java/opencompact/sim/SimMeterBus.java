package opencompact.sim;

import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import opencompact.host.energy.MeterBus;
import opencompact.host.energy.MeterReading;
import opencompact.sim.bench.Bench;
import org.jspecify.annotations.Nullable;

/**
 * The bench's external energy meter behind its bus: it answers with what flows, as late as a meter
 * at 9600 baud does, and not at all under the cause {@code meter=silent} (PRT-18).
 */
public final class SimMeterBus implements MeterBus {

  /** The question on the wire, the meter's own time, the answer on the wire (MB-03). */
  static final Duration ANSWERS_AFTER = Duration.ofMillis(71);

  private final Bench bench;
  private final BiConsumer<Duration, Runnable> later;

  /**
   * A bus beside a bench.
   *
   * @param later has something done on the bench's own thread, so much later in the world's time
   */
  public SimMeterBus(Bench bench, BiConsumer<Duration, Runnable> later) {
    this.bench = bench;
    this.later = later;
  }

  @Override
  public void ask(Consumer<MeterReading> answer) {
    later.accept(
        ANSWERS_AFTER,
        () -> {
          @Nullable MeterReading reading = bench.readMeter();
          if (reading != null) {
            answer.accept(reading);
          }
        });
  }
}
