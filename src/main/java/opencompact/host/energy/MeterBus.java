package opencompact.host.energy;

import java.util.function.Consumer;

/**
 * The bus on which an external energy meter is asked (MET-1): a wire to a device of its own, which
 * answers late, or nonsense, or not at all.
 */
public interface MeterBus {

  /** Puts one question. The answer is told once, on whatever thread, or never. */
  void ask(Consumer<MeterReading> answer);
}
