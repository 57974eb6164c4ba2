package opencompact.conformance.suite;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static opencompact.conformance.suite.Expected.authorize;
import static opencompact.conformance.suite.Expected.boot;
import static opencompact.conformance.suite.Expected.inAnyOrder;
import static opencompact.conformance.suite.Expected.request;
import static opencompact.conformance.suite.Expected.start;
import static opencompact.conformance.suite.Expected.status;
import static opencompact.conformance.suite.Expected.stop;
import static opencompact.conformance.suite.Tool.CARD;
import static opencompact.conformance.suite.Tool.OTHER_CARD;
import static opencompact.sim.SimBackOffice.Mood.ANSWERS;
import static opencompact.sim.SimBackOffice.Mood.HANGS_UP;
import static opencompact.sim.SimBackOffice.Mood.REFUSES;
import static opencompact.sim.SimBackOffice.Mood.SILENT;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import opencompact.sim.SimDisk;
import opencompact.sim.Yard;
import opencompact.sim.bench.Cars;
import tools.jackson.databind.JsonNode;

/** Scenarios of our own, about the conversation: bad frames, silence, retries, reconnecting. */
final class OwnConversation {
  private OwnConversation() {}

  @Case(
      id = "OCPP-X-01",
      name = "Malformed calls",
      guards = {"TR-14", "P-17"})
  static void malformed_calls(Tool t) {
    Map<String, String> bad = new LinkedHashMap<>();
    bad.put("[2,'1']", "FormationViolation");
    bad.put("[2,'2','Reset',[]]", "FormationViolation");
    bad.put("[2,'3',7,{}]", "FormationViolation");
    bad.put("[2,'%s','Reset',{}]".formatted("4".repeat(37)), "FormationViolation");
    bad.put("[2,'5','Dance',{}]", "NotImplemented");
    bad.put("[2,'6','reset',{}]", "NotImplemented");
    bad.put("[2,'7','Heartbeat',{}]", "NotSupported");
    bad.put("[2,'8','Reset',{}]", "OccurenceConstraintViolation");
    bad.put("[2,'9','Reset',{'type':7}]", "TypeConstraintViolation");
    bad.put("[2,'10','UnlockConnector',{'connectorId':'1'}]", "TypeConstraintViolation");
    bad.put("[2,'11','UnlockConnector',{'connectorId':1.5}]", "TypeConstraintViolation");
    bad.put(
        "[2,'12','RemoteStartTransaction',{'idTag':'%s'}]".formatted("A".repeat(21)),
        "TypeConstraintViolation");
    bad.put("[2,'13','Reset',{'type':'hard'}]", "PropertyConstraintViolation");
    bad.put(
        "[2,'14','ReserveNow',{'connectorId':1,'expiryDate':'soon','idTag':'A','reservationId':1}]",
        "PropertyConstraintViolation");
    bad.forEach((text, code) -> t.says(text).fails(code));
    for (String noise : List.of("nonsense", "{}", "[]", "[9,'x',{}]", "[3,'x',{}]", "[4,'x']")) {
      t.saysInVain(noise);
    }
    t.unrecorded(() -> fuzz(t));
    t.asks("GetConfiguration", "{'key':['HeartbeatInterval']}").payload();
    t.swipe();
    t.hears(authorize(CARD), status("Preparing"));
  }

  /** 10 000 calls for nothing that exists, each with some characters changed. */
  private static void fuzz(Tool t) {
    SplittableRandom chance = new SplittableRandom(1);
    for (int i = 0; i < 10_000; i++) {
      StringBuilder text = new StringBuilder("[2,\"fuzz-" + i + "\",\"NoSuchAction\",{\"a\":[1]}]");
      for (int k = chance.nextInt(6); k >= 0; k--) {
        // The first characters stay, so that nothing becomes an answer to something else.
        int at = chance.nextInt(4, text.length());
        text.setCharAt(at, (char) chance.nextInt(32, 127));
      }
      t.yard().backOffice().says(text.toString());
      if (i % 100 == 0) {
        t.later(Duration.ofMillis(100));
      }
    }
    t.later(ofSeconds(1));
  }

