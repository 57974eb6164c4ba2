package opencompact.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import opencompact.ocpp.AuthorizationStatus;
import opencompact.ocpp.Authorize;
import opencompact.ocpp.BootNotification;
import opencompact.ocpp.CallErrorCode;
import opencompact.ocpp.DataTransfer;
import opencompact.ocpp.DiagnosticsStatusNotification;
import opencompact.ocpp.FirmwareStatusNotification;
import opencompact.ocpp.Frame;
import opencompact.ocpp.Frames;
import opencompact.ocpp.GenericStatus;
import opencompact.ocpp.Heartbeat;
import opencompact.ocpp.IdTagInfo;
import opencompact.ocpp.Incoming;
import opencompact.ocpp.LogStatusNotification;
import opencompact.ocpp.MeterValues;
import opencompact.ocpp.Operation;
import opencompact.ocpp.RegistrationStatus;
import opencompact.ocpp.Request;
import opencompact.ocpp.Response;
import opencompact.ocpp.SecurityEventNotification;
import opencompact.ocpp.Side;
import opencompact.ocpp.SignCertificate;
import opencompact.ocpp.SignedFirmwareStatusNotification;
import opencompact.ocpp.StartTransaction;
import opencompact.ocpp.StatusNotification;
import opencompact.ocpp.StopTransaction;
import opencompact.quantity.IdTag;
import org.jspecify.annotations.Nullable;

/**
 * A central system in the simulated world. It registers the station, knows cards, numbers
 * transactions, keeps all it was told in order, and can be made to answer late, wrongly or never.
 */
public final class SimBackOffice {

  /** One request of the station as it was received. */
  public record Received(long worldNanos, String messageId, Request.ToCentralSystem request) {}

  /** What becomes of one request instead of the proper answer. */
  public enum Mood {
    ANSWERS,
    /** Takes the request and never answers. */
    SILENT,
    /** Answers with a CALLERROR. */
    REFUSES,
    /** Takes the request, and the connection breaks before the answer is out. */
    HANGS_UP,
    /** Answers twice. */
    TWICE,
    /** Answers, but only after {@link #isLateBy}. */
    LATE,
    /** Answers with something that is no answer to such a request. */
    GARBAGE
  }

  private final Timeline timeline;
  private final Instant worldBegan;
  private final List<Received> received = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final NavigableMap<String, IdTagInfo> cards =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final NavigableMap<String, Integer> started = new TreeMap<>();
  private final NavigableMap<String, Operation> asked = new TreeMap<>();
  private final NavigableMap<String, Response> answers = new TreeMap<>();
  private final NavigableMap<String, String> refusals = new TreeMap<>();
  private final Deque<Mood> moods = new ArrayDeque<>();
  private Mood mood = Mood.ANSWERS;
  private Function<Request.ToCentralSystem, @Nullable Mood> whim = _ -> null;
  private Duration lateness = Duration.ofSeconds(40);
  private @Nullable String vendor;
  private boolean signs = true;
  private RegistrationStatus registration = RegistrationStatus.ACCEPTED;
  private int interval = 300;
  private int lastTransactionId = 1000;
  private int calls;
  private boolean saidAnything;
  private Duration clockOff = Duration.ZERO;
  private @Nullable SimNetwork network;

  /**
   * A back office that accepts every station and every card.
   *
   * @param worldBegan the true time of day when the timeline stood at 0
   */
  public SimBackOffice(Timeline timeline, Instant worldBegan) {
    this.timeline = timeline;
    this.worldBegan = worldBegan;
  }

  void joins(SimNetwork wire) {
    network = wire;
  }

  /** What it says about a card from now on, wherever it is asked. */
  public void card(IdTag tag, IdTagInfo info) {
    cards.put(tag.value(), info);
  }

  public void registers(RegistrationStatus status, int intervalSeconds) {
    registration = status;
    interval = intervalSeconds;
  }

  /** Whether it will sign certificates from now on. */
  public void willSign(boolean will) {
    signs = will;
  }

  /** It has learnt what this vendor's DataTransfer means; null: nobody's. */
  public void learns(@Nullable String known) {
    vendor = known;
  }

  /** How it treats every request from now on. */
  public void becomes(Mood now) {
    mood = now;
  }

  /** How it treats the next transaction requests, one after the other, before its usual mood. */
  public void treatsNext(List<Mood> next) {
    moods.addAll(next);
  }

  /** Says of each request how it is treated; null leaves that to the moods. */
  public void follows(Function<Request.ToCentralSystem, @Nullable Mood> now) {
    whim = now;
  }

  /** How late a late answer is from now on. */
  public void isLateBy(Duration by) {
    lateness = by;
  }

  /** It has started anew: a start that is told again is another transaction to it. */
  public void forgets() {
    started.clear();
  }

  /** All requests received, oldest first. */
  public List<Received> received() {
    return received;
  }

