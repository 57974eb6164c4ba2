package opencompact.conformance.suite;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static opencompact.conformance.suite.Expected.authorize;
import static opencompact.conformance.suite.Expected.inAnyOrder;
import static opencompact.conformance.suite.Expected.request;
import static opencompact.conformance.suite.Expected.start;
import static opencompact.conformance.suite.Expected.status;
import static opencompact.conformance.suite.Tool.CARD;
import static opencompact.conformance.suite.Tool.OTHER_CARD;

import java.time.Duration;

/** Reservation profile. */
final class Reservations {
  private static final int NUMBER = 42;
  private static final String FAMILY = "FAMILY";

  private Reservations() {}

  private static Answer reserve(Tool t, int connector, Duration until, String parent) {
    return t.asks(
        "ReserveNow",
        "{'connectorId':%d,'expiryDate':'%s','idTag':'%s',%s'reservationId':%d}"
            .formatted(
                connector,
                t.now().plus(until),
                CARD,
                parent.isEmpty() ? "" : "'parentIdTag':'" + parent + "',",
                NUMBER));
  }

  private static void reserved(Tool t, int connector, String parent) {
    reserve(t, connector, ofHours(1), parent).is("Accepted");
    t.hears(status("Reserved"));
  }

  private static Expected.Request reservedStart(String card) {
    return start(card).with("reservationId", NUMBER);
  }

  @Case(
      id = "OCPP-T-046_1",
      name = "Reserve a connector, start locally",
      guards = {"AU-03", "MS-33", "ST-08", "P-36"})
  static void local_start(Tool t) {
    reserved(t, 1, "");
    t.swipe(OTHER_CARD);
    t.quiet(ofSeconds(10));
    t.swipe();
    t.hears(authorize(CARD), status("Preparing"));
    t.plugIn();
    t.hears(inAnyOrder(reservedStart(CARD), status("Charging")));
  }

  @Case(id = "OCPP-T-046_2", name = "Reserve a connector, start remotely")
  static void remote_start(Tool t) {
    reserved(t, 1, "");
    t.remoteStart(CARD).is("Accepted");
    t.hears(authorize(CARD), status("Preparing"));
    t.plugIn();
    t.hears(inAnyOrder(reservedStart(CARD), status("Charging")));
  }

  @Case(id = "OCPP-T-047", name = "A reservation expires")
  static void expiry(Tool t) {
    reserve(t, 1, ofSeconds(60), "").is("Accepted");
    t.hears(status("Reserved"));
    t.quiet(ofSeconds(57));
    t.hears(status("Available"));
    t.swipe(OTHER_CARD);
    t.hears(authorize(OTHER_CARD), status("Preparing"));
    t.plugIn();
    t.hears(
        inAnyOrder(start(OTHER_CARD).with("reservationId", Expected.ABSENT), status("Charging")));
  }

  @Case(id = "OCPP-T-048_1", name = "Reserve a connector, Faulted")
  static void faulted_connector(Tool t) {
    faulted(t, 1);
  }

  @Case(id = "OCPP-T-048_2", name = "Reserve a connector, Occupied")
  static void occupied_connector(Tool t) {
    occupied(t, 1);
  }

  @Case(id = "OCPP-T-048_3", name = "Reserve a connector, Unavailable")
  static void unavailable_connector(Tool t) {
    t.availability(1, "Inoperative").is("Accepted");
    t.hears(status("Unavailable"));
    reserve(t, 1, ofHours(1), "").is("Unavailable");
  }

  @Case(
      id = "OCPP-T-048_4",
      name = "Reserve a connector, Rejected",
      guards = {"RS-01", "CF-38"})
  static void rejected_connector(Tool t) {
    t.owner("SupportedFeatureProfiles", "Core,FirmwareManagement,SmartCharging,RemoteTrigger");
    reserve(t, 1, ofHours(1), "").is("Rejected");
  }

  @Case(
      id = "OCPP-T-049",
      name = "Reserve the station, start",
      guards = {"RS-02", "P-37", "CF-47"})
  static void station(Tool t) {
    reserved(t, 0, "");
    t.swipe();
    t.hears(authorize(CARD), status("Preparing"));
    t.plugIn();
    t.hears(inAnyOrder(reservedStart(CARD), status("Charging")));
  }

  @Case(id = "OCPP-T-050_1", name = "Reserve the station, Faulted")
  static void faulted_station(Tool t) {
    faulted(t, 0);
  }

  @Case(id = "OCPP-T-050_2", name = "Reserve the station, Occupied")
  static void occupied_station(Tool t) {
    occupied(t, 0);
  }

  @Case(id = "OCPP-T-050_3", name = "Reserve the station, Unavailable")
  static void unavailable_station(Tool t) {
    t.availability(0, "Inoperative").is("Accepted");
    t.hears(inAnyOrder(status(0, "Unavailable"), status(1, "Unavailable")));
    reserve(t, 0, ofHours(1), "").is("Unavailable");
  }

  @Case(
      id = "OCPP-T-050_4",
      name = "Reserve the station, Rejected",
      guards = {"CF-47"})
  static void rejected_station(Tool t) {
    t.owner("ReserveConnectorZeroSupported", "false");
    reserve(t, 0, ofHours(1), "").is("Rejected");
  }

  private static void faulted(Tool t, int connector) {
    t.raise("calibration=lost");
    t.hears(
        inAnyOrder(
            Expected.fault("InternalError"),
            request("StatusNotification").with("connectorId", 0).with("status", "Faulted")));
    reserve(t, connector, ofHours(1), "").is("Faulted");
  }

  private static void occupied(Tool t, int connector) {
    t.plugIn();
    t.hears(status("Preparing"));
    reserve(t, connector, ofHours(1), "").is("Occupied");
  }

  @Case(
      id = "OCPP-T-051",
      name = "Cancel a reservation",
      guards = {"MS-20"})
  static void cancelled(Tool t) {
    reserved(t, 1, "");
    t.asks("CancelReservation", "{'reservationId':42}").is("Accepted");
    t.hears(status("Available"));
  }

  @Case(id = "OCPP-T-052", name = "Cancel an unknown reservation")
  static void unknown_reservation_cancelled(Tool t) {
    reserved(t, 1, "");
    t.asks("CancelReservation", "{'reservationId':43}").is("Rejected");
    t.quiet(ofSeconds(10));
  }

  @Case(id = "OCPP-T-053", name = "Use a reservation of the group, locally")
  static void group_local(Tool t) {
    t.card(OTHER_CARD, FAMILY, "Accepted");
    reserved(t, 1, FAMILY);
    t.swipe(OTHER_CARD);
    t.hears(authorize(OTHER_CARD), status("Preparing"));
    t.plugIn();
    t.hears(inAnyOrder(reservedStart(OTHER_CARD), status("Charging")));
  }

  @Case(id = "OCPP-T-053_2", name = "Use a reservation of the group, remotely")
  static void group_remote(Tool t) {
    t.configure("AuthorizeRemoteTxRequests", true);
    t.card(OTHER_CARD, FAMILY, "Accepted");
    reserved(t, 1, FAMILY);
    t.remoteStart(OTHER_CARD).is("Accepted");
    t.hears(authorize(OTHER_CARD), status("Preparing"));
    t.plugIn();
    t.hears(inAnyOrder(reservedStart(OTHER_CARD), status("Charging")));
  }
}
