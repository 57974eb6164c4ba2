package opencompact.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import opencompact.catalogue.Delivery;
import opencompact.catalogue.Key;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Model;
import opencompact.catalogue.Region;
import opencompact.catalogue.Status;
import opencompact.host.Event;
import opencompact.host.HostView;
import opencompact.host.Plate;
import opencompact.host.Wish;
import opencompact.host.allowance.Hold;
import opencompact.memory.Fact;
import opencompact.ocpp.AuthorizationStatus;
import opencompact.ocpp.FrameJudge;
import opencompact.ocpp.IdTagInfo;
import opencompact.ocpp.Request;
import opencompact.ocpp.Response;
import opencompact.ocpp.StartTransaction;
import opencompact.ocpp.StatusNotification;
import opencompact.ocpp.StopTransaction;
import opencompact.quantity.Amperes;
import opencompact.quantity.IdTag;
import opencompact.sim.SimNetwork;
import opencompact.sim.Yard;
import opencompact.sim.bench.Car;
import opencompact.sim.bench.Cars;
import opencompact.sim.bench.Causes;
import opencompact.storm.StatusLaw;
import org.jspecify.annotations.Nullable;

/**
 * A story about one charger in virtual time: things happen, time passes, something is expected.
 * Time moves only when the story says so.
 */
final class Scenario {
  static final Instant MONDAY_NOON = Instant.parse("2026-03-02T12:00:00Z");

  private static final String PLAY = "Play[sound=";

  private Model model = Model.SLC;
  private int phases = 3;
  private Region region = Region.EU;
  private boolean online = true;
  private long seed = 1;
  private boolean clockless;
  private final List<Fact> settings = new ArrayList<>();
  private final List<String> sounds = new ArrayList<>();
  private @Nullable Yard yard;

  Scenario tethered() {
    model = Model.TLC;
    return this;
  }

  Scenario onePhase() {
    phases = 1;
    return this;
  }

  /** Delivered to the United Kingdom. */
  Scenario british() {
    region = Region.UK;
    return this;
  }

  Scenario seed(long now) {
    seed = now;
    return this;
  }

  /** No back office is set. */
  Scenario alone() {
    online = false;
    return this;
  }

  /** The station has no idea of the time when it boots. */
  Scenario withoutClock() {
    clockless = true;
    return this;
  }

  Scenario with(Key<?> key, String value) {
    if (yard == null) {
      settings.add(new Fact.SettingChanged(key.name(), value, "test"));
    } else {
      yard.ask(new Wish.ChangeSetting(key.name(), value));
    }
    return this;
  }

  Yard yard() {
    if (yard == null) {
      if (online) {
        settings.add(new Fact.SettingChanged(Keys.BACKEND_URL.name(), "ws://cs.test/ocpp", "test"));
      }
      Plate plate = new Plate("00000042", "test", new Delivery(model, phases, region));
      yard = new Yard(plate, settings, MONDAY_NOON, seed);
      FrameJudge.of(yard);
      if (clockless) {
        yard.withoutBattery();
      }
      // Long enough for the delay after power-up, the handshake and the registration.
      StatusLaw law = new StatusLaw();
      yard.law(law::check);
      yard.trace(this::heard);
      yard.later(Duration.ofSeconds(20));
    }
    return yard;
  }

  // ---------------------------------------------------------------- deeds

  Scenario plugIn() {
    return plugIn(Cars.SEDAN, 32);
  }

  Scenario plugIn(String car) {
    return plugIn(Cars.named(car), 32);
  }

  Scenario plugIn(Car car, int cableAmperes) {
    assertThat(yard().bench().plugIn(car, cableAmperes)).isNull();
    yard().touched();
    return this;
  }

  Scenario insertCable(int amperes) {
    assertThat(yard().bench().insertCable(amperes)).isNull();
    yard().touched();
    return this;
  }

  /** The driver opens the car, which stops, and pulls the plug there. */
  Scenario unplugAtCar() {
    yard().bench().stopAtCar();
    later(Duration.ofSeconds(8));
    assertThat(yard().bench().unplugAtCar()).isNull();
    yard().touched();
    return this;
  }

  Scenario unplugAtStation() {
    assertThat(yard().bench().unplugAtStation()).isNull();
    yard().touched();
    return this;
  }

  /** The driver leaves: stops the car, pulls the plug there, and then takes the cable. */
  Scenario plugOut() {
    unplugAtCar();
    return model.socketed() ? later(Duration.ofSeconds(10)).unplugAtStation() : this;
  }

