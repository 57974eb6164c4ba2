package opencompact.catalogue;

import static opencompact.catalogue.Access.NOT_OVER_OCPP;
import static opencompact.catalogue.Access.READ_ONLY;
import static opencompact.catalogue.Access.READ_WRITE;
import static opencompact.catalogue.Access.WRITE_ONLY;
import static opencompact.catalogue.Effective.AFTER_REBOOT;
import static opencompact.catalogue.Effective.AT_ONCE;
import static opencompact.catalogue.Page.BACKEND;
import static opencompact.catalogue.Page.DEVICE;
import static opencompact.catalogue.Page.DIAGNOSTICS;
import static opencompact.catalogue.Page.EXTERNAL;
import static opencompact.catalogue.Page.LOCKER;
import static opencompact.catalogue.Page.NETWORK;
import static opencompact.catalogue.Page.NFC;
import static opencompact.catalogue.Page.OFFLINE;
import static opencompact.catalogue.Page.TIMES;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import opencompact.quantity.Amperes;
import opencompact.quantity.IdTag;
import org.jspecify.annotations.Nullable;

/**
 * Every configuration key of the station, each declared once (OCP-4; OCPP-CF-10 to CF-83): first
 * the standard's, then the manual's own, then the settings that only the web client knows. Which
 * texts a key takes is its {@link Shape}; what its value means is decided by the room that reads
 * it.
 */
public final class Keys {
  private static final List<Key<?>> ALL = new ArrayList<>();

  private static final int DAY_SECONDS = 86_400;
  private static final int MEASURANDS = 20;

  // The standard's keys, in the order of its list.

  public static final Key<Boolean> ALLOW_OFFLINE_TX_FOR_UNKNOWN_ID =
      key(
          "AllowOfflineTxForUnknownId",
          bool(),
          true,
          READ_WRITE,
          AT_ONCE,
          OFFLINE,
          "While the back office is out of reach, cards that no list and no cache knows may "
              + "charge.");

  public static final Key<Boolean> AUTHORIZATION_CACHE_ENABLED =
      key(
          "AuthorizationCacheEnabled",
          bool(),
          true,
          READ_WRITE,
          AT_ONCE,
          NFC,
          "The station remembers the back office's answers about cards and uses them while "
              + "it is offline.");

  public static final Key<Boolean> AUTHORIZE_REMOTE_TX_REQUESTS =
      key(
          "AuthorizeRemoteTxRequests",
          bool(),
          true,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "A charge that the back office starts is authorised like a tapped card before it "
              + "begins.");

  public static final Key<Integer> CLOCK_ALIGNED_DATA_INTERVAL =
      key(
          "ClockAlignedDataInterval",
          seconds(0, DAY_SECONDS),
          0,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "The time between meter values at round times of the day; 0 sends none.");

  public static final Key<Integer> CONNECTION_TIME_OUT =
      key(
          "ConnectionTimeOut",
          seconds(0, 3600),
          90,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "How long an authorised driver has to plug in before the authorisation lapses.");

  public static final Key<List<String>> CONNECTOR_PHASE_ROTATION =
      keyBy(
          "ConnectorPhaseRotation",
          new Shape.PhaseRotation(1),
          Keys::phaseRotation,
          READ_WRITE,
          AT_ONCE,
          DEVICE,
          "How the phases of the supply are wired to the station (connector 0) and its "
              + "connector (1).");

  public static final Key<Integer> CONNECTOR_PHASE_ROTATION_MAX_LENGTH =
      fixed(
          "ConnectorPhaseRotationMaxLength",
          2,
          "The most items that ConnectorPhaseRotation takes.");

  public static final Key<Integer> GET_CONFIGURATION_MAX_KEYS =
      fixed(
          "GetConfigurationMaxKeys",
          5,
          "How many keys a back office should name in one request; longer requests are "
              + "answered too.");

