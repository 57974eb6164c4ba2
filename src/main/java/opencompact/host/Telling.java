package opencompact.host;

import java.util.List;
import java.util.Locale;
import opencompact.catalogue.Ailment;
import opencompact.catalogue.ErrorCode;
import opencompact.catalogue.Fault;
import opencompact.catalogue.HostFault;
import opencompact.catalogue.Status;
import opencompact.host.charge.Charge;
import opencompact.host.charge.Site;
import opencompact.host.uplink.StatusTeller;
import opencompact.ocpp.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What StatusNotification says of the station and its connector now (OCPP-ST-10, ST-17 to ST-40).
 */
final class Telling {

  /** The manual's groups of vendor codes, literally. */
  private static final String RTM_ERRORS = "VendorID2";

  /** What the manual has no code for. */
  private static final String OWN = "OpenCompact";

  private Telling() {}

  /**
   * Connector 0: Available, Unavailable or Faulted, apart from the connector (OCPP-ST-10).
   *
   * @param ailment what ails a part of the station, told as a warning (OCPP-ST-41); null for none
   */
  static StatusTeller.Told station(Site site, boolean operative, @Nullable Ailment ailment) {
    boolean broken =
        !site.rtmOnline()
            || site.rtm().has(Fault.MISSING_HOST)
            || site.rtm().has(Fault.CALIBRATION);
    Status status = broken ? Status.FAULTED : operative ? Status.AVAILABLE : Status.UNAVAILABLE;
    if (!broken && !site.service().records()) {
      HostFault fault = HostFault.STORAGE;
      return new StatusTeller.Told(0, status, fault.errorCode(), fault.text(), OWN, fault.code());
    }
    if (!broken && ailment != null) {
      return new StatusTeller.Told(0, status, ailment.errorCode(), ailment.text(), null, null);
    }
    return new StatusTeller.Told(
        0, status, broken ? ErrorCode.INTERNAL_ERROR : ErrorCode.NO_ERROR, null, null, null);
  }

  /** Connector 1, with the RTM's error word in hex while one stands. */
  static StatusTeller.Told connector(Site site, Charge charge, Status status) {
    int word = site.rtm().faultWord();
    Fault worst = worst(site, status);
    return new StatusTeller.Told(
        1,
        status,
        errorCode(site, status),
        worst == null ? eventInfo(site, charge, status) : info(worst),
        word == 0 ? null : RTM_ERRORS,
        word == 0 ? null : String.format(Locale.ROOT, "0x%X", word));
  }

  /** The error code of the most severe fault that may be told with this status. */
  static ErrorCode errorCode(Site site, Status status) {
    if (!site.rtmOnline()) {
      return ErrorCode.INTERNAL_ERROR;
    }
    Fault worst = worst(site, status);
    if (worst == null && status == Status.FAULTED && !site.service().records()) {
      return HostFault.STORAGE.errorCode();
    }
    return worst == null ? ErrorCode.NO_ERROR : worst.errorCode();
  }

  private static @Nullable Fault worst(Site site, Status status) {
    for (Fault fault : Fault.in(site.rtm().faultWord())) {
      if (fault != Fault.AUTO_RECOVERY && tellable(fault, status)) {
        return fault;
      }
    }
    return null;
  }

  /** EVCommunicationError goes with four statuses only, never with Faulted (OCPP-ST-19). */
  private static boolean tellable(Fault fault, Status status) {
    return fault.errorCode() != ErrorCode.EV_COMMUNICATION_ERROR
        || List.of(Status.PREPARING, Status.SUSPENDED_EV, Status.SUSPENDED_EVSE, Status.FINISHING)
            .contains(status);
  }

  /** Both covers are told alike; the vendor's code tells them apart (OCPP-ST-39). */
  private static String info(Fault fault) {
    return fault == Fault.TAMPER || fault == Fault.TAMPER_SERVICE ? "Tamper" : fault.text();
  }

  /** The car was unplugged at its own side during the transaction (OCPP-ST-21). */
  private static @Nullable String eventInfo(Site site, Charge charge, Status status) {
    Charge.Ended ended = charge.ended();
    boolean left =
        switch (status) {
          case SUSPENDED_EV -> charge.running() && site.carGone();
          case FINISHING -> ended != null && ended.because() == Reason.EV_DISCONNECTED;
          default -> false;
        };
    return left ? "EV side disconnected" : null;
  }
}
