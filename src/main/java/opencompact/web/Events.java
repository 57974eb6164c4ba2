package opencompact.web;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import opencompact.memory.History;
import org.jspecify.annotations.Nullable;

/**
 * The live push (WEB-13): server-sent events {@code view} and {@code bench}, each the whole compact
 * picture, and {@code frames} and {@code log}, the number of the newest line of the frame log and
 * of the event log, so that a listener that missed some has missed nothing. Changes within a tenth
 * of a second are told once. A listener that reads slowly is told only the newest; nothing is kept
 * for it. A beat every two seconds lets a page know that silence is not calm. Lives on one event
 * loop.
 */
final class Events implements AutoCloseable {
  private static final long GATHER_MILLIS = 100;
  private static final long BEAT_MILLIS = 2000;
  private static final int MOST_LISTENERS = 64;
  private static final int QUEUE_BYTES = 64 * 1024;
  private static final Buffer BEAT = Buffer.buffer("event: beat\ndata: {}\n\n");

  /** One listener, and what it was last told. */
  private static final class Listener {
    final HttpServerResponse response;
    String view = "";
    String bench = "";
    long newestFrame = -1;
    long newestEvent = -1;

    Listener(HttpServerResponse response) {
      this.response = response;
    }
  }

  private final Vertx vertx;
  private final Context context;
  private final Station station;
  private final @Nullable Bench bench;
  private final FrameBook frames;
  private final History history;
  private final List<Station.Watch> watches = new ArrayList<>();
  private final List<Listener> listeners = new ArrayList<>();
  private final AtomicBoolean gathering = new AtomicBoolean();
  private final long beat;

  Events(Vertx vertx, Context context, Doors doors) {
    this.vertx = vertx;
    this.context = context;
    this.station = doors.station();
    this.bench = doors.bench();
    this.frames = doors.frames();
    this.history = doors.history();
    watches.add(station.watch(this::changed));
    watches.add(frames.watch(this::changed));
    if (bench != null) {
      watches.add(bench.watch(this::changed));
    }
    this.beat = vertx.setPeriodic(BEAT_MILLIS, _ -> context.runOnContext(_ -> beat()));
  }

  Route route() {
    return Route.open(HttpMethod.GET, "/api/v1/events", this::listen);
  }

  private Future<Reply> listen(RoutingContext asked) {
    if (listeners.size() >= MOST_LISTENERS) {
      throw new Problem(
          503,
          "There are already " + MOST_LISTENERS + " listeners; close a page that is not needed.");
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
    response.drainHandler(_ -> tell(listener, view(), benchPicture()));
    response.write("retry: 1000\n\n");
    tell(listener, view(), benchPicture());
    return Future.succeededFuture(Reply.underWay());
  }

  /** Called on any thread, as often as anybody likes. */
  private void changed() {
    if (gathering.compareAndSet(false, true)) {
      context.runOnContext(
          _ -> vertx.setTimer(GATHER_MILLIS, _ -> context.runOnContext(_ -> tellAll())));
    }
  }

  private void tellAll() {
    gathering.set(false);
    if (listeners.isEmpty()) {
      return;
    }
    String view = view();
    String picture = benchPicture();
    List.copyOf(listeners).forEach(listener -> tell(listener, view, picture));
  }

  private void tell(Listener listener, String view, String picture) {
    if (listener.response.writeQueueFull()) {
      return; // The drain handler will tell it the newest.
    }
    if (!view.equals(listener.view)) {
      listener.view = view;
      listener.response.write("event: view\ndata: " + view + "\n\n");
    }
    if (!picture.equals(listener.bench)) {
      listener.bench = picture;
      listener.response.write("event: bench\ndata: " + picture + "\n\n");
    }
    // What was said is the owner's to know; that something was said is not worth hiding.
    long newest = frames.newest();
    if (newest != listener.newestFrame) {
      listener.newestFrame = newest;
      listener.response.write("event: frames\ndata: {\"newest\":" + newest + "}\n\n");
    }
    long event = history.newestEvent();
    if (event != listener.newestEvent) {
      listener.newestEvent = event;
      listener.response.write("event: log\ndata: {\"newest\":" + event + "}\n\n");
    }
  }

  private void beat() {
    for (Listener listener : List.copyOf(listeners)) {
      if (!listener.response.writeQueueFull()) {
        listener.response.write(BEAT);
      }
    }
  }

  private String view() {
    return ViewJson.whole(station.view()).encode();
  }

  private String benchPicture() {
    return bench == null ? "" : BenchJson.picture(bench.picture()).encode();
  }

  @Override
  public void close() {
    watches.forEach(Station.Watch::close);
    vertx.cancelTimer(beat);
    List<Listener> last = List.copyOf(listeners);
    // Nothing is told to a listener whose stream has ended.
    listeners.clear();
    last.forEach(listener -> listener.response.end());
  }
}
