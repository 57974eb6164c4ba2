package opencompact.conformance.suite;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import opencompact.catalogue.Model;
import opencompact.host.Wish;
import opencompact.ocpp.Frame;
import opencompact.ocpp.RegistrationStatus;
import opencompact.ocpp.Request;
import opencompact.sim.SimBackOffice;
import opencompact.sim.SimNetwork;
import opencompact.sim.Yard;
import opencompact.sim.bench.Causes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who tests the station in a scenario: plays the person at the charger and the central system, and
 * prescribes what the station says. Every request of the station's must be the one that comes next
 * in the scenario; only what accompanies any story may come in between.
 */
final class Tool {
  /** A card that the central system accepts, as all that it knows nothing else of. */
  static final String CARD = "04A1B2C3";

  static final String OTHER_CARD = "04D4E5F6";

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = ofMinutes(2);
  private static final Duration MOMENT = ofSeconds(4);

  /** Seconds after which every station has tried to connect again. */
  private static final int MOST_BACK_OFF = 150;

  private final Model model;
  private final Site site;
  private final Transcript transcript;
  private int heard;
  private int wrong = -1;
  private int transaction;

  Tool(Model model, Site site, Transcript transcript) {
    this.model = model;
    this.site = site;
    this.transcript = transcript;
  }

  boolean socketed() {
    return model.socketed();
  }

  // ---------------------------------------------------------------- at the charger

  /** The card touches the reader. */
  void swipe() {
    swipe(CARD);
  }

  void swipe(String card) {
    did("swipe " + card);
    site.swipe(card);
  }

  void plugIn() {
    did("plug in");
    site.plugIn();
  }

  /** The driver leaves with the cable. */
  void plugOut() {
    did("plug out");
    site.plugOut();
  }

  void unplugAtCar() {
    did("unplug at the car");
    virtual().unplugAtCar();
  }

  /** The cable, if it is not the station's own, leaves the socket. */
  void unplugAtStation() {
    later(ofSeconds(1));
    did("unplug at the station");
    virtual().unplugAtStation();
  }

  void cutPower() {
    did("power off");
    yard().cutPower();
  }

  void restorePower() {
    did("power on");
    yard().restorePower();
  }

  void powerCycle() {
    cutPower();
    later(ofSeconds(5));
    restorePower();
  }

  void disconnect() {
    later(ofSeconds(1)); // for answers on their way
    did("cut the connection");
    yard().network().becomes(SimNetwork.State.DOWN);
    later(ofSeconds(2));
  }

  void reconnect() {
    did("restore the connection");
    yard().network().becomes(SimNetwork.State.UP);
    for (int i = 0; i < MOST_BACK_OFF && !yard().network().open(); i++) {
      site.await(ofSeconds(1));
    }
  }

  /** Something goes wrong with the bench, named as in docs/guides/bench.md. */
  void raise(String cause) {
    did("cause " + cause);
    if (!(Causes.parse(cause) instanceof Causes.Parsed.Understood(var upset))) {
      throw new IllegalArgumentException(cause);
    }
    yard().bench().raise(upset, null);
    yard().touched();
  }

  void mend() {
    did("mend everything");
    yard().bench().clearAll();
    yard().touched();
  }

  void owner(String key, String value) {
    did("the owner sets " + key + " to " + value);
    site.owner(key, value);
  }

  /** The owner clears the faults whose cause is gone. */
  void clearFaults() {
    did("the owner clears the faults");
    virtual().wish(new Wish.ClearFaults());
  }

  private void did(String what) {
    transcript.deed(site.now(), what);
  }

  void later(Duration time) {
    site.later(time);
  }

  Instant now() {
    return site.now();
  }

  // ---------------------------------------------------------------- as the central system

  /** Asks the station, with quotes in the payload written ' for legibility. */
  Answer asks(String action, String payload) {
    JsonNode frame = site.call(action, payload.replace('\'', '"'));
    int answered = indexOf(frame);
    for (int i = heard; i < answered; i++) {
      if (transcript.entry(i) instanceof Transcript.Frame early
          && early.fromStation()
          && early.call()
          && !early.accompanies()) {
        throw fails(i, "The answer to " + action + " comes before what it causes (OCPP-MS-37)");
      }
    }
    heard = answered + 1;
    return new Answer(this, action, frame, answered);
  }

  Answer asks(Request.ToChargePoint request) {
    JsonNode frame = JSON.readTree(new Frame.Call("x", request).text());
    return asks(request.operation().wire(), frame.path(3).toString());
  }

  Answer asks(String action) {
    return asks(action, "{}");
  }

