package opencompact.scenario;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import opencompact.ocpp.MessageTrigger;
import opencompact.ocpp.MeterValues;
import opencompact.ocpp.StartTransaction;
import opencompact.ocpp.StopTransaction;
import opencompact.ocpp.TriggerMessage;
import opencompact.quantity.IdTag;
import opencompact.sim.Yard;
import org.junit.jupiter.api.Test;

/** A back office sets the clock while a car charges (OFF-5, OCPP-BT-14). */
class ClockInAChargeTest {

  private static void says(Yard yard, Duration off) {
    yard.backOffice().clockIsOff(off);
    yard.backOffice().call(new TriggerMessage.Request(MessageTrigger.HEARTBEAT, null));
  }

  @Test
  void the_clock_does_not_run_backwards_inside_a_transaction_OFF_5() {
    Scenario s = new Scenario().plugIn().tap("04A1B2C3").later(ofMinutes(10));
    s.doing(y -> says(y, ofHours(-2))).later(ofMinutes(30));
    s.tap("04A1B2C3").later(ofMinutes(1));

    StartTransaction.Request start =
        s.yard().backOffice().received(StartTransaction.Request.class).getLast();
    StopTransaction.Request stop =
        s.yard().backOffice().received(StopTransaction.Request.class).getLast();
    assertThat(Duration.between(start.timestamp(), stop.timestamp()))
        .isBetween(ofMinutes(39), ofMinutes(41));
    assertThat(s.yard().backOffice().received(MeterValues.Request.class))
        .allSatisfy(values ->
            assertThat(values.meterValue().getFirst().timestamp())
                .isBetween(start.timestamp(), stop.timestamp()));
  }

  @Test
  void a_clock_that_must_go_back_does_so_once_the_charge_is_over_OFF_5() {
    Scenario s = new Scenario().plugIn().tap("04A1B2C3").later(ofMinutes(10));
    s.doing(y -> says(y, ofHours(-2))).later(ofMinutes(30));
    s.tap("04A1B2C3").later(ofMinutes(30));
    s.later(ofHours(1));
    assertThat(Duration.between(s.yard().wall(), s.yard().view().wall()).abs())
        .isBetween(ofMinutes(119), ofMinutes(121));
  }

  @Test
  void the_clock_goes_forward_at_once_BT_14() {
    Scenario s = new Scenario().card("04A1B2C3", "FAMILY").plugIn().tap("04A1B2C3");
    s.later(ofMinutes(10)).doing(y -> says(y, ofHours(2))).later(ofMinutes(30));
    s.tap("04A1B2C3").later(ofMinutes(1));
    StopTransaction.Request stop =
        s.yard().backOffice().received(StopTransaction.Request.class).getLast();
    assertThat(Duration.between(s.yard().wall(), stop.timestamp()))
        .isBetween(ofMinutes(118), ofMinutes(121));
    assertThat(stop.idTag()).isEqualTo(new IdTag("04A1B2C3"));
  }
}
