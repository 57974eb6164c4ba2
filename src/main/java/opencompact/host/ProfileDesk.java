package opencompact.host;

import opencompact.catalogue.Keys;
import opencompact.host.uplink.Desk.Answer;
import opencompact.ocpp.CallErrorCode;
import opencompact.ocpp.ClearChargingProfile;
import opencompact.ocpp.GetCompositeSchedule;
import opencompact.ocpp.SetChargingProfile;
import opencompact.quantity.Amperes;
import opencompact.rtm.RtmReport;

/** What the back office asks about charging profiles (OCPP-MS-34). */
final class ProfileDesk {
  private final Host host;

  ProfileDesk(Host host) {
    this.host = host;
  }

  Answer set(SetChargingProfile.Request r, Turn turn) {
    if (r.connectorId() < 0 || r.connectorId() > 1) {
      return new Answer.Refused(
          CallErrorCode.PROPERTY_CONSTRAINT_VIOLATION,
          "connectorId is 0 or 1, not " + r.connectorId());
    }
    String whyNot =
        host.profiles().install(r.connectorId(), r.csChargingProfiles(), host.settings(), turn);
    if (whyNot != null) {
      turn.note(
          "charge",
          "Charging profile "
              + r.csChargingProfiles().chargingProfileId()
              + " is rejected: "
              + whyNot
              + ".");
    }
    return new Answer.Now(
        new SetChargingProfile.Response(
            whyNot == null
                ? SetChargingProfile.Status.ACCEPTED
                : SetChargingProfile.Status.REJECTED));
  }

  Answer clear(ClearChargingProfile.Request r, Turn turn) {
    return new Answer.Now(new ClearChargingProfile.Response(host.profiles().clear(r, turn)));
  }

  Answer composite(GetCompositeSchedule.Request r, Turn turn) {
    return new Answer.Now(host.profiles().composite(r, most(), host.settings(), turn));
  }

  /** What device, fuse and cable allow for now; heat and neighbours come and go (OCPP-SC-36). */
  private Amperes most() {
    Amperes most =
        RtmOrders.share(host.settings())
            .deviceLimit()
            .min(host.settings().value(Keys.DEVICE_LIMIT));
    RtmReport rtm = host.rtm();
    return rtm != null && rtm.plugged() ? most.min(rtm.cable()) : most;
  }
}
