package opencompact.conformance.suite;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static opencompact.conformance.suite.Expected.ABSENT;
import static opencompact.conformance.suite.Expected.boot;
import static opencompact.conformance.suite.Expected.inAnyOrder;
import static opencompact.conformance.suite.Expected.perhaps;
import static opencompact.conformance.suite.Expected.request;
import static opencompact.conformance.suite.Expected.start;
import static opencompact.conformance.suite.Expected.status;
import static opencompact.conformance.suite.Expected.stop;
import static opencompact.conformance.suite.Tool.CARD;

import java.time.Duration;
import java.time.Instant;

/** Core profile: failures of the power and of the connection. */
final class CoreOffline {
  private CoreOffline() {}

  @Case(
      id = "OCPP-T-032_1",
      name = "Power failure with a back-up",
      inapplicable = "The station has no battery.")
  static void power_failure_with_a_battery(Tool t) {}

  @Case(
      id = "OCPP-T-032_2",
      name = "Power failure without a back-up",
      guards = {"P-07"})
  static void power_failure(Tool t) {
    t.charging();
    t.later(ofMinutes(2));
    t.powerCycle();
    t.hears(
        boot(),
        inAnyOrder(
            status(0, "Available"),
            status("Finishing", "Preparing"),
            stop("PowerLoss").with("transactionId", t.transaction())));
  }

  @Case(id = "OCPP-T-034", name = "Power failure while unavailable")
  static void power_failure_out_of_service(Tool t) {
    t.availability(0, "Inoperative").is("Accepted");
    t.hears(inAnyOrder(status(0, "Unavailable"), status(1, "Unavailable")));
    t.powerCycle();
    t.hears(boot(), inAnyOrder(status(0, "Unavailable"), status(1, "Unavailable")));
  }

  @Case(id = "OCPP-T-036", name = "Connection loss while charging")
  static void connection_loss_while_charging(Tool t) {
    t.configure("MeterValueSampleInterval", 15);
    t.charging();
    int id = t.transaction();
    Instant before = sample(t, id);
    t.disconnect();
    t.later(ofSeconds(70));
    t.owner("MeterValueSampleInterval", "0");
    t.reconnect();
    for (int i = 0; i < 4; i++) {
      Instant at = sample(t, id);
      t.requires(
          Duration.between(before, at).minusSeconds(15).abs().toMillis() < 500,
          "No sample is missing between " + before + " and " + at);
      before = at;
    }
  }

  private static Instant sample(Tool t, int id) {
    return Instant.parse(
        t.hears(
                request("MeterValues")
                    .with("transactionId", id)
                    .with("meterValue.0.sampledValue.0.context", "Sample.Periodic"))
            .path("meterValue")
            .path(0)
            .path("timestamp")
            .asString());
  }

  @Case(
      id = "OCPP-T-037_1",
      name = "Offline start, valid idTag",
      guards = {"AU-10", "CF-21", "P-16"})
  static void offline_start(Tool t) {
    t.cached();
    t.disconnect();
    t.swipe();
    t.plugIn();
    t.later(ofSeconds(30));
    t.reconnect();
    t.hears(inAnyOrder(start(CARD), status("Charging")));
  }

  @Case(
      id = "OCPP-T-037_2",
      name = "Offline start, invalid idTag, goes on without energy",
      guards = {"TX-12", "ST-03", "CF-10", "AU-11"})
  static void offline_start_of_an_invalid_card(Tool t) {
    t.configure("StopTransactionOnInvalidId", false);
    offlineStart(t);
    t.hears(
        perhaps(status("Charging")),
        start(CARD),
        perhaps(status("Charging")),
        status("SuspendedEVSE"));
    t.quiet(ofMinutes(2));
    t.swipe();
    t.hears(inAnyOrder(stop("Local").with("idTag", CARD), status("Finishing")));
  }

  @Case(
      id = "OCPP-T-037_3",
      name = "Offline start, invalid idTag, is stopped",
      guards = {"TX-12", "CF-35"})
  static void offline_start_of_an_invalid_card_is_stopped(Tool t) {
    t.configure("StopTransactionOnInvalidId", true);
    offlineStart(t);
    t.hears(
        perhaps(status("Charging")),
        start(CARD),
        inAnyOrder(stop("DeAuthorized").with("idTag", ABSENT), status("Finishing")));
    if (t.socketed()) {
      t.later(ofMinutes(1));
      t.requires(
          t.yard().signals().lockedFeedback, "The cable stays locked until its card is shown");
      t.swipe();
    }
    t.plugOut();
    t.hears(status("Available"));
  }

  private static void offlineStart(Tool t) {
    t.configure("AllowOfflineTxForUnknownId", true);
    t.card(CARD, "Invalid");
    t.disconnect();
    t.swipe();
    t.plugIn();
    t.later(ofMinutes(1));
    t.reconnect();
  }

  @Case(id = "OCPP-T-038", name = "Offline stop")
  static void offline_stop(Tool t) {
    t.charging();
    int id = t.transaction();
    t.disconnect();
    t.swipe();
    t.later(ofSeconds(30));
    t.reconnect();
    t.hears(inAnyOrder(stop("Local", ABSENT).with("transactionId", id), status("Finishing")));
  }

  @Case(
      id = "OCPP-T-039",
      name = "Offline transaction",
      guards = {"P-01", "P-16", "TX-10", "TX-11"})
  static void offline_transaction(Tool t) {
    t.cached();
    t.disconnect();
    t.swipe();
    t.plugIn();
    t.later(ofMinutes(5));
    t.swipe();
    t.later(ofSeconds(20));
    t.plugOut();
    t.later(ofSeconds(20));
    t.reconnect();
    t.hears(start(CARD));
    t.hears(stop("Local", ABSENT).with("transactionId", t.transaction()));
    t.quiet(ofMinutes(1));
  }
}
