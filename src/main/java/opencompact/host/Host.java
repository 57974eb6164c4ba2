package opencompact.host;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import opencompact.catalogue.Keys;
import opencompact.catalogue.ResetReason;
import opencompact.catalogue.Settings;
import opencompact.catalogue.Status;
import opencompact.host.access.CardUid;
import opencompact.host.access.FreeCharging;
import opencompact.host.allowance.Allowance;
import opencompact.host.allowance.Hold;
import opencompact.host.allowance.Permission;
import opencompact.host.allowance.Why;
import opencompact.host.charge.Charge;
import opencompact.host.charge.Site;
import opencompact.host.charge.Visit;
import opencompact.host.energy.BillingRegister;
import opencompact.host.energy.ExternalMeter;
import opencompact.host.energy.Rates;
import opencompact.host.energy.Samples;
import opencompact.host.lamp.Signs;
import opencompact.host.profile.Profiles;
import opencompact.host.uplink.BackOffice;
import opencompact.host.uplink.StatusTeller;
import opencompact.host.uplink.Thinning;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.memory.OpenTransaction;
import opencompact.ocpp.Authorize;
import opencompact.quantity.IdTag;
import opencompact.quantity.Moment;
import opencompact.quantity.WattHours;
import opencompact.rtm.RtmReport;
import opencompact.rtm.RtmSettings;
import org.jspecify.annotations.Nullable;

/**
 * The hall of the house: hears one event, settles what follows room by room, and leaves facts and
 * commands in the turn. It owns the rooms and the memory; it lives on one thread.
 */
public final class Host {

  /** A silent RTM is believed for so long (CHG-8). */
  private static final Duration RTM_SILENCE = Duration.ofSeconds(5);

  private final Plate plate;
  private final Memory memory;
  private final FrontDesk desk = new FrontDesk(this);
  private final BackOffice backOffice;
  private final StatusTeller statuses = new StatusTeller();
  private final Samples samples = new Samples();
  private final ExternalMeter meter = new ExternalMeter();
  private final BillingRegister register;
  private final Thinning thinning = new Thinning();
  private final Rates rates = new Rates();
  private final StorageWatch storage = new StorageWatch();
  private final Allowance allowance = new Allowance();
  private final Profiles profiles = new Profiles();
  private final Permission permission;
  private final Why why = new Why();
  private final Signs signs = new Signs();
  private final FaultWatch faultWatch = new FaultWatch(signs);
  private final PartWatch parts = new PartWatch();
  private final PilotWatch pilotWatch = new PilotWatch();
  private final SecurityWatch securityWatch = new SecurityWatch();
  private final Visit visit;
  private final Availability availability;
  private final LeftOver leftOver = new LeftOver(this);
  private final Unlocker unlocker = new Unlocker(this);
  private final Restarter restarter = new Restarter(this);
  private final RestartWatch restartWatch = new RestartWatch(this);
  private final Errands errands = new Errands(this);
  private final Reservations reservations = new Reservations(this);
  private final ServiceDesk people = new ServiceDesk(this, signs);
  private final FactoryReset factoryReset = new FactoryReset(this, signs);
  private final RtmOrders orders = new RtmOrders();
  private final SecurityDesk security;
  private final Painter painter = new Painter(this);
  private final Quiet quiet;

  private Settings settings;
  private @Nullable RtmReport rtm;
  private long rtmHeardNanos;
  private boolean rtmFresh;
  private ResetReason resetReason = ResetReason.UNKNOWN;
  private long bornNanos;
  private Status status = Status.UNAVAILABLE;
  private long statusSinceNanos;
  private Moment last = new Moment(0, null);
  private @Nullable HostView view;

