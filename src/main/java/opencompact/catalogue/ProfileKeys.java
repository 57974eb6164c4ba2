package opencompact.catalogue;

import static opencompact.catalogue.Access.CHOSEN_BY_OWNER;
import static opencompact.catalogue.Access.READ_WRITE;
import static opencompact.catalogue.Declaring.bool;
import static opencompact.catalogue.Declaring.fixed;
import static opencompact.catalogue.Declaring.key;
import static opencompact.catalogue.Declaring.list;
import static opencompact.catalogue.Effective.AT_ONCE;
import static opencompact.catalogue.Page.BACKEND;
import static opencompact.catalogue.Page.NFC;

import java.util.List;

/**
 * The keys of OCPP's further profiles: card list, reservation, smart charging, firmware (OCPP-CF-44
 * to CF-53).
 */
interface ProfileKeys {
  Key<Boolean> LOCAL_AUTH_LIST_ENABLED =
      key(
          "LocalAuthListEnabled",
          bool(),
          false,
          READ_WRITE,
          AT_ONCE,
          NFC,
          "Cards on the list that the back office has sent may charge.");

  Key<Integer> LOCAL_AUTH_LIST_MAX_LENGTH =
      fixed("LocalAuthListMaxLength", 1000, "The most cards that the back office's list can hold.");

  Key<Integer> SEND_LOCAL_LIST_MAX_LENGTH =
      fixed(
          "SendLocalListMaxLength",
          100,
          "The most cards that one message about the list can carry.");

  Key<Boolean> RESERVE_CONNECTOR_ZERO_SUPPORTED =
      key(
          "ReserveConnectorZeroSupported",
          bool(),
          true,
          CHOSEN_BY_OWNER,
          AT_ONCE,
          BACKEND,
          "The station can be reserved without naming a connector.");

  Key<Integer> CHARGE_PROFILE_MAX_STACK_LEVEL =
      fixed(
          "ChargeProfileMaxStackLevel",
          100,
          "The highest stack level that a charging profile may have.");

  Key<List<String>> CHARGING_SCHEDULE_ALLOWED_CHARGING_RATE_UNIT =
      list(
          "ChargingScheduleAllowedChargingRateUnit",
          List.of("Current", "Power"),
          List.of("Current", "Power"),
          "The units in which a charging schedule may be written.");

  Key<Integer> CHARGING_SCHEDULE_MAX_PERIODS =
      fixed(
          "ChargingScheduleMaxPeriods", 60, "The most periods that a charging schedule may have.");

  Key<Boolean> CONNECTOR_SWITCH_3_TO_1_PHASE_SUPPORTED =
      fixed(
          "ConnectorSwitch3to1PhaseSupported",
          false,
          "The station can change between three phases and one during a charge.");

  Key<Integer> MAX_CHARGING_PROFILES_INSTALLED =
      fixed(
          "MaxChargingProfilesInstalled",
          10,
          "The most charging profiles that the station can hold, of all purposes together.");

  Key<List<String>> SUPPORTED_FILE_TRANSFER_PROTOCOLS =
      list(
          "SupportedFileTransferProtocols",
          List.of("HTTP", "HTTPS", "FTP", "FTPS"),
          List.of("HTTP", "HTTPS", "FTP", "FTPS"),
          "The ways in which the station can fetch and deliver files.");
}