  @Case(
      id = "OCPP-X-02",
      name = "A call while ours is open",
      guards = {"P-10"})
  static void crossing_calls(Tool t) {
    t.becomes(SILENT);
    t.swipe();
    t.hears(authorize(CARD));
    Instant asked = t.now();
    t.asks("GetConfiguration").payload();
    t.requires(
        Duration.between(asked, t.now()).compareTo(ofSeconds(1)) < 0, "The answer comes at once");
    t.quiet(ofSeconds(5));
    t.becomes(ANSWERS);
    t.answersLast("{'idTagInfo':{'status':'Accepted'}}");
    t.hears(status("Preparing"));
  }

  @Case(
      id = "OCPP-X-03",
      name = "StartTransaction is never answered",
      guards = {"TX-11", "TX-22", "TR-19", "CF-24", "CF-40", "CF-41", "P-03"})
  static void unanswered_start(Tool t) {
    t.configure("TransactionMessageAttempts", 3);
    t.configure("TransactionMessageRetryInterval", 20);
    t.configure("MessageTimeout", 10);
    t.configure("MeterValueSampleInterval", 60);
    t.authorized();
    t.treatsNext(SILENT, SILENT, SILENT);
    t.plugIn();
    t.hears(inAnyOrder(start(CARD), status("Charging")));
    Instant first = t.stampOf("StartTransaction");
    t.hears(start(CARD));
    Instant second = t.stampOf("StartTransaction");
    t.requires(near(first, second, 10 + 20), "The first repetition comes after 20 s");
    t.hears(start(CARD));
    Instant third = t.stampOf("StartTransaction");
    t.requires(near(second, third, 10 + 40), "The second repetition comes after 40 s");
    t.hears(request("MeterValues").with("transactionId", -1));
    t.hears(request("MeterValues").with("transactionId", -1));
    t.swipe();
    t.hears(inAnyOrder(stop("Local").with("transactionId", -1), status("Finishing")));
  }

  private static boolean near(Instant before, Instant after, int seconds) {
    return Duration.between(before, after).minusSeconds(seconds).abs().compareTo(ofSeconds(2)) < 0;
  }

  @Case(id = "OCPP-X-04", name = "MeterValues are refused")
  static void refused_values(Tool t) {
    t.configure("TransactionMessageRetryInterval", 30);
    t.configure("MeterValueSampleInterval", 60);
    t.card(CARD, "FAMILY", "Accepted");
    t.charging();
    t.treatsNext(REFUSES);
    JsonNode values = t.hears(request("MeterValues"));
    t.swipe(OTHER_CARD);
    t.hears(authorize(OTHER_CARD));
    t.trigger("Heartbeat");
    t.hears(request("Heartbeat"));
    JsonNode again = t.hears(request("MeterValues"));
    t.requires(values.equals(again), "The same values are sent again");
  }

  @Case(
      id = "OCPP-X-05",
      name = "The line breaks before the answer to StartTransaction",
      guards = {"P-02", "P-11"})
  static void start_without_an_answer(Tool t) {
    t.configure("MeterValueSampleInterval", 60);
    t.authorized();
    t.treatsNext(HANGS_UP);
    t.plugIn();
    t.hears(start(CARD));
    String id = t.lastId("StartTransaction");
    t.hears(inAnyOrder(start(CARD), status("Charging")));
    List<JsonNode> both = t.received("StartTransaction");
    t.requires(both.getFirst().equals(both.getLast()), "Stamp and register are the real ones");
    t.requires(!t.lastId("StartTransaction").equals(id), "A repetition is a new call");
    t.hears(request("MeterValues").with("transactionId", t.transaction()));
  }

