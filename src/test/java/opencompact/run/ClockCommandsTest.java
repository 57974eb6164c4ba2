package opencompact.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A station in this process that knows no time until its owner tells it (OFF-5, OCPP-BT-15). */
@Timeout(120)
class ClockCommandsTest {
  @TempDir Path data;

  private Appliance start(String clock) {
    Map<String, String> flags =
        Map.of("data", data.toString(), "port", "0", "seed", "42", "clock", clock);
    return Appliance.start(new Options(flags, Map.of()).checked(), "test", Supervision.NONE);
  }

  @Test
  void OFF_5_what_happened_without_a_clock_is_dated_once_it_is_set_and_the_clock_goes_on() {
    Appliance station = start("unknown");
    try {
      assertThat(compact(0, "clock", "show")).contains("does not know the time of day");
      compact(0, "ev", "plugin");
      compact(0, "card", "04A1B2C3");
      compact(0, "clock", "advance", "10m");
      assertThat(compact(1, "clock", "set", "2026-03-01T08:00:00Z"))
          .contains("not moved while a charge runs");
      compact(0, "ev", "plugout");
      compact(0, "clock", "advance", "1m");
      assertThat(compact(0, "sessions")).containsPattern("at an unknown time +0:(09|10|11):");
      assertThat(compact(0, "sessions", "--month"))
          .contains("began while the station did not know");
      assertThat(compact(0, "log")).containsPattern("start 1 \\+\\d+ ms  charge ");
      assertThat(compact(1, "log", "--since", "3h")).contains("does not know the time of day");

      compact(0, "clock", "set", "2026-03-01T08:00:00Z");
      compact(0, "clock", "advance", "1s");

      assertThat(compact(0, "clock", "show")).contains("2026-03-01T09:00:0");
      assertThat(compact(0, "sessions"))
          .containsPattern("2026-03-01 08:4\\d:\\d\\d\\+01:00 +0:(09|10|11):\\d\\d");
      assertThat(compact(0, "sessions", "1"))
          .containsPattern("2026-03-01 08:4\\d:\\d\\d\\+01:00 +offered");
      assertThat(compact(0, "sessions", "--month"))
          .contains("2026-03 ")
          .doesNotContain("did not know");
      assertThat(compact(0, "log", "--since", "2026-03-01", "--kind", "charge"))
          .containsPattern("2026-03-01 07:4\\d:\\d\\dZ  charge ")
          .doesNotContain("start 1");
    } finally {
      station.stop();
    }
    Appliance again = start("machine");
    try {
      assertThat(compact(0, "clock", "show"))
          .as("the machine's clock says another day")
          .contains("2026-03-01T09:");
    } finally {
      again.stop();
    }
  }

  private String compact(int exitCode, String... words) {
    StringWriter said = new StringWriter();
    PrintWriter to = new PrintWriter(said, true);
    assertThat(Main.run(to, to, Map.of("COMPACT_DATA", data.toString()), words))
        .as("%s", said)
        .isEqualTo(exitCode);
    return said.toString();
  }
}
