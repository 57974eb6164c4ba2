package opencompact.conformance.suite;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static opencompact.conformance.suite.Expected.authorize;
import static opencompact.conformance.suite.Expected.boot;
import static opencompact.conformance.suite.Expected.fault;
import static opencompact.conformance.suite.Expected.inAnyOrder;
import static opencompact.conformance.suite.Expected.perhaps;
import static opencompact.conformance.suite.Expected.request;
import static opencompact.conformance.suite.Expected.start;
import static opencompact.conformance.suite.Expected.status;
import static opencompact.conformance.suite.Expected.stop;
import static opencompact.conformance.suite.SmartCharging.second;
import static opencompact.conformance.suite.SmartCharging.set;
import static opencompact.conformance.suite.Tool.CARD;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import opencompact.catalogue.Model;
import opencompact.host.profile.Sent;
import opencompact.sim.SimDisk;
import tools.jackson.databind.JsonNode;

/** Scenarios of our own, about what the station does: profiles, lists, reservations, faults. */
final class OwnBehaviour {
  private OwnBehaviour() {}

  @Case(
      id = "OCPP-X-12",
      name = "Out of service during a transaction",
      guards = {"P-38"})
  static void out_of_service_while_charging(Tool t) {
    t.charging();
    t.availability(0, "Inoperative").is("Scheduled");
    t.swipe();
    t.hears(inAnyOrder(stop("Local"), status("Finishing")));
    t.plugOut();
    t.hears(inAnyOrder(status(0, "Unavailable"), status(1, "Unavailable")));
  }

  @Case(
      id = "OCPP-X-13",
      name = "Limit 0, then 16 A",
      guards = {"P-24", "P-25"})
  static void pause_by_a_profile(Tool t) {
    t.charging();
    int id = t.transaction();
    set(t, 1, Sent.tx(0).amperes("0:0")).is("Accepted");
    t.hears(status("SuspendedEVSE"));
    t.later(ofSeconds(20));
    double[] most = new double[1];
    t.yard().law(y -> most[0] = Math.max(most[0], y.view().rtm().offered().value()));
    set(t, 1, Sent.tx(0).amperes("0:16")).is("Accepted");
    t.hears(perhaps(status("SuspendedEV")), status("Charging"));
    t.later(ofSeconds(30));
    t.requires(most[0] <= 16.0, "Never more than 16 A from the first second on");
    t.requires(t.transaction() == id, "It is the same transaction");
  }

  @Case(
      id = "OCPP-X-14",
      name = "Switches: boundary, year's end, clock step",
      guards = {"P-23"})
  static void profile_switches(Tool t) {
    t.charging();
    Instant from = second(t).plusSeconds(60);
    set(t, 0, Sent.max(0).absolute(from.minusSeconds(60)).amperes("0:10, 60:13, 120:16"))
        .is("Accepted");
    t.later(Duration.between(t.now(), from.minusSeconds(1)));
    t.requires(offered(t) == 10, "A second before it is the old limit");
    t.later(ofSeconds(2));
    t.requires(offered(t) == 13, "A second after it is the new one");
    t.asks("ClearChargingProfile").is("Accepted");
    // Weekly since a Monday of last year: this Monday it holds from 12:00 on for three hours.
    Instant lastYear = Instant.parse("2025-12-15T12:00:00Z");
    set(t, 0, Sent.max(1).weekly(lastYear).lasting(10_800).amperes("0:11")).is("Accepted");
    t.later(ofSeconds(2));
    t.requires(offered(t) == 11, "The week goes on over the end of the year");
    t.clockIsOff(ofHours(-2));
    t.trigger("Heartbeat");
    t.hears(request("Heartbeat"));
    t.later(ofSeconds(10));
    t.requires(offered(t) == 11, "Inside a transaction the clock does not go back (OFF-5)");
    t.swipe();
    t.hears(inAnyOrder(stop("Local"), status(1, "Finishing")));
    t.plugOut();
    t.hears(status(1, "Available"));
    t.trigger("Heartbeat");
    t.hears(request("Heartbeat"));
    t.charging();
    t.later(ofSeconds(10));
    t.requires(offered(t) == 32, "Two hours earlier it does not hold");
  }

  private static double offered(Tool t) {
    return t.yard().view().rtm().offered().value();
  }

  @Case(
      id = "OCPP-X-15",
      name = "Composite schedules at the limits",
      guards = {"P-22"})
  static void composite_schedules_at_the_limits(Tool t) {
    Instant from = second(t);
    set(t, 0, Sent.max(0).absolute(from).amperes("0:16, 600:10")).is("Accepted");
    Schedule.of(t, 1, 604_800).shows(from, "0:16, 600:10");
    Schedule.of(t, 0, 700, "W").shows(from, "0:11040, 600:6900");
    Schedule.of(t, 1, 0).shows(from, "0:16");
    t.asks("GetCompositeSchedule", "{'connectorId':2,'duration':60}").is("Rejected");
    t.asks("GetCompositeSchedule", "{'connectorId':1,'duration':-1}").is("Rejected");
  }