  @Case(id = "OCPP-X-06", name = "A late answer to StartTransaction")
  static void late_answer(Tool t) {
    t.configure("MessageTimeout", 10);
    t.configure("TransactionMessageRetryInterval", 20);
    t.configure("MeterValueSampleInterval", 60);
    t.authorized();
    t.treatsNext(SILENT, SILENT);
    t.plugIn();
    t.hears(inAnyOrder(start(CARD), status("Charging")));
    String first = t.lastId("StartTransaction");
    t.hears(start(CARD));
    t.answers(first, "{'idTagInfo':{'status':'Accepted'},'transactionId':4711}");
    t.later(ofSeconds(1));
    t.answersLast("{'idTagInfo':{'status':'Accepted'},'transactionId':4712}");
    t.hears(request("MeterValues").with("transactionId", 4712));
  }

  @Case(
      id = "OCPP-X-07",
      name = "Power goes at each write of a transaction",
      guards = {"P-05", "P-07"})
  static void power_goes_at_each_write(Tool t) {
    t.configure("TransactionMessageRetryInterval", 5);
    t.cached();
    t.yard()
        .law(y -> {
          if (!y.powered()) {
            y.restorePower();
          }
        });
    t.unrecorded(() -> {
      for (int write = 1; write <= 8; write++) {
        for (SimDisk.Cut cut : SimDisk.Cut.values()) {
          t.yard().disk().cutPowerAt(t.yard().disk().writes() + write, cut);
          charge(t.yard());
        }
      }
    });
    List<JsonNode> starts = t.received("StartTransaction");
    List<JsonNode> stops = t.received("StopTransaction");
    t.requires(starts.size() > 5, "Most charges come about in spite of it");
    t.requires(
        starts.stream().map(s -> s.path("timestamp").asString()).distinct().count()
            == stops.stream().map(s -> s.path("transactionId").asInt()).distinct().count(),
        "One StopTransaction for each StartTransaction");
    int register = 0;
    for (JsonNode one : stops) {
      t.requires(one.path("meterStop").asInt() >= register, "The register never goes back");
      register = one.path("meterStop").asInt();
    }
  }

  /** One charge as well as it can be had, wherever the power goes. */
  private static void charge(Yard y) {
    y.bench().plugIn(Cars.SEDAN, 32);
    y.later(ofSeconds(15));
    y.tap(CARD);
    y.later(ofMinutes(2));
    y.bench().stopAtCar();
    y.later(ofSeconds(8));
    y.bench().unplugAtCar();
    y.later(ofSeconds(10));
    y.bench().unplugAtStation();
    y.later(ofMinutes(3));
  }

  @Case(
      id = "OCPP-X-08",
      name = "72 hours offline",
      guards = {"P-05", "P-09"})
  static void three_days_offline(Tool t) {
    t.configure("MeterValueSampleInterval", 60);
    t.cached();
    t.disconnect();
    for (int i = 0; i < 3; i++) {
      t.swipe();
      t.plugIn();
      t.later(ofSeconds(1830));
      t.swipe();
      t.later(ofSeconds(20));
      t.plugOut();
      if (i == 1) {
        t.powerCycle();
      }
      t.later(ofHours(23).plusMinutes(29));
    }
    t.reconnect();
    t.hears(boot(), inAnyOrder(status(0, "Available"), status(1, "Available")));
    Instant before = Instant.MIN;
    for (int i = 0; i < 3; i++) {
      t.hears(start(CARD));
      int id = t.transaction();
      for (int k = 0; k < 30; k++) {
        JsonNode values = t.hears(request("MeterValues").with("transactionId", id));
        Instant at = Instant.parse(values.path("meterValue").path(0).path("timestamp").asString());
        t.requires(at.isAfter(before), "Samples come in order");
        before = at;
      }
      t.hears(stop("Local").with("transactionId", id));
    }
  }

