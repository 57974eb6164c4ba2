package opencompact.sim;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import opencompact.catalogue.Ailment;
import opencompact.host.Event;
import opencompact.sim.bench.Bench;
import org.jspecify.annotations.Nullable;

/**
 * The bench's parts beside the safety core, the card reader and the radio. Each has a life of its
 * own and says to the host how it fares when that changes, or when the host is new (OCPP-ST-41).
 */
public final class SimParts {
  private static final List<Ailment.Part> PARTS = List.of(Ailment.Part.values());

  private final Bench bench;
  private final Predicate<Event.PartTold> tells;
  private final Map<Ailment.Part, Ailment> told = new EnumMap<>(Ailment.Part.class);

  /**
   * Parts beside a bench.
   *
   * @param tells tells the host; false if it could not be told now, and then it is told again
   */
  public SimParts(Bench bench, Predicate<Event.PartTold> tells) {
    this.bench = bench;
    this.tells = tells;
  }

  /** The host is another one, and takes every part for well until it hears otherwise. */
  public void startAnew() {
    told.clear();
    look();
  }

  /** Something may have changed on the bench, by whose thread this is called. */
  public void look() {
    for (Ailment.Part part : PARTS) {
      Ailment now = bench.ailment(part);
      if (now != told.get(part) && tells.test(new Event.PartTold(part, now))) {
        put(part, now);
      }
    }
  }

  private void put(Ailment.Part part, @Nullable Ailment now) {
    if (now == null) {
      told.remove(part);
    } else {
      told.put(part, now);
    }
  }
}
