package opencompact.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FrameRoutesTest {
  private static final Served SERVED = new Served(false);
  private static final String[] ADMIN = {"Authorization", "Bearer " + Served.TOKEN};

  @AfterAll
  static void end() {
    SERVED.close();
  }

  @Test
  void DIA_2_frames_are_for_the_owner() {
    assertThat(SERVED.client.get("/api/v1/frames").statusCode()).isEqualTo(401);
  }

  @Test
  void DIA_2_the_newest_frames_or_those_after_one_or_of_one_action() {
    assertThat(ids("")).containsExactly(1, 2);
    assertThat(ids("?limit=1")).containsExactly(2);
    assertThat(ids("?since=0&limit=1")).containsExactly(1);
    assertThat(ids("?since=1")).containsExactly(2);
    assertThat(ids("?action=Heartbeat")).containsExactly(1);
    assertThat(ids("?action=Reset")).isEmpty();
  }

  @Test
  void DIA_2_a_line_has_the_promised_fields() {
    JsonObject line =
        Client.json(SERVED.client.get("/api/v1/frames?limit=1&since=0", ADMIN))
            .getJsonArray("frames")
            .getJsonObject(0);

    assertThat(line.fieldNames())
        .contains("schemaVersion", "timestamp", "cpId", "direction", "raw", "action", "messageId");
    assertThat(line.getString("direction")).isEqualTo("cp-to-csms");
    assertThat(line.getString("timestamp")).isEqualTo("2026-03-01T08:00:00Z");
  }

  @Test
  void a_wrong_parameter_is_answered_with_what_would_be_right() {
    for (String wrong : List.of("limit=0", "limit=1001", "limit=x", "since=-1", "since=")) {
      var answer = SERVED.client.get("/api/v1/frames?" + wrong, ADMIN);
      assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
      assertThat(answer.body()).contains("takes a whole number from");
    }
  }

  private static List<Integer> ids(String query) {
    return Client.json(SERVED.client.get("/api/v1/frames" + query, ADMIN))
        .getJsonArray("frames")
        .stream()
        .map(line -> ((JsonObject) line).getInteger("number"))
        .toList();
  }
}
