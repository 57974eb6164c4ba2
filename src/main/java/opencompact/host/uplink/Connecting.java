package opencompact.host.uplink;

import java.time.Duration;
import java.util.random.RandomGenerator;
import opencompact.catalogue.Keys;
import opencompact.catalogue.ResetReason;
import opencompact.catalogue.Settings;
import opencompact.host.Command;
import opencompact.host.HostView;
import opencompact.host.Plate;
import opencompact.host.Turn;
import opencompact.memory.Memory;
import opencompact.quantity.Moment;
import org.jspecify.annotations.Nullable;

/**
 * The WebSocket to the back office (sections 1.1, 1.4 and 5.4 of the checklist): dialled when due,
 * kept alive by pings, ended and dialled anew when the settings say another place. What is said
 * over it is no concern of this.
 */
final class Connecting {
  private static final Duration RESET_MAY_FOLLOW = Duration.ofSeconds(5);
  private static final int NORMAL = 1000;
  private static final int GOING_AWAY = 1001;

  private final Dialler dialler;
  private final Pulse pulse = new Pulse();
  private final LinkAlarms alarms = new LinkAlarms();
  private final Ways ways;
  private final Loss loss;
  private long moveNanos = Moment.NEVER;
  private String lastTrouble = "";
  private @Nullable String anchor;

  /** Who is told that a connection is gone, and why. */
  interface Loss {
    void lost(String why, Turn turn);
  }

  Connecting(Plate plate, RandomGenerator chance, Loss loss) {
    this.dialler = new Dialler(chance);
    this.ways = new Ways(plate);
    this.loss = loss;
  }

  // What happens to it.

  /** It is open; false if nobody waits for that any more. */
  boolean opened(@Nullable String by, Turn turn) {
    Moment now = turn.now();
    Endpoint endpoint = dialler.endpoint();
    if (endpoint == null || !dialler.opened(now)) {
      return false;
    }
    pulse.begins(now);
    alarms.connected();
    anchor = by;
    lastTrouble = "";
    turn.note("line", "Connected to the back office at " + endpoint.url() + ".");
    return true;
  }

  /** It is gone, or could not be opened. */
  void ended(BackOfficeLink.Down why, Turn turn) {
    boolean wasUp = dialler.up();
    boolean wasTrying = dialler.state() == Dialler.State.CONNECTING;
    dialler.ended(why.sentence(), Duration.ofSeconds(why.retryAfterSeconds()), turn.now());
    if (wasUp || wasTrying) {
      ways.failed(why);
      alarms.ended(why, turn);
    }
    if (wasUp) {
      turn.note("line", "Lost the back office: " + LineView.ended(why.sentence()));
      loss.lost(why.sentence(), turn);
    } else if (wasTrying && !why.sentence().equals(lastTrouble)) {
      turn.note("line", "Cannot reach the back office: " + LineView.ended(why.sentence()));
    }
    lastTrouble = why.sentence();
  }

  /** Something of the back office's was heard. */
  void heard(Moment now) {
    pulse.heard(now);
  }

  // What follows.

  /** The station has just started. */
  void begin(Turn turn) {
    if (turn.memory().lastReason().equals(ResetReason.POWER_ON.name())) {
      dialler.poweredUp();
    }
  }

  /** Where the settings say that it should lead. */
  Address wanted(Settings settings, Turn turn) {
    return ways.wanted(settings, turn.memory(), turn.now());
  }

  /** The connection must be the one that the settings describe. */
  void reconcile(Address address, Turn turn) {
    Moment now = turn.now();
    Address used = ways.dialledFor();
    boolean busy = dialler.up() || dialler.state() == Dialler.State.CONNECTING;
    if (used == null || used.equals(address)) {
      moveNanos = Moment.NEVER;
      return;
    }
    if (busy) {
      if (moveNanos == Moment.NEVER) {
        // After a change of the profile many back offices order a restart first (OCPP-SE-03).
        boolean profile = dialler.up() && used.profile() != address.profile();
        moveNanos = profile ? now.in(RESET_MAY_FOLLOW) : now.uptimeNanos();
      }
      if (now.reached(moveNanos)) {
        moveNanos = Moment.NEVER;
        dialler.startAnew(now);
        disconnect(NORMAL, "the back office settings have changed", turn);
      }
      return;
    }
    moveNanos = Moment.NEVER;
    if (dialler.state() == Dialler.State.WAITING) {
      dialler.startAnew(now);
    }
  }

