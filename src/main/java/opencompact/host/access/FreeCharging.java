package opencompact.host.access;

import java.time.Duration;
import opencompact.catalogue.Key;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Settings;
import opencompact.quantity.Moment;

/**
 * Whether a car may charge without anybody being asked: free-vend, or plug and charge while the
 * back office is out of reach (OCPP-TX-06, OFF-1).
 *
 * @param now whether it may at once
 * @param from the uptime from which it may if nothing changes; {@link Moment#NEVER} if not at all
 * @param by the setting that says so
 */
public record FreeCharging(boolean now, long from, Key<?> by) {

  /**
   * So long without the back office before plug and charge holds, so that a station that is just
   * starting, or has lost its line for a moment, does not give energy away.
   */
  static final Duration AFTER = Duration.ofSeconds(30);

  /**
   * What holds now.
   *
   * @param alone whether no back office is set at all
   * @param offlineSinceNanos the uptime since when the station has been offline in this start
   */
  public static FreeCharging of(
      Settings settings, boolean alone, boolean online, long offlineSinceNanos, Moment now) {
    if (!settings.value(Keys.AUTHORIZATION_ENABLED)) {
      return new FreeCharging(true, now.uptimeNanos(), Keys.AUTHORIZATION_ENABLED);
    }
    if (!settings.value(Keys.PLUG_AND_CHARGE) || online) {
      return new FreeCharging(false, Moment.NEVER, Keys.AUTHORIZATION_ENABLED);
    }
    long from = alone ? now.uptimeNanos() : offlineSinceNanos + AFTER.toNanos();
    return new FreeCharging(now.reached(from), from, Keys.PLUG_AND_CHARGE);
  }

  /** The uptime at which it begins by itself; never where it holds already. */
  public long next() {
    return now ? Moment.NEVER : from;
  }
}