  @Case(
      id = "OCPP-X-16",
      name = "One profile more than fits",
      guards = {"CF-52", "P-25"})
  static void one_profile_too_many(Tool t) {
    for (int level = 0; level < 10; level++) {
      set(t, 1, Sent.txDefault(level).amperes("0:" + (10 + level))).is("Accepted");
    }
    set(t, 1, Sent.txDefault(10).amperes("0:6")).is("Rejected");
    set(t, 1, Sent.txDefault(9).amperes("0:8")).is("Accepted");
    t.powerCycle();
    t.hears(boot(), inAnyOrder(status(0, "Available"), status(1, "Available")));
    Schedule.of(t, 1, 60).shows(second(t), "0:8");
    for (int level = 9; level >= 0; level--) {
      t.asks("ClearChargingProfile", "{'stackLevel':%d}".formatted(level)).is("Accepted");
    }
    t.asks("ClearChargingProfile").is("Unknown");
  }

  @Case(
      id = "OCPP-X-17",
      name = "One list entry more than fits",
      guards = {"CF-45", "CF-46", "P-43"})
  static void one_card_too_many(Tool t) {
    t.configure("LocalAuthListEnabled", true);
    int version = 0;
    for (int hundred = 0; hundred < 10; hundred++) {
      list(t, "Differential", ++version, hundred * 100, 100).is("Accepted");
    }
    list(t, "Differential", ++version, 1000, 1).is("Failed");
    list(t, "Full", 1, 0, 101).is("Failed");
    version(t, 10);
    t.yard().disk().cutPowerAt(t.yard().disk().writes() + 1, SimDisk.Cut.TORN);
    t.yard().backOffice().call("SendLocalList", "{\"listVersion\":20,\"updateType\":\"Full\"}");
    t.later(ofSeconds(2));
    t.restorePower();
    t.hears(boot(), inAnyOrder(status(0, "Available"), status(1, "Available")));
    version(t, 10);
  }

  private static void version(Tool t, int expected) {
    int told = t.asks("GetLocalListVersion").payload().path("listVersion").asInt(-2);
    t.requires(told == expected, "The list is version " + expected + ", not " + told);
  }