  /** The requests of one kind, oldest first. */
  public <R extends Request.ToCentralSystem> List<R> received(Class<R> kind) {
    return received.stream()
        .map(Received::request)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  /** Every text frame of the station, as it was received. */
  public List<String> texts() {
    return texts;
  }

  /** Asks something of the station; the id finds the answer later. */
  public String call(Request.ToChargePoint request) {
    String id = "cs-" + ++calls;
    asked.put(id, request.operation());
    wire().toStation(new Frame.Call(id, request).text());
    return id;
  }

  /**
   * Asks with a payload as it would be typed, which need not be one that the operation allows.
   *
   * @param action an operation's name, or no such name
   */
  public String call(String action, String payload) {
    String id = "cs-" + ++calls;
    Operation operation = Operation.named(action);
    if (operation != null) {
      asked.put(id, operation);
    }
    wire().toStation("[2,\"" + id + "\",\"" + action + "\"," + payload + "]");
    return id;
  }

  /** The answer to a call, or null while there is none. */
  public @Nullable Response answer(String callId) {
    return answers.get(callId);
  }

  /** How many calls have been answered. */
  public int answered() {
    return answers.size();
  }

  /** The CALLERROR's code for a call, or null while there is none. */
  public @Nullable String refusal(String callId) {
    return refusals.get(callId);
  }

  /** Whatever text, to see what the station makes of it; strange answers are its due then. */
  public void says(String text) {
    saidAnything = true;
    wire().toStation(text);
  }

  void hears(String text) {
    texts.add(text);
    switch (Frames.parse(Side.CENTRAL_SYSTEM, text, asked::get, _ -> true)) {
      case Incoming.Call(String id, Request request, _) ->
          requested(id, (Request.ToCentralSystem) request);
      case Incoming.Result(String id, Response response, _) -> answers.put(id, response);
      case Incoming.Error(String id, String code, _) -> refusals.put(id, code);
      case Incoming.Refused(Frame.Error answer, _) -> wire().toStation(answer.text());
      case Incoming.BadResult(String id, String why) ->
          throw new IllegalStateException("the station answers " + id + " wrongly: " + why);
      case Incoming.Ignored(String why) -> {
        if (!saidAnything) {
          throw new IllegalStateException("the station says nonsense: " + why + ": " + text);
        }
      }
    }
  }

  private void requested(String id, Request.ToCentralSystem request) {
    received.add(new Received(timeline.now(), id, request));
    boolean owed =
        request instanceof StartTransaction.Request
            || request instanceof StopTransaction.Request
            || request instanceof MeterValues.Request;
    Mood wanted = whim.apply(request);
    Mood now = wanted != null ? wanted : owed && !moods.isEmpty() ? moods.remove() : mood;
    Response response = response(request);
    switch (now) {
      case ANSWERS -> wire().toStation(new Frame.Result(id, response).text());
      case SILENT -> {}
      case REFUSES ->
          wire().toStation(new Frame.Error(id, CallErrorCode.INTERNAL_ERROR, "").text());
      case HANGS_UP -> wire().cut();
      case TWICE -> {
        String text = new Frame.Result(id, response).text();
        wire().toStation(text);
        wire().toStation(text);
      }
      case LATE -> {
        String text = new Frame.Result(id, response).text();
        timeline.in(lateness.toNanos(), () -> wire().toStation(text));
      }
      case GARBAGE -> wire().toStation("[3,\"" + id + "\",[]]");
    }
  }

  private Response response(Request.ToCentralSystem request) {
    return switch (request) {
      case Authorize.Request r -> new Authorize.Response(info(r.idTag()));
      case BootNotification.Request _ ->
          new BootNotification.Response(registration, wall(), interval);
      case DataTransfer.Request r ->
          new DataTransfer.Response(
              r.vendorId().equals(vendor)
                  ? DataTransfer.Status.ACCEPTED
                  : DataTransfer.Status.UNKNOWN_VENDOR_ID,
              null);
      case Heartbeat.Request _ -> new Heartbeat.Response(wall());
      case StartTransaction.Request r ->
          new StartTransaction.Response(info(r.idTag()), transactionId(r));
      case StopTransaction.Request r -> {
        IdTag tag = r.idTag();
        yield new StopTransaction.Response(tag == null ? null : info(tag));
      }
      case MeterValues.Request _ -> new MeterValues.Response();
      case StatusNotification.Request _ -> new StatusNotification.Response();
      case DiagnosticsStatusNotification.Request _ -> new DiagnosticsStatusNotification.Response();
      case FirmwareStatusNotification.Request _ -> new FirmwareStatusNotification.Response();
      case SignCertificate.Request _ ->
          new SignCertificate.Response(signs ? GenericStatus.ACCEPTED : GenericStatus.REJECTED);
      case SecurityEventNotification.Request _ -> new SecurityEventNotification.Response();
      case LogStatusNotification.Request _ -> new LogStatusNotification.Response();
      case SignedFirmwareStatusNotification.Request _ ->
          new SignedFirmwareStatusNotification.Response();
      default -> throw new IllegalStateException("not spoken here: " + request);
    };
  }

  private IdTagInfo info(IdTag tag) {
    IdTagInfo known = cards.get(tag.value());
    return known == null ? IdTagInfo.of(AuthorizationStatus.ACCEPTED) : known;
  }

  /** A repeated start is the same transaction, as a careful back office sees it. */
  private int transactionId(StartTransaction.Request r) {
    String same = r.idTag().key() + " " + r.timestamp() + " " + r.meterStart();
    return started.computeIfAbsent(same, _ -> ++lastTransactionId);
  }

  /** The number that it gave last. */
  public int lastTransactionId() {
    return lastTransactionId;
  }

  /** The time of day that it tells is wrong by this from now on. */
  public void clockIsOff(Duration by) {
    clockOff = by;
  }

  private Instant wall() {
    return worldBegan.plusNanos(timeline.now()).plus(clockOff);
  }

  private SimNetwork wire() {
    SimNetwork wire = network;
    if (wire == null) {
      throw new IllegalStateException("this back office is on no network");
    }
    return wire;
  }
}
