package opencompact.host.uplink;

import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Settings;
import opencompact.host.HostView;
import opencompact.host.Plate;
import opencompact.host.Turn;
import opencompact.host.uplink.Outstanding.Receipt;
import opencompact.memory.Memory;
import opencompact.memory.OpenTransaction;
import opencompact.memory.Reading;
import opencompact.ocpp.Frames;
import opencompact.ocpp.Heartbeat;
import opencompact.ocpp.Incoming;
import opencompact.ocpp.MeterValue;
import opencompact.ocpp.MeterValues;
import opencompact.ocpp.Request;
import opencompact.ocpp.Response;
import opencompact.ocpp.Side;
import opencompact.quantity.Moment;
import org.jspecify.annotations.Nullable;

/**
 * The conversation with the back office (sections 1, 2 and 5.4 of the checklist), from three parts:
 * {@link Connecting} keeps the line, {@link Answering} sees to the back office's calls, {@link
 * Calling} to ours. What requests and answers mean is decided at the {@link Desk}.
 *
 * <p>Nothing of ours is sent but by {@link #settle}, which therefore comes last in a turn, and
 * nothing while a request of the back office waits for its answer; so an answer always leaves
 * before what it causes (OCPP-MS-37).
 */
public final class BackOffice {
  private final Registration registration;
  private final Connecting connecting;
  private final Answering answering;
  private final Calling calling;
  private final Oddities oddities = new Oddities();
  private boolean begun;
  private boolean wasOnline;
  private long offlineSinceNanos;
  private long deadlineNanos;

  public BackOffice(Plate plate, RandomGenerator chance, Desk desk) {
    this.registration = new Registration(chance);
    this.answering = new Answering(registration, desk);
    this.calling = new Calling(plate, registration, desk, chance);
    this.connecting = new Connecting(plate, chance, this::lost);
  }

  // What happens to the line.

  /**
   * The WebSocket is open.
   *
   * @param by the fingerprint of the root certificate that vouches for it, null for none
   */
  public void linkUp(@Nullable String by, Turn turn) {
    if (connecting.opened(by, turn)) {
      answering.lineLost();
      calling.connected();
      registration.connected();
      watch(turn.now());
    }
  }

  /** The WebSocket is gone, or could not be opened. */
  public void linkDown(BackOfficeLink.Down why, Turn turn) {
    connecting.ended(why, turn);
    watch(turn.now());
  }

  /** A pong or a ping of the back office was seen. */
  public void pong(Turn turn) {
    if (connecting.up()) {
      connecting.heard(turn.now());
    }
  }

  /** A text frame has arrived. */
  public void frame(String text, Settings settings, Turn turn) {
    if (!connecting.up()) {
      return; // Still on its way when we gave the connection up.
    }
    connecting.heard(turn.now());
    Incoming incoming =
        Frames.parse(
            Side.CHARGE_POINT,
            text,
            calling::askedFor,
            operation -> Repertoire.holds(operation, settings));
    switch (incoming) {
      case Incoming.Call(String id, Request request, List<String> notes) -> {
        notes.forEach(note -> oddities.odd(note, turn));
        answering.called(id, text, (Request.ToChargePoint) request, turn);
      }
      case Incoming.Refused(var answer, String why) -> {
        oddities.refused(answer.code(), why, turn);
        answering.refused(answer, turn);
      }
      case Incoming.Result(String _, Response response, List<String> notes) -> {
        notes.forEach(note -> oddities.odd(note, turn));
        calling.answered(response, settings, turn);
      }
      case Incoming.Error(String _, String code, String description) ->
          calling.refused(code, description, settings, turn);
      case Incoming.BadResult(String _, String why) -> {
        oddities.invalid(why, turn);
        calling.failed("the answer of the back office cannot be used: " + why, settings, turn);
      }
      case Incoming.Ignored late -> oddities.ignored(late.unasked(), late.why(), turn);
    }
    watch(turn.now());
  }

  // What is to be said.

  /**
   * Sends a request that is not owed, as soon as no other call is outstanding, in order, ahead of
   * the owed ones. Where it cannot be said, the desk hears that it is unanswered when {@link
   * #settle} runs. Identical requests that still wait are sent once.
   */
  public void ask(Request.ToCentralSystem request, Turn turn) {
    calling.ask(request);
  }

  /** The same, but never dropped as a repetition, and tells what became of it. */
  void ask(Request.ToCentralSystem request, Receipt receipt) {
    calling.ask(request, receipt);
  }

  /** The answer that the desk gave later; nothing happens where nobody waits for it any more. */
  public void reply(String callId, Response response, Turn turn) {
    if (connecting.up()) {
      answering.reply(callId, response, turn);
    }
  }

  /**
   * The back office wants a BootNotification; false if it is to be told Rejected, because it has
   * accepted us on this connection (OCPP-BT-04, OCPP-BT-08).
   */
  public boolean triggerBoot(Turn turn) {
    return registration.triggered(turn.now());
  }

  /** The back office wants a Heartbeat; always true (OCPP-TM-01). */
  public boolean triggerHeartbeat(Turn turn) {
    ask(new Heartbeat.Request(), turn);
    return true;
  }

