package opencompact.ocpp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What to sample: the value of MeterValuesSampledData and its three sisters (OCPP-MV-21). Items are
 * in the order in which they were asked for, none twice.
 */
public record MeasurandList(List<Item> items) {

  /** No measurand at all; what that means depends on the key (OCPP-MV-08). */
  public static final MeasurandList EMPTY = new MeasurandList(List.of());

  /** How many items a list may have (OCPP-MV-22). */
  public static final int MOST_ITEMS = 20;

  /** Longest first, so that no measurand is mistaken for a shorter one with a phase behind it. */
  private static final List<Measurand> LONGEST_FIRST =
      Stream.of(Measurand.values())
          .sorted(Comparator.comparingInt((Measurand m) -> m.wire().length()).reversed())
          .toList();

  private static final List<Phase> LINES = List.of(Phase.L1, Phase.L2, Phase.L3);
  private static final List<Phase> VOLTAGES = List.of(Phase.L1_N, Phase.L2_N, Phase.L3_N, Phase.N);

  public MeasurandList {
    items = List.copyOf(items);
  }

  /** One measurand, on one phase or, without a phase, on all of them and in total (OCPP-MV-09). */
  public record Item(Measurand measurand, @Nullable Phase phase) {
    @Override
    public String toString() {
      return phase == null ? measurand.wire() : measurand.wire() + "." + phase.wire();
    }
  }

  /** What reading a list leads to. */
  public sealed interface Outcome {}

  /** The list is good. */
  public record Accepted(MeasurandList list) implements Outcome {}

  /** The list is refused as a whole, and the old one stays (OCPP 1.6, 3.16.4). */
  public record Refused(String why) implements Outcome {}

  /** Reads a list for a station with the standard measurands and the standard bound. */
  public static Outcome parse(String text) {
    return parse(text, MOST_ITEMS, MeasurandList::standard);
  }

  /** Reads a list; a single item that is unknown or not supported refuses it all. */
  public static Outcome parse(String text, int most, Predicate<Item> supported) {
    List<Item> items = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String word = part.strip();
      if (word.isEmpty()) {
        continue;
      }
      Item item = item(word);
      if (item == null) {
        return new Refused("\"" + shown(word) + "\" is not a measurand of OCPP 1.6");
      }
      if (!supported.test(item)) {
        return new Refused(item + " is not measured by this station");
      }
      if (!items.contains(item)) {
        items.add(item);
      }
      if (items.size() > most) {
        return new Refused("At most " + most + " measurands are possible");
      }
    }
    return new Accepted(new MeasurandList(items));
  }

  /** Whether the station measures this without special equipment (OCPP-MV-20). */
  public static boolean standard(Item item) {
    Phase phase = item.phase();
    return switch (item.measurand()) {
      case ENERGY_ACTIVE_IMPORT_REGISTER, POWER_ACTIVE_IMPORT, CURRENT_IMPORT ->
          phase == null || LINES.contains(phase);
      // The three phases are offered one current, but the manual's own list asks for it by phase.
      case CURRENT_OFFERED -> phase == null || LINES.contains(phase);
      case VOLTAGE -> phase == null || VOLTAGES.contains(phase);
      case ENERGY_ACTIVE_IMPORT_INTERVAL,
          ENERGY_ACTIVE_EXPORT_REGISTER,
          POWER_OFFERED,
          TEMPERATURE ->
          phase == null;
      default -> false;
    };
  }

  /** The list as it is stored and returned: canonical spelling, single commas. */
  @Override
  public String toString() {
    return items.stream().map(Item::toString).collect(Collectors.joining(","));
  }

  private static @Nullable Item item(String word) {
    for (Measurand measurand : LONGEST_FIRST) {
      String name = measurand.wire();
      if (word.equalsIgnoreCase(name)) {
        return new Item(measurand, null);
      }
      int dot = name.length();
      if (word.length() > dot
          && word.charAt(dot) == '.'
          && word.regionMatches(true, 0, name, 0, dot)) {
        String suffix = word.substring(dot + 1);
        for (Phase phase : Phase.values()) {
          if (phase.wire().equalsIgnoreCase(suffix)) {
            return new Item(measurand, phase);
          }
        }
      }
    }
    return null;
  }

  private static String shown(String word) {
    return word.length() > 60 ? word.substring(0, 60) : word;
  }
}
