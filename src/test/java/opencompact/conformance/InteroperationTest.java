package opencompact.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import opencompact.ocpp.FrameJudge;
import opencompact.run.StationProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * A real charge with orders of every feature profile in both directions, against central systems
 * that nobody here wrote, over real sockets.
 */
@Tag("slow")
@Tag("stranger")
@Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class InteroperationTest {
  private static final String CARD = "04A1B2C3";
  private static final String LATER = "2030-01-01T00:00:00Z";

  /** Nothing listens there, so what is sent there fails at once. */
  private static final String NOWHERE = "ftp://127.0.0.1:1/in";

  private static final String EVERYTHING =
      "Energy.Active.Import.Register,Power.Active.Import,Current.Import,Voltage,Temperature";

  /** Who plays the central system. */
  private enum Library {
    OCPP_RPC(
        true,
        EVERYTHING,
        () -> StrictServer.start(StrictServer.Setup.plain().intervalSeconds(3600))),
    CHARGE_TIME(
        true,
        EVERYTHING,
        () -> ChargeTimeServer.start(ChargeTimeServer.Setup.plain().intervalSeconds(3600))),
    /**
     * Knows nothing of the security white paper, and spells the unit of temperature as the first
     * schemas did, which no station may any more.
     */
    OCPP_TS(
        false,
        "Energy.Active.Import.Register",
        () -> StrictServer.start(StrictServer.Setup.byOcppTs().intervalSeconds(3600)));

    private final boolean whitePaper;
    private final String measurands;
    private final Supplier<CentralSystem> start;

    Library(boolean whitePaper, String measurands, Supplier<CentralSystem> start) {
      this.whitePaper = whitePaper;
      this.measurands = measurands;
      this.start = start;
    }
  }

  @TempDir Path data;

  private CentralSystem office;
  private StationProcess station;

  @ParameterizedTest
  @EnumSource
  void a_charge_with_orders_of_every_profile_OCPP_CF_38(Library library) {
    try (CentralSystem server = library.start.get();
        StationProcess real =
            StationProcess.start(
                data, "--backend", server.url(), "--uid", "OC-80", "--speed", "20")) {
      office = server;
      station = real;
      assertThat(server.awaitConnected()).isEqualTo("OC-80");
      next("BootNotification", _ -> true);
      status("Available");
      station.set("PlugAndCharge", "false");
      configure("MessageTimeout", "600");
      configure("WebSocketPingInterval", "3600");
      configure("MeterValueSampleInterval", "30");
      configure("MeterValuesSampledData", library.measurands);
      if (library.whitePaper) {
        next("SecurityEventNotification", told -> is(told, "type", "StartupOfTheDevice"));
      }

      listsAndReserves();
      int id = charges();
      ordersFiles(library);
      assertThat(answer("RemoteStopTransaction", "{'transactionId':" + id + "}"))
          .isEqualTo("Accepted");
      JsonNode stop = next("StopTransaction", told -> told.path("transactionId").asInt() == id);
      assertThat(stop.path("reason").asString()).isEqualTo("Remote");
      status("Finishing");
      station.unplug();
      status("Available");
      assertThat(answer("Reset", "{'type':'Soft'}")).isEqualTo("Accepted");
      next("BootNotification", _ -> true);
      status("Available");
      station.stop();
      assertThat(server.violations()).isEmpty();
    }
    assertThat(FrameJudge.judge(data)).isGreaterThan(30);
  }

  private void listsAndReserves() {
    configure("LocalAuthListEnabled", "true");
    configure("LocalPreAuthorize", "true");
    assertThat(
            answer(
                "SendLocalList",
                "{'listVersion':3,'updateType':'Full','localAuthorizationList':["
                    + "{'idTag':'04A1B2C3','idTagInfo':{'status':'Accepted','expiryDate':'"
                    + LATER
                    + "'}}]}"))
        .isEqualTo("Accepted");
    assertThat(call("GetLocalListVersion", "{}").path("listVersion").asInt()).isEqualTo(3);
    String reserve = "{'connectorId':1,'expiryDate':'%s','idTag':'04A1B2C3','reservationId':%d}";
    assertThat(answer("ReserveNow", reserve.formatted(LATER, 6))).isEqualTo("Accepted");
    status("Reserved");
    assertThat(answer("ReserveNow", reserve.formatted(LATER, 7))).isEqualTo("Occupied");
  }

  private int charges() {
    station.plugIn();
    station.card(CARD);
    JsonNode start = next("StartTransaction", _ -> true);
    assertThat(start.path("idTag").asString()).isEqualTo(CARD);
    assertThat(start.path("reservationId").asInt()).isEqualTo(6);
    int id = 1001;
    status("Charging");
    assertThat(answer("CancelReservation", "{'reservationId':6}")).isEqualTo("Rejected");
    next("MeterValues", values -> values.path("transactionId").asInt() == id);

    assertThat(
            answer(
                "SetChargingProfile",
                "{'connectorId':1,'csChargingProfiles':{'chargingProfileId':8,'transactionId':1001,"
                    + "'stackLevel':0,'chargingProfilePurpose':'TxProfile',"
                    + "'chargingProfileKind':'Relative','chargingSchedule':{"
                    + "'chargingRateUnit':'A','chargingSchedulePeriod':["
                    + "{'startPeriod':0,'limit':8.1}]}}}"))
        .isEqualTo("Accepted");
    station.until(
        view -> view.path("rtm").path("offeredAmperes").asDouble() == 8.1, "8.1 A offered");
    JsonNode composite =
        call("GetCompositeSchedule", "{'connectorId':1,'duration':60,'chargingRateUnit':'A'}");
    assertThat(composite.path("status").asString()).isEqualTo("Accepted");
    assertThat(
            composite
                .path("chargingSchedule")
                .path("chargingSchedulePeriod")
                .path(0)
                .path("limit")
                .asDouble())
        .isEqualTo(8.1);
    assertThat(answer("ClearChargingProfile", "{'id':8}")).isEqualTo("Accepted");
    assertThat(answer("TriggerMessage", "{'requestedMessage':'MeterValues','connectorId':1}"))
        .isEqualTo("Accepted");
    next("MeterValues", values -> values.toString().contains("\"Trigger\""));
    return id;
  }

  private void ordersFiles(Library library) {
    call("GetDiagnostics", "{'location':'" + NOWHERE + "','retries':0}");
    next("DiagnosticsStatusNotification", told -> is(told, "status", "UploadFailed"));
    call(
        "UpdateFirmware",
        "{'location':'" + NOWHERE + "','retrieveDate':'2020-01-01T00:00:00Z','retries':0}");
    next("FirmwareStatusNotification", told -> is(told, "status", "DownloadFailed"));
    if (library.whitePaper) {
      assertThat(
              answer(
                  "GetLog",
                  "{'logType':'SecurityLog','requestId':5,'retries':0,'log':{'remoteLocation':'"
                      + NOWHERE
                      + "'}}"))
          .isEqualTo("Accepted");
      JsonNode failed = next("LogStatusNotification", told -> is(told, "status", "UploadFailure"));
      assertThat(failed.path("requestId").asInt()).isEqualTo(5);
      assertThat(answer("ExtendedTriggerMessage", "{'requestedMessage':'LogStatusNotification'}"))
          .isEqualTo("Accepted");
      next("LogStatusNotification", told -> is(told, "status", "Idle"));
      String roots = "{'certificateType':'CentralSystemRootCertificate'}";
      assertThat(answer("GetInstalledCertificateIds", roots)).isEqualTo("NotFound");
    }
  }

  private static boolean is(JsonNode told, String field, String value) {
    return told.path(field).asString("").equals(value);
  }

  private JsonNode next(String action, Predicate<JsonNode> fits) {
    return office.next(action, fits);
  }

  private void status(String status) {
    next(
        "StatusNotification",
        told -> told.path("connectorId").asInt() == 1 && is(told, "status", status));
  }

  private void configure(String key, String value) {
    assertThat(answer("ChangeConfiguration", "{'key':'%s','value':'%s'}".formatted(key, value)))
        .as(key)
        .isEqualTo("Accepted");
  }

  private JsonNode call(String action, String payload) {
    return office.call(action, payload.replace('\'', '"'));
  }

  private String answer(String action, String payload) {
    return call(action, payload).path("status").asString("");
  }
}
