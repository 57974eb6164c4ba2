package opencompact.conformance.suite;

import static java.time.Duration.ofSeconds;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import opencompact.conformance.StrictServer;
import opencompact.run.StationProcess;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The real program in a process of its own, in conversation with a strict central system over real
 * sockets. It hurries, so what takes a minute there takes seconds here.
 */
final class SocketSite implements Site {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int SPEED = 20;

  private final StrictServer server;
  private final StationProcess station;
  private Transcript transcript = new Transcript();
  private Instant now = Instant.EPOCH;
  private int seen;
  private boolean plugged;

  SocketSite(Path data) {
    server = StrictServer.start(StrictServer.Setup.plain().intervalSeconds(3600));
    station =
        StationProcess.start(
            data, "--backend", server.url(), "--uid", "OC-79", "--speed", Integer.toString(SPEED));
    server.awaitConnected();
    server.next("StatusNotification", told -> told.path("connectorId").asInt(-1) == 1);
    station.set("PlugAndCharge", "false");
    // The world is faster than the central system, so the station is made more patient.
    configure("MessageTimeout", "600");
    configure("WebSocketPingInterval", "3600");
  }

  /** As before each official test case: nothing is plugged in, set or waiting. */
  void restore(Transcript next) {
    if (plugged) {
      plugOut();
    }
    station.until(
        view ->
            view.path("status").asString().equals("Available")
                && view.path("backOffice").path("owed").asInt() == 0,
        "a free connector");
    configure("MeterValueSampleInterval", "0");
    configure("ClockAlignedDataInterval", "0");
    configure("LocalPreAuthorize", "false");
    configure("LocalAuthListEnabled", "false");
    server.ask("ClearCache", "{}");
    server.ask("ClearChargingProfile", "{}");
    later(ofSeconds(20));
    transcript = next;
  }

  private void configure(String key, String value) {
    server.ask("ChangeConfiguration", "{\"key\":\"" + key + "\",\"value\":\"" + value + "\"}");
  }

  List<String> violations() {
    return server.violations();
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public void swipe(String uid) {
    station.card(uid);
  }

  @Override
  public void plugIn() {
    plugged = true;
    station.plugIn();
  }

  @Override
  public void plugOut() {
    plugged = false;
    station.unplug();
  }

  @Override
  public void owner(String key, String value) {
    station.set(key, value);
  }

  @Override
  public void card(String tag, String status) {
    server.card(tag, status);
  }

  @Override
  public JsonNode call(String action, String payload) {
    server.ask(action, payload);
    listen();
    for (Transcript.Frame frame : transcript.frames().reversed()) {
      if (frame.fromStation() && !frame.call() && frame.action().equals(action)) {
        return frame.json();
      }
    }
    throw new Nonconformity("No answer to " + action);
  }

  @Override
  public void await(Duration most) {
    if (!listen()) {
      now = now.plus(server.awaitMore(seen, most));
      listen();
    }
  }

  @Override
  public void later(Duration time) {
    Duration left = time.dividedBy(SPEED);
    while (left.isPositive()) {
      left = left.minus(server.awaitMore(seen, left));
      listen();
    }
    now = now.plus(time);
  }

  /** Takes down what the server has seen since; whether there was anything. */
  private boolean listen() {
    List<StrictServer.Event> events = server.events();
    boolean more = events.size() > seen;
    for (StrictServer.Event event : events.subList(seen, events.size())) {
      String frame = frame(event);
      if (!frame.isEmpty()) {
        transcript.frame(now, event.direction().equals("in"), frame);
      }
    }
    seen = events.size();
    return more;
  }

  private static String frame(StrictServer.Event event) {
    String id = JSON.writeValueAsString(event.json().path("id"));
    return switch (event.name()) {
      case "call" -> "[2,%s,\"%s\",%s]".formatted(id, event.action(), event.payload());
      case "result" -> "[3,%s,%s]".formatted(id, event.payload());
      case "error" ->
          "[4,%s,%s,%s,{}]"
              .formatted(id, event.json().path("code"), event.json().path("description"));
      default -> "";
    };
  }

  @Override
  public void close() {
    station.close();
    server.close();
  }
}
