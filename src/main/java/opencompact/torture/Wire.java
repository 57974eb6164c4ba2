package opencompact.torture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import opencompact.ocpp.BootNotification;
import opencompact.ocpp.Frames;
import opencompact.ocpp.Heartbeat;
import opencompact.ocpp.Incoming;
import opencompact.ocpp.MeterValues;
import opencompact.ocpp.Operation;
import opencompact.ocpp.ReadingContext;
import opencompact.ocpp.RegistrationStatus;
import opencompact.ocpp.Request;
import opencompact.ocpp.Response;
import opencompact.ocpp.Side;
import opencompact.ocpp.StartTransaction;
import opencompact.ocpp.StopTransaction;
import opencompact.sim.SimNetwork;
import opencompact.sim.Yard;
import org.jspecify.annotations.Nullable;

/**
 * Listens at the station's end of the wire and holds the station to the rules of the one queue:
 * oldest first, one at a time, the same words again until they are answered or allowed to be given
 * up, never after, and the transaction's number as it was told (OCPP-TX-10, TX-11, TX-20 to TX-26).
 */
final class Wire implements SimNetwork.Witness {
  private static final long MESSAGE_TIMEOUT_NANOS = 30_000_000_000L;
  private static final long LATELY_NANOS = 60_000_000_000L;
  private static final int NEVER_BOUND = -1;

  private final Yard yard;
  private final int attempts;
  private final Physics physics;
  private final StationClock clock;
  private final Deeds deeds;
  private final Tally tally;
  private final List<Message> messages = new ArrayList<>();
  private final Map<String, Message> byContent = new LinkedHashMap<>();
  private @Nullable Message newest;
  private @Nullable Message start;

  // The one call of the station that is not answered.
  private String callId = "";
  private String action = "";
  private long calledAt;
  private @Nullable Message flying;

  private int life;
  private boolean open;
  private long openedOrClosedAt;

  Wire(Yard yard, int attempts, Physics physics, StationClock clock, Deeds deeds, Tally tally) {
    this.yard = yard;
    this.attempts = Math.max(1, attempts);
    this.physics = physics;
    this.clock = clock;
    this.deeds = deeds;
    this.tally = tally;
  }

  /** Every message about transactions, in the order in which each was first said. */
  List<Message> messages() {
    return messages;
  }

  /** Whether the WebSocket was open at some instant of the last while. */
  boolean closedFor(long nanos) {
    return !open && yard.now() - openedOrClosedAt >= nanos;
  }

  @Override
  public void opened() {
    if (!open) {
      tally.offline(yard.now() - openedOrClosedAt);
      openedOrClosedAt = yard.now();
    }
    open = true;
  }

  @Override
  public void ended() {
    if (open) {
      openedOrClosedAt = yard.now();
      tally.linesLost++;
    }
    open = false;
    // Lost lines neither count nor discard (OCPP-TR-43).
    flying = null;
    callId = "";
    Message last = newest;
    if (last != null && last.fate == Message.Fate.ANSWERED && last.answeredAt == yard.now()) {
      last.fate = Message.Fate.UNSURE;
    }
    if (last != null && last.failedAt == yard.now()) {
      last.refusals--; // It may never have heard of that one.
      last.failedAt = -1;
    }
  }

  // What the station says.

  @Override
  public void said(String text) {
    if (!text.startsWith("[2,\"")) {
      return;
    }
    int idEnds = text.indexOf('"', 4);
    int actionEnds = text.indexOf('"', idEnds + 3);
    newLife();
    // It has no answer and says something else: its patience was over.
    failedInFlight(false);
    callId = text.substring(4, idEnds);
    action = text.substring(idEnds + 3, actionEnds);
    calledAt = yard.now();
    switch (action) {
      case "StartTransaction", "StopTransaction", "MeterValues" ->
          told(text, text.substring(idEnds + 1));
      default -> {}
    }
  }

  private void newLife() {
    if (life != yard.lives()) {
      life = yard.lives();
      flying = null;
    }
  }

  private void failedInFlight(boolean certainly) {
    Message last = flying;
    if (last != null) {
      last.failures++;
      if (certainly) {
        last.refusals++;
        last.failedAt = yard.now();
      }
      flying = null;
    }
  }

  private void told(String text, String content) {
    Incoming incoming = Frames.parse(Side.CENTRAL_SYSTEM, text, _ -> null, _ -> true);
    if (!(incoming instanceof Incoming.Call(String _, Request request, List<String> _))) {
      throw new Discrepancy(yard.now(), "The station says what no back office can read: " + text);
    }
    Request.ToCentralSystem about = (Request.ToCentralSystem) request;
    if (about instanceof MeterValues.Request values && triggered(values)) {
      return;
    }
    tally.messages++;
    Message last = newest;
    if (last != null && last.content.equals(content) && !recurs(last)) {
      again(last);
    } else {
      if (last != null) {
        passed(last, content);
      }
      last = first(content, about);
    }
    last.said++;
    flying = last;
  }

  private static boolean triggered(MeterValues.Request values) {
    return values.meterValue().stream()
        .flatMap(value -> value.sampledValue().stream())
        .anyMatch(reading -> reading.context() == ReadingContext.TRIGGER);
  }

