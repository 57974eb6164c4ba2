package opencompact.host;

import opencompact.catalogue.Ailment;
import opencompact.catalogue.ResetReason;
import opencompact.host.energy.MeterReading;
import opencompact.host.security.KeySafe;
import opencompact.host.upkeep.FileTransfers;
import opencompact.host.upkeep.Installer;
import opencompact.host.uplink.BackOfficeLink;
import opencompact.quantity.Amperes;
import opencompact.rtm.RtmReport;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, told to the host. A new one does not compile until Host.hear knows it.
 */
public sealed interface Event {

  /** The program has started and its memory is folded. Always the first event. */
  record Booted(ResetReason cause) implements Event {}

  /** The RTM's picture changed, or a second passed. */
  record RtmReported(RtmReport report) implements Event {}

  /** A card's UID was read, as upper-case hex, byte 0 first (OCPP-AU-23). */
  record CardRead(String uid) implements Event {}

  /**
   * The recessed button is pressed, or released (RST-4). One held since before a start says
   * nothing.
   */
  record ButtonTold(boolean pressed) implements Event {}

  /** A part beside the safety core says how it fares; null: well (OCPP-ST-41). */
  record PartTold(Ailment.Part part, @Nullable Ailment ailment) implements Event {
    public PartTold {
      if (ailment != null && ailment.part() != part) {
        throw new IllegalArgumentException(part + " cannot suffer from " + ailment);
      }
    }
  }

  /**
   * A person at the web client, the API or the command line wants something; answered by ticket.
   */
  record Asked(long ticket, Wish wish, String by) implements Event {}

  /**
   * The site's supply leaves us so much per phase, told by a CT clamp or by neighbours on the bus;
   * null when that limit is no longer in force (LIM-1 code 3).
   */
  record SupplyLimited(@Nullable Amperes limit, String because) implements Event {}

  /** The external meter has answered the question of that number (MET-1). */
  record MeterAnswered(long number, MeterReading reading) implements Event {}

  /**
   * The WebSocket is open with sub-protocol ocpp1.6.
   *
   * @param anchor the fingerprint of the installed root certificate that vouches for the back
   *     office, null for none
   */
  record LinkUp(@Nullable String anchor) implements Event {}

  /** The WebSocket is gone, or could not be opened. */
  record LinkDown(BackOfficeLink.Down why) implements Event {}

  /** A text frame came from the back office. */
  record FrameArrived(String text) implements Event {}

  /** A pong or a ping of the back office was seen. */
  record PongSeen() implements Event {}

  /** Something became of a job that fetches or brings a file (OCPP-FW-01, OCPP-DG-02). */
  record FileTold(long job, FileTransfers.Told told) implements Event {}

  /** The installer has answered the job of that number (FW-1). */
  record InstallerTold(long job, Installer.Verdict verdict) implements Event {}

  /** The private key that was to be made is made, or cannot be (OCPP-SE-20). */
  record KeyMade(KeySafe.Told told) implements Event {}

  /**
   * The disk takes no records, or takes them again.
   *
   * @param trouble why it takes none; null when it does
   * @param crowded whether so much waits to be recorded that samples must be left out
   */
  record StorageTold(@Nullable String trouble, boolean crowded) implements Event {}

  /** The deadline has come, or the clock has been set; nothing else happened. */
  record TimePassed() implements Event {}
}
