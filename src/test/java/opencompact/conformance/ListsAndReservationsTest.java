package opencompact.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import opencompact.run.StationProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A back office by other people sends its list of cards ahead and reserves the station, over a real
 * socket; it checks every message against the official schemas (OCPP-LL-01, OCPP-RS-01).
 */
@Tag("slow")
@Tag("stranger")
@Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class ListsAndReservationsTest {
  private static final String CARD = "04A1B2C3";
  private static final String STRANGER = "04D4E5F6";
  private static final String LATER = "2099-01-01T00:00:00Z";

  @TempDir Path data;

  private StrictServer office;

  @Test
  void a_list_and_a_reservation_make_the_charge_of_one_card_OCPP_T_008_043_046_051_052() {
    try (StrictServer server =
            StrictServer.start(StrictServer.Setup.plain().intervalSeconds(3600));
        StationProcess station =
            StationProcess.start(
                data, "--backend", server.url(), "--uid", "OC-78", "--speed", "20")) {
      office = server;
      status("Available");
      configure("MessageTimeout", "600");
      configure("LocalPreAuthorize", "true");
      assertThat(version()).isEqualTo(-1);
      configure("LocalAuthListEnabled", "true");
      assertThat(version()).isZero();
      assertThat(list("Full", 2)).isEqualTo("Accepted");
      assertThat(version()).isEqualTo(2);
      assertThat(list("Differential", 2)).isEqualTo("VersionMismatch");
      assertThat(list("Full", -1)).isEqualTo("Failed");

      assertThat(reserve(7)).isEqualTo("Accepted");
      status("Reserved");
      assertThat(reserve(8)).isEqualTo("Occupied");
      station.plugIn();
      station.card(STRANGER);
      station.card(CARD);
      JsonNode start = server.next("StartTransaction", _ -> true);
      assertThat(start.path("reservationId").asInt()).isEqualTo(7);
      assertThat(start.path("idTag").asString()).isEqualTo(CARD);
      status("Charging");
      assertThat(cancel(7)).isEqualTo("Rejected");
      station.card(CARD);
      server.next("StopTransaction", _ -> true);
      status("Finishing");
      station.unplug();
      status("Available");

      assertThat(reserve(9)).isEqualTo("Accepted");
      status("Reserved");
      assertThat(cancel(8)).isEqualTo("Rejected");
      assertThat(cancel(9)).isEqualTo("Accepted");
      status("Available");
      station.stop();
      assertThat(server.calls()).doesNotContain("Authorize");
      assertThat(server.violations()).isEmpty();
    }
  }

  private void status(String status) {
    office.next(
        "StatusNotification",
        told ->
            told.path("connectorId").asInt() == 1 && told.path("status").asString().equals(status));
  }

  private void configure(String key, String value) {
    assertThat(
            answer("ChangeConfiguration", "{\"key\":\"" + key + "\",\"value\":\"" + value + "\"}"))
        .isEqualTo("Accepted");
  }

  private int version() {
    return office.call("GetLocalListVersion", "{}").path("listVersion").asInt();
  }

  private String list(String type, int version) {
    return answer(
        "SendLocalList",
        "{\"listVersion\":"
            + version
            + ",\"updateType\":\""
            + type
            + "\",\"localAuthorizationList\":[{\"idTag\":\""
            + CARD
            + "\",\"idTagInfo\":{\"status\":\"Accepted\",\"expiryDate\":\""
            + LATER
            + "\"}}]}");
  }

  private String reserve(int id) {
    return answer(
        "ReserveNow",
        "{\"connectorId\":1,\"expiryDate\":\""
            + LATER
            + "\",\"idTag\":\""
            + CARD
            + "\",\"reservationId\":"
            + id
            + "}");
  }

  private String cancel(int id) {
    return answer("CancelReservation", "{\"reservationId\":" + id + "}");
  }

  private String answer(String action, String payload) {
    return office.call(action, payload).path("status").asString();
  }
}
