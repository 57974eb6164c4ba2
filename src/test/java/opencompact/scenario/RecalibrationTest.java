package opencompact.scenario;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import opencompact.catalogue.Keys;
import opencompact.catalogue.Status;
import opencompact.host.Wish;
import opencompact.memory.History;
import opencompact.ocpp.DataTransfer;
import org.junit.jupiter.api.Test;

/** The back office corrects the meter (OCP-5). */
class RecalibrationTest {
  private static final String CARD = "04A1B2C3";

  private static Scenario asks(
      Scenario s, String data, DataTransfer.Status status, String expected) {
    return s.backOfficeAsks(
        new DataTransfer.Request("bg.evnet", "Recalibrate", data),
        r -> {
          DataTransfer.Response response = (DataTransfer.Response) r;
          assertThat(response.status()).isEqualTo(status);
          assertThat(response.data()).contains(expected);
        });
  }

  /** Charges for half an hour; the watt hours told. */
  private static int charge(Scenario s) {
    s.plugIn("fast-3p32").later(ofSeconds(2)).tap(CARD).later(ofMinutes(30));
    s.expectStatus(Status.CHARGING).tap(CARD).later(ofSeconds(20)).plugOut().later(ofMinutes(1));
    return s.stop().meterStop() - s.start().meterStart();
  }

  @Test
  void from_then_on_energy_and_power_are_multiplied_and_the_register_goes_on_OCP_5() {
    int before = charge(new Scenario());
    Scenario s = new Scenario();
    charge(s);
    int register = s.stop().meterStop();
    asks(s, "10150", DataTransfer.Status.ACCEPTED, "10150");
    int after = charge(s);
    assertThat(s.start().meterStart()).isBetween(register, register + 20);
    assertThat(after / (double) before).isCloseTo(1.015, within(0.002));

    // It is the meter's own: a restart neither forgets it nor moves the register.
    register = s.stop().meterStop();
    s.cutPower().later(ofSeconds(5)).restorePower().later(ofMinutes(1));
    assertThat(charge(s) / (double) before).isCloseTo(1.015, within(0.002));
    assertThat(s.start().meterStart()).isBetween(register, register + 20);
    asks(s, null, DataTransfer.Status.ACCEPTED, "10150");
  }

  private static double wattsPerVoltAmpere(Scenario s) {
    s.plugIn("fast-3p32").later(ofSeconds(2)).tap(CARD).later(ofMinutes(1));
    var readings = s.yard().report().readings();
    assertThat(readings.amperes().getFirst()).isBetween(28.0, 32.0);
    return readings.watts().getFirst()
        / (readings.volts().getFirst() * readings.amperes().getFirst());
  }

  @Test
  void what_is_measured_is_what_is_shown_and_protections_look_elsewhere_OCP_5() {
    Scenario s = new Scenario();
    asks(s, "9800", DataTransfer.Status.ACCEPTED, "9800");
    assertThat(wattsPerVoltAmpere(s) / wattsPerVoltAmpere(new Scenario()))
        .isCloseTo(0.98, within(0.002));
  }

  @Test
  void what_is_out_of_bounds_or_comes_during_a_charge_is_rejected_with_the_reason_OCP_5() {
    Scenario s = new Scenario();
    for (String wrong : new String[] {"9799", "10201", "1.01", "much", "-10000"}) {
      asks(s, wrong, DataTransfer.Status.REJECTED, "9800 to 10200");
    }
    s.plugIn("fast-3p32").later(ofSeconds(2)).tap(CARD).later(ofMinutes(1));
    asks(s, "10100", DataTransfer.Status.REJECTED, "while a charge runs");
    s.doing(y -> y.ask(new Wish.ChangeSetting(Keys.METER_CALIBRATION.name(), "10100")));
    asks(s, null, DataTransfer.Status.ACCEPTED, "10000");
  }

  @Test
  void it_is_a_security_event_OCP_5() {
    Scenario s = asks(new Scenario(), "10100", DataTransfer.Status.ACCEPTED, "10100");
    assertThat(s.yard().disk().events(History.NEWEST, 100, "security"))
        .anyMatch(line ->
            line.entry()
                .sentence()
                .equals(
                    "ReconfigurationOfSecurityParameters: MeterCalibration was changed by back"
                        + " office."));
  }
}