  Scenario stopAtCar() {
    yard().bench().stopAtCar();
    return this;
  }

  Scenario startAtCar() {
    yard().bench().startAtCar();
    return this;
  }

  Scenario tap(String uid) {
    yard().tap(uid);
    return this;
  }

  Scenario card(String uid, AuthorizationStatus status) {
    yard().backOffice().card(new IdTag(uid), IdTagInfo.of(status));
    return this;
  }

  Scenario card(String uid, String parent) {
    yard()
        .backOffice()
        .card(new IdTag(uid), new IdTagInfo(null, new IdTag(parent), AuthorizationStatus.ACCEPTED));
    return this;
  }

  Scenario raise(String cause) {
    switch (Causes.parse(cause)) {
      case Causes.Parsed.Understood(var upset) -> yard().bench().raise(upset, null);
      case Causes.Parsed.Refused(String sentence) -> throw new IllegalArgumentException(sentence);
    }
    yard().touched();
    return this;
  }

  Scenario mend() {
    yard().bench().clearAll();
    yard().touched();
    return this;
  }

  Scenario supplyLimit(@Nullable Amperes limit) {
    yard().supply(new Event.SupplyLimited(limit, "the CT clamp on the main fuse"));
    return this;
  }

  Scenario networkDown() {
    yard().network().becomes(SimNetwork.State.DOWN);
    return this;
  }

  Scenario networkUp() {
    yard().network().becomes(SimNetwork.State.UP);
    return this;
  }

  Scenario networkHalfOpen() {
    yard().network().becomes(SimNetwork.State.HALF_OPEN);
    return this;
  }

  Scenario cutPower() {
    yard().cutPower();
    return this;
  }

  Scenario restorePower() {
    yard().restorePower();
    return this;
  }

  Scenario later(Duration duration) {
    yard().later(duration);
    return this;
  }

  /** The back office asks, and the station has two seconds to answer. */
  Scenario backOfficeAsks(Request.ToChargePoint request, Consumer<Response> expectation) {
    String id = yard().backOffice().call(request);
    later(Duration.ofSeconds(6));
    Response response = yard().backOffice().answer(id);
    assertThat(response).as("the answer to " + request).isNotNull();
    expectation.accept(response);
    return this;
  }

  Scenario doing(Consumer<Yard> deed) {
    deed.accept(yard());
    return this;
  }

  private void heard(String line) {
    int at = line.indexOf(PLAY);
    if (at >= 0) {
      sounds.add(line.substring(at + PLAY.length(), line.length() - 1));
    }
  }

  // ---------------------------------------------------------------- expectations

  /** The names of the sounds since the last question, in order. */
  List<String> sounds() {
    List<String> heard = List.copyOf(sounds);
    sounds.clear();
    return heard;
  }

  HostView view() {
    return yard().view();
  }

  Scenario expectStatus(Status status) {
    assertThat(view().status()).as(view().sentence()).isEqualTo(status);
    return this;
  }

  Scenario expectOffered(double amperes) {
    assertThat(view().rtm().offered().value()).as(view().sentence()).isEqualTo(amperes);
    return this;
  }

  Scenario expectWhy(String name) {
    assertThat(view().why()).extracting(Hold::name).contains(name);
    return this;
  }

  Scenario expectNoTransaction() {
    assertThat(view().transaction()).isNull();
    return this;
  }

  /** The transaction requests the back office has got so far, in order, by action. */
  List<String> delivered(String... actions) {
    return yard().backOffice().received().stream()
        .map(r -> r.request().operation().wire())
        .filter(a -> List.of(actions).contains(a))
        .toList();
  }

  Scenario expectDelivered(String... actions) {
    assertThat(delivered("Authorize", "StartTransaction", "StopTransaction"))
        .containsExactly(actions);
    return this;
  }

  Scenario expectStatuses(Status... statuses) {
    assertThat(
            yard().backOffice().received(StatusNotification.Request.class).stream()
                .filter(r -> r.connectorId() == 1 && !"VendorID1".equals(r.vendorId()))
                .map(StatusNotification.Request::status))
        .containsExactly(statuses);
    return this;
  }

  StartTransaction.Request start() {
    return yard().backOffice().received(StartTransaction.Request.class).getLast();
  }

  StopTransaction.Request stop() {
    return yard().backOffice().received(StopTransaction.Request.class).getLast();
  }

  Scenario expectStop(String reason) {
    assertThat(stop().reason().wire()).isEqualTo(reason);
    assertThat(stop().meterStop()).isGreaterThanOrEqualTo(start().meterStart());
    return this;
  }
}
