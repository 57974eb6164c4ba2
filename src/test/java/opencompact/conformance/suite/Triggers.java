package opencompact.conformance.suite;

import static java.time.Duration.ofSeconds;
import static opencompact.conformance.suite.Expected.inAnyOrder;
import static opencompact.conformance.suite.Expected.request;
import static opencompact.conformance.suite.Expected.status;

/** Remote Trigger profile, and DataTransfer. */
final class Triggers {
  private Triggers() {}

  @Case(
      id = "OCPP-T-054",
      name = "Trigger",
      guards = {"MS-35", "TM-01", "MS-04", "MS-05"},
      sockets = true)
  static void trigger(Tool t) {
    t.trigger("MeterValues");
    t.hears(
        request("MeterValues")
            .with("connectorId", 1)
            .with("meterValue.0.sampledValue.0.context", "Trigger"));
    t.trigger("Heartbeat");
    t.hears(request("Heartbeat"));
    t.trigger("StatusNotification");
    t.hears(inAnyOrder(status(0, "Available"), status(1, "Available")));
    t.trigger("DiagnosticsStatusNotification");
    t.hears(request("DiagnosticsStatusNotification").with("status", "Idle"));
    t.trigger("FirmwareStatusNotification");
    t.hears(request("FirmwareStatusNotification").with("status", "Idle"));
  }

  @Case(
      id = "OCPP-T-055",
      name = "Trigger rejected",
      guards = {"TM-03"},
      sockets = true)
  static void trigger_of_an_unknown_connector(Tool t) {
    t.asks("TriggerMessage", "{'requestedMessage':'MeterValues','connectorId':2}").is("Rejected");
    t.quiet(ofSeconds(10));
  }

  @Case(
      id = "OCPP-T-062",
      name = "DataTransfer of an unknown vendor",
      guards = {"MS-24", "DX-01"},
      sockets = true)
  static void data_transfer(Tool t) {
    t.asks("DataTransfer", "{'vendorId':'com.example','messageId':'x','data':'y'}")
        .is("UnknownVendorId");
  }
}