  public static final Key<Integer> HEARTBEAT_INTERVAL =
      key(
          "HeartbeatInterval",
          seconds(0, DAY_SECONDS),
          60,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "The silence after which a heartbeat is sent; the back office sets it at each "
              + "registration.");

  public static final Key<Integer> LIGHT_INTENSITY =
      key(
          "LightIntensity",
          new Shape.WholeNumber(0, 100, "percent"),
          100,
          READ_WRITE,
          AT_ONCE,
          DEVICE,
          "The brightness of the light bar in percent of its maximum.");

  public static final Key<Boolean> LOCAL_AUTHORIZE_OFFLINE =
      key(
          "LocalAuthorizeOffline",
          bool(),
          true,
          READ_WRITE,
          AT_ONCE,
          OFFLINE,
          "While the back office is out of reach, cards known to a list or the cache may charge.");

  public static final Key<Boolean> LOCAL_PRE_AUTHORIZE =
      key(
          "LocalPreAuthorize",
          bool(),
          false,
          READ_WRITE,
          AT_ONCE,
          NFC,
          "A card known to a list or the cache starts at once, without waiting for the back "
              + "office.");

  public static final Key<Integer> MAX_ENERGY_ON_INVALID_ID =
      key(
          "MaxEnergyOnInvalidId",
          new Shape.WholeNumber(0, 1_000_000, "watt hours"),
          0,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "How much a running charge may still take after the back office has refused its card.");

  public static final Key<Integer> MESSAGE_TIMEOUT =
      key(
          "MessageTimeout",
          seconds(5, 600),
          30,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "How long the station waits for the answer to a message before it counts as failed.");

  public static final Key<List<String>> METER_VALUES_ALIGNED_DATA =
      key(
          "MeterValuesAlignedData",
          measurands(),
          List.of("Energy.Active.Import.Register"),
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "What is measured for the meter values at round times of the day.");

  public static final Key<Integer> METER_VALUES_ALIGNED_DATA_MAX_LENGTH =
      fixed(
          "MeterValuesAlignedDataMaxLength",
          MEASURANDS,
          "The most items that MeterValuesAlignedData takes.");

  public static final Key<List<String>> METER_VALUES_SAMPLED_DATA =
      keyBy(
          "MeterValuesSampledData",
          measurands(),
          Keys::sampled,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "What is measured for the meter values during a charge.");

  public static final Key<Integer> METER_VALUES_SAMPLED_DATA_MAX_LENGTH =
      fixed(
          "MeterValuesSampledDataMaxLength",
          MEASURANDS,
          "The most items that MeterValuesSampledData takes.");

  public static final Key<Integer> METER_VALUE_SAMPLE_INTERVAL =
      key(
          "MeterValueSampleInterval",
          seconds(0, DAY_SECONDS),
          60,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "The time between meter values during a charge; 0 sends none.");

  public static final Key<Integer> MINIMUM_STATUS_DURATION =
      key(
          "MinimumStatusDuration",
          seconds(0, 3600),
          0,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "How long a status must last before it is reported, on top of the built-in pause.");

  public static final Key<Integer> NUMBER_OF_CONNECTORS =
      fixed("NumberOfConnectors", 1, "The number of connectors of the station.");

  public static final Key<Integer> RESET_RETRIES =
      key(
          "ResetRetries",
          new Shape.WholeNumber(0, 10, "times"),
          1,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "How often a restart that did not succeed is tried again.");

  public static final Key<Integer> STOP_TRANSACTION_MAX_METER_VALUES =
      fixed(
          "StopTransactionMaxMeterValues",
          100,
          "The most readings that the message at the end of a charge carries.");

  public static final Key<Boolean> STOP_TRANSACTION_ON_EV_SIDE_DISCONNECT =
      key(
          "StopTransactionOnEVSideDisconnect",
          bool(),
          true,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "The charge ends when the cable is unplugged at the car; otherwise it is only "
              + "suspended.");

  public static final Key<Boolean> STOP_TRANSACTION_ON_INVALID_ID =
      key(
          "StopTransactionOnInvalidId",
          bool(),
          true,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "A running charge ends when the back office refuses its card afterwards.");

