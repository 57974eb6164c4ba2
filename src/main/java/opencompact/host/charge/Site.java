package opencompact.host.charge;

import opencompact.catalogue.Fault;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Settings;
import opencompact.catalogue.Status;
import opencompact.host.access.FreeCharging;
import opencompact.memory.Reservation;
import opencompact.quantity.Amperes;
import opencompact.quantity.WattHours;
import opencompact.rtm.Pilot;
import opencompact.rtm.RtmReport;
import org.jspecify.annotations.Nullable;

/**
 * The one consistent image on which a turn decides about the visit.
 *
 * @param rtm the RTM's last report
 * @param rtmOnline whether it is fresh (CHG-8)
 * @param service whether charges are taken here
 * @param online whether the back office is reached and has accepted the station
 * @param freeCharging whether nobody need be asked
 * @param permitted whether current is permitted at all now, apart from limits (LIM-3)
 * @param register the import register that transactions are billed by
 * @param reservation for whom the connector is kept; null for nobody
 */
public record Site(
    Settings settings,
    RtmReport rtm,
    boolean rtmOnline,
    Service service,
    boolean online,
    FreeCharging freeCharging,
    boolean permitted,
    WattHours register,
    @Nullable Reservation reservation) {

  static final Amperes LEAST_OFFER = Amperes.of(6);

  /**
   * Whether charges are taken here.
   *
   * @param operative whether station and connector are both in service (OCPP-MS-21)
   * @param closing whether they go out of service when the present visit is over
   * @param restarting whether the station is about to restart
   * @param updating whether new firmware waits for the end of a charge or is being installed
   * @param records whether the disk takes what must be remembered
   */
  public record Service(
      boolean operative, boolean closing, boolean restarting, boolean updating, boolean records) {
    public boolean open() {
      return operative && !closing && !restarting && records;
    }
  }

  public boolean operative() {
    return service.operative();
  }

  /** Whether nobody need be asked now; a reserved connector is free for nobody (OCPP-RS-04). */
  public boolean free() {
    return freeCharging.now() && reservation == null;
  }

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

  /** Why nobody can begin a charge here now, whoever it is; null if one can. */
  public @Nullable String whyClosed() {
    if (!service.records()) {
      return "its disk takes no records";
    }
    if (service.restarting()) {
      return "the station is about to restart";
    }
    if (service.updating()) {
      return "new firmware is about to be installed";
    }
    if (!service.operative()) {
      return "the station is out of service";
    }
    if (service.closing()) {
      return "the station goes out of service as soon as the cable is out";
    }
    return faulted() ? "the station has a fault" : null;
  }

  /** Whether a transaction could start here but for a card and the lock (OCPP-TX-01). */
  public boolean startable() {
    return plugged() && carConnected() && service.open() && !stopped();
  }

  /** Whether the plug is held, or needs no holding (LK-05, MOD-1). */
  public boolean secured() {
    return !lockWorks() || rtm.locked();
  }

  public boolean lockWorks() {
    return lockWorks(settings);
  }

  /** Whether there is a lock and it is in use (LK-05, OCPP-MS-29). */
  public static boolean lockWorks(Settings settings) {
    return settings.delivery().model().socketed() && settings.value(Keys.LOCKER_DISENGAGE);
  }

  /** Whether the present limits leave enough to offer (MOD-3). */
  public boolean enough() {
    return rtm.limit().atLeast(LEAST_OFFER);
  }

  /** The connector's status, computed from inputs, first match wins (OCPP-ST-01 to OCPP-ST-09). */
  public Status status(Charge charge, boolean refused) {
    boolean rested = rtm.plugIn().delay() == RtmReport.Delay.NONE;
    boolean offer = permitted && enough() && !refused && !stopped() && rested;
    boolean running = charge.running();
    if (faulted() || (!service.records() && !running)) {
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
    if (!operative()) {
      return Status.UNAVAILABLE;
    }
    if (charge.finishing() && plugged()) {
      return Status.FINISHING;
    }
    if (charge.admitted()) {
      return Status.PREPARING;
    }
    if (reservation != null) {
      // A plug alone starts nothing and changes nothing while others wait for it (OCPP-ST-13).
      return Status.RESERVED;
    }
    return plugged() ? Status.PREPARING : Status.AVAILABLE;
  }
}
