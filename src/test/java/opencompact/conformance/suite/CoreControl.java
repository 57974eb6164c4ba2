package opencompact.conformance.suite;

import static java.time.Duration.ofSeconds;
import static opencompact.catalogue.Model.SLC;
import static opencompact.catalogue.Model.TLC;
import static opencompact.conformance.suite.Expected.authorize;
import static opencompact.conformance.suite.Expected.boot;
import static opencompact.conformance.suite.Expected.fault;
import static opencompact.conformance.suite.Expected.inAnyOrder;
import static opencompact.conformance.suite.Expected.request;
import static opencompact.conformance.suite.Expected.start;
import static opencompact.conformance.suite.Expected.status;
import static opencompact.conformance.suite.Expected.stop;
import static opencompact.conformance.suite.Tool.CARD;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Core profile: remote control, reset, unlocking, configuration, meter values, refusals. */
final class CoreControl {
  /** What every charge point that speaks Core must have, and the profiles claimed besides. */
  private static final List<String> REQUIRED_KEYS =
      List.of(
          "AuthorizeRemoteTxRequests",
          "ClockAlignedDataInterval",
          "ConnectionTimeOut",
          "ConnectorPhaseRotation",
          "GetConfigurationMaxKeys",
          "HeartbeatInterval",
          "LocalAuthorizeOffline",
          "LocalPreAuthorize",
          "MeterValuesAlignedData",
          "MeterValuesSampledData",
          "MeterValueSampleInterval",
          "NumberOfConnectors",
          "ResetRetries",
          "StopTransactionOnEVSideDisconnect",
          "StopTransactionOnInvalidId",
          "StopTxnAlignedData",
          "StopTxnSampledData",
          "SupportedFeatureProfiles",
          "TransactionMessageAttempts",
          "TransactionMessageRetryInterval",
          "UnlockConnectorOnEVSideDisconnect",
          "LocalAuthListEnabled",
          "LocalAuthListMaxLength",
          "SendLocalListMaxLength",
          "ChargeProfileMaxStackLevel",
          "ChargingScheduleAllowedChargingRateUnit",
          "ChargingScheduleMaxPeriods",
          "MaxChargingProfilesInstalled");

  private CoreControl() {}

  @Case(
      id = "OCPP-T-010",
      name = "Remote start, plugged in first",
      guards = {"CF-12"},
      sockets = true)
  static void remote_start_of_a_plugged_in_car(Tool t) {
    t.configure("AuthorizeRemoteTxRequests", true);
    t.plugIn();
    t.hears(status("Preparing"));
    t.remoteStart(CARD).is("Accepted");
    t.hears(authorize(CARD), inAnyOrder(start(CARD), status("Charging")));
  }

  @Case(id = "OCPP-T-011_1", name = "Remote start first")
  static void remote_start_first(Tool t) {
    t.configure("AuthorizeRemoteTxRequests", false);
    t.remoteStart(CARD).is("Accepted");
    t.hears(status("Preparing"));
    t.plugIn();
    t.hears(inAnyOrder(start(CARD), status("Charging")));
  }

  @Case(id = "OCPP-T-011_2", name = "Remote start, time-out")
  static void remote_start_without_a_plug(Tool t) {
    t.configure("ConnectionTimeOut", 20);
    t.remoteStart(CARD).is("Accepted");
    t.hears(authorize(CARD), status("Preparing"));
    t.quiet(ofSeconds(18));
    t.hears(status("Available"));
    t.quiet();
  }

  @Case(id = "OCPP-T-012", name = "Remote stop", sockets = true)
  static void remote_stop(Tool t) {
    t.charging();
    t.remoteStop(t.transaction()).is("Accepted");
    t.hears(inAnyOrder(stop("Remote"), status("Finishing")));
    t.plugOut();
    t.hears(status("Available"));
  }

  @Case(id = "OCPP-T-013", name = "Hard reset without a transaction")
  static void hard_reset(Tool t) {
    reset_out_of_service(t, "Hard");
  }

  @Case(id = "OCPP-T-014", name = "Soft reset without a transaction")
  static void soft_reset(Tool t) {
    reset_out_of_service(t, "Soft");
  }

  private static void reset_out_of_service(Tool t, String type) {
    t.availability(1, "Inoperative").is("Accepted");
    t.hears(status("Unavailable"));
    t.reset(type).is("Accepted");
    t.hears(boot(), inAnyOrder(status("Unavailable"), status(0, "Available")));
    t.availability(1, "Operative").is("Accepted");
    t.hears(status("Available"));
  }

  @Case(id = "OCPP-T-015", name = "Hard reset with a transaction")
  static void hard_reset_while_charging(Tool t) {
    reset_while_charging(t, "Hard");
  }

  @Case(
      id = "OCPP-T-016",
      name = "Soft reset with a transaction",
      guards = {"P-06", "P-40"})
  static void soft_reset_while_charging(Tool t) {
    reset_while_charging(t, "Soft");
  }

