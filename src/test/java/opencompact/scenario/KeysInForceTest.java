package opencompact.scenario;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import opencompact.catalogue.Fault;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Limit;
import opencompact.catalogue.Status;
import opencompact.host.profile.Sent;
import opencompact.memory.History;
import opencompact.ocpp.AuthorizationStatus;
import opencompact.ocpp.BootNotification;
import opencompact.ocpp.ChangeConfiguration;
import opencompact.ocpp.ConfigurationKey;
import opencompact.ocpp.FirmwareStatus;
import opencompact.ocpp.FirmwareStatusNotification;
import opencompact.ocpp.GetConfiguration;
import opencompact.ocpp.MeterValue;
import opencompact.ocpp.ReadingContext;
import opencompact.ocpp.ReserveNow;
import opencompact.ocpp.SetChargingProfile;
import opencompact.ocpp.UpdateFirmware;
import opencompact.quantity.IdTag;
import opencompact.sim.SimDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The back office sets a key, and the station acts otherwise than before (section 10 of the
 * checklist).
 */
class KeysInForceTest {
  private static final String CARD = "04A1B2C3";

  private static Scenario sets(
      Scenario s, String key, String value, ChangeConfiguration.Status expected) {
    return s.backOfficeAsks(
        new ChangeConfiguration.Request(key, value),
        r -> assertThat(r).as(key).isEqualTo(new ChangeConfiguration.Response(expected)));
  }

  private static Scenario sets(Scenario s, String key, String value) {
    return sets(s, key, value, ChangeConfiguration.Status.ACCEPTED);
  }

  private static Scenario refuses(Scenario s, String key, String... values) {
    for (String value : values) {
      sets(s, key, value, ChangeConfiguration.Status.REJECTED);
    }
    return s;
  }

  private static ConfigurationKey told(Scenario s, String key) {
    ConfigurationKey[] told = new ConfigurationKey[1];
    s.backOfficeAsks(
        new GetConfiguration.Request(List.of(key)),
        r -> told[0] = ((GetConfiguration.Response) r).configurationKey().getFirst());
    return told[0];
  }

  /** It can be read, not changed, and says this. */
  private static void expectFixed(Scenario s, String key, String value) {
    assertThat(told(s, key)).isEqualTo(new ConfigurationKey(key, true, value));
    refuses(s, key, value, "1");
  }

  private static Scenario charging(Scenario s, String car) {
    return s.plugIn(car).later(ofSeconds(2)).tap(CARD).later(ofMinutes(1));
  }

  private static Scenario charging(Scenario s) {
    return charging(s, "fast-3p32").expectStatus(Status.CHARGING);
  }

  // ---------------------------------------------------------------- changing

  @ParameterizedTest
  @EnumSource
  void a_change_is_whole_on_disk_before_it_is_accepted_OCPP_CF_05(SimDisk.Cut cut) {
    Scenario unharmed = new Scenario();
    long before = unharmed.yard().disk().writes();
    sets(unharmed, "MeterValueSampleInterval", "77");
    long after = unharmed.yard().disk().writes();
    assertThat(after).isGreaterThan(before);
    int kept = 0;
    for (long write = before + 1; write <= after + 1; write++) {
      Scenario s = new Scenario();
      s.yard().disk().cutPowerAt(write, cut);
      String call =
          s.yard()
              .backOffice()
              .call(new ChangeConfiguration.Request("MeterValueSampleInterval", "77"));
      s.later(ofSeconds(6));
      boolean accepted = s.yard().backOffice().answer(call) != null;
      if (!s.yard().powered()) {
        s.restorePower();
      } else {
        s.cutPower().restorePower();
      }
      s.later(ofMinutes(1));
      String value = told(s, "MeterValueSampleInterval").value();
      assertThat(value).isIn("60", "77");
      assertThat(accepted && !value.equals("77")).as("accepted and forgotten").isFalse();
      kept += value.equals("77") ? 1 : 0;
    }
    assertThat(kept).as("writes after which it is kept").isPositive();
  }