  /**
   * A host over what it remembers.
   *
   * @param memory the fold of the journal; this host alone folds into it from now on
   * @param chance its only source of randomness
   */
  public Host(Plate plate, Memory memory, RandomGenerator chance) {
    this.plate = plate;
    this.memory = memory;
    this.settings = Settings.of(plate.delivery(), memory.settings());
    this.register = new BillingRegister(memory);
    this.quiet = new Quiet(this, register);
    this.backOffice = new BackOffice(plate, chance, desk);
    this.permission = new Permission(chance);
    this.security = new SecurityDesk(this, plate);
    this.visit =
        new Visit(
            (tag, turn) -> backOffice.ask(new Authorize.Request(tag), turn),
            (open, turn) -> samples.ended(turn, settings, rtm, register(), open),
            signs);
    this.availability = new Availability(memory, visit);
  }

  /**
   * Everything one event leads to. The caller makes the facts durable before it obeys the commands.
   */
  public Turn take(Event event, Moment now) {
    Turn turn = new Turn(now, memory, storage.records());
    reservations.expire(turn);
    hear(event, turn);
    settle(turn);
    return turn;
  }

  /** The uptime by which the host must be given a turn even if nothing happens. */
  public long deadline() {
    long least = Math.min(appointment(), orders.deadline());
    return rtmFresh ? Math.min(least, rtmHeardNanos + RTM_SILENCE.toNanos()) : least;
  }

  /** The deadline of all but what is said to the RTM, and heard of it, again and again. */
  long appointment() {
    long least = Math.min(visit.deadline(), Math.min(backOffice.deadline(), statuses.deadline()));
    least = Math.min(least, Math.min(samples.deadline(), signs.deadline()));
    least = Math.min(least, Math.min(people.deadline(), leftOver.deadline(memory)));
    least = Math.min(least, Math.min(unlocker.deadline(), restarter.deadline()));
    least = Math.min(least, Math.min(profiles.deadline(), permission.deadline()));
    least = Math.min(least, Math.min(desk.deadline(), meter.deadline()));
    least = Math.min(least, Math.min(errands.deadline(), security.deadline(memory)));
    least = Math.min(least, Math.min(rates.deadline(), factoryReset.deadline()));
    return Math.min(least, Math.min(Reservations.deadline(memory, last), restartWatch.deadline()));
  }

  /** How long the RTM may go on repeating itself before there is anything to say to it. */
  public Quiet quiet() {
    return quiet;
  }

  /**
   * The picture after the last turn, drawn when somebody wants it. To be called on the host's own
   * thread; what it returns may be handed to any other.
   */
  public HostView view() {
    HostView drawn = view;
    if (drawn == null) {
      drawn = painter.picture(last);
      view = drawn;
    }
    return drawn;
  }

  // ---------------------------------------------------------------- hear

  private void hear(Event event, Turn turn) {
    switch (event) {
      case Event.Booted(ResetReason cause) -> booted(cause, turn);
      case Event.RtmReported(RtmReport report) -> reported(report, turn);
      case Event.CardRead(String uid) -> read(uid, turn);
      case Event.ButtonTold(boolean pressed) -> factoryReset.button(pressed, turn);
      case Event.PartTold(var part, var ailment) -> parts.told(part, ailment, turn);
      case Event.Asked(long ticket, Wish wish, String by) -> people.asked(ticket, wish, by, turn);
      case Event.SupplyLimited(var limit, String because) -> allowance.supply(limit, because);
      case Event.MeterAnswered(long number, var reading) ->
          meter.answered(number, reading, turn.now());
      case Event.LinkUp(String anchor) -> backOffice.linkUp(anchor, turn);
      case Event.LinkDown(var down) -> backOffice.linkDown(down, turn);
      case Event.FrameArrived(String text) -> backOffice.frame(text, settings, turn);
      case Event.PongSeen() -> backOffice.pong(turn);
      case Event.FileTold(long job, var told) -> errands.told(job, told, turn);
      case Event.InstallerTold(long job, var verdict) -> errands.told(job, verdict, turn);
      case Event.KeyMade(var told) -> security.made(told, turn);
      case Event.StorageTold(String trouble, boolean crowded) ->
          storage.told(trouble, crowded, turn);
      case Event.TimePassed() -> {}
    }
  }