  private void again(Message last) {
    tally.retries++;
    if (last.fate == Message.Fate.ANSWERED) {
      throw new Discrepancy(
          yard.now(), "The station says again what was answered: " + last.title());
    }
    if (last.refusals >= attempts) {
      throw new Discrepancy(
          yard.now(),
          "The station says for the "
              + (last.refusals + 1)
              + "th time what it may say "
              + attempts
              + " times: "
              + last.title());
    }
    last.fate = Message.Fate.OPEN;
  }

  /** Something new is said, so the one before must be done with. */
  private void passed(Message last, String content) {
    if (last.fate == Message.Fate.UNSURE) {
      last.fate = Message.Fate.ANSWERED;
    } else if (last.fate == Message.Fate.OPEN) {
      if (last.failures < attempts) {
        throw new Discrepancy(
            yard.now(),
            "The station goes on to "
                + new Message(content, last.request, null, 0).title()
                + " although it has no answer to "
                + last.title()
                + " (failed "
                + last.failures
                + " of "
                + attempts
                + " times)");
      }
      last.fate = Message.Fate.GIVEN_UP;
    }
  }

  /** A clock that was set back comes to the same quarter of an hour twice. */
  private static boolean recurs(Message last) {
    return last.fate == Message.Fate.ANSWERED && outside(last.request);
  }

  private static boolean outside(Request.ToCentralSystem request) {
    return request instanceof MeterValues.Request values && values.transactionId() == null;
  }

  private Message first(String content, Request.ToCentralSystem request) {
    if (byContent.containsKey(content) && !outside(request)) {
      throw new Discrepancy(
          yard.now(),
          "The station comes back to what it was done with: "
              + Objects.requireNonNull(byContent.get(content)).title());
    }
    Message message = new Message(content, request, belongsTo(request, content), yard.now());
    messages.add(message);
    byContent.put(content, message);
    newest = message;
    if (request instanceof StartTransaction.Request) {
      start = message;
      tally.transactions++;
    } else if (request instanceof StopTransaction.Request) {
      start = null;
    }
    return message;
  }

  /** The transaction of which it speaks, by its place in the queue and by its number. */
  private @Nullable Message belongsTo(Request.ToCentralSystem request, String content) {
    Message open = start;
    Integer number =
        switch (request) {
          case StartTransaction.Request _ -> {
            if (open != null) {
              throw new Discrepancy(
                  yard.now(), "A transaction is told before the one before was ended: " + content);
            }
            yield null;
          }
          case StopTransaction.Request stop -> (Integer) stop.transactionId();
          case MeterValues.Request values -> values.transactionId();
          default -> null;
        };
    if (number == null) {
      return null;
    }
    if (open == null) {
      throw new Discrepancy(
          yard.now(), "Told of a transaction that is over, or never began: " + content);
    }
    int due =
        open.fate == Message.Fate.GIVEN_UP || open.transactionId == null
            ? NEVER_BOUND
            : open.transactionId;
    if (number != due) {
      throw new Discrepancy(
          yard.now(), "The transaction's number must be " + due + " in " + content);
    }
    return open;
  }

  // What the station hears.

  @Override
  public void heard(String text) {
    newLife();
    if (text.startsWith("[2,\"")) {
      asked(text);
      return;
    }
    boolean mine = !callId.isEmpty() && text.startsWith(",\"" + callId + "\"", 2);
    if (!mine || yard.now() - calledAt > MESSAGE_TIMEOUT_NANOS) {
      return;
    }
    String id = callId;
    Operation operation = Operation.named(action);
    Incoming incoming =
        Frames.parse(Side.CHARGE_POINT, text, i -> i.equals(id) ? operation : null, _ -> true);
    switch (incoming) {
      case Incoming.Result(String _, Response response, List<String> _) -> answered(response);
      case Incoming.Error _, Incoming.BadResult _ -> {
        callId = "";
        failedInFlight(true);
      }
      default -> {}
    }
  }

  /** Whether a transaction may be open: a car is or was lately plugged in, or a life has begun. */
  private boolean mayCharge() {
    long lately = yard.now() - LATELY_NANOS;
    return physics.plugged(yard.now(), LATELY_NANOS) || physics.died(lately, yard.now());
  }

  private void answered(Response response) {
    callId = "";
    switch (response) {
      case Heartbeat.Response(var time) -> clock.told(time, mayCharge(), yard.now());
      case BootNotification.Response boot -> {
        if (boot.status() != RegistrationStatus.REJECTED) {
          clock.told(boot.currentTime(), mayCharge(), yard.now());
        }
      }
      default -> {}
    }
    Message last = flying;
    flying = null;
    if (last == null) {
      return;
    }
    boolean justInTime = yard.now() - calledAt == MESSAGE_TIMEOUT_NANOS;
    // What an ill disk does not take before the program ends was never heard.
    boolean unrecorded = !yard.disk().sound();
    last.fate = justInTime || unrecorded ? Message.Fate.UNSURE : Message.Fate.ANSWERED;
    last.answeredAt = yard.now();
    if (response instanceof StartTransaction.Response(var info, int transactionId)) {
      last.transactionId = transactionId;
      last.status = info.status();
    }
  }

  private void asked(String text) {
    if (Frames.parse(Side.CHARGE_POINT, text, _ -> null, _ -> true)
        instanceof Incoming.Call(String _, Request request, List<String> _)) {
      deeds.ordered(yard.now(), request);
    }
  }
}