  @Test
  void an_optional_switch_is_offered_because_it_switches_something_OCPP_CF_08() {
    // Cards nobody knows, offline.
    for (boolean allowed : List.of(true, false)) {
      Scenario s = new Scenario().with(Keys.PLUG_AND_CHARGE, "false");
      sets(s, "AllowOfflineTxForUnknownId", "" + allowed).networkDown().later(ofMinutes(2));
      charging(s, "fast-3p32");
      assertThat(s.view().status() == Status.CHARGING).isEqualTo(allowed);
    }
    // Cards that were accepted before.
    for (boolean cached : List.of(true, false)) {
      Scenario s = new Scenario().with(Keys.PLUG_AND_CHARGE, "false");
      s.with(Keys.ALLOW_OFFLINE_TX_FOR_UNKNOWN_ID, "false");
      sets(s, "AuthorizationCacheEnabled", "" + cached).tap(CARD).later(ofMinutes(3));
      s.networkDown().later(ofMinutes(2));
      charging(s, "fast-3p32");
      assertThat(s.view().status() == Status.CHARGING).isEqualTo(cached);
    }
    // Unplugged at the car.
    for (boolean stops : List.of(true, false)) {
      Scenario s = charging(sets(new Scenario(), "StopTransactionOnEVSideDisconnect", "" + stops));
      s.unplugAtCar().later(ofSeconds(10));
      assertThat(s.view().transaction() == null).isEqualTo(stops);
    }
    // What is said to be there is there, and what is not is said not to be.
    Scenario s = new Scenario();
    expectFixed(s, "ReserveConnectorZeroSupported", "true");
    s.backOfficeAsks(
        new ReserveNow.Request(0, s.yard().wall().plusSeconds(600), new IdTag(CARD), null, 1),
        r -> assertThat(r).isEqualTo(new ReserveNow.Response(ReserveNow.Status.ACCEPTED)));
  }

  // ---------------------------------------------------------------- standard keys

  @Test
  void a_refused_card_still_gets_the_energy_that_is_left_to_it_OCPP_CF_23() {
    Scenario s = new Scenario().card("BAD00001", AuthorizationStatus.INVALID);
    s.with(Keys.PLUG_AND_CHARGE, "false");
    assertThat(told(s, "MaxEnergyOnInvalidId").value()).isEqualTo("0");
    sets(s, "StopTransactionOnInvalidId", "false");
    sets(s, "MaxEnergyOnInvalidId", "2000");
    s.networkDown().later(ofSeconds(5)).tap("BAD00001").plugIn("fast-3p32").later(ofMinutes(3));
    s.expectStatus(Status.CHARGING).networkUp();
    long atRefusal = -1;
    for (int i = 0; i < 1200 && s.view().status() == Status.CHARGING; i++) {
      s.later(ofSeconds(1));
      if (atRefusal < 0 && !s.delivered("StartTransaction").isEmpty()) {
        atRefusal = s.view().rtm().register().whole();
      }
    }
    s.expectStatus(Status.SUSPENDED_EVSE);
    assertThat(s.view().rtm().register().whole() - atRefusal).isBetween(1900L, 2100L);
    s.later(ofMinutes(10)).expectStatus(Status.SUSPENDED_EVSE);
  }

  @Test
  void however_long_a_charge_it_ends_with_a_hundred_readings_at_most_OCPP_CF_33() {
    Scenario s = new Scenario();
    expectFixed(s, "StopTransactionMaxMeterValues", "100");
    sets(s, "StopTxnSampledData", "Energy.Active.Import.Register");
    sets(s, "MeterValueSampleInterval", "1");
    charging(s).later(ofMinutes(8)).tap(CARD).later(ofSeconds(20));
    List<MeterValue> data = s.stop().transactionData();
    assertThat(data).hasSizeBetween(50, 100);
    assertThat(data.getFirst().sampledValue().getFirst().context())
        .isEqualTo(ReadingContext.TRANSACTION_BEGIN);
    assertThat(data.getLast().sampledValue().getFirst().context())
        .isEqualTo(ReadingContext.TRANSACTION_END);
  }