  private static void reset_while_charging(Tool t, String type) {
    t.charging();
    t.reset(type).is("Accepted");
    t.hears(
        stop(type + "Reset"),
        status("Finishing"),
        boot(),
        inAnyOrder(status("Finishing", "Preparing"), status(0, "Available")));
  }

  @Case(id = "OCPP-T-017_1", name = "Unlock an idle socket", on = SLC, sockets = true)
  static void unlock_idle(Tool t) {
    t.unlock(1).is("Unlocked");
  }

  @Case(id = "OCPP-T-017_2", name = "Unlock a fixed cable", on = TLC)
  static void unlock_a_fixed_cable(Tool t) {
    t.unlock(1).is("NotSupported");
  }

  @Case(id = "OCPP-T-018_1", name = "Unlock while charging", on = SLC)
  static void unlock_while_charging(Tool t) {
    t.charging();
    t.unlock(1).is("Unlocked");
    t.hears(inAnyOrder(stop("UnlockCommand"), status("Finishing")));
    t.unplugAtStation();
    t.hears(status("Available"));
  }

  @Case(id = "OCPP-T-018_2", name = "Unlock a fixed cable while charging", on = TLC)
  static void unlock_a_fixed_cable_while_charging(Tool t) {
    t.charging();
    t.unlock(1).is("NotSupported");
    t.quiet(ofSeconds(30));
  }

  @Case(
      id = "OCPP-T-019",
      name = "Retrieve the configuration",
      guards = {"MS-25", "CF-18", "CF-31", "CF-54", "P-33"},
      sockets = true)
  static void retrieve_the_configuration(Tool t) {
    t.configured("SupportedFeatureProfiles");
    List<String> known = new ArrayList<>();
    for (JsonNode key : t.asks("GetConfiguration").payload().path("configurationKey").values()) {
      known.add(key.path("key").asString());
      t.requires(
          !key.path("key").asString().equals("AuthorizationKey") || !key.has("value"),
          "AuthorizationKey is listed without its value");
    }
    t.requires(known.containsAll(REQUIRED_KEYS), "A required key is missing in " + known);
    int most = Integer.parseInt(t.configured("GetConfigurationMaxKeys"));
    JsonNode some =
        t.asks(
                "GetConfiguration",
                "{'key':['%s']}".formatted(String.join("','", REQUIRED_KEYS.subList(0, most))))
            .payload();
    t.requires(
        some.path("configurationKey").size() == most && !some.has("unknownKey"),
        "Exactly the " + most + " keys asked for are told");
  }

  @Case(
      id = "OCPP-T-021",
      name = "Set the configuration",
      guards = {"MS-22"},
      sockets = true)
  static void set_the_configuration(Tool t) {
    t.configure("MeterValueSampleInterval", 15);
    t.requires(t.configured("MeterValueSampleInterval").equals("15"), "The new value is told");
  }

  @Case(
      id = "OCPP-T-070",
      name = "Sampled meter values",
      guards = {"MS-07", "CF-27"})
  static void sampled_values(Tool t) {
    t.configure("MeterValueSampleInterval", 20);
    t.configure("MeterValuesSampledData", "Energy.Active.Import.Register,Power.Active.Import");
    t.charging();
    Instant before = null;
    for (int i = 0; i < 3; i++) {
      JsonNode values =
          t.hears(
              request("MeterValues")
                  .with("connectorId", 1)
                  .with("transactionId", t.transaction())
                  .with("meterValue.1", Expected.ABSENT));
      Instant at = stamp(values);
      t.requires(
          before == null || Duration.between(before, at).toMillis() / 1000.0 - 20 < 0.5,
          "20 s lie between two samples");
      before = at;
      List<String> measurands = new ArrayList<>();
      for (JsonNode one : values.path("meterValue").path(0).path("sampledValue").values()) {
        t.requires(one.path("context").asString().equals("Sample.Periodic"), "The context");
        t.requires(one.path("format").asString("Raw").equals("Raw"), "The format");
        t.requires(!one.path("location").asString("Outlet").equals("EV"), "The location");
        measurands.add(one.path("measurand").asString());
      }
      t.requires(
          List.copyOf(new java.util.TreeSet<>(measurands))
              .equals(List.of("Energy.Active.Import.Register", "Power.Active.Import")),
          "All measurands configured and no other: " + measurands);
    }
  }

