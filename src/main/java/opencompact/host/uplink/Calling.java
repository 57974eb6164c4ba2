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
import opencompact.catalogue.Settings;
import opencompact.host.Command;
import opencompact.host.Plate;
import opencompact.host.Turn;
import opencompact.host.uplink.Outstanding.Purpose;
import opencompact.host.uplink.Outstanding.Receipt;
import opencompact.memory.Memory;
import opencompact.memory.Owed;
import opencompact.ocpp.Authorize;
import opencompact.ocpp.BootNotification;
import opencompact.ocpp.Frame;
import opencompact.ocpp.Heartbeat;
import opencompact.ocpp.Operation;
import opencompact.ocpp.RegistrationStatus;
import opencompact.ocpp.Request;
import opencompact.ocpp.Response;
import opencompact.quantity.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Our calls, one at a time (sections 1.3, 2 and 5 of the checklist; OCPP-TR-17): registration, what
 * somebody in the house asks, heartbeats, what is owed, security events, the log of the line; in
 * that order of precedence. What an answer means is decided at the {@link Desk}.
 */
final class Calling {
  private static final int MOST_ASKED = 100;
  private static final Duration BUSY = Duration.ofSeconds(1);

  private final Plate plate;
  private final Registration registration;
  private final Desk desk;
  private final MessageIds ids;
  private final Silence silence = new Silence();
  private final OwedQueue queue = new OwedQueue();
  private final SecurityNews news = new SecurityNews();
  private final NetLog netLog = new NetLog(Plate.VENDOR);
  private final Deque<Purpose.Asked> asked = new ArrayDeque<>();
  private @Nullable Outstanding outstanding;
  private Purpose.@Nullable Asked repeat;
  private Purpose.@Nullable Asked repeated;
  private long repeatNanos = Moment.NEVER;

  Calling(Plate plate, Registration registration, Desk desk, RandomGenerator chance) {
    this.plate = plate;
    this.registration = registration;
    this.desk = desk;
    this.ids = new MessageIds(chance);
  }

  // What is to be said.

  /** A request that is not owed; identical ones that still wait are sent once. */
  void ask(Request.ToCentralSystem request) {
    if (!asked.contains(new Purpose.Asked(request, Receipt.NONE))) {
      ask(request, Receipt.NONE);
    }
  }

  /** A request that is not owed, and who is told what became of it. */
  void ask(Request.ToCentralSystem request, Receipt receipt) {
    asked.add(new Purpose.Asked(request, receipt));
  }

