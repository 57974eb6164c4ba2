package opencompact.rtm;

import static org.assertj.core.api.Assertions.assertThat;

import opencompact.catalogue.Fault;
import opencompact.quantity.Amperes;
import opencompact.quantity.Moment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What explains a trip of the power stage's own hardware (PRT-5). */
class HardwareTripTest {
  private static final long MS = 1_000_000;
  private static final int L2 = 2;

  private final HardwareTrip trip = new HardwareTrip();
  private final Signals signals = new Signals();
  private final VoltageWindow volts = new VoltageWindow();
  private final Faults faults = new Faults();
  private final Pace pace = new Pace();
  private boolean dcProtected = true;
  private boolean testing;
  private double amperes;

  @BeforeEach
  void supplied() {
    for (int line = 0; line < 3; line++) {
      signals.supplyVolts[line] = 230;
    }
  }

  private int at(long nanos) {
    RtmSettings settings = new RtmSettings(false, 3, Amperes.of(32), false, dcProtected, 0, true);
    pace.begin();
    faults.begin(true, false, nanos);
    volts.read(signals.supplyVolts, 3, 0, nanos, new Pace());
    trip.read(signals, amperes, L2, testing, settings, volts, faults, new Evidence(), nanos, pace);
    return faults.word();
  }

  private void opens() {
    signals.hardwareTrip = true;
  }

