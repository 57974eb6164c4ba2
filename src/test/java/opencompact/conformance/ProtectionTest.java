package opencompact.conformance;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static opencompact.conformance.Protection.At.CHARGING;
import static opencompact.conformance.Protection.At.IDLE;
import static opencompact.conformance.Protection.At.THEN_PLUGGED;
import static opencompact.conformance.Protection.Try.CLEAR;
import static opencompact.conformance.Protection.Try.HARD_RESET;
import static opencompact.conformance.Protection.Try.POWER;
import static opencompact.conformance.Protection.Try.TIME;
import static opencompact.conformance.Protection.Try.UNPLUG;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import opencompact.catalogue.Fault;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Light;
import opencompact.catalogue.Status;
import opencompact.host.Wish;
import opencompact.ocpp.UnlockConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each protection of the station, caused on the bench and followed through the whole station: when
 * it trips, when the contacts are open, what the RTM word, the back office, the light and the event
 * log say, what does not end it (tried), and what does (tried).
 */
class ProtectionTest {

  /**
   * The table. Times are milliseconds from the cause: the trip at the soonest and at the latest,
   * and the contacts open at the latest.
   */
  static Stream<Protection> protections() {
    return Stream.of(
        tlc("PRT-1 30 mA AC", CHARGING, "rcd.ac=30")
            .trips(0x1, 250, 290, 300)
            .told("Faulted", "GroundFailure")
            .says("30.5 mA AC; from 30 mA")
            .not(TIME, HARD_RESET, UNPLUG)
            .but(CLEAR),
        tlc("PRT-1 60 mA AC", CHARGING, "rcd.ac=60")
            .trips(0x1, 100, 130, 150)
            .told("Faulted", "GroundFailure")
            .says("mA AC; from 30 mA")
            .not(TIME)
            .but(POWER),
        tlc("PRT-1 leak in the car of 200 mA", CHARGING, "leakage.ac=200")
            .trips(0x1, 0, 20, 45)
            .told("Faulted", "GroundFailure")
            .says("200.5 mA AC")
            .causeEndsWithTheCharge()
            .not(TIME, HARD_RESET)
            .but(CLEAR),
        tlc("RCD-03 a dead sensor is found at plug-in", THEN_PLUGGED, "rcd.sensor=dead")
            .trips(0x9, 500, 1_500, 0)
            .told("Faulted", "GroundFailure")
            .says("The residual current sensor's self-test failed: it showed 0.0 mA AC")
            .not(TIME, HARD_RESET, UNPLUG)
            .but(CLEAR),
        tlc("PRT-4 6 mA DC", CHARGING, "rcd.dc=6")
            .trips(0x9, 9_500, 9_970, 10_000)
            .told("Faulted", "GroundFailure")
            .says("6.0 mA DC; from 6 mA")
            .not(TIME, HARD_RESET, UNPLUG)
            .but(CLEAR),
        tlc("PRT-4 60 mA DC", CHARGING, "rcd.dc=60")
            .trips(0x9, 200, 270, 300)
            .told("Faulted", "GroundFailure")
            .says("60.0 mA DC")
            .not(TIME)
            .but(POWER),
        tlc("PRT-4 200 mA DC", CHARGING, "leakage.dc=200")
            .trips(0x9, 20, 70, 100)
            .told("Faulted", "GroundFailure")
            .says("200.0 mA DC")
            .causeEndsWithTheCharge()
            .not(TIME)
            .but(CLEAR),
        tlc("PRT-2 PEN-01 80 V, ends by itself", CHARGING, "neutral.earth=80")
            .trips(0x4002, 4_000, 4_050, 4_100)
            .told("Faulted", "OtherError")
            .says("Neutral stood 80.0 V above earth; more than 70 V")
            .but(TIME),
        tlc("PRT-2 PEN-01 71 V, ends by hand", CHARGING, "neutral.earth=71")
            .trips(0x4002, 4_000, 4_050, 4_100)
            .told("Faulted", "OtherError")
            .says("71.0 V above earth")
            .but(CLEAR),
        tlc("PRT-2 PEN-01 120 V, ends by unplugging", CHARGING, "neutral.earth=120")
            .trips(0x4002, 500, 550, 600)
            .told("Faulted", "OtherError")
            .says("120.0 V above earth")
            .but(UNPLUG),
        slc("PRT-2 no protective earth", CHARGING, "pe=open")
            .onePhase()
            .trips(0x4002, 500, 550, 600)
            .told("Faulted", "OtherError")
            .says("above earth")
            .but(POWER),
        slc("PRT-2 PEN-04 L1 and N exchanged, found at power-up", IDLE, "neutral=swapped")
            .onePhase()
            .restarting()
            .trips(0x4002, 0, 1_100, 0)
            .told("Faulted", "OtherError")
            .says("L1 and N are exchanged")
            .but(TIME),
        tlc("PRT-3 112 %", CHARGING, "car.current=36")
            .trips(0x4, 6_000, 13_000, 13_100)
            .told("Faulted", "OverCurrentFailure")
            .says("more than 35.2 A")
            .causeEndsWithTheCharge()
            .not(TIME)
            .but(UNPLUG),
        tlc("PRT-3 OC-04 beyond 1.2 times the maximum", CHARGING, "car.current=60")
            .trips(0x4, 0, 8_000, 8_100)
            .told("Faulted", "OverCurrentFailure")
            .says("more than 38.4 A")
            .causeEndsWithTheCharge()
            .not(TIME)
            .but(CLEAR),
        tlc("PRT-5 PRT-15 L2 closed though it shall be open", IDLE, "contact.L2=welded")
            .trips(0x40010, 700, 1_010, 0)
            .told("Faulted", "PowerSwitchFailure")
            .says("The contact of L2 was commanded open and is closed.")
            .not(TIME, CLEAR)
            .but(POWER),
        tlc("PRT-5 PRT-15 N closed though it shall be open", IDLE, "contact.N=welded")
            .trips(0x10010, 700, 1_010, 0)
            .told("Faulted", "PowerSwitchFailure")
            .says("The contact of N was commanded open and is closed.")
            .not(TIME, CLEAR)
            .but(POWER),
        tlc("PRT-5 PRT-15 L3 open though it shall be closed", CHARGING, "contact.L3=stuck")
            .trips(0x80010, 700, 1_010, 1_050)
            .told("Faulted", "PowerSwitchFailure")
            .says("The contact of L3 was commanded closed and is open.")
            .causeEndsWithTheCharge()
            .not(TIME, CLEAR, UNPLUG)
            .but(POWER),
        tlc("PRT-5 PRT-15 N open though it shall be closed", CHARGING, "contact.N=stuck")
            .trips(0x20010, 700, 1_010, 1_050)
            .told("Faulted", "PowerSwitchFailure")
            .says("The contact of N was commanded closed and is open.")
            .causeEndsWithTheCharge()
            .not(TIME, CLEAR)
            .but(POWER),
        slc("PRT-6 the plug cannot be locked", THEN_PLUGGED, "lock=jammed")
            .trips(0x20, 7_000, 10_500, 0)
            .told("Faulted", "ConnectorLockFailure")
            .says("The lock's pin was not seen in place.")
            .causeEndsWithTheCharge()
            .but(UNPLUG),
        tlc("PRT-7 pilot shorted to earth", CHARGING, "cp=short")
            .trips(0x4080, 500, 550, 150)
            .told("SuspendedEVSE", "EVCommunicationError")
            .says("The control pilot stood at 0.0 V")
            .but(TIME),
        tlc("PRT-7 IEC-CP-02 pilot between B and C", CHARGING, "cp.high=7V")
            .trips(0x4080, 500, 550, 550)
            .told("SuspendedEVSE", "EVCommunicationError")
            .says("The control pilot stood at 7.0 V")
            .but(TIME),
        tlc("PRT-8 diode shorted", CHARGING, "diode=shorted")
            .trips(0x100, 500, 550, 600)
            .told("Finishing", "EVCommunicationError")
            .says("it must reach -10 V")
            .causeEndsWithTheCharge()
            .not(TIME, CLEAR)
            .but(UNPLUG),
        slc("PRT-9 cable unreadable", THEN_PLUGGED, "pp=open")
            .trips(0x200, 500, 5_000, 0)
            .told("Finishing", "EVCommunicationError")
            .says("proximity resistor cannot be read")
            .not(TIME, CLEAR)
            .but(UNPLUG),
        tlc("PRT-11 80 degrees", CHARGING, "temperature=80")
            .trips(0x800, 2_000, 2_050, 8_200)
            .told("Faulted", "HighTemperature")
            .says("80.0 °C inside")
            .not(TIME, UNPLUG)
            .but(CLEAR),
        tlc("PRT-11 sensors broken, -60 degrees", CHARGING, "temperature=-60")
            .trips(0x800, 2_000, 2_050, 8_200)
            .told("Faulted", "HighTemperature")
            .says("showed -60.0 °C")
            .not(TIME, UNPLUG)
            .but(CLEAR),
        tlc("PRT-12 VOL-01 260 V on L3", CHARGING, "supply.L3=266")
            .trips(0x5000, 3_000, 3_050, 3_100)
            .told("Faulted", "OverVoltage")
            .says("L3 stood at")
            .not(CLEAR)
            .but(TIME),
        tlc("PRT-12 beyond 300 V at once", CHARGING, "supply.L1=330")
            .trips(0x5000, 0, 70, 100)
            .told("Faulted", "OverVoltage")
            .says("L1 stood at")
            .not(UNPLUG)
            .but(TIME),
        tlc("PRT-12 VOL-01 200 V on L2", CHARGING, "supply.L2=200")
            .trips(0x6000, 3_000, 3_050, 3_100)
            .told("Faulted", "UnderVoltage")
            .says("L2 stood at")
            .not(CLEAR)
            .but(TIME),
        tlc("PRT-12 below 115 V at once", CHARGING, "supply.L2=100")
            .trips(0x6000, 0, 70, 100)
            .told("Faulted", "UnderVoltage")
            .says("L2 stood at")
            .not(UNPLUG)
            .but(POWER),
        tlc("PRT-14 calibration data lost", CHARGING, "calibration=lost")
            .trips(0x8000, 0, 20, 100)
            .told("Faulted", "InternalError")
            .says("calibration data")
            .but(TIME),
        tlc("PRT-16 main cover opened", CHARGING, "cover.main=open")
            .trips(0x10_0000, 0, 20, -1)
            .told("Charging", "OtherError")
            .says("The main cover was opened.")
            .not(TIME, CLEAR, UNPLUG)
            .but(POWER),
        tlc("PRT-17 service cover opened, ends by hand", CHARGING, "cover.service=open")
            .trips(0x20_0000, 0, 20, -1)
            .told("Charging", "OtherError")
            .says("The service cover was opened.")
            .not(TIME, UNPLUG)
            .but(CLEAR),
        tlc("PRT-17 service cover opened, ends without power", IDLE, "cover.service=open")
            .trips(0x20_0000, 0, 20, 0)
            .told("Available", "OtherError")
            .says("The service cover was opened.")
            .not(TIME)
            .but(POWER),
        tlc("PRT-19 wrong order", CHARGING, "phases=swapped")
            .trips(0x80_0000, 1_000, 1_020, 1_100)
            .told("Faulted", "OtherError")
            .says("do not follow each other in this order")
            .not(TIME, CLEAR, UNPLUG)
            .but(POWER),
        slc("PRT-19 line to line", IDLE, "neutral=line")
            .onePhase()
            .trips(0x80_1002, 0, 600, 0)
            .told("Faulted", "OtherError")
            .says("carries a line and no neutral")
            .stays(0x80_0000)
            .not(TIME, CLEAR)
            .but(POWER),
        tlc("PRT-19 VOL-03 a phase is lost in service", CHARGING, "supply.L2=off")
            .trips(0x80_6000, 0, 3_050, 100)
            .told("Faulted", "OtherError")
            .says("L2 stood at 0.0 V while others have voltage")
            .not(CLEAR)
            .but(TIME));
  }

