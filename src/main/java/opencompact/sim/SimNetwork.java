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
  static final long LATENCY_NANOS = 30_000_000;

  /**
   * What befalls things on their way. As it stands everything takes a short while and arrives; the
   * order of one direction is kept whatever the delays, as TCP does.
   */
  public interface Weather {

    /** How long a frame or ping that is sent now is on its way. */
    default long latencyNanos(boolean fromStation) {
      return LATENCY_NANOS;
    }

    /** Whether what is sent now on that connection vanishes, and nobody is told. */
    default boolean swallows(int connection, boolean fromStation) {
      return false;
    }

    /** Whether the connection breaks in the middle of the frame that is sent now. */
    default boolean cutsInto(boolean fromStation) {
      return false;
    }

    /** Whether nobody answers the attempt to connect that is made now. */
    default boolean refuses() {
      return false;
    }
  }

  /** Stands at the station's end of the wire and is told before the station is. */
  public interface Witness {

    /** The station has said this, whether or not it will arrive. */
    default void said(String text) {}

    /** This has come, and the station is about to hear it. */
    default void heard(String text) {}

    default void opened() {}

    default void ended() {}
  }

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
  private Weather weather = new Weather() {};
  private Witness witness = new Witness() {};
  private long arrivesAtCentralSystem;
  private long arrivesAtStation;

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

  /** From now on this befalls what is on its way. */
  public void weather(Weather now) {
    weather = now;
  }

  /** From now on this one stands at the station's end. */
  public void witness(Witness now) {
    witness = now;
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
    if (open) {
      witness.ended();
    }
    open = false;
    listener = null;
  }

  @Override
  public void connect(Endpoint where, Listener to) {
    int mine = ++connection;
    attempts++;
    if (open) {
      witness.ended();
    }
    open = false;
    arrivesAtCentralSystem = 0;
    arrivesAtStation = 0;
    listener = to;
    endpoint = where;
    timeline.in(
        2 * LATENCY_NANOS,
        () -> {
          if (mine != connection) {
            return;
          }
          Down refusal =
              state == State.UP && !weather.refuses()
                  ? door.apply(where)
                  : new Down(Down.Kind.UNREACHABLE, 0, 0, "The network is down.");
          if (refusal == null) {
            open = true;
            witness.opened();
            to.up();
          } else {
            ended(mine, refusal, 0);
          }
        });
  }

  @Override
  public void send(String text) {
    if (!open) {
      return;
    }
    witness.said(text);
    if (lost(true)) {
      return;
    }
    arrivesAtCentralSystem = arrival(arrivesAtCentralSystem, weather.latencyNanos(true));
    timeline.at(
        arrivesAtCentralSystem,
        () -> {
          passed(new Passed(true, text));
          backOffice.hears(text);
        });
  }

  @Override
  public void ping() {
    int mine = connection;
    if (!open || state == State.HALF_OPEN || weather.swallows(connection, true)) {
      return;
    }
    timeline.in(
        weather.latencyNanos(true) + weather.latencyNanos(false),
        () -> {
          Listener to = listener;
          if (mine == connection
              && open
              && to != null
              && state == State.UP
              && !weather.swallows(connection, false)) {
            to.pong();
          }
        });
  }

  /** Whether what is sent now does not arrive, because it vanishes or because all breaks. */
  private boolean lost(boolean fromStation) {
    if (state == State.HALF_OPEN || weather.swallows(connection, fromStation)) {
      return true;
    }
    if (weather.cutsInto(fromStation)) {
      int mine = connection;
      timeline.in(
          LATENCY_NANOS,
          () -> {
            if (mine == connection) {
              cut();
            }
          });
      return true;
    }
    return false;
  }

  /** No frame overtakes another. */
  private long arrival(long last, long latencyNanos) {
    return Math.max(last, timeline.now() + latencyNanos);
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
    if (!open || lost(false)) {
      return;
    }
    passed(new Passed(false, text));
    arrivesAtStation = arrival(arrivesAtStation, weather.latencyNanos(false));
    timeline.at(
        arrivesAtStation,
        () -> {
          Listener to = listener;
          if (mine == connection && open && to != null) {
            witness.heard(text);
            to.frame(text);
          }
        });
  }

  private void passed(Passed frame) {
    ears.forEach(ear -> ear.accept(frame));
  }

  private void ended(int mine, Down why, long afterNanos) {
    if (open) {
      witness.ended();
    }
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
