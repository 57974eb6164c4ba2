package opencompact.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import opencompact.catalogue.Key;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Model;
import opencompact.driver.SqliteJournal;
import opencompact.memory.History;
import opencompact.memory.Session;
import opencompact.run.StationProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The whole station, as its owner runs it, in conversation with back offices by other people: from
 * the registration over charges of every kind, a line that breaks, a restart and a kill to the
 * transactions that the back office is left with. Both sides must agree on every watt hour.
 */
@Tag("slow")
@Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class WholeStationTest {
  private static final String CARD = "04A1B2C3";
  private static final String APP = "APP-USER-7";
  private static final String PASSWORD = "a-secret-of-20-bytes";

  /** The list that the station's manual gives as an example. */
  private static final String MANUAL_LIST =
      "Voltage.L1-N,Voltage.N,Temperature,Current.Offered.L1,Current.Import.L1,"
          + "Power.Active.Import.L1,Energy.Active.Import.Register.L1";

  /** Each measurand that the station knows, with and without a phase. */
  private static final String EVERY_MEASURAND =
      "Energy.Active.Import.Register,Energy.Active.Import.Interval,Energy.Active.Export.Register,"
          + "Power.Active.Import,Power.Offered,Current.Import,Current.Offered,Voltage,Temperature,"
          + "Power.Active.Import.L2,Current.Import.L3,Voltage.L2-N";

  @TempDir Path folder;

  private final Authority authority = new Authority("Tests of a whole station");
  private final List<AutoCloseable> opened = new ArrayList<>();
  private CentralSystem office;
  private Relay line;
  private StationProcess station;

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened.reversed()) {
      one.close();
    }
  }

  @Tag("stranger")
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void the_strict_server_and_the_station_agree_on_a_day_of_charges_OCPP_TX_20(boolean tls) {
    aDayOfCharges(strict(tls));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void the_charge_time_server_and_the_station_agree_on_a_day_of_charges_OCPP_TX_20(boolean tls) {
    aDayOfCharges(chargeTime(tls));
  }

  @Tag("stranger")
  @Test
  void the_strict_server_hears_once_of_a_charge_that_a_kill_cut_off_OCPP_TX_24() {
    aKilledCharge(strict(true));
  }

  @Test
  void the_charge_time_server_hears_once_of_a_charge_that_a_kill_cut_off_OCPP_TX_24() {
    aKilledCharge(chargeTime(false));
  }

  @Tag("stranger")
  @Test
  void the_strict_server_lets_the_station_in_by_its_password_OCPP_TR_06() {
    byte[] password = PASSWORD.getBytes(StandardCharsets.US_ASCII);
    StrictServer server =
        StrictServer.start(
            StrictServer.Setup.plain().tls(authority.issue("localhost")).password(password));
    begin(server);
    server.awaitRefused();
    introduceItself();
  }

  @Test
  void the_charge_time_server_lets_the_station_in_by_its_password_OCPP_TR_06() {
    byte[] password = PASSWORD.getBytes(StandardCharsets.US_ASCII);
    begin(ChargeTimeServer.start(ChargeTimeServer.Setup.plain().password(password)));
    station.until(
        view -> view.path("backOffice").path("sentence").asString().startsWith("Not connected: "),
        "a refusal by the back office");
    introduceItself();
  }

  @Tag("stranger")
  @Test
  void the_strict_server_sees_charging_profiles_rule_a_charge_OCPP_T_057_X_13_X_28() {
    StrictServer server = (StrictServer) strict(false);
    begin(server);
    registered();
    settle();
    int id = underProfiles(server);
    station.stop();
    agree(List.of(id), List.of("Remote"));
  }

  // The stories.

  private void aDayOfCharges(CentralSystem server) {
    begin(server);
    registered();
    settle();
    readsItsConfiguration();
    servesAnIdleBackOffice();
    int byCard = chargesByCard();
    int byApp = chargesByApp();
    int offline = chargesThroughABrokenLine();
    int unlocked = isUnlockedWhileCharging();
    int reset = isRestartedWhileCharging();
    station.unplug();
    status(1, "Available");
    station.stop();

    agree(
        List.of(byCard, byApp, offline, offline + 1, unlocked, reset),
        List.of("Local", "Remote", "Local", "Local", "UnlockCommand", "SoftReset"));
  }

  private void aKilledCharge(CentralSystem server) {
    begin(server);
    registered();
    settle();
    station.plugIn();
    status(1, "Preparing");
    station.card(CARD);
    int id = startedTransaction(CARD);
    status(1, "Charging");
    next("MeterValues", values -> values.path("transactionId").asInt() == id);
    charged(50);

    station.kill();
    start();
    registered();
    JsonNode stop = next("StopTransaction", _ -> true);
    assertThat(stop.path("transactionId").asInt()).isEqualTo(id);
    station.until(
        view -> view.path("backOffice").path("owed").asInt() == 0 && online(view),
        "an empty queue");
    station.stop();

    agree(List.of(id), List.of("Reboot"));
  }

  private void introduceItself() {
    station.set("AuthorizationKey", PASSWORD);
    station.set("SecurityProfile", "1");
    assertThat(office.awaitConnected()).isEqualTo("OC-77");
    registered();
    settle();
    station.stop();
    assertThat(office.violations()).isEmpty();
  }

  private int underProfiles(StrictServer server) {
    assertThat(answer("SetChargingProfile", profile(1, 0, "TxProfile", "A", "16")))
        .isEqualTo("Rejected");
    assertThat(
            server.callExpectingError(
                "SetChargingProfile", profile(2, 0, "TxDefaultProfile", "A", "16")))
        .startsWith("PropertyConstraintViolation");
    assertThat(answer("SetChargingProfile", profile(0, 0, "ChargePointMaxProfile", "W", "11000.5")))
        .isEqualTo("Accepted");

    station.plugIn();
    status(1, "Preparing");
    station.card(CARD);
    int id = startedTransaction(CARD);
    status(1, "Charging");
    offered(15.9);
    assertThat(answer("SetChargingProfile", profile(1, 0, "TxDefaultProfile", "A", "10.4")))
        .isEqualTo("Accepted");
    offered(10.4);
    JsonNode composite =
        office.call(
            "GetCompositeSchedule",
            "{\"connectorId\":1,\"duration\":600,\"chargingRateUnit\":\"W\"}");
    assertThat(text(composite, "status")).isEqualTo("Accepted");
    JsonNode schedule = composite.path("chargingSchedule");
    assertThat(schedule.path("duration").asInt()).isEqualTo(600);
    assertThat(schedule.path("chargingSchedulePeriod")).hasSize(1);
    assertThat(schedule.path("chargingSchedulePeriod").path(0).path("limit").asInt())
        .isEqualTo(7176);

    assertThat(answer("SetChargingProfile", profile(1, 0, "TxProfile", "A", "0")))
        .isEqualTo("Accepted");
    status(1, "SuspendedEVSE");
    assertThat(answer("ClearChargingProfile", "{\"chargingProfilePurpose\":\"TxProfile\"}"))
        .isEqualTo("Accepted");
    assertThat(answer("ClearChargingProfile", "{\"chargingProfilePurpose\":\"TxProfile\"}"))
        .isEqualTo("Unknown");
    status(1, "Charging");
    offered(10.4);
    charged(20);
    assertThat(answer("RemoteStopTransaction", "{\"transactionId\":" + id + "}"))
        .isEqualTo("Accepted");
    stopped(id, "Remote");
    return id;
  }

  private static String profile(
      int connector, int level, String purpose, String unit, String limit) {
    return """
    {"connectorId":%d,"csChargingProfiles":{"chargingProfileId":%d,"stackLevel":%d,
    "chargingProfilePurpose":"%s","chargingProfileKind":"Relative","chargingSchedule":{
    "chargingRateUnit":"%s","chargingSchedulePeriod":[{"startPeriod":0,"limit":%s}]}}}\
    """
        .formatted(connector, purpose.length(), level, purpose, unit, limit);
  }

  private void offered(double amperes) {
    station.until(
        view -> view.path("rtm").path("offeredAmperes").asDouble() == amperes,
        amperes + " A offered");
  }

  // The chapters of a day.

  /** A registration, and what the back office is told of the station after it. */
  private void registered() {
    JsonNode boot = next("BootNotification", _ -> true);
    assertThat(boot.path("chargePointVendor").asString()).isNotBlank();
    assertThat(boot.path("chargePointModel").asString()).isNotBlank();
    next("StatusNotification", told -> told.path("connectorId").asInt() == 0);
    next("StatusNotification", told -> told.path("connectorId").asInt() == 1);
  }

  /**
   * The world is twenty times faster than the back offices, so the station is made more patient;
   * and who plugs in while the line is down shall not charge without a card.
   */
  private void settle() {
    configure("MessageTimeout", "600", "Accepted");
    configure("WebSocketPingInterval", "3600", "Accepted");
    configure("MeterValueSampleInterval", "15", "Accepted");
    station.set("PlugAndCharge", "false");
  }

  private void readsItsConfiguration() {
    JsonNode all = office.call("GetConfiguration", "{}");
    assertThat(all.path("configurationKey").valueStream().map(key -> key.path("key").asString()))
        .containsExactlyInAnyOrderElementsOf(
            Keys.all().stream()
                .filter(key -> key.access(Model.SLC).known())
                .map(Key::name)
                .toList());
    JsonNode some =
        office.call("GetConfiguration", "{\"key\":[\"HeartbeatInterval\",\"NoSuchKey\"]}");
    assertThat(some.path("configurationKey").path(0).path("value").asString()).isEqualTo("3600");
    assertThat(some.path("unknownKey").path(0).asString()).isEqualTo("NoSuchKey");

    configure("MeterValuesSampledData", "Energy.Active.Import.Register,Nonsense", "Rejected");
    configure("MeterValuesSampledData", MANUAL_LIST, "Accepted");
    configure("StopTxnSampledData", "Energy.Active.Import.Register", "Accepted");
    configure("NumberOfConnectors", "2", "Rejected");
    configure("NoSuchKey", "1", "NotSupported");
    configure("c_DeviceLimit_I", "160", "Accepted");
    JsonNode changed = office.call("GetConfiguration", "{\"key\":[\"MeterValuesSampledData\"]}");
    assertThat(changed.path("configurationKey").path(0).path("value").asString())
        .isEqualTo(MANUAL_LIST);
  }

  private void servesAnIdleBackOffice() {
    assertThat(answer("ClearCache", "{}")).isEqualTo("Accepted");
    assertThat(answer("DataTransfer", "{\"vendorId\":\"com.example\",\"data\":\"x\"}"))
        .isEqualTo("UnknownVendorId");
    assertThat(answer("TriggerMessage", "{\"requestedMessage\":\"Heartbeat\"}"))
        .isEqualTo("Accepted");
    next("Heartbeat", _ -> true);
    assertThat(answer("TriggerMessage", trigger("StatusNotification"))).isEqualTo("Accepted");
    status(1, "Available");
    assertThat(answer("TriggerMessage", trigger("MeterValues"))).isEqualTo("Accepted");
    JsonNode values = next("MeterValues", _ -> true);
    assertThat(values.has("transactionId")).isFalse();
    assertThat(contexts(values)).containsOnly("Trigger");
    assertThat(answer("UnlockConnector", "{\"connectorId\":1}")).isEqualTo("Unlocked");
    assertThat(answer("UnlockConnector", "{\"connectorId\":2}")).isEqualTo("NotSupported");
    assertThat(answer("RemoteStopTransaction", "{\"transactionId\":4711}")).isEqualTo("Rejected");
    assertThat(availability("Inoperative")).isEqualTo("Accepted");
    status(1, "Unavailable");
    assertThat(availability("Operative")).isEqualTo("Accepted");
    status(1, "Available");
  }

  private int chargesByCard() {
    station.plugIn();
    status(1, "Preparing");
    station.card(CARD);
    int id = startedTransaction(CARD);
    status(1, "Charging");
    for (int i = 0; i < 3; i++) {
      JsonNode values = sample(id);
      assertThat(values.path("connectorId").asInt()).isEqualTo(1);
      assertThat(contexts(values)).containsOnly("Sample.Periodic");
      assertThat(measured(values))
          .containsExactly(
              "Voltage L1-N V",
              "Voltage N V",
              "Temperature  Celsius",
              "Current.Offered L1 A",
              "Current.Import L1 A",
              "Power.Active.Import L1 W",
              "Energy.Active.Import.Register L1 Wh");
    }
    assertThat(answer("TriggerMessage", trigger("MeterValues"))).isEqualTo("Accepted");
    next(
        "MeterValues",
        values ->
            contexts(values).equals(Set.of("Trigger"))
                && values.path("transactionId").asInt() == id);
    assertThat(availability("Inoperative")).isEqualTo("Scheduled");
    assertThat(availability("Operative")).isEqualTo("Accepted");
    charged(20);

    station.card(CARD);
    JsonNode stop = stopped(id, "Local");
    assertThat(stop.path("idTag").asString()).isEqualTo(CARD);
    assertThat(stop.path("transactionData").size()).isGreaterThanOrEqualTo(2);
    status(1, "Finishing");
    station.unplug();
    status(1, "Available");
    return id;
  }

  private int chargesByApp() {
    configure("MeterValuesSampledData", EVERY_MEASURAND, "Accepted");
    configure("StopTxnSampledData", "", "Accepted");
    assertThat(answer("RemoteStartTransaction", "{\"connectorId\":1,\"idTag\":\"" + APP + "\"}"))
        .isEqualTo("Accepted");
    next("Authorize", asked -> asked.path("idTag").asString().equals(APP));
    status(1, "Preparing");
    station.plugIn();
    int id = started(APP);
    status(1, "Charging");
    assertThat(measured(sample(id)))
        .contains(
            "Energy.Active.Import.Register  Wh",
            "Energy.Active.Import.Interval  Wh",
            "Energy.Active.Export.Register  Wh",
            "Power.Active.Import  W",
            "Power.Active.Import L2 W",
            "Power.Offered  W",
            "Current.Import L3 A",
            "Current.Offered  A",
            "Voltage L2-N V",
            "Temperature  Celsius")
        .doesNotHaveDuplicates();
    sample(id);
    assertThat(answer("RemoteStopTransaction", "{\"transactionId\":" + id + "}"))
        .isEqualTo("Accepted");
    JsonNode stop = stopped(id, "Remote");
    assertThat(stop.has("transactionData")).isFalse();
    status(1, "Finishing");
    station.unplug();
    status(1, "Available");
    return id;
  }

  /** One charge whose end the back office misses, and one of which it misses everything. */
  private int chargesThroughABrokenLine() {
    configure("MeterValuesSampledData", "Energy.Active.Import.Register", "Accepted");
    station.plugIn();
    status(1, "Preparing");
    station.card(CARD);
    int first = startedTransaction(CARD);
    status(1, "Charging");
    sample(first);
    line.cut();
    station.until(view -> !online(view), "a line that is down");
    owed(2);
    station.card(CARD);
    station.until(view -> view.path("transaction").isNull(), "the end of the charge");
    station.unplug();
    station.until(view -> text(view, "status").equals("Available"), "a free connector");
    station.plugIn();
    station.card(CARD);
    station.until(view -> !view.path("transaction").isNull(), "an offline charge");
    charged(20);
    station.card(CARD);
    JsonNode dark =
        station.until(view -> view.path("transaction").isNull(), "the end of the offline charge");
    assertThat(dark.path("backOffice").path("owed").asInt()).isGreaterThanOrEqualTo(5);
    int heard = office.heard().size();

    line.mend();
    stopped(first, "Local");
    int second = started(CARD);
    assertThat(second).isEqualTo(first + 1);
    stopped(second, "Local");
    station.until(view -> view.path("backOffice").path("owed").asInt() == 0, "an empty queue");
    List<String> story = new ArrayList<>();
    for (CentralSystem.Call call : office.heard().subList(heard, office.heard().size())) {
      if (call.action().endsWith("Transaction") || call.action().equals("MeterValues")) {
        String word = call.action() + " " + call.payload().path("transactionId").asString();
        if (story.isEmpty() || !story.getLast().equals(word)) {
          story.add(word);
        }
      }
    }
    assertThat(story)
        .startsWith("MeterValues " + first, "StopTransaction " + first, "StartTransaction ")
        .endsWith("StopTransaction " + second)
        .hasSizeBetween(4, 5);
    station.unplug();
    station.until(view -> text(view, "status").equals("Available"), "a free connector");
    return first;
  }

  private int isUnlockedWhileCharging() {
    assertThat(answer("RemoteStartTransaction", "{\"idTag\":\"" + APP + "\"}"))
        .isEqualTo("Accepted");
    station.plugIn();
    int id = started(APP);
    status(1, "Charging");
    sample(id);
    assertThat(answer("UnlockConnector", "{\"connectorId\":1}")).isEqualTo("Unlocked");
    stopped(id, "UnlockCommand");
    status(1, "Finishing");
    station.unplug();
    status(1, "Available");
    return id;
  }

  private int isRestartedWhileCharging() {
    station.plugIn();
    status(1, "Preparing");
    station.card(CARD);
    int id = startedTransaction(CARD);
    status(1, "Charging");
    sample(id);
    assertThat(answer("Reset", "{\"type\":\"Soft\"}")).isEqualTo("Accepted");
    stopped(id, "SoftReset");
    registered();
    return id;
  }

  // Both sides compared.

  /** What the back office was told of these transactions is what the station remembers of them. */
  private void agree(List<Integer> ids, List<String> reasons) {
    assertThat(office.violations()).isEmpty();
    List<CentralSystem.Call> starts = heard("StartTransaction", _ -> true);
    assertThat(starts).hasSameSizeAs(ids);
    List<Session> sessions;
    try (SqliteJournal journal = SqliteJournal.open(data())) {
      sessions = journal.history().sessions(History.NEWEST, 100).reversed();
      assertThat(
              journal.history().events(History.NEWEST, 1000, "line").stream()
                  .map(line -> line.entry().sentence())
                  .filter(sentence ->
                      sentence.contains("answered with the error")
                          || sentence.contains("cannot be used")))
          .isEmpty();
    }
    assertThat(sessions).extracting(Session::transactionId).containsExactlyElementsOf(ids);
    assertThat(sessions).extracting(Session::reason).containsExactlyElementsOf(reasons);
    for (int i = 0; i < ids.size(); i++) {
      agree(starts.get(i).payload(), sessions.get(i), ids.get(i));
    }
  }

  private void agree(JsonNode start, Session session, int id) {
    List<CentralSystem.Call> stops = heard("StopTransaction", ofTransaction(id));
    assertThat(stops).as("stops of " + id).hasSize(1);
    JsonNode stop = stops.getFirst().payload();
    long startWh = session.startRegister().whole();
    long stopWh = startWh + session.energy().whole();
    assertThat(start.path("idTag").asString()).isEqualTo(session.tag().toString());
    assertThat(start.path("meterStart").asLong()).isCloseTo(startWh, within(1L));
    assertThat(stop.path("meterStop").asLong()).isCloseTo(stopWh, within(1L));
    assertThat(stop.path("reason").asString("Local")).isEqualTo(session.reason());
    assertThat(session.energy().whole()).isPositive();

    List<CentralSystem.Call> all = office.heard();
    List<CentralSystem.Call> values = heard("MeterValues", ofTransaction(id));
    assertThat(values).isNotEmpty();
    int begin = indexOf(all, start);
    int end = indexOf(all, stop);
    long wh = start.path("meterStart").asLong();
    Instant at = Instant.parse(start.path("timestamp").asString());
    for (CentralSystem.Call call : values) {
      assertThat(indexOf(all, call.payload())).isBetween(begin, end);
      JsonNode value = call.payload().path("meterValue").path(0);
      Instant then = Instant.parse(value.path("timestamp").asString());
      assertThat(then).isAfterOrEqualTo(at);
      at = then;
      for (JsonNode one : value.path("sampledValue").values()) {
        if (text(one, "measurand").equals("Energy.Active.Import.Register") && !one.has("phase")) {
          assertThat(one.path("value").asLong()).isGreaterThanOrEqualTo(wh);
          wh = one.path("value").asLong();
        }
      }
    }
    assertThat(wh).isLessThanOrEqualTo(stop.path("meterStop").asLong());
    assertThat(Instant.parse(stop.path("timestamp").asString())).isAfterOrEqualTo(at);
  }

  private static int indexOf(List<CentralSystem.Call> all, JsonNode payload) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).payload().equals(payload)) {
        return i;
      }
    }
    throw new AssertionError("never heard: " + payload);
  }

  private List<CentralSystem.Call> heard(String action, Predicate<JsonNode> fits) {
    return office.heard().stream()
        .filter(call -> call.action().equals(action) && fits.test(call.payload()))
        .toList();
  }

  private static Predicate<JsonNode> ofTransaction(int id) {
    return payload -> payload.path("transactionId").asInt(-1) == id;
  }

  // Words of the stories.

  private CentralSystem strict(boolean tls) {
    StrictServer.Setup setup = StrictServer.Setup.plain().intervalSeconds(3600);
    return StrictServer.start(tls ? setup.tls(authority.issue("localhost")) : setup);
  }

  private CentralSystem chargeTime(boolean tls) {
    ChargeTimeServer.Setup setup = ChargeTimeServer.Setup.plain().intervalSeconds(3600);
    return ChargeTimeServer.start(tls ? setup.tls(authority.issue("localhost")) : setup);
  }

  private void begin(CentralSystem server) {
    office = server;
    opened.add(server);
    line = new Relay(server.port(), Duration.ZERO);
    opened.add(line);
    start();
  }

  private void start() {
    station =
        StationProcess.start(
            data(),
            "--backend",
            office.url().replace(":" + office.port(), ":" + line.port()),
            "--uid",
            "OC-77",
            "--trust",
            authority.writeCertificate(folder.resolve("authorities.pem")).toString(),
            "--speed",
            "20");
    opened.add(station);
  }

  private Path data() {
    return folder.resolve("data");
  }

  private JsonNode next(String action, Predicate<JsonNode> fits) {
    return office.next(action, fits);
  }

  private void status(int connector, String status) {
    next(
        "StatusNotification",
        told ->
            told.path("connectorId").asInt() == connector && text(told, "status").equals(status));
  }

  private int startedTransaction(String tag) {
    next("Authorize", asked -> asked.path("idTag").asString().equals(tag));
    return started(tag);
  }

  /** The back office has heard of a start, and the station of its number. */
  private int started(String tag) {
    JsonNode start = next("StartTransaction", asked -> text(asked, "idTag").equals(tag));
    assertThat(start.path("connectorId").asInt()).isEqualTo(1);
    // Both central systems count from 1001.
    return 1000 + heard("StartTransaction", _ -> true).size();
  }

  private JsonNode sample(int id) {
    return next(
        "MeterValues",
        values ->
            values.path("transactionId").asInt(-1) == id
                && contexts(values).equals(Set.of("Sample.Periodic")));
  }

  private JsonNode stopped(int id, String reason) {
    JsonNode stop = next("StopTransaction", ofTransaction(id));
    assertThat(stop.path("reason").asString("Local")).isEqualTo(reason);
    return stop;
  }

  private void charged(int wattHours) {
    station.until(
        view -> view.path("transaction").path("chargedWh").asInt() >= wattHours,
        wattHours + " Wh charged");
  }

  private void owed(int messages) {
    station.until(
        view -> view.path("backOffice").path("owed").asInt() >= messages,
        messages + " messages in the queue");
  }

  private static boolean online(JsonNode view) {
    return view.path("backOffice").path("state").asString().equals("online");
  }

  private void configure(String key, String value, String status) {
    assertThat(
            answer("ChangeConfiguration", "{\"key\":\"" + key + "\",\"value\":\"" + value + "\"}"))
        .as(key + "=" + value)
        .isEqualTo(status);
  }

  private String availability(String type) {
    return answer("ChangeAvailability", "{\"connectorId\":1,\"type\":\"" + type + "\"}");
  }

  private String answer(String action, String payload) {
    return text(office.call(action, payload), "status");
  }

  private static String trigger(String message) {
    return "{\"requestedMessage\":\"" + message + "\",\"connectorId\":1}";
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }

  private static Set<String> contexts(JsonNode values) {
    Set<String> contexts = new LinkedHashSet<>();
    for (JsonNode value : values.path("meterValue").values()) {
      for (JsonNode one : value.path("sampledValue").values()) {
        contexts.add(text(one, "context"));
      }
    }
    return contexts;
  }

  /** Measurand, phase and unit of each reading, in order. */
  private static List<String> measured(JsonNode values) {
    List<String> measured = new ArrayList<>();
    for (JsonNode one : values.path("meterValue").path(0).path("sampledValue").values()) {
      measured.add(text(one, "measurand") + " " + text(one, "phase") + " " + text(one, "unit"));
    }
    return measured;
  }
}
