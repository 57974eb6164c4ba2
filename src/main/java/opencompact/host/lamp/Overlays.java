package opencompact.host.lamp;

import java.time.Duration;
import opencompact.catalogue.Light;
import opencompact.quantity.Moment;
import org.jspecify.annotations.Nullable;

/**
 * What lies over the light of the status for a while: the answer to a card, and below it, for as
 * long as it lasts, that the next card will be learnt (AUT-2).
 *
 * @param answer null when no card was answered just now
 * @param until the uptime at which the answer goes out
 */
public record Overlays(boolean learning, Light.@Nullable Overlay answer, long until) {
  public static final Overlays NONE = new Overlays(false, null, Moment.NEVER);

  public Overlays {
    if (answer != null && answer.lastsMillis() == 0) {
      throw new IllegalArgumentException(answer + " does not go out by itself");
    }
  }

  public Overlays learning(boolean on) {
    return new Overlays(on, answer, until);
  }

  /** A card was accepted or refused. */
  public Overlays answered(boolean accepted, Moment now) {
    Light.Overlay shown = accepted ? Light.Overlay.CARD_ACCEPTED : Light.Overlay.CARD_REFUSED;
    return new Overlays(learning, shown, now.in(Duration.ofMillis(shown.lastsMillis())));
  }

  /** The same without an answer whose time is over; called in every settle. */
  public Overlays settled(Moment now) {
    return answer != null && now.reached(until) ? new Overlays(learning, null, Moment.NEVER) : this;
  }

  /** What is to be seen, or null for the light of the status. */
  public Light.@Nullable Overlay shown() {
    if (answer != null) {
      return answer;
    }
    return learning ? Light.Overlay.LEARNING : null;
  }

  /** The uptime at which something goes out. */
  public long deadline() {
    return until;
  }
}