  public static final Key<List<String>> STOP_TXN_ALIGNED_DATA =
      key(
          "StopTxnAlignedData",
          measurands(),
          List.of(),
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "What of the readings at round times is told again at the end of a charge; empty "
              + "for nothing.");

  public static final Key<Integer> STOP_TXN_ALIGNED_DATA_MAX_LENGTH =
      fixed(
          "StopTxnAlignedDataMaxLength",
          MEASURANDS,
          "The most items that StopTxnAlignedData takes.");

  public static final Key<List<String>> STOP_TXN_SAMPLED_DATA =
      key(
          "StopTxnSampledData",
          measurands(),
          List.of(),
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "What of the readings during a charge is told again at its end; empty for nothing.");

  public static final Key<Integer> STOP_TXN_SAMPLED_DATA_MAX_LENGTH =
      fixed(
          "StopTxnSampledDataMaxLength",
          MEASURANDS,
          "The most items that StopTxnSampledData takes.");

  public static final Key<List<String>> SUPPORTED_FEATURE_PROFILES =
      list(
          "SupportedFeatureProfiles",
          List.of(
              "Core",
              "FirmwareManagement",
              "LocalAuthListManagement",
              "Reservation",
              "SmartCharging",
              "RemoteTrigger"),
          List.of(
              "Core",
              "FirmwareManagement",
              "LocalAuthListManagement",
              "Reservation",
              "SmartCharging",
              "RemoteTrigger"),
          "The profiles of OCPP 1.6 that this station speaks.");

  public static final Key<Integer> TRANSACTION_MESSAGE_ATTEMPTS =
      key(
          "TransactionMessageAttempts",
          new Shape.WholeNumber(0, 1000, "times"),
          3,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "How often a message about a charge is sent before it is given up; 0 counts as once.");

  public static final Key<Integer> TRANSACTION_MESSAGE_RETRY_INTERVAL =
      key(
          "TransactionMessageRetryInterval",
          seconds(0, DAY_SECONDS),
          60,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "The wait after the first failed attempt at a message about a charge; each further "
              + "one adds as much.");

  public static final Key<Boolean> UNLOCK_CONNECTOR_ON_EV_SIDE_DISCONNECT =
      add(
          new Key<>(
              "UnlockConnectorOnEVSideDisconnect",
              bool(),
              delivery -> delivery.model().socketed(),
              model -> model.socketed() ? READ_WRITE : READ_ONLY,
              AT_ONCE,
              LOCKER,
              "The station releases the cable when the charge is over or it is unplugged at "
                  + "the car."));

  public static final Key<Integer> WEB_SOCKET_PING_INTERVAL =
      key(
          "WebSocketPingInterval",
          seconds(0, DAY_SECONDS),
          60,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "The time between the station's own probes of the back office link; 0 sends none.");

  public static final Key<Boolean> LOCAL_AUTH_LIST_ENABLED =
      key(
          "LocalAuthListEnabled",
          bool(),
          false,
          READ_WRITE,
          AT_ONCE,
          NFC,
          "Cards on the list that the back office has sent may charge.");

  public static final Key<Integer> LOCAL_AUTH_LIST_MAX_LENGTH =
      fixed("LocalAuthListMaxLength", 1000, "The most cards that the back office's list can hold.");

  public static final Key<Integer> SEND_LOCAL_LIST_MAX_LENGTH =
      fixed(
          "SendLocalListMaxLength",
          100,
          "The most cards that one message about the list can carry.");

  public static final Key<Boolean> RESERVE_CONNECTOR_ZERO_SUPPORTED =
      fixed(
          "ReserveConnectorZeroSupported",
          true,
          "The station can be reserved without naming a connector.");

  public static final Key<Integer> CHARGE_PROFILE_MAX_STACK_LEVEL =
      fixed(
          "ChargeProfileMaxStackLevel",
          100,
          "The highest stack level that a charging profile may have.");

