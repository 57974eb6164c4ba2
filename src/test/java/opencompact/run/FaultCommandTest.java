package opencompact.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code compact fault}, word for word, against a station in this process (WEB-12). */
@Timeout(60)
class FaultCommandTest {
  @TempDir static Path data;

  private static Appliance station;

  @BeforeAll
  static void start() {
    Map<String, String> flags = Map.of("data", data.toString(), "port", "0", "seed", "42");
    station = Appliance.start(new Options(flags, Map.of()).checked(), "test", Supervision.NONE);
  }

  @AfterAll
  static void stop() {
    station.stop();
  }

  @AfterEach
  void mend() {
    compact(0, "fault", "clear", "all");
  }

  /** What the command says on either stream. */
  private static String compact(int expected, String... words) {
    StringWriter said = new StringWriter();
    PrintWriter to = new PrintWriter(said, true);
    int exitCode = Main.run(to, to, Map.of("COMPACT_DATA", data.toString()), words);
    assertThat(exitCode).as("%s", said).isEqualTo(expected);
    return said.toString();
  }

  private static int inForce() {
    return new JsonObject(compact(0, "fault", "list", "--json")).getJsonArray("inForce").size();
  }

  @Test
  void a_cause_is_raised_for_a_time_and_what_it_should_lead_to_is_said() {
    assertThat(compact(0, "fault", "raise", "rcd.dc=4mA", "--for", "10s"))
        .isEqualToIgnoringNewLines("rcd.dc=4mA is in force for 10 s. It should lead to no fault.");
    assertThat(compact(0, "fault", "raise", "temperature=76C"))
        .isEqualToIgnoringNewLines("temperature=76C is in force. It should lead to no fault.");
    assertThat(compact(0, "fault", "raise", "EVSE_FAULT_TAMPER2_EVENT", "--for", "90s"))
        .isEqualToIgnoringNewLines(
            "cover.service=open is in force for 1 min 30 s. It should lead to"
                + " EVSE_FAULT_TAMPER2_EVENT (0x200000, OtherError).");
    assertThat(inForce()).isEqualTo(3);
    assertThat(compact(0, "fault", "list"))
        .containsPattern(
            "in force: rcd\\.dc=4mA since \\d{4}-\\d\\d-\\d\\d .*Z until \\d{4}-\\d\\d-\\d\\d .*Z")
        .containsPattern("in force: temperature=76C since \\S+ \\S+Z\\R");
  }

  @Test
  void several_causes_are_raised_at_once_or_not_at_all() {
    assertThat(compact(2, "fault", "raise", "noise=1%", "flux=1", "pe=open"))
        .startsWith("compact: Nothing on the bench is called \"flux\"; there are rcd.ac, rcd.dc,");
    assertThat(inForce()).isZero();

    assertThat(compact(0, "fault", "raise", "noise=1%", "car.ignoresLimit", "site.limit=10A"))
        .isEqualToIgnoringNewLines(
            "noise=1% is in force. It should lead to no fault. car.ignoresLimit=on is in force. It"
                + " should lead to EVSE_FAULT_OVERCURRENT (0x4, OverCurrentFailure). The site"
                + " leaves 10 A to this station.");
    assertThat(inForce()).isEqualTo(3);
  }

  @Test
  void bad_input_is_one_line_and_changes_nothing() {
    assertThat(compact(2, "fault", "raise", "rcd.dc=8V"))
        .isEqualToIgnoringNewLines("compact: rcd.dc takes a number of 0 to 1000 mA, not \"8V\".");
    assertThat(compact(2, "fault", "raise", "contact.L2"))
        .isEqualToIgnoringNewLines("compact: contact.L2 takes welded or stuck, not nothing.");
    assertThat(compact(2, "fault", "raise", "site.limit=much"))
        .isEqualToIgnoringNewLines(
            "compact: site.limit takes a number of 0 to 80 A, such as site.limit=10A.");
    assertThat(compact(2, "fault", "raise", "LocalListConflict"))
        .isEqualToIgnoringNewLines(
            "compact: LocalListConflict has no cause on the electrical bench; GroundFailure has, for"
                + " one.");
    assertThat(compact(2, "fault", "raise", "pe", "--for", "soon"))
        .isEqualToIgnoringNewLines(
            "compact: --for takes a time span such as 10s, 90m, 8h or PT8H, not \"soon\".");
    assertThat(compact(2, "fault", "raise")).startsWith("compact: ").contains("CAUSE");
    assertThat(inForce()).isZero();
  }

  @Test
  void a_meter_that_nobody_asks_is_said_to_fall_silent_unnoticed() {
    assertThat(compact(0, "fault", "raise", "meter=silent"))
        .isEqualToIgnoringNewLines(
            "meter=silent is in force. Nobody notices: the setting ExternalMeter is 0, so no"
                + " external meter is asked.");
  }

  @Test
  void the_list_shows_what_each_cause_takes_shows_and_should_lead_to() {
    String list = compact(0, "fault", "list");

    assertThat(list.lines())
        .contains(
            "rcd.dc            smooth DC fed through the residual current sensor; 6 mA trips",
            "  from 6 mA: EVSE_FAULT_RCD_DC (0x00000008, GroundFailure)",
            "  takes a number of 0 to 450 V or off; now 230.0 V",
            "  above 253 V: EVSE_FAULT_OVERVOLTAGE (0x00001000, OverVoltage)",
            "  takes open; now connected",
            "  takes a number of 0 to 80 A; now no limit");
  }
}
