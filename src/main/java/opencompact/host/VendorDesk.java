package opencompact.host;

import java.util.Locale;
import opencompact.catalogue.Keys;
import opencompact.host.uplink.Configuration;
import opencompact.ocpp.DataTransfer;
import opencompact.rtm.RtmCommand;

/**
 * Messages of our own between the back office and the station: clearing faults and recalibrating
 * the meter from afar (OCPP-DX-01, OCP-5). Their names compare as OCPP's CiStrings do.
 */
final class VendorDesk {
  private final Host host;

  VendorDesk(Host host) {
    this.host = host;
  }

  DataTransfer.Response transfer(DataTransfer.Request r, Turn turn) {
    if (!r.vendorId().equalsIgnoreCase(Plate.VENDOR)) {
      return new DataTransfer.Response(DataTransfer.Status.UNKNOWN_VENDOR_ID, null);
    }
    String message = r.messageId() == null ? "" : r.messageId().toLowerCase(Locale.ROOT);
    return switch (message) {
      case "clearfaults" -> clearFaults(turn);
      case "recalibrate" -> recalibrate(r.data() == null ? "" : r.data().strip(), turn);
      default -> new DataTransfer.Response(DataTransfer.Status.UNKNOWN_MESSAGE_ID, null);
    };
  }

  private static DataTransfer.Response clearFaults(Turn turn) {
    turn.tell(new Command.TellRtm(new RtmCommand.FaultsCleared(true)));
    turn.note("fault", "The back office asked to clear faults.");
    return new DataTransfer.Response(DataTransfer.Status.ACCEPTED, null);
  }

  /** Without data nothing changes; either way the answer says what holds now. */
  private DataTransfer.Response recalibrate(String wanted, Turn turn) {
    String now = host.settings().text(Keys.METER_CALIBRATION);
    if (wanted.isEmpty()) {
      return new DataTransfer.Response(DataTransfer.Status.ACCEPTED, now);
    }
    Configuration.Change change =
        Configuration.change(
            Keys.METER_CALIBRATION,
            wanted,
            "back office",
            host.settings(),
            turn.memory(),
            turn.now());
    if (!change.accepted()) {
      return new DataTransfer.Response(DataTransfer.Status.REJECTED, change.sentence());
    }
    if (!turn.records() && !change.facts().isEmpty()) {
      return new DataTransfer.Response(
          DataTransfer.Status.REJECTED, "The station cannot record this: its disk takes nothing");
    }
    change.facts().forEach(turn::remember);
    if (!change.facts().isEmpty()) {
      turn.note("setting", change.sentence());
    }
    return new DataTransfer.Response(DataTransfer.Status.ACCEPTED, wanted);
  }
}
