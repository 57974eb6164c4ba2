package opencompact.host.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import opencompact.catalogue.Delivery;
import opencompact.catalogue.Model;
import opencompact.catalogue.Region;
import opencompact.catalogue.Settings;
import opencompact.host.Command;
import opencompact.host.HostView;
import opencompact.host.Plate;
import opencompact.host.Turn;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.memory.Reading;
import opencompact.memory.Stamp;
import opencompact.ocpp.AuthorizationStatus;
import opencompact.ocpp.BootNotification;
import opencompact.ocpp.Frame;
import opencompact.ocpp.FrameJudge;
import opencompact.ocpp.Frames;
import opencompact.ocpp.GetConfiguration;
import opencompact.ocpp.Heartbeat;
import opencompact.ocpp.IdTagInfo;
import opencompact.ocpp.Incoming;
import opencompact.ocpp.MeterValues;
import opencompact.ocpp.RegistrationStatus;
import opencompact.ocpp.Request;
import opencompact.ocpp.Response;
import opencompact.ocpp.Side;
import opencompact.ocpp.StartTransaction;
import opencompact.ocpp.StatusNotification;
import opencompact.ocpp.StopTransaction;
import opencompact.quantity.IdTag;
import opencompact.quantity.Moment;
import opencompact.quantity.WattHours;

/** A back office played by hand at the other end of the line, over virtual time. */
final class Line {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final Delivery DELIVERY = new Delivery(Model.SLC, 3, Region.EU);
  static final Plate PLATE = new Plate("12345678", "1.0.0", DELIVERY);

  /** A call of the station's, as the back office got it. */
  record Heard(String id, Request request, long atNanos) {}

  final Memory memory;
  final BackOffice backOffice;
  final List<Heard> heard = new ArrayList<>();
  final List<String> answers = new ArrayList<>();
  final List<String> log = new ArrayList<>();
  final List<String> answered = new ArrayList<>();
  final List<String> unanswered = new ArrayList<>();
  final List<Endpoint> dialled = new ArrayList<>();
  final List<Command.Disconnect> hungUp = new ArrayList<>();
  final List<Fact> facts = new ArrayList<>();
  Desk.Answer says = new Desk.Answer.Now(new GetConfiguration.Response(null, List.of("x")));
  List<Request> decided = new ArrayList<>();
  Runnable meanwhile = () -> {};
  Turn turn;
  int pings;
  long uptimeNanos;
  Instant wall = NOON;
  boolean knowsTime = true;
  private final FrameJudge judge = new FrameJudge();
  private int callIds;

  Line() {
    this(new Memory(), "EXTERNAL", new SplittableRandom(1));
  }

  Line(Memory memory, String reason, RandomGenerator chance) {
    this.memory = memory;
    this.turn = new Turn(now(), memory);
    this.backOffice = new BackOffice(PLATE, chance, new Scribe());
    remember(new Fact.Booted(memory.boot() + 1, reason, -1));
    set("BackendUrl", "ws://csms.example/ocpp");
  }

  private final class Scribe implements Desk {
    @Override
    public Answer answer(String callId, Request.ToChargePoint request, Turn during) {
      decided.add(request);
      meanwhile.run();
      return says;
    }

    @Override
    public void answered(Request.ToCentralSystem asked, Response response, Turn during) {
      answered.add(asked.operation().wire());
    }

    @Override
    public void unanswered(Request.ToCentralSystem asked, String why, Turn during) {
      unanswered.add(asked.operation().wire());
    }
  }

  Moment now() {
    return new Moment(uptimeNanos, knowsTime ? wall.plusNanos(uptimeNanos) : null);
  }

  Settings settings() {
    return Settings.of(DELIVERY, memory.settings());
  }

  Line set(String key, String value) {
    remember(new Fact.SettingChanged(key, value, "test"));
    return this;
  }

  void remember(Fact fact) {
    memory.fold(fact);
    facts.add(fact);
  }

  /** One turn: what happens, then what follows. */
  Line turn(Runnable what) {
    turn = new Turn(now(), memory);
    what.run();
    backOffice.settle(settings(), turn);
    facts.addAll(turn.facts());
    turn.log().forEach(entry -> log.add(entry.sentence()));
    turn.commands().forEach(this::obey);
    assertThat(backOffice.deadline()).isGreaterThan(uptimeNanos);
    return this;
  }

  Line settle() {
    return turn(() -> {});
  }

  private void obey(Command command) {
    switch (command) {
      case Command.SendFrame(String text) -> frame(text);
      case Command.Connect(Endpoint endpoint) -> dialled.add(endpoint);
      case Command.Disconnect close -> hungUp.add(close);
      case Command.SendPing() -> pings++;
      case Command.SetClock(Instant told) -> {
        wall = told.minusNanos(uptimeNanos);
        knowsTime = true;
      }
      default -> throw new AssertionError("unexpected " + command);
    }
  }

