package opencompact.scenario;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Status;
import opencompact.host.profile.Sent;
import opencompact.ocpp.Measurand;
import opencompact.ocpp.MeterValue;
import opencompact.ocpp.MeterValues;
import opencompact.ocpp.Phase;
import opencompact.ocpp.ReadingContext;
import opencompact.ocpp.SampledValue;
import opencompact.ocpp.SetChargingProfile;
import org.junit.jupiter.api.Test;

/** What the back office reads of a charge, and what numberPhases does to it. */
class ReadingsTest {
  private static final String ALL =
      "Voltage,Current.Import,Power.Active.Import,Energy.Active.Import.Register";

  private static List<MeterValue> told(Scenario s) {
    return s.yard().backOffice().received(MeterValues.Request.class).stream()
        .flatMap(request -> request.meterValue().stream())
        .toList();
  }

  private static double one(MeterValue of, Measurand measurand, Phase phase) {
    List<String> found =
        of.sampledValue().stream()
            .filter(v -> v.measurand() == measurand && v.phase() == phase)
            .map(SampledValue::value)
            .toList();
    assertThat(found).as(measurand + " " + phase).hasSize(1);
    return Double.parseDouble(found.getFirst());
  }

  @Test
  void begin_and_end_are_told_with_the_stop_and_not_by_themselves_OCPP_MV_06() {
    Scenario s = new Scenario().with(Keys.METER_VALUE_SAMPLE_INTERVAL, "60");
    s.with(Keys.CLOCK_ALIGNED_DATA_INTERVAL, "60").with(Keys.STOP_TXN_SAMPLED_DATA, ALL);
    s.plugIn().tap("04A1B2C3").later(ofMinutes(5)).tap("04A1B2C3").later(ofMinutes(1));
    assertThat(told(s))
        .hasSizeGreaterThan(8)
        .flatExtracting(MeterValue::sampledValue)
        .extracting(SampledValue::context)
        .containsOnly(ReadingContext.SAMPLE_PERIODIC, ReadingContext.SAMPLE_CLOCK);
    assertThat(s.stop().transactionData())
        .flatExtracting(MeterValue::sampledValue)
        .extracting(SampledValue::context)
        .contains(ReadingContext.TRANSACTION_BEGIN, ReadingContext.TRANSACTION_END);
  }

  @Test
  void what_is_told_together_was_measured_together_OCPP_MV_10() {
    Scenario s = new Scenario().with(Keys.METER_VALUES_SAMPLED_DATA, ALL);
    s.with(Keys.METER_VALUE_SAMPLE_INTERVAL, "1").plugIn("fast-3p32").tap("04A1B2C3");
    // The car takes its current up and down all the while.
    s.later(ofSeconds(20)).with(Keys.DEVICE_LIMIT, "160").later(ofSeconds(10));
    s.raise("car.lines=1").later(ofSeconds(10)).stopAtCar().later(ofSeconds(10));
    List<MeterValue> all = told(s);
    assertThat(all.stream().map(v -> one(v, Measurand.CURRENT_IMPORT, Phase.L1)).distinct())
        .hasSizeGreaterThan(3);
    for (MeterValue value : all) {
      for (int line = 0; line < 3; line++) {
        Phase toNeutral = List.of(Phase.L1_N, Phase.L2_N, Phase.L3_N).get(line);
        Phase phase = List.of(Phase.L1, Phase.L2, Phase.L3).get(line);
        double apparent =
            one(value, Measurand.VOLTAGE, toNeutral) * one(value, Measurand.CURRENT_IMPORT, phase);
        // The car's power factor is 0.9 at the least.
        if (apparent > 230) {
          assertThat(one(value, Measurand.POWER_ACTIVE_IMPORT, phase) / apparent)
              .isBetween(0.85, 1.005);
        }
      }
    }
  }

  @Test
  void the_meters_first_line_is_L1_however_the_station_is_wired_OCPP_MV_10() {
    Scenario s = new Scenario().with(Keys.METER_VALUES_SAMPLED_DATA, ALL);
    s.with(Keys.CONNECTOR_PHASE_ROTATION, "0.RST,1.STR").raise("car.lines=1");
    s.plugIn("fast-3p32").tap("04A1B2C3").later(ofMinutes(2)).expectStatus(Status.CHARGING);
    MeterValue last = told(s).getLast();
    assertThat(one(last, Measurand.CURRENT_IMPORT, Phase.L1)).isGreaterThan(20);
    assertThat(one(last, Measurand.CURRENT_IMPORT, Phase.L2)).isLessThan(0.5);
  }

  @Test
  void numberPhases_is_kept_and_switches_nothing_while_a_charge_runs_OCPP_SC_22_CF_51() {
    Scenario s = new Scenario().plugIn("fast-3p32").tap("04A1B2C3").later(ofMinutes(2));
    s.backOfficeAsks(
        new SetChargingProfile.Request(1, Sent.tx(0).phases(1).amperes("0:10").profile()),
        r ->
            assertThat(r)
                .isEqualTo(new SetChargingProfile.Response(SetChargingProfile.Status.ACCEPTED)));
    s.later(ofSeconds(20)).expectStatus(Status.CHARGING).expectOffered(10);
    assertThat(s.yard().report().readings().amperes())
        .hasSize(3)
        .allSatisfy(amperes -> assertThat(amperes).isBetween(9.0, 10.0));
    assertThat(s.yard().profiles().getFirst().periods().getFirst().phases()).isEqualTo(1);
  }
}
