package opencompact.catalogue;

import static opencompact.catalogue.Access.CHOSEN_BY_OWNER;
import static opencompact.catalogue.Access.READ_ONLY;
import static opencompact.catalogue.Access.READ_WRITE;
import static opencompact.catalogue.Declaring.DAY_SECONDS;
import static opencompact.catalogue.Declaring.bool;
import static opencompact.catalogue.Declaring.fixed;
import static opencompact.catalogue.Declaring.key;
import static opencompact.catalogue.Declaring.keyBy;
import static opencompact.catalogue.Declaring.seconds;
import static opencompact.catalogue.Effective.AT_ONCE;
import static opencompact.catalogue.Page.BACKEND;
import static opencompact.catalogue.Page.DEVICE;
import static opencompact.catalogue.Page.LOCKER;
import static opencompact.catalogue.Page.NFC;
import static opencompact.catalogue.Page.OFFLINE;

import java.util.List;

/** The keys of OCPP's core profile, but for those about meter values (OCPP-CF-10 to CF-43). */
interface CoreKeys {
  Key<Boolean> ALLOW_OFFLINE_TX_FOR_UNKNOWN_ID =
      key(
          "AllowOfflineTxForUnknownId",
          bool(),
          true,
          READ_WRITE,
          AT_ONCE,
          OFFLINE,
          "While the back office is out of reach, cards that no list and no cache knows may "
              + "charge.");

  Key<Boolean> AUTHORIZATION_CACHE_ENABLED =
      key(
          "AuthorizationCacheEnabled",
          bool(),
          true,
          READ_WRITE,
          AT_ONCE,
          NFC,
          "The station remembers the back office's answers about cards and uses them while "
              + "it is offline.");

  Key<Boolean> AUTHORIZE_REMOTE_TX_REQUESTS =
      key(
          "AuthorizeRemoteTxRequests",
          bool(),
          true,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "A charge that the back office starts is authorised like a tapped card before it "
              + "begins.");

  Key<Integer> CONNECTION_TIME_OUT =
      key(
          "ConnectionTimeOut",
          seconds(0, 3600),
          90,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "How long an authorised driver has to plug in before the authorisation lapses.");

  Key<List<String>> CONNECTOR_PHASE_ROTATION =
      keyBy(
          "ConnectorPhaseRotation",
          new Shape.PhaseRotation(1),
          CoreKeys::phaseRotation,
          READ_WRITE,
          AT_ONCE,
          DEVICE,
          "How the phases of the supply are wired to the station (connector 0) and its "
              + "connector (1).");

  Key<Integer> CONNECTOR_PHASE_ROTATION_MAX_LENGTH =
      fixed(
          "ConnectorPhaseRotationMaxLength",
          2,
          "The most items that ConnectorPhaseRotation takes.");

  Key<Integer> GET_CONFIGURATION_MAX_KEYS =
      fixed(
          "GetConfigurationMaxKeys",
          5,
          "How many keys a back office should name in one request; longer requests are "
              + "answered too.");

  Key<Integer> HEARTBEAT_INTERVAL =
      key(
          "HeartbeatInterval",
          seconds(0, DAY_SECONDS),
          60,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "The silence after which a heartbeat is sent; the back office sets it at each "
              + "registration.");

  Key<Integer> LIGHT_INTENSITY =
      key(
          "LightIntensity",
          new Shape.WholeNumber(0, 100, "percent"),
          100,
          READ_WRITE,
          AT_ONCE,
          DEVICE,
          "The brightness of the light bar in percent of its maximum.");

  Key<Boolean> LOCAL_AUTHORIZE_OFFLINE =
      key(
          "LocalAuthorizeOffline",
          bool(),
          true,
          READ_WRITE,
          AT_ONCE,
          OFFLINE,
          "While the back office is out of reach, cards known to a list or the cache may charge.");

  Key<Boolean> LOCAL_PRE_AUTHORIZE =
      key(
          "LocalPreAuthorize",
          bool(),
          false,
          READ_WRITE,
          AT_ONCE,
          NFC,
          "A card known to a list or the cache starts at once, without waiting for the back "
              + "office.");

  Key<Integer> MAX_ENERGY_ON_INVALID_ID =
      key(
          "MaxEnergyOnInvalidId",
          new Shape.WholeNumber(0, 1_000_000, "watt hours"),
          0,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "How much a running charge may still take after the back office has refused its card.");

  Key<Integer> MESSAGE_TIMEOUT =
      key(
          "MessageTimeout",
          seconds(5, 600),
          30,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "How long the station waits for the answer to a message before it counts as failed.");

  Key<Integer> MINIMUM_STATUS_DURATION =
      key(
          "MinimumStatusDuration",
          seconds(0, 3600),
          0,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "How long a status must last before it is reported, on top of the built-in pause.");

  Key<Integer> NUMBER_OF_CONNECTORS =
      fixed("NumberOfConnectors", 1, "The number of connectors of the station.");

  Key<Integer> RESET_RETRIES =
      key(
          "ResetRetries",
          new Shape.WholeNumber(0, 10, "times"),
          1,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "How often a restart that did not succeed is tried again.");

  Key<Boolean> STOP_TRANSACTION_ON_EV_SIDE_DISCONNECT =
      key(
          "StopTransactionOnEVSideDisconnect",
          bool(),
          true,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "The charge ends when the cable is unplugged at the car; otherwise it is only "
              + "suspended.");

  Key<Boolean> STOP_TRANSACTION_ON_INVALID_ID =
      key(
          "StopTransactionOnInvalidId",
          bool(),
          true,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "A running charge ends when the back office refuses its card afterwards.");

  Key<List<String>> SUPPORTED_FEATURE_PROFILES =
      key(
          "SupportedFeatureProfiles",
          new Shape.Csl(6, Declaring.FEATURE_PROFILES, "Core"),
          Declaring.FEATURE_PROFILES,
          CHOSEN_BY_OWNER,
          AT_ONCE,
          BACKEND,
          "The profiles of OCPP 1.6 that this station speaks; what is left out is switched off.");

  Key<Integer> TRANSACTION_MESSAGE_ATTEMPTS =
      key(
          "TransactionMessageAttempts",
          new Shape.WholeNumber(0, 1000, "times"),
          3,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "How often a message about a charge is sent before it is given up; 0 counts as once.");

  Key<Integer> TRANSACTION_MESSAGE_RETRY_INTERVAL =
      key(
          "TransactionMessageRetryInterval",
          seconds(0, DAY_SECONDS),
          60,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "The wait after the first failed attempt at a message about a charge; each further "
              + "one adds as much.");

  Key<Boolean> UNLOCK_CONNECTOR_ON_EV_SIDE_DISCONNECT =
      new Key<>(
          "UnlockConnectorOnEVSideDisconnect",
          bool(),
          delivery -> delivery.model().socketed(),
          model -> model.socketed() ? READ_WRITE : READ_ONLY,
          AT_ONCE,
          LOCKER,
          "The station releases the cable when the charge is over or it is unplugged at "
              + "the car.");

  Key<Integer> WEB_SOCKET_PING_INTERVAL =
      key(
          "WebSocketPingInterval",
          seconds(0, DAY_SECONDS),
          60,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "The time between the station's own probes of the back office link; 0 sends none.");

  private static List<String> phaseRotation(Delivery delivery) {
    return List.of("0.Unknown", delivery.phases() == 1 ? "1.NotApplicable" : "1.Unknown");
  }
}
