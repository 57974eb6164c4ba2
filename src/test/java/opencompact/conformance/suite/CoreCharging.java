package opencompact.conformance.suite;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static opencompact.catalogue.Model.SLC;
import static opencompact.conformance.suite.Expected.ABSENT;
import static opencompact.conformance.suite.Expected.authorize;
import static opencompact.conformance.suite.Expected.boot;
import static opencompact.conformance.suite.Expected.inAnyOrder;
import static opencompact.conformance.suite.Expected.perhaps;
import static opencompact.conformance.suite.Expected.request;
import static opencompact.conformance.suite.Expected.start;
import static opencompact.conformance.suite.Expected.status;
import static opencompact.conformance.suite.Expected.stop;
import static opencompact.conformance.suite.Tool.CARD;
import static opencompact.conformance.suite.Tool.OTHER_CARD;

import java.time.Duration;
import java.time.Instant;

/** Core profile: booting, starting and stopping at the charger. */
final class CoreCharging {
  private CoreCharging() {}

  @Case(
      id = "OCPP-T-001",
      name = "Cold boot",
      guards = {"MS-02", "MS-06", "CF-19"})
  static void cold_boot(Tool t) {
    t.registers("Rejected", 40);
    t.powerCycle();
    t.hears(boot());
    t.silence(ofSeconds(39));
    t.registers("Accepted", 15);
    t.hears(boot(), inAnyOrder(status(0, "Available"), status(1, "Available")));
    t.hears(request("Heartbeat"));
    Instant first = t.now();
    t.hears(request("Heartbeat"));
    t.requires(
        Duration.between(first, t.now()).minusSeconds(15).abs().compareTo(ofSeconds(1)) < 0,
        "Heartbeats come every 15 s");
  }

  @Case(id = "OCPP-T-002", name = "Cold boot, Pending")
  static void cold_boot_pending(Tool t) {
    t.registers("Pending", 30);
    t.powerCycle();
    t.hears(boot());
    t.asks("GetConfiguration").payload();
    t.configure("MeterValueSampleInterval", 30);
    t.registers("Accepted", 20);
    t.hears(boot(), inAnyOrder(status(0, "Available"), status(1, "Available")));
    t.hears(request("Heartbeat"));
  }

  @Case(
      id = "OCPP-T-003",
      name = "Plug-in first",
      guards = {"MS-01", "MS-08", "TX-01", "ST-02", "ST-07", "P-42"},
      sockets = true)
  static void plug_in_first(Tool t) {
    t.plugIn();
    t.hears(status("Preparing"));
    t.swipe();
    t.hears(authorize(CARD), inAnyOrder(start(CARD), status("Charging")));
  }

  @Case(
      id = "OCPP-T-004_1",
      name = "Identification first",
      guards = {"TX-01", "CF-29"},
      sockets = true)
  static void identification_first(Tool t) {
    t.configure("MeterValueSampleInterval", 60);
    t.swipe();
    t.hears(authorize(CARD), status("Preparing"));
    t.plugIn();
    t.hears(inAnyOrder(start(CARD), status("Charging")));
  }

  @Case(
      id = "OCPP-T-004_2",
      name = "Identification first, ConnectionTimeOut",
      guards = {"CF-15"})
  static void identification_without_a_plug(Tool t) {
    t.configure("ConnectionTimeOut", 20);
    t.authorized();
    t.quiet(ofSeconds(18));
    t.hears(status("Available"));
    t.quiet();
  }

  @Case(
      id = "OCPP-T-068",
      name = "Stop with the same idTag",
      guards = {"AU-01", "MS-10", "ST-06"},
      sockets = true)
  static void stop_with_the_same_card(Tool t) {
    t.charging();
    t.swipe();
    t.hears(inAnyOrder(stop("Local", ABSENT).with("idTag", CARD), status("Finishing")));
  }

