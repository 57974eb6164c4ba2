package opencompact.host.charge;

import opencompact.catalogue.Fault;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Settings;
import opencompact.catalogue.Status;
import opencompact.quantity.Amperes;
import opencompact.quantity.WattHours;
import opencompact.rtm.Pilot;
import opencompact.rtm.RtmReport;

/**
 * The one consistent image on which a turn decides about the visit.
 *
 * @param rtm the RTM's last report
 * @param rtmOnline whether it is fresh (CHG-8)
 * @param operative whether station and connector are both in service
 * @param online whether the back office is reached and has accepted the station
 * @param free whether nobody need be asked now: free-vend, or plug and charge while offline
 * @param permitted whether current is permitted at all now, apart from limits (LIM-3)
 * @param register the import register that transactions are billed by
 */
public record Site(
    Settings settings,
    RtmReport rtm,
    boolean rtmOnline,
    boolean operative,
    boolean online,
    boolean free,
    boolean permitted,
    WattHours register) {

  static final Amperes LEAST_OFFER = Amperes.of(6);

  public boolean socketed() {
    return settings.delivery().model().socketed();
  }

  /** Whether a plug is in our socket, or on tethered models a car on the cable. */
  public boolean plugged() {
    return rtm.plugged();
  }

  /** Whether a car hangs on the pilot. */
  public boolean carConnected() {
    return rtm.pilot().connected();
  }

  public boolean carReady() {
    return rtm.pilot().ready();
  }

  /** Whether the car end of the cable was pulled: the pilot says A, and no fault blurs it. */
  public boolean carGone() {
    return rtm.pilot() == Pilot.A;
  }

  /** Whether the connector is Faulted (OCPP-ST-01), a silent RTM included. */
  public boolean faulted() {
    if (!rtmOnline) {
      return true;
    }
    for (RtmReport.FaultRecord record : rtm.faults()) {
      if (record.fault().effect() == Fault.Effect.FAULTED) {
        return true;
      }
    }
    return false;
  }

  /** Whether a standing fault forbids current. */
  public boolean stopped() {
    return !rtmOnline || rtm.stopped();
  }

  /** Whether the plug is held, or needs no holding (LK-05, MOD-1). */
  public boolean secured() {
    return !lockWorks() || rtm.locked();
  }

  public boolean lockWorks() {
    return socketed() && settings.value(Keys.LOCKER_DISENGAGE);
  }

  /** Whether the present limits leave enough to offer (MOD-3). */
  public boolean enough() {
    return rtm.limit().atLeast(LEAST_OFFER);
  }

  /** The connector's status, computed from inputs, first match wins (OCPP-ST-01 to OCPP-ST-09). */
  public Status status(Charge charge, boolean refused) {
    boolean offer = permitted && enough() && !refused && !stopped();
    boolean running = charge.running();
    if (faulted()) {
      return Status.FAULTED;
    }
    if (running && offer && carReady() && rtm.contactorClosed()) {
      return Status.CHARGING;
    }
    if (running && (!offer || carReady())) {
      return Status.SUSPENDED_EVSE;
    }
    if (running) {
      return Status.SUSPENDED_EV;
    }
    if (!operative) {
      return Status.UNAVAILABLE;
    }
    if (charge.finishing() && plugged()) {
      return Status.FINISHING;
    }
    if (plugged() || charge.admitted()) {
      return Status.PREPARING;
    }
    return Status.AVAILABLE;
  }
}