  @Case(
      id = "OCPP-X-09",
      name = "Pending for ten minutes",
      guards = {"P-34"})
  static void pending(Tool t) {
    t.registers("Pending", 600);
    t.powerCycle();
    t.hears(boot());
    t.asks("GetConfiguration").payload();
    t.configure("MeterValueSampleInterval", 30);
    t.trigger("StatusNotification");
    t.hears(inAnyOrder(status(0, "Available"), status(1, "Available")));
    t.asks(
        "InstallCertificate",
        "{'certificateType':'CentralSystemRootCertificate','certificate':'none'}");
    t.remoteStart(CARD).is("Rejected");
    t.plugIn();
    t.silence(ofMinutes(9));
    t.registers("Accepted", 300);
    t.hears(boot(), inAnyOrder(status(0, "Available"), status(1, "Preparing")));
  }

  @Case(
      id = "OCPP-X-10",
      name = "BootNotification is not answered properly",
      guards = {"P-35"})
  static void unanswered_boot(Tool t) {
    t.becomes(SILENT);
    t.powerCycle();
    t.hears(boot());
    Instant first = t.now();
    t.hears(boot());
    t.requires(within(first, t.now()), "The next attempt comes 10 to 300 s after the time-out");
    t.becomes(REFUSES);
    t.hears(boot());
    Instant refused = t.now();
    t.hears(boot());
    t.requires(within(refused, t.now()), "An error is no acceptance");
    t.becomes(SILENT);
    t.hears(boot());
    t.answersLast("{'status':'Great','currentTime':'2026-03-02T12:00:00Z','interval':20}");
    Instant garbage = t.now();
    t.becomes(ANSWERS);
    t.hears(boot());
    t.requires(within(garbage, t.now()), "An unknown status is no acceptance");
    t.hears(inAnyOrder(status(0, "Available"), status(1, "Available")));
  }

  private static boolean within(Instant before, Instant after) {
    Duration wait = Duration.between(before, after);
    return wait.compareTo(ofSeconds(10)) >= 0 && wait.compareTo(ofSeconds(335)) <= 0;
  }

  @Case(
      id = "OCPP-X-11",
      name = "The server closes a hundred times",
      guards = {"P-15", "P-16"})
  static void reconnect_storm(Tool t) {
    List<Duration> waits = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      t.later(Duration.ofMillis(200));
      Instant closed = t.now();
      t.yard().network().cut();
      t.reconnect();
      waits.add(Duration.between(closed, t.now()));
    }
    t.requires(
        waits.stream().allMatch(w -> w.compareTo(ofSeconds(125)) <= 0), "Never more than 2 min");
    t.requires(
        waits.subList(0, 3).stream().allMatch(w -> w.compareTo(ofSeconds(15)) <= 0),
        "The first attempts come soon: " + waits.subList(0, 3));
    t.requires(
        waits.subList(10, 100).stream().mapToLong(Duration::toSeconds).average().orElse(0) > 30,
        "Later ones are spread over a longer time");
    t.quiet(ofMinutes(2));
  }

  /** A judge looks at every frame of every scenario; here with all that a charge can tell. */
  @Case(
      id = "OCPP-X-28",
      name = "Every message under the official schemas",
      guards = {"P-19", "P-51"})
  static void every_message_is_valid(Tool t) {
    String all =
        "Energy.Active.Import.Register,Energy.Active.Import.Interval,Energy.Active.Export.Register,"
            + "Power.Active.Import,Power.Offered,Current.Import,Current.Offered,Voltage,Temperature";
    for (String key :
        List.of(
            "MeterValuesSampledData",
            "MeterValuesAlignedData",
            "StopTxnSampledData",
            "StopTxnAlignedData")) {
      t.configure(key, all);
    }
    t.configure("MeterValueSampleInterval", 25);
    t.configure("ClockAlignedDataInterval", 60);
    t.charging();
    for (int i = 0; i < 3; i++) {
      t.hears(request("MeterValues"));
    }
    t.configure("MeterValueSampleInterval", 0);
    t.configure("ClockAlignedDataInterval", 0);
    t.trigger("MeterValues");
    t.hears(request("MeterValues"));
    t.swipe();
    t.hears(inAnyOrder(stop("Local"), status("Finishing")));
    t.requires(t.judged() >= 20, "Every frame has been looked at");
  }
}