  /** An attempt that leads to nothing, or an end that does not come, is over. */
  void timeOut(Turn turn) {
    if (dialler.overdue(turn.now())) {
      boolean closing = dialler.state() == Dialler.State.CLOSING;
      if (!closing) {
        turn.tell(new Command.Disconnect(GOING_AWAY, "no answer to the attempt"));
      }
      dialler.ended("the attempt to connect led to nothing", Duration.ZERO, turn.now());
    }
  }

  /** A call was not answered; a ping tells whether anybody is there (OCPP-TR-20). */
  void doubt(Turn turn) {
    pulse.doubted(turn.now());
    turn.tell(new Command.SendPing());
  }

  /** Ends it if its pings are not answered; whether it lives. */
  boolean lives(Settings settings, Turn turn) {
    if (!dialler.up()) {
      return false;
    }
    pulse.plan(settings.value(Keys.WEB_SOCKET_PING_INTERVAL));
    if (pulse.dead(turn.now())) {
      disconnect(GOING_AWAY, "the back office does not answer pings", turn);
      return false;
    }
    return true;
  }

  void ping(Settings settings, Turn turn) {
    if (pulse.due(turn.now())) {
      int interval = settings.value(Keys.WEB_SOCKET_PING_INTERVAL);
      pulse.pinged(interval, turn.now());
      pulse.plan(interval);
      turn.tell(new Command.SendPing());
    }
  }

  /** A station that was rejected again and again waits without a connection (OCPP-BT-06). */
  void rest(long untilNanos, Turn turn) {
    dialler.notBefore(untilNanos);
    disconnect(NORMAL, "the back office rejects this station", turn);
  }

  /** It is good for what it is meant for. */
  void worked(Settings settings, Turn turn) {
    ways.worked(settings, turn);
  }

  /** Dials when due; whether that leads to another address than the time before. */
  boolean dial(Address wanted, Settings settings, Turn turn) {
    if (wanted.endpoint() == null || !dialler.due(turn.now())) {
      return false;
    }
    Address choice = ways.next(settings, turn);
    Endpoint endpoint = choice.endpoint();
    if (endpoint == null) {
      return false;
    }
    Endpoint before = dialler.endpoint();
    dialler.dialled(endpoint, turn.now());
    turn.tell(new Command.Connect(Ways.secured(choice, endpoint, turn)));
    return before != null && !before.url().equals(endpoint.url());
  }

  /** The program ends: what was said is flushed, and nobody dials again (OCPP-TR-44). */
  void hangUp(String why, Turn turn) {
    if (dialler.up() || dialler.state() == Dialler.State.CONNECTING) {
      turn.tell(new Command.Disconnect(GOING_AWAY, why));
    }
    dialler.hungUp(turn.now());
    loss.lost(why, turn);
  }

  private void disconnect(int code, String why, Turn turn) {
    turn.tell(new Command.Disconnect(code, why));
    turn.note("line", "Ended the connection to the back office: " + why + ".");
    dialler.closing(why, turn.now());
    loss.lost(why, turn);
  }

  // What others may know.

  boolean up() {
    return dialler.up();
  }

  /** Whether a ping waits for its answer. */
  boolean doubted() {
    return pulse.waiting();
  }

  /** The fingerprint of the root certificate on which it relies, or null. */
  @Nullable String anchor() {
    return dialler.up() ? anchor : null;
  }

  long deadline(Address address) {
    long least = Math.min(dialler.deadline(address.endpoint() != null), moveNanos);
    return dialler.up() ? Math.min(least, pulse.deadline()) : least;
  }

  /** When the certificates are looked at again, where they matter. */
  long nextLook() {
    return ways.nextLook();
  }

  HostView.Line view(
      Registration registration,
      boolean outstanding,
      Settings settings,
      Memory memory,
      Moment now) {
    return LineView.of(
        ways.wanted(settings, memory, now), dialler, pulse, registration, outstanding, memory, now);
  }
}