  private static Protection tlc(String name, Protection.At at, String cause) {
    return new Protection(name, false, at, cause);
  }

  private static Protection slc(String name, Protection.At at, String cause) {
    return new Protection(name, true, at, cause);
  }

  /**
   * Word, error code and status of each source are those of OCPP-ST-30, OCPP-ST-31, OCPP-ST-32,
   * OCPP-ST-33, OCPP-ST-35 and OCPP-ST-38.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("protections")
  void each_protection_trips_opens_tells_and_ends_as_the_table_says(Protection row) {
    row.cause().comesBackWhenCleared().attempts().ends();
  }

  @Test
  void every_fault_of_the_manual_has_a_row_or_a_story_here() {
    Set<Fault> seen = new TreeSet<>();
    protections().forEach(row -> seen.addAll(Fault.in(row.word())));
    // Their stories follow below; that no meter is read yet is told in the RTM's own tests.
    seen.addAll(Set.of(Fault.UNLOCK, Fault.MISSING_HOST, Fault.EXTERNAL_METER));
    assertThat(seen).containsExactlyInAnyOrder(Fault.values());
  }

  @Test
  void a_station_set_to_one_phase_on_three_says_so_until_it_is_put_right_PRT_19_MOD_2() {
    Station s = new Station(false, 3);
    s.ask(new Wish.ChangeSetting(Keys.PHASE_COUNT.name(), "1")).later(ofSeconds(3));
    assertThat(s.word()).isEqualTo(0x80_0000);
    assertThat(s.log()).anyMatch(l -> l.contains("L2 and L3 stood at 230.0 V"));
    s.ask(new Wish.ChangeSetting(Keys.PHASE_COUNT.name(), "3")).later(ofMinutes(10));
    assertThat(s.word()).as("corrected, but not yet switched off").isEqualTo(0x80_0000);
    s.power();
    assertThat(s.word()).isZero();
  }

  @Test
  void a_station_set_to_three_phases_on_one_says_so_at_power_up_PRT_19_VOL_03() {
    Station s = new Station(true, 1);
    s.ask(new Wish.ChangeSetting(Keys.PHASE_COUNT.name(), "3")).later(ofSeconds(1)).power();
    assertThat(s.word()).isEqualTo(0x80_2000);
    assertThat(s.log()).anyMatch(l -> l.contains("L2 and L3 stood at 0.0 V"));
    s.ask(new Wish.ClearFaults()).later(ofMinutes(10));
    assertThat(s.word()).isEqualTo(0x80_2000);
    s.ask(new Wish.ChangeSetting(Keys.PHASE_COUNT.name(), "1")).power();
    assertThat(s.word()).isZero();
  }

  @Test
  void a_line_welded_in_a_charge_is_told_after_it_and_keeps_the_plug_captive_CT_04_LK_06() {
    Station s = new Station(true, 3).charge();
    s.raise("contact.L1=welded").later(ofSeconds(30));
    assertThat(s.word()).as("closed contacts that shall be closed").isZero();
    s.stopAtCar().later(ofSeconds(20));
    assertThat(s.word()).isEqualTo(0x4_0010);
    assertThat(s.told("Faulted", "PowerSwitchFailure", "0x40010")).isTrue();
    assertThat(s.log()).anyMatch(l -> l.contains("The contact of L1 was commanded open"));
    assertThat(s.call(new UnlockConnector.Request(1), ofSeconds(60)))
        .isEqualTo(new UnlockConnector.Response(UnlockConnector.Status.UNLOCK_FAILED));
    assertThat(s.yard().bench().view().lock().inPlace()).as("nobody pulls a live plug").isTrue();
    s.mend().later(ofMinutes(10));
    assertThat(s.word()).as("latched").isEqualTo(0x4_0010);
    s.power();
    assertThat(s.word()).isZero();
  }

  @Test
  void a_plug_that_is_not_let_go_is_told_as_a_warning_until_it_is_PRT_6() {
    Station s = new Station(true, 3).charge();
    s.raise("lock=jammed").stopAtCar();
    s.tap().later(ofSeconds(25));
    assertThat(s.word()).isEqualTo(0x40);
    assertThat(s.told("Finishing", "ConnectorLockFailure", "0x40")).isTrue();
    s.mend().later(ofSeconds(35));
    assertThat(s.word()).isZero();
    assertThat(s.told("Finishing", "NoError", null)).isTrue();
  }

  @Test
  void a_silent_host_ends_the_charge_within_its_time_and_is_forgiven_when_it_speaks_PRT_10() {
    Station s = new Station(false, 3).charge();
    s.muteHost(true).later(ofSeconds(4));
    assertThat(s.closed()).isTrue();
    s.later(ofSeconds(8));
    assertThat(s.closed()).isFalse();
    assertThat(s.word()).isEqualTo(0x400);
    assertThat(s.view().status()).isEqualTo(Status.FAULTED);
    s.muteHost(false).later(ofSeconds(5));
    assertThat(s.word()).isZero();
    assertThat(s.log()).anyMatch(l -> l.contains("The main controller was silent for 5 s"));
  }

  @Test
  void a_charge_that_ends_by_a_fault_says_measured_threshold_reaction_and_advice_DIA_2() {
    Station s = new Station(false, 3).charge();
    s.raise("rcd.dc=60").later(ofSeconds(3));
    assertThat(s.log())
        .anyMatch(l ->
            l.contains("EVSE_FAULT_RCD_DC (0x8): The residual current was 60.0 mA DC; from 6 mA")
                && l.contains("Unplug the car"))
        .anyMatch(l ->
            l.matches(
                "EVSE_FAULT_RCD_DC: every pole was measured open \\d\\d ms after the trip,"
                    + " which came 2\\d\\d ms after its cause was first seen: 2\\d\\d ms in"
                    + " all\\."));
    assertThat(s.view().sentence()).contains("60.0 mA DC");
    assertThat(s.view().light()).isEqualTo(Light.FAULTED);
    assertThat(s.view().rtm().faults())
        .filteredOn(f -> f.fault() == Fault.RCD_DC)
        .singleElement()
        .satisfies(f -> {
          assertThat(f.measured()).isEqualTo(60);
          assertThat(f.threshold()).isEqualTo(6);
          assertThat(f.detection().toMillis()).isBetween(200L, 260L);
          assertThat(f.opening().toMillis()).isBetween(10L, 40L);
        });
  }

  @Test
  void the_sensor_is_tested_at_power_up_before_each_session_and_once_a_day_RCD_03() {
    Station s = new Station(false, 3);
    assertThat(s.tests()).as("at power-up").isEqualTo(1);
    s.later(ofSeconds(60)).charge();
    assertThat(s.tests()).as("before the session").isEqualTo(2);
    assertThat(s.word()).as("its current is no leak").isZero();
    s.later(ofHours(30));
    assertThat(s.testedWhileClosed()).isFalse();
    int before = s.tests();
    s.unplug().later(ofHours(25));
    assertThat(s.tests()).as("once a day").isGreaterThan(before);
    s.charge();
    assertThat(s.closed()).isTrue();
  }

  @Test
  void noise_and_the_harmless_never_trip_RCD_01_VOL_02_OC_01() {
    for (String harmless :
        Arrays.asList(
            "rcd.ac=14", "rcd.dc=3", "neutral.earth=69", "supply.L1=245", "temperature=71")) {
      Station s = new Station(false, 3).charge();
      s.raise(harmless).later(ofMinutes(5));
      assertThat(s.word()).as(harmless).isZero();
      assertThat(s.closed()).as(harmless).isTrue();
    }
  }
}
