package opencompact.host.energy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import opencompact.memory.Reading;
import opencompact.ocpp.Location;
import opencompact.ocpp.Measurand;
import opencompact.ocpp.MeasurandList;
import opencompact.ocpp.Phase;
import opencompact.ocpp.ReadingContext;
import opencompact.ocpp.UnitOfMeasure;
import opencompact.quantity.WattHours;
import opencompact.rtm.RtmReport;
import org.jspecify.annotations.Nullable;

/**
 * All that is measured at one instant (OCPP-MV-10), told in OCPP's words (OCPP-MV-20). What cannot
 * be measured now is left out (OCPP-MV-12).
 *
 * @param phases 1 or 3: how many lines the station has
 * @param register the billing register, all phases
 * @param rtm the RTM's picture, null when only the register is known
 */
record MeterImage(int phases, WattHours register, @Nullable RtmReport rtm) {

  /** Powers are told for the nominal voltage, as the limits of smart charging are (OCPP-SC-20). */
  private static final int NOMINAL_VOLTS = 230;

  private static final List<Phase> LINES = List.of(Phase.L1, Phase.L2, Phase.L3);
  private static final List<Phase> TO_NEUTRAL = List.of(Phase.L1_N, Phase.L2_N, Phase.L3_N);

  /** A number as text, of one phase or of the whole. */
  private record Value(@Nullable Phase phase, String text) {}

  /**
   * The readings that a list asks for, in its order, none twice.
   *
   * @param since the register at the start of the interval now ended, null where there is none
   */
  List<Reading> read(MeasurandList list, ReadingContext context, @Nullable WattHours since) {
    List<Reading> readings = new ArrayList<>();
    for (MeasurandList.Item item : list.items()) {
      for (Value value : values(item, since)) {
        Reading reading = reading(item.measurand(), value, context);
        if (!readings.contains(reading)) {
          readings.add(reading);
        }
      }
    }
    return List.copyOf(readings);
  }

  /** Whether it tells what was during a period, not what is at an instant (OCPP-MV-16). */
  static boolean ofPeriod(Measurand measurand) {
    return switch (measurand) {
      case ENERGY_ACTIVE_EXPORT_INTERVAL,
          ENERGY_ACTIVE_IMPORT_INTERVAL,
          ENERGY_REACTIVE_EXPORT_INTERVAL,
          ENERGY_REACTIVE_IMPORT_INTERVAL ->
          true;
      default -> false;
    };
  }

  private static Reading reading(Measurand measurand, Value value, ReadingContext context) {
    Phase phase = value.phase();
    UnitOfMeasure unit = unit(measurand);
    boolean inside = measurand == Measurand.TEMPERATURE;
    return new Reading(
        measurand.wire(),
        phase == null ? null : phase.wire(),
        value.text(),
        unit == null ? null : unit.wire(),
        context.wire(),
        (inside ? Location.BODY : Location.OUTLET).wire());
  }

  private static @Nullable UnitOfMeasure unit(Measurand measurand) {
    return switch (measurand) {
      case ENERGY_ACTIVE_IMPORT_REGISTER,
          ENERGY_ACTIVE_IMPORT_INTERVAL,
          ENERGY_ACTIVE_EXPORT_REGISTER ->
          UnitOfMeasure.WH;
      case POWER_ACTIVE_IMPORT, POWER_OFFERED -> UnitOfMeasure.W;
      case CURRENT_IMPORT, CURRENT_OFFERED -> UnitOfMeasure.A;
      case VOLTAGE -> UnitOfMeasure.V;
      case TEMPERATURE -> UnitOfMeasure.CELSIUS;
      default -> null;
    };
  }