  /**
   * Sends the next one if none waits for its answer; only while there is a connection.
   *
   * @param attending whether a call of the back office's waits for its answer, which goes before
   *     what it causes (OCPP-MS-37)
   */
  void send(boolean attending, Settings settings, Turn turn) {
    Moment now = turn.now();
    while (outstanding == null) {
      Purpose next = next(attending, settings, turn);
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
  private @Nullable Purpose next(boolean attending, Settings settings, Turn turn) {
    Moment now = turn.now();
    if (registration.due(now)) {
      return new Purpose.Boot(Registration.notification(plate));
    }
    if (attending) {
      return null;
    }
    if (registration.listens() && repeat != null && now.reached(repeatNanos)) {
      repeated = repeat;
      repeat = null;
      repeatNanos = Moment.NEVER;
      return repeated;
    }
    if (registration.listens() && !asked.isEmpty()) {
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

  // What became of it.

  /** The operation of the call with that message id that waits for its answer, or null. */
  @Nullable Operation askedFor(String id) {
    Outstanding open = outstanding;
    return open != null && open.id().equals(id) ? open.request().operation() : null;
  }

  /** It was answered. */
  void answered(Response response, Settings settings, Turn turn) {
    Outstanding open = Objects.requireNonNull(outstanding);
    outstanding = null;
    repeated = null;
    silence.answered(turn.now());
    if (response instanceof Heartbeat.Response(Instant currentTime)) {
      clockTold(currentTime, turn);
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

  private void registered(BootNotification.Response response, Settings settings, Turn turn) {
    boolean before = registration.accepted();
    if (response.status() != RegistrationStatus.REJECTED) {
      clockTold(response.currentTime(), turn);
    }
    if (response.status() == RegistrationStatus.ACCEPTED) {
      Silence.agree(response.interval(), settings, turn);
    }
    registration.answered(response, BackOffice.identity(plate, settings), turn);
    if (before && !registration.accepted()) {
      dropAsked("the back office has withdrawn the registration", turn);
    }
  }

  private void clockTold(Instant wall, Turn turn) {
    if (Clocks.told(wall, turn)) {
      silence.clockTold(turn.now());
    }
  }

  /** It was answered with an error. */
  void refused(String code, String description, Settings settings, Turn turn) {
    silence.answered(turn.now());
    if (outstanding != null && outstanding.purpose() instanceof Purpose.Asked wish) {
      wish.receipt().refused(code);
    }
    String more = description.isBlank() ? "" : ", \"" + description + "\"";
    if (!authorizesAgain(turn.now())) {
      failed("the back office answered with the error " + code + more, settings, turn);
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

  /** It leads to nothing. */
  void failed(String why, Settings settings, Turn turn) {
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
    if (queue.failed(owed, settings, turn)) {
      queue.drop(owed, why, turn);
      desk.unanswered(request, why, turn);
    } else {
      turn.note(
          "line",
          OwedQueue.name(owed)
              + " of charge "
              + owed.number()
              + " failed "
              + (turn.memory().failures() == 1 ? "once" : turn.memory().failures() + " times")
              + ", it will be repeated: "
              + why
              + ".");
    }
  }

  private void unanswered(Purpose.Asked asked, String why, Turn turn) {
    asked.receipt().settled(false);
    desk.unanswered(asked.request(), why, turn);
  }

  /** Whether the time for an answer has passed. */
  boolean overdue(Moment now) {
    return outstanding != null && now.reached(outstanding.timeoutNanos());
  }

  /** No answer came. What is owed has failed only if the connection turns out to live. */
  void timedOut(Settings settings, Turn turn) {
    Outstanding open = Objects.requireNonNull(outstanding);
    String why = "no answer within " + settings.value(Keys.MESSAGE_TIMEOUT) + " s";
    if (open.purpose() instanceof Purpose.Delivery(Request.ToCentralSystem _, Owed owed)) {
      outstanding = null;
      queue.suspect(owed, why);
    } else {
      failed(why, settings, turn);
    }
  }

  /** The connection lives, so what was not answered in time really was not. */
  void confirmSuspicion(Settings settings, Turn turn) {
    if (queue.suspicious()) {
      String why = queue.suspicion();
      Owed owed = turn.memory().oldestOwed();
      Request.ToCentralSystem request = owed == null ? null : OwedMessage.of(owed, turn.memory());
      if (owed != null && request != null) {
        undelivered(request, owed, why, settings, turn);
      }
    }
  }

  // What follows.

  /** There is a connection again. */
  void connected() {
    news.connected();
  }

  /** What the loss of a connection does to the conversation (OCPP-TR-43). */
  void lineLost(String why, Turn turn) {
    Outstanding open = outstanding;
    outstanding = null;
    repeated = null;
    queue.lineLost();
    if (open != null && open.purpose() instanceof Purpose.Asked unanswered) {
      unanswered(unanswered, why, turn);
    }
    dropAsked(why, turn);
  }

  /** What somebody asked and nobody will hear. */
  void dropAsked(String why, Turn turn) {
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

  /** Drops what is too much, and settles what became of security events. */
  void settle(Settings settings, Turn turn) {
    while (asked.size() > MOST_ASKED) {
      unanswered(asked.removeLast(), "too many messages wait", turn);
    }
    news.settle(settings, turn);
  }

  /** Keeps what this turn has noted of the line for the back office's own log (OCPP-DX-03). */
  void listen(Settings settings, Turn turn) {
    netLog.settle(settings, turn);
  }

  /** Whether nothing waits to be said or answered. */
  boolean quiet(Memory memory) {
    return outstanding == null && repeat == null && asked.isEmpty() && memory.oldestOwed() == null;
  }

  /** Whether a call waits for its answer. */
  boolean outstanding() {
    return outstanding != null;
  }

  /** By when this wants to be settled, while there is a connection. */
  long deadline(boolean attending, Settings settings, Memory memory) {
    Outstanding open = outstanding;
    if (open != null) {
      return open.timeoutNanos();
    }
    long least = registration.nextBootNanos();
    if (attending) {
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
}