  public static final Key<List<String>> CHARGING_SCHEDULE_ALLOWED_CHARGING_RATE_UNIT =
      list(
          "ChargingScheduleAllowedChargingRateUnit",
          List.of("Current", "Power"),
          List.of("Current", "Power"),
          "The units in which a charging schedule may be written.");

  public static final Key<Integer> CHARGING_SCHEDULE_MAX_PERIODS =
      fixed(
          "ChargingScheduleMaxPeriods", 60, "The most periods that a charging schedule may have.");

  public static final Key<Boolean> CONNECTOR_SWITCH_3_TO_1_PHASE_SUPPORTED =
      fixed(
          "ConnectorSwitch3to1PhaseSupported",
          false,
          "The station can change between three phases and one during a charge.");

  public static final Key<Integer> MAX_CHARGING_PROFILES_INSTALLED =
      fixed(
          "MaxChargingProfilesInstalled",
          10,
          "The most charging profiles that the station can hold, of all purposes together.");

  public static final Key<List<String>> SUPPORTED_FILE_TRANSFER_PROTOCOLS =
      list(
          "SupportedFileTransferProtocols",
          List.of("HTTP", "HTTPS", "FTP", "FTPS"),
          List.of("HTTP", "HTTPS", "FTP", "FTPS"),
          "The ways in which the station can fetch and deliver files.");

  public static final Key<String> AUTHORIZATION_KEY =
      key(
          "AuthorizationKey",
          new Shape.HexPassword(),
          "",
          WRITE_ONLY,
          AT_ONCE,
          BACKEND,
          "The password with which the station introduces itself to the back office.");

  public static final Key<Integer> SECURITY_PROFILE =
      key(
          "SecurityProfile",
          new Shape.WholeNumber(0, 3, ""),
          0,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "How the back office link is secured; the back office can raise it and never lower it.");

  public static final Key<String> CPO_NAME =
      key(
          "CpoName",
          new Shape.Text(255, true),
          "",
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "The operator's name as it stands in the station's certificate.");

  public static final Key<Boolean> ADDITIONAL_ROOT_CERTIFICATE_CHECK =
      fixed(
          "AdditionalRootCertificateCheck",
          false,
          "Only one root certificate of the back office is kept, signed by the one before.");

  public static final Key<Integer> CERTIFICATE_SIGNED_MAX_CHAIN_SIZE =
      fixed(
          "CertificateSignedMaxChainSize",
          10_000,
          "The longest chain of certificates that one message can bring, in characters.");

  public static final Key<Integer> CERTIFICATE_STORE_MAX_LENGTH =
      fixed("CertificateStoreMaxLength", 10, "The most certificates that the station can hold.");

  // The manual's own keys, in the manual's spelling.

  public static final Key<Boolean> AUTHORIZATION_ENABLED =
      key(
          "AuthorizationEnabled",
          bool(),
          true,
          READ_WRITE,
          AT_ONCE,
          NFC,
          "Charging needs an authorisation; without it the station is free for everybody.");

  public static final Key<Boolean> CHARGING_VENTILATED_ENABLED =
      key(
          "c_ChargingVentilatedEnabled",
          bool(),
          false,
          READ_WRITE,
          AT_ONCE,
          DEVICE,
          "Cars that ask for ventilation may charge, because the place is ventilated.");

  public static final Key<Amperes> DEVICE_LIMIT =
      key(
          "c_DeviceLimit_I",
          new Shape.TenthsOfAmpere(6, 32),
          Amperes.of(32),
          READ_WRITE,
          AT_ONCE,
          DEVICE,
          "The most the device will ever offer per phase; no charging profile overrides it.");

  public static final Key<Amperes> MAIN_FUSE_LIMIT =
      key(
          "c_MainFuseLimit",
          new Shape.TenthsOfAmpere(6, 400),
          Amperes.of(60),
          READ_WRITE,
          AT_ONCE,
          EXTERNAL,
          "The rating of the site's main fuse, which the CT clamps guard.");

