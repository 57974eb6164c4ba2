package opencompact.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import opencompact.host.uplink.BackOfficeLink;
import opencompact.host.uplink.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * The network between a simulated station and its back office: latency, failures, half-open
 * connections. A frame on the wire outlives its sender.
 */
public final class SimNetwork implements BackOfficeLink {
  private static final long LATENCY_NANOS = 30_000_000;

  /** How the network is. */
  public enum State {
    UP,
    /** Nothing connects; what was connected is told so. */
    DOWN,
    /** Connections look alive and carry nothing any more, either way. */
    HALF_OPEN
  }

  private final Timeline timeline;
  private final SimBackOffice backOffice;
  private State state = State.UP;
  private int connection;
  private boolean open;
  private @Nullable Listener listener;
  private @Nullable Endpoint endpoint;
  private int attempts;
  private Function<Endpoint, @Nullable Down> door = _ -> null;
  private final List<Consumer<Passed>> ears = new ArrayList<>();

  /** A frame on the wire, as the central system's end of it saw it come or sent it. */
  public record Passed(boolean fromStation, String text) {}

  public SimNetwork(Timeline timeline, SimBackOffice backOffice) {
    this.timeline = timeline;
    this.backOffice = backOffice;
    backOffice.joins(this);
  }

  public void becomes(State now) {
    state = now;
    if (now == State.DOWN) {
      cut();
    }
  }

  /** Who lets the station in: says of each attempt what it fails by, or null if it succeeds. */
  public void guardedBy(Function<Endpoint, @Nullable Down> keeper) {
    door = keeper;
  }

  /** Is told, too, of every frame that reaches or leaves the central system, in order. */
  public void overhear(Consumer<Passed> by) {
    ears.add(by);
  }

  /** Whether anything gets through. */
  boolean up() {
    return state == State.UP;
  }

  public boolean open() {
    return open;
  }

  /** How often a connection was tried. */
  public int attempts() {
    return attempts;
  }

  /** The address last connected to, or null. */
  public @Nullable Endpoint endpoint() {
    return endpoint;
  }

  /** Breaks the connection; both sides learn of it. */
  public void cut() {
    if (listener != null) {
      ended(
          connection,
          new Down(Down.Kind.CLOSED, 0, 0, "The connection was cut by the network."),
          0);
    }
  }

  /** The station is without power: nobody listens any more. */
  public void stationDied() {
    connection++;
    open = false;
    listener = null;
  }

  @Override
  public void connect(Endpoint where, Listener to) {
    int mine = ++connection;
    attempts++;
    open = false;
    listener = to;
    endpoint = where;
    timeline.in(
        2 * LATENCY_NANOS,
        () -> {
          if (mine != connection) {
            return;
          }
          Down refusal =
              state == State.UP
                  ? door.apply(where)
                  : new Down(Down.Kind.UNREACHABLE, 0, 0, "The network is down.");
          if (refusal == null) {
            open = true;
            to.up();
          } else {
            ended(mine, refusal, 0);
          }
        });
  }

  @Override
  public void send(String text) {
    if (open && state != State.HALF_OPEN) {
      timeline.in(
          LATENCY_NANOS,
          () -> {
            passed(new Passed(true, text));
            backOffice.hears(text);
          });
    }
  }

  @Override
  public void ping() {
    int mine = connection;
    if (open && state != State.HALF_OPEN) {
      timeline.in(
          2 * LATENCY_NANOS,
          () -> {
            Listener to = listener;
            if (mine == connection && open && to != null && state == State.UP) {
              to.pong();
            }
          });
    }
  }

  @Override
  public void disconnect(int code, String reason) {
    if (listener != null) {
      ended(connection, new Down(Down.Kind.ENDED, 0, 0, reason), LATENCY_NANOS);
    }
  }

  @Override
  public void close() {
    stationDied();
  }

  void toStation(String text) {
    int mine = connection;
    if (!open || state == State.HALF_OPEN) {
      return;
    }
    passed(new Passed(false, text));
    timeline.in(
        LATENCY_NANOS,
        () -> {
          Listener to = listener;
          if (mine == connection && open && to != null) {
            to.frame(text);
          }
        });
  }

  private void passed(Passed frame) {
    ears.forEach(ear -> ear.accept(frame));
  }

  private void ended(int mine, Down why, long afterNanos) {
    open = false;
    timeline.in(
        afterNanos,
        () -> {
          Listener to = listener;
          if (mine == connection && to != null) {
            connection++;
            listener = null;
            to.down(why);
          }
        });
  }
}
