package opencompact.host;

import java.time.Instant;
import java.util.List;
import opencompact.catalogue.ErrorCode;
import opencompact.catalogue.Fault;
import opencompact.catalogue.Light;
import opencompact.catalogue.Settings;
import opencompact.catalogue.Status;
import opencompact.host.allowance.Countdown;
import opencompact.host.allowance.Hold;
import opencompact.memory.Card;
import opencompact.memory.Reservation;
import opencompact.quantity.IdTag;
import opencompact.quantity.WattHours;
import opencompact.rtm.RtmReport;
import org.jspecify.annotations.Nullable;

/**
 * An immutable picture of the whole station, replaced after each turn; all that a page or a program
 * outside may see. No secret is in it.
 *
 * @param sequence grows by one with every turn that changed something
 * @param wall the station's time of day, null while unknown
 * @param status the connector's status, computed
 * @param since when that status began
 * @param stationStatus the status of connector 0: Available, Unavailable or Faulted (OCPP-ST-10)
 * @param rtm the RTM's last report, null before the first
 * @param rtmOnline whether the RTM has spoken within five seconds
 * @param sentence what is happening and why, in one or two sentences
 * @param why everything that blocks or limits, blocks first, then limits from the least up
 * @param overlay what lies over that light for a moment: a card's answer, or learning; else null
 * @param reservation for whom the connector is kept; null for nobody
 * @param startDelay the random delay under way; null for none (OFF-4)
 * @param learning whether the next card is stored (AUT-2)
 */
public record HostView(
    long sequence,
    long uptimeNanos,
    @Nullable Instant wall,
    Identity identity,
    Status status,
    Instant since,
    ErrorCode errorCode,
    Status stationStatus,
    @Nullable RtmReport rtm,
    boolean rtmOnline,
    @Nullable Transaction transaction,
    @Nullable IdTag waiting,
    String sentence,
    List<Hold> why,
    List<StandingFault> faults,
    Line line,
    Light light,
    Light.@Nullable Overlay overlay,
    boolean lightOnline,
    int lightIntensity,
    Settings settings,
    boolean commissioned,
    boolean learning,
    List<Card.Listed> cards,
    @Nullable Reservation reservation,
    String resetReason,
    Queue queue,
    @Nullable Countdown startDelay) {

  /**
   * What waits for the back office, in figures (OFF-2).
   *
   * @param messages about transactions, all of which are on disk
   * @param inMemory how many of them are in memory besides
   * @param room how many there may be before samples are thinned
   * @param failures how often the oldest has failed on a live connection
   * @param securityEvents that wait beside them
   */
  public record Queue(int messages, int inMemory, int room, int failures, int securityEvents) {}

  /** Who this station is (MOD-4). */
  public record Identity(
      String serial, String uid, String model, String firmware, String deviceModel, int phases) {}

  /**
   * The running transaction.
   *
   * @param number the station's own count
   * @param transactionId the back office's number, null while unknown
   * @param started null while the clock is unknown
   * @param charged energy since its start
   */
  public record Transaction(
      int number,
      @Nullable Integer transactionId,
      IdTag tag,
      boolean free,
      @Nullable Instant started,
      long startedUptimeNanos,
      WattHours meterStart,
      WattHours charged) {}

  /**
   * A fault that stands, with what was measured and what to do.
   *
   * @param measured what was measured where, in a sentence
   * @param found the figures behind it
   */
  public record StandingFault(
      Fault fault,
      @Nullable Instant since,
      String measured,
      RtmReport.@Nullable FaultRecord found) {

    /** One of which only the sentence is known. */
    public StandingFault(Fault fault, @Nullable Instant since, String measured) {
      this(fault, since, measured, null);
    }
  }

  /**
   * The state of the conversation with the back office; honest about dead connections.
   *
   * @param state {@code none} (no back office set), {@code offline}, {@code connecting}, {@code
   *     registering}, {@code pending}, {@code rejected}, {@code online}
   * @param sentence the same in words, with the reason of the last failure
   * @param url the address in use, null where none is set
   * @param lastHeard when anything last came from the back office
   * @param nextTryInSeconds until the next attempt, -1 where none is due
   * @param owed messages that wait for delivery
   */
  public record Line(
      String state,
      String sentence,
      @Nullable String url,
      String identity,
      @Nullable Instant lastHeard,
      long nextTryInSeconds,
      int owed,
      boolean outstanding) {

    public boolean online() {
      return state.equals("online");
    }
  }
}
