package opencompact.host.uplink;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Parsed;
import opencompact.catalogue.ResetReason;
import opencompact.catalogue.SecurityEvent;
import opencompact.catalogue.Settings;
import opencompact.host.Command;
import opencompact.host.HostView;
import opencompact.host.Plate;
import opencompact.host.Turn;
import opencompact.host.uplink.Outstanding.Purpose;
import opencompact.host.uplink.Outstanding.Receipt;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.memory.OpenTransaction;
import opencompact.memory.Owed;
import opencompact.memory.Reading;
import opencompact.ocpp.Authorize;
import opencompact.ocpp.BootNotification;
import opencompact.ocpp.CallErrorCode;
import opencompact.ocpp.Frame;
import opencompact.ocpp.Frames;
import opencompact.ocpp.GenericStatus;
import opencompact.ocpp.Heartbeat;
import opencompact.ocpp.Incoming;
import opencompact.ocpp.MeterValue;
import opencompact.ocpp.MeterValues;
import opencompact.ocpp.Operation;
import opencompact.ocpp.RegistrationStatus;
import opencompact.ocpp.RemoteStartTransaction;
import opencompact.ocpp.RemoteStopTransaction;
import opencompact.ocpp.Request;
import opencompact.ocpp.Response;
import opencompact.ocpp.Side;
import opencompact.quantity.Moment;
import org.jspecify.annotations.Nullable;

/**
 * The conversation with the back office (sections 1, 2 and 5.4 of the checklist): connecting and
 * staying connected, registration, one own call at a time, the durable queue, and the back office's
 * requests. What requests and answers mean is decided at the {@link Desk}.
 *
 * <p>Nothing of ours is sent but by {@link #settle}, which therefore comes last in a turn, and
 * nothing while a request of the back office waits for its answer; so an answer always leaves
 * before what it causes (OCPP-MS-37).
 */
public final class BackOffice {
  private static final int MOST_ASKED = 100;
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(1);
  private static final Duration BIG_STEP = Duration.ofMinutes(1);
  private static final Duration RESET_MAY_FOLLOW = Duration.ofSeconds(5);
  private static final Duration BUSY = Duration.ofSeconds(1);
  private static final int MOST_HEARTBEAT_SECONDS = 86_400;
  private static final int NORMAL = 1000;
  private static final int GOING_AWAY = 1001;

  private final Plate plate;
  private final Desk desk;
  private final MessageIds ids;
  private final Dialler dialler;
  private final Registration registration;
  private final Pulse pulse = new Pulse();
  private final Silence silence = new Silence();
  private final Inbox inbox = new Inbox();
  private final OwedQueue queue = new OwedQueue();
  private final SecurityNews news = new SecurityNews();
  private final LinkAlarms alarms = new LinkAlarms();
  private final Ways ways;
  private final NetLog netLog = new NetLog(Plate.VENDOR);
  private final Deque<Purpose.Asked> asked = new ArrayDeque<>();
  private @Nullable Outstanding outstanding;
  private Purpose.@Nullable Asked repeat;
  private Purpose.@Nullable Asked repeated;
  private long repeatNanos = Moment.NEVER;
  private boolean begun;
  private int acceptances;
  private boolean wasOnline;
  private long offlineSinceNanos;
  private long moveNanos = Moment.NEVER;
  private long deadlineNanos;
  private String lastTrouble = "";

  private @Nullable String anchor;

  public BackOffice(Plate plate, RandomGenerator chance, Desk desk) {
    this.plate = plate;
    this.desk = desk;
    this.ids = new MessageIds(chance);
    this.dialler = new Dialler(chance);
    this.registration = new Registration(chance);
    this.ways = new Ways(plate);
  }

  // What happens to the line.

  /**
   * The WebSocket is open.
   *
   * @param by the fingerprint of the root certificate that vouches for it, null for none
   */
  public void linkUp(@Nullable String by, Turn turn) {
    Moment now = turn.now();
    Endpoint endpoint = dialler.endpoint();
    if (endpoint == null || !dialler.opened(now)) {
      return;
    }
    pulse.begins(now);
    inbox.clear();
    news.connected();
    alarms.connected();
    anchor = by;
    registration.connected();
    lastTrouble = "";
    turn.note("line", "Connected to the back office at " + endpoint.url() + ".");
    watch(now);
  }

