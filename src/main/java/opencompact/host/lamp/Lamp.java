package opencompact.host.lamp;

import opencompact.catalogue.Light;
import opencompact.catalogue.LightPattern;
import opencompact.catalogue.Status;
import org.jspecify.annotations.Nullable;

/** Which row of the light bar's table holds (LGT-1). */
public final class Lamp {
  private Lamp() {}

  /**
   * The light of a status. A free station that was never commissioned and reaches no back office is
   * constantly yellow (RST-1); everything else it does is shown as on any other.
   */
  public static Light light(Status status, boolean commissioned, boolean online) {
    boolean unconfigured = status == Status.AVAILABLE && !commissioned && !online;
    return unconfigured ? Light.UNCONFIGURED : Light.of(status);
  }

  /** What the bar does: the overlay where there is one, else the light. */
  public static LightPattern pattern(Light light, boolean online, Light.@Nullable Overlay overlay) {
    return overlay == null ? light.pattern(online) : overlay.pattern();
  }
}