  /**
   * Tells readings that were asked for, outside of the queue (OCPP-TM-01). False where nothing can
   * be told, because the time of day is unknown or there are no readings.
   */
  public boolean tellValues(List<Reading> readings, Turn turn) {
    Instant wall = turn.now().wall();
    MeterValue value = wall == null ? null : OwedMessage.value(wall, readings);
    if (value == null) {
      return false;
    }
    OpenTransaction open = turn.memory().open();
    Integer transaction = open == null ? null : open.transactionId();
    ask(new MeterValues.Request(OwedMessage.CONNECTOR, transaction, List.of(value)), turn);
    return true;
  }

  // What follows, whatever event brought us here.

  /**
   * Connects when due, moves when the address has changed, looks after time-outs and pings, and
   * sends the next message. It comes last in the turn, after everybody has asked.
   */
  public void settle(Settings settings, Turn turn) {
    begin(turn);
    Clocks.settle(turn);
    Address address = connecting.wanted(settings, turn);
    connecting.reconcile(address, turn);
    timeOut(settings, turn);
    keepAlive(settings, turn);
    answering.settle(turn);
    if (!talking()) {
      calling.dropAsked("there is no connection to the back office", turn);
    }
    if (online()) {
      connecting.worked(settings, turn);
    }
    calling.settle(settings, turn);
    if (connecting.up()) {
      calling.send(answering.busy(), settings, turn);
    }
    if (connecting.dial(address, settings, turn)) {
      registration.forget();
    }
    watch(turn.now());
    calling.listen(settings, turn);
    oddities.settle(turn);
    deadlineNanos = Math.min(deadline(address, settings, turn.memory()), oddities.deadline());
    assert deadlineNanos > turn.now().uptimeNanos() : "a deadline in the past";
  }

  private void begin(Turn turn) {
    if (!begun) {
      begun = true;
      // A soft restart leaves the uptime running; what was before is not this start's silence.
      offlineSinceNanos = turn.now().uptimeNanos();
      connecting.begin(turn);
    }
  }

  private void timeOut(Settings settings, Turn turn) {
    connecting.timeOut(turn);
    if (connecting.up() && calling.overdue(turn.now())) {
      connecting.doubt(turn);
      calling.timedOut(settings, turn);
    }
  }

  private void keepAlive(Settings settings, Turn turn) {
    if (connecting.lives(settings, turn)) {
      if (!connecting.doubted()) {
        calling.confirmSuspicion(settings, turn);
      }
      connecting.ping(settings, turn);
      if (!calling.outstanding() && registration.betterAlone(turn.now())) {
        connecting.rest(registration.nextBootNanos(), turn);
      }
    }
  }

  /** The program ends: what was said is flushed, and nobody dials again (OCPP-TR-44). */
  public void hangUp(String why, Turn turn) {
    connecting.hangUp(why, turn);
    watch(turn.now());
  }

  private void lost(String why, Turn turn) {
    answering.lineLost();
    calling.lineLost(why, turn);
  }

  private void watch(Moment now) {
    boolean online = online();
    if (wasOnline && !online) {
      offlineSinceNanos = now.uptimeNanos();
    }
    wasOnline = online;
  }

  // What others may know.

  /** The least uptime at which {@link #settle} must run again; {@link Moment#NEVER} if none. */
  public long deadline() {
    return deadlineNanos;
  }

  /** The uptime by which the next turn, whatever it is for, may find something to do here. */
  public long quietUntil() {
    return Math.min(deadlineNanos, connecting.nextLook());
  }

  private long deadline(Address address, Settings settings, Memory memory) {
    long least = connecting.deadline(address);
    return connecting.up()
        ? Math.min(
            least,
            Math.min(answering.deadline(), calling.deadline(answering.busy(), settings, memory)))
        : least;
  }

  /** Whether the WebSocket is open and the back office has accepted us since power-up. */
  public boolean online() {
    return connecting.up() && registration.accepted();
  }

  /** Whether we may say more than BootNotification; while Pending only what was asked for. */
  public boolean talking() {
    return connecting.up() && registration.listens();
  }

  /** The fingerprint of the root certificate on which the connection relies, or null. */
  public @Nullable String anchor() {
    return connecting.anchor();
  }

  /** How often the back office has accepted us since the program started. */
  int acceptances() {
    return registration.acceptances();
  }

  /** Whether nothing of ours waits to be said or answered. */
  public boolean quiet(Memory memory) {
    return calling.quiet(memory);
  }

  /** The name under which the back office knows the station: its UID, or its serial number. */
  public static String identity(Plate plate, Settings settings) {
    String uid = settings.value(Keys.UID);
    return uid.isEmpty() ? plate.serial() : uid;
  }

  /** Whether a back office is set at all. */
  public boolean configured(Settings settings) {
    return !settings.value(Keys.BACKEND_URL).isEmpty();
  }

  /** The uptime since when the station has not been online; its start if it never was. */
  public long offlineSinceNanos() {
    return offlineSinceNanos;
  }

  /** The line as a person may see it. */
  public HostView.Line view(Settings settings, Memory memory, Moment now) {
    return connecting.view(registration, calling.outstanding(), settings, memory, now);
  }
}