  /** The WebSocket is gone, or could not be opened. */
  public void linkDown(BackOfficeLink.Down why, Turn turn) {
    boolean wasUp = dialler.up();
    boolean wasTrying = dialler.state() == Dialler.State.CONNECTING;
    dialler.ended(why.sentence(), Duration.ofSeconds(why.retryAfterSeconds()), turn.now());
    if (wasUp || wasTrying) {
      ways.failed(why);
      alarms.ended(why, turn);
    }
    if (wasUp) {
      turn.note("line", "Lost the back office: " + LineView.ended(why.sentence()));
      lost(why.sentence(), turn);
    } else if (wasTrying && !why.sentence().equals(lastTrouble)) {
      turn.note("line", "Cannot reach the back office: " + LineView.ended(why.sentence()));
    }
    lastTrouble = why.sentence();
    watch(turn.now());
  }

  /** A pong or a ping of the back office was seen. */
  public void pong(Turn turn) {
    if (dialler.up()) {
      pulse.heard(turn.now());
    }
  }

  /** A text frame has arrived. */
  public void frame(String text, Settings settings, Turn turn) {
    if (!dialler.up()) {
      return; // Still on its way when we gave the connection up.
    }
    pulse.heard(turn.now());
    Incoming incoming =
        Frames.parse(
            Side.CHARGE_POINT,
            text,
            this::askedFor,
            operation -> Repertoire.holds(operation, settings));
    switch (incoming) {
      case Incoming.Call(String id, Request request, List<String> notes) -> {
        notes.forEach(note -> turn.note("line", LineView.ended(note)));
        called(id, text, (Request.ToChargePoint) request, turn);
      }
      case Incoming.Refused(Frame.Error answer, String why) -> refused(answer, why, turn);
      case Incoming.Result(String _, Response response, List<String> notes) -> {
        notes.forEach(note -> turn.note("line", LineView.ended(note)));
        answered(response, settings, turn);
      }
      case Incoming.Error(String _, String code, String description) -> {
        silence.answered(turn.now());
        if (outstanding != null && outstanding.purpose() instanceof Purpose.Asked wish) {
          wish.receipt().refused(code);
        }
        String more = description.isBlank() ? "" : ", \"" + description + "\"";
        if (!authorizesAgain(turn.now())) {
          failed("the back office answered with the error " + code + more, settings, turn);
        }
      }
      case Incoming.BadResult(String _, String why) -> {
        turn.alert(SecurityEvent.INVALID_MESSAGES, LineView.ended(why));
        failed("the answer of the back office cannot be used: " + why, settings, turn);
      }
      case Incoming.Ignored late when late.unasked() ->
          turn.note("line", "Ignored a message of the back office. " + LineView.ended(late.why()));
      case Incoming.Ignored(String why) ->
          turn.alert(
              SecurityEvent.INVALID_MESSAGES,
              "Ignored a message of the back office. " + LineView.ended(why));
    }
    watch(turn.now());
  }

  private @Nullable Operation askedFor(String id) {
    Outstanding open = outstanding;
    return open != null && open.id().equals(id) ? open.request().operation() : null;
  }

  // What the back office asks.

  private void called(String id, String text, Request.ToChargePoint request, Turn turn) {
    if (registration.state() == Registration.State.REJECTED) {
      return; // A rejected station says nothing (OCPP-BT-06).
    }
    String before = inbox.given(id, text);
    if (inbox.busyWith(id)) {
      refuse(id, CallErrorCode.PROTOCOL_ERROR, "A call with this id is still being answered", turn);
    } else if (before != null) {
      turn.tell(new Command.SendFrame(before));
    } else if (inbox.full()) {
      refuse(id, CallErrorCode.GENERIC_ERROR, "Too many calls wait for their answer", turn);
    } else {
      inbox.add(new Inbox.Asked(id, text, request));
      attend(turn);
    }
  }

