package opencompact.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import opencompact.memory.Memory;
import opencompact.memory.OpenTransaction;
import opencompact.memory.Reservation;
import opencompact.ocpp.Request;
import opencompact.ocpp.ReserveNow;
import opencompact.ocpp.Response;
import opencompact.ocpp.SendLocalList;
import opencompact.ocpp.StartTransaction;
import opencompact.quantity.IdTag;
import opencompact.sim.SimBackOffice;
import opencompact.sim.Yard;
import org.jspecify.annotations.Nullable;

/**
 * What was promised to the back office is kept: a reserved connector charges no stranger, a
 * reservation is used once at most and ends on time, and whatever was answered Accepted is on disk
 * (OCPP-RS-03, OCPP-RS-04, OCPP-LL-06, OCPP-BT-11). To be called after every appointment.
 */
final class PromiseLaw {
  private final SortedSet<String> asked = new TreeSet<>();
  private final List<ReserveNow.Request> reservations = new ArrayList<>();
  private final List<StartTransaction.Request> starts = new ArrayList<>();
  private @Nullable Reservation kept;
  private int open;
  private int read;
  private int answered;

  /** The back office asks for something that it will hold the station to. */
  void asks(Yard yard, Request.ToChargePoint request) {
    if (request instanceof ReserveNow.Request reservation) {
      reservations.add(reservation);
    }
    asked.add(yard.backOffice().call(request));
  }

  void check(Yard yard) {
    answers(yard);
    hear(yard);
    if (!yard.powered()) {
      return;
    }
    OpenTransaction now = yard.open();
    Reservation reservation = yard.reservation();
    if (now == null) {
      open = 0;
    } else if (now.number() != open) {
      open = now.number();
      began(now, yard);
    }
    if (now != null && reservation != null) {
      throw new AssertionError("LAW BROKEN: a connector that charges is kept for " + reservation);
    }
    kept = reservation;
  }

  /** Who began while it was kept must be whom it was kept for. */
  private void began(OpenTransaction now, Yard yard) {
    Reservation before = kept;
    if (before == null || !yard.wall().isBefore(before.until().minusSeconds(2))) {
      return;
    }
    if (!before.admits(now.tag(), now.start().parent())) {
      throw new AssertionError("LAW BROKEN: " + now.tag() + " charges in spite of " + before);
    }
    assertThat(now.start().reservation()).as("the number of the used one").isEqualTo(before.id());
  }

  private void answers(Yard yard) {
    if (yard.backOffice().answered() == answered) {
      return;
    }
    answered = yard.backOffice().answered();
    Iterator<String> ids = asked.iterator();
    while (ids.hasNext()) {
      String id = ids.next();
      Response answer = yard.backOffice().answer(id);
      if (answer != null) {
        written(answer, yard);
        ids.remove();
      }
    }
  }

  /** Nothing is accepted that the disk does not know. */
  private static void written(Response answer, Yard yard) {
    boolean reserved = answer.equals(new ReserveNow.Response(ReserveNow.Status.ACCEPTED));
    boolean listed = answer.equals(new SendLocalList.Response(SendLocalList.Status.ACCEPTED));
    if (!yard.powered() || (!reserved && !listed)) {
      return;
    }
    Memory memory = yard.disk().remembered();
    // A fault may have ended a reservation before the answer was heard; then both know.
    assertThat(memory.reservation())
        .as("the reservation on disk when one is accepted")
        .isEqualTo(yard.reservation());
    assertThat(memory.localListVersion())
        .as("the version on disk when a list is accepted")
        .isEqualTo(yard.localListVersion());
  }

  /** A start that names a reservation fits one that was asked for, and no two use the same. */
  private void hear(Yard yard) {
    List<SimBackOffice.Received> all = yard.backOffice().received();
    for (; read < all.size(); read++) {
      if (all.get(read).request() instanceof StartTransaction.Request start
          && start.reservationId() != null
          && !starts.contains(start)) {
        starts.add(start);
        int id = start.reservationId();
        assertThat(reservations)
            .as("a reservation for " + start)
            .anyMatch(r ->
                r.reservationId() == id
                    && (r.idTag().equals(start.idTag()) || r.parentIdTag() != null));
        assertThat(starts.stream().filter(s -> s.reservationId() == id).count())
            .as("uses of reservation " + id)
            .isLessThanOrEqualTo(
                reservations.stream().filter(r -> r.reservationId() == id).count());
      }
    }
  }

  /** In the calm every reservation is over. */
  void close(Yard yard) {
    assertThat(yard.reservation()).as("a reservation whose time is over").isNull();
  }

  /** The group that some cards belong to. */
  static final IdTag FAMILY = new IdTag("FAMILY");
}
