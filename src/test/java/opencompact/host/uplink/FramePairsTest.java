package opencompact.host.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import opencompact.host.uplink.FrameLog.What;
import org.junit.jupiter.api.Test;

class FramePairsTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00.123456Z");

  private final FramePairs pairs = new FramePairs(41);
  private Duration uptime = Duration.ZERO;

  @Test
  void DIA_2_an_answer_carries_the_action_of_its_call_and_how_long_it_took() {
    LoggedFrame call = sent("[2,\"1\",\"Heartbeat\",{}]");
    uptime = Duration.ofMillis(250);
    LoggedFrame result = heard("[3,\"1\",{}]");

    assertThat(call)
        .isEqualTo(
            new LoggedFrame(
                42,
                Instant.parse("2026-03-02T12:00:00.123Z"),
                "CP1",
                "call",
                LoggedFrame.Direction.CP_TO_CSMS,
                "Heartbeat",
                "1",
                null,
                "[2,\"1\",\"Heartbeat\",{}]",
                null));
    assertThat(result.number()).isEqualTo(43);
    assertThat(result.kind()).isEqualTo("result");
    assertThat(result.direction()).isEqualTo(LoggedFrame.Direction.CSMS_TO_CP);
    assertThat(result.action()).isEqualTo("Heartbeat");
    assertThat(result.latencyMillis()).isEqualTo(250);
  }

  @Test
  void DIA_2_a_refusal_is_matched_too() {
    heard("[2,\"x\",\"Nonsense\",{}]");
    LoggedFrame error = sent("[4,\"x\",\"NotImplemented\",\"\",{}]");

    assertThat(error.kind()).isEqualTo("error");
    assertThat(error.action()).isEqualTo("Nonsense");
    assertThat(error.latencyMillis()).isZero();
  }

  @Test
  void both_sides_may_use_the_same_id() {
    sent("[2,\"1\",\"Heartbeat\",{}]");
    heard("[2,\"1\",\"ClearCache\",{}]");

    assertThat(heard("[3,\"1\",{}]").action()).isEqualTo("Heartbeat");
    assertThat(sent("[3,\"1\",{}]").action()).isEqualTo("ClearCache");
  }

  @Test
  void an_answer_is_matched_once_and_only_on_its_connection() {
    sent("[2,\"1\",\"Heartbeat\",{}]");
    heard("[3,\"1\",{}]");
    assertThat(heard("[3,\"1\",{}]").action()).isNull();

    sent("[2,\"2\",\"Heartbeat\",{}]");
    LoggedFrame mark = line(What.CLOSED, "Lost ws://u:secret@h/.");
    line(What.OPENED, "Connected.");

    assertThat(mark.mark()).isTrue();
    assertThat(mark.sentence()).isEqualTo("Lost ws://u:***@h/.");
    assertThat(heard("[3,\"2\",{}]").action()).isNull();
  }

  @Test
  void what_is_no_frame_is_kept_too() {
    LoggedFrame line = heard("hello");

    assertThat(line.kind()).isEqualTo("unreadable");
    assertThat(line.raw()).isEqualTo("hello");
    assertThat(line.messageId()).isNull();
  }

  @Test
  void a_back_office_that_never_waits_does_not_make_it_grow() {
    for (int i = 0; i < 10_000; i++) {
      heard("[2,\"" + i + "\",\"ClearCache\",{}]");
    }

    assertThat(pairs.waiting()).isEqualTo(FramePairs.MOST_WAITING);
    assertThat(sent("[3,\"9999\",{}]").action()).isEqualTo("ClearCache");
  }

  @Test
  void DIA_2_a_line_is_read_back_as_it_was_written() {
    for (LoggedFrame line :
        new LoggedFrame[] {
          sent("[2,\"1\",\"Heartbeat\",{}]"),
          heard("[3,\"1\",{\"a\":\"\\u0000ü\"}]"),
          heard("no\nframe \" \u2028"),
          line(What.CLOSED, "It is gone."),
          pairs.lost(7)
        }) {
      assertThat(line.json()).doesNotContain("\n");
      assertThat(LoggedFrame.read(line.json())).isEqualTo(line);
      assertThat(LoggedFrame.read(line.json().substring(0, line.json().length() - 1))).isNull();
    }
  }

  private LoggedFrame sent(String text) {
    return line(What.SENT, text);
  }

  private LoggedFrame heard(String text) {
    return line(What.HEARD, text);
  }

  private LoggedFrame line(What what, String text) {
    return pairs.line(new FrameLog.Note(what, NOON, uptime.toNanos(), "CP1", text));
  }
}