  private void refused(Frame.Error answer, String why, Turn turn) {
    String sentence = "Refused a call of the back office. " + LineView.ended(why);
    switch (answer.code()) {
      // A message that is right and only not for us is no attack.
      case NOT_IMPLEMENTED, NOT_SUPPORTED -> turn.note("line", sentence);
      default -> turn.alert(SecurityEvent.INVALID_MESSAGES, sentence);
    }
    if (registration.state() != Registration.State.REJECTED) {
      turn.tell(new Command.SendFrame(answer.text()));
    }
  }

  private static void refuse(String id, CallErrorCode code, String why, Turn turn) {
    turn.tell(new Command.SendFrame(new Frame.Error(id, code, why).text()));
  }

  /** Carries requests out, one after the other, until one takes its time. */
  private void attend(Turn turn) {
    for (Inbox.Asked next = inbox.take(turn.now()); next != null; next = inbox.take(turn.now())) {
      String id = next.callId();
      Response tooEarly = registration.accepted() ? null : tooEarly(next.request());
      if (tooEarly != null) {
        answer(new Frame.Result(id, tooEarly), turn);
        continue;
      }
      switch (desk.answer(id, next.request(), turn)) {
        case Desk.Answer.Now(Response response) -> answer(new Frame.Result(id, response), turn);
        case Desk.Answer.Refused(CallErrorCode code, String description) ->
            answer(new Frame.Error(id, code, description), turn);
        case Desk.Answer.Later() -> {}
      }
    }
  }

  /** What a station that is not accepted must not do (OCPP-BT-05, OCPP-BT-12). */
  private static @Nullable Response tooEarly(Request.ToChargePoint request) {
    return switch (request) {
      case RemoteStartTransaction.Request _ ->
          new RemoteStartTransaction.Response(GenericStatus.REJECTED);
      case RemoteStopTransaction.Request _ ->
          new RemoteStopTransaction.Response(GenericStatus.REJECTED);
      default -> null;
    };
  }

  /** The answer that the desk gave later; nothing happens where nobody waits for it any more. */
  public void reply(String callId, Response response, Turn turn) {
    Inbox.Asked current = inbox.current();
    if (dialler.up() && current != null && current.callId().equals(callId)) {
      answer(new Frame.Result(callId, response), turn);
      attend(turn);
    }
  }

  private void answer(Frame frame, Turn turn) {
    inbox.answered(frame.text());
    turn.tell(new Command.SendFrame(frame.text()));
  }

  // What we ask.

  /**
   * Sends a request that is not owed, as soon as no other call is outstanding, in order, ahead of
   * the owed ones. Where it cannot be said, the desk hears that it is unanswered when {@link
   * #settle} runs. Identical requests that still wait are sent once.
   */
  public void ask(Request.ToCentralSystem request, Turn turn) {
    Purpose.Asked wish = new Purpose.Asked(request, Receipt.NONE);
    if (!asked.contains(wish)) {
      asked.add(wish);
    }
  }