  @Case(id = "OCPP-T-069", name = "Stop with the same parentIdTag")
  static void stop_with_a_card_of_the_same_group(Tool t) {
    t.card(CARD, "FAMILY", "Accepted");
    t.card(OTHER_CARD, "FAMILY", "Accepted");
    t.charging();
    t.swipe(OTHER_CARD);
    t.hears(
        authorize(OTHER_CARD),
        inAnyOrder(stop("Local", ABSENT).with("idTag", OTHER_CARD), status("Finishing")));
  }

  @Case(
      id = "OCPP-T-005_1",
      name = "EV disconnected: stops and unlocks",
      guards = {"TX-16", "ST-04", "P-41", "CF-34"},
      on = SLC)
  static void car_disconnected_stops_and_unlocks(Tool t) {
    t.charging();
    t.unplugAtCar();
    t.hears(
        perhaps(status("SuspendedEV")), inAnyOrder(stop("EVDisconnected"), status("Finishing")));
    t.unplugAtStation();
    t.hears(status("Available"));
  }

  @Case(id = "OCPP-T-005_2", name = "EV disconnected: stops and stays locked")
  static void car_disconnected_stops_and_stays_locked(Tool t) {
    if (t.socketed()) {
      t.configure("UnlockConnectorOnEVSideDisconnect", false);
    }
    t.charging();
    t.unplugAtCar();
    t.hears(
        perhaps(status("SuspendedEV")),
        inAnyOrder(stop("EVDisconnected"), status(t.socketed() ? "Finishing" : "Available")));
    t.unlock(1).is(t.socketed() ? "Unlocked" : "NotSupported");
    if (t.socketed()) {
      t.unplugAtStation();
      t.hears(status("Available"));
    }
  }

  @Case(id = "OCPP-T-005_3", name = "EV disconnected: the transaction goes on")
  static void car_disconnected_goes_on(Tool t) {
    t.configure("StopTransactionOnEVSideDisconnect", false);
    if (t.socketed()) {
      t.configure("UnlockConnectorOnEVSideDisconnect", false);
    }
    t.charging();
    t.unplugAtCar();
    t.hears(
        status("SuspendedEV"), perhaps(status("SuspendedEV").with("info", "EV side disconnected")));
    t.quiet(ofMinutes(1));
    t.remoteStop(t.transaction()).is("Accepted");
    t.hears(inAnyOrder(stop("Remote"), status(t.socketed() ? "Finishing" : "Available")));
  }

  @Case(
      id = "OCPP-T-007",
      name = "Start with a cached idTag",
      guards = {"AU-05", "CF-22", "CF-11"})
  static void cached_card(Tool t) {
    t.configure("LocalPreAuthorize", true);
    t.cached();
    t.swipe();
    t.hears(status("Preparing"));
    t.plugIn();
    t.hears(inAnyOrder(start(CARD), status("Charging")));
  }

  @Case(id = "OCPP-T-007_2", name = "Remote start with a cached idTag")
  static void remote_start_of_a_cached_card(Tool t) {
    t.configure("LocalPreAuthorize", true);
    t.cached();
    t.remoteStart(CARD).is("Accepted");
    t.hears(status("Preparing"));
    t.plugIn();
    t.hears(inAnyOrder(start(CARD), status("Charging")));
  }

  @Case(
      id = "OCPP-T-061",
      name = "Clear the cache, then start locally",
      guards = {"MS-23", "AU-14"})
  static void cleared_cache(Tool t) {
    t.configure("LocalPreAuthorize", true);
    t.cached();
    t.asks("ClearCache").is("Accepted");
    t.swipe();
    t.hears(authorize(CARD), status("Preparing"));
  }

  @Case(id = "OCPP-T-061_2", name = "Clear the cache, then start remotely")
  static void cleared_cache_remotely(Tool t) {
    t.configure("LocalPreAuthorize", true);
    t.cached();
    t.asks("ClearCache").is("Accepted");
    t.remoteStart(CARD).is("Accepted");
    t.hears(authorize(CARD), status("Preparing"));
  }
}