  private RtmReport.FaultRecord record(Fault fault) {
    return faults.records().stream().filter(r -> r.fault() == fault).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"15, true", "14.9, false"})
  void from_15_mA_on_an_ac_leak_of_the_last_second_explains_it_PRT_5(double ma, boolean explains) {
    signals.residualAcMilliamperes = ma;
    assertThat(at(500 * MS)).as("only the hardware has tripped").isZero();
    signals.residualAcMilliamperes = 0;
    opens();
    at(1500 * MS);
    assertThat(faults.has(Fault.RCD)).isEqualTo(explains);
    assertThat(faults.has(Fault.RCD_DC)).isFalse();
    if (explains) {
      RtmReport.FaultRecord rcd = record(Fault.RCD);
      assertThat(rcd.measured()).isEqualTo(15);
      assertThat(rcd.threshold()).isEqualTo(30);
      assertThat(rcd.detection()).hasSeconds(1);
    }
  }

  @Test
  void what_was_seen_more_than_a_second_ago_explains_nothing_PRT_5() {
    signals.residualAcMilliamperes = 20;
    signals.residualDcMilliamperes = 10;
    amperes = 50;
    at(500 * MS);
    signals.residualAcMilliamperes = 0;
    signals.residualDcMilliamperes = 0;
    amperes = 0;
    opens();
    assertThat(at(1500 * MS + 1)).isZero();
    at(1600 * MS + 1);
    assertThat(faults.word()).isEqualTo(Fault.POWER_RELAY.bit());
  }

  @ParameterizedTest
  @CsvSource({"6, true", "-6, true", "5.9, false", "-5.9, false"})
  void smooth_dc_of_the_last_second_explains_it_in_either_direction_PRT_4(
      double milliamperes, boolean explains) {
    signals.residualDcMilliamperes = milliamperes;
    at(500 * MS);
    signals.residualDcMilliamperes = 0;
    opens();
    at(1500 * MS);
    assertThat(faults.has(Fault.RCD_DC)).isEqualTo(explains);
    assertThat(faults.has(Fault.RCD)).isEqualTo(explains);
    if (explains) {
      for (Fault fault : new Fault[] {Fault.RCD, Fault.RCD_DC}) {
        assertThat(record(fault).measured()).isEqualTo(6);
        assertThat(record(fault).threshold()).isEqualTo(6);
        assertThat(record(fault).detection()).hasSeconds(1);
      }
    }
  }

  @Test
  void without_dc_protection_smooth_dc_explains_nothing_RCD_04() {
    dcProtected = false;
    signals.residualDcMilliamperes = 20;
    opens();
    assertThat(at(0)).isZero();
  }

  @Test
  void the_sensors_test_current_is_no_leak_that_explains_RCD_03() {
    testing = true;
    signals.residualAcMilliamperes = 33;
    signals.residualDcMilliamperes = 6.5;
    opens();
    assertThat(at(0)).isZero();
  }

  @Test
  void a_current_beyond_the_maximum_explains_it_with_its_place_OC_02() {
    amperes = 39;
    at(500 * MS);
    amperes = 0;
    opens();
    assertThat(at(1500 * MS)).isEqualTo(Fault.OVERCURRENT.bit());
    RtmReport.FaultRecord record = record(Fault.OVERCURRENT);
    assertThat(record.measured()).isEqualTo(39);
    assertThat(record.threshold()).isBetween(38.4, 38.41);
    assertThat(record.where()).isEqualTo("L2");
    assertThat(record.detection()).hasSeconds(1);
  }

  @Test
  void the_most_that_may_flow_at_all_explains_nothing_OC_02() {
    amperes = Overcurrent.hardAmperes(320);
    opens();
    assertThat(at(0)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"124.9, true", "125, false"})
  void below_125_V_the_undervoltage_explains_it_VOL_02(double low, boolean explains) {
    signals.supplyVolts[1] = low;
    at(500 * MS);
    opens();
    at(600 * MS);
    assertThat(faults.has(Fault.UNDERVOLTAGE)).isEqualTo(explains);
    assertThat(faults.has(Fault.OVERVOLTAGE)).isFalse();
    if (explains) {
      RtmReport.FaultRecord record = record(Fault.UNDERVOLTAGE);
      assertThat(record.measured()).isEqualTo(low);
      assertThat(record.threshold()).isEqualTo(125);
      assertThat(record.where()).isEqualTo("L2");
      assertThat(record.detection()).hasMillis(100);
    }
  }

  @ParameterizedTest
  @CsvSource({"290.1, true", "290, false"})
  void above_290_V_the_overvoltage_explains_it_VOL_02(double high, boolean explains) {
    signals.supplyVolts[0] = high;
    at(500 * MS);
    opens();
    at(600 * MS);
    assertThat(faults.has(Fault.OVERVOLTAGE)).isEqualTo(explains);
    assertThat(faults.has(Fault.UNDERVOLTAGE)).isFalse();
    if (explains) {
      RtmReport.FaultRecord record = record(Fault.OVERVOLTAGE);
      assertThat(record.measured()).isEqualTo(high);
      assertThat(record.threshold()).isEqualTo(290);
      assertThat(record.where()).isEqualTo("L1");
      assertThat(record.detection()).hasMillis(100);
    }
  }

  @Test
  void where_nothing_was_seen_the_contactor_has_opened_by_itself_after_100_ms_PRT_5() {
    opens();
    assertThat(at(MS)).isZero();
    assertThat(pace.deadline()).isEqualTo(101 * MS);
    assertThat(at(101 * MS - 1)).isZero();
    assertThat(at(101 * MS)).isEqualTo(Fault.POWER_RELAY.bit());
    assertThat(record(Fault.POWER_RELAY).sentence())
        .isEqualTo(FaultSentence.of(Fault.POWER_RELAY, Finding.OPENED_BY_ITSELF, "", 0, 0));
    assertThat(record(Fault.POWER_RELAY).detection()).hasMillis(100);
  }

  @Test
  void a_trip_that_is_explained_is_no_puzzle_PRT_5() {
    signals.residualAcMilliamperes = 40;
    opens();
    at(0);
    assertThat(at(500 * MS)).isEqualTo(Fault.RCD.bit());
  }

  @Test
  void without_a_trip_there_is_nothing_to_explain_PRT_5() {
    signals.residualAcMilliamperes = 20;
    signals.supplyVolts[0] = 100;
    amperes = 50;
    at(0);
    assertThat(at(500 * MS)).isZero();
    assertThat(pace.deadline()).isEqualTo(Moment.NEVER);
  }
}
