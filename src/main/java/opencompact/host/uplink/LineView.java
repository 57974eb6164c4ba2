package opencompact.host.uplink;

import java.time.Duration;
import java.time.Instant;
import opencompact.host.HostView;
import opencompact.memory.Memory;
import opencompact.quantity.Moment;
import org.jspecify.annotations.Nullable;

/**
 * The state of the line in words for a person. It says what is known: a connection that has been
 * silent is not called healthy.
 */
final class LineView {
  private LineView() {}

  static HostView.Line of(
      Address address,
      Dialler dialler,
      Pulse pulse,
      Registration registration,
      boolean outstanding,
      Memory memory,
      Moment now) {
    String state = state(address, dialler, registration);
    boolean waits = address.endpoint() != null && dialler.state() == Dialler.State.WAITING;
    Endpoint endpoint = address.endpoint();
    return new HostView.Line(
        state,
        sentence(state, address, dialler, pulse, registration, now),
        endpoint == null
            ? (address.server().isEmpty() ? null : address.server())
            : endpoint.url().toString(),
        address.identity(),
        lastHeard(pulse, now),
        waits ? until(dialler.nextTryNanos(), now) : -1,
        memory.owed(),
        outstanding);
  }

  private static String state(Address address, Dialler dialler, Registration registration) {
    return switch (dialler.state()) {
      case UP ->
          switch (registration.state()) {
            case BOOTING -> "registering";
            case PENDING -> "pending";
            case REJECTED -> "rejected";
            case ACCEPTED -> "online";
          };
      case CONNECTING -> "connecting";
      case WAITING, CLOSING, HUNG_UP -> address.server().isEmpty() ? "none" : "offline";
    };
  }

  private static String sentence(
      String state,
      Address address,
      Dialler dialler,
      Pulse pulse,
      Registration registration,
      Moment now) {
    return switch (state) {
      case "none" -> "No back office is set.";
      case "connecting" -> "Connecting to " + address.server() + ".";
      case "registering" ->
          "Connected; the back office has not answered the registration yet." + heard(pulse, now);
      case "pending" ->
          "Connected; the back office has put the registration off."
              + nextBoot(registration, now)
              + heard(pulse, now);
      case "rejected" ->
          "Connected; the back office rejects this station as "
              + address.identity()
              + "."
              + nextBoot(registration, now)
              + heard(pulse, now);
      case "online" -> "Connected." + heard(pulse, now);
      default -> offline(address, dialler, now);
    };
  }

  private static String offline(Address address, Dialler dialler, Moment now) {
    if (address.objection() != null) {
      return "Not connected: " + address.objection() + ".";
    }
    String trouble = dialler.trouble();
    String why = trouble == null ? "Not connected yet." : "Not connected: " + ended(trouble);
    return switch (dialler.state()) {
      case WAITING -> why + " Next attempt in " + until(dialler.nextTryNanos(), now) + " s.";
      case HUNG_UP -> "Not connected: the station restarts.";
      case CLOSING, CONNECTING, UP -> why;
    };
  }

  /** The same sentence with a full stop at its end. */
  static String ended(String sentence) {
    return sentence.endsWith(".") ? sentence : sentence + ".";
  }

  private static String nextBoot(Registration registration, Moment now) {
    long next = registration.nextBootNanos();
    return next == Moment.NEVER || now.reached(next)
        ? ""
        : " It is asked again in " + until(next, now) + " s.";
  }

  private static String heard(Pulse pulse, Moment now) {
    long seconds = Duration.ofNanos(now.since(pulse.lastHeardNanos())).toSeconds();
    return " Last heard "
        + seconds
        + " s ago"
        + (pulse.waiting() ? "; a ping waits for its answer." : ".");
  }

  private static @Nullable Instant lastHeard(Pulse pulse, Moment now) {
    Instant wall = now.wall();
    return wall == null || pulse.lastHeardNanos() < 0
        ? null
        : wall.minusNanos(now.since(pulse.lastHeardNanos()));
  }

  /** Whole seconds until then, rounded up. */
  private static long until(long uptimeNanos, Moment now) {
    long nanos = Math.max(0, uptimeNanos - now.uptimeNanos());
    return Math.ceilDiv(nanos, 1_000_000_000L);
  }
}
