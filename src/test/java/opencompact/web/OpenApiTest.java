package opencompact.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import opencompact.sim.SimDisk;
import org.junit.jupiter.api.Test;

/** The description of the interface says what the interface does (WEB-13). */
class OpenApiTest {
  private final JsonObject document =
      new JsonObject(new Assets().at("/openapi.json").bytes().toString(StandardCharsets.UTF_8));

  @Test
  void WEB_13_every_route_is_described_and_every_described_path_is_routed() throws Exception {
    TreeSet<String> described = new TreeSet<>();
    for (String path : document.getJsonObject("paths").fieldNames()) {
      for (String method : document.getJsonObject("paths").getJsonObject(path).fieldNames()) {
        described.add(method.toUpperCase(Locale.ROOT) + " " + path);
      }
    }

    TreeSet<String> routed =
        routes().stream()
            .map(route -> route.method() + " " + route.path())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(described).isEqualTo(routed);
  }

  @Test
  void SEC_1_the_description_says_what_needs_the_owner() throws Exception {
    for (Route route : routes()) {
      boolean described = operation(route).getJsonArray("security", new JsonArray()).size() > 0;
      assertThat(described).as(route.path()).isEqualTo(route.who() == Route.Who.ADMIN);
    }
  }

  @Test
  void every_answer_has_the_fields_that_the_description_names() {
    try (Served served = new Served(true)) {
      served.station.show(FakeStation.faulted(3));
      served.history.append(SessionRoutesTest.CHARGE, List.of());
      String[] admin = {"Authorization", "Bearer " + Served.TOKEN};
      for (String path :
          List.of(
              "status",
              "why",
              "view",
              "log",
              "sessions",
              "sessions/1",
              "totals",
              "clock",
              "frames",
              "session",
              "settings",
              "cards",
              "bench",
              "bench/cars",
              "bench/causes",
              "bench/scope")) {
        JsonObject schema =
            resolved(
                document
                    .getJsonObject("paths")
                    .getJsonObject("/api/v1/" + path.replace("/1", "/{number}"))
                    .getJsonObject("get")
                    .getJsonObject("responses")
                    .getJsonObject("200")
                    .getJsonObject("content")
                    .getJsonObject("application/json")
                    .getJsonObject("schema"));
        compare(path, schema, Client.json(served.client.get("/api/v1/" + path, admin)));
      }
    }
  }

  private void compare(String where, JsonObject schema, Object value) {
    if (schema.containsKey("oneOf")) {
      if (value != null) {
        compare(where, resolved(schema.getJsonArray("oneOf").getJsonObject(0)), value);
      }
      return;
    }
    if (value instanceof JsonObject object) {
      JsonObject properties = schema.getJsonObject("properties");
      assertThat(object.fieldNames()).as(where).isEqualTo(properties.fieldNames());
      for (String name : object.fieldNames()) {
        compare(
            where + "." + name, resolved(properties.getJsonObject(name)), object.getValue(name));
      }
    } else if (value instanceof JsonArray array) {
      JsonObject items = resolved(schema.getJsonObject("items"));
      array.forEach(item -> compare(where + "[]", items, item));
    }
  }

  private JsonObject resolved(JsonObject schema) {
    String ref = schema.getString("$ref");
    return ref == null
        ? schema
        : document
            .getJsonObject("components")
            .getJsonObject("schemas")
            .getJsonObject(ref.substring(ref.lastIndexOf('/') + 1));
  }

  private JsonObject operation(Route route) {
    return document
        .getJsonObject("paths")
        .getJsonObject(route.path())
        .getJsonObject(route.method().name().toLowerCase(Locale.ROOT));
  }

  private static List<Route> routes() throws Exception {
    Doors doors =
        new Doors(
            new FakeStation(),
            new FakeBench(),
            new SimDisk(),
            FrameBook.NONE,
            _ -> new byte[0],
            () -> null,
            Served.TOKEN,
            () -> "",
            () -> 0,
            new SecureRandom());
    Vertx vertx = Vertx.vertx();
    try {
      return WebServer.routes(vertx, vertx.getOrCreateContext(), doors);
    } finally {
      close(vertx);
    }
  }

  private static void close(Vertx vertx) throws Exception {
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