  private int indexOf(JsonNode frame) {
    List<Transcript.Entry> entries = transcript.entries();
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (entries.get(i) instanceof Transcript.Frame one && one.json() == frame) {
        return i;
      }
    }
    throw new IllegalStateException("an answer that is in no transcript: " + frame);
  }

  /** ChangeConfiguration, which must be accepted. */
  void configure(String key, Object value) {
    asks("ChangeConfiguration", "{'key':'%s','value':'%s'}".formatted(key, value)).is("Accepted");
  }

  /** GetConfiguration of one key; its value. */
  String configured(String key) {
    return asks("GetConfiguration", "{'key':['%s']}".formatted(key))
        .payload()
        .path("configurationKey")
        .path(0)
        .path("value")
        .asString("");
  }

  void trigger(String message) {
    asks("TriggerMessage", "{'requestedMessage':'%s'}".formatted(message)).is("Accepted");
  }

  /** What the central system answers about a card from now on. */
  void card(String card, String status) {
    did("the central system knows " + card + " as " + status);
    site.card(card, status);
  }

  void card(String card, String parent, String status) {
    did("the central system knows " + card + " of " + parent + " as " + status);
    virtual().card(card, parent, status);
  }

  /** How the central system registers the station from now on. */
  void registers(String status, int interval) {
    did("the central system answers BootNotification " + status + " with " + interval + " s");
    for (RegistrationStatus one : RegistrationStatus.values()) {
      if (one.wire().equals(status)) {
        yard().backOffice().registers(one, interval);
      }
    }
  }

  void becomes(SimBackOffice.Mood mood) {
    did("the central system " + mood);
    yard().backOffice().becomes(mood);
  }

  /** How it treats the next messages about transactions, one after the other. */
  void treatsNext(SimBackOffice.Mood... moods) {
    did("the central system is about to: " + List.of(moods));
    yard().backOffice().treatsNext(List.of(moods));
  }

  /** Any text whose id is its second element, with quotes written '; its answer. */
  Answer says(String text) {
    String raw = text.replace('\'', '"');
    yard().backOffice().says(raw);
    later(ofSeconds(1));
    String id = JSON.readTree(raw).path(1).asString();
    for (int i = transcript.size() - 1; i >= heard; i--) {
      if (transcript.entry(i) instanceof Transcript.Frame frame
          && frame.fromStation()
          && !frame.call()
          && frame.id().equals(id)) {
        heard = i + 1;
        return new Answer(this, text, frame.json(), i);
      }
    }
    throw fails(transcript.size() - 1, "No answer to " + raw);
  }

  /** Text that nobody answers. */
  void saysInVain(String text) {
    yard().backOffice().says(text.replace('\'', '"'));
    int before = transcript.size();
    later(ofSeconds(1));
    requires(transcript.size() == before, "Nothing is answered to " + text);
  }

  /** Answers a request of the station's by hand. */
  void answers(String id, String payload) {
    yard().backOffice().says("[3,\"%s\",%s]".formatted(id, payload.replace('\'', '"')));
  }

  /** Answers the last request by hand. */
  void answersLast(String payload) {
    Transcript.Frame last = null;
    for (Transcript.Frame frame : transcript.frames()) {
      last = frame.fromStation() && frame.call() ? frame : last;
    }
    answers(last.id(), payload);
  }

  /** The message id of the last request of that kind. */
  String lastId(String action) {
    return last(action).id();
  }

  /** When the last request of that kind was heard. */
  Instant stampOf(String action) {
    return last(action).at();
  }

  private Transcript.Frame last(String action) {
    Transcript.Frame last = null;
    for (Transcript.Frame frame : transcript.frames()) {
      last = frame.fromStation() && frame.call() && frame.action().equals(action) ? frame : last;
    }
    return last;
  }

  /** The central system's time of day is wrong by this from now on. */
  void clockIsOff(Duration by) {
    did("the central system's clock is off by " + by);
    yard().backOffice().clockIsOff(by);
  }

  /** What happens in here is in no transcript. */
  void unrecorded(Runnable deeds) {
    virtual().record(false);
    deeds.run();
    virtual().record(true);
  }

  /** How many frames of the station the official schemas have been held against so far. */
  long judged() {
    return virtual().judged();
  }

  /** The payloads of all requests of a kind that ever came, recorded or not. */
  List<JsonNode> received(String action) {
    List<JsonNode> all = new ArrayList<>();
    for (SimBackOffice.Received one : yard().backOffice().received()) {
      if (one.request().operation().wire().equals(action)) {
        all.add(JSON.readTree(new Frame.Call("x", one.request()).text()).path(3));
      }
    }
    return all;
  }

  // ---------------------------------------------------------------- what must be heard

  /** The station says all this, in this order and nothing else; the last one's payload. */
  JsonNode hears(Expected... all) {
    JsonNode last = null;
    for (Expected one : all) {
      last =
          switch (one) {
            case Expected.Request request -> next(List.of(request), true);
            case Expected.Perhaps perhaps -> next(List.of(perhaps.request()), false);
            case Expected.InAnyOrder group -> {
              List<Expected.Request> left = new ArrayList<>(group.requests());
              JsonNode payload = null;
              while (!left.isEmpty()) {
                payload = next(left, true);
              }
              yield payload;
            }
          };
    }
    return last;
  }

  /** The next request, which is taken from those that are left. */
  private JsonNode next(List<Expected.Request> left, boolean must) {
    Instant until = site.now().plus(must ? PATIENCE : MOMENT);
    while (true) {
      for (; heard < transcript.size(); heard++) {
        if (!(transcript.entry(heard) instanceof Transcript.Frame frame)
            || !frame.fromStation()
            || !frame.call()) {
          continue;
        }
        for (Expected.Request request : left) {
          if (request.fits(frame)) {
            heard++;
            take(left, request);
            return frame.payload();
          }
        }
        if (!frame.accompanies()) {
          if (!must) {
            return null;
          }
          throw fails(heard, "Expected here: " + words(left));
        }
      }
      if (!site.now().isBefore(until)) {
        if (!must) {
          return null;
        }
        throw fails(heard - 1, "Waited in vain for " + words(left));
      }
      site.await(Duration.between(site.now(), until));
    }
  }

  private static void take(List<Expected.Request> left, Expected.Request request) {
    if (left instanceof ArrayList<Expected.Request>) {
      left.remove(request);
    }
  }

  private static String words(List<Expected.Request> left) {
    return String.join(" or ", left.stream().map(Object::toString).toList());
  }

  /** For that long the station asks nothing that belongs to a scenario. */
  void quiet(Duration time) {
    silence(time, false);
  }

  void quiet() {
    quiet(ofSeconds(5));
  }

  /** For that long the station asks nothing whatever. */
  void silence(Duration time) {
    silence(time, true);
  }

  private void silence(Duration time, boolean strict) {
    site.later(time);
    for (; heard < transcript.size(); heard++) {
      if (transcript.entry(heard) instanceof Transcript.Frame frame
          && frame.fromStation()
          && frame.call()
          && (strict || !frame.accompanies())) {
        throw fails(heard, "Expected here: silence");
      }
    }
  }

  // ---------------------------------------------------------------- states to begin with

  /** Authorized: the card is taken and waits for the plug. */
  void authorized() {
    swipe();
    hears(Expected.authorize(CARD), Expected.status("Preparing"));
  }

  /** Charging: a card, a plug, a transaction. */
  void charging() {
    authorized();
    plugIn();
    hears(Expected.inAnyOrder(Expected.start(CARD), Expected.status("Charging")));
  }

  /** Cached: the card has been authorized once and was withdrawn by a second swipe. */
  void cached() {
    authorized();
    swipe();
    hears(Expected.status("Available"));
  }

  /** The transaction number that the central system gave last. */
  int transaction() {
    later(ofSeconds(1));
    for (Transcript.Frame frame : transcript.frames()) {
      if (!frame.fromStation() && frame.action().equals("StartTransaction")) {
        transaction = frame.payload().path("transactionId").asInt();
      }
    }
    return transaction;
  }

  /** The stamp of the last StartTransaction. */
  Instant started() {
    Instant stamp = null;
    for (Transcript.Frame frame : transcript.frames()) {
      if (frame.fromStation() && frame.call() && frame.action().equals("StartTransaction")) {
        stamp = Instant.parse(frame.payload().path("timestamp").asString());
      }
    }
    return stamp;
  }

  Answer remoteStart(String card) {
    return asks("RemoteStartTransaction", "{'connectorId':1,'idTag':'%s'}".formatted(card));
  }

  Answer remoteStop(int transactionId) {
    return asks("RemoteStopTransaction", "{'transactionId':%d}".formatted(transactionId));
  }

  Answer availability(int connector, String type) {
    return asks("ChangeAvailability", "{'connectorId':%d,'type':'%s'}".formatted(connector, type));
  }

  Answer reset(String type) {
    return asks("Reset", "{'type':'%s'}".formatted(type));
  }

  Answer unlock(int connector) {
    return asks("UnlockConnector", "{'connectorId':%d}".formatted(connector));
  }

  // ---------------------------------------------------------------- how it ends

  /** The world behind a scenario in virtual time. */
  Yard yard() {
    return virtual().yard();
  }

  private VirtualSite virtual() {
    if (site instanceof VirtualSite here) {
      return here;
    }
    throw new IllegalStateException("this can be done in virtual time only");
  }

  /** Something that must hold besides the frames. */
  void requires(boolean holds, String what) {
    if (!holds) {
      throw fails(transcript.size() - 1, what);
    }
  }

  Nonconformity fails(int at, String what) {
    wrong = at;
    return new Nonconformity(what);
  }

  /** Tells the scenario to its end, after which nothing may come unasked for. */
  void tell(Consumer<Tool> scenario) {
    try {
      scenario.accept(this);
      quiet();
    } catch (AssertionError e) {
      if (wrong < 0) {
        wrong = transcript.size() - 1;
      }
      throw e;
    }
  }

  /** Where in the transcript it went wrong; -1 if it did not. */
  int wrong() {
    return wrong;
  }

  Transcript transcript() {
    return transcript;
  }
}