  public static final Key<Integer> RCD_PROTECTION_TYPE =
      key(
          "c_RCDProtectionType",
          choice(option(0, "AC and DC protection"), option(2, "AC protection only")),
          0,
          READ_WRITE,
          AT_ONCE,
          DEVICE,
          "Which residual currents trip the station; 2 needs a DC protection outside of it.");

  public static final Key<Integer> VOLTAGE_PROTECTION_OFFSET =
      key(
          "c_VoltageProtectionOffset",
          new Shape.WholeNumber(0, 23, "volts"),
          0,
          READ_WRITE,
          AT_ONCE,
          DEVICE,
          "By how much the permitted supply voltage of 207 V to 253 V is widened at both ends.");

  public static final Key<Integer> MAIN_OFFLINE_TIMEOUT =
      key(
          "c_MainOfflineTimeout",
          minutes(),
          0,
          READ_WRITE,
          AT_ONCE,
          NETWORK,
          "After how long without a back office the fallback interface takes over.");

  public static final Key<Integer> FALLBACK_OFFLINE_TIMEOUT =
      key(
          "c_FallbackOfflineTimeout",
          minutes(),
          0,
          READ_WRITE,
          AT_ONCE,
          NETWORK,
          "After how long without a back office on the fallback interface the main one is "
              + "tried again.");

  public static final Key<Integer> FALLBACK_ONLINE_TIMEOUT =
      key(
          "c_FallbackOnlineTimeout",
          minutes(),
          0,
          READ_WRITE,
          AT_ONCE,
          NETWORK,
          "After how long on the fallback interface, even with a back office, the main one "
              + "is tried again.");

  public static final Key<Boolean> OCPP_NET_LOG =
      key(
          "C_OCPPNetLog",
          bool(),
          false,
          READ_WRITE,
          AT_ONCE,
          DIAGNOSTICS,
          "The network log is sent to the back office as well.");

  public static final Key<Boolean> SECURITY_MESSAGES =
      key(
          "c_SecurityMessages",
          bool(),
          true,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "The messages of OCPP's security extension are spoken, and security events told.");

  public static final Key<OffPeriod> CHARGE_OFF_PERIOD_1 =
      keyBy(
          "c_ChargeOffPeriod1",
          new Shape.Period(),
          delivery -> off(delivery, 8, 11),
          READ_WRITE,
          AT_ONCE,
          TIMES,
          "The first span of each weekday in which nothing charges by itself.");

  public static final Key<OffPeriod> CHARGE_OFF_PERIOD_2 =
      keyBy(
          "c_ChargeOffPeriod2",
          new Shape.Period(),
          delivery -> off(delivery, 16, 22),
          READ_WRITE,
          AT_ONCE,
          TIMES,
          "The second span of each weekday in which nothing charges by itself.");

  public static final Key<Integer> MAX_START_DELAY =
      keyBy(
          "c_MaxStartDelay",
          seconds(0, 1800),
          delivery -> delivery.region() == Region.UK ? 600 : 0,
          READ_WRITE,
          AT_ONCE,
          TIMES,
          "The longest random wait before a charge starts or changes by itself; 0 waits never.");

  public static final Key<Boolean> LOCKER_DISENGAGE =
      key(
          "c_LockerDisengage",
          bool(),
          true,
          READ_WRITE,
          AT_ONCE,
          LOCKER,
          "The lock works; with false it is left alone and its faults are not reported.");

  public static final Key<Boolean> CT_CLAMP =
      key(
          "c_CTClamp",
          bool(),
          false,
          READ_WRITE,
          AT_ONCE,
          EXTERNAL,
          "CT clamps at the site's supply are connected.");

  public static final Key<Integer> CT_CLAMP_VALUE =
      key(
          "c_CTClampValue",
          new Shape.WholeNumber(0, 65_535, ""),
          65_535,
          READ_WRITE,
          AT_ONCE,
          EXTERNAL,
          "The full scale of the CT clamps' readings.");

