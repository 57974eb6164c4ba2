package opencompact.run;

import java.time.Instant;
import java.util.List;
import opencompact.catalogue.Status;
import opencompact.host.HostView;
import opencompact.rtm.RtmReport;
import org.jspecify.annotations.Nullable;

/** Pictures that one side has made, as another one must see them. */
final class Pictures {
  private Pictures() {}

  /**
   * The same report with uptimes of the host's start: since when faults stand, when offers come.
   */
  static RtmReport shifted(RtmReport r, long nanos) {
    RtmReport.PlugIn p = r.plugIn();
    boolean waits = p.offerFromNanos() != 0;
    if (nanos == 0 || (r.faults().isEmpty() && !waits)) {
      return r;
    }
    return new RtmReport(
        r.pilot(),
        r.pwm(),
        r.plugged(),
        r.cable(),
        r.locked(),
        r.contactorClosed(),
        r.offered(),
        r.limit(),
        r.ruling(),
        r.temperatureLimit(),
        r.faultWord(),
        r.readings(),
        r.register(),
        r.unlockFailing(),
        r.maybeOpenedUnderLoad(),
        new RtmReport.PlugIn(
            p.simplifiedPilot(),
            p.pauses(),
            p.wakeUpCalls(),
            p.calling(),
            p.replugAdvised(),
            p.delay(),
            waits ? p.offerFromNanos() + nanos : 0),
        r.faults().stream().map(f -> f.shifted(nanos)).toList());
  }

  /** What is to be seen of a station without power: who it is, and that it is dark. */
  static HostView dark(HostView v, @Nullable Instant wall) {
    return new HostView(
        v.sequence() + 1,
        v.uptimeNanos(),
        wall,
        v.identity(),
        Status.UNAVAILABLE,
        v.since(),
        v.errorCode(),
        Status.UNAVAILABLE,
        null,
        false,
        null,
        null,
        "The station has no power.",
        List.of(),
        List.of(),
        new HostView.Line(
            v.line().state().equals("none") ? "none" : "offline",
            "The station has no power.",
            v.line().url(),
            v.line().identity(),
            v.line().lastHeard(),
            -1,
            v.line().owed(),
            false),
        v.light(),
        null,
        false,
        0,
        v.settings(),
        v.commissioned(),
        false,
        v.cards(),
        v.reservation(),
        v.resetReason(),
        v.queue(),
        null);
  }
}
