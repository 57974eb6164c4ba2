package opencompact.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A factory reset of a live station, by its button and by its owner (RST-4, SEC-1). */
@Timeout(60)
class FactoryResetCommandTest {
  private static final Pattern PASSWORD =
      Pattern.compile("Admin password  (\\w{14})   \\(shown this once; write it down\\)");

  @TempDir Path data;

  private final StringWriter console = new StringWriter();
  private Appliance station;

  @BeforeEach
  void start() {
    Map<String, String> flags = Map.of("data", data.toString(), "port", "0", "seed", "42");
    Options options = new Options(flags, Map.of()).checked();
    station = Appliance.start(options, "test", Supervision.NONE);
    station.welcome(new PrintWriter(console, true), options);
    compact(0, "clock", "advance", "10s");
  }

  @AfterEach
  void stop() {
    station.stop();
  }

  private String compact(int expected, String... words) {
    StringWriter said = new StringWriter();
    PrintWriter to = new PrintWriter(said, true);
    int exitCode = Main.run(to, to, Map.of("COMPACT_DATA", data.toString()), words);
    assertThat(exitCode).as("%s", said).isEqualTo(expected);
    return said.toString();
  }

  private String password(int which) {
    Matcher shown = PASSWORD.matcher(console.toString());
    for (int i = 0; i <= which; i++) {
      assertThat(shown.find()).as(console.toString()).isTrue();
    }
    return shown.group(1);
  }

  private int cards() {
    return new JsonObject(compact(0, "cards", "list", "--json")).getJsonArray("cards").size();
  }

  @Test
  void the_button_held_for_twelve_seconds_resets_and_a_new_password_is_shown_RST_4_SEC_1() {
    String first = password(0);
    compact(0, "cards", "add", "04A1B2C3");
    assertThat(compact(0, "button", "hold", "--for", "12s"))
        .isEqualToIgnoringNewLines(
            "The reset button is held for 12 s; the event log says what came of it.");
    assertThat(compact(1, "button", "hold")).contains("is held already");
    assertThat(cards()).isEqualTo(1);
    compact(0, "clock", "advance", "15s");

    assertThat(cards()).isZero();
    assertThat(password(1)).isNotEqualTo(first);
    assertThat(compact(0, "log")).contains("Factory reset by the reset button");
  }

  @Test
  void the_owner_resets_by_command_only_when_it_is_meant_and_nothing_is_plugged_in_RST_4() {
    compact(0, "cards", "add", "04A1B2C3");
    assertThat(compact(2, "factory-reset")).contains("add --yes");
    compact(0, "ev", "plugin");
    compact(0, "clock", "advance", "3s");
    assertThat(compact(1, "factory-reset", "--yes")).contains("runs");
    compact(0, "ev", "plugout");
    compact(0, "clock", "advance", "3s");
    assertThat(compact(2, "factory-reset", "--yes", "--and-forget", "5")).contains("not 5");
    assertThat(cards()).isEqualTo(1);
    assertThat(compact(0, "factory-reset", "--yes"))
        .startsWith("The station is as delivered and restarts; it has to be commissioned again");
    compact(0, "clock", "advance", "3s");
    assertThat(cards()).isZero();
    assertThat(password(1)).isNotEqualTo(password(0));
  }
}