  public static final Key<Integer> MAIN_NETWORK_INTERFACE =
      key(
          "c_MainNetworkInterface",
          choice(option(0, "not set"), option(1, "WiFi"), option(2, "Ethernet"), option(3, "GSM")),
          0,
          READ_WRITE,
          AFTER_REBOOT,
          NETWORK,
          "The network interface that is used as long as it reaches the back office.");

  public static final Key<Integer> FALLBACK_NETWORK_INTERFACE =
      key(
          "c_FallbackNetworkInterface",
          choice(option(0, "not set"), option(3, "GSM")),
          0,
          READ_WRITE,
          AT_ONCE,
          NETWORK,
          "The network interface that takes over when the main one does not reach the back "
              + "office.");

  public static final Key<String> APN =
      key(
          "c_APN",
          new Shape.AccessPoint(),
          "",
          READ_WRITE,
          AFTER_REBOOT,
          NETWORK,
          "The access point name of the mobile network.");

  // Settings of the web client that are no configuration keys.

  public static final Key<Boolean> PLUG_AND_CHARGE =
      key(
          "PlugAndCharge",
          bool(),
          true,
          NOT_OVER_OCPP,
          AT_ONCE,
          OFFLINE,
          "While the back office is out of reach, whoever plugs in charges without a card.");

  public static final Key<IdTag> FREE_VEND_ID_TAG =
      key(
          "FreeVendIdTag",
          new Shape.Tag(),
          new IdTag("FREEVEND"),
          NOT_OVER_OCPP,
          AT_ONCE,
          NFC,
          "The id tag under which a charge without a card is reported.");

  public static final Key<Boolean> REMOVE_CS_FROM_CARD_ID =
      key(
          "RemoveCsFromCardId",
          bool(),
          false,
          NOT_OVER_OCPP,
          AT_ONCE,
          NFC,
          "The check byte that some readers append to a card's number is dropped.");

  public static final Key<ZoneId> TIME_ZONE =
      keyBy(
          "TimeZone",
          new Shape.Zone(),
          delivery -> delivery.region().zone(),
          NOT_OVER_OCPP,
          AT_ONCE,
          TIMES,
          "The time zone in which charge-off periods are meant.");

  public static final Key<Boolean> RANDOM_DELAY_ON_PLUG_IN =
      key(
          "RandomDelayOnPlugIn",
          bool(),
          true,
          NOT_OVER_OCPP,
          AT_ONCE,
          TIMES,
          "Whether the random wait also comes before a charge that a driver has just asked for.");

  public static final Key<String> BACKEND_URL =
      key(
          "BackendUrl",
          new Shape.Address(),
          "",
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "The address of the back office, to which the identity is appended; empty for none.");

  public static final Key<String> UID =
      key(
          "Uid",
          new Shape.Identity(48),
          "",
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "The name under which the back office knows the station; empty for its serial number.");

  public static final Key<Integer> PHASE_COUNT =
      keyBy(
          "PhaseCount",
          choice(option(1, "single phase"), option(3, "three phases")),
          Delivery::phases,
          NOT_OVER_OCPP,
          AT_ONCE,
          EXTERNAL,
          "How many phases of the supply are wired to the station.");

  // What a car is shown on the control pilot; the standard leaves it to the station.

  public static final Key<Boolean> SIMPLIFIED_PILOT_CAP =
      key(
          "SimplifiedPilotCap",
          bool(),
          false,
          NOT_OVER_OCPP,
          AT_ONCE,
          EXTERNAL,
          "A car with the simplified pilot, which never shows state B, is offered 10 A at most.");

  public static final Key<Integer> FAULT_STATE_F_MILLIS =
      key(
          "FaultStateFMillis",
          new Shape.ZeroOrMore(300, 3000, "milliseconds"),
          300,
          NOT_OVER_OCPP,
          AT_ONCE,
          EXTERNAL,
          "How long state F tells a car of a fault that ends its charge; 0 never shows it state F, "
              + "not even to wake it, for old hybrids that take it for a lasting fault.");