  private static Answer list(Tool t, String type, int version, int from, int count) {
    List<String> entries = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      entries.add("{'idTag':'CARD%d','idTagInfo':{'status':'Accepted'}}".formatted(i));
    }
    return t.asks(
        "SendLocalList",
        "{'listVersion':%d,'updateType':'%s','localAuthorizationList':[%s]}"
            .formatted(version, type, String.join(",", entries)));
  }

  @Case(
      id = "OCPP-X-18",
      name = "The same idTag in other letters",
      guards = {"AU-24"})
  static void lower_case(Tool t) {
    t.asks("RemoteStartTransaction", "{'connectorId':1,'idTag':'AABBccdd'}").is("Accepted");
    t.hears(authorize("AABBccdd"), status("Preparing"));
    t.plugIn();
    t.hears(inAnyOrder(start("AABBccdd"), status("Charging")));
    t.swipe("aabbCCDD");
    t.hears(inAnyOrder(stop("Local"), status("Finishing")));
  }

  @Case(
      id = "OCPP-X-19",
      name = "Awkward endpoints and identities",
      guards = {"TR-03"})
  static void awkward_endpoints(Tool t) {
    t.owner("BackendUrl", "wss://cs.test:443/cpd/");
    t.owner("Uid", "RDAM 1/2 é");
    t.hears(boot(), inAnyOrder(status(0, "Available"), status(1, "Available")));
    String url = String.valueOf(t.yard().network().endpoint().url());
    t.requires(
        url.equals("wss://cs.test:443/cpd/RDAM%201%2F2%20%C3%A9"),
        "The identity is one encoded segment behind one slash, not " + url);
  }

  @Case(
      id = "OCPP-X-20",
      name = "Timestamps of central systems",
      guards = {"P-49"})
  static void timestamps(Tool t) {
    List<String> soon =
        List.of(
            "2026-03-02T12:10:00.1234567Z",
            "2026-03-02T14:10:00+02:00",
            "2026-03-02T12:10:00",
            "2026-03-02T12:10:00z");
    for (String stamp : soon) {
      reserve(t, stamp, 1).is("Accepted");
      t.hears(status("Reserved"));
      t.asks("CancelReservation", "{'reservationId':1}").is("Accepted");
      t.hears(status("Available"));
    }
    reserve(t, "2026-03-02T13:10:00+02:00", 1).is("Rejected");
    reserve(t, "2026-03-02T12:10:00+02:00", 1).is("Rejected");
  }

  private static Answer reserve(Tool t, String until, int id) {
    return t.asks(
        "ReserveNow",
        "{'connectorId':1,'expiryDate':'%s','idTag':'%s','reservationId':%d}"
            .formatted(until, CARD, id));
  }

  @Case(
      id = "OCPP-X-21",
      name = "The manual's list of measurands",
      guards = {"CF-26", "CF-28", "P-28"})
  static void measurands_of_the_manual(Tool t) {
    String list =
        "Voltage.L1-N,Voltage.N,Temperature,Current.Offered.L1,Current.Import.L1,"
            + "Power.Active.Import.L1,Energy.Active.Import.Register.L1";
    t.configure("MeterValuesSampledData", list);
    t.requires(t.configured("MeterValuesSampledData").equals(list), "The list is kept as it came");
    t.configure("MeterValueSampleInterval", 30);
    t.charging();
    List<String> told = new ArrayList<>();
    for (JsonNode one :
        t.hears(request("MeterValues")).path("meterValue").path(0).path("sampledValue").values()) {
      String phase = one.path("phase").asString("");
      told.add(one.path("measurand").asString() + (phase.isEmpty() ? "" : "." + phase));
    }
    t.requires(told.equals(List.of(list.split(","))), "Measurand and phase are apart: " + told);
  }

  @Case(
      id = "OCPP-X-23",
      name = "Tamper",
      guards = {"ST-39"})
  static void tamper(Tool t) {
    t.raise("cover.main=open");
    t.hears(inAnyOrder(tampered("0x100000"), tamperEvent()));
    t.disconnect();
    t.raise("cover.service=open");
    t.later(ofMinutes(1));
    t.reconnect();
    t.hears(inAnyOrder(tampered("0x300000"), tamperEvent()));
  }

  private static Expected.Request tampered(String word) {
    return request("StatusNotification")
        .with("connectorId", 1)
        .with("status", "Available")
        .with("errorCode", "OtherError")
        .with("info", "Tamper")
        .with("vendorErrorCode", word);
  }

  private static Expected.Request tamperEvent() {
    return request("SecurityEventNotification").with("type", "TamperDetectionActivated");
  }

  @Case(
      id = "OCPP-X-24",
      name = "The housing grows hot",
      guards = {"ST-37"},
      on = Model.SLC)
  static void overheating(Tool t) {
    t.charging();
    double before = offered(t);
    for (int degrees = 72; degrees <= 79; degrees++) {
      t.raise("temperature=" + degrees);
      t.later(ofSeconds(10));
      t.requires(offered(t) <= before, "At " + degrees + " °C no more than before is offered");
      before = offered(t);
    }
    t.requires(before < 32, "At 79 °C less than usual is offered");
    t.raise("temperature=85");
    t.hears(inAnyOrder(stop("Other"), fault("HighTemperature")));
    t.mend();
    t.quiet(ofMinutes(30));
    t.clearFaults();
    t.hears(status("Finishing"));
  }

  @Case(id = "OCPP-X-25", name = "Two resets; a reset while firmware installs")
  static void resets(Tool t) {
    t.charging();
    t.reset("Soft").is("Accepted");
    t.hears(stop("SoftReset"));
    t.reset("Soft").is("Accepted");
    t.hears(
        status("Finishing"),
        boot(),
        inAnyOrder(status("Finishing", "Preparing"), status(0, "Available")));
    t.plugOut();
    t.hears(status("Available"));

    t.yard().files().offers(FirmwareManagement.IMAGE, 1_000_000);
    FirmwareManagement.update(t, 0);
    t.hears(
        firmware("Downloading"),
        firmware("Downloaded"),
        inAnyOrder(firmware("Installing"), status("Unavailable")));
    t.reset("Hard").is("Rejected");
    t.hears(
        boot(),
        inAnyOrder(status(0, "Available"), status(1, "Unavailable", "Available")),
        firmware("Installed"),
        status("Available"));
  }

  private static Expected.Request firmware(String status) {
    return request("FirmwareStatusNotification").with("status", status);
  }

  @Case(id = "OCPP-X-26", name = "A reservation lapses at awkward moments")
  static void reservation_lapses(Tool t) {
    reserve(t, t.now().plusSeconds(120).toString(), 1).is("Accepted");
    t.hears(status("Reserved"));
    t.cutPower();
    t.later(ofMinutes(5));
    t.restorePower();
    t.hears(boot(), inAnyOrder(status(0, "Available"), status(1, "Available")));

    reserve(t, t.now().plusSeconds(60).toString(), 2).is("Accepted");
    t.hears(status("Reserved"));
    t.plugIn();
    t.quiet(ofSeconds(50));
    t.hears(status("Preparing"));
    t.plugOut();
    t.hears(status("Available"));

    reserve(t, t.now().plusSeconds(60).toString(), 3).is("Accepted");
    t.hears(status("Reserved"));
    t.raise("lock=jammed");
    t.raise("calibration=lost");
    t.hears(
        inAnyOrder(
            fault("InternalError"),
            request("StatusNotification").with("connectorId", 0).with("status", "Faulted")));
    t.mend();
    t.hears(inAnyOrder(status(0, "Available"), status(1, "Available")));
  }

  @Case(
      id = "OCPP-X-27",
      name = "Free charging against the central system's will",
      guards = {"TX-06", "CF-70"})
  static void free_charging(Tool t) {
    t.owner("AuthorizationEnabled", "false");
    t.card("FREEVEND", "Invalid");
    t.plugIn();
    t.hears(start("FREEVEND"), status("Preparing"), status("Charging"));
    t.quiet(ofMinutes(5));
  }
}
