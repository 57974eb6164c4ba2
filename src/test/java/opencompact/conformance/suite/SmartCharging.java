package opencompact.conformance.suite;

import static opencompact.conformance.suite.Expected.authorize;
import static opencompact.conformance.suite.Expected.inAnyOrder;
import static opencompact.conformance.suite.Expected.start;
import static opencompact.conformance.suite.Expected.status;
import static opencompact.conformance.suite.Tool.CARD;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import opencompact.host.profile.Sent;
import opencompact.ocpp.RemoteStartTransaction;
import opencompact.ocpp.SetChargingProfile;
import opencompact.quantity.IdTag;

/** Smart Charging profile. */
final class SmartCharging {
  private SmartCharging() {}

  static Answer set(Tool t, int connector, Sent profile) {
    return t.asks(new SetChargingProfile.Request(connector, profile.profile()));
  }

  static Instant second(Tool t) {
    return t.now().truncatedTo(ChronoUnit.SECONDS);
  }

  private static Sent transaction(Tool t, int level) {
    return Sent.tx(level).transaction(t.transaction());
  }

  @Case(
      id = "OCPP-T-056",
      name = "TxDefaultProfile",
      guards = {"MS-34", "SC-32", "SC-33", "P-26"})
  static void default_profile(Tool t) {
    Instant from = second(t);
    String periods = "0:6, 100:10, 200:8";
    set(t, 1, Sent.txDefault(0).absolute(from).lasting(300).amperes(periods)).is("Accepted");
    t.charging();
    Schedule.of(t, 1, 300).shows(from, periods + ", 300:32");
  }

  @Case(
      id = "OCPP-T-057",
      name = "TxProfile",
      guards = {"P-20"})
  static void transaction_profile(Tool t) {
    t.charging();
    Instant from = second(t);
    String periods = "0:6, 60:8.1, 120:8";
    set(t, 1, transaction(t, 0).absolute(from).amperes(periods)).is("Accepted");
    Schedule.of(t, 1, 300).shows(from, periods);
  }

  @Case(id = "OCPP-T-058_1", name = "TxProfile without a transaction", sockets = true)
  static void no_transaction(Tool t) {
    set(t, 1, Sent.tx(0).amperes("0:6")).is("Rejected");
  }

  @Case(id = "OCPP-T-058_2", name = "TxProfile of another transaction")
  static void another_transaction(Tool t) {
    t.charging();
    set(t, 1, Sent.tx(0).transaction(t.transaction() + 1).amperes("0:6")).is("Rejected");
  }

  @Case(id = "OCPP-T-082", name = "TxDefaultProfile while charging")
  static void default_profile_while_charging(Tool t) {
    t.charging();
    Instant from = second(t);
    String periods = "0:6, 60:10, 120:8";
    set(t, 1, Sent.txDefault(0).absolute(from).amperes(periods)).is("Accepted");
    Schedule.of(t, 1, 300).shows(from, periods);
  }

  @Case(id = "OCPP-T-066", name = "Composite schedule")
  static void composite_schedule(Tool t) {
    t.charging();
    Instant from = second(t).minusSeconds(5);
    set(t, 0, Sent.max(0).absolute(from).lasting(86_400).amperes("0:10")).is("Accepted");
    String usual = "0:6, 60:10, 120:8, 180:25, 260:8";
    set(t, 1, Sent.txDefault(0).absolute(from).lasting(300).amperes(usual)).is("Accepted");
    String own = "0:8, 50:11, 140:16, 200:6, 240:12";
    set(t, 1, transaction(t, 0).absolute(from).lasting(260).amperes(own)).is("Accepted");
    Schedule.of(t, 1, 400).shows(from, "0:8, 50:10, 200:6, 240:10, 260:8, 300:10");
  }

  @Case(id = "OCPP-T-067", name = "Clear profiles")
  static void clear(Tool t) {
    for (String which :
        new String[] {
          "{'id':5}",
          "{'connectorId':1,'chargingProfilePurpose':'TxDefaultProfile','stackLevel':1}",
          "{}"
        }) {
      Instant from = second(t);
      String periods = "0:6, 60:8, 200:10";
      set(t, 1, Sent.txDefault(1).id(5).absolute(from).amperes(periods)).is("Accepted");
      Schedule.of(t, 1, 300).shows(from, periods);
      t.asks("ClearChargingProfile", which).is("Accepted");
      Schedule.of(t, 1, 300).shows(from, "0:32");
    }
  }

  @Case(id = "OCPP-T-072", name = "Stacking")
  static void stacking(Tool t) {
    Instant from = second(t);
    String below = "0:6, 50:5, 100:8, 200:10";
    set(t, 1, Sent.txDefault(0).absolute(from).lasting(400).amperes(below)).is("Accepted");
    set(t, 1, Sent.txDefault(1).absolute(from).lasting(150).amperes("0:7, 100:9")).is("Accepted");
    Schedule.of(t, 1, 350).shows(from, "0:7, 100:9, 150:8, 200:10");
  }

  @Case(id = "OCPP-T-059", name = "Remote start with a profile")
  static void remote_start_with_a_profile(Tool t) {
    String periods = "0:6, 60:10, 120:8";
    Sent own = Sent.tx(0).lasting(300).amperes(periods);
    t.plugIn();
    t.hears(status("Preparing"));
    t.asks(new RemoteStartTransaction.Request(1, new IdTag(CARD), own.profile())).is("Accepted");
    t.hears(authorize(CARD), inAnyOrder(start(CARD), status("Charging")));
    Schedule.of(t, 1, 200).shows(t.started().truncatedTo(ChronoUnit.SECONDS), periods);
  }

  @Case(id = "OCPP-T-060", name = "Remote start with a profile for something else")
  static void remote_start_with_a_wrong_profile(Tool t) {
    Sent wrong = Sent.txDefault(0).amperes("0:6");
    t.asks(new RemoteStartTransaction.Request(1, new IdTag(CARD), wrong.profile())).is("Rejected");
  }
}
