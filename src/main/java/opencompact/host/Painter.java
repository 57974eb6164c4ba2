package opencompact.host;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import opencompact.catalogue.ErrorCode;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Light;
import opencompact.catalogue.Settings;
import opencompact.catalogue.Status;
import opencompact.host.allowance.Hold;
import opencompact.host.allowance.InBrief;
import opencompact.host.charge.Charge;
import opencompact.host.charge.Site;
import opencompact.host.lamp.Lamp;
import opencompact.host.uplink.BackOffice;
import opencompact.memory.Card;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.memory.OpenTransaction;
import opencompact.quantity.IdTag;
import opencompact.quantity.Moment;
import opencompact.rtm.RtmReport;
import org.jspecify.annotations.Nullable;

/** Draws the station's picture, when somebody wants to see it. */
final class Painter {
  private final Host host;
  private long sequence;

  Painter(Host host) {
    this.host = host;
  }

  HostView picture(Moment now) {
    RtmReport report = host.rtm();
    Site site = report == null ? null : host.site(now);
    Memory memory = host.memory();
    Settings settings = host.settings();
    Status status = host.status();
    List<Hold> holds = host.holds(now);
    boolean online = host.backOffice().online();
    return new HostView(
        ++sequence,
        now.uptimeNanos(),
        now.wall(),
        identity(settings),
        status,
        since(now),
        site == null ? ErrorCode.NO_ERROR : Telling.errorCode(site, status),
        site == null
            ? Status.UNAVAILABLE
            : Telling.station(site, memory.operative(0), null).status(),
        report,
        host.rtmHeard(),
        transaction(memory.open()),
        waiting(),
        site == null || holds.isEmpty()
            ? "The station is starting."
            : InBrief.of(status, site, holds),
        holds,
        faults(report, now),
        host.backOffice().view(settings, memory, now),
        report == null ? Light.UNCONFIGURED : Lamp.light(status, memory.commissioned(), online),
        host.signs().shown(),
        online,
        settings.value(Keys.LIGHT_INTENSITY),
        settings,
        memory.commissioned(),
        host.people().learning(),
        cards(memory),
        memory.reservation(),
        host.resetReason().title(),
        new HostView.Queue(
            memory.owed(),
            memory.owedInHeap(),
            memory.mostOwed(),
            memory.failures(),
            memory.securityEventsOwed()),
        host.permission().countdown(now));
  }

  private HostView.Identity identity(Settings settings) {
    Plate plate = host.plate();
    return new HostView.Identity(
        plate.serial(),
        BackOffice.identity(plate, settings),
        "COMPACT " + plate.delivery().model().title(),
        plate.firmware(),
        plate.deviceModel(),
        settings.value(Keys.PHASE_COUNT));
  }

  /** Since when the status holds, by today's clock. */
  private Instant since(Moment now) {
    Instant wall = now.wall();
    return wall == null ? Instant.EPOCH : wall.minusNanos(now.since(host.statusSinceNanos()));
  }

  private static List<HostView.StandingFault> faults(@Nullable RtmReport report, Moment now) {
    List<HostView.StandingFault> faults = new ArrayList<>();
    if (report != null) {
      for (RtmReport.FaultRecord record : report.faults()) {
        Instant wall = now.wall();
        faults.add(
            new HostView.StandingFault(
                record.fault(),
                wall == null ? null : wall.minusNanos(now.since(record.sinceNanos())),
                record.sentence(),
                record));
      }
    }
    return faults;
  }

  private static List<Card.Listed> cards(Memory memory) {
    List<Card.Listed> cards = new ArrayList<>();
    memory.cards().forEach(cards::add);
    return cards;
  }

  private HostView.@Nullable Transaction transaction(@Nullable OpenTransaction open) {
    if (open == null) {
      return null;
    }
    Fact.TransactionStarted start = open.start();
    return new HostView.Transaction(
        open.number(),
        open.transactionId(),
        open.tag(),
        start.free(),
        start.at().wall(),
        start.at().uptimeMillis() * 1_000_000,
        start.register(),
        host.register().since(start.register()));
  }

  private @Nullable IdTag waiting() {
    return switch (host.visit().charge()) {
      case Charge.Admitted admitted -> admitted.tag();
      case Charge.Asking asking -> asking.tag();
      default -> null;
    };
  }
}
