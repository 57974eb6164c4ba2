package opencompact.conformance;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import opencompact.catalogue.Delivery;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Model;
import opencompact.catalogue.Region;
import opencompact.catalogue.Status;
import opencompact.host.HostView;
import opencompact.host.Plate;
import opencompact.host.Wish;
import opencompact.memory.Fact;
import opencompact.memory.History;
import opencompact.ocpp.FrameJudge;
import opencompact.ocpp.Request;
import opencompact.ocpp.Response;
import opencompact.ocpp.StatusNotification;
import opencompact.rtm.RtmCommand;
import opencompact.rtm.RtmReport;
import opencompact.sim.Seams;
import opencompact.sim.Yard;
import opencompact.sim.bench.Cars;
import opencompact.sim.bench.Causes;

/** A whole station in virtual time, of which a stop-watch is kept from each cause on. */
final class Station {
  private static final Instant BEGAN = Instant.parse("2026-03-02T12:00:00Z");

  private final boolean socketed;
  private final Yard yard;
  private boolean mute;
  private long causedAt;
  private long trippedAt;
  private long openedAt;
  private boolean testing;
  private int tests;
  private boolean testedWhileClosed;
  private double joules;
  private double watts;
  private long integratedAt;
  private long register;
  private boolean wentBack;

  Station(boolean socketed, int phases) {
    this.socketed = socketed;
    Model model = socketed ? Model.SLC : Model.TLC;
    Plate plate = new Plate("00000042", "test", new Delivery(model, phases, Region.EU));
    List<Fact> settings =
        List.of(
            new Fact.SettingChanged(Keys.BACKEND_URL.name(), "ws://cs.test/ocpp", "test"),
            new Fact.Commissioned("test"));
    Seams seams =
        new Seams() {
          @Override
          public RtmCommand told(RtmCommand command) {
            return mute ? null : command;
          }
        };
    yard = new Yard(plate, settings, BEGAN, 1, seams);
    FrameJudge.of(yard);
    yard.law(_ -> look());
    later(ofSeconds(20));
  }

  Yard yard() {
    return yard;
  }

  private void look() {
    integrate();
    if (yard.drive().residualTest) {
      tests += testing ? 0 : 1;
      testedWhileClosed |= poleClosed();
    }
    testing = yard.drive().residualTest;
    RtmReport report = yard.report();
    if (trippedAt < 0 && report != null && (report.faultWord() & ~0x4000) != 0) {
      trippedAt = yard.now();
    }
    if (openedAt < 0 && !poleClosed()) {
      openedAt = yard.now();
    }
  }

  /** The trapezoid rule over what the power stage measures: an energy of its own. */
  private void integrate() {
    double now = 0;
    // Without power nobody measures, and nothing flows.
    for (double line : yard.powered() ? yard.signals().watts : new double[0]) {
      now += line;
    }
    joules += (now + watts) / 2 * (yard.now() - integratedAt) * 1e-9;
    watts = now;
    integratedAt = yard.now();
    long milli = registerMilli();
    wentBack |= milli < register;
    register = milli;
  }

  /** Any pole that is not welded is closed, by the bench's own truth. */
  private boolean poleClosed() {
    return yard.bench().view().contacts().contains(true);
  }

  // ---------------------------------------------------------------- deeds

  /** The stop-watch starts. */
  Station watch() {
    causedAt = yard.now();
    trippedAt = -1;
    openedAt = -1;
    return this;
  }

  Station plug() {
    assertThat(yard.bench().plugIn(Cars.SEDAN, 32)).isNull();
    yard.touched();
    return this;
  }

  Station tap() {
    yard.tap("04A1B2C3");
    return this;
  }

  /** A car charges, with the current at its height. */
  Station charge() {
    plug().tap().later(ofSeconds(60));
    assertThat(view().status()).as(view().sentence()).isEqualTo(Status.CHARGING);
    return this;
  }

  Station raise(String cause) {
    switch (Causes.parse(cause)) {
      case Causes.Parsed.Understood(var upset) -> yard.bench().raise(upset, null);
      case Causes.Parsed.Refused(String sentence) -> throw new IllegalArgumentException(sentence);
    }
    yard.touched();
    return watch();
  }

  Station mend() {
    yard.bench().clearAll();
    yard.touched();
    return this;
  }

  Station stopAtCar() {
    yard.bench().stopAtCar();
    return this;
  }

  Station unplug() {
    stopAtCar().later(ofSeconds(10));
    assertThat(yard.bench().unplugAtCar()).isNull();
    yard.touched();
    later(ofSeconds(10));
    if (socketed) {
      assertThat(yard.bench().unplugAtStation()).isNull();
      yard.touched();
    }
    return later(ofSeconds(2));
  }

  Station power() {
    yard.cutPower();
    later(ofSeconds(10));
    yard.restorePower();
    return later(ofSeconds(30));
  }

  Station ask(Wish wish) {
    yard.ask(wish);
    return this;
  }

  /** What the station answers to the back office within that time. */
  Response call(Request.ToChargePoint request, Duration within) {
    String id = yard.backOffice().call(request);
    later(within);
    return yard.backOffice().answer(id);
  }

  Station muteHost(boolean muted) {
    mute = muted;
    return this;
  }

  Station later(Duration duration) {
    yard.later(duration);
    return this;
  }

  // ---------------------------------------------------------------- what is seen

  HostView view() {
    return yard.view();
  }

  int word() {
    return Objects.requireNonNull(yard.report()).faultWord();
  }

  boolean closed() {
    return yard.drive().contactorClosed;
  }

  long tripMillis() {
    return trippedAt < 0 ? -1 : (trippedAt - causedAt) / 1_000_000;
  }

  long openMillis() {
    return openedAt < 0 ? -1 : (openedAt - causedAt) / 1_000_000;
  }

  /** How often the sensor's test winding has been fed. */
  int tests() {
    return tests;
  }

  /** Watt hours that have flowed, by the measured power. */
  double flowedWattHours() {
    return joules / 3600;
  }

  /** The import registers of all lines, milliwatt hours. */
  long registerMilli() {
    long sum = 0;
    for (long line : yard.signals().importedMilliwattHours) {
      sum += line;
    }
    return sum;
  }

  boolean registerWentBack() {
    return wentBack;
  }

  boolean testedWhileClosed() {
    return testedWhileClosed;
  }

  /** The event log's sentences, the newest first. */
  List<String> log() {
    return yard.disk().events(History.NEWEST, 300, null).stream()
        .map(line -> line.entry().sentence())
        .toList();
  }

  List<StatusNotification.Request> statuses() {
    return yard.backOffice().received(StatusNotification.Request.class).stream()
        .filter(r -> r.connectorId() == 1 && !"VendorID1".equals(r.vendorId()))
        .toList();
  }

  /** Whether the last status told is this one; a null status is any. */
  boolean told(String status, String code, String vendorCode) {
    StatusNotification.Request last = statuses().getLast();
    return (status == null || last.status().wire().equals(status))
        && last.errorCode().wire().equals(code)
        && Objects.equals(last.vendorErrorCode(), vendorCode)
        && (vendorCode == null || "VendorID2".equals(last.vendorId()));
  }
}