  @ParameterizedTest
  @CsvSource({"StopTxnSampledData, Sample.Periodic", "StopTxnAlignedData, Sample.Clock"})
  void the_end_of_a_charge_repeats_what_the_lists_name_and_nothing_unasked_OCPP_CF_36_37(
      String key, String context) {
    Scenario s = new Scenario();
    expectFixed(s, key + "MaxLength", "20");
    assertThat(told(s, key).value()).isEmpty();
    charging(s).tap(CARD).later(ofSeconds(20));
    assertThat(s.stop().transactionData()).isNull();
    s.plugOut().later(ofSeconds(30));

    sets(s, key, "Voltage.L1-N");
    sets(s, "MeterValueSampleInterval", "60");
    sets(s, "ClockAlignedDataInterval", "60");
    charging(s).later(ofMinutes(3)).tap(CARD).later(ofSeconds(20));
    List<MeterValue> data = s.stop().transactionData();
    assertThat(data).hasSizeBetween(4, 7);
    assertThat(data.subList(1, data.size() - 1))
        .allSatisfy(value ->
            assertThat(value.sampledValue())
                .singleElement()
                .matches(v -> v.context().wire().equals(context))
                .matches(v -> v.measurand().wire().equals("Voltage")));
    sets(s, key, list(20));
    refuses(s, key, list(21));
    sets(s, key, "");
  }

  /** So many measurands. */
  private static String list(int size) {
    List<String> all = new ArrayList<>(List.of("Temperature", "Power.Offered"));
    for (String name :
        List.of(
            "Energy.Active.Import.Register",
            "Power.Active.Import",
            "Current.Import",
            "Current.Offered")) {
      all.addAll(List.of(name, name + ".L1", name + ".L2", name + ".L3"));
    }
    all.addAll(List.of("Voltage", "Voltage.L1-N", "Voltage.L2-N", "Voltage.L3-N", "Voltage.N"));
    return String.join(",", all.subList(0, size));
  }

  @Test
  void both_units_and_a_hundred_levels_and_sixty_periods_are_taken_as_told_OCPP_CF_48_49_50() {
    Scenario s = new Scenario();
    expectFixed(s, "ChargeProfileMaxStackLevel", "100");
    expectFixed(s, "ChargingScheduleAllowedChargingRateUnit", "Current,Power");
    expectFixed(s, "ChargingScheduleMaxPeriods", "60");
    profile(s, Sent.txDefault(100).amperes("0:16"), SetChargingProfile.Status.ACCEPTED);
    profile(s, Sent.txDefault(99).watts("0:11000"), SetChargingProfile.Status.ACCEPTED);
    profile(s, Sent.txDefault(101).amperes("0:16"), SetChargingProfile.Status.REJECTED);
    profile(s, Sent.txDefault(1).amperes(periods(60)), SetChargingProfile.Status.ACCEPTED);
    profile(s, Sent.txDefault(2).amperes(periods(61)), SetChargingProfile.Status.REJECTED);
  }

