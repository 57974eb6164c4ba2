package opencompact.web;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the bench's published picture twenty times a second and tells whoever watches the scope
 * (WEB-12): the past minute at once, then every tenth of a second what is new. The bench's own
 * thread is not asked for anything. A listener that reads slowly is told later, from where it
 * stopped; what the ring has forgotten meanwhile is left out. Lives on one event loop.
 */
final class Scope implements AutoCloseable {
  private static final int SAMPLES_PER_EVENT = 2;
  private static final int MOST_LISTENERS = 16;
  private static final int QUEUE_BYTES = 256 * 1024;

  /** One listener, and the number of the first sample that it has not been told. */
  private static final class Listener {
    final HttpServerResponse response;
    long next;

    Listener(HttpServerResponse response) {
      this.response = response;
    }
  }

  private final Vertx vertx;
  private final @Nullable Bench bench;
  private final LongSupplier uptimeNanos;
  private final ScopeRing ring = new ScopeRing();
  private final List<Listener> listeners = new ArrayList<>();
  private final long timer;
  private boolean closed;

  Scope(Vertx vertx, Context context, Doors doors) {
    this.vertx = vertx;
    this.bench = doors.bench();
    this.uptimeNanos = doors.uptimeNanos();
    this.timer =
        vertx.setPeriodic(ScopeRing.SAMPLE_MILLIS, _ -> context.runOnContext(_ -> sample()));
  }

  List<Route> routes() {
    return List.of(
        Route.open(HttpMethod.GET, "/api/v1/bench/scope", this::minute),
        Route.open(HttpMethod.GET, "/api/v1/bench/scope/events", this::listen));
  }

  private Future<Reply> minute(RoutingContext asked) {
    present();
    return Future.succeededFuture(Reply.json(ring.from(0)));
  }

  private Future<Reply> listen(RoutingContext asked) {
    present();
    if (listeners.size() >= MOST_LISTENERS) {
      throw new Problem(
          503, "The scope is on " + MOST_LISTENERS + " pages already; close one that is not used.");
    }
    HttpServerResponse response =
        asked
            .response()
            .setChunked(asked.request().version() == HttpVersion.HTTP_1_1)
            .setWriteQueueMaxSize(QUEUE_BYTES)
            .putHeader("Content-Type", "text/event-stream");
    Listener listener = new Listener(response);
    listeners.add(listener);
    response.closeHandler(_ -> listeners.remove(listener));
    response.exceptionHandler(_ -> listeners.remove(listener));
    response.write("retry: 1000\n\n");
    tell(listener);
    return Future.succeededFuture(Reply.underWay());
  }

  private void present() {
    if (bench == null) {
      throw new Problem(404, "This station runs on real hardware, so it has no bench.");
    }
  }

  private void sample() {
    Bench present = bench;
    if (present == null || closed) {
      return;
    }
    ring.add(present.picture(), uptimeNanos.getAsLong() * 1e-9);
    if (ring.next() % SAMPLES_PER_EVENT == 0) {
      List.copyOf(listeners).forEach(this::tell);
    }
  }

  private void tell(Listener listener) {
    if (listener.response.writeQueueFull() || listener.next == ring.next()) {
      return;
    }
    String news = ring.from(listener.next).encode();
    listener.next = ring.next();
    listener.response.write("event: scope\ndata: " + news + "\n\n");
  }

  @Override
  public void close() {
    closed = true;
    vertx.cancelTimer(timer);
    List.copyOf(listeners).forEach(listener -> listener.response.end());
  }
}