  private void booted(ResetReason cause, Turn turn) {
    resetReason = cause;
    bornNanos = turn.now().uptimeNanos();
    statusSinceNanos = bornNanos;
    leftOver.booted(cause, turn.now());
    Instant wall = turn.now().wall();
    turn.remember(
        new Fact.Booted(memory.boot() + 1, cause.name(), wall == null ? -1 : wall.toEpochMilli()));
    turn.note("station", "The station started: " + cause.text() + " (" + cause.title() + ").");
    securityWatch.booted(cause, turn);
    restartWatch.booted(turn);
    signs.started(turn);
  }

  private void reported(RtmReport report, Turn turn) {
    if (!rtmFresh && rtm != null) {
      turn.note("station", "The real-time module is heard again.");
    }
    faultWatch.reported(report, bornNanos, turn);
    pilotWatch.reported(report, settings, turn);
    register.read(report.register());
    rtm = report;
    rtmHeardNanos = turn.now().uptimeNanos();
    rtmFresh = true;
  }

  private void read(String uid, Turn turn) {
    IdTag tag = CardUid.tag(uid, settings);
    if (tag == null) {
      signs.refused(turn);
      turn.note("charge", "A card was read whose UID can be no id tag: \"" + uid + "\".");
    } else if (people.learning()) {
      people.learnt(tag, turn);
    } else if (rtm == null) {
      signs.refused(turn);
      turn.note("charge", "Card " + tag + " was read while the station was starting.");
    } else {
      visit.shown(tag, site(turn.now()), turn);
    }
  }

  // ---------------------------------------------------------------- settle

  /** What follows, room by room, in order of priority, whatever event brought us here. */
  private void settle(Turn turn) {
    settings = current(turn);
    Moment now = turn.now();
    believeRtm(turn);
    people.settle(turn);
    factoryReset.settle(turn);
    signs.settle(now);
    leftOver.settle(turn);
    if (rtm != null) {
      reservations.settle(turn);
      settleVisit(turn);
      availability.settle(turn);
      unlocker.settle(turn);
      profiles.settle(visit.charge(), settings, turn);
      permission.settle(visit.charge().running(), profiles.bound(), rtm, settings, turn);
      allowance.grid(permission.grid(profiles.bound()));
      Site site = site(now);
      orders.settle(
          allowance.grant(energise(site), visit.charge().holdsCable(), settings), settings, turn);
      meter.settle(settings, rtm, turn);
      if (!storage.crowded()) {
        samples.settle(settings, rtm, register(), turn);
        register.settle(turn);
      }
      thinning.settle(turn);
      why.watch(scene(site, now), now);
      rates.settle(site.rtm(), register(), () -> holds(now), turn);
      settleStatus(site, turn);
    }
    errands.settle(turn);
    restartWatch.settle(turn);
    restarter.settle(turn);
    desk.settle(turn);
    security.settle(turn);
    securityWatch.settle(turn);
    backOffice.settle(settings, turn);
    // It may have gone back to settings that worked; from the next turn on they hold.
    settings = current(turn);
    last = now;
    view = null;
  }

  private Settings current(Turn turn) {
    for (Fact fact : turn.facts()) {
      if (fact instanceof Fact.SettingChanged
          || fact instanceof Fact.SettingsReset
          || fact instanceof Fact.FactoryReset) {
        return Settings.of(plate.delivery(), memory.settings());
      }
    }
    return settings;
  }

  private void believeRtm(Turn turn) {
    if (rtmFresh && turn.now().since(rtmHeardNanos) >= RTM_SILENCE.toNanos()) {
      rtmFresh = false;
      turn.note("fault", "The real-time module has been silent for five seconds.");
    }
  }

  private void settleVisit(Turn turn) {
    int rounds = 0;
    while (visit.settle(site(turn.now()), turn)) {
      if (++rounds > 4) {
        throw new IllegalStateException("the visit does not settle: " + visit.charge());
      }
    }
  }

  private boolean energise(Site site) {
    OpenTransaction open = memory.open();
    // An RTM that is not heard is granted nothing: whatever it does, nobody could see it (CHG-8).
    return visit.charge().running()
        && open != null
        && !refused(open)
        && site.permitted()
        && site.rtmOnline();
  }

