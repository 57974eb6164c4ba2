package opencompact.web;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The station's HTTPS server (WEB-13): the pages, the interface below {@code /api/v1}, its
 * description, health and figures. There is no plain HTTP. One thread serves all.
 */
public final class WebServer implements AutoCloseable {
  private static final int IDLE_SECONDS = 60;
  private static final int PATIENCE_SECONDS = 15;

  private final Vertx vertx;
  private final Context loop;
  private final HttpServer server;
  private final Events events;
  private final Scope scope;

  private WebServer(Vertx vertx, Context loop, HttpServer server, Events events, Scope scope) {
    this.vertx = vertx;
    this.loop = loop;
    this.server = server;
    this.events = events;
    this.scope = scope;
  }

  /**
   * Opens the server and returns when it listens.
   *
   * @param port 0 for any free one
   * @throws IOException with a sentence for a person, for example when the port is taken
   */
  public static WebServer open(String host, int port, Certificate certificate, Doors doors)
      throws IOException {
    Vertx vertx = Vertx.vertx(options());
    Context context = vertx.getOrCreateContext();
    SlowWork slowWork = new SlowWork(context);
    AdminDoor door = new AdminDoor(doors, slowWork);
    Events events = new Events(vertx, context, doors);
    Scope scope = new Scope(vertx, context, doors);
    boolean open = false;
    try {
      Dispatch dispatch =
          new Dispatch(new Assets(), door, routes(doors, door, slowWork, events, scope));
      HttpServer server =
          await(
              on(
                  context,
                  () ->
                      vertx
                          .createHttpServer(options(certificate))
                          .requestHandler(dispatch.router(vertx))
                          .listen(port, host)));
      open = true;
      return new WebServer(vertx, context, server, events, scope);
    } catch (ExecutionException e) {
      throw new IOException(sentence(host, port, e), e);
    } finally {
      if (!open) {
        events.close();
        scope.close();
        vertx.close();
      }
    }
  }

  /** The port on which it listens. */
  public int port() {
    return server.actualPort();
  }

  /** Has something done on the event loop, for whoever watches whether it comes round (RST-5). */
  public void pulse(Runnable beat) {
    loop.runOnContext(_ -> beat.run());
  }

  @Override
  public void close() {
    try {
      Context context = vertx.getOrCreateContext();
      await(
          on(
              context,
              () -> {
                events.close();
                scope.close();
                return Future.<Void>succeededFuture();
              }));
      await(vertx.close());
    } catch (ExecutionException | IOException e) {
      throw new IllegalStateException("the web server does not close", e);
    }
  }

  /** All addresses of the interface, for whoever compares them with their description. */
  static List<Route> routes(Vertx vertx, Context context, Doors doors) {
    SlowWork slowWork = new SlowWork(context);
    try (Events events = new Events(vertx, context, doors);
        Scope scope = new Scope(vertx, context, doors)) {
      return routes(doors, new AdminDoor(doors, slowWork), slowWork, events, scope);
    }
  }

  private static List<Route> routes(
      Doors doors, AdminDoor door, SlowWork slowWork, Events events, Scope scope) {
    List<Route> routes = new ArrayList<>(new StationRoutes(doors, door).routes());
    routes.addAll(new LogRoutes(doors, slowWork).routes());
    routes.addAll(new SessionRoutes(doors, slowWork).routes());
    routes.addAll(new ClockRoutes(doors, door).routes());
    routes.addAll(new FrameRoutes(doors, slowWork).routes());
    routes.addAll(new DiagnosticsRoutes(doors, slowWork).routes());
    routes.add(events.route());
    routes.addAll(new OwnerRoutes(doors, door, slowWork).routes());
    routes.addAll(new CardRoutes(doors, door).routes());
    routes.addAll(new BenchRoutes(doors.bench()).routes());
    routes.addAll(scope.routes());
    return List.copyOf(routes);
  }

  private static VertxOptions options() {
    return new VertxOptions()
        .setEventLoopPoolSize(1)
        .setWorkerPoolSize(2)
        .setInternalBlockingPoolSize(2)
        // The files come from the program itself; nothing is unpacked to a temporary folder.
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }

  private static HttpServerOptions options(Certificate certificate) {
    return new HttpServerOptions()
        .setSsl(true)
        .setIdleTimeout(IDLE_SECONDS)
        .setIdleTimeoutUnit(TimeUnit.SECONDS)
        .setKeyCertOptions(
            new PemKeyCertOptions()
                .setKeyValue(Buffer.buffer(certificate.keyPem()))
                .setCertValue(Buffer.buffer(certificate.certificatePem())));
  }

  /** Does something on the one event loop, where everything here lives. */
  private static <T> Future<T> on(Context context, Callable<Future<T>> what) {
    Promise<T> promise = Promise.promise();
    context.runOnContext(_ -> {
      try {
        what.call().onComplete(promise);
      } catch (Exception e) {
        promise.fail(e);
      }
    });
    return promise.future();
  }

  private static <T> T await(Future<T> future) throws ExecutionException, IOException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the web server opened or closed", e);
    } catch (TimeoutException e) {
      throw new IOException("the web server did not answer within " + PATIENCE_SECONDS + " s", e);
    }
  }

  private static String sentence(String host, int port, ExecutionException failed) {
    Throwable why = failed.getCause() == null ? failed : failed.getCause();
    return switch (why) {
      case BindException taken when String.valueOf(taken.getMessage()).contains("in use") ->
          "Port " + port + " on " + host + " is in use; choose another with --port.";
      case BindException refused ->
          "Cannot listen on " + host + " port " + port + ": " + refused.getMessage();
      case UnknownHostException _ -> "This machine has no address \"" + host + "\" to listen on.";
      case UnresolvedAddressException _ ->
          "This machine has no address \"" + host + "\" to listen on.";
      default -> "Cannot serve HTTPS on " + host + " port " + port + ": " + why.getMessage();
    };
  }
}
