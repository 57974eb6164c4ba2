package opencompact.host;

import java.time.Instant;
import java.util.List;
import opencompact.catalogue.Sound;
import opencompact.host.upkeep.FileTransfers;
import opencompact.host.uplink.Endpoint;
import opencompact.rtm.RtmCommand;

/** Something the host wants done; carried out by its cell after the turn's facts are on disk. */
public sealed interface Command {

  record TellRtm(RtmCommand command) implements Command {}

  /** Ask the external meter; its answer names the number. */
  record AskMeter(long number) implements Command {}

  /** Begin a task of a job that fetches or brings a file; what becomes of it names the job. */
  record Transfer(long job, FileTransfers.Task task) implements Command {}

  /** A job that fetches or brings a file is over, or called off. */
  record EndTransfer(long job) implements Command {}

  /** Install the firmware of that name, or say what became of that after a start (FW-1). */
  record Install(long job, String name, boolean review) implements Command {}

  /**
   * Make a private key and a request for a certificate for it (OCPP-SE-20).
   *
   * @param commonName the station's serial number
   * @param organization the operator's name
   */
  record MakeKey(String commonName, String organization) implements Command {}

  /** Destroy all private keys but those of these names. */
  record KeepKeys(List<String> names) implements Command {}

  record Connect(Endpoint endpoint) implements Command {}

  record Disconnect(int code, String reason) implements Command {}

  record SendFrame(String text) implements Command {}

  record SendPing() implements Command {}

  record Play(Sound sound) implements Command {}

  /** Set the station's wall clock. */
  record SetClock(Instant wall) implements Command {}

  record Answer(long ticket, Outcome outcome) implements Command {}

  /** End this program and start it again; everything is on disk. Hard also restarts the RTM. */
  record Restart(boolean hard) implements Command {}
}
