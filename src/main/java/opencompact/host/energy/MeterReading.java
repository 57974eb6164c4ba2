package opencompact.host.energy;

import java.util.List;

/**
 * One answer of an external energy meter, as it came: what of it can be believed is for {@link
 * ExternalMeter} to say. Lists have one entry per phase.
 *
 * @param importedWattHours the meter's own register of imported energy
 */
public record MeterReading(
    List<Double> volts, List<Double> amperes, List<Double> watts, double importedWattHours) {

  public MeterReading {
    volts = List.copyOf(volts);
    amperes = List.copyOf(amperes);
    watts = List.copyOf(watts);
  }
}
