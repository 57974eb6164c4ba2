package opencompact.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import opencompact.quantity.Amperes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KeysTest {
  static final Delivery EU = new Delivery(Model.SLC, 3, Region.EU);
  static final Delivery UK = new Delivery(Model.SLC, 1, Region.UK);
  static final Delivery TETHERED = new Delivery(Model.TLC, 3, Region.EU);

  static List<Key<?>> keys() {
    return Keys.all();
  }

  @Test
  void OCP_4_every_key_of_the_list_is_there_in_its_order_and_spelling() {
    assertThat(Keys.all().stream().filter(Key::overOcpp).map(Key::name))
        .containsExactly(
            "AllowOfflineTxForUnknownId",
            "AuthorizationCacheEnabled",
            "AuthorizeRemoteTxRequests",
            "ClockAlignedDataInterval",
            "ConnectionTimeOut",
            "ConnectorPhaseRotation",
            "ConnectorPhaseRotationMaxLength",
            "GetConfigurationMaxKeys",
            "HeartbeatInterval",
            "LightIntensity",
            "LocalAuthorizeOffline",
            "LocalPreAuthorize",
            "MaxEnergyOnInvalidId",
            "MessageTimeout",
            "MeterValuesAlignedData",
            "MeterValuesAlignedDataMaxLength",
            "MeterValuesSampledData",
            "MeterValuesSampledDataMaxLength",
            "MeterValueSampleInterval",
            "MinimumStatusDuration",
            "NumberOfConnectors",
            "ResetRetries",
            "StopTransactionMaxMeterValues",
            "StopTransactionOnEVSideDisconnect",
            "StopTransactionOnInvalidId",
            "StopTxnAlignedData",
            "StopTxnAlignedDataMaxLength",
            "StopTxnSampledData",
            "StopTxnSampledDataMaxLength",
            "SupportedFeatureProfiles",
            "TransactionMessageAttempts",
            "TransactionMessageRetryInterval",
            "UnlockConnectorOnEVSideDisconnect",
            "WebSocketPingInterval",
            "LocalAuthListEnabled",
            "LocalAuthListMaxLength",
            "SendLocalListMaxLength",
            "ReserveConnectorZeroSupported",
            "ChargeProfileMaxStackLevel",
            "ChargingScheduleAllowedChargingRateUnit",
            "ChargingScheduleMaxPeriods",
            "ConnectorSwitch3to1PhaseSupported",
            "MaxChargingProfilesInstalled",
            "SupportedFileTransferProtocols",
            "AuthorizationKey",
            "SecurityProfile",
            "CpoName",
            "AdditionalRootCertificateCheck",
            "CertificateSignedMaxChainSize",
            "CertificateStoreMaxLength",
            "AuthorizationEnabled",
            "c_ChargingVentilatedEnabled",
            "c_DeviceLimit_I",
            "c_MainFuseLimit",
            "c_RCDProtectionType",
            "c_VoltageProtectionOffset",
            "c_MainOfflineTimeout",
            "c_FallbackOfflineTimeout",
            "c_FallbackOnlineTimeout",
            "C_OCPPNetLog",
            "c_SecurityMessages",
            "c_ChargeOffPeriod1",
            "c_ChargeOffPeriod2",
            "c_MaxStartDelay",
            "c_LockerDisengage",
            "c_CTClamp",
            "c_CTClampValue",
            "c_MainNetworkInterface",
            "c_FallbackNetworkInterface",
            "c_APN",
            "BackendUrl",
            "Uid");
  }

  @Test
  void every_declared_key_is_in_the_list_once() throws IllegalAccessException {
    List<Object> declared = new ArrayList<>();
    for (Field field : Keys.class.getFields()) {
      if (field.getType() == Key.class) {
        declared.add(field.get(null));
      }
    }
    assertThat(Keys.all()).doesNotHaveDuplicates().hasSameSizeAs(declared);
    assertThat(declared).allSatisfy(key -> assertThat(Keys.all()).anyMatch(k -> k == key));
  }

  @Test
  void names_are_unique_in_any_case_and_found_in_any_case() {
    assertThat(Keys.all().stream().map(key -> key.name().toLowerCase(Locale.ROOT)))
        .doesNotHaveDuplicates();
    assertThat(Keys.named("C_DEVICELIMIT_i")).isSameAs(Keys.DEVICE_LIMIT);
    assertThat(Keys.named("c_OCPPNetLog")).isSameAs(Keys.OCPP_NET_LOG);
  }

  @Test
  void OCPP_CF_13_39_keys_we_do_not_offer_do_not_exist() {
    assertThat(Keys.named("BlinkRepeat")).isNull();
    assertThat(Keys.named("SupportedFeatureProfilesMaxLength")).isNull();
    assertThat(Keys.named("")).isNull();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void every_value_of_delivery_reads_back_from_its_own_text(Key<?> key) {
    for (Delivery delivery : List.of(EU, UK, TETHERED)) {
      readsBack(key, delivery);
    }
  }

  private static <T> void readsBack(Key<T> key, Delivery delivery) {
    T value = key.delivered(delivery);
    String text = key.shape().text(value);
    if (key == (Object) Keys.AUTHORIZATION_KEY) {
      // Unset at delivery, and nobody can unset it by writing nothing (OCPP-SE-10).
      assertThat(text).isEmpty();
      assertThat(key.parse("")).isInstanceOf(Parsed.Refused.class);
    } else {
      assertThat(key.parse(text)).isEqualTo(new Parsed.Ok<>(value, text));
    }
  }

  @ParameterizedTest
  @MethodSource("keys")
  void OCPP_CF_06_names_and_values_fit_the_wire(Key<?> key) {
    assertThat(key.name()).hasSizeLessThanOrEqualTo(50);
    for (Delivery delivery : List.of(EU, UK, TETHERED)) {
      assertThat(Settings.delivered(delivery).text(key)).hasSizeLessThanOrEqualTo(500);
    }
    assertThat(key.parse("x".repeat(501))).isInstanceOf(Parsed.Refused.class);
  }

  @ParameterizedTest
  @MethodSource("keys")
  void every_key_says_in_a_sentence_what_it_does_and_what_it_takes(Key<?> key) {
    assertThat(key.sentence()).matches("[A-Z].*\\.");
    assertThat(key.parse("\u0007")).isInstanceOf(Parsed.Refused.class);
    if (key.parse("\u0007") instanceof Parsed.Refused<?>(String sentence)) {
      assertThat(sentence).startsWith(key.name() + " takes ").endsWith(".");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ClockAlignedDataInterval, 0, 86400, 86401",
    "ConnectionTimeOut, 0, 3600, 3601",
    "HeartbeatInterval, 0, 86400, 86401",
    "LightIntensity, 0, 100, 101",
    "MaxEnergyOnInvalidId, 0, 1000000, 1000001",
    "MessageTimeout, 5, 600, 601",
    "MeterValueSampleInterval, 0, 86400, 86401",
    "MinimumStatusDuration, 0, 3600, 3601",
    "ResetRetries, 0, 10, 11",
    "TransactionMessageAttempts, 0, 1000, 1001",
    "TransactionMessageRetryInterval, 0, 86400, 86401",
    "WebSocketPingInterval, 0, 86400, 86401",
    "SecurityProfile, 0, 3, 4",
    "c_DeviceLimit_I, 60, 320, 321",
    "c_MainFuseLimit, 60, 4000, 4001",
    "c_VoltageProtectionOffset, 0, 23, 24",
    "c_MainOfflineTimeout, 0, 65535, 65536",
    "c_FallbackOfflineTimeout, 0, 65535, 65536",
    "c_FallbackOnlineTimeout, 0, 65535, 65536",
    "c_MaxStartDelay, 0, 1800, 1801",
    "c_CTClampValue, 0, 65535, 65536",
    "c_MainNetworkInterface, 0, 3, 4",
  })
  void OCPP_CF_01_numbers_are_taken_within_their_bounds_only(
      String name, int least, int most, int tooMuch) {
    Key<?> key = Keys.named(name);
    accepts(key, "" + least, "" + least);
    accepts(key, " " + most + " ", "" + most);
    refuses(key, "" + tooMuch, "" + (least - 1), "-0", "+" + most, most + ".0", "ten", "1e1");
    refuses(key, "99999999999999999999", "\u0661\u0662");
  }

  @Test
  void IEC_T_21_state_F_is_shown_for_300_to_3000_ms_or_never() {
    Key<?> key = Keys.named("FaultStateFMillis");
    assertThat(key).isSameAs(Keys.FAULT_STATE_F_MILLIS);
    accepts(key, "0", "0");
    accepts(key, "300", "300");
    accepts(key, " 3000 ", "3000");
    accepts(key, "0300", "300");
    refuses(key, "1", "299", "3001", "-1", "-300", "", "300.0", "3e2", "300 ms", "never");
    refuses(key, "99999999999999999999");
    assertThat(key.overOcpp()).isFalse();
    for (Delivery delivery : List.of(EU, UK, TETHERED)) {
      assertThat(Settings.delivered(delivery).value(Keys.FAULT_STATE_F_MILLIS)).isEqualTo(300);
    }
    assertThat(Keys.FAULT_STATE_F_MILLIS.parse("100"))
        .isEqualTo(
            new Parsed.Refused<>(
                "FaultStateFMillis takes a whole number of milliseconds from 300 to 3000, or 0"
                    + " for none, not \"100\"."));
  }

  @Test
  void OCPP_CF_03_booleans_are_the_words_in_any_case_and_told_in_lower_case() {
    List<Key<?>> booleans = new ArrayList<>();
    for (Key<?> key : Keys.all()) {
      if (key.shape() instanceof Shape.Bool) {
        booleans.add(key);
        accepts(key, "TRUE", "true");
        accepts(key, "False", "false");
        refuses(key, "1", "0", "yes", "no", "", "truefalse");
      }
    }
    assertThat(booleans).hasSizeGreaterThan(15);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "c_RCDProtectionType; 2; 2",
        "c_FallbackNetworkInterface; 3; 3",
        "c_MainOfflineTimeout; null; ''",
        "c_MainOfflineTimeout; ''; ''",
        "c_MainOfflineTimeout; 007; 7",
        "c_APN; 0; ''",
        "c_APN; internet.example; internet.example",
        "c_ChargeOffPeriod1; DISABLE , 22:00 , 06:00; disable,22:00,06:00",
        "c_ChargeOffPeriod1; disable,00:00,00:00; disable,00:00,00:00",
        "ConnectorPhaseRotation; 0.rst, 1.NOTAPPLICABLE; 0.RST,1.NotApplicable",
        "MeterValuesSampledData; 'Voltage.L1-N, Voltage.N,,Temperature';"
            + " Voltage.L1-N,Voltage.N,Temperature",
        "MeterValuesSampledData; Voltage,voltage; Voltage",
        "StopTxnSampledData; ''; ''",
        "CpoName; ' Example & Co '; Example & Co",
        "AuthorizationKey; 00112233445566778899aabbccddeeff; 00112233445566778899aabbccddeeff",
        "AuthorizationKey; correct-horse-16!; correct-horse-16!",
        "TimeZone; Europe/Sofia; Europe/Sofia",
        "BackendUrl; wss://cs.example:443/cpd/; wss://cs.example:443/cpd/",
        "BackendUrl; ws://[::1]:9000/ocpp?key=1; ws://[::1]:9000/ocpp?key=1",
        "BackendUrl; ''; ''",
        "Uid; RDAM 123; RDAM 123",
        "FreeVendIdTag; GUEST; GUEST",
        "PhaseCount; 1; 1",
      })
  void texts_that_are_right_are_taken_and_kept_in_one_spelling(
      String name, String given, String kept) {
    accepts(Keys.named(name), given, kept);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "c_RCDProtectionType; 1",
        "c_FallbackNetworkInterface; 1",
        "c_MainOfflineTimeout; -1",
        "c_APN; two words",
        "c_ChargeOffPeriod1; enable,08:00,08:00",
        "c_ChargeOffPeriod1; enable,8:00,11:00",
        "c_ChargeOffPeriod1; enable,08:00,24:00",
        "c_ChargeOffPeriod1; on,08:00,11:00",
        "c_ChargeOffPeriod1; enable,08:00",
        "ConnectorPhaseRotation; 2.RST",
        "ConnectorPhaseRotation; 1.RRT",
        "ConnectorPhaseRotation; 1.RST,1.RTS",
        "ConnectorPhaseRotation; ''",
        "MeterValuesSampledData; Volt age",
        "MeterValuesSampledData; a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u",
        "AuthorizationKey; short",
        "AuthorizationKey; 00112233445566778899aabbccddeef",
        "AuthorizationKey; 00112233445566778899aabbccddeeff0011223344",
        "TimeZone; Mars/Olympus",
        "TimeZone; +02:00",
        "BackendUrl; http://cs.example/",
        "BackendUrl; wss://",
        "BackendUrl; wss://cs.example:99999/",
        "BackendUrl; wss://cs.example/#part",
        "FreeVendIdTag; A1234567890123456789X",
        "FreeVendIdTag; ''",
        "PhaseCount; 2",
        "SupportedFeatureProfiles; Everything",
      })
  void texts_that_are_wrong_are_refused(String name, String given) {
    refuses(Keys.named(name), given);
  }

  @Test
  void a_refusal_says_what_would_be_right() {
    assertThat(Keys.DEVICE_LIMIT.parse("40"))
        .isEqualTo(
            new Parsed.Refused<>(
                "c_DeviceLimit_I takes tenths of an ampere from 60 to 320 (6 A to 32 A),"
                    + " not \"40\"."));
  }

  @Test
  void OCPP_SE_11_a_refusal_does_not_repeat_a_secret() {
    assertThat(Keys.AUTHORIZATION_KEY.parse("hunter2").toString()).doesNotContain("hunter2");
  }

  @Test
  void OFF_3_and_OFF_4_off_periods_and_start_delay_are_on_in_the_united_kingdom_only() {
    Settings uk = Settings.delivered(UK);
    assertThat(uk.text(Keys.CHARGE_OFF_PERIOD_1)).isEqualTo("enable,08:00,11:00");
    assertThat(uk.text(Keys.CHARGE_OFF_PERIOD_2)).isEqualTo("enable,16:00,22:00");
    assertThat(uk.value(Keys.MAX_START_DELAY)).isEqualTo(600);
    assertThat(uk.text(Keys.TIME_ZONE)).isEqualTo("Europe/London");
    Settings eu = Settings.delivered(EU);
    assertThat(eu.text(Keys.CHARGE_OFF_PERIOD_1)).isEqualTo("disable,08:00,11:00");
    assertThat(eu.text(Keys.CHARGE_OFF_PERIOD_2)).isEqualTo("disable,16:00,22:00");
    assertThat(eu.value(Keys.MAX_START_DELAY)).isZero();
    assertThat(eu.text(Keys.TIME_ZONE)).isEqualTo("Europe/Berlin");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "LocalAuthListEnabled; false",
        "LocalAuthListMaxLength; 1000",
        "SendLocalListMaxLength; 100",
        "ChargingScheduleAllowedChargingRateUnit; Current,Power",
        "c_LockerDisengage; true",
        "StopTxnSampledData; ''",
        "SupportedFeatureProfiles; Core,FirmwareManagement,LocalAuthListManagement,Reservation,SmartCharging,RemoteTrigger",
        "TransactionMessageAttempts; 3",
        "TransactionMessageRetryInterval; 60",
        "c_DeviceLimit_I; 320",
        "c_MainFuseLimit; 600",
        "c_MainOfflineTimeout; ''",
        "ConnectorPhaseRotation; 0.Unknown,1.Unknown",
        "MeterValuesSampledData; Energy.Active.Import.Register,Power.Active.Import,"
            + "Current.Import,Current.Offered,Voltage,Temperature",
        "PlugAndCharge; true",
        "FreeVendIdTag; FREEVEND",
        "BackendUrl; ''",
        "PhaseCount; 3",
      })
  void values_of_delivery_are_the_settled_ones(String name, String text) {
    assertThat(Settings.delivered(EU).text(Keys.named(name))).isEqualTo(text);
  }

  @Test
  void OCPP_CF_16_and_27_a_single_phase_station_is_delivered_with_single_phase_lists() {
    Settings uk = Settings.delivered(UK);
    assertThat(uk.text(Keys.CONNECTOR_PHASE_ROTATION)).isEqualTo("0.Unknown,1.NotApplicable");
    assertThat(uk.text(Keys.METER_VALUES_SAMPLED_DATA))
        .isEqualTo(
            "Voltage.L1-N,Voltage.N,Temperature,Current.Offered.L1,Current.Import.L1,"
                + "Power.Active.Import.L1,Energy.Active.Import.Register.L1");
  }

  @Test
  void OCPP_CF_17_the_rotation_of_the_station_and_of_its_connector_is_all_there_is() {
    assertThat(Settings.delivered(EU).value(Keys.CONNECTOR_PHASE_ROTATION_MAX_LENGTH)).isEqualTo(2);
    assertThat(Keys.CONNECTOR_PHASE_ROTATION_MAX_LENGTH.access(Model.SLC))
        .isEqualTo(Access.READ_ONLY);
    accepts(Keys.CONNECTOR_PHASE_ROTATION, "0.RST,1.STR", "0.RST,1.STR");
    refuses(Keys.CONNECTOR_PHASE_ROTATION, "0.RST,1.STR,2.TRS", "0.RST,1.STR,1.TRS");
  }

  @Test
  void OCPP_CF_42_TX_17_a_tethered_station_has_nothing_to_unlock() {
    Key<Boolean> unlock = Keys.UNLOCK_CONNECTOR_ON_EV_SIDE_DISCONNECT;
    assertThat(unlock.access(Model.TLC)).isEqualTo(Access.READ_ONLY);
    assertThat(unlock.delivered(TETHERED)).isFalse();
    assertThat(unlock.access(Model.SLC)).isEqualTo(Access.READ_WRITE);
    assertThat(unlock.delivered(EU)).isTrue();
  }

  @Test
  void OCPP_CF_02_only_the_main_interface_and_the_access_point_need_a_restart() {
    assertThat(Keys.all().stream().filter(key -> key.effective() == Effective.AFTER_REBOOT))
        .isEqualTo(List.of(Keys.MAIN_NETWORK_INTERFACE, Keys.APN));
  }

  @Test
  void OCPP_SE_10_the_authorization_key_is_the_only_one_that_is_never_told() {
    assertThat(Keys.all().stream().filter(key -> key.access(Model.SLC) == Access.WRITE_ONLY))
        .isEqualTo(List.of(Keys.AUTHORIZATION_KEY));
  }

  @Test
  void a_value_in_use_has_its_type() {
    Amperes limit = Settings.delivered(EU).with(Keys.DEVICE_LIMIT, "135").value(Keys.DEVICE_LIMIT);
    assertThat(limit).isEqualTo(Amperes.ofTenths(135));
  }

  private static void accepts(Key<?> key, String given, String kept) {
    assertThat(key.parse(given)).isInstanceOf(Parsed.Ok.class);
    assertThat(((Parsed.Ok<?>) key.parse(given)).text()).isEqualTo(kept);
  }

  private static void refuses(Key<?> key, String... texts) {
    assertThat(Stream.of(texts))
        .allSatisfy(text -> assertThat(key.parse(text)).isInstanceOf(Parsed.Refused.class));
  }
}