  /** Whether no more energy is due after the back office refused the card (OCPP-TX-12, TX-13). */
  boolean refused(OpenTransaction open) {
    if (open.refused() == null || open.start().free()) {
      return false;
    }
    long most = settings.value(Keys.MAX_ENERGY_ON_INVALID_ID);
    return register().since(open.refusedAt()).compareTo(WattHours.of(most)) >= 0;
  }

  private void settleStatus(Site site, Turn turn) {
    Charge charge = visit.charge();
    OpenTransaction open = memory.open();
    Status next = site.status(charge, open != null && refused(open));
    if (next != status) {
      statusSinceNanos = turn.now().uptimeNanos();
      status = next;
    }
    boolean busy = charge.running() || site.plugged();
    statuses.settle(
        Telling.station(site, memory.operative(0), parts.worst()),
        Telling.connector(site, charge, status),
        busy ? site.rtm().ruling() : null,
        site.rtm().limit(),
        settings,
        backOffice,
        turn);
  }

  // ---------------------------------------------------------------- what the others here use

  /** The image on which this turn decides; only once the RTM has been heard. */
  Site site(Moment now) {
    RtmReport report = rtm;
    if (report == null) {
      throw new IllegalStateException("the real-time module has not been heard yet");
    }
    boolean online = backOffice.online();
    return new Site(
        settings,
        report,
        rtmFresh,
        service(now),
        online,
        FreeCharging.of(
            settings,
            !backOffice.configured(settings),
            online,
            backOffice.offlineSinceNanos(),
            now),
        permission.given(),
        register(),
        memory.reservation());
  }

  private Site.Service service(Moment now) {
    boolean updating = errands.holds(now);
    return new Site.Service(
        availability.operative() && (!updating || visit.charge().running()),
        availability.closing() || updating,
        restarter.ordered(),
        updating,
        storage.records());
  }

  /** When the last turn was. */
  Moment last() {
    return last;
  }

  /** The picture as it is in the middle of a turn. */
  HostView picture(Moment now) {
    return painter.picture(now);
  }

  /** Everything that blocks or limits, in order; empty until the RTM has been heard. */
  List<Hold> holds(Moment now) {
    return rtm == null ? List.of() : parts.explained(why.holds(scene(site(now), now), now), now);
  }

  private Why.Scene scene(Site site, Moment now) {
    OpenTransaction open = memory.open();
    return new Why.Scene(
        visit.charge(),
        visit.refusal(now),
        site,
        open != null && refused(open) ? open : null,
        permission.hold(settings),
        allowance.bounds(settings));
  }

  Plate plate() {
    return plate;
  }

  Memory memory() {
    return memory;
  }

  Settings settings() {
    return settings;
  }

  @Nullable RtmReport rtm() {
    return rtm;
  }

  /** Whether the RTM has been heard, and lately (CHG-8). */
  boolean rtmHeard() {
    return rtmFresh;
  }

  /** The register that transactions are billed by; never goes back. */
  WattHours register() {
    return register.value();
  }

  Visit visit() {
    return visit;
  }

  BackOffice backOffice() {
    return backOffice;
  }

  Profiles profiles() {
    return profiles;
  }

  Permission permission() {
    return permission;
  }

  StatusTeller statuses() {
    return statuses;
  }

  Samples samples() {
    return samples;
  }

  Signs signs() {
    return signs;
  }

  Availability availability() {
    return availability;
  }

  Unlocker unlocker() {
    return unlocker;
  }

  Reservations reservations() {
    return reservations;
  }

  Errands errands() {
    return errands;
  }

  SecurityDesk security() {
    return security;
  }

  Restarter restarter() {
    return restarter;
  }

  FactoryReset factoryReset() {
    return factoryReset;
  }

  ServiceDesk people() {
    return people;
  }

  Status status() {
    return status;
  }

  long statusSinceNanos() {
    return statusSinceNanos;
  }

  ResetReason resetReason() {
    return resetReason;
  }

  /** The safety core's share of the settings. */
  public static RtmSettings rtmSettings(Settings settings) {
    return RtmOrders.share(settings);
  }
}