  private static String periods(int many) {
    List<String> periods = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      periods.add(60 * i + ":" + (6 + i % 2));
    }
    return String.join(", ", periods);
  }

  private static void profile(Scenario s, Sent sent, SetChargingProfile.Status expected) {
    s.backOfficeAsks(
        new SetChargingProfile.Request(1, sent.profile()),
        r -> assertThat(r).isEqualTo(new SetChargingProfile.Response(expected)));
  }

  @Test
  void phases_are_not_switched_within_a_charge_and_nobody_can_say_so_OCPP_CF_51() {
    Scenario s = new Scenario();
    expectFixed(s, "ConnectorSwitch3to1PhaseSupported", "false");
    refuses(s, "ConnectorSwitch3to1PhaseSupported", "true");
    charging(s);
    profile(s, Sent.tx(0).phases(1).amperes("0:16"), SetChargingProfile.Status.ACCEPTED);
    s.later(ofSeconds(30)).expectOffered(16);
    assertThat(s.yard().report().readings().amperes()).allMatch(amperes -> amperes > 10);
  }

  @ParameterizedTest
  @CsvSource({"http, true", "HTTPS, true", "ftp, true", "ftps, true", "sftp, false", "file, false"})
  void files_are_fetched_in_the_ways_that_are_told_and_in_no_other_OCPP_CF_53(
      String scheme, boolean spoken) {
    Scenario s = new Scenario();
    expectFixed(s, "SupportedFileTransferProtocols", "HTTP,HTTPS,FTP,FTPS");
    String location = scheme + "://files.test/compact-2.bin";
    s.yard().files().offers(location, 1_000_000);
    s.backOfficeAsks(
        new UpdateFirmware.Request(location, 0, s.yard().wall(), 10),
        r -> assertThat(r).isEqualTo(new UpdateFirmware.Response()));
    s.later(ofSeconds(5));
    assertThat(s.yard().backOffice().received(FirmwareStatusNotification.Request.class))
        .first()
        .extracting(FirmwareStatusNotification.Request::status)
        .isEqualTo(spoken ? FirmwareStatus.DOWNLOADING : FirmwareStatus.DOWNLOAD_FAILED);
    assertThat(s.yard().files().begun() > 0).isEqualTo(spoken);
  }

  // ---------------------------------------------------------------- the manual's keys

  @Test
  void a_car_that_wants_ventilation_waits_until_it_is_allowed_OCPP_CF_71() {
    Scenario s = new Scenario();
    assertThat(told(s, "c_ChargingVentilatedEnabled").value()).isEqualTo("false");
    charging(s, "ventilated").expectStatus(Status.SUSPENDED_EVSE);
    sets(s, "c_ChargingVentilatedEnabled", "TRUE");
    s.later(ofMinutes(1)).expectStatus(Status.CHARGING);
    sets(s, "c_ChargingVentilatedEnabled", "FALSE");
    s.later(ofSeconds(30)).expectStatus(Status.SUSPENDED_EVSE);
  }

  @Test
  void the_device_limit_is_kept_whatever_a_profile_says_OCPP_CF_72() {
    Scenario s = charging(new Scenario()).expectOffered(32);
    sets(s, "c_DeviceLimit_I", "160").expectOffered(16);
    profile(s, Sent.tx(0).amperes("0:32"), SetChargingProfile.Status.ACCEPTED);
    s.later(ofSeconds(10)).expectOffered(16);
    assertThat(s.view().rtm().ruling()).isEqualTo(Limit.FUSE);
    refuses(s, "c_DeviceLimit_I", "59", "321", "16 A", "16.5");
    sets(s, "c_DeviceLimit_I", "60").expectOffered(6);
  }

  @Test
  void a_direct_residual_current_trips_where_nobody_else_watches_it_OCPP_CF_74() {
    Scenario s = new Scenario();
    refuses(s, "c_RCDProtectionType", "1", "3", "");
    sets(s, "c_RCDProtectionType", "2");
    charging(s).raise("leakage.dc=20").later(ofSeconds(20)).expectStatus(Status.CHARGING);
    sets(s, "c_RCDProtectionType", "0");
    s.later(ofSeconds(10)).expectStatus(Status.FAULTED);
    assertThat(s.view().rtm().has(Fault.RCD_DC)).isTrue();
    assertThat(securityLog(s))
        .contains(
            "ReconfigurationOfSecurityParameters: c_RCDProtectionType was changed by back office.");
  }

  @Test
  void the_permitted_voltage_is_widened_at_both_ends_OCPP_CF_75() {
    for (String volts : List.of("262", "210")) {
      Scenario s = charging(new Scenario());
      sets(s, "c_VoltageProtectionOffset", "10");
      s.raise("supply=" + volts).later(ofSeconds(30)).expectStatus(Status.CHARGING);
      sets(s, "c_VoltageProtectionOffset", "0");
      s.later(ofSeconds(30)).expectStatus(Status.FAULTED);
      refuses(s, "c_VoltageProtectionOffset", "24", "-1");
    }
  }

  @Test
  void a_start_waits_at_random_as_long_as_it_may_OCPP_CF_79() {
    Scenario uk = new Scenario().british();
    assertThat(told(uk, "c_MaxStartDelay").value()).isEqualTo("600");
    refuses(uk, "c_MaxStartDelay", "1801", "-1", "ten");
    long longest = 0;
    for (int seed = 1; seed <= 12; seed++) {
      Scenario s = new Scenario().british().seed(seed);
      sets(s, "c_ChargeOffPeriod1", "disable,08:00,11:00");
      sets(s, "c_MaxStartDelay", "1800");
      s.plugIn("fast-3p32").later(ofSeconds(2)).tap(CARD).later(ofSeconds(5));
      long waited = 0;
      while (s.view().status() != Status.CHARGING) {
        s.later(ofSeconds(20));
        waited += 20;
        assertThat(waited).isLessThanOrEqualTo(1840);
      }
      longest = Math.max(longest, waited);
    }
    assertThat(longest).as("longer than as delivered").isGreaterThan(620);
  }

  @Test
  void a_lock_that_is_switched_off_is_neither_moved_nor_missed_OCPP_CF_80() {
    Scenario s = new Scenario();
    assertThat(told(s, "c_LockerDisengage").value()).isEqualTo("true");
    charging(s.raise("lock=jammed"), "fast-3p32").expectStatus(Status.FAULTED);
    assertThat(s.view().rtm().has(Fault.LOCK)).isTrue();

    Scenario off = sets(new Scenario(), "c_LockerDisengage", "FALSE");
    charging(off.raise("lock=jammed"), "fast-3p32").expectStatus(Status.CHARGING);
    assertThat(off.view().rtm().locked()).isFalse();
    assertThat(off.yard().bench().unplugAtStation()).isNull();
  }

  @Test
  void interface_and_access_point_are_kept_for_the_next_restart_OCPP_CF_82_83() {
    Scenario s = new Scenario();
    assertThat(told(s, "c_MainNetworkInterface").value()).isEqualTo("0");
    assertThat(told(s, "c_APN").value()).isEmpty();
    for (String key : List.of("c_MainNetworkInterface", "c_FallbackNetworkInterface", "c_APN")) {
      refuses(s, key, key.equals("c_APN") ? "two words" : "4");
    }
    refuses(s, "c_FallbackNetworkInterface", "1", "2");
    refuses(s, "c_APN", "a".repeat(64));
    for (String number : List.of("1", "2", "3")) {
      sets(s, "c_MainNetworkInterface", number, ChangeConfiguration.Status.REBOOT_REQUIRED);
    }
    sets(s, "c_FallbackNetworkInterface", "3");
    sets(s, "c_APN", "a".repeat(63), ChangeConfiguration.Status.REBOOT_REQUIRED);
    sets(s, "c_APN", "iot.example", ChangeConfiguration.Status.REBOOT_REQUIRED);
    int boots = s.yard().backOffice().received(BootNotification.Request.class).size();
    s.later(Duration.ofHours(1));
    assertThat(s.yard().backOffice().received(BootNotification.Request.class))
        .as("it does not restart by itself")
        .hasSize(boots);
    s.cutPower().later(ofSeconds(5)).restorePower().later(ofMinutes(1));
    assertThat(told(s, "c_MainNetworkInterface").value()).isEqualTo("3");
    assertThat(told(s, "c_FallbackNetworkInterface").value()).isEqualTo("3");
    assertThat(told(s, "c_APN").value()).isEqualTo("iot.example");
  }

  private static List<String> securityLog(Scenario s) {
    return s.yard().disk().events(History.NEWEST, 100, "security").stream()
        .map(line -> line.entry().sentence())
        .toList();
  }
}