  public static final Key<Integer> EXTERNAL_METER =
      key(
          "ExternalMeter",
          choice(option(0, "none"), option(1, "energy meter")),
          0,
          NOT_OVER_OCPP,
          AT_ONCE,
          EXTERNAL,
          "The energy meter on the RS-485 bus: asked every second, and a fault when it is silent.");

  private static final List<Key<?>> IN_ORDER = List.copyOf(ALL);

  private Keys() {}

  /** All keys, in the order of this file. */
  public static List<Key<?>> all() {
    return IN_ORDER;
  }

  /** The key of that name in any case (OCPP-X-18), or null; web client settings included. */
  public static @Nullable Key<?> named(String name) {
    for (Key<?> key : IN_ORDER) {
      if (key.name().equalsIgnoreCase(name)) {
        return key;
      }
    }
    return null;
  }

  private static List<String> phaseRotation(Delivery delivery) {
    return List.of("0.Unknown", delivery.phases() == 1 ? "1.NotApplicable" : "1.Unknown");
  }

  private static List<String> sampled(Delivery delivery) {
    return delivery.phases() == 1
        ? List.of(
            "Voltage.L1-N",
            "Voltage.N",
            "Temperature",
            "Current.Offered.L1",
            "Current.Import.L1",
            "Power.Active.Import.L1",
            "Energy.Active.Import.Register.L1")
        : List.of(
            "Energy.Active.Import.Register",
            "Power.Active.Import",
            "Current.Import",
            "Current.Offered",
            "Voltage",
            "Temperature");
  }

  private static OffPeriod off(Delivery delivery, int fromHour, int untilHour) {
    return new OffPeriod(
        delivery.region() == Region.UK, LocalTime.of(fromHour, 0), LocalTime.of(untilHour, 0));
  }

  private static Shape<Boolean> bool() {
    return new Shape.Bool();
  }

  private static Shape<Integer> seconds(int min, int max) {
    return new Shape.WholeNumber(min, max, "seconds");
  }

  private static Shape<Integer> minutes() {
    return new Shape.MinutesOrUnset(65_535);
  }

  private static Shape<List<String>> measurands() {
    return new Shape.Measurands(MEASURANDS);
  }

  private static Shape<Integer> choice(Shape.Choice.Option... options) {
    return new Shape.Choice(List.of(options));
  }

  private static Shape.Choice.Option option(int number, String meaning) {
    return new Shape.Choice.Option(number, meaning);
  }

  private static <T> Key<T> key(
      String name,
      Shape<T> shape,
      T delivered,
      Access access,
      Effective effective,
      Page page,
      String sentence) {
    return keyBy(name, shape, _ -> delivered, access, effective, page, sentence);
  }

  /** A key whose value of delivery depends on the station. */
  private static <T> Key<T> keyBy(
      String name,
      Shape<T> shape,
      Function<Delivery, T> delivered,
      Access access,
      Effective effective,
      Page page,
      String sentence) {
    return add(new Key<>(name, shape, delivered, _ -> access, effective, page, sentence));
  }

  /** A number that describes the station and that nobody sets. */
  private static Key<Integer> fixed(String name, int value, String sentence) {
    return key(
        name,
        new Shape.WholeNumber(value, value, ""),
        value,
        READ_ONLY,
        AT_ONCE,
        BACKEND,
        sentence);
  }

  /** An ability that the station has or has not. */
  private static Key<Boolean> fixed(String name, boolean value, String sentence) {
    return key(name, bool(), value, READ_ONLY, AT_ONCE, BACKEND, sentence);
  }

  /** A list that describes the station. */
  private static Key<List<String>> list(
      String name, List<String> words, List<String> value, String sentence) {
    return key(
        name, new Shape.Csl(words.size(), words), value, READ_ONLY, AT_ONCE, BACKEND, sentence);
  }

  private static <T> Key<T> add(Key<T> key) {
    ALL.add(key);
    return key;
  }
}
