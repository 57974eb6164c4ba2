package opencompact.storm;

import java.util.List;
import java.util.Map;
import opencompact.catalogue.ErrorCode;
import opencompact.catalogue.Status;
import opencompact.ocpp.StatusNotification;
import opencompact.sim.SimBackOffice;
import opencompact.sim.Yard;

/**
 * No illegal step of the connector's status is ever told on one connection (the matrix of OCPP 1.6,
 * 4.9; OCPP-ST-11, OCPP-ST-12), and nothing that contradicts itself (OCPP-ST-10, OCPP-ST-19). What
 * is between two connections is not told, so there any step is possible (OCPP-ST-16). To be called
 * after every appointment.
 */
public final class StatusLaw {
  /** Per status, to which it may be told to change; a copy of the table, by its column numbers. */
  private static final Map<Status, String> MATRIX =
      Map.of(
          Status.AVAILABLE, "12345789",
          Status.PREPARING, "1234569",
          Status.CHARGING, "1345689",
          Status.SUSPENDED_EV, "1345689",
          Status.SUSPENDED_EVSE, "1345689",
          Status.FINISHING, "12689",
          Status.RESERVED, "12789",
          Status.UNAVAILABLE, "1234589",
          Status.FAULTED, "123456789");

  private static final List<Status> COLUMNS =
      List.of(
          Status.AVAILABLE,
          Status.PREPARING,
          Status.CHARGING,
          Status.SUSPENDED_EV,
          Status.SUSPENDED_EVSE,
          Status.FINISHING,
          Status.RESERVED,
          Status.UNAVAILABLE,
          Status.FAULTED);

  private int seen;
  private int attempts;
  private Status last;

  public void check(Yard yard) {
    boolean sameLine = yard.network().open() && yard.network().attempts() == attempts;
    attempts = yard.network().attempts();
    if (!sameLine) {
      last = null;
    }
    List<SimBackOffice.Received> received = yard.backOffice().received();
    for (; seen < received.size(); seen++) {
      if (received.get(seen).request() instanceof StatusNotification.Request told) {
        consistent(told);
        if (told.connectorId() == 1 && sameLine) {
          step(told);
        }
      }
    }
  }

  private void step(StatusNotification.Request told) {
    Status before = last;
    last = told.status();
    String column = String.valueOf(COLUMNS.indexOf(told.status()) + 1);
    if (before != null && !MATRIX.get(before).contains(column)) {
      throw new AssertionError("LAW BROKEN: " + told.status() + " was told after " + before);
    }
  }

  private static void consistent(StatusNotification.Request told) {
    boolean oneOfThree =
        List.of(Status.AVAILABLE, Status.UNAVAILABLE, Status.FAULTED).contains(told.status());
    if (told.connectorId() == 0 && !oneOfThree) {
      throw new AssertionError("LAW BROKEN: connector 0 is told to be " + told.status());
    }
    boolean withCar =
        List.of(Status.PREPARING, Status.SUSPENDED_EV, Status.SUSPENDED_EVSE, Status.FINISHING)
            .contains(told.status());
    if (told.errorCode() == ErrorCode.EV_COMMUNICATION_ERROR && !withCar) {
      throw new AssertionError("LAW BROKEN: EVCommunicationError with " + told.status());
    }
  }
}
