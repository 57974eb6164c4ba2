package opencompact.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import opencompact.host.uplink.LoggedFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The live push over a real connection (WEB-13). */
@Timeout(30)
class EventsTest {
  private final Served served = new Served(true);

  @AfterEach
  void end() {
    served.close();
  }

  @Test
  void WEB_13_a_listener_is_told_the_whole_picture_at_once() throws IOException {
    try (BufferedReader stream = listen()) {
      JsonObject view = next(stream, "view", _ -> true);
      assertThat(view.getString("status")).isEqualTo("Charging");
      assertThat(view.getJsonArray("why")).hasSize(3);

      JsonObject bench = next(stream, "bench", _ -> true);
      assertThat(bench.getJsonObject("car").getString("name")).isEqualTo("sedan-3p16");
    }
  }

  @Test
  void WEB_13_a_change_is_pushed_and_equals_what_a_question_answers() throws IOException {
    try (BufferedReader stream = listen()) {
      next(stream, "view", _ -> true);

      served.station.show(FakeStation.faulted(2));

      JsonObject pushed = next(stream, "view", view -> view.getInteger("sequence") == 2);
      assertThat(pushed).isEqualTo(Client.json(served.client.get("/api/v1/view")));
    }
  }

  @Test
  void WEB_13_of_many_changes_the_last_is_always_told() throws IOException {
    try (BufferedReader stream = listen()) {
      next(stream, "view", _ -> true);

      for (int sequence = 2; sequence <= 2000; sequence++) {
        served.station.show(FakeStation.charging(sequence, sequence));
      }

      int[] told = {0};
      next(
          stream,
          "view",
          view -> {
            told[0]++;
            return view.getInteger("sequence") == 2000;
          });
      assertThat(told[0]).isLessThan(100);
    }
  }

  @Test
  void WEB_12_the_bench_is_pushed_too() throws IOException {
    try (BufferedReader stream = listen()) {
      next(stream, "bench", _ -> true);

      served.client.post("/api/v1/bench/power", "{\"state\": \"cut\"}");

      assertThat(next(stream, "bench", bench -> !bench.getBoolean("powered"))).isNotNull();
    }
  }

  @Test
  void DIA_2_the_number_of_the_newest_frame_is_pushed() throws IOException {
    try (BufferedReader stream = listen()) {
      next(stream, "frames", news -> news.getLong("newest") == 2);

      served.frames.hears(
          "[2,\"2\",\"Heartbeat\",{}]", "Heartbeat", LoggedFrame.Direction.CP_TO_CSMS);

      assertThat(next(stream, "frames", news -> news.getLong("newest") == 3)).isNotNull();
    }
  }

  @Test
  void a_beat_tells_a_page_that_silence_is_not_calm() throws IOException {
    try (BufferedReader stream = listen()) {
      assertThat(next(stream, "beat", _ -> true)).isEqualTo(new JsonObject());
    }
  }

  @Test
  void a_closed_server_no_longer_listens_to_the_station() {
    Served other = new Served(true);
    assertThat(other.station.listeners()).isEqualTo(1);

    other.close();

    assertThat(other.station.listeners()).isZero();
  }

  private BufferedReader listen() {
    var answer = served.client.stream("/api/v1/events");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  /** The next event of that name with that content. */
  private static JsonObject next(BufferedReader stream, String name, Predicate<JsonObject> wanted)
      throws IOException {
    boolean named = false;
    for (String line = stream.readLine(); line != null; line = stream.readLine()) {
      if (line.startsWith("event: ")) {
        named = line.equals("event: " + name);
      } else if (named && line.startsWith("data: ")) {
        JsonObject data = new JsonObject(line.substring("data: ".length()));
        if (wanted.test(data)) {
          return data;
        }
      }
    }
    throw new AssertionError("the stream ended before " + name);
  }
}