  private List<Value> values(MeasurandList.Item item, @Nullable WattHours since) {
    Phase phase = item.phase();
    List<Value> all =
        switch (item.measurand()) {
          case ENERGY_ACTIVE_IMPORT_REGISTER -> importRegister();
          case ENERGY_ACTIVE_IMPORT_INTERVAL -> importInterval(since);
          case ENERGY_ACTIVE_EXPORT_REGISTER -> exportRegister();
          case POWER_ACTIVE_IMPORT -> power();
          case POWER_OFFERED -> powerOffered();
          case CURRENT_IMPORT -> current();
          case CURRENT_OFFERED -> currentOffered(phase);
          case VOLTAGE -> voltage();
          case TEMPERATURE -> temperature();
          // Everything else is refused when it is configured; a sensor may bring it one day.
          default -> List.of();
        };
    return phase == null ? all : all.stream().filter(value -> value.phase() == phase).toList();
  }

  private List<Value> importRegister() {
    List<Value> values = new ArrayList<>();
    values.add(whole(null, register));
    if (rtm != null) {
      List<WattHours> lines = present(rtm.readings().importedWh());
      for (int i = 0; i < lines.size(); i++) {
        values.add(whole(LINES.get(i), lines.get(i)));
      }
    }
    return values;
  }

  /** Whole register states are subtracted, so that the intervals add up without a remainder. */
  private List<Value> importInterval(@Nullable WattHours since) {
    return since == null
        ? List.of()
        : List.of(new Value(null, Long.toString(Math.max(0, register.whole() - since.whole()))));
  }

  private List<Value> exportRegister() {
    if (rtm == null) {
      return List.of();
    }
    WattHours total =
        present(rtm.readings().exportedWh()).stream().reduce(WattHours.NONE, WattHours::plus);
    return List.of(whole(null, total));
  }

  private List<Value> power() {
    if (rtm == null) {
      return List.of();
    }
    List<Double> watts = present(rtm.readings().watts());
    double total = watts.stream().mapToDouble(Double::doubleValue).sum();
    List<Value> values = new ArrayList<>(number(null, Math.max(0, total), 0));
    values.addAll(lines(LINES, watts.stream().map(w -> Math.max(0, w)).toList(), 0));
    return values;
  }

  private List<Value> powerOffered() {
    return rtm == null
        ? List.of()
        : number(null, rtm.offered().value() * NOMINAL_VOLTS * phases, 0);
  }

  private List<Value> current() {
    return rtm == null ? List.of() : lines(LINES, present(rtm.readings().amperes()), 2);
  }

  /** One value, because the pilot offers all lines the same; a line of ours may be asked for it. */
  private List<Value> currentOffered(@Nullable Phase phase) {
    boolean ours = phase == null || LINES.subList(0, phases).contains(phase);
    return rtm == null || !ours ? List.of() : number(phase, rtm.offered().value(), 1);
  }

  private List<Value> voltage() {
    if (rtm == null) {
      return List.of();
    }
    List<Value> values = new ArrayList<>(lines(TO_NEUTRAL, present(rtm.readings().volts()), 1));
    values.addAll(number(Phase.N, rtm.readings().neutralVolts(), 1));
    return values;
  }

  /** The hottest place inside, by which the offer is derated. */
  private List<Value> temperature() {
    return rtm == null
        ? List.of()
        : rtm.readings().celsius().stream()
            .filter(Double::isFinite)
            .max(Double::compare)
            .map(hottest -> number(null, hottest, 1))
            .orElse(List.of());
  }

  /** A 1-phase station has only L1, whatever else its measuring chip could tell. */
  private <T> List<T> present(List<T> lines) {
    return lines.subList(0, Math.min(phases, lines.size()));
  }

  private static List<Value> lines(List<Phase> names, List<Double> numbers, int decimals) {
    return Stream.iterate(0, i -> i < numbers.size(), i -> i + 1)
        .flatMap(i -> number(names.get(i), numbers.get(i), decimals).stream())
        .toList();
  }

  /** The rounded number, or nothing where a sensor told none (OCPP-MV-12). */
  private static List<Value> number(@Nullable Phase phase, double number, int decimals) {
    if (!Double.isFinite(number)) {
      return List.of();
    }
    long scaled = Math.round(number * Math.pow(10, decimals));
    return List.of(new Value(phase, BigDecimal.valueOf(scaled, decimals).toPlainString()));
  }

  private static Value whole(@Nullable Phase phase, WattHours energy) {
    return new Value(phase, Long.toString(energy.whole()));
  }
}
