package opencompact.host.upkeep;

import java.time.Duration;
import opencompact.quantity.Moment;

/**
 * A wish to release the plug whose outcome is awaited (OCPP-MS-29, LK-06).
 *
 * @param asker whoever waits for the answer
 * @param until the uptime at which the answer is no
 */
public record Unlocking(Asker asker, long until) {

  /** Who asked. */
  public sealed interface Asker {
    record BackOffice(String callId) implements Asker {}

    record Person(long ticket) implements Asker {}
  }

  /** The back office is answered within five seconds. */
  public static Unlocking begun(Asker asker, Moment now) {
    return new Unlocking(asker, now.in(Duration.ofMillis(4500)));
  }
}
