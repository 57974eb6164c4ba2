package opencompact.conformance.suite;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import opencompact.catalogue.Delivery;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Model;
import opencompact.catalogue.Region;
import opencompact.host.Outcome;
import opencompact.host.Plate;
import opencompact.host.Wish;
import opencompact.memory.Fact;
import opencompact.ocpp.AuthorizationStatus;
import opencompact.ocpp.FrameJudge;
import opencompact.ocpp.IdTagInfo;
import opencompact.quantity.IdTag;
import opencompact.sim.SimNetwork;
import opencompact.sim.Yard;
import opencompact.sim.bench.Cars;
import tools.jackson.databind.JsonNode;

/**
 * The whole station in virtual time, booted and accepted, nothing set but what the tool restores.
 */
final class VirtualSite implements Site {
  private static final Instant BEGAN = Instant.parse("2026-03-02T12:00:00Z");
  private static final Duration LOOK = ofMillis(50);
  private static final Duration ANSWER = ofSeconds(30);

  private final Model model;
  private final Yard yard;
  private final Transcript transcript;
  private final FrameJudge judge;
  private boolean recording = true;

  VirtualSite(Model model, int phases, Transcript transcript) {
    this.model = model;
    this.transcript = transcript;
    List<Fact> settings = new ArrayList<>();
    settings.add(set(Keys.BACKEND_URL.name(), "ws://cs.test/ocpp"));
    settings.add(set(Keys.METER_VALUE_SAMPLE_INTERVAL.name(), "0"));
    settings.add(set(Keys.CLOCK_ALIGNED_DATA_INTERVAL.name(), "0"));
    settings.add(set(Keys.LOCAL_PRE_AUTHORIZE.name(), "false"));
    settings.add(set(Keys.PLUG_AND_CHARGE.name(), "false"));
    Plate plate = new Plate("00000042", "test", new Delivery(model, phases, Region.EU));
    yard = new Yard(plate, settings, BEGAN, 1);
    judge = FrameJudge.of(yard);
    yard.later(ofSeconds(20));
    yard.network().overhear(this::heard);
  }

  private void heard(SimNetwork.Passed frame) {
    if (recording) {
      transcript.frame(yard.wall(), frame.fromStation(), frame.text());
    }
  }

  /** Whether frames go into the transcript. */
  void record(boolean frames) {
    recording = frames;
  }

  /** How many frames of the station the official schemas have been held against. */
  long judged() {
    return judge.judged();
  }

  private static Fact set(String key, String value) {
    return new Fact.SettingChanged(key, value, "test");
  }

  Yard yard() {
    return yard;
  }

  @Override
  public Instant now() {
    return yard.wall();
  }

  @Override
  public void swipe(String uid) {
    yard.tap(uid);
  }

  @Override
  public void plugIn() {
    done(yard.bench().plugIn(Cars.SEDAN, 32));
  }

  @Override
  public void plugOut() {
    unplugAtCar();
    if (model.socketed()) {
      later(ofSeconds(10));
      unplugAtStation();
    }
  }

  void wish(Wish wish) {
    Outcome outcome = yard.ask(wish);
    if (outcome != null && !(outcome instanceof Outcome.Done)) {
      throw new Nonconformity("It cannot be done: " + outcome.sentence());
    }
  }

  void unplugAtCar() {
    yard.bench().stopAtCar();
    later(ofSeconds(8));
    done(yard.bench().unplugAtCar());
  }

  void unplugAtStation() {
    done(yard.bench().unplugAtStation());
  }

  private void done(String refusal) {
    if (refusal != null) {
      throw new Nonconformity("It cannot be done: " + refusal);
    }
    yard.touched();
  }

  @Override
  public void owner(String key, String value) {
    wish(new Wish.ChangeSetting(key, value));
  }

  @Override
  public void card(String tag, String status) {
    yard.backOffice().card(new IdTag(tag), IdTagInfo.of(known(status)));
  }

  void card(String tag, String parent, String status) {
    yard.backOffice().card(new IdTag(tag), new IdTagInfo(null, new IdTag(parent), known(status)));
  }

  private static AuthorizationStatus known(String status) {
    for (AuthorizationStatus one : AuthorizationStatus.values()) {
      if (one.wire().equals(status)) {
        return one;
      }
    }
    throw new IllegalArgumentException("no AuthorizationStatus " + status);
  }

  @Override
  public JsonNode call(String action, String payload) {
    String id = yard.backOffice().call(action, payload);
    long until = yard.now() + ANSWER.toNanos();
    while (yard.now() < until) {
      for (Transcript.Frame frame : transcript.frames().reversed()) {
        if (frame.fromStation() && !frame.call() && frame.id().equals(id)) {
          return frame.json();
        }
      }
      await(LOOK);
    }
    throw new Nonconformity("No answer to " + action + " within " + ANSWER.toSeconds() + " s");
  }

  @Override
  public void await(Duration most) {
    int before = transcript.size();
    long until = yard.now() + most.toNanos();
    while (yard.now() < until && transcript.size() == before) {
      yard.later(Duration.ofNanos(Math.min(LOOK.toNanos(), until - yard.now())));
    }
  }

  @Override
  public void later(Duration time) {
    yard.later(time);
  }

  @Override
  public void close() {}
}