  /** The same, and tells what became of it. */
  void ask(Request.ToCentralSystem request, Receipt receipt) {
    asked.add(new Purpose.Asked(request, receipt));
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

  private void answered(Response response, Settings settings, Turn turn) {
    Outstanding open = Objects.requireNonNull(outstanding);
    outstanding = null;
    repeated = null;
    silence.answered(turn.now());
    if (response instanceof Heartbeat.Response(Instant currentTime)) {
      setClock(currentTime, turn);
    }
    switch (open.purpose()) {
      case Purpose.Boot(Request.ToCentralSystem request) -> {
        registered((BootNotification.Response) response, settings, turn);
        desk.answered(request, response, turn);
      }
      case Purpose.Asked(Request.ToCentralSystem request, Receipt receipt) -> {
        CardNews.remember(request, null, response, settings, turn);
        receipt.settled(true);
        netLog.answered(request, response, turn.now());
        desk.answered(request, response, turn);
      }
      case Purpose.Delivery(Request.ToCentralSystem request, Owed owed) -> {
        CardNews.remember(request, owed, response, settings, turn);
        queue.delivered(owed, response, turn);
        desk.answered(request, response, turn);
      }
    }
  }

  /**
   * Some back offices answer Authorize with an error while they are still busy with a request of
   * their own; it is asked once more (OCPP-P-53).
   */
  private boolean authorizesAgain(Moment now) {
    Outstanding open = outstanding;
    Purpose.Asked before = repeated;
    repeated = null;
    if (open == null
        || !(open.purpose() instanceof Purpose.Asked wish)
        || !(wish.request() instanceof Authorize.Request)
        || wish.equals(before)) {
      return false;
    }
    outstanding = null;
    repeat = wish;
    repeatNanos = now.in(BUSY);
    return true;
  }

  private void failed(String why, Settings settings, Turn turn) {
    Outstanding open = Objects.requireNonNull(outstanding);
    outstanding = null;
    switch (open.purpose()) {
      case Purpose.Boot _ -> {
        registration.failed(turn.now());
        turn.note("line", "The registration was not answered: " + why + ".");
      }
      case Purpose.Asked unanswered -> unanswered(unanswered, why, turn);
      case Purpose.Delivery(Request.ToCentralSystem request, Owed owed) ->
          undelivered(request, owed, why, settings, turn);
    }
  }

  private void undelivered(
      Request.ToCentralSystem request, Owed owed, String why, Settings settings, Turn turn) {
    if (queue.failed(owed, settings, turn.now())) {
      queue.drop(owed, why, turn);
      desk.unanswered(request, why, turn);
    } else {
      turn.note(
          "line",
          OwedQueue.name(owed)
              + " of charge "
              + owed.number()
              + " failed "
              + (queue.failures() == 1 ? "once" : queue.failures() + " times")
              + ", it will be repeated: "
              + why
              + ".");
    }
  }

  private void unanswered(Purpose.Asked asked, String why, Turn turn) {
    asked.receipt().settled(false);
    desk.unanswered(asked.request(), why, turn);
  }

  // Registration and the clock.

  private void registered(BootNotification.Response response, Settings settings, Turn turn) {
    Moment now = turn.now();
    boolean before = registration.accepted();
    switch (response.status()) {
      case ACCEPTED -> {
        registration.accept();
        acceptances++;
        setClock(response.currentTime(), turn);
        setHeartbeat(response.interval(), settings, turn);
        turn.note("line", "The back office has accepted this station.");
      }
      case PENDING -> {
        registration.refuse(Registration.State.PENDING, response.interval(), now);
        setClock(response.currentTime(), turn);
        turn.note("line", "The back office has put the registration off.");
      }
      case REJECTED -> {
        registration.refuse(Registration.State.REJECTED, response.interval(), now);
        turn.note(
            "line",
            "The back office rejects this station; it may not know "
                + identity(plate, settings)
                + ".");
      }
    }
    if (before && response.status() != RegistrationStatus.ACCEPTED) {
      dropAsked("the back office has withdrawn the registration", turn);
    }
  }

  private static void setHeartbeat(int interval, Settings settings, Turn turn) {
    int seconds = Math.min(interval, MOST_HEARTBEAT_SECONDS);
    if (seconds > 0
        && seconds != settings.value(Keys.HEARTBEAT_INTERVAL)
        && Keys.HEARTBEAT_INTERVAL.parse(String.valueOf(seconds))
            instanceof Parsed.Ok<Integer>(Integer _, String text)) {
      turn.remember(new Fact.SettingChanged(Keys.HEARTBEAT_INTERVAL.name(), text, "back office"));
    }
  }

  /** Only steps that matter are made; intervals run on the uptime anyway (OCPP-BT-14). */
  private void setClock(Instant told, Turn turn) {
    Instant wall = turn.now().wall();
    if (!Clocks.believes(told, turn)) {
      return;
    }
    silence.clockTold(turn.now());
    if (wall == null) {
      turn.tell(new Command.SetClock(told));
      turn.alert(
          SecurityEvent.SETTING_SYSTEM_TIME, "The back office told the time of day, " + told + ".");
      return;
    }
    Duration step = Duration.between(wall, told).abs();
    if (step.compareTo(CLOCK_TOLERANCE) >= 0) {
      turn.tell(new Command.SetClock(told));
      String sentence = "The back office set the clock from " + wall + " to " + told + ".";
      if (step.compareTo(BIG_STEP) >= 0) {
        turn.alert(SecurityEvent.SETTING_SYSTEM_TIME, sentence);
      } else {
        turn.note("line", sentence);
      }
    }
  }

  // What follows, whatever event brought us here.

  /**
   * Connects when due, moves when the address has changed, looks after time-outs and pings, and
   * sends the next message. It comes last in the turn, after everybody has asked.
   */
  public void settle(Settings settings, Turn turn) {
    begin(turn);
    Clocks.settle(turn);
    Address address = ways.wanted(settings, turn.memory(), turn.now());
    reconcile(address, turn);
    timeOut(settings, turn);
    keepAlive(settings, turn);
    rest(turn);
    forgetOverdueAnswer(turn);
    if (!talking()) {
      dropAsked("there is no connection to the back office", turn);
    }
    while (asked.size() > MOST_ASKED) {
      unanswered(asked.removeLast(), "too many messages wait", turn);
    }
    if (online()) {
      ways.worked(settings, turn);
    }
    news.settle(settings, turn);
    sendNext(settings, turn);
    dial(address, settings, turn);
    watch(turn.now());
    netLog.settle(settings, turn);
    deadlineNanos = deadline(address, settings, turn.memory());
    assert deadlineNanos > turn.now().uptimeNanos() : "a deadline in the past";
  }

  private void begin(Turn turn) {
    if (!begun) {
      begun = true;
      // A soft restart leaves the uptime running; what was before is not this start's silence.
      offlineSinceNanos = turn.now().uptimeNanos();
      if (turn.memory().lastReason().equals(ResetReason.POWER_ON.name())) {
        dialler.poweredUp();
      }
    }
  }

  /** The connection must be the one that the settings describe. */
  private void reconcile(Address address, Turn turn) {
    Moment now = turn.now();
    Address used = ways.dialledFor();
    boolean busy = dialler.up() || dialler.state() == Dialler.State.CONNECTING;
    if (used == null || used.equals(address)) {
      moveNanos = Moment.NEVER;
      return;
    }
    if (busy) {
      if (moveNanos == Moment.NEVER) {
        // After a change of the profile many back offices order a restart first (OCPP-SE-03).
        boolean profile = dialler.up() && used.profile() != address.profile();
        moveNanos = profile ? now.in(RESET_MAY_FOLLOW) : now.uptimeNanos();
      }
      if (now.reached(moveNanos)) {
        moveNanos = Moment.NEVER;
        dialler.startAnew(now);
        disconnect(NORMAL, "the back office settings have changed", turn);
      }
      return;
    }
    moveNanos = Moment.NEVER;
    if (dialler.state() == Dialler.State.WAITING) {
      dialler.startAnew(now);
    }
  }

  private void timeOut(Settings settings, Turn turn) {
    Moment now = turn.now();
    if (dialler.overdue(now)) {
      boolean closing = dialler.state() == Dialler.State.CLOSING;
      if (!closing) {
        turn.tell(new Command.Disconnect(GOING_AWAY, "no answer to the attempt"));
      }
      dialler.ended("the attempt to connect led to nothing", Duration.ZERO, now);
    }
    Outstanding open = outstanding;
    if (dialler.up() && open != null && now.reached(open.timeoutNanos())) {
      String why = "no answer within " + settings.value(Keys.MESSAGE_TIMEOUT) + " s";
      pulse.doubted(now);
      turn.tell(new Command.SendPing());
      if (open.purpose() instanceof Purpose.Delivery(Request.ToCentralSystem _, Owed owed)) {
        outstanding = null;
        queue.suspect(owed, why);
      } else {
        failed(why, settings, turn);
      }
    }
  }

  private void keepAlive(Settings settings, Turn turn) {
    if (!dialler.up()) {
      return;
    }
    Moment now = turn.now();
    int interval = settings.value(Keys.WEB_SOCKET_PING_INTERVAL);
    pulse.plan(interval);
    if (pulse.dead(now)) {
      disconnect(GOING_AWAY, "the back office does not answer pings", turn);
      return;
    }
    if (queue.suspicious() && !pulse.waiting()) {
      // The connection lives, so the message really was not answered.
      String why = queue.suspicion();
      Owed owed = turn.memory().oldestOwed();
      Request.ToCentralSystem request = owed == null ? null : OwedMessage.of(owed, turn.memory());
      if (owed != null && request != null) {
        undelivered(request, owed, why, settings, turn);
      }
    }
    if (pulse.due(now)) {
      pulse.pinged(interval, now);
      pulse.plan(interval);
      turn.tell(new Command.SendPing());
    }
  }

  /** A station that was rejected again and again waits without a connection (OCPP-BT-06). */
  private void rest(Turn turn) {
    if (dialler.up() && outstanding == null && registration.betterAlone(turn.now())) {
      dialler.notBefore(registration.nextBootNanos());
      disconnect(NORMAL, "the back office rejects this station", turn);
    }
  }

  private void forgetOverdueAnswer(Turn turn) {
    Inbox.Asked current = inbox.current();
    if (current != null && inbox.overdue(turn.now())) {
      answer(
          new Frame.Error(
              current.callId(), CallErrorCode.INTERNAL_ERROR, "The station did not decide in time"),
          turn);
      attend(turn);
    }
  }

  private void sendNext(Settings settings, Turn turn) {
    Moment now = turn.now();
    while (dialler.up() && outstanding == null) {
      Purpose next = next(settings, turn);
      if (next == null) {
        return;
      }
      if (next.request() instanceof Heartbeat.Request) {
        silence.heartbeatSent(now);
      }
      String id = ids.next();
      long timeout = now.in(Duration.ofSeconds(settings.value(Keys.MESSAGE_TIMEOUT)));
      outstanding = new Outstanding(id, next, timeout);
      turn.tell(new Command.SendFrame(new Frame.Call(id, next.request()).text()));
    }
  }

  /** The order of precedence of what we have to say; null if there is nothing now. */
  private @Nullable Purpose next(Settings settings, Turn turn) {
    Moment now = turn.now();
    if (registration.due(now)) {
      return new Purpose.Boot(boot());
    }
    if (inbox.current() != null) {
      return null; // What a request causes waits for its answer (OCPP-MS-37).
    }
    if (talking() && repeat != null && now.reached(repeatNanos)) {
      repeated = repeat;
      repeat = null;
      repeatNanos = Moment.NEVER;
      return repeated;
    }
    if (talking() && !asked.isEmpty()) {
      return asked.remove();
    }
    if (!registration.accepted()) {
      return null;
    }
    if (now.reached(silence.dueNanos(settings.value(Keys.HEARTBEAT_INTERVAL)))) {
      return new Purpose.Asked(new Heartbeat.Request(), Receipt.NONE);
    }
    long eventAt = news.due(turn);
    for (Owed owed = queue.next(turn);
        owed != null && owed.sequence() < eventAt;
        owed = queue.next(turn)) {
      Request.ToCentralSystem request = OwedMessage.of(owed, turn.memory());
      if (request != null) {
        return new Purpose.Delivery(request, owed);
      }
      queue.drop(owed, "this version knows none of the values in it", turn);
    }
    Purpose event = news.next(turn);
    return event == null ? netLog.next(turn.now()) : event;
  }

  private BootNotification.Request boot() {
    String firmware = plate.firmware();
    return new BootNotification.Request(
        "EV Net",
        "COMPACT " + plate.delivery().model().title(),
        plate.serial(),
        null,
        firmware.length() > 50 ? firmware.substring(0, 50) : firmware,
        null,
        null,
        null,
        null);
  }

  private void dial(Address wanted, Settings settings, Turn turn) {
    if (wanted.endpoint() == null || !dialler.due(turn.now())) {
      return;
    }
    Address choice = ways.next(settings, turn);
    Endpoint endpoint = choice.endpoint();
    if (endpoint == null) {
      return;
    }
    Endpoint before = dialler.endpoint();
    if (before != null && !before.url().equals(endpoint.url())) {
      registration.forget();
    }
    dialler.dialled(endpoint, turn.now());
    turn.tell(new Command.Connect(Ways.secured(choice, endpoint, turn)));
  }

  /** The program ends: what was said is flushed, and nobody dials again (OCPP-TR-44). */
  public void hangUp(String why, Turn turn) {
    if (dialler.up() || dialler.state() == Dialler.State.CONNECTING) {
      turn.tell(new Command.Disconnect(GOING_AWAY, why));
    }
    dialler.hungUp(turn.now());
    lost(why, turn);
    watch(turn.now());
  }

  private void disconnect(int code, String why, Turn turn) {
    turn.tell(new Command.Disconnect(code, why));
    turn.note("line", "Ended the connection to the back office: " + why + ".");
    dialler.closing(why, turn.now());
    lost(why, turn);
  }

  /** What the loss of a connection does to the conversation (OCPP-TR-43). */
  private void lost(String why, Turn turn) {
    Outstanding open = outstanding;
    outstanding = null;
    repeated = null;
    inbox.clear();
    queue.lineLost();
    if (open != null && open.purpose() instanceof Purpose.Asked unanswered) {
      unanswered(unanswered, why, turn);
    }
    dropAsked(why, turn);
  }

  private void dropAsked(String why, Turn turn) {
    // Whoever asks again because of this is heard when there is a connection again.
    List<Purpose.Asked> dropped = new ArrayList<>(asked);
    asked.clear();
    if (repeat != null) {
      dropped.add(repeat);
      repeat = null;
      repeatNanos = Moment.NEVER;
    }
    dropped.forEach(one -> unanswered(one, why, turn));
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
    return Math.min(deadlineNanos, ways.nextLook());
  }

  private long deadline(Address address, Settings settings, Memory memory) {
    long least = Math.min(dialler.deadline(address.endpoint() != null), moveNanos);
    if (!dialler.up()) {
      return least;
    }
    least = Math.min(least, Math.min(pulse.deadline(), inbox.deadline()));
    Outstanding open = outstanding;
    if (open != null) {
      return Math.min(least, open.timeoutNanos());
    }
    least = Math.min(least, registration.nextBootNanos());
    if (inbox.current() != null) {
      return least;
    }
    least = Math.min(least, repeatNanos);
    if (registration.accepted()) {
      least = Math.min(least, silence.dueNanos(settings.value(Keys.HEARTBEAT_INTERVAL)));
      least = Math.min(least, Math.min(queue.deadline(memory), news.deadline(memory)));
      least = Math.min(least, netLog.deadline());
    }
    return least;
  }

  /** Whether the WebSocket is open and the back office has accepted us since power-up. */
  public boolean online() {
    return dialler.up() && registration.accepted();
  }

  /** Whether we may say more than BootNotification; while Pending only what was asked for. */
  public boolean talking() {
    return dialler.up()
        && (registration.accepted() || registration.state() == Registration.State.PENDING);
  }

  /** The fingerprint of the root certificate on which the connection relies, or null. */
  public @Nullable String anchor() {
    return dialler.up() ? anchor : null;
  }

  /** How often the back office has accepted us since the program started. */
  int acceptances() {
    return acceptances;
  }

  /** Whether nothing of ours waits to be said or answered. */
  public boolean quiet(Memory memory) {
    return outstanding == null && repeat == null && asked.isEmpty() && memory.oldestOwed() == null;
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
    return LineView.of(
        ways.wanted(settings, memory, now),
        dialler,
        pulse,
        registration,
        outstanding != null,
        memory,
        now);
  }
}
