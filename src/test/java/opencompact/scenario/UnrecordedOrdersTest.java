package opencompact.scenario;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import opencompact.catalogue.Status;
import opencompact.memory.Fact;
import opencompact.ocpp.StopTransaction;
import opencompact.quantity.WattHours;
import opencompact.sim.SimDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the back office is told of orders that cannot be recorded (docs/storage.md). */
class UnrecordedOrdersTest {
  private static List<Fact> ordered(Scenario s) {
    return s.yard().disk().replay();
  }

  /** What the station says to an order, within a second. */
  private static String answer(Scenario s, String action, String payload) {
    String id = s.yard().backOffice().call(action, payload);
    s.later(ofSeconds(1));
    return s.yard().backOffice().texts().stream()
        .filter(text -> text.contains("\"" + id + "\""))
        .findFirst()
        .orElse("nothing; the line is " + s.view().line());
  }

  /** The very first write that the disk refuses would be the order's own. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ChangeConfiguration    | {"key":"HeartbeatInterval","value":"77"} | Rejected
          ChangeAvailability     | {"connectorId":0,"type":"Inoperative"} | Rejected
          SendLocalList          | {"listVersion":3,"updateType":"Full"} | Failed
          ReserveNow             | {"connectorId":1,"expiryDate":"2026-03-02T18:00:00Z","idTag":"A","reservationId":7} | Faulted
          CancelReservation      | {"reservationId":7} | InternalError
          SetChargingProfile     | {"connectorId":0,"csChargingProfiles":{"chargingProfileId":1,"stackLevel":0,"chargingProfilePurpose":"ChargePointMaxProfile","chargingProfileKind":"Absolute","chargingSchedule":{"chargingRateUnit":"A","startSchedule":"2026-03-02T12:00:00Z","chargingSchedulePeriod":[{"startPeriod":0,"limit":10}]}}} | Rejected
          ClearChargingProfile   | {} | InternalError
          RemoteStartTransaction | {"connectorId":1,"idTag":"A"} | Rejected
          Reset                  | {"type":"Soft"} | Rejected
          ClearCache             | {} | Rejected
          UpdateFirmware         | {"location":"https://files.test/f","retrieveDate":"2026-03-02T12:00:00Z"} | InternalError
          SignedUpdateFirmware   | {"requestId":1,"firmware":{"location":"https://files.test/f","retrieveDateTime":"2026-03-02T12:00:00Z","signingCertificate":"x","signature":"y"}} | Rejected
          GetDiagnostics         | {"location":"https://files.test/"} | InternalError
          GetLog                 | {"logType":"SecurityLog","requestId":1,"log":{"remoteLocation":"https://files.test/"}} | Rejected
          InstallCertificate     | {"certificateType":"CentralSystemRootCertificate","certificate":"x"} | Failed
          DeleteCertificate      | {"certificateHashData":{"hashAlgorithm":"SHA256","issuerNameHash":"aa","issuerKeyHash":"bb","serialNumber":"1"}} | Failed
          CertificateSigned      | {"certificateChain":"x"} | Rejected
          ExtendedTriggerMessage | {"requestedMessage":"SignChargePointCertificate"} | Rejected
          """)
  void an_order_that_cannot_be_recorded_is_refused_at_once_and_never_takes_effect_OCPP_TR_31(
      String action, String payload, String refusal) {
    for (SimDisk.Health sick : SimDisk.Health.values()) {
      if (sick == SimDisk.Health.SOUND) {
        continue;
      }
      Scenario s = new Scenario().later(ofMinutes(10));
      List<Fact> before = ordered(s);
      s.yard().disk().become(sick);

      assertThat(answer(s, action, payload))
          .as("what is said to " + action + " on a disk that is " + sick)
          .contains("\"" + refusal + "\"");
      assertThat(s.view().why()).anyMatch(hold -> hold.name().equals("storage"));
      assertThat(s.view().line().state()).isEqualTo("online");

      s.yard().disk().become(SimDisk.Health.SOUND);
      s.later(ofSeconds(5)).expectStatus(Status.AVAILABLE);
      assertThat(ordered(s))
          .as("what is on disk after all")
          .filteredOn(fact -> !(fact instanceof Fact.SecurityEventHappened))
          .isEqualTo(
              before.stream().filter(f -> !(f instanceof Fact.SecurityEventHappened)).toList());
    }
  }

  @Test
  void a_remote_stop_is_obeyed_and_answered_although_it_is_recorded_only_later_OCPP_MS_27() {
    Scenario s = new Scenario().tap("A").plugIn().later(ofMinutes(1));
    s.expectStatus(Status.CHARGING);
    int id = s.yard().backOffice().lastTransactionId();
    s.yard().disk().become(SimDisk.Health.FULL);
    s.later(ofMinutes(2)).expectStatus(Status.CHARGING);
    assertThat(answer(s, "RemoteStopTransaction", "{\"transactionId\":" + id + "}"))
        .contains("Accepted");
    assertThat(s.later(ofSeconds(10)).view().rtm().contactorClosed()).isFalse();
    assertThat(s.yard().backOffice().received(StopTransaction.Request.class))
        .as("what is told of it")
        .isEmpty();
    s.yard().disk().become(SimDisk.Health.SOUND);
    s.later(ofSeconds(10)).expectStop("Remote");
  }

  @Test
  void no_contact_closes_for_a_charge_that_the_disk_did_not_take_until_it_does_PRT_3() {
    Scenario s = new Scenario().tap("A").later(ofSeconds(20));
    s.yard().disk().become(SimDisk.Health.FULL);
    s.plugIn().later(ofMinutes(2));

    assertThat(s.view().rtm().contactorClosed()).isFalse();
    assertThat(s.view().rtm().register()).isEqualTo(WattHours.NONE);
    s.yard().disk().become(SimDisk.Health.SOUND);
    s.later(ofSeconds(20)).expectStatus(Status.CHARGING);
  }
}
