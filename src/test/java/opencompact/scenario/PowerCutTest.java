package opencompact.scenario;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import opencompact.catalogue.Keys;
import opencompact.ocpp.MeterValue;
import opencompact.ocpp.MeterValues;
import opencompact.ocpp.RemoteStartTransaction;
import opencompact.ocpp.RemoteStopTransaction;
import opencompact.ocpp.Reset;
import opencompact.ocpp.ResetType;
import opencompact.ocpp.StartTransaction;
import opencompact.ocpp.StopTransaction;
import opencompact.quantity.IdTag;
import opencompact.sim.SimDisk;
import opencompact.sim.bench.Cars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Power goes at every write of a whole charge, torn and unheard (OCPP-X-07, OCPP-TX-25). */
class PowerCutTest {

  /** A kind of day, told the same way each time. */
  private enum Day {
    CHARGE(PowerCutTest::charge),
    OFFLINE_CHARGE(PowerCutTest::offlineCharge),
    REMOTE_START(PowerCutTest::remoteStart),
    SOFT_RESET(PowerCutTest::softReset),
    GROUP_STOP(PowerCutTest::groupStop);

    private final Consumer<Scenario> story;

    Day(Consumer<Scenario> story) {
      this.story = story;
    }
  }

  /** The line is down from plug to unplugged; the card is known from before. */
  private static Scenario offlineCharge(Scenario s) {
    s.networkDown().later(ofMinutes(1));
    return charge(s).networkUp().later(ofMinutes(5));
  }

  /** The back office starts and stops the charge. */
  private static Scenario remoteStart(Scenario s) {
    s.doing(y -> y.bench().plugIn(Cars.SEDAN, 32)).later(ofSeconds(5));
    s.doing(y ->
        y.backOffice().call(new RemoteStartTransaction.Request(1, new IdTag("04A1B2C3"), null)));
    s.later(ofMinutes(2));
    s.doing(y -> y.backOffice().call(new RemoteStopTransaction.Request(1002)));
    return leave(s.later(ofSeconds(20)));
  }

  /** The back office restarts the station in the middle of a charge. */
  private static Scenario softReset(Scenario s) {
    s.doing(y -> y.bench().plugIn(Cars.SEDAN, 32));
    s.later(ofSeconds(5)).tap("04A1B2C3").later(ofMinutes(2));
    s.doing(y -> y.backOffice().call(new Reset.Request(ResetType.SOFT)));
    return leave(s.later(ofMinutes(2)));
  }

  /** Another card of the same group stops the charge. */
  private static Scenario groupStop(Scenario s) {
    s.card("04A1B2C3", "FAMILY").card("04D4E5F6", "FAMILY");
    s.doing(y -> y.bench().plugIn(Cars.SEDAN, 32));
    s.later(ofSeconds(5)).tap("04A1B2C3").later(ofMinutes(2)).tap("04D4E5F6");
    return leave(s.later(ofSeconds(20)));
  }

  /** One charge from plug to unplugged. */
  private static Scenario charge(Scenario s) {
    s.doing(y -> y.bench().plugIn(Cars.SEDAN, 32));
    return leave(s.later(ofSeconds(5)).tap("04A1B2C3").later(ofMinutes(3)));
  }

  private static Scenario leave(Scenario s) {
    s.doing(y -> y.bench().stopAtCar()).later(ofSeconds(8));
    s.doing(y -> y.bench().unplugAtCar()).later(ofSeconds(10));
    s.doing(y -> y.bench().unplugAtStation());
    return s.later(ofSeconds(30));
  }

  private static Scenario station() {
    Scenario s =
        new Scenario()
            .with(Keys.METER_VALUE_SAMPLE_INTERVAL, "30")
            .with(Keys.TRANSACTION_MESSAGE_RETRY_INTERVAL, "5")
            .with(Keys.PLUG_AND_CHARGE, "false");
    s.yard();
    // A first charge, so that the card is known and the journal has something to lose.
    return charge(s);
  }

  @ParameterizedTest
  @EnumSource
  void at_every_write_of_a_day_nothing_is_lost_or_doubled_OCPP_X_07(Day day) {
    Scenario unharmed = station();
    long first = unharmed.yard().disk().writes();
    day.story.accept(unharmed);
    long last = unharmed.yard().disk().writes();
    assertThat(last - first).isGreaterThan(6);

    for (SimDisk.Cut cut : SimDisk.Cut.values()) {
      for (long write = first + 1; write <= last; write++) {
        Scenario s = station();
        s.yard().disk().cutPowerAt(write, cut);
        // Power returns as soon as it went: the rest of the story goes on as it can.
        s.yard()
            .law(y -> {
              if (!y.powered()) {
                y.restorePower();
              }
            });
        day.story.accept(s);
        s.later(ofMinutes(5));
        check(s, day + " " + cut + " at write " + write);
      }
    }
  }

  @Test
  void a_charge_that_was_cut_off_does_not_end_before_its_last_sample_OCPP_TX_19() {
    Scenario s =
        new Scenario()
            .with(Keys.METER_VALUE_SAMPLE_INTERVAL, "10")
            .with(Keys.METER_VALUES_SAMPLED_DATA, "Energy.Active.Import.Register");
    // At 11 kW a sample comes after 31 Wh: well before the register is kept for its own sake.
    s.plugIn().tap("04A1B2C3").later(ofSeconds(41)).cutPower();
    s.later(ofSeconds(5)).restorePower().later(ofMinutes(2));

    MeterValues.Request sample =
        s.yard().backOffice().received(MeterValues.Request.class).getLast();
    MeterValue last = sample.meterValue().getLast();
    StopTransaction.Request stop =
        s.yard().backOffice().received(StopTransaction.Request.class).getLast();
    assertThat(stop.timestamp()).isAfterOrEqualTo(last.timestamp());
    assertThat(stop.meterStop())
        .isGreaterThanOrEqualTo(Integer.parseInt(last.sampledValue().getFirst().value()));
  }

  private static void check(Scenario s, String where) {
    List<String> starts = new ArrayList<>();
    for (StartTransaction.Request r :
        s.yard().backOffice().received(StartTransaction.Request.class)) {
      String same = r.timestamp() + " " + r.meterStart();
      if (!starts.contains(same)) {
        starts.add(same);
      }
    }
    List<Integer> stops =
        s.yard().backOffice().received(StopTransaction.Request.class).stream()
            .map(StopTransaction.Request::transactionId)
            .distinct()
            .toList();
    assertThat(stops).as("one stop for each start, " + where).hasSameSizeAs(starts);
    assertThat(s.yard().disk().sessions(Integer.MAX_VALUE, 100))
        .as("what the disk knows was told, " + where)
        .hasSameSizeAs(starts);
    assertThat(s.view().line().owed()).as("owed, " + where).isZero();
    int register = 0;
    for (StopTransaction.Request r :
        s.yard().backOffice().received(StopTransaction.Request.class)) {
      assertThat(r.meterStop()).as("the register, " + where).isGreaterThanOrEqualTo(register);
      register = r.meterStop();
    }
  }
}
