package opencompact.host.upkeep;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import opencompact.quantity.Moment;

/**
 * A wish to release the plug whose outcome is awaited (OCPP-MS-29, LK-06).
 *
 * @param askers all who wait for the answer
 * @param until the uptime at which the answer is no
 */
public record Unlocking(List<Asker> askers, long until) {

  /** Who asked. */
  public sealed interface Asker {
    record BackOffice(String callId) implements Asker {}

    record Person(long ticket) implements Asker {}
  }

  public Unlocking {
    askers = List.copyOf(askers);
  }

  /** The back office is answered within five seconds. */
  public static Unlocking begun(Asker asker, Moment now) {
    return new Unlocking(List.of(asker), now.in(Duration.ofMillis(4500)));
  }

  /** Somebody else wants the same meanwhile and gets the same answer. */
  public Unlocking joinedBy(Asker asker) {
    List<Asker> all = new ArrayList<>(askers);
    all.add(asker);
    return new Unlocking(all, until);
  }
}
