package opencompact.host.allowance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Limit;
import opencompact.catalogue.Settings;
import opencompact.quantity.Amperes;
import opencompact.rtm.Grant;
import org.jspecify.annotations.Nullable;

/**
 * The host's part of the six limits (LIM-1): transformer, grid and fuse. The RTM takes the least
 * again with its own three, which hold even against the host.
 */
public final class Allowance {

  /**
   * What the site's supply leaves for us, told by a CT clamp or by neighbours; null if nobody
   * tells.
   */
  private @Nullable Bound transformer;

  /** What the charging profiles allow; null while none rules. */
  private @Nullable Bound grid;

  private List<Bound> drawn = List.of();
  private @Nullable Settings drawnBy;

  /** The supply's voice: a limit, or null when none is in force any more. */
  public void supply(@Nullable Amperes limit, String because) {
    transformer = limit == null ? null : new Bound(Limit.TRANSFORMER, limit, because, null);
    drawnBy = null;
  }

  /** The profiles' voice: the limit they set now, or null while none does (OCPP-SC-18). */
  public void grid(@Nullable Bound limit) {
    if (!Objects.equals(limit, grid)) {
      grid = limit;
      drawnBy = null;
    }
  }

  /** The host's limits in force now, least first; a tie stands under the lower code first. */
  public List<Bound> bounds(Settings settings) {
    if (drawnBy != settings) {
      drawn = draw(settings);
      drawnBy = settings;
    }
    return drawn;
  }

  private List<Bound> draw(Settings settings) {
    List<Bound> bounds = new ArrayList<>();
    if (transformer != null) {
      bounds.add(transformer);
    }
    if (grid != null) {
      bounds.add(grid);
    }
    bounds.add(
        new Bound(
            Limit.FUSE,
            settings.value(Keys.DEVICE_LIMIT),
            "the circuit's rating as set in c_DeviceLimit_I",
            null));
    bounds.sort(Comparator.comparing(Bound::value).thenComparingInt(bound -> bound.limit().code()));
    return List.copyOf(bounds);
  }

  /** What the RTM is told. */
  public Grant grant(boolean energise, boolean holdCable, Settings settings) {
    Bound least = bounds(settings).getFirst();
    return new Grant(energise, least.value(), least.limit(), holdCable);
  }
}