  @Case(
      id = "OCPP-T-071",
      name = "Clock-aligned meter values",
      guards = {"P-29", "P-30", "CF-14", "CF-25"})
  static void clock_aligned_values(Tool t) {
    t.configure("ClockAlignedDataInterval", 60);
    t.hears(request("MeterValues").with("connectorId", 1).with("transactionId", Expected.ABSENT));
    t.charging();
    Instant before = null;
    for (int i = 0; i < 3; i++) {
      JsonNode values =
          t.hears(
              request("MeterValues")
                  .with("connectorId", 1)
                  .with("meterValue.0.sampledValue.0.context", "Sample.Clock")
                  .with("meterValue.0.sampledValue.0.measurand", "Energy.Active.Import.Register"));
      Instant at = stamp(values);
      t.requires(
          at.getEpochSecond() % 60 == 0 && at.getNano() == 0, "The stamp is the exact boundary");
      t.requires(before == null || before.plusSeconds(60).equals(at), "No boundary is left out");
      before = at;
    }
  }

  private static Instant stamp(JsonNode values) {
    return Instant.parse(values.path("meterValue").path(0).path("timestamp").asString());
  }

  @Case(id = "OCPP-T-023", name = "Authorize, invalid")
  static void invalid_card(Tool t) {
    refused(t, "Invalid");
  }

  @Case(id = "OCPP-T-023_2", name = "Authorize, expired")
  static void expired_card(Tool t) {
    refused(t, "Expired");
  }

  @Case(id = "OCPP-T-023_3", name = "Authorize, blocked")
  static void blocked_card(Tool t) {
    refused(t, "Blocked");
  }

  private static void refused(Tool t, String status) {
    t.configure("LocalPreAuthorize", true);
    t.configure("MinimumStatusDuration", 10);
    t.card(CARD, status);
    t.swipe();
    t.hears(authorize(CARD));
    t.plugIn();
    t.hears(status("Preparing"));
    t.quiet(ofSeconds(30));
  }

  @Case(id = "OCPP-T-023_5", name = "Remote start, Authorize invalid")
  static void remote_start_of_an_invalid_card(Tool t) {
    t.configure("AuthorizeRemoteTxRequests", true);
    t.card(CARD, "Invalid");
    t.remoteStart(CARD).is("Accepted");
    t.hears(authorize(CARD));
    t.plugIn();
    t.hears(status("Preparing"));
    t.quiet(ofSeconds(30));
  }

  @Case(
      id = "OCPP-T-024",
      name = "Lock failure at the start",
      guards = {"TX-02", "ST-34"},
      on = SLC)
  static void lock_failure(Tool t) {
    t.raise("lock=jammed");
    t.authorized();
    t.plugIn();
    t.hears(fault("ConnectorLockFailure"));
    t.quiet(ofSeconds(30));
  }

  @Case(id = "OCPP-T-026", name = "Remote start rejected")
  static void remote_start_while_charging(Tool t) {
    t.charging();
    t.remoteStart(CARD).is("Rejected");
  }

  @Case(id = "OCPP-T-027", name = "Remote start of connector 0", sockets = true)
  static void remote_start_of_connector_0(Tool t) {
    t.asks("RemoteStartTransaction", "{'connectorId':0,'idTag':'04A1B2C3'}").is("Rejected");
  }

  @Case(id = "OCPP-T-028", name = "Remote stop rejected")
  static void remote_stop_of_another_transaction(Tool t) {
    t.charging();
    t.remoteStop(t.transaction() + 1).is("Rejected");
    t.quiet(ofSeconds(30));
  }

  @Case(id = "OCPP-T-030", name = "Unlock failure", on = SLC)
  static void unlock_failure(Tool t) {
    t.charging();
    t.raise("lock=jammed");
    t.unlock(1).is("UnlockFailed");
    t.hears(
        inAnyOrder(stop("UnlockCommand"), status("Finishing")),
        request("StatusNotification")
            .with("connectorId", 1)
            .with("status", "Finishing")
            .with("errorCode", "ConnectorLockFailure"));
  }

  @Case(id = "OCPP-T-031", name = "Unlock an unknown connector", sockets = true)
  static void unlock_an_unknown_connector(Tool t) {
    t.unlock(Integer.parseInt(t.configured("NumberOfConnectors")) + 1).is("NotSupported");
  }

  @Case(id = "OCPP-T-040_1", name = "Configuration: unknown key", sockets = true)
  static void unknown_key(Tool t) {
    t.asks("ChangeConfiguration", "{'key':'Testing','value':'true'}").is("NotSupported");
  }

  @Case(
      id = "OCPP-T-040_2",
      name = "Configuration: invalid value",
      guards = {"CF-04", "MV-14"},
      sockets = true)
  static void invalid_value(Tool t) {
    t.asks("ChangeConfiguration", "{'key':'MeterValueSampleInterval','value':'-1'}").is("Rejected");
  }

  @Case(
      id = "OCPP-T-041",
      name = "Behaviour with a fault",
      guards = {"ST-01", "ST-36"})
  static void fault_behaviour(Tool t) {
    t.raise("calibration=lost");
    t.hears(
        inAnyOrder(
            fault("InternalError"),
            request("StatusNotification").with("connectorId", 0).with("status", "Faulted")));
    t.swipe();
    t.plugIn();
    t.quiet(ofSeconds(30));
  }
}
