package opencompact.web;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import opencompact.host.Outcome;
import org.jspecify.annotations.Nullable;

/** A bench that notes in words what was done to it. */
final class FakeBench implements Bench {
  final List<String> done = new CopyOnWriteArrayList<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile BenchPicture picture = picture(true, true);

  private static final BenchPicture.InForce NOISE =
      new BenchPicture.InForce("noise", "noise=1 %", FakeStation.START, null);

  static BenchPicture picture(boolean plugged, boolean powered) {
    double amperes = plugged && powered ? 15.9 : 0;
    boolean closed = plugged && powered;
    return new BenchPicture(
        3_723_000_000_000L,
        FakeStation.START.plusSeconds(3723),
        60,
        powered,
        plugged
            ? new BenchPicture.PluggedCar("sedan-3p16", "charging", 0.618, amperes * 684)
            : null,
        plugged ? 20 : null,
        plugged,
        List.of(
            new BenchPicture.Contact("N", closed),
            new BenchPicture.Contact("L1", closed),
            new BenchPicture.Contact("L2", closed),
            new BenchPicture.Contact("L3", closed)),
        plugged ? new BenchPicture.Pilot(6.02, -12, 26.7) : new BenchPicture.Pilot(12, 12, 100),
        List.of(
            new BenchPicture.Line("L1", powered ? 228.1 : 0, amperes, amperes * 228.1),
            new BenchPicture.Line("L2", powered ? 227.6 : 0, amperes, amperes * 227.6),
            new BenchPicture.Line("L3", powered ? 228.9 : 0, amperes, amperes * 228.9)),
        0.4,
        0.1,
        List.of(41.2, 39.8),
        List.of(NOISE));
  }

  void show(BenchPicture next) {
    picture = next;
    listeners.forEach(Runnable::run);
  }

  @Override
  public BenchPicture picture() {
    return picture;
  }

  @Override
  public Station.Watch watch(Runnable onChange) {
    listeners.add(onChange);
    return () -> listeners.remove(onChange);
  }

  @Override
  public List<CarKind> cars() {
    return List.of(
        new CarKind("sedan-3p16", "Three lines, 16 A, 60 kWh; does everything right."),
        new CarKind("compact-1p16", "One line, 16 A, 40 kWh."),
        new CarKind("greedy", "Three lines, 32 A, 90 kWh; draws what it likes."));
  }

  @Override
  public List<Cause> causes() {
    return List.of(
        new Cause(
            "rcd.dc",
            "smooth DC fed through the residual current sensor; 6 mA trips",
            "a number of 0 to 1000 mA",
            "mA",
            List.of(),
            "EVSE_FAULT_RCD_DC",
            List.of(new Lead("from 6 mA", "EVSE_FAULT_RCD_DC", 8, "GroundFailure")),
            "0.1 mA",
            null),
        new Cause(
            "contact.L1",
            "the contact of L1 does not open (welded) or does not close (stuck)",
            "welded or stuck",
            "",
            List.of("welded", "stuck"),
            "EVSE_FAULT_VL_OUT_OPEN",
            List.of(),
            "open",
            null),
        new Cause(
            "pe",
            "the protective earth is interrupted",
            "open",
            "",
            List.of("open"),
            "EVSE_FAULT_NEUTRAL",
            List.of(new Lead("open", "EVSE_FAULT_NEUTRAL", 2, "OtherError")),
            "connected",
            null),
        new Cause(
            "noise",
            "normal noise on every measured voltage and current",
            "a number of 0 to 5 %",
            "%",
            List.of(),
            null,
            List.of(),
            "1 %",
            NOISE));
  }

  @Override
  public CompletionStage<Outcome> plugIn(String car, int cableAmperes) {
    if (cars().stream().noneMatch(kind -> kind.name().equals(car))) {
      return said(new Outcome.Wrong("no car is called \"" + car + "\"; there are sedan-3p16."));
    }
    return doing("plug in " + car + " " + cableAmperes);
  }

  @Override
  public CompletionStage<Outcome> unplug() {
    if (picture.car() == null) {
      return said(new Outcome.Refused("Nothing is plugged in."));
    }
    show(picture(false, picture.powered()));
    return doing("unplug");
  }

  @Override
  public CompletionStage<Outcome> card(String uid) {
    return doing("card " + uid);
  }

  @Override
  public CompletionStage<Outcome> raise(List<String> causes, @Nullable Duration lasts) {
    for (String cause : causes) {
      if (!known(cause.split("=", 2)[0])) {
        return said(new Outcome.Wrong("No cause is called \"" + cause + "\"."));
      }
    }
    return doing("raise " + String.join(" ", causes) + " " + lasts);
  }

  @Override
  public CompletionStage<Outcome> clear(String cause) {
    if (!known(cause)) {
      return said(new Outcome.Wrong("No cause is called \"" + cause + "\"."));
    }
    return doing("clear " + cause);
  }

  @Override
  public CompletionStage<Outcome> clearAll() {
    return doing("clear all");
  }

  @Override
  public CompletionStage<Outcome> power(boolean on) {
    show(picture(picture.car() != null, on));
    return doing("power " + on);
  }

  @Override
  public CompletionStage<Outcome> holdButton(Duration lasts) {
    return doing("button " + lasts);
  }

  @Override
  public CompletionStage<Outcome> advance(Duration time) {
    return doing("advance " + time);
  }

  @Override
  public CompletionStage<Outcome> speed(double factor) {
    return doing("speed " + factor);
  }

  private boolean known(String name) {
    return causes().stream().anyMatch(cause -> cause.name().equals(name));
  }

  private CompletionStage<Outcome> doing(String what) {
    done.add(what);
    return said(new Outcome.Done("Done: " + what + "."));
  }

  private static CompletionStage<Outcome> said(Outcome outcome) {
    return CompletableFuture.completedFuture(outcome);
  }
}
