package opencompact.host.upkeep;

import java.time.Duration;
import opencompact.quantity.Moment;

/**
 * A restart that was ordered and waits for the back office to hear of the ended charge
 * (OCPP-MS-28).
 *
 * @param hard whether all controllers restart, the RTM among them
 * @param until the uptime at which it happens whatever was heard
 */
public record Restarting(boolean hard, long until) {

  /** Ten seconds of patience for a soft restart, three for a hard one. */
  public static Restarting ordered(boolean hard, Moment now) {
    return new Restarting(hard, now.in(Duration.ofSeconds(hard ? 3 : 10)));
  }

  /** Ordered once more: it may become hard and come sooner, never softer or later (OCPP-X-25). */
  public Restarting orderedAgain(boolean harder, Moment now) {
    return new Restarting(hard || harder, Math.min(until, ordered(harder, now).until()));
  }
}
