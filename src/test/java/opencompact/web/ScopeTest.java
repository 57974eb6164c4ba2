package opencompact.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The bench's last minute: kept within bounds, told at once and then live (WEB-12). */
@Timeout(30)
class ScopeTest {

  @Test
  void WEB_12_the_ring_keeps_sixty_seconds_at_twenty_samples_a_second_and_no_more() {
    ScopeRing ring = new ScopeRing();
    for (int k = 0; k < 1500; k++) {
      ring.add(FakeBench.picture(k >= 1000, true), k * 0.05);
    }

    JsonObject minute = ring.from(0);

    assertThat(minute.getLong("first")).isEqualTo(300);
    assertThat(minute.getJsonArray("seconds")).hasSize(1200);
    assertThat(minute.getJsonArray("seconds").getDouble(0)).isEqualTo(15.0);
    assertThat(minute.getJsonArray("seconds").getDouble(1199)).isEqualTo(74.95);
    assertThat(minute.getJsonArray("pilotHighVolts").getDouble(699)).isEqualTo(12.0);
    assertThat(minute.getJsonArray("pilotHighVolts").getDouble(700)).isEqualTo(6.02);
    assertThat(minute.getJsonArray("pilotLowVolts").getDouble(700)).isEqualTo(-12.0);
    assertThat(minute.getJsonArray("amperes")).hasSize(3);
    assertThat(minute.getJsonArray("amperes").getJsonArray(2).getDouble(700)).isEqualTo(15.9);
    assertThat(minute.getJsonArray("poles")).containsExactly("N", "L1", "L2", "L3");
    assertThat(minute.getJsonArray("closed").getInteger(699)).isZero();
    assertThat(minute.getJsonArray("closed").getInteger(700)).isEqualTo(0b1111);
    assertThat(minute.getJsonArray("celsius").getJsonArray(1).getDouble(0)).isEqualTo(39.8);
    assertThat(minute.encode().length()).isLessThan(150_000);
  }

  @Test
  void WEB_12_only_what_is_new_is_told_and_what_is_no_number_is_null() {
    ScopeRing ring = new ScopeRing();
    ring.add(FakeBench.picture(false, true), 1);
    long seen = ring.next();
    BenchPicture p = FakeBench.picture(false, true);
    ring.add(
        new BenchPicture(
            p.uptimeNanos(),
            p.wall(),
            p.speed(),
            p.powered(),
            p.car(),
            p.cableAmperes(),
            p.locked(),
            p.contacts(),
            new BenchPicture.Pilot(Double.NaN, 12, 100),
            p.lines(),
            p.residualAcMilliamperes(),
            p.residualDcMilliamperes(),
            p.celsius(),
            p.causes()),
        1.05);

    JsonObject news = ring.from(seen);

    assertThat(news.getLong("first")).isEqualTo(1);
    assertThat(news.getJsonArray("seconds")).containsExactly(1.05);
    assertThat(news.getJsonArray("pilotHighVolts")).hasSize(1).containsOnlyNulls();
    assertThat(ring.from(ring.next()).getJsonArray("seconds")).isEmpty();
  }

  @Test
  void WEB_12_a_page_that_opens_sees_the_past_at_once_and_then_every_sample_once()
      throws IOException {
    try (Served served = new Served(true)) {
      var answer = served.client.stream("/api/v1/bench/scope/events");
      assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
      try (BufferedReader stream =
          new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
        long next = 0;
        while (next < 10) {
          JsonObject news = next(stream);
          assertThat(news.getLong("first")).isEqualTo(next);
          JsonArray seconds = news.getJsonArray("seconds");
          assertThat(seconds).isNotEmpty();
          next += seconds.size();
        }
      }
      JsonObject minute = Client.json(served.client.get("/api/v1/bench/scope"));
      assertThat(minute.getLong("first")).isZero();
      assertThat(minute.getJsonArray("seconds")).hasSizeGreaterThanOrEqualTo(10);
    }
  }

  @Test
  void WEB_12_real_hardware_has_no_scope_either() {
    try (Served served = new Served(false)) {
      assertThat(served.client.get("/api/v1/bench/scope").statusCode()).isEqualTo(404);
      assertThat(served.client.get("/api/v1/bench/scope/events").body()).contains("no bench");
    }
  }

  private static JsonObject next(BufferedReader stream) throws IOException {
    for (String line = stream.readLine(); line != null; line = stream.readLine()) {
      if (line.startsWith("data: ")) {
        return new JsonObject(line.substring("data: ".length()));
      }
    }
    throw new AssertionError("the stream ended");
  }
}
