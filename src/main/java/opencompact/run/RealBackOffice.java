package opencompact.run;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * A back office at a real socket for {@link RealTorture}: it accepts everything, keeps the {@link
 * RealLedger}, and now and then cuts the connection before or after it has taken note of a message,
 * so that the station must say it again.
 */
final class RealBackOffice implements AutoCloseable {
  private static final int CALL = 2;

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final RealLedger ledger;
  private final SplittableRandom chance;
  private final int oneCutIn;
  private long cuts;

  /**
   * Opens it at a free port of this machine.
   *
   * @param oneCutIn one in so many messages about transactions ends with a cut
   */
  RealBackOffice(RealLedger ledger, SplittableRandom chance, int oneCutIn) {
    this.ledger = ledger;
    this.chance = chance;
    this.oneCutIn = oneCutIn;
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost("127.0.0.1")
            .setPort(0)
            .setWebSocketSubProtocols(List.of("ocpp1.6"));
    this.server =
        vertx
            .createHttpServer(options)
            .webSocketHandler(socket -> socket.textMessageHandler(text -> heard(text, socket)))
            .listen()
            .toCompletionStage()
            .toCompletableFuture()
            .orTimeout(20, TimeUnit.SECONDS)
            .join();
  }

  String url() {
    return "ws://127.0.0.1:" + server.actualPort() + "/ocpp";
  }

  synchronized long cuts() {
    return cuts;
  }

  private synchronized void heard(String text, ServerWebSocket socket) {
    JsonArray frame = new JsonArray(text);
    if (frame.getInteger(0) != CALL) {
      return;
    }
    String action = frame.getString(2);
    JsonObject told = frame.getJsonObject(3);
    boolean matters = action.endsWith("Transaction");
    if (matters && chance.nextInt(oneCutIn) == 0) {
      cuts++;
      if (chance.nextBoolean()) {
        answer(action, told);
      }
      socket.close();
      return;
    }
    socket.writeTextMessage(
        new JsonArray().add(3).add(frame.getString(1)).add(answer(action, told)).encode());
  }

  private JsonObject answer(String action, JsonObject told) {
    JsonObject accepted = new JsonObject().put("status", "Accepted");
    return switch (action) {
      case "BootNotification" ->
          accepted.put("currentTime", Instant.now().toString()).put("interval", 300);
      case "Heartbeat" -> new JsonObject().put("currentTime", Instant.now().toString());
      case "Authorize" -> new JsonObject().put("idTagInfo", accepted);
      case "StartTransaction" ->
          new JsonObject().put("idTagInfo", accepted).put("transactionId", ledger.started(told));
      case "StopTransaction" -> {
        ledger.stopped(told);
        yield new JsonObject();
      }
      case "DataTransfer" -> accepted;
      default -> new JsonObject();
    };
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
