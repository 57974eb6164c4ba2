package opencompact.scenario;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import opencompact.catalogue.Keys;
import opencompact.host.Wish;
import opencompact.memory.History;
import opencompact.memory.RateChange;
import opencompact.memory.Session;
import opencompact.quantity.Amperes;
import org.junit.jupiter.api.Test;

/** A bad day, and what can be read of it afterwards from what is kept (DIA-2, UK-ME-01). */
class BadDayTest {

  private static List<String> log(Scenario s) {
    return s.yard().disk().events(History.NEWEST, 1000, null).reversed().stream()
        .map(line -> line.entry().kind() + ": " + line.entry().sentence())
        .toList();
  }

  /** Each of these stands in the log, in this order, whatever stands between. */
  private static void tells(List<String> log, String... inOrder) {
    int at = 0;
    for (String wanted : inOrder) {
      while (at < log.size() && !log.get(at).matches("(?s).*" + wanted + ".*")) {
        at++;
      }
      assertThat(at)
          .as("\"%s\" in its place in\n%s", wanted, String.join("\n", log))
          .isLessThan(log.size());
      at++;
    }
  }

  @Test
  void DIA_2_cause_and_consequence_of_a_bad_day_are_read_from_the_log_alone() {
    Scenario s = new Scenario().with(Keys.PLUG_AND_CHARGE, "true");
    s.plugIn("fast-3p32").later(ofSeconds(2)).tap("04A1B2C3").later(ofMinutes(10));
    s.networkDown().later(ofMinutes(10));
    s.raise("rcd.dc=8mA").later(ofMinutes(1)).mend().later(ofMinutes(5));
    s.doing(y -> y.ask(new Wish.ClearFaults())).later(ofMinutes(1));
    s.plugOut().later(ofMinutes(1)).plugIn("fast-3p32").later(ofMinutes(30));
    s.cutPower().later(ofMinutes(20)).restorePower().later(ofMinutes(2));
    s.networkUp().later(ofHours(1));
    tells(
        log(s),
        "station: The station started: the power came on \\(CC_RST_POWERON\\)",
        "line: The back office has accepted this station",
        "charge: Card 04A1B2C3 was accepted by the back office",
        "charge: Charge 1 of 04A1B2C3 began",
        // The line is gone, and why the next charge could begin without a card.
        "line: Lost the back office: The connection was cut by the network",
        // The leak: what was measured, what it should have been, what followed and how soon.
        "fault: EVSE_FAULT_RCD \\(0x1\\): The residual current was 8.0 mA DC; from 6 mA it trips",
        "charge: Charge 1 of 04A1B2C3 ended \\(Other: EVSE_FAULT_RCD, EVSE_FAULT_RCD_DC\\)",
        "fault: EVSE_FAULT_RCD: every pole was measured open \\d+ ms after the trip",
        "fault: test asked to clear faults",
        "charge: A car is plugged in and nobody need be asked",
        "charge: Charge 2 of FREEVEND began",
        // The power goes; nothing can be said of that before it is back.
        "station: The station started: the power came on",
        "charge: Charge 2 of FREEVEND was cut off and is closed .*PowerLoss",
        "line: The back office has accepted this station");
  }

  @Test
  void UK_ME_01_a_charge_that_was_cut_off_says_what_is_not_known_of_it() {
    Scenario s = new Scenario();
    s.plugIn("fast-3p32").later(ofSeconds(2)).tap("04A1B2C3").later(ofMinutes(10));
    s.cutPower().later(ofMinutes(20)).restorePower().later(ofMinutes(2));

    Session session = s.yard().disk().session(1);
    assertThat(session.reason()).isEqualTo("PowerLoss");
    List<RateChange> changes = s.yard().disk().changes(1);
    assertThat(session.changes()).isEqualTo(changes.size());
    assertThat(changes.getLast().cause()).isEqualTo("cut-off");
    assertThat(changes.getLast().at()).isEqualTo(session.stopped());
    assertThat(changes.getLast().sentence()).contains("at most a minute after this", "not known");
    assertThat(changes.getLast().register().since(session.startRegister()))
        .isEqualTo(session.energy());
  }

  @Test
  void UK_ME_01_each_rise_and_fall_is_recorded_with_its_reason() {
    Scenario s = new Scenario();
    s.plugIn("fast-3p32").later(ofSeconds(2)).tap("04A1B2C3").later(ofMinutes(5));
    s.supplyLimit(Amperes.of(10)).later(ofMinutes(5));
    s.supplyLimit(null).later(ofMinutes(5));
    s.stopAtCar().later(ofMinutes(5));

    List<RateChange> changes = s.yard().disk().changes(1);
    assertThat(changes)
        .extracting(c -> c.offered().value() + " " + c.cause())
        .containsExactly(
            "32.0 DeviceCurrentLimit",
            "10.0 ExtTransformerCurrentLimit",
            "32.0 DeviceCurrentLimit",
            "32.0 vehicle-not-ready");
    assertThat(changes.get(0).watts()).isBetween(18_000, 23_000);
    assertThat(changes.get(1).watts()).isBetween(5_000, 7_000);
    assertThat(changes.get(1).sentence()).contains("the CT clamp on the main fuse");
    assertThat(changes.get(3).watts()).isZero();
    // They are of the moment at which the rate began to change, so that none is out of order.
    assertThat(changes).extracting(c -> c.at().uptimeMillis()).isSorted();
  }

  @Test
  void UK_ME_10_a_limit_that_never_rests_is_told_once_a_minute_and_says_how_often_it_changed() {
    Scenario s = new Scenario();
    s.plugIn("fast-3p32").later(ofSeconds(2)).tap("04A1B2C3").later(ofMinutes(2));
    for (int i = 0; i < 400; i++) {
      s.supplyLimit(Amperes.of(i % 2 == 0 ? 10 : 20)).later(ofSeconds(15));
    }
    s.later(ofMinutes(5));
    List<RateChange> changes = s.yard().disk().changes(1);
    // Twenty at once, and then one in each of a hundred minutes.
    assertThat(changes.size()).isBetween(100, 125);
    assertThat(changes.stream().mapToInt(RateChange::merged).sum()).isGreaterThan(200);
    assertThat(changes.getLast().offered())
        .as("the last is never left out")
        .isEqualTo(Amperes.of(20));
  }
}
