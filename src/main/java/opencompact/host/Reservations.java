package opencompact.host;

import java.time.Duration;
import java.time.Instant;
import opencompact.catalogue.Keys;
import opencompact.host.charge.Charge;
import opencompact.host.charge.Site;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.memory.Reservation;
import opencompact.ocpp.CancelReservation;
import opencompact.ocpp.GenericStatus;
import opencompact.ocpp.ReserveNow;
import opencompact.quantity.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Makes and ends reservations (OCPP 1.6, 5.1 and 5.13; OCPP-RS-01 to RS-06, OCPP-MS-20). Who may
 * use one is decided by the visit. With a single connector a reservation of connector 0 keeps that
 * one (OCPP-RS-02).
 */
final class Reservations {
  private final Host host;

  Reservations(Host host) {
    this.host = host;
  }

  /** The checks in the order of OCPP-RS-01; the first that fails is the answer. */
  ReserveNow.Status reserve(ReserveNow.Request r, Turn turn) {
    ReserveNow.Status status = verdict(r, turn);
    if (status == ReserveNow.Status.ACCEPTED) {
      turn.remember(
          new Fact.Reserved(
              r.reservationId(), r.connectorId(), r.idTag(), r.parentIdTag(), r.expiryDate()));
      turn.note(
          "charge",
          "The back office reserves the connector for card "
              + r.idTag()
              + " until "
              + r.expiryDate()
              + " (reservation "
              + r.reservationId()
              + ").");
    } else {
      turn.note(
          "charge", "Reservation " + r.reservationId() + " is answered " + status.wire() + ".");
    }
    return status;
  }

  private ReserveNow.Status verdict(ReserveNow.Request r, Turn turn) {
    Instant wall = turn.now().wall();
    boolean past = wall != null && !wall.isBefore(r.expiryDate());
    if (!on() || (r.connectorId() == 0 && !zero())) {
      return ReserveNow.Status.REJECTED;
    }
    if (r.connectorId() < 0 || r.connectorId() > 1 || past || host.rtm() == null) {
      return ReserveNow.Status.REJECTED;
    }
    Site site = host.site(turn.now());
    Reservation before = site.reservation();
    if (site.faulted()) {
      return ReserveNow.Status.FAULTED;
    }
    if (!site.operative()) {
      return ReserveNow.Status.UNAVAILABLE;
    }
    if (site.service().restarting()) {
      return ReserveNow.Status.REJECTED;
    }
    if (before != null) {
      return before.id() == r.reservationId()
          ? ReserveNow.Status.ACCEPTED
          : ReserveNow.Status.OCCUPIED;
    }
    boolean used = site.plugged() || !(host.visit().charge() instanceof Charge.Vacant);
    return used ? ReserveNow.Status.OCCUPIED : ReserveNow.Status.ACCEPTED;
  }

  /** Whether the owner has left reservations on. */
  private boolean on() {
    return host.settings().speaks("Reservation");
  }

  private boolean zero() {
    return host.settings().value(Keys.RESERVE_CONNECTOR_ZERO_SUPPORTED);
  }

  CancelReservation.Response cancel(CancelReservation.Request r, Turn turn) {
    Reservation known = turn.memory().reservation();
    if (known == null || known.id() != r.reservationId()) {
      return new CancelReservation.Response(GenericStatus.REJECTED);
    }
    end(known, "the back office cancelled it", turn);
    return new CancelReservation.Response(GenericStatus.ACCEPTED);
  }

  /** A person at the station ends it, as if it had been cancelled (OCPP-RS-04, WEB-1). */
  Outcome clear(String by, Turn turn) {
    Reservation known = turn.memory().reservation();
    if (known == null) {
      return new Outcome.Refused("There is no reservation.");
    }
    end(known, by + " cleared it", turn);
    return new Outcome.Done("Reservation " + known.id() + " is cleared.");
  }

  /** Before anything is heard: what has lapsed admits and refuses nobody any more. */
  void expire(Turn turn) {
    Reservation known = turn.memory().reservation();
    Instant wall = turn.now().wall();
    if (known != null && wall != null && !wall.isBefore(known.until())) {
      end(known, "its time is over", turn);
    }
  }

  /** A fault, going out of service, or the owner ends it (OCPP-RS-03, OCPP-MS-21). */
  void settle(Turn turn) {
    Reservation known = turn.memory().reservation();
    if (known == null || host.rtm() == null) {
      return;
    }
    Site site = host.site(turn.now());
    if (!on()) {
      end(known, "reservations were switched off", turn);
    } else if (site.faulted()) {
      end(known, "the connector has a fault", turn);
    } else if (!site.operative()) {
      end(known, "the connector is out of service", turn);
    }
  }

  private static void end(Reservation known, String why, Turn turn) {
    turn.remember(new Fact.ReservationEnded(known.id(), why));
    turn.note("charge", "Reservation " + known.id() + " is over: " + why + ".");
  }

  /** The uptime at which it lapses; never while the time of day is unknown. */
  static long deadline(Memory memory, Moment last) {
    Reservation known = memory.reservation();
    @Nullable Instant wall = last.wall();
    return known == null || wall == null
        ? Moment.NEVER
        : last.in(Duration.between(wall, known.until()));
  }
}
