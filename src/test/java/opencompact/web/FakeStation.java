package opencompact.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import opencompact.catalogue.Delivery;
import opencompact.catalogue.ErrorCode;
import opencompact.catalogue.Fault;
import opencompact.catalogue.Light;
import opencompact.catalogue.Limit;
import opencompact.catalogue.Model;
import opencompact.catalogue.Region;
import opencompact.catalogue.Settings;
import opencompact.catalogue.Status;
import opencompact.host.HostView;
import opencompact.host.Outcome;
import opencompact.host.Wish;
import opencompact.host.allowance.Hold;
import opencompact.memory.Card;
import opencompact.memory.Reservation;
import opencompact.quantity.Amperes;
import opencompact.quantity.IdTag;
import opencompact.quantity.WattHours;
import opencompact.rtm.Pilot;
import opencompact.rtm.RtmReport;

/** A station that shows what it is told to show and remembers what it was asked. */
final class FakeStation implements Station {
  static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  final List<Wish> asked = new CopyOnWriteArrayList<>();
  final List<String> askers = new CopyOnWriteArrayList<>();
  volatile Consumer<Wish> obeys = _ -> {};
  volatile Outcome outcome = new Outcome.Done("It is done.");
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile HostView view = charging(1, 10_900);

  @Override
  public HostView view() {
    return view;
  }

  void show(HostView next) {
    view = next;
    listeners.forEach(Runnable::run);
  }

  @Override
  public CompletionStage<Outcome> ask(Wish wish, String by) {
    asked.add(wish);
    obeys.accept(wish);
    askers.add(by);
    return CompletableFuture.completedFuture(outcome);
  }

  @Override
  public Watch watch(Runnable onChange) {
    listeners.add(onChange);
    return () -> listeners.remove(onChange);
  }

  int listeners() {
    return listeners.size();
  }

  static HostView charging(long sequence, double watts) {
    return view(
        sequence,
        Status.CHARGING,
        Light.CHARGING,
        report(Pilot.C, watts / 3, 0),
        new HostView.Transaction(
            7,
            4711,
            new IdTag("04A1B2C3"),
            false,
            START,
            0,
            WattHours.of(1000),
            WattHours.of(sequence * 12)),
        "Charging at 16 A: the cable allows no more.",
        List.of(
            limit(Limit.CABLE, 16, "The cable is coded for 16 A."),
            limit(Limit.FUSE, 25, "The circuit is rated for 25 A (c_DeviceLimit_I)."),
            limit(Limit.DEVICE, 32, "The charger itself offers at most 32 A.")),
        List.of(),
        sequence);
  }

  static HostView available(long sequence) {
    return view(
        sequence,
        Status.AVAILABLE,
        Light.AVAILABLE,
        report(Pilot.A, 0, 0),
        null,
        "Ready. Plug in a car to begin.",
        List.of(
            new Hold(
                Hold.Kind.BLOCK,
                "no-vehicle",
                null,
                "control pilot",
                START,
                null,
                "No car is plugged in."),
            limit(Limit.CABLE, 0, "No cable is in the socket.")),
        List.of(),
        sequence);
  }

  static HostView faulted(long sequence) {
    return view(
        sequence,
        Status.FAULTED,
        Light.FAULTED,
        report(Pilot.B, 0, Fault.RCD_DC.bit() | Fault.RCD.bit()),
        null,
        "Stopped: 8 mA of direct current leaked to earth.",
        List.of(
            new Hold(
                Hold.Kind.BLOCK,
                "EVSE_FAULT_RCD_DC",
                null,
                "residual current monitor",
                START,
                null,
                "8.0 mA of direct current leaked to earth; 6 mA is the limit.")),
        List.of(
            new HostView.StandingFault(Fault.RCD_DC, START, "8.0 mA DC, limit 6 mA"),
            new HostView.StandingFault(Fault.TAMPER_SERVICE, null, "service cover open")),
        sequence);
  }

  private static Hold limit(Limit limit, int amperes, String sentence) {
    return new Hold(
        Hold.Kind.LIMIT, limit.title(), Amperes.of(amperes), limit.source(), START, null, sentence);
  }

  private static RtmReport report(Pilot pilot, double wattsPerLine, int faults) {
    double amperes = wattsPerLine / 228;
    List<Double> watts = List.of(wattsPerLine, wattsPerLine, wattsPerLine);
    return new RtmReport(
        pilot,
        pilot.ready(),
        pilot.connected(),
        Amperes.of(pilot.connected() ? 16 : 0),
        pilot.connected(),
        pilot.ready(),
        Amperes.of(pilot.ready() ? 16 : 0),
        Amperes.of(pilot.connected() ? 16 : 0),
        Limit.CABLE,
        Amperes.of(32),
        faults,
        new RtmReport.Readings(
            List.of(228.1, 227.6, 228.9),
            1.2,
            List.of(amperes, amperes, amperes),
            watts,
            List.of(WattHours.of(812_345), WattHours.of(798_211), WattHours.of(801_002)),
            List.of(WattHours.NONE, WattHours.NONE, WattHours.NONE),
            List.of(41.2, 39.8),
            0.4,
            0.1,
            pilot.ready() ? 6.02 : pilot.connected() ? 9.01 : 12.0,
            -12.0,
            pilot.ready() ? 26.7 : 100),
        WattHours.of(2_411_558),
        false,
        false,
        RtmReport.PlugIn.FRESH,
        List.of());
  }

  private static HostView view(
      long sequence,
      Status status,
      Light light,
      RtmReport rtm,
      HostView.Transaction transaction,
      String sentence,
      List<Hold> why,
      List<HostView.StandingFault> faults,
      long seconds) {
    Status whole = status == Status.FAULTED ? Status.FAULTED : Status.AVAILABLE;
    return new HostView(
        sequence,
        seconds * 1_000_000_000,
        START.plusSeconds(seconds),
        new HostView.Identity(
            "00000042", "GARAGE-1", "3SLC", "0.1.0", "3 phases, model 01, revision 01 (8101)", 3),
        status,
        START,
        ErrorCode.NO_ERROR,
        whole,
        rtm,
        true,
        transaction,
        null,
        sentence,
        new ArrayList<>(why),
        faults,
        new HostView.Line(
            "online",
            "Connected to ws://127.0.0.1:9000/.",
            "ws://127.0.0.1:9000/",
            "GARAGE-1",
            START,
            -1,
            0,
            false),
        light,
        null,
        true,
        100,
        Settings.delivered(new Delivery(Model.SLC, 3, Region.EU)),
        true,
        false,
        List.of(
            new Card.Listed(
                new IdTag("04A1B2C3"), "Main", START.toEpochMilli(), START.plusSeconds(86_400))),
        new Reservation(12, 1, new IdTag("04D4E5F6"), null, START.plusSeconds(3600)),
        "CC_RST_POWERON",
        new HostView.Queue(0, 0, 208_895, 0, 0),
        null);
  }
}
