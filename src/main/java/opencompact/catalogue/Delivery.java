package opencompact.catalogue;

/**
 * What a station is when it leaves the factory, as far as its settings depend on it.
 *
 * @param phases 1 or 3 (MOD-2)
 */
public record Delivery(Model model, int phases, Region region) {

  public Delivery {
    if (phases != 1 && phases != 3) {
      throw new IllegalArgumentException("a station has 1 or 3 phases, not " + phases);
    }
  }
}