  private void frame(String text) {
    judge.said(text);
    switch (Frames.parse(Side.CENTRAL_SYSTEM, text, _ -> null, _ -> true)) {
      case Incoming.Call(String id, Request request, List<String> _) ->
          heard.add(new Heard(id, request, uptimeNanos));
      default -> answers.add(text);
    }
  }

  /** Lets time pass, waking the station only when it wants to be woken. */
  Line later(Duration time) {
    long until = uptimeNanos + time.toNanos();
    while (backOffice.deadline() <= until) {
      uptimeNanos = Math.max(uptimeNanos, backOffice.deadline());
      settle();
    }
    uptimeNanos = until;
    return this;
  }

  Line later(long seconds) {
    return later(Duration.ofSeconds(seconds));
  }

  // What the link and the back office do.

  Line up() {
    return turn(() -> backOffice.linkUp(null, turn));
  }

  Line down() {
    return down(new BackOfficeLink.Down(BackOfficeLink.Down.Kind.CLOSED, 0, 0, "It was cut."));
  }

  Line down(BackOfficeLink.Down why) {
    return turn(() -> backOffice.linkDown(why, turn));
  }

  Line pong() {
    return turn(() -> backOffice.pong(turn));
  }

  Line says(String text) {
    judge.told(text);
    return turn(() -> backOffice.frame(text, settings(), turn));
  }

  Line answer(Heard call, Response response) {
    return says(new Frame.Result(call.id(), response).text());
  }

  Line answer(Response response) {
    return answer(heard.getLast(), response);
  }

  Line error() {
    return says("[4,\"" + heard.getLast().id() + "\",\"InternalError\",\"no\",{}]");
  }

  Line asks(Request request) {
    return says(new Frame.Call("call-" + ++callIds, request).text());
  }

  Line ask(Request.ToCentralSystem request) {
    return turn(() -> backOffice.ask(request, turn));
  }

  /** Until the station is connected. */
  Line connect() {
    int before = dialled.size();
    settle();
    for (int i = 0; i < 100 && dialled.size() == before && !connecting(); i++) {
      later(2);
    }
    return up();
  }

  private boolean connecting() {
    return view().state().equals("connecting");
  }

  Line boot(RegistrationStatus status, int interval) {
    assertThat(last()).isInstanceOf(BootNotification.Request.class);
    return answer(
        new BootNotification.Response(status, now().wall() == null ? NOON : time(), interval));
  }

  Instant time() {
    return Objects.requireNonNull(now().wall());
  }

  Line online() {
    return connect().boot(RegistrationStatus.ACCEPTED, 60);
  }

  Line onlineWithoutHeartbeats() {
    return set("HeartbeatInterval", "0").connect().boot(RegistrationStatus.ACCEPTED, 0);
  }

  Request last() {
    return heard.getLast().request();
  }

  List<String> names() {
    return heard.stream().map(h -> h.request().operation().wire()).toList();
  }

  /** Forgets what was heard so far. */
  Line fresh() {
    heard.clear();
    answers.clear();
    log.clear();
    return this;
  }

  HostView.Line view() {
    return backOffice.view(settings(), memory, now());
  }

  // What the station remembers about charges.

  Stamp stamp() {
    return Stamp.of(memory.boot(), now());
  }

  Line start(int number) {
    remember(
        new Fact.TransactionStarted(
            number,
            new IdTag("TAG" + number),
            null,
            false,
            false,
            null,
            stamp(),
            WattHours.of(number * 1000L)));
    return this;
  }

  Line sample(int number) {
    Reading reading =
        new Reading(
            "Energy.Active.Import.Register",
            null,
            String.valueOf(number * 1000 + 5),
            "Wh",
            "Sample.Periodic",
            "Outlet");
    remember(new Fact.SampleTaken(1, number, stamp(), List.of(reading), List.of(reading)));
    return this;
  }

  Line stop(int number) {
    remember(
        new Fact.TransactionStopped(
            number, "Local", new IdTag("TAG" + number), stamp(), WattHours.of(number * 1000L + 9)));
    return this;
  }

  /** The polite answer to any call. */
  static Response polite(Request request, int transactionId, Instant time) {
    return switch (request) {
      case BootNotification.Request _ ->
          new BootNotification.Response(RegistrationStatus.ACCEPTED, time, 60);
      case Heartbeat.Request _ -> new Heartbeat.Response(time);
      case StartTransaction.Request _ ->
          new StartTransaction.Response(IdTagInfo.of(AuthorizationStatus.ACCEPTED), transactionId);
      case MeterValues.Request _ -> new MeterValues.Response();
      case StopTransaction.Request _ -> new StopTransaction.Response(null);
      case StatusNotification.Request _ -> new StatusNotification.Response();
      default -> throw new AssertionError("unexpected " + request);
    };
  }
}
