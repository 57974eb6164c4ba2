package opencompact.run;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import opencompact.catalogue.Status;
import opencompact.host.HostView;
import opencompact.rtm.RtmReport;

/**
 * The process's figures for Prometheus. They are read from the published pictures when asked for.
 */
final class Metrics {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** Shows what these cells do. */
  void show(HostCell host, Clock clock, Punctuality rtm) {
    FunctionTimer.builder(
            "compact.rtm.step",
            rtm,
            Punctuality::steps,
            p -> (double) p.workNanos(),
            TimeUnit.NANOSECONDS)
        .description("Time that the RTM takes for one step in real time")
        .register(registry);
    late(rtm, "compact.rtm.late", "Steps of the RTM that came 10 ms late or more", p -> p.late());
    late(
        rtm,
        "compact.rtm.left.out",
        "Steps of the RTM that were left out by late ones",
        p -> p.leftOut());
    Gauge.builder("compact.rtm.worst.late.seconds", rtm, p -> p.worstLateNanos() / 1e9)
        .description("How late the latest step of the RTM has been")
        .register(registry);
    for (Status status : Status.values()) {
      Gauge.builder("compact.status", host, h -> h.view().status() == status ? 1 : 0)
          .description("1 for the connector's present status")
          .tag("status", status.wire())
          .register(registry);
    }
    gauge(host, "compact.power.watts", "Active power to the car", v -> report(v, Metrics::watts));
    gauge(
        host,
        "compact.offered.amperes",
        "Current told to the car",
        v -> report(v, r -> r.offered().value()));
    gauge(
        host,
        "compact.limit.amperes",
        "The least of all limits",
        v -> report(v, r -> r.limit().value()));
    gauge(
        host,
        "compact.register.watthours",
        "The import register of the internal meter",
        v -> report(v, r -> r.register().milli() / 1000.0));
    gauge(host, "compact.faults", "Standing faults", v -> v.faults().size());
    gauge(host, "compact.rtm.online", "1 while the RTM is heard", v -> v.rtmOnline() ? 1 : 0);
    gauge(
        host,
        "compact.backend.online",
        "1 while the back office has accepted the station",
        v -> v.line().online() ? 1 : 0);
    gauge(host, "compact.backend.owed", "Messages that wait for delivery", v -> v.line().owed());
    gauge(
        host,
        "compact.uptime.seconds",
        "Time since the host's start, in the station's time",
        v -> v.uptimeNanos() / 1e9);
    Gauge.builder("compact.clock.speed", clock, Clock::speed)
        .description("Seconds of the station in one of ours")
        .register(registry);
    Gauge.builder("compact.inbox", host, HostCell::waiting)
        .description("Events that wait for the host")
        .register(registry);
    counter(host, "compact.turns", "Turns the host has taken", HostCell::turns);
    counter(host, "compact.facts", "Facts written to the journal", HostCell::facts);
    counter(host, "compact.frames.in", "OCPP frames received", HostCell::framesIn);
    counter(host, "compact.frames.out", "OCPP frames sent", HostCell::framesOut);
  }

  private void late(
      Punctuality rtm, String name, String description, ToDoubleFunction<Punctuality> value) {
    FunctionCounter.builder(name, rtm, value).description(description).register(registry);
  }

  String scrape() {
    return registry.scrape();
  }

  private void gauge(
      HostCell host, String name, String description, ToDoubleFunction<HostView> value) {
    Gauge.builder(name, host, h -> value.applyAsDouble(h.view()))
        .description(description)
        .register(registry);
  }

  private void counter(
      HostCell host, String name, String description, ToDoubleFunction<HostCell> value) {
    FunctionCounter.builder(name, host, value).description(description).register(registry);
  }

  private static double report(HostView view, ToDoubleFunction<RtmReport> value) {
    RtmReport report = view.rtm();
    return report == null ? 0 : value.applyAsDouble(report);
  }

  private static double watts(RtmReport report) {
    return report.readings().totalWatts();
  }
}
